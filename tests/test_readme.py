"""What the two READMEs show is what the program prints, and what they link to is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "README.zh.md")
EXAMPLE = re.compile(
    r"\$ cat 通知\.txt\n(?P<notice>.+?)\n\n\$ luoshi (?P<arguments>[^\n]+)\n(?P<output>.+?)\n```", re.S)
COMMAND = re.compile(r"^(?:luoshi|python3|\./test|\$) ?\S+", re.M)


def strip_ends(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_the_example_is_what_is_printed(page: str, tmp_path: Path) -> None:
    example = EXAMPLE.search((ROOT / page).read_text("utf-8"))
    assert example
    (tmp_path / "通知.txt").write_text(example["notice"] + "\n", "utf-8")
    done = subprocess.run([sys.executable, "-m", "luoshi", *example["arguments"].split()], cwd=tmp_path,
                          env={**os.environ, "COLUMNS": "80"}, capture_output=True, encoding="utf-8", check=True)
    assert strip_ends(example["output"]) == strip_ends(done.stdout)


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", (ROOT / page).read_text("utf-8"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_both_pages_show_the_same() -> None:
    english, chinese = (COMMAND.findall((ROOT / page).read_text("utf-8")) for page in PAGES)
    assert english == chinese
    assert len(english) > 10
