"""Ways to a .pdf (PDF 的两种做法): Typst with the machine's fonts, or an office program with its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from specs.errors import MissingTool

TYPST, OFFICE = "typst", "office"
_LIMIT = 900  # seconds for all documents of a run


def font_folder() -> Path | None:
    """A folder of fonts that the user names in the environment (LUOSHI_FONTS)."""
    named = os.environ.get("LUOSHI_FONTS", "")
    return Path(named) if named else None


def name_stand_ins(replaced: Mapping[str, str]) -> tuple[str, ...]:
    """What is said of fonts that stand in for those of the standard."""
    if not replaced:
        return ()
    pairs = "、".join(f"{kind}用 {font}" for kind, font in replaced.items())
    return (f"这台电脑没有公文字体，PDF 的{pairs}代替",)


def find_office() -> str:
    """The office program; raises MissingTool."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise MissingTool("--pdf office", "没有 LibreOffice", "请安装 LibreOffice，或改用 --pdf typst")
    return program


def print_with_office(folder: Path) -> None:
    """A .pdf beside every .docx below a folder, all by one start of the program.

    raises  MissingTool: no program, or it made none of a document
    """
    papers = sorted(folder.rglob("*.docx"))
    if not papers:
        return
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        numbered = {work / "in" / f"{i}.docx": paper for i, paper in enumerate(papers)}
        (work / "in").mkdir()
        for copy, paper in numbered.items():
            shutil.copyfile(paper, copy)
        command = [find_office(), f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "pdf",
                   "--outdir", str(work / "out"), *map(str, numbered)]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_LIMIT)
        except (subprocess.SubprocessError, OSError) as error:
            raise MissingTool("--pdf office", "LibreOffice 没有转换成功", "请单独打开一份文书检查后重试") from error
        for copy, paper in numbered.items():
            made = work / "out" / f"{copy.stem}.pdf"
            if not made.is_file():
                raise MissingTool(paper.name, "LibreOffice 没有转换成功", "请单独打开这份文书检查后重试")
            shutil.copyfile(made, paper.with_suffix(".pdf"))
