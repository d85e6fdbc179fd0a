"""Search and lineage on both databases: any two characters are a word; who carries out whom, whichever came first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from registry.engines import open_registry
from registry.entries import NoticeText
from registry.fact_rows import find_days
from registry.identity import fold_number, list_title_names
from registry.keeping import keep_spec
from registry.leaning_rows import Relation
from registry.lineage import Branch, find_links, grow_tree
from registry.places import Place, find_place
from registry.searching import Query, search
from registry.words import ask_terms, fold_words, list_terms
from specs.model import Citation, Level, Spec, Time
from tests.registry_specs import SOURCE, SPEC, WHEN, correct, make_notice

PROVINCE = SPEC
CITY = make_notice(5, "澜阳市卫生健康委员会关于落实粉尘监测工作的通知", "澜阳市卫生健康委员会",
                   Citation("澜川省卫生健康委员会关于开展粉尘监测工作的通知", "澜卫发〔2025〕1号", "", 0, 0))
COUNTY = make_notice(6, "朔桥区卫生健康局转发澜阳市卫生健康委员会关于落实粉尘监测工作的通知", "澜阳市朔桥区卫生健康局",
                     Citation("澜阳市卫生健康委员会关于落实粉尘监测工作的通知", None, "", 0, 0),
                     Citation("中华人民共和国职业病防治法", None, "", 0, 0), issued_on="2025-06-01")


@pytest.fixture
def engine(registry_place: str) -> Engine:
    return open_registry(registry_place)


def keep(engine: Engine, *specs: Spec) -> None:
    for spec in specs:
        keep_spec(engine, spec, kept_at=WHEN, text=NoticeText(SOURCE, SOURCE) if spec.targets else None)


def ids(engine: Engine, query: Query) -> list[int]:
    return [hit.id for hit in search(engine, query).hits]


@pytest.mark.parametrize(("words", "found"), [
    ("粉尘", [3, 2, 1]), ("监测率", [1]), ("自查", [1]), ("区县疾控中心", [1]), ("尘", [3, 2, 1]),
    ("粉尘 落实", [3, 2]),
    ("2025年9月30日", [1]), ("85%", [1]), ("８５％", [1]), ("转发", [3]), ("测监", []), ("自整", []), ("开展 噪声", []),
    ("澜卫发〔2025〕1号", [2, 1]),
])
def test_words_of_notices(engine: Engine, words: str, found: list[int]) -> None:
    keep(engine, PROVINCE, CITY, COUNTY)
    assert ids(engine, Query(words)) == found


@pytest.mark.parametrize(("query", "lines"), [
    (Query("监测率", kind="target"), ["粉尘监测率 不低于85%"]),
    (Query(kind="target"), ["粉尘监测率 不低于85%", "整改率 不低于85%"]),
    (Query(due_before="2025-12-31"), ["2025年9月30日前 完成自查", "粉尘监测率 不低于85%"]),
    (Query(due_before="2025-12-30"), ["2025年9月30日前 完成自查"]),
    (Query(due_after="2025-12-31"), ["粉尘监测率 不低于85%"]),
    (Query(kind="target", body="疾控", level="县"), ["粉尘监测率 不低于85%", "整改率 不低于85%"]),
    (Query(kind="target", level="省"), []),
    (Query("监测率", kind="target", province="澜川"), ["粉尘监测率 不低于85%"]),
    (Query("监测率", kind="target", province="甘肃省"), []),
    (Query(kind="report", issuer="卫生健康"), ["各县(市、区)→市疾控中心 进度"]),
    (Query(kind="task", since="2025-03-07", until="2025-03-07"), ["二 按月报送", "一 开展自查"]),
    (Query(kind="task", since="2025-03-08"), []),
    (Query(kind="task", limit=1), ["二 按月报送"]),
])
def test_facts(engine: Engine, query: Query, lines: list[str]) -> None:
    keep(engine, PROVINCE)
    found = search(engine, query)
    assert [hit.fact.line for hit in found.hits if hit.fact] == lines
    assert found.more is (query.limit == 1)


def test_search_knows_what_holds_now(engine: Engine) -> None:
    keep(engine, PROVINCE, correct(PROVINCE))
    (hit,) = search(engine, Query("监测率", kind="target")).hits
    assert hit.fact is not None
    assert (hit.version, hit.fact.line) == (2, "粉尘监测率 不低于90%")


def test_a_limit_of_none_and_of_some(engine: Engine) -> None:
    keep(engine, *(make_notice(n, f"关于第{n}项监测工作的通知", "澜阳市卫生健康委员会") for n in range(1, 8)))
    assert len(search(engine, Query("监测工作", limit=0)).hits) == 7
    found = search(engine, Query("监测工作", limit=3))
    assert (len(found.hits), found.more) == (3, True)
    assert not search(engine, Query("监测工作", limit=7)).more


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_tree_is_the_same_whichever_came_first(engine: Engine, order: tuple[int, ...]) -> None:
    notices = (PROVINCE, CITY, COUNTY)
    keep(engine, *(notices[i] for i in order))
    (root,) = grow_tree(engine)
    assert draw(root) == [(0, PROVINCE.notice.title, None), (1, CITY.notice.title, Relation.CARRIES_OUT),
                          (2, COUNTY.notice.title, Relation.FORWARDS)]


def draw(branch: Branch, depth: int = 0) -> list[tuple[int, str | None, Relation | None]]:
    return [(depth, branch.title, branch.relation), *(row for below in branch.below for row in draw(below, depth + 1))]


def test_a_paper_that_is_not_kept_is_shown_as_such_and_then_found(engine: Engine) -> None:
    keep(engine, CITY)
    (root,) = grow_tree(engine)
    assert (root.entry, root.number, [b.title for b in root.below]) == (
        None, "澜卫发〔2025〕1号", [CITY.notice.title])
    keep(engine, PROVINCE)
    (root,) = grow_tree(engine)
    assert root.entry is not None
    assert {link.superior for link in find_links(engine)} == {2}


def test_the_trees_around_one_notice(engine: Engine) -> None:
    other = make_notice(9, "关于做好秋粮收购工作的通知", "澜阳市农业农村局")
    keep(engine, PROVINCE, CITY, COUNTY, other)
    assert len(grow_tree(engine)) == 2
    assert [row[0] for root in grow_tree(engine, 2) for row in draw(root)] == [0, 1, 2]
    assert [root.title for root in grow_tree(engine, 4)] == [other.notice.title]


def test_two_notices_that_cite_each_other_end(engine: Engine) -> None:
    one = make_notice(1, "关于建立监测制度的通知", "澜阳市卫生健康委员会",
                      Citation("关于完善监测制度的通知", "澜测发〔2025〕2号", "", 0, 0))
    two = make_notice(2, "关于完善监测制度的通知", "澜阳市卫生健康委员会",
                      Citation("关于建立监测制度的通知", "澜测发〔2025〕1号", "", 0, 0))
    keep(engine, one, two)
    shown = {row[1] for root in grow_tree(engine) for row in draw(root)}
    assert shown == {one.notice.title, two.notice.title}


def test_a_title_of_every_year_means_the_paper_before(engine: Engine) -> None:
    title = "澜阳市卫生健康委员会关于做好年度监测工作的通知"
    years = [make_notice(n, title, "澜阳市卫生健康委员会", issued_on=f"202{n}-01-10") for n in (3, 4, 6)]
    citing = make_notice(9, "关于贯彻年度监测工作的通知", "朔桥区卫生健康局", Citation(title, None, "", 0, 0))
    keep(engine, *years, citing)
    assert [link.superior for link in find_links(engine)] == [2]


TEXT = "根据《甲方案》要求,现通知如下。《乙办法》同时废止。现将《丙意见》转发给你们。有关情况见《丁简报》。"


@pytest.mark.parametrize(("title", "relation"), [
    ("甲方案", Relation.CARRIES_OUT), ("乙办法", Relation.NAMES), ("丙意见", Relation.FORWARDS),
    ("丁简报", Relation.NAMES)])
def test_how_a_notice_leans_on_a_paper(engine: Engine, title: str, relation: Relation) -> None:
    start = TEXT.index(f"《{title}》")
    citation = Citation(title, None, f"《{title}》", start, start + 5)
    spec = make_notice(1, "关于做好工作的通知", "澜阳市卫生健康委员会", citation)
    keep_spec(engine, spec, kept_at=WHEN, text=NoticeText(TEXT, TEXT))
    (link,) = find_links(engine)
    assert link.relation is relation


@pytest.mark.parametrize(("issuers", "title", "number", "place"), [
    (["重庆市卫生健康委员会"], "", "渝卫发〔2025〕1号", Place(Level.PROVINCE, "重庆市")),
    (["澜川省卫生健康委员会"], "", "", Place(Level.PROVINCE, "澜川省")),
    (["甘肃省庆阳市合水县教育局"], "", "", Place(Level.COUNTY, "甘肃省", "庆阳市", "合水县")),
    (["合水县教育局"], "", "", Place(Level.COUNTY, "甘肃省", "庆阳市", "合水县")),
    (["中共合水县委"], "", "", Place(Level.COUNTY, "甘肃省", "庆阳市", "合水县")),
    (["榆渡县青篱镇人民政府"], "", "", Place(Level.TOWNSHIP, "澜川省", "曲澜市", "榆渡县")),
    (["国务院办公厅"], "", "", Place(Level.NATIONAL)),
    (["工业和信息化部"], "", "", Place(Level.NATIONAL)),
    (["职业健康司"], "庆阳市教育局关于做好工作的通知", "", Place(Level.PREFECTURE, "甘肃省", "庆阳市")),
    (["市教育局"], "", "", Place()),
])
def test_where_a_notice_comes_from(issuers: list[str], title: str, number: str, place: Place) -> None:
    assert find_place({"issuers": issuers, "title": title, "document_number": number}) == place


@pytest.mark.parametrize(("time", "days"), [
    (Time(by="2025-12-31"), ("2025-12-31", "2025-12-31")),
    (Time(start="2025-03-01", end="2025-06-30"), ("2025-03-01", "2025-06-30")),
    (Time(start="2026-01-01"), ("2026-01-01", None)),
    (Time(every="year", by="01-10"), (None, None)),
    (Time(within="P3M", after="备案"), (None, None)),
    (None, (None, None)),
])
def test_the_latest_day_of_a_time(time: Time | None, days: tuple[str | None, str | None]) -> None:
    assert find_days(time) == days


def test_numbers_and_titles_are_the_same_however_they_are_printed() -> None:
    printed = ("澜卫发〔2025〕8号", "澜卫发[2025] 8 号", "澜卫发（2025）08号")
    assert {fold_number(number) for number in printed} == {"澜卫发〔2025〕8号"}
    assert "粉尘治理行动方案" in list_title_names("澜川省卫生健康委员会关于印发《粉尘治理行动方案》的通知")
    assert "关于开展粉尘监测工作的通知" in list_title_names("澜川省卫生健康委员会关于开展粉尘监测工作的通知")


@given(st.text(alphabet="监测率粉尘a1 。", min_size=1, max_size=30), st.data())
def test_a_text_has_the_terms_of_each_of_its_pieces(text: str, data: st.DataObject) -> None:
    folded = fold_words(text)
    start = data.draw(st.integers(0, len(folded)))
    piece = folded[start:data.draw(st.integers(start, len(folded)))]
    if not any(c in "a1" for c in piece):  # a piece of a Latin word or number is no word
        assert set(ask_terms(piece)) <= list_terms(folded)


def test_a_notice_without_a_day_is_found_by_words_and_by_no_day(engine: Engine) -> None:
    keep(engine, replace(PROVINCE, notice=replace(PROVINCE.notice, issued_on=None)))
    assert ids(engine, Query("粉尘", since="2020-01-01")) == []
    assert ids(engine, Query("粉尘")) == [1]


@pytest.mark.parametrize("query", [
    Query("监测", kind="target"), Query("整改 率", kind="target"), Query("85", kind="target"),
    Query("自查", kind="deadline", due_before="2025-12-31"), Query("疾控", kind="task"),
    Query("监测率", due_after="2025-01-01")])
def test_words_that_many_hold_are_found_the_same_by_another_way(
        engine: Engine, query: Query, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(engine, PROVINCE, CITY, COUNTY)
    found = search(engine, query)
    assert found.hits
    monkeypatch.setattr("registry.searching._FEW", 0)
    monkeypatch.setattr("registry.searching._MANY", 0)
    assert search(engine, query) == found
