"""Whose papers: county profiles, offices, lists of counties."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from generator.county import (
    bureau_of,
    find_line,
    guess_profile,
    load_body_kinds,
    load_office,
    load_profiles,
    read_profiles,
)
from generator.county_list import read_county_list
from generator.office import Route, find_route, with_route
from gongwen.divisions import load_divisions
from specs.errors import BadProfile
from specs.model import Level
from tests.plans import COUNTY, TEMPLATES


def test_every_county_of_the_invented_province_is_complete() -> None:
    profiles = load_profiles(TEMPLATES / "counties")
    counties = [d for d in load_divisions() if d.is_demo and d.level == "county"]
    assert len(counties) == 36
    for county in counties:
        profile = profiles[county.code]
        assert profile.name == county.name
        assert not profile.guesses
        assert profile.contact
        assert profile.lead_days is not None
        assert profile.prefixes.keys() == {kind.key for kind in load_body_kinds() if kind.sign}


@pytest.mark.parametrize(
    ("province", "expected"), [("甘肃省", "合水县卫生健康局"), ("重庆市", "合水县卫生健康委员会")]
)
def test_without_a_profile_usual_names_are_guessed(province: str, expected: str) -> None:
    profile = guess_profile("", "合水县", province=province, prefecture="庆阳市")
    assert profile.bodies["卫生健康行政部门"] == expected
    assert profile.guesses == frozenset(profile.bodies)


@pytest.mark.parametrize(
    ("office", "line"),
    [
        ("澜川省卫生健康委员会", "卫生健康行政部门"),
        ("澜川省疾病预防控制局", "疾控主管部门"),
        ("澜川省人民政府办公厅", "人民政府"),
        ("石鹭市文化广电和旅游局", "文化和旅游部门"),
        ("溪塬县安全生产委员会办公室", "应急管理部门"),
        ("澜川省教育厅", "教育行政部门"),
    ],
)
def test_the_line_of_an_office(office: str, line: str) -> None:
    assert find_line(office).key == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("province = ", "不是有效的 TOML"),
        ("province = '澜川省'", r"没有 \[\[county\]\]"),
        ("[[county]]\nname='甲县'\nprovince='澜川省'", "prefecture——缺少"),
        ("[bodies]\n'卫生局'='x'\n[[county]]\nname='甲县'\nprovince='p'\nprefecture='q'", "没有“卫生局”这个通用名"),
        ("[[county]]\nname='甲县'\nprovince='p'\nprefecture='q'\nlead_days=-1", "不是天数"),
        ("[[county]]\nname='甲县'\nprovince='p'\nprefecture='q'\ncontact={office='x'}", "person——缺少"),
    ],
)
def test_a_wrong_profile_is_named(text: str, message: str) -> None:
    with pytest.raises(BadProfile, match=message):
        read_profiles(text.encode(), "a.toml")


def test_what_a_profile_says_is_no_guess() -> None:
    text = (
        "[prefixes]\n'疾控主管部门'='{简称}控'\n[[county]]\nname='甲县'\nprovince='p'\nprefecture='q'\nsign='甲'\n"
        "bodies={'疾控中心'='{县}疾控所'}"
    )
    (profile,) = read_profiles(text.encode(), "a.toml")
    assert profile.bodies["疾控中心"] == "甲县疾控所"
    assert "疾控中心" not in profile.guesses
    assert profile.prefixes["疾控主管部门"] == "甲控"


def test_an_office_file(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text('name = "溪塬县卫生健康局"\nlevel = "县"\ncopy_to = ["溪塬县人民政府办公室"]\n')
    office = load_office(path)
    assert (office.level, office.copy_to, office.contact) == (Level.COUNTY, ("溪塬县人民政府办公室",), None)
    path.write_text('name = "x"\nlevel = "区"\n')
    with pytest.raises(BadProfile, match="不是层级"):
        load_office(path)
    with pytest.raises(BadProfile, match="打不开"):
        load_office(tmp_path / "none.toml")


def test_an_office_tells_its_customs(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    path.write_text('name = "溪塬县水利局"\nlevel = "县"\nprefix = "溪塬水发"\nsuperior = "澜阳市水利局"\n'
                    'route = "联合发文"\n'
                    'joint_with = ["溪塬县财政局"]\nleading_group = "溪塬县水网建设领导小组"\n'
                    'group_prefix = "溪水网组"\n'
                    'printer = "溪塬县水利局综合股"\n', "utf-8")
    office = load_office(path)
    assert (office.superior, office.practice.route, office.practice.joint_with) == (
        "澜阳市水利局", Route.JOINT, ("溪塬县财政局",))
    assert (office.letter_prefix, office.practice.printer) == ("溪塬水函", "溪塬县水利局综合股")
    assert (with_route(office, Route.GROUP).practice.route, with_route(office, None)) == (Route.GROUP, office)
    assert [find_route(said) for said in ("县政府办转发", "征求意见+会签", "领导小组名义", "")] == [
        Route.FORWARD, Route.COUNTERSIGN, Route.GROUP, None]
    path.write_text('name = "x"\nlevel = "县"\nroute = "随便"\n', "utf-8")
    with pytest.raises(BadProfile, match="“随便”不是行文路径"):
        load_office(path)
    path.write_text('name = "x"\nlevel = "县"\njoint_with = "甲局"\n', "utf-8")
    with pytest.raises(BadProfile, match="joint_with——应是机关名称的列表"):
        load_office(path)


def test_a_profile_tells_the_customs_of_its_bureaus() -> None:
    text = """
        province = "澜川省"
        prefecture = "澜阳市"
        [office]
        copy_to = ["{县}人民政府办公室"]
        route = "会签"
        [[county]]
        name = "溪塬县"
        [[county]]
        name = "枫渚县"
        office = { route = "领导小组", leading_group = "{县}水网建设领导小组" }
    """
    first, second = (bureau_of(profile, find_line("水利")) for profile in read_profiles(text.encode(), "x.toml"))
    assert (first.copy_to, first.practice.route) == (("溪塬县人民政府办公室",), Route.COUNTERSIGN)
    assert (second.practice.route, second.practice.leading_group) == (Route.GROUP, "枫渚县水网建设领导小组")
    assert second.copy_to == ("枫渚县人民政府办公室",)
    with pytest.raises(BadProfile, match="office——应写作"):
        read_profiles(b"office = 1\n[[county]]\nname = 'x'\nprovince = 'y'\nprefecture = 'z'\n", "x.toml")


def test_the_countys_own_bureau_issues() -> None:
    office = bureau_of(COUNTY, find_line("澜川省卫生健康委员会"))
    assert (office.name, office.prefix, office.level) == ("溪塬县卫生健康局", "溪塬卫发", Level.COUNTY)


@pytest.mark.parametrize("rows", [["溪塬县", "望津县"], ["县区", "溪塬县", "望津县"]])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_lists_of_counties(rows: list[str], suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"list{suffix}"
    if suffix == ".csv":
        path.write_bytes("\n".join(rows).encode("gb18030"))
    else:
        book = Workbook()
        for row in rows:
            book.active.append([row])  # type: ignore[union-attr]
        book.save(path)
    assert read_county_list(path) == ("溪塬县", "望津县")


def test_a_column_of_codes_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名称,代码\n溪塬县,990127\n", "utf-8-sig")
    assert read_county_list(path) == ("990127",)


def test_lists_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"no zip")
    (tmp_path / "b.csv").write_text("县区\n")
    (tmp_path / "c.doc").write_text("溪塬县")
    for name, message in (
        ("a.xlsx", "不是能打开"),
        ("b.csv", "没有县区"),
        ("c.doc", "应是 .xlsx"),
        ("d.csv", "没有这个文件"),
    ):
        with pytest.raises(BadProfile, match=message):
            read_county_list(tmp_path / name)
