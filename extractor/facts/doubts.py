"""What an officer would ask before drafting (存疑): duties without a date, reports only implied, averages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.vague import find_vague_times, holds_vague_time
from extractor.source import Span
from extractor.structure.sentences import cut_clauses
from specs.model import Doubt, Report, Target

# What is to be handed in or finished: a vague word before it needs a date in the county's plan.
_DELIVERS = re.compile(
    r"报送|上报|报告|反馈|通报|制定|印发|完成|提交|移交|公布|整改|修复|搬迁|拨付|办结|修订|出台|汇总|建立|配齐|总结"
)
# What is to be done again and again: 定期 or 适时 before it needs a round in the county's plan.
_ROUNDS = re.compile(
    r"督导|督查|督促检查|检查|调度|会商|评估|评价|通报|分析|研判|演练|巡查|抽查|报告|报送|听取|更新|公布|召开|总结|组织|开展|调整"
)
# 定期检测率, 定期存款, 建立定期评估机制: a part of a name and no duty of its own.
_OF_A_NAME = re.compile(r"[一-鿿]{0,8}?(?:率|机制|制度|存款|体检|票|寿险)")
# A duty that some event sets off cannot have a date: 发现…及时移交, 重大事项及时报告.
_SET_OFF = re.compile(
    r"发现|发生|出现|突发|接到|遇有?|一旦|如有|变化|必要时|涉嫌|线索|问题|(?:险|灾|疫|警|舆)情|苗头|(?:重大|重要|紧急|异常)(?:事项|情况|信息|问题)|凡|若|对.{2,20}的,"
)
_COLLECTS = re.compile(
    r"(?:收集|汇总|统计|调度|掌握|分析)(?!会|机制|制度|并)[^,。;:将]{0,24}?(?:情况|(?:进展|进度)(?:情况)?|数据|信息|问题)"
)
_COLLECTED = re.compile(
    r"对[^,。;:]{2,24}?(?:情况|进展|进度|数据|信息)(?:进行|开展)(?:[一0-9]次)?(?:收集|汇总|统计|调度|分析)(?!会|机制|制度)"
)
_NEAR, _SHOWN = 16, 24


def find_duty_doubts(
    reading: Reading, passage: Passage, roles: list[SentenceRoles], reports: Sequence[Report]
) -> Iterator[Doubt]:
    """What the duties of a passage leave open.

    roles    who does what in each of its sentences
    reports  what it says outright of reports
    returns  `no date` at each vague word of a deliverable or round; `implied report` where somebody gathers what nobody
             is told to send
    """
    vague = passage.task is not None and holds_vague_time(reading.text, passage.span.start, passage.span.end)
    regular = any(t.time.every for t in reading.times_in(passage.span.start, passage.span.end))
    if not vague and not regular:  # most passages
        return
    for sentence in roles:
        if vague and passage.task is not None and sentence.doers:
            yield from _undated(reading, passage.task, sentence)
        if regular:
            yield from _implied(reading, sentence, reports)


def _undated(reading: Reading, task: str, sentence: SentenceRoles) -> Iterator[Doubt]:
    text, span = reading.text, sentence.span
    if reading.times_in(span.start, span.end):
        return
    for vague in find_vague_times(text, span.start, span.end):
        said, after = text[vague.start : vague.end], _rest_of_clause(text, vague, span)
        again = vague.kind == "round"
        asked = (_ROUNDS if again or said == "适时" else _DELIVERS).search(after[:_NEAR])
        if asked is None or _OF_A_NAME.match(after) or text[vague.end : vague.end + 1] in ("率", ",", "。", "、"):
            continue
        if not again and said != "适时" and _SET_OFF.search(text, span.start, vague.start):
            continue
        start, end = reading.clean.source_span(vague.start, vague.end)
        ask = "没写多久一次，请在方案中定下周期" if again else "没有时限，请在方案中明确时间"
        yield Doubt("no date", said, start, end, f"{task} 只说“{said}{after[:_SHOWN]}”，{ask}")


def _rest_of_clause(text: str, vague: Span, sentence: Span) -> str:
    found = re.compile(r"[,。;:\n]").search(text, vague.end, sentence.end)
    return text[vague.end : found.start() if found else sentence.end]


def _implied(reading: Reading, sentence: SentenceRoles, reports: Sequence[Report]) -> Iterator[Doubt]:
    """`市…每月收集推进情况`: somebody must send it, and the text does not say who, what or to which date."""
    clean, span = reading.clean, sentence.span
    every = [t for t in reading.times_in(span.start, span.end) if t.time.every]
    if not every:
        return
    here = [r for r in reports if clean.clean_span(r.start, r.end).start in span]
    for clause in cut_clauses(reading.text, span.start, span.end):
        gathered = _COLLECTED.search(reading.text, clause.start, clause.end) or _COLLECTS.search(
            reading.text, clause.start, clause.end
        )
        when = [t for t in every if t.start < clause.end]
        if gathered is None or not when or not sentence.doers:
            continue
        named = [p for p in sentence.parts if p.subject and p.start < gathered.start()]
        doer = max(named, key=lambda p: p.start).name if named else sentence.doers[0]
        if any(doer in r.to or (r.due and set(r.by) - {doer}) for r in here):
            return  # somebody is told to send it
        start, end = reading.quote(gathered.start(), gathered.end())
        rhythm = reading.text[when[-1].start : when[-1].end]
        yield Doubt("implied report", "", start, end,
                    f"{doer}{rhythm}{gathered.group()}，意味着下面要报送，但没写谁报、报什么、哪天报，请问清")
        return


def find_average_doubts(targets: Iterable[Target]) -> Iterator[Doubt]:
    """Targets that are an average over the units (平均每县): each unit's own number is still to be settled."""
    for target in targets:
        if target.aggregate is not None:
            yield Doubt("average", "", target.start, target.end,
                        f"“{target.indicator}”的要求是平均数，不是每个单位的下限，各单位的数请另行确定")
