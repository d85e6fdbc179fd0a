"""Specs made of invented items, and known edits of them (已知改动): what comparing must find, exactly that."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from specs.changes import ChangeKind, FactKind
from specs.model import (
    Body,
    Clause,
    Deadline,
    Level,
    Notice,
    Report,
    Role,
    Section,
    Spec,
    Target,
    TargetKind,
    Task,
    Time,
)

Expected = Counter[tuple[ChangeKind, FactKind]]

TOPICS = (
    "修缮乡村祠堂", "整理古籍善本", "培训导游讲解员", "巡查山林步道", "清理河渠淤泥",
    "检修排灌泵站", "更换老旧路灯", "登记流动摊贩", "编印方言读本", "放流本地鱼苗",
    "嫁接低产果园", "普查古树名木", "演练渡口救生", "核发采砂许可", "回收废旧农膜",
    "改造公共浴室", "补种沿海防风林", "校准集贸市场秤具", "翻新社区球场", "检测温泉水质",
)
MEASURES = ("完好率", "入库率", "持证率", "到岗率", "畅通率", "合格率", "亮灯率", "登记率", "覆盖率", "成活率")
CHAPTERS = ("主要工作", "重点项目", "保障事项")
AREAS = ("", "城关片", "河东片", "库区片", "山前片")
OFFICES = ("县文化局", "县林业局", "县水务局", "县商务局", "县体育局", "县城管局", "县农机站", "县史志办")


@dataclass(frozen=True, slots=True)
class Item:
    """One task with a target, a date, two bodies and a sentence of its own (任务条目)."""

    topic: str
    measure: str
    value: int
    month: int
    lead: str
    support: tuple[str, ...]
    leads_alone: bool = True
    extra: str = ""


Chapters = tuple[tuple[str, tuple[Item, ...]], ...]


def make_item(number: int) -> Item:
    """The item of a number, unlike all others."""
    topic = AREAS[number // len(TOPICS) % len(AREAS)] + TOPICS[number % len(TOPICS)]
    return Item(topic, MEASURES[number % len(MEASURES)], 50 + 2 * (number % 20),
                4 + number % 6, OFFICES[number % 8], (OFFICES[(number + 3) % 8],))


def make_chapters(count: int) -> Chapters:
    """Items in chapters, in order."""
    items = tuple(make_item(number) for number in range(count))
    return tuple((name, items[at::len(CHAPTERS)]) for at, name in enumerate(CHAPTERS))


def write_spec(chapters: Chapters) -> tuple[Spec, str]:
    """The spec that these chapters say, and its text."""
    text, tasks, targets, deadlines, reports = "", [], [], [], []
    for chapter, (name, items) in enumerate(chapters, 1):
        text += f"{'一二三四五'[chapter - 1]}、{name}\n"
        for number, item in enumerate(items, 1):
            start, identity = len(text), f"{chapter}/({number})"
            text += f"({number}){item.topic}。"
            body_start = len(text)
            bodies = (Body(item.lead, Role.LEAD if item.leads_alone else Role.SUPPORT, Level.COUNTY),
                      *(Body(name, Role.SUPPORT, Level.COUNTY) for name in item.support))
            verb = "牵头" if item.leads_alone else "参与"
            parts = [f"{item.lead}{verb}、{'、'.join(item.support) or '各单位'}配合{item.topic}。",
                     f"{item.topic}{item.measure}不低于{item.value}%,{item.month}月底前完成。",
                     f"每年{item.month + 1}月20日前将{item.topic}情况报县政府办公室。"]
            parts += [item.extra] if item.extra else []
            clauses = []
            for at, part in enumerate(parts):
                begin = len(text)
                text += part
                clauses.append(Clause(part, begin, len(text), bodies if at == 0 else ()))
            due = Time(by=f"2031-{item.month:02d}-28")
            words = f"{item.topic}{item.measure}不低于{item.value}%"
            at = text.index(words, body_start)
            targets.append(Target(words, at, at + len(words), item.topic + item.measure, "", TargetKind.PERCENTAGE,
                                  ">=", float(item.value), "%", due=due, task=identity, words=words))
            words = f"{item.month}月底前"
            at = text.index(words, at)
            deadlines.append(Deadline(words, at, at + len(words), due, f"完成{item.topic}", identity, words=words))
            words = f"每年{item.month + 1}月20日前将{item.topic}情况报县政府办公室"
            at = text.index(words, at)
            reports.append(Report(("县" + item.topic[:2],), ("县政府办公室",), f"{item.topic}情况",
                                  Time(every="year", by=f"{item.month + 1:02d}-20"), words, at, at + len(words),
                                  identity, words=words))
            tasks.append(Task(identity, item.topic, start, len(text), bodies, f"({number})", text[body_start:],
                              (Section(f"{chapter}、", name),), tuple(clauses)))
            text += "\n"
    return Spec(Notice(title="关于开展冬修的通知"), tuple(tasks), tuple(targets), tuple(deadlines), (),
                tuple(reports)), text


WHOLE = (FactKind.TASK, FactKind.TARGET, FactKind.DEADLINE, FactKind.REPORT)


def edit_item(item: Item, edit: str) -> tuple[Item, Expected]:
    """An item with one edit, and what must be told of it."""
    task, target, deadline = FactKind.TASK, FactKind.TARGET, FactKind.DEADLINE
    if edit == "raise":
        return replace(item, value=item.value + 3), Counter([(ChangeKind.VALUE_RAISED, target)])
    if edit == "lower":
        return replace(item, value=item.value - 3), Counter([(ChangeKind.VALUE_LOWERED, target)])
    if edit == "earlier":
        return (replace(item, month=item.month - 1),
                Counter([(ChangeKind.DUE_EARLIER, deadline), (ChangeKind.DUE_EARLIER, FactKind.REPORT)]))
    if edit == "later":
        return (replace(item, month=item.month + 2),
                Counter([(ChangeKind.DUE_LATER, deadline), (ChangeKind.DUE_LATER, FactKind.REPORT)]))
    if edit == "join":
        return replace(item, support=(*item.support, "县档案馆")), Counter([(ChangeKind.BODY_ADDED, task)])
    if edit == "leave":
        return replace(item, support=()), Counter([(ChangeKind.BODY_REMOVED, task)])
    if edit == "role":
        return replace(item, leads_alone=False), Counter([(ChangeKind.ROLE_CHANGED, task)])
    return replace(item, extra="对工作成效突出的集体予以通报表扬。"), Counter([(ChangeKind.ADDED, task)])


EDITS = ("raise", "lower", "earlier", "later", "join", "leave", "role", "sentence")


def apply_edit_list(chapters: Chapters, edits: dict[int, str]) -> tuple[Chapters, Expected]:
    """The chapters with edits of items, counted through all chapters."""
    expected: Expected = Counter()
    made, number = [], 0
    for name, items in chapters:
        row = []
        for item in items:
            if number in edits:
                item, told = edit_item(item, edits[number])
                expected += told
            row.append(item)
            number += 1
        made.append((name, tuple(row)))
    return tuple(made), expected
