"""Blocks → .pdf without an office program (PDF): Typst, with the machine's fonts; the `pdf` extra."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.blocks import Document
from generator.typeset.typst_text import print_typst
from gongwen.layout import FACES
from specs.errors import MissingTool


@dataclass(frozen=True, slots=True)
class Press:
    """A compiler with its fonts (排版机), used for all documents of a run.

    fonts     the family for each class of type
    replaced  classes for which only a free font of another name is there, with that font
    """

    compiler: Any
    fonts: Mapping[str, str]
    replaced: Mapping[str, str]

    def write_pdf(self, document: Document) -> bytes:
        """The .pdf of a document; the same document and fonts give the same bytes."""
        made: bytes = self.compiler.compile(input=print_typst(document, self.fonts).encode("utf-8"), format="pdf")
        return made


def open_press(folder: Path | None = None) -> Press:
    """A press with the fonts of the machine, and of a folder.

    raises  MissingTool: the `pdf` extra is not installed, or a class of type has no font; it names all that are missing
    """
    try:
        import typst  # an extra, and heavy to load
    except ImportError as error:
        raise MissingTool("--pdf typst", "没有安装 pdf 组件",
                          "请安装：pip install 'luoshi[pdf]'，或改用 --pdf office") from error
    paths = [folder] if folder else []
    there = set(typst.Fonts(include_system_fonts=True, font_paths=paths).families())
    fonts, replaced, missing = choose_fonts(there)
    if missing:
        raise MissingTool("--pdf typst", f"这台电脑没有字体：{'、'.join(missing)}",
                          "请安装后重试，或用环境变量 LUOSHI_FONTS 指明字体文件夹，或改用 --pdf office")
    compiler: Any = typst.Compiler
    return Press(compiler(b"", font_paths=paths), fonts, replaced)


def choose_fonts(there: set[str]) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """The font of each class of type: the paper's own, another of the class, else a free one.

    there    families on the machine
    returns  class → font; those of them that are free stand-ins; classes without any font, with the names looked for
    """
    fonts: dict[str, str] = {}
    replaced: dict[str, str] = {}
    missing: list[str] = []
    for face in FACES:
        own = next((name for name in (face.name, *face.others) if name in there), None)
        free = next((name for name in face.stand_ins if name in there), None)
        if own or free:
            fonts[face.kind] = own or free or ""
        else:
            missing.append(f"{face.kind}（{face.name}）")
        if free and not own:
            replaced[face.kind] = free
    return fonts, replaced, missing
