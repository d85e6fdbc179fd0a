"""The pictures of docs/documents.md: one for each kind of document, small, and made by the script as they are shown."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from generator.compose.kinds import KINDS
from tests.notices import ROOT
from tests.rulers import needs_office

DOCS = ROOT / "docs"


def test_every_kind_is_shown_and_every_picture_is_there() -> None:
    named = set(re.findall(r"\(pictures/([a-z-]+)\.png\)", (DOCS / "documents.md").read_text("utf-8")))
    there = {path.stem: path for path in (DOCS / "pictures").glob("*.png")}
    assert named == there.keys()
    assert set(KINDS) <= named
    assert sum(path.stat().st_size for path in there.values()) < 500_000


@pytest.mark.slow
@needs_office
def test_the_script_makes_them(tmp_path: Path) -> None:
    at = spec_from_file_location("make_pictures", ROOT / "scripts" / "make_pictures.py")
    assert at
    assert at.loader
    module = module_from_spec(at)
    at.loader.exec_module(module)
    made = module.make_pictures(tmp_path)
    assert {path.name for path in made} == {path.name for path in (DOCS / "pictures").glob("*.png")}
