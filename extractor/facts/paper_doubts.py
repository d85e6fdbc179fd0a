"""Papers that an officer would ask for (文件存疑): not at hand, under another name, another action's plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.facts.reading import Reading, task_items
from extractor.phrases.citations import CitationPhrase
from extractor.source import Span
from extractor.structure.outline import Part
from specs.model import Doubt

# 按照《…》自查, 对照《…》的标准: what is to be done stands in that paper.
_BY_IT = re.compile(r"(?:严格)?(?:按照?|对照|依照|参照|比照|执行)[^,。;:《》]{0,24}$")
_DRAWN = re.compile(r"(?:根据|按照?|依据|落实|贯彻)[^。;:]{0,60}$")
# Rules of the state that every office has; one with a document number of its own is an office's paper.
_PUBLIC = re.compile(r"(?:规定|准则|通则|规程|规范|标准|目录|名录|办法)(?:\([^()]*\))?$")
_LAW = re.compile(r"(?:法|条例|宪法|公约|法典|规定\(试行\)|解释)$")
_NAME = re.compile(
    r"(?P<name>[一-鿿“”·]{4,30}?(?:行动|工程|计划|攻坚战|专项整治|试点|活动))"
    r"(?=三年|实施|工作|行动|推进|专项|总体|方案|通知|意见|计划|[(“”0-9]|的|$)"
)
_BEFORE_NAME = (
    re.compile(r"^.*(?:关于|印发|转发)"),
    re.compile(r"^[一-鿿]{2,12}?(?:委员会|委|厅|局|办公厅|办公室|部)(?=[一-鿿]{6})"),
    re.compile(r"^(?:[一-鿿]{2,3}?(?:省|市|州|县|区)|全[国省市县区])(?=[一-鿿]{6})"),
    re.compile(r"^(?:深入)?(?:开展|组织|推进|做好|实施)"),
)
# Two names that differ in a count, a year or a level are two things: 五年行动, 三年行动.
_COUNTED = re.compile(r"[0-9一二三四五六七八九十年轮期第省市州县区国家级全春夏秋冬季]*")
_SHORTEST_NAME, _SAME_HEAD, _DIFFERENT = 8, 5, 3


def find_paper_doubts(reading: Reading) -> Iterator[Doubt]:
    """Doubts about the papers that this notice names.

    returns  `attachment missing`, `paper not at hand`, `two names`, `another plan`
    """
    yield from _missing_attachments(reading)
    yield from _not_at_hand(reading)
    names = _action_names(reading)
    yield from _two_names(reading, names)
    yield from _other_plans(reading)


def _missing_attachments(reading: Reading) -> Iterator[Doubt]:
    """Attachments that the notice lists and the file does not hold."""
    outline = reading.outline
    held = {_fold(p.title) for p in outline.parts} | {p.label for p in outline.parts}
    listed = outline.head.attachments
    for attachment in listed:
        labels = {f"附件{attachment.number}", *({"附件"} if len(listed) == 1 else ())}
        at = reading.text.find(attachment.title)
        if _fold(attachment.title) in held or labels & held or at < 0:
            continue
        start, end = reading.clean.source_span(at, at + len(attachment.title))
        why = f"附件“{attachment.title}”不在文件里，其中的要求没有读到，请补上"
        yield Doubt("attachment missing", "", start, end, why)


def _not_at_hand(reading: Reading) -> Iterator[Doubt]:
    """Papers by which a task is to be done, or by which this one was drawn up; laws are at hand."""
    own = {_fold(p.title) for p in reading.outline.parts} | {_fold(reading.outline.head.title or "")}
    own |= {_fold(a.title) for a in reading.outline.head.attachments}
    tasks = [Span(i.start, i.own_end) for i in task_items(reading)]
    leads = [s for p in reading.outline.parts for s in p.lead]
    seen: set[str] = set()
    for paper in reading.citations:
        key = _fold(paper.title)
        if key in seen or key in own or _LAW.search(paper.title):
            continue
        if paper.number is None and _PUBLIC.search(paper.title):
            continue
        before = reading.text[max(0, paper.start - 64) : paper.start]
        in_task = any(paper.start in s for s in tasks) and _BY_IT.search(before)
        in_lead = any(paper.start in s for s in leads) and _DRAWN.search(before) and re.search(
            "方案|计划|通知", paper.title)
        if not in_task and not in_lead:
            continue
        seen.add(key)
        start, end = reading.clean.source_span(paper.start, paper.end)
        does = "要照它办" if in_task else "本件据它制定"
        yield Doubt("paper not at hand", "", start, end, f"{does}，该文件不在手边，请取来一并核对：《{paper.title}》")


def _action_names(reading: Reading) -> list[tuple[str, Span, bool]]:
    """(name, clean place, whether it names this paper or a part of it) of each action that a title names."""
    names: dict[str, tuple[str, Span, bool]] = {}
    for part in reading.outline.parts:
        name, at = _name_of(part.title), reading.text.find(part.title)
        if name and at >= 0:
            names.setdefault(name, (name, Span(at, at + len(part.title)), True))
    for paper in reading.citations:
        name = _name_of(paper.title)
        if name:
            names.setdefault(name, (name, Span(paper.start, paper.end), False))
    return list(names.values())


def _name_of(title: str) -> str:
    """The action that a title names: 《澜川省…委关于印发安全饮水提升行动实施方案的通知》 → 安全饮水提升行动."""
    found = _NAME.search(re.sub(r"[《》〈〉]", "", title))
    if found is None:
        return ""
    name = found["name"]
    for opening in _BEFORE_NAME:
        cut = opening.match(name)
        if cut and len(name) - cut.end() >= _SHORTEST_NAME:
            name = name[cut.end() :]
    return name if len(name) >= _SHORTEST_NAME else ""


def _differ_in_a_word(a: str, b: str) -> bool:
    """Whether two names are one but for a word in the midst: 校园食安提升行动, 校园食安护航行动."""
    if a in b or b in a:
        return False
    head = next(i for i, (x, y) in enumerate(zip(a + "\0", b + "\1", strict=False)) if x != y)
    short = min(len(a), len(b)) - head
    tail = next((i for i in range(short) if a[-1 - i] != b[-1 - i]), short)
    apart = a[head : len(a) - tail], b[head : len(b) - tail]
    return (
        head >= _SAME_HEAD
        and tail >= 2
        and all(0 < len(word) <= _DIFFERENT for word in apart)
        and not all(_COUNTED.fullmatch(word) for word in apart)
    )


def _two_names(reading: Reading, names: Sequence[tuple[str, Span, bool]]) -> Iterator[Doubt]:
    for name, span, own in names:
        for other, _, is_own in names:
            if own or not is_own or not _differ_in_a_word(name, other):
                continue
            start, end = reading.clean.source_span(span.start, span.end)
            yield Doubt("two names", "", start, end, f"这里叫“{name}”，本件又叫“{other}”，请核对是不是同一件事")


def _other_plans(reading: Reading) -> Iterator[Doubt]:
    """An attachment whose lead leans on the plan of another attachment's action."""
    named = [(part, name) for part in reading.outline.parts if (name := _name_of(part.title))]
    for part, own in [row for row in named if row[0].label]:
        for paper in _leaned_on(reading, part):
            said = _name_of(paper.title)
            others = [n for p, n in named if p is not part and n != own]
            if not said or _same(said, own) or not any(_same(said, n) for n in others):
                continue
            start, end = reading.clean.source_span(paper.start, paper.end)
            yield Doubt("another plan", "", start, end, f"“{own}”依据的却是“{said}”的方案，请核对是否引错了文件")


def _leaned_on(reading: Reading, part: Part) -> list[CitationPhrase]:
    own = [p for p in reading.citations if any(p.start in s for s in part.lead)]
    if any(_same(_name_of(p.title), _name_of(part.title)) for p in own):
        return []  # its own plan is among them
    return own


def _same(a: str, b: str) -> bool:
    return bool(a and b) and (a.endswith(b) or b.endswith(a) or _differ_in_a_word(a, b))


def _fold(title: str) -> str:
    return re.sub(r"[\s()《》]", "", title)
