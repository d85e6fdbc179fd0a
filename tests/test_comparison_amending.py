"""Amending papers: known, read as orders, made in the notice where the place is certain, listed where it is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from comparison.amending.items import find_addresses, find_item, index_items
from comparison.amending.orders import OrderKind
from comparison.amending.recognising import amends, is_amending
from comparison.amending.settling import settle_places
from comparison.diff import diff_specs
from extractor.pipeline import extract_file
from luoshi.amending import Amended, amend_chain, amend_spec, find_orders, plain_text, point_to_orders
from luoshi.cli.frame import run_command
from specs.changes import Change, ChangeKind, FactKind
from specs.codec import parse_spec, print_spec
from specs.model import Role, Spec, State

OLD = """溪塬县水务局关于印发《溪塬县乡村水利工程管护方案》的通知
溪水发〔2031〕7号
各乡镇人民政府：
现将《溪塬县乡村水利工程管护方案》印发给你们，请认真执行。
一、管护目标
到2032年底，渠道完好率达到85%，泵站完好率达到85%，水费收缴率达到92%以上。
二、主要任务
（一）检修泵站。县水务局牵头，县农机站配合，2031年9月底前检修泵站不少于40座。
（二）清理渠道。乡镇人民政府组织清理渠道，2031年10月底前清淤不少于120公里，清淤率达到90%。
（三）培训管水员。县水务局每年培训管水员不少于60人次，合格率达到95%。
（四）清点闸门。县水务局、县档案馆建立闸门台账，2031年8月底前完成。
三、保障措施
（五）落实经费。县财政局2031年7月底前拨付管护经费。
（六）报送进展。乡镇人民政府每月25日前将管护进展报送县水务局。
溪塬县水务局
2031年3月1日
"""
HEAD = """溪塬县水务局关于调整乡村水利工程管护工作有关事项的通知
溪水发〔2031〕15号
各乡镇人民政府：
《溪塬县乡村水利工程管护方案》（溪水发〔2031〕7号，以下简称《方案》）印发后，根据工程实际，现将有关事项调整如下。
"""
TAIL = "溪塬县水务局\n2031年6月1日\n"


def read(tmp_path: Path, name: str, text: str) -> tuple[Spec, str]:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    made = extract_file(path)
    return made.spec, made.source.text


def amend(tmp_path: Path, *orders: str) -> tuple[Spec, Amended, tuple[Change, ...], str]:
    """(notice's spec, what came of it, the changes, text of the amending paper)."""
    words = HEAD + "".join(f"{'一二三四五六七八九十'[i]}、{order}\n" for i, order in enumerate(orders)) + TAIL
    (old, text), (new, said) = read(tmp_path, "old.txt", OLD), read(tmp_path, "new.txt", words)
    amended = amend_spec(old, text, new, said)
    return old, amended, point_to_orders(diff_specs(old, amended.spec), amended), said


@pytest.mark.parametrize(("order", "kind", "fact", "quote"), [
    ("将《方案》第（一）项中的“不少于40座”修改为“不少于45座”。", ChangeKind.VALUE_RAISED, FactKind.TARGET,
     "不少于45座"),
    ("《方案》第二部分第（二）项中“清淤不少于120公里”调整为“清淤不少于100公里”。", ChangeKind.VALUE_LOWERED,
     FactKind.TARGET, "清淤不少于100公里"),
    ("《方案》第（二）项的完成时限由2031年10月底前延长至2031年12月底前。", ChangeKind.DUE_LATER, FactKind.DEADLINE,
     "2031年12月底前"),
    ("《方案》第（四）项的完成时限提前至2031年7月15日前。", ChangeKind.DUE_EARLIER, FactKind.DEADLINE,
     "2031年7月15日前"),
    ("《方案》第（六）项的报送时限由每月25日前调整为每月20日前。", ChangeKind.DUE_EARLIER, FactKind.DEADLINE,
     "每月20日前"),
    ("泵站完好率由85%提高到90%。", ChangeKind.VALUE_RAISED, FactKind.TARGET, "90%"),
    ("《方案》第（三）项中的“不少于60人次”修改为“60人次左右”。", ChangeKind.COMPARATOR_LOOSENED, FactKind.TARGET,
     "60人次左右"),
    ("《方案》第（一）项增加县供电所为配合单位。", ChangeKind.BODY_ADDED, FactKind.TASK, "增加县供电所为配合单位"),
    ("《方案》第（一）项中，县农机站由配合单位调整为牵头单位。", ChangeKind.ROLE_CHANGED, FactKind.TASK,
     "县农机站由配合单位调整为牵头单位"),
    ("《方案》第（四）项移至第三部分，内容不变。", ChangeKind.MOVED, FactKind.TASK, "《方案》第（四）项移至第三部分"),
])
def test_one_order_makes_one_change(order: str, kind: ChangeKind, fact: FactKind, quote: str, tmp_path: Path) -> None:
    _, amended, changes, said = amend(tmp_path, order)
    assert amended.unplaced == ()
    (change,) = changes
    assert (change.kind, change.fact) == (kind, fact)
    assert any(quote in said[place.start:place.end] for place in change.new if place.paper == 1)


def test_items_come_go_split_and_merge(tmp_path: Path) -> None:
    _, amended, changes, said = amend(
        tmp_path, "《方案》第（五）项停止执行。",
        "在《方案》第三部分增加一项“公示水价”：乡镇人民政府2031年11月底前公示水价，公示率达到100%。",
        "将《方案》第（三）项、第（四）项合并为一项“管好人员和台账”：县水务局每年培训管水员不少于60人次，合格率达到95%；县水务局、县档案馆建立闸门台账，2031年8月底前完成。")
    assert amended.unplaced == ()
    kinds = {(change.kind, change.fact) for change in changes}
    assert kinds == {(ChangeKind.REMOVED, FactKind.TASK), (ChangeKind.REMOVED, FactKind.DEADLINE),
                     (ChangeKind.ADDED, FactKind.TASK), (ChangeKind.ADDED, FactKind.TARGET),
                     (ChangeKind.ADDED, FactKind.DEADLINE), (ChangeKind.MERGED, FactKind.TASK)}
    added = next(task for task in amended.spec.tasks if task.heading == "公示水价")
    assert added.paper == 1
    assert "公示水价" in said[added.start:added.end]


def test_what_is_not_mentioned_stays_as_it_was_kept(tmp_path: Path) -> None:
    old, text = read(tmp_path, "old.txt", OLD)
    target = next(t for t in old.targets if t.value == 60)
    kept = replace(old, targets=tuple(replace(t, subject="全县", state=State.CORRECTED) if t is target else t
                                      for t in old.targets))
    new, said = read(tmp_path, "new.txt", HEAD + "一、泵站完好率由85%提高到90%。\n" + TAIL)
    amended = amend_spec(kept, text, new, said).spec
    assert {t for t in amended.targets if not t.paper} == {t for t in kept.targets if "泵站完好率" not in t.quote}
    assert [(d.start, d.time, d.paper) for d in amended.deadlines] == [(d.start, d.time, 0) for d in kept.deadlines]
    assert amended.deadlines[1:] == kept.deadlines[1:]
    assert "泵站完好率达到90%" in amended.deadlines[0].action
    assert {t.id: t.text for t in amended.tasks} == {t.id: t.text for t in kept.tasks}
    assert (amended.reports, amended.citations, amended.notice) == (kept.reports, kept.citations, kept.notice)
    (paper,) = amended.amendments
    assert paper.document_number == "溪水发〔2031〕15号"
    assert parse_spec(print_spec(amended)) == amended


def test_what_a_person_added_stays_and_what_she_took_out_stays_out(tmp_path: Path) -> None:
    old, text = read(tmp_path, "old.txt", OLD)
    start = text.index("闸门台账")
    mine = replace(old.targets[0], quote="闸门台账", start=start, end=start + 4, indicator="闸门台账",
                   state=State.CORRECTED, task="二/(四)")
    kept = replace(old, targets=(*old.targets[1:], mine))
    new, said = read(tmp_path, "new.txt", HEAD + "一、泵站完好率由85%提高到90%。\n" + TAIL)
    amended = amend_spec(kept, text, new, said).spec
    assert mine in amended.targets
    assert old.targets[0] not in amended.targets
    gone, words = read(tmp_path, "gone.txt", HEAD + "一、《方案》第（四）项停止执行。\n" + TAIL)
    assert mine not in amend_spec(kept, text, gone, words).spec.targets


def test_documents_are_written_from_one_text(tmp_path: Path) -> None:
    _, amended, _, _ = amend(tmp_path, "泵站完好率由85%提高到90%。", "《方案》第（一）项增加县供电所为配合单位。",
                             "将《方案》第（二）项中的“不少于120公里”修改为“不少于100公里”。")
    settled = settle_places(amended.spec)
    assert all("增加县供电所" not in clause.text for task in settled.tasks for clause in task.clauses)
    assert {fact.paper for fact in (*settled.targets, *settled.deadlines, *settled.tasks)} == {0}
    (goal,) = settled.goals
    mine = [t for t in settled.targets if goal.start <= t.start < goal.end]
    assert sorted(t.value or 0 for t in mine) == [85, 90, 92]
    cleaned = next(t for t in settled.targets if t.value == 100)
    clause = next(c for task in settled.tasks for c in task.clauses if c.start <= cleaned.start < c.end)
    assert cleaned.words in clause.text


def test_every_quote_stands_in_its_paper(tmp_path: Path) -> None:
    _, amended, changes, said = amend(
        tmp_path, "将《方案》第（一）项中的“不少于40座”修改为“不少于45座”。",
        "《方案》第（六）项由每月25日前调整为每月20日前。",
        "在《方案》第三部分增加一项“公示水价”：乡镇人民政府2031年11月底前公示水价，公示率达到100%。")
    papers = (OLD, said)
    spec = amended.spec
    facts = (*spec.targets, *spec.deadlines, *spec.percentages, *spec.reports)
    assert {fact.paper for fact in facts} == {0, 1}
    for fact in facts:
        assert fact.quote == papers[fact.paper][fact.start:fact.end] != ""
    raised = next(t for t in spec.targets if t.value == 45)
    assert (raised.quote, raised.words) == ("不少于45座", "检修泵站不少于45座")
    assert all(place.end <= len(papers[place.paper]) for change in changes for place in change.new)


def test_a_date_moves_with_all_that_it_governs(tmp_path: Path) -> None:
    _, amended, _, _ = amend(tmp_path, "《方案》第一部分中的“到2032年底”修改为“到2033年底”。")
    goals = [t for t in amended.spec.targets if t.value in (85, 92)]
    assert len(goals) == 3
    assert {t.due.by for t in goals if t.due} == {"2033-12-31"}


@pytest.mark.parametrize(("order", "why"), [
    ("将《方案》中的“85%”修改为“88%”。", "几处相同"),
    ("将《方案》第（九）项中的“不少于40座”修改为“不少于45座”。", "没有找到所说的条目"),
    ("将《方案》第（一）项中的“不少于50座”修改为“不少于55座”。", "没有找到要改的字句"),
    ("《方案》第（一）项中，县民政局不再承担相关工作。", "没有对应的单位"),
    ("《方案》第（二）项的有关要求按新的标准修改为准。", "没有看懂"),
])
def test_what_is_not_certain_is_listed_and_changes_nothing(order: str, why: str, tmp_path: Path) -> None:
    _, amended, changes, _ = amend(tmp_path, order)
    assert len(amended.unplaced) == 1
    assert why in amended.unplaced[0]
    assert changes == ()


@pytest.mark.parametrize(("order", "words", "bodies"), [
    ("《方案》第（四）项中，县档案馆不再承担相关工作。", "县水务局建立闸门台账,2031年8月底前完成。",
     {"县水务局": Role.RESPONSIBLE}),
    ("《方案》第（一）项增加县供电所、县气象局为配合单位。",
     "县水务局牵头,县农机站、县供电所、县气象局配合,2031年9月底前检修泵站不少于40座。",
     {"县水务局": Role.LEAD, "县农机站": Role.SUPPORT, "县供电所": Role.SUPPORT, "县气象局": Role.SUPPORT}),
    ("《方案》第（一）项中，县农机站不再参与相关工作。", "县水务局牵头,2031年9月底前检修泵站不少于40座。",
     {"县水务局": Role.LEAD}),
    ("《方案》第（一）项中，县农机站由配合单位调整为牵头单位。",
     "县水务局、县农机站牵头,2031年9月底前检修泵站不少于40座。", {"县水务局": Role.LEAD, "县农机站": Role.LEAD}),
])
def test_orders_about_bodies_change_the_words_too(order: str, words: str, bodies: dict[str, Role],
                                                  tmp_path: Path) -> None:
    _, amended, changes, _ = amend(tmp_path, order)
    assert amended.unplaced == ()
    task = next(task for task in amended.spec.tasks if task.text == words)
    assert {body.name: body.role for body in task.bodies} == bodies
    assert not any(doubt.kind == "bodies amended" for doubt in amended.spec.doubts)
    assert {change.kind for change in changes} <= {ChangeKind.BODY_ADDED, ChangeKind.BODY_REMOVED,
                                                   ChangeKind.ROLE_CHANGED}


def test_where_the_words_show_no_place_the_bodies_alone_are_changed_and_doubted(tmp_path: Path) -> None:
    _, amended, changes, _ = amend(tmp_path, "《方案》第（五）项增加县审计局为配合单位。")
    (change,) = changes
    assert change.kind is ChangeKind.BODY_ADDED
    assert any(doubt.kind == "bodies amended" for doubt in amended.spec.doubts)
    task = next(t for t in amended.spec.tasks if t.heading == "落实经费")
    assert {body.name: body.role for body in task.bodies} == {"县财政局": Role.RESPONSIBLE, "县审计局": Role.SUPPORT}


SECOND = """溪塬县水务局关于再次调整乡村水利工程管护工作有关事项的通知
溪水发〔2031〕31号
各乡镇人民政府：
《溪塬县乡村水利工程管护方案》（溪水发〔2031〕7号，以下简称《方案》）经溪水发〔2031〕15号文件调整后，现再作如下调整。
一、将《方案》第（一）项中的“不少于45座”修改为“不少于50座”。
二、《方案》第（六）项的报送时限由每月20日前调整为每月15日前。
三、《方案》第（一）项增加县气象局为配合单位。
溪塬县水务局
2031年9月1日
"""
OF_AMENDMENT = """溪塬县水务局关于修改《溪塬县水务局关于调整乡村水利工程管护工作有关事项的通知》的通知
溪水发〔2031〕22号
各乡镇人民政府：
《溪塬县水务局关于调整乡村水利工程管护工作有关事项的通知》（溪水发〔2031〕15号，以下简称《调整通知》）作如下修改。
一、将《调整通知》第一条中的“不少于45座”修改为“不少于48座”。
二、删去《调整通知》第三条。
溪塬县水务局
2031年7月1日
"""
FIRST = HEAD + ("一、将《方案》第（一）项中的“不少于40座”修改为“不少于45座”。\n"
                "二、《方案》第（六）项由每月25日前调整为每月20日前。\n"
                "三、《方案》第（一）项增加县供电所为配合单位。\n") + TAIL


def chain(tmp_path: Path, *papers: str) -> tuple[Amended, list[str]]:
    read_papers = [read(tmp_path, f"{i}.txt", paper) for i, paper in enumerate((OLD, *papers))]
    (old, text), *amendings = read_papers
    return amend_chain(old, text, amendings), [text for _, text in read_papers]


def test_a_notice_amended_twice_is_as_both_papers_left_it(tmp_path: Path) -> None:
    amended, papers = chain(tmp_path, FIRST, SECOND)
    assert amended.unplaced == ()
    spec = amended.spec
    assert [paper.document_number for paper in spec.amendments] == ["溪水发〔2031〕15号", "溪水发〔2031〕31号"]
    raised = next(t for t in spec.targets if t.value == 50)
    assert (raised.paper, raised.quote) == (2, "不少于50座")
    pumps = next(t for t in spec.tasks if t.heading == "检修泵站")
    assert pumps.text == "县水务局牵头,县农机站、县供电所、县气象局配合,2031年9月底前检修泵站不少于50座。"
    assert {b.name for b in pumps.bodies} == {"县水务局", "县农机站", "县供电所", "县气象局"}
    assert next(r for r in spec.reports).due == replace(next(r for r in spec.reports).due, by="15")  # type: ignore
    for fact in (*spec.targets, *spec.deadlines, *spec.reports):
        assert fact.quote == papers[fact.paper][fact.start:fact.end] != ""


def test_an_amending_paper_may_itself_be_amended(tmp_path: Path) -> None:
    amended, papers = chain(tmp_path, FIRST, OF_AMENDMENT)
    assert amended.unplaced == ()
    spec = amended.spec
    pumps = next(t for t in spec.tasks if t.heading == "检修泵站")
    assert pumps.text == "县水务局牵头,县农机站配合,2031年9月底前检修泵站不少于48座。"
    raised = next(t for t in spec.targets if t.value == 48)
    assert papers[2][raised.start:raised.end] == raised.quote == "不少于48座"
    assert not any(t.id.startswith("补充") for t in spec.tasks)


def test_an_amending_paper_that_is_repealed_has_ordered_nothing(tmp_path: Path) -> None:
    repeal = """溪塬县水务局关于废止《溪塬县水务局关于调整乡村水利工程管护工作有关事项的通知》的通知
各乡镇人民政府：
《溪塬县水务局关于调整乡村水利工程管护工作有关事项的通知》（溪水发〔2031〕15号）自本通知印发之日起废止。
""" + TAIL
    amended, _ = chain(tmp_path, FIRST, repeal)
    old, _ = read(tmp_path, "old.txt", OLD)
    assert diff_specs(old, amended.spec) == ()


def test_items_that_order_nothing_are_tasks_of_their_own(tmp_path: Path) -> None:
    _, amended, changes, _ = amend(tmp_path, "泵站完好率由85%提高到90%。",
                                   "加强值守。乡镇人民政府汛期每日巡查渠道不少于1次，2031年9月底前报送巡查记录。")
    extra = [task for task in amended.spec.tasks if task.id.startswith("补充/")]
    assert [task.paper for task in extra] == [1]
    assert {change.kind for change in changes} == {ChangeKind.VALUE_RAISED, ChangeKind.ADDED}


def test_a_repealed_notice_asks_nothing(tmp_path: Path) -> None:
    old, text = read(tmp_path, "old.txt", OLD)
    new, said = read(tmp_path, "new.txt", """溪塬县水务局关于废止《溪塬县乡村水利工程管护方案》的通知
各乡镇人民政府：
经研究，《溪塬县乡村水利工程管护方案》（溪水发〔2031〕7号）自本通知印发之日起废止。
""" + TAIL)
    assert amends(new, said, old.notice)
    amended = amend_spec(old, text, new, said).spec
    assert amended.tasks == amended.targets == amended.deadlines == ()
    assert {change.kind for change in diff_specs(old, amended)} == {ChangeKind.REMOVED}


def test_a_paper_that_amends_another_is_known(tmp_path: Path) -> None:
    old, text = read(tmp_path, "old.txt", OLD)
    new, said = read(tmp_path, "new.txt", HEAD + "一、泵站完好率由85%提高到90%。\n" + TAIL)
    assert amends(new, said, old.notice)
    assert not is_amending(old, text)
    other = replace(old.notice, title="溪塬县林业局关于做好育苗工作的通知", document_number="溪林发〔2031〕2号")
    assert not amends(new, said, other)


def test_orders_are_read_with_their_places() -> None:
    (order,) = find_orders("将第八条改为第九条，其中的“每10年”修改为“每8年”。")
    assert order.kind is OrderKind.REPLACE
    assert [address.parts for address in order.addresses] == [((8, "条", False),)]
    items = index_items(OLD)
    (address,) = find_addresses("第二部分第(三)项")
    at = find_item(items, address)
    assert at is not None
    assert OLD[items[at].words:].startswith("培训管水员")
    assert find_item(items, find_addresses("第七部分")[0]) is None


def test_the_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old, new, out = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "合并.json"
    old.write_text(OLD, "utf-8")
    new.write_text(HEAD + "一、泵站完好率由85%提高到90%。\n" + TAIL, "utf-8")
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    assert run_command(["compare", str(old), str(new), "--format", "json"]) == 0
    (change,) = json.loads(capfd.readouterr().out)
    assert change["kind"] == "value_raised"
    assert change["new"][0]["paper"] == 1
    assert run_command(["amend", str(old), str(new), "--out", str(out)]) == 0
    assert "已按" in capfd.readouterr().err
    assert run_command(["compare", str(old), str(out), "--format", "json"]) == 0
    assert [row["kind"] for row in json.loads(capfd.readouterr().out)] == ["value_raised"]
    assert run_command(["amend", str(out), str(new), "--source", str(old)]) == 2
    assert "已经合并过" in capfd.readouterr().err
    # By citation from the registry.
    assert run_command(["amend", str(new), *registry]) == 2
    assert run_command(["keep", str(old), *registry]) == 0
    capfd.readouterr()
    assert run_command(["amend", str(new), *registry]) == 0
    assert parse_spec(capfd.readouterr().out) == parse_spec(out.read_text("utf-8"))
    new.write_text(HEAD + "一、将《方案》中的“85%”修改为“88%”。\n" + TAIL, "utf-8")
    assert run_command(["amend", str(old), str(new), "--out", str(out)]) == 1
    assert "未能处理" in capfd.readouterr().err
    assert run_command(["compare", str(old), str(new)]) == 1


def test_several_papers_in_turn_by_the_commands(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    names = [str(tmp_path / f"{i}.txt") for i in range(3)]
    for name, text in zip(names, (OLD, FIRST, SECOND), strict=True):
        Path(name).write_text(text, "utf-8")
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    assert run_command(["amend", *names]) == 0
    told = capfd.readouterr()
    by_files = parse_spec(told.out)
    assert "调整乡村水利工程管护工作有关事项的通知》《溪塬县水务局关于再次调整" in told.err
    assert run_command(["compare", *names, "--format", "json"]) == 0
    rows = json.loads(capfd.readouterr().out)
    assert {place["paper"] for row in rows for place in row["new"] if "paper" in place} == {1, 2}
    # What the second cites is found in the registry, the first amending paper too.
    assert run_command(["keep", *names[:2], *registry]) == 0
    capfd.readouterr()
    assert run_command(["amend", names[2], *registry]) == 0
    assert [p.document_number for p in parse_spec(capfd.readouterr().out).amendments] == [
        p.document_number for p in by_files.amendments]
    (tmp_path / "other.txt").write_text(OLD.replace("7号", "8号"), "utf-8")
    assert run_command(["compare", names[0], names[1], str(tmp_path / "other.txt")]) == 2
    assert "不都是修改原通知的" in capfd.readouterr().err


TAIWAN = """嵐溪縣政府　函

受文者：如正、副本行文單位
發文日期：中華民國114年2月27日
發文字號：嵐府農產字第1140031288號

主旨：檢送「嵐溪縣114年農田灌排設施檢修計畫」1份，請依計畫辦理。
說明：
一、依據本縣114年施政計畫辦理。
二、請各鄉（鎮、市）公所於114年3月31日前提報聯絡窗口。

正本：各鄉（鎮、市）公所、本府農業處、本府水利處

縣長　羅○○

嵐溪縣114年農田灌排設施檢修計畫

壹、目標
114年底前完成灌排設施檢修不少於60處，檢修合格率達90%以上。
貳、實施要項
一、設施普查。由本府農業處主辦，各鄉（鎮、市）公所協辦，於114年5月31日前完成普查。
二、設施檢修。各鄉（鎮、市）公所應於114年9月30日前檢修閘門不少於20座。
三、教育訓練。本府水利處每半年辦理訓練1場次，參訓人數不少於80人。
四、成果提報。各鄉（鎮、市）公所應於每月5日前將執行情形報本府農業處。
五、設備汰換。各鄉（鎮、市）公所應於114年11月30日前汰換老舊抽水機不少於10台。
"""
TAIWAN_AMENDING = """嵐溪縣政府　函

受文者：如正、副本行文單位
發文日期：中華民國114年6月12日
發文字號：嵐府農產字第1140095120號

主旨：修正「嵐溪縣114年農田灌排設施檢修計畫」部分規定，請查照。
說明：依本府114年2月27日嵐府農產字第1140031288號函續辦，修正如下：
一、貳、實施要項第二點「閘門不少於20座」修正為「閘門不少於25座」。
二、第三點「每半年辦理訓練1場次」修正為「每季辦理訓練1場次」。
三、第四點辦理期限由每月5日前修正為每月3日前。
四、刪除第五點。
五、增列第六點「資料建檔。本府水利處應於114年12月15日前完成設施資料建檔，建檔率達100%。」

正本：各鄉（鎮、市）公所、本府農業處、本府水利處

縣長　羅○○
"""
HONG_KONG = """嵐港特別行政區衞生事務處通函
嵐衞通函第12/2025號

致各安老院舍負責人：

1. 各安老院舍須於2025年4月30日或之前委任感染控制主任不少於1名。
2. 各安老院舍須每季進行手部衞生巡查不少於1次，合格率不低於90%。
3. 各安老院舍須於每月10日或之前向本處提交巡查報告。

嵐港衞生事務處處長
2025年3月3日
"""
HONG_KONG_AMENDING = """嵐港特別行政區衞生事務處通函
嵐衞通函第31/2025號

致各安老院舍負責人：

修訂「安老院舍感染控制加強措施」

本處於2025年3月3日發出嵐衞通函第12/2025號，現修訂如下：
1. 第1段：刪去「不少於1名」，代以「不少於2名」。
2. 第2段：以「不低於95%」取代「不低於90%」。
3. 刪去第3段。

嵐港衞生事務處處長
2025年6月2日
"""


@pytest.mark.parametrize(("old", "new", "values", "gone"), [
    (TAIWAN, TAIWAN_AMENDING, {1.0, 25.0, 100.0}, "设备汰换"),
    (HONG_KONG, HONG_KONG_AMENDING, {2.0, 95.0}, "提交巡查报告")])
def test_papers_in_traditional_characters_are_read_and_made(
        old: str, new: str, values: set[float], gone: str, tmp_path: Path) -> None:
    (kept, text), (amending, said) = read(tmp_path, "old.txt", old), read(tmp_path, "new.txt", new)
    assert amends(amending, plain_text(said), kept.notice)
    amended = amend_spec(kept, text, amending, said)
    assert amended.unplaced == ()
    spec = amended.spec
    assert {t.value for t in spec.targets if t.paper} == values
    assert not any(gone in task.text + task.heading for task in spec.tasks)
    for fact in (*spec.targets, *spec.deadlines, *spec.percentages):
        assert fact.quote == (text, said)[fact.paper][fact.start:fact.end]
    assert diff_specs(kept, amend_spec(kept, text, amending, said).spec) != ()
