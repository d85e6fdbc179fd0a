"""The register of divisions: who stood on a day, what names mean, what came for what."""

import subprocess
import sys
import time
from collections import Counter
from datetime import date

import pytest

from gongwen.division_names import list_short_names
from gongwen.divisions import (
    AS_OF,
    HISTORY_FROM,
    DivisionLevel,
    abolished_since,
    find_by_code,
    find_division,
    full_name,
    list_counties,
    list_functional_areas,
    list_without_counties,
    load_divisions,
    load_functional_areas,
    parent_of,
    prefecture_of,
    province_of,
)

NOTICE = date(2024, 5, 11)
TODAY = date(2026, 9, 30)
BEFORE_LIANGJIANG, LIANGJIANG = date(2025, 11, 5), date(2025, 11, 6)


def test_chongqing_had_38_counties_and_has_37() -> None:
    assert len(list_counties("重庆市", NOTICE)) == 38
    assert len(list_counties("500000", BEFORE_LIANGJIANG)) == 38
    assert len(list_counties("重庆", LIANGJIANG)) == 37
    gone = abolished_since("重庆市", NOTICE, TODAY)
    assert [(d.code, d.name, d.successors) for d in gone] == [
        ("500105", "江北区", ("500157",)), ("500112", "渝北区", ("500157",))]
    codes = [d.code for d in list_counties("重庆市", TODAY)]
    assert codes == sorted(codes)
    assert "500157" in codes


@pytest.mark.parametrize(("year", "counties"), [
    (2021, 2843), (2022, 2843), (2023, 2844), (2024, 2846), (2025, 2845),
])
def test_counties_by_year(year: int, counties: int) -> None:
    day = date(year, 12, 31)
    standing = [d for d in load_divisions() if d.stands_on(day) and not d.is_demo]
    assert sum(d.level is DivisionLevel.COUNTY for d in standing) == counties


def test_the_history_begins_with_2844_counties_in_34_provinces() -> None:
    standing = Counter(d.level for d in load_divisions() if d.stands_on(HISTORY_FROM) and not d.is_demo)
    assert standing == {DivisionLevel.PROVINCE: 34, DivisionLevel.PREFECTURE: 333, DivisionLevel.COUNTY: 2844}


def test_every_division_hangs_in_the_tree() -> None:
    codes = [d.code for d in load_divisions()]
    assert len(codes) == len(set(codes))
    assert codes == sorted(codes)
    for division in load_divisions():
        above = parent_of(division)
        assert (above is None) is (division.level is DivisionLevel.PROVINCE)
        if above:
            assert above.level is not DivisionLevel.COUNTY
            assert division.code[:2] == above.code[:2]
            assert above.level is DivisionLevel.PROVINCE or division.code[:4] == above.code[:4]
        assert bool(division.precision) is bool(division.valid_from or division.valid_to)
        assert bool(division.successors) is bool(division.valid_to)
        for code in division.successors:
            assert find_by_code(code).stands_on(division.valid_to or HISTORY_FROM)
    for area in load_functional_areas():
        assert find_by_code(area.parent).level is not DivisionLevel.COUNTY


def test_every_full_name_and_code_finds_its_division() -> None:
    for division in load_divisions():
        if division.stands_on(TODAY):
            assert find_division(full_name(division), TODAY) == division
            assert find_division(division.code, TODAY) == division


@pytest.mark.parametrize(("text", "code"), [
    ("合水", "621024"), ("合水县", "621024"), ("甘肃省合水县", "621024"), ("甘肃合水", "621024"),
    ("庆阳市合水县", "621024"), ("甘肃省庆阳市合水县", "621024"), ("621024000000", "621024"),
    (" 合水县 ", "621024"), ("石柱县", "500240"), ("彭水", "500243"), ("内蒙古", "150000"), ("西藏", "540000"),
    ("凉山州", "513400"), ("吉林省", "220000"), ("仙桃", "429004"), ("神农架", "429021"), ("浦东", "310115"),
    ("辽宁省朝阳县", "211321"), ("北京朝阳区", "110105"), ("东乡县", "622926"), ("沙县", "350405"),
    ("两江新区", "500157"), ("宁波市江北区", "330205"), ("三元区", "350404"), ("香港", "810000"), ("望津县", "990125"),
])
def test_names_as_people_write_them(text: str, code: str) -> None:
    assert find_division(text, TODAY).code == code


@pytest.mark.parametrize(("text", "on", "error", "words"), [
    ("渝北区", TODAY, LookupError, ("500112", "2025年11月6日撤销", "两江新区（500157）")),
    ("米林县", TODAY, LookupError, ("2023年撤销", "米林市（540481）")),
    ("江干区", TODAY, LookupError, ("2021年4月9日撤销", "上城区（330102）", "钱塘区（330114）")),
    ("两江新区", NOTICE, LookupError, ("2025年11月6日才设立",)),
    ("朝阳区", TODAY, ValueError, ("北京市朝阳区（110105）", "吉林省长春市朝阳区（220104）")),
    ("江北区", NOTICE, ValueError, ("330205", "500105")),
    # It is Ningbo's alone today, and still no name to guess by.
    ("江北区", TODAY, ValueError, ("330205", "500105", "2025年11月6日撤销")),
    ("吉林", TODAY, ValueError, ("吉林省（220000）", "吉林省吉林市（220200）")),
    ("合水市", TODAY, LookupError, ("没有这个区划",)),
    ("甘肃省渝中区", TODAY, LookupError, ("没有这个区划",)),
    ("123456", TODAY, LookupError, ("没有这个区划",)),
    ("", TODAY, LookupError, ("没有这个区划",)),
    ("合水县", date(2019, 1, 1), ValueError, ("2021年1月1日",)),
])
def test_names_that_are_none_or_unclear_say_why(
        text: str, on: date, error: type[Exception], words: tuple[str, ...]) -> None:
    with pytest.raises(error) as caught:
        find_division(text, on)
    for word in words:
        assert word in str(caught.value)


def test_a_level_settles_a_name() -> None:
    assert find_division("吉林", TODAY, level=DivisionLevel.PROVINCE).code == "220000"
    assert find_division("河南", TODAY, level=DivisionLevel.COUNTY).code == "632324"


@pytest.mark.parametrize(("name", "number", "bare"), [
    ("广东省", 122, ["东莞市", "中山市"]), ("海南省", 25, ["儋州市"]), ("甘肃", 86, ["嘉峪关市"]),
    ("湖北省", 103, []), ("庆阳市", 8, []), ("北京市", 16, []), ("河南", 157, []),
    ("澜川省", 36, []), ("澜阳市", 9, []),
])
def test_counties_of_a_division(name: str, number: int, bare: list[str]) -> None:
    assert len(list_counties(name, TODAY)) == number
    assert [d.name for d in list_without_counties(name, TODAY)] == bare


@pytest.mark.parametrize(("name", "words"), [
    ("合水县", "本身是县级区划"), ("仙桃市", "本身是县级区划"), ("东莞市", "不设区县"),
    ("台湾省", "没有台湾省的县级区划"),
    ("火星省", "没有这个区划"),
])
def test_what_has_no_counties_says_so(name: str, words: str) -> None:
    with pytest.raises(LookupError, match=words):
        list_counties(name, TODAY)


def test_a_county_right_under_its_province_has_no_prefecture() -> None:
    for name in ("重庆市渝中区", "湖北省仙桃市", "新疆石河子市", "海南省琼海市"):
        county = find_division(name, TODAY)
        assert prefecture_of(county) is None
        assert province_of(county).name.startswith(name[:2])
    heshui = find_division("合水县", TODAY)
    assert (full_name(heshui), prefecture_of(heshui), province_of(heshui)) == (
        "甘肃省庆阳市合水县", find_division("庆阳市", TODAY), find_division("甘肃省", TODAY))


def test_a_change_known_by_year_counts_at_its_end() -> None:
    assert find_division("旬阳县", date(2021, 12, 30)).code == "610928"
    assert find_division("旬阳市", date(2021, 12, 31)).code == "610981"
    by_year = [d for d in load_divisions() if d.precision == "year"]
    assert by_year
    for division in by_year:
        day = division.valid_to or division.valid_from
        assert day is not None
        assert (day.month, day.day) == (12, 31) or day == AS_OF


def test_functional_areas_come_and_go() -> None:
    lasting = ["西部科学城重庆高新区", "万盛经开区"]
    assert [a.name for a in list_functional_areas("重庆市", NOTICE)] == ["两江新区", *lasting]
    assert [a.name for a in list_functional_areas("重庆市", TODAY)] == lasting
    assert [a.name for a in list_functional_areas("秦皇岛", TODAY)] == ["秦皇岛经济技术开发区", "北戴河新区"]
    assert {"雄安新区", "北戴河新区"} <= {a.name for a in list_functional_areas("河北省", TODAY)}


@pytest.mark.parametrize(("name", "short"), [
    ("融水苗族自治县", ("融水", "融水县")), ("长白朝鲜族自治县", ("长白", "长白县")),
    ("东乡族自治县", ("东乡", "东乡县")), ("鄂伦春自治旗", ("鄂伦春", "鄂伦春旗")),
    ("鄂温克族自治旗", ("鄂温克", "鄂温克旗")), ("积石山保安族东乡族撒拉族自治县", ("积石山", "积石山县")),
    ("忠县", ()), ("矿区", ()), ("北林区", ("北林",)), ("神农架林区", ("神农架",)),
])
def test_short_names(name: str, short: tuple[str, ...]) -> None:
    assert list_short_names(name) == short


def test_the_demo_stays_apart() -> None:
    demo = [d for d in load_divisions() if d.is_demo]
    assert Counter(d.level for d in demo) == {
        DivisionLevel.PROVINCE: 1, DivisionLevel.PREFECTURE: 4, DivisionLevel.COUNTY: 36}
    assert not {d.name for d in demo} & {d.name for d in load_divisions() if not d.is_demo}


def test_the_register_loads_quickly() -> None:
    # Time of the process itself, best of three: other work on the machine is not ours.
    code = ("import time; from gongwen import divisions; begun = time.process_time(); divisions.load_divisions();"
            "print(time.process_time() - begun)")
    times = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
             for _ in range(3)]
    assert min(times) < 0.05
    begun = time.process_time()
    list_counties("重庆市", NOTICE)
    assert time.process_time() - begun < 0.25
