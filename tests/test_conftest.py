"""A skip is a failure where everything is required."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SAMPLE = """
import pytest

def test_runs(): pass

@pytest.mark.skipif(True, reason="missing: soffice")
def test_marked(): pass

def test_called(): pytest.skip("../shared is not here")

def test_by_nature(): pytest.skip("by nature: root may write anywhere")

@pytest.mark.xfail(strict=True)
def test_gap(): assert False
"""


@pytest.mark.parametrize(("required", "counts"), [
    ("all", {"passed": 1, "failed": 1, "errors": 2, "skipped": 1, "xfailed": 1}),
    ("", {"passed": 1, "skipped": 4, "xfailed": 1}),
])
def test_required_skips_fail(tmp_path: Path, required: str, counts: dict[str, int]) -> None:
    (tmp_path / "conftest.py").write_bytes(CONFTEST.read_bytes())
    (tmp_path / "test_sample.py").write_text(SAMPLE, "utf-8")
    (tmp_path / "test_module.py").write_text("import pytest\npytest.importorskip('no_such_package')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", "--continue-on-collection-errors",
         "-q", str(tmp_path)],
        cwd=tmp_path, env={**os.environ, "LUOSHI_REQUIRE": required}, capture_output=True, text=True, check=False)
    closing = done.stdout.strip().splitlines()[-1]
    assert {kind: int(number) for number, kind in re.findall(r"(\d+) ([a-z]+)", closing)} == counts, done.stdout
    assert done.returncode == (1 if required else 0)
