"""`extract` and `read`: results to the screen or a folder, refusals in one line."""

import json
from pathlib import Path

import pytest

from luoshi.cli.frame import run_command
from specs.codec import parse_spec

NOTICE = """澜川省卫生健康委关于开展噪声监测工作的通知
澜卫发〔2025〕8号

各市(州)卫生健康委:
为做好噪声监测工作,现就有关事项通知如下:
一、工作目标
到2025年底,噪声监测覆盖率不低于85%。
二、工作任务
(一)开展自查。各县(市、区)疾控中心于2025年6月30日前完成自查,并将结果报送市(州)卫生健康委。
(二)加强指导。市(州)卫生健康委牵头,市(州)疾控中心配合,每年对每个县(市、区)指导不少于2次。

澜川省卫生健康委
2025年3月7日
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_bytes(NOTICE.replace("\n", "\r\n").encode("utf-8-sig"))
    return path


def test_one_notice_is_json_on_the_screen(notice: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_command(["extract", str(notice)]) == 0
    out, err = capfdbinary.readouterr()
    spec = parse_spec(out.decode("utf-8"))
    assert spec.notice.document_number == "澜卫发〔2025〕8号"
    assert [t.value for t in spec.percentages] == [85]
    assert spec.origin
    assert err == b""


def test_a_table_has_chinese_headings(notice: Path, capfd: pytest.CaptureFixture[str],
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert run_command(["extract", str(notice), "--format", "table"]) == 0
    page = capfd.readouterr().out
    for word in ("目标（", "时限（", "百分比（1）", "任务和责任单位（", "覆盖率", "不低于85%", "牵头"):
        assert word in page
    assert max(len(line) for line in page.splitlines()) <= 100


def test_source_text_is_exact(notice: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run_command(["read", str(notice), "--source"]) == 0
    assert capfdbinary.readouterr().out.decode("utf-8") == NOTICE.replace("\n", "\r\n")


def test_clean_text_is_plain(notice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["read", str(notice)]) == 0
    assert "噪声监测覆盖率不低于85%" in capfd.readouterr().out


def test_several_notices_need_a_folder(notice: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["extract", str(notice), str(notice)]) == 2
    assert "--out" in capfd.readouterr().err


def test_one_bad_file_does_not_stop_the_rest(notice: Path, tmp_path: Path,
                                             capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "again").mkdir()
    again = tmp_path / "again" / "通知.txt"
    again.write_bytes(notice.read_bytes())
    out = tmp_path / "out"
    files = [str(notice), str(tmp_path / "none.txt"), str(again)]
    assert run_command(["extract", *files, "--out", str(out)]) == 1
    assert sorted(p.name for p in out.iterdir()) == ["通知.json", "通知.txt.json"]
    err = capfd.readouterr().err
    assert "none.txt" in err
    assert "提取 2 份，失败 1 份" in err
    specs = [json.loads(p.read_text("utf-8")) for p in out.iterdir()]
    assert specs[0]["targets"] == specs[1]["targets"]


def test_no_readable_file_is_nothing_done(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["extract", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--out",
                        str(tmp_path / "out")]) == 2
    assert "提取 0 份，失败 2 份" in capfd.readouterr().err


def test_tables_into_a_folder(notice: Path, tmp_path: Path) -> None:
    assert run_command(["extract", str(notice), "--format", "table", "--out", str(tmp_path / "out")]) == 0
    assert "目标（" in (tmp_path / "out" / "通知.txt").read_text("utf-8")


@pytest.mark.parametrize(("name", "contents"), [
    ("missing.txt", None),
    ("empty.txt", b""),
    ("empty.docx", b""),
    ("fake.docx", b"this is no zip"),
    ("fake.pdf", b"this is no PDF"),
    ("notice.xyz", "通知".encode()),
    ("folder", b"/"),
    ("broken.json", b"{"),
])
def test_bad_files_are_one_line(name: str, contents: bytes | None, tmp_path: Path,
                                capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    if contents == b"/":
        path.mkdir()
    elif contents is not None:
        path.write_bytes(contents)
    assert run_command(["extract", str(path)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert name in err
    assert "程序出错" not in err
