#!/usr/bin/env python3
"""Pictures of a page of each kind of document for docs/documents.md (文书样页): the demo notice, by LibreOffice.

    python scripts/make_pictures.py    writes docs/pictures/*.png; needs soffice, pdftoppm and fonts/ (scripts/apt.sh)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extractor.pipeline import extract_file  # noqa: E402
from generator.compose.kinds import KINDS  # noqa: E402
from generator.compose.requests import Request  # noqa: E402
from generator.county import load_profiles  # noqa: E402
from generator.pipeline import make_files, prepare_county  # noqa: E402

NOTICE = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
COUNTY = "溪塬县"
PICTURES = ROOT / "docs" / "pictures"
_DPI, _COLORS = 56, 12
_LAST = ("cover",)  # beside its first page the last one, with the imprint


def make_pictures(folder: Path) -> list[Path]:
    """One small .png a kind, and the last page of papers with an imprint."""
    spec = extract_file(NOTICE).spec
    profile = load_profiles(ROOT / "templates" / "counties")[COUNTY]
    kinds = tuple(KINDS)
    work = prepare_county(spec, profile, None, kinds, Request(final=True))
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for file, data in make_files(work, kinds, ROOT / "templates").items():
            paper = place / f"{file.split('/')[0].removesuffix('.docx')}.docx"
            if file.endswith(".docx") and not paper.exists():  # one of the forms, one of the enterprises
                paper.write_bytes(data)
        papers = sorted(place.glob("*.docx"))
        subprocess.run(["soffice", f"-env:UserInstallation=file://{place}/office", "--headless", "--convert-to", "pdf",
                        "--outdir", name, *map(str, papers)], check=True, capture_output=True,
                       env=os.environ | {"FONTCONFIG_FILE": str(ROOT / "scripts" / "fonts.conf")})
        for paper in papers:
            pages = _shoot(paper.with_suffix(".pdf"))
            made.append(_keep(pages[0], folder / f"{paper.stem}.png"))
            if paper.stem in _LAST:
                made.append(_keep(pages[-1], folder / f"{paper.stem}-last.png"))
    return made


def _shoot(printed: Path) -> list[Path]:
    stem = printed.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-png", str(printed), str(stem)], check=True)
    return sorted(printed.parent.glob(f"{printed.stem}-*.png"))


def _keep(page: Path, target: Path) -> Path:
    """A picture of few colours with a thin edge, so that white paper shows on a white page."""
    picture = Image.open(page).convert("RGB")
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), (160, 160, 160))
    framed.paste(picture, (1, 1))
    framed.quantize(_COLORS, dither=Image.Dither.NONE).save(target, optimize=True)
    return target


if __name__ == "__main__":
    for path in make_pictures(PICTURES):
        print(f"{path.relative_to(ROOT)} {path.stat().st_size // 1024} kB")
