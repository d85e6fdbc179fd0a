"""Whom a notice addresses: classes written out by the register, zones and joint offices, lists of an office's own."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.addressees import (
    Sort,
    Source,
    expand_list,
    expand_recipients,
    find_place,
    list_unnamed_zones,
    name_in_class,
)
from generator.county_list import read_county_list, read_enterprises, read_name_list
from gongwen import divisions
from gongwen.divisions import find_division
from luoshi.cli.frame import run_command
from specs.errors import BadProfile
from specs.model import Notice
from tests.notices import ROOT

DEMO = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
DAY = date(2025, 3, 1)


def _notice(issuer: str, *recipients: str) -> Notice:
    return Notice(issuers=(issuer,), recipients=recipients)


def test_classes_are_written_out_by_the_register() -> None:
    found = expand_recipients(_notice("澜阳市水利局", "各县(市、区)水利局", "市水文中心"), DAY)
    assert [one.name for one in found if one.sort is Sort.COUNTY][-2:] == ["枫渚县水利局", "石鹭市水利局"]
    assert sum(one.sort is Sort.COUNTY for one in found) == 9
    assert [one.name for one in found if one.sort is Sort.OTHER] == ["市水文中心"]
    province = expand_recipients(_notice("澜川省民政厅", "各市民政局", "各县(市、区)民政局"), DAY)
    assert [sum(one.sort is sort for one in province) for sort in (Sort.PREFECTURE, Sort.COUNTY)] == [4, 36]


@pytest.mark.parametrize("words", ["各县(市、区)市场监管局", "各市(州)自然资源局", "各区县(自治县)市政局"])
def test_the_head_of_a_class_takes_nothing_of_the_office(words: str) -> None:
    (first, *_) = expand_recipients(_notice("澜川省人民政府", words), DAY)
    assert first.name.endswith(words.split(")")[1])
    assert first.words == words


def test_zones_that_the_line_names_are_zones_and_others_are_told() -> None:
    notice = _notice("重庆市民政局", "各区县(自治县)民政局", "两江新区社会发展局")
    zones = [one for one in expand_recipients(notice, DAY) if one.sort is Sort.ZONE]
    assert [(one.name, one.place) for one in zones] == [("两江新区社会发展局", "两江新区")]
    assert "万盛经开区" in list_unnamed_zones(notice, DAY)
    assert "两江新区" not in list_unnamed_zones(notice, DAY)
    assert list_unnamed_zones(_notice("重庆市民政局", "市民政局直属单位"), DAY) == ()


def test_a_notice_of_no_known_place_stays_as_it_is() -> None:
    assert find_place(("某某协会",), DAY) is None
    assert find_place((), DAY) is None
    (one,) = expand_recipients(_notice("某某协会", "各县(市、区)水利局"), DAY)
    assert (one.name, one.sort) == ("各县(市、区)水利局", Sort.OTHER)


def test_the_command_lists_them(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_command(["addressees", str(DEMO), "--format", "json"]) == 0
    shown = json.loads(capfd.readouterr().out)
    assert len(shown["addressees"]) == 2 * (4 + 36) + 3
    assert ("溪塬县疾控局", "990127") in {(one["name"], one["code"]) for one in shown["addressees"]}
    assert run_command(["addressees", str(DEMO)]) == 0
    assert "溪塬县卫生健康委、溪塬县疾控局" in capfd.readouterr().out


def test_the_notices_own_counties_are_confirmed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    arguments = ["generate", str(DEMO), "--as-addressed", "--documents", "duties", "--out", str(tmp_path)]
    assert run_command(arguments) == 2
    error = capfd.readouterr().err
    assert "溪塬县卫生健康委" in error
    assert "--yes" in error
    assert list(tmp_path.iterdir()) == []
    assert run_command([*arguments, "--yes"]) == 0
    assert len(list(tmp_path.rglob("duties.docx"))) == 36
    plain = tmp_path / "plain.txt"
    plain.write_text("某某协会关于做好登记的通知\n各会员单位：\n一、各会员单位要于2025年6月30日前完成登记。\n", "utf-8")
    assert run_command(["generate", str(plain), "--as-addressed", "--yes", "--out", str(tmp_path)]) == 2


def test_a_list_is_written_out_too() -> None:
    """Rungs in one breath, offices under one head, zones that no register knows, bodies named one by one."""
    names = ("各市（州）、县（市、区）卫生健康委、疾控局、市水文中心", "澜阳高新区社会事业局", "溪塬县教育局",
             "各乡镇人民政府")
    found = expand_list(names, ("澜阳市卫生健康委员会",), DAY)
    counties = [one for one in found if one.sort is Sort.COUNTY]
    assert len(counties) == 2 * 9 + 1
    assert {one.source for one in counties[:18]} == {Source.REGISTER}
    assert (counties[18].name, counties[18].place, counties[18].source) == ("溪塬县教育局", "溪塬县", Source.LIST)
    assert [(one.name, one.place) for one in found if one.sort is Sort.ZONE] == [("澜阳高新区社会事业局", "澜阳高新区")]
    others = [one.name for one in found if one.sort is Sort.OTHER]
    assert others[-1] == "各乡镇人民政府"
    assert "市水文中心" in others
    assert name_in_class("各县（市、区）卫生健康委、疾控局", "溪塬县") == "溪塬县卫生健康委、溪塬县疾控局"
    assert name_in_class("各乡镇人民政府", "溪塬县") == ""


def test_counties_named_one_by_one_are_counties() -> None:
    found = expand_recipients(_notice("澜阳市水利局", "溪塬县水利局", "枫渚县水利局", "市水文中心"), DAY)
    assert [(one.place, one.source) for one in found] == [
        ("溪塬县", Source.LINE), ("枫渚县", Source.LINE), ("", Source.LINE)]


OFFICE = str(ROOT / "templates" / "offices" / "澜川省卫生健康委员会.toml")


def test_what_a_list_or_the_register_was_written_out_to_is_confirmed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                                      capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    names = tmp_path / "names.txt"
    names.write_text("单位\n各县（市、区）卫生健康委、疾控局\n澜阳高新区社会事业局\n", "utf-8")
    out = tmp_path / "out"
    run = ["generate", str(DEMO), "--counties-of", "澜阳市", "--office", OFFICE, "--documents", "letter"]
    run += ["--out", str(out)]
    for more in ([], ["--addressees", str(names)]):
        assert run_command([*run, *more]) == 2
        shown = capfd.readouterr().err
        assert "溪塬县卫生健康" in shown
        assert "区划登记" in shown
        assert "--yes" in shown
        assert not out.exists() or not list(out.rglob("*.docx"))
    assert "澜阳高新区社会事业局" in shown
    assert run_command([*run, "--addressees", str(names), "--yes"]) == 0
    assert {path.parent.name for path in out.rglob("letter-*.docx")} >= {"溪塬县", "石鹭市"}
    # Bodies that the user names one by one are shown and not asked about.
    names.write_text("单位\n溪塬县卫生健康局\n", "utf-8")
    assert run_command(["generate", str(DEMO), "--county", "溪塬县", "--office", OFFICE, "--documents", "letter",
                        "--addressees", str(names), "--out", str(out)]) == 0
    assert "名单" in capfd.readouterr().err


def test_a_program_confirms_by_what_it_reads(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run = ["generate", str(DEMO), "--as-addressed", "--documents", "duties", "--out", str(tmp_path), "--format", "json"]
    assert run_command(run) == 2
    refused = json.loads(capfd.readouterr().out)
    assert len(refused["addressees"]) == 83
    assert {one["source"] for one in refused["addressees"]} == {"区划登记", "来文主送"}
    assert refused["files"] == []
    assert "--yes" in refused["error"]
    assert run_command([*run, "--yes"]) == 0
    done = json.loads(capfd.readouterr().out)
    assert len(done["files"]) == done["counties"] == 36
    assert all(Path(name).is_file() for name in done["files"])
    assert run_command(["generate", str(DEMO), "--county", "合水县", "--documents", "letter", "--out", str(tmp_path),
                        "--format", "json"]) == 2
    assert "代字" in json.loads(capfd.readouterr().out)["open"][0]["field"]


def test_a_person_may_say_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = ["generate", str(DEMO), "--as-addressed", "--documents", "duties", "--out", str(tmp_path)]
    for answer, code in (("n", 2), ("y", 0)):
        stdin = io.TextIOWrapper(io.BytesIO(f"{answer}\n".encode()))
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", stdin)
        assert run_command(run) == code
        assert bool(list(tmp_path.rglob("*.docx"))) is (code == 0)


def test_lists_of_addressees(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("溪塬县教育局\n\n 溪塬县民政局 \n溪塬县教育局\n", "utf-8")
    (tmp_path / "b.csv").write_text("序号,单位名称\n1,溪塬县教育局\n2,溪塬县民政局\n", "utf-8-sig")
    for name in ("a.txt", "b.csv"):
        assert read_name_list(tmp_path / name) == ("溪塬县教育局", "溪塬县民政局")
    (tmp_path / "c.txt").write_text("县区\n溪塬县\n枫渚县\n", "utf-8")
    assert read_county_list(tmp_path / "c.txt") == ("溪塬县", "枫渚县")
    (tmp_path / "d.txt").write_text("单位\n", "utf-8")
    with pytest.raises(BadProfile, match="没有单位"):
        read_name_list(tmp_path / "d.txt")
    with pytest.raises(BadProfile, match="--addressees"):
        read_name_list(tmp_path / "none.txt")


def test_lists_of_enterprises_keep_their_columns(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (("序号", "单位 名称", "应检人数", "日期"), (1, "甲公司", 46.0, date(2025, 5, 1)), (None,) * 4,
                (2, "乙公司", None, None)):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    first, second = read_enterprises(tmp_path / "list.xlsx")
    assert first == {"企业名称": "甲公司", "序号": "1", "应检人数": "46", "日期": "2025-05-01"}
    assert second["应检人数"] == ""


@pytest.mark.parametrize(("text", "message"), [
    ("名字,地址\n甲,乙\n", "没有“企业名称”一栏"),
    ("企业名称,地址\n,乙\n", "第 2 行没有企业名称"), ("企业名称\n", "没有企业"),
])
def test_wrong_lists_of_enterprises_are_told(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(text, "utf-8")
    with pytest.raises(BadProfile, match=message):
        read_enterprises(tmp_path / "list.csv")


def test_a_register_that_two_threads_read_at_once_is_one() -> None:
    """Each may have made divisions of its own: they are the same by what they say, not by identity."""
    find_division("澜川省", DAY)  # by name out of the one
    divisions._by_code.cache_clear()
    divisions.load_divisions.cache_clear()
    assert divisions._by_code()["990000"] is not find_division("澜川省", DAY)  # by code out of the other
    province = expand_recipients(_notice("澜川省民政厅", "各市民政局"), DAY)
    assert sum(one.sort is Sort.PREFECTURE for one in province) == 4
