"""The wheel, installed outside the checkout: everything that runs need is in it, and the demo writes the same twice."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COUNTIES, DOCUMENTS = 36, {"plan.docx", "letter.docx", "checklist.docx", "checklist.xlsx"}
NOTICE = """澜川省卫生健康委关于做好听力保护工作的通知

各市(州)卫生健康委:
(一)开展自查。各县(市、区)疾控中心于2025年6月30日前完成自查。到2025年底,建档率不低于85%。

澜川省卫生健康委
2025年3月7日
"""

# One group: the environment is made once, whatever the number of workers.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
                   check=True, capture_output=True)
    return next(out.glob("luoshi-*.whl"))


@pytest.fixture(scope="module")
def luoshi(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in an environment of its own."""
    folder = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "-c", str(ROOT / "constraints.txt"), str(wheel)], check=True)
    return folder / "bin" / "luoshi"


def run(luoshi: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a user would: nothing of the checkout within reach."""
    ours = ("PYTHON", "LUOSHI", "VIRTUAL")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run([str(luoshi), *arguments], cwd=cwd, env={**environment, "HOME": str(cwd)},
                          capture_output=True, text=True, encoding="utf-8", check=False)


def digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in (".docx", ".xlsx")}


def test_the_wheel_holds_what_runs_need_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops == {"gongwen", "specs", "extractor", "comparison", "conformance", "generator", "registry",
                    "review", "luoshi",
                    next(top for top in tops if top.endswith(".dist-info"))}
    data = ("gongwen/data/*.csv", "extractor/vocab/*.toml", "generator/*.toml", "registry/migrations/**/*.py")
    shipped = {str(path.relative_to(ROOT)) for pattern in data for path in ROOT.glob(pattern)}
    shipped |= {f"luoshi/_data/{path.relative_to(ROOT)}" for path in ROOT.glob("templates/**/*") if path.is_file()}
    shipped.add("luoshi/_data/corpus/demo-occupational-health-2025/notice.txt")
    assert shipped - set(names) == set()
    assert not [name for name in names if "unseen" in name or "__pycache__" in name]


def test_it_reads_a_notice(luoshi: Path, tmp_path: Path) -> None:
    assert run(luoshi, "--help", cwd=tmp_path).returncode == 0
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    done = run(luoshi, "extract", "通知.txt", "--format", "table", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "听力保护工作" in done.stdout
    assert "85%" in done.stdout
    assert "2025年6月30日" in done.stdout


def test_it_knows_the_counties(luoshi: Path, tmp_path: Path) -> None:
    done = run(luoshi, "counties", "重庆市", "--on", "2024-05-11", cwd=tmp_path)
    assert "县级区划（38）" in done.stdout, done.stderr


def test_the_demo_writes_the_same_files_twice(luoshi: Path, tmp_path: Path) -> None:
    first = run(luoshi, "demo", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    written = digests(tmp_path / "outputs")
    assert len(written) == COUNTIES * len(DOCUMENTS)
    assert {Path(name).name for name in written} == DOCUMENTS
    (run_name,) = {Path(name).parts[0] for name in written}
    assert {len(Path(name).parts) for name in written} == {4}
    second = run(luoshi, "demo", cwd=tmp_path)
    assert second.returncode == 0, second.stderr
    assert digests(tmp_path / "outputs") == written
    assert run_name in second.stdout + second.stderr
