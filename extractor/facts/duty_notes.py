"""Notes of duty (责任标注): `责任单位:…`, `(省教育厅牵头,省财政厅配合)`, `牵头单位:…;配合单位:…`: parts said outright.

A note is a bracket or a line that holds names and words of duty and nothing else; it is read whole, and hidden from the
reading of sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.facts.standing import find_standing_words
from extractor.phrases.coordinations import split_names
from extractor.phrases.names import Names, names_body, org_tail
from extractor.source import Span
from specs.model import Role

_LABEL = re.compile(
    r"(?P<label>(?:主要|共同|第一)?(?:牵头|责任|负责|承担|配合|参与|参加|参建|协办|协助|协同|支持|保障|实施|落实|推进|承办|承接|完成|主办|"
    r"主责|主管|权责|执行|主体|监督|指导|督导|督办|监管|组织|统筹)"
    r"(?:(?:和|及|、|或)[一-鿿]{2}){0,2}(?:单位|部门|机关|主体|机构|局处|处室|科室|股室|领导单位|地区|乡镇|"
    r"市县)(?:\([^()]{0,12}\))?|责任分工|任务分工|分工|牵头(?=:)|配合(?=:)"
    r"|责任(?=:))\s?:\s?"
)
_BRACKET = re.compile(r"[(\[【〔)\]】〕\n]")
# Another particular after the bodies: 完成时限:…, or a label of any kind (适用范围:…, 试点地区:…).
_OTHER_LABEL = re.compile(
    r"(?:完成)?(?:时限|时间|期限|日期)(?:要求)?\s?:|联系人|责任人|分管领导|责任领导|(?<=[,;。])\s?[一-鿿]{2,6}\s?:"
)
_ROLE_OF_LABEL = (
    ("牵头", Role.LEAD),
    ("主办", Role.LEAD),
    ("主责", Role.LEAD),
    ("主导", Role.LEAD),
    ("配合", Role.SUPPORT),
    ("参", Role.SUPPORT),
    ("协", Role.SUPPORT),
    ("支持", Role.SUPPORT),
    ("监", Role.SUPERVISE),
    ("指导", Role.SUPERVISE),
    ("督", Role.SUPERVISE),
)
_BY = (
    r"(?:(?:等(?:相关|有关)?(?:单位|部门)?)?(?:按照?|依|依照|依据|根据)?(?:各自|自身|有关|"
    r"相关)?(?:的)?(?:职责|职能|分工|要求)+(?:分工)?|分别|共同|具体|依法|统一|协同|各自|联合|积极|密切|分头|"
    r"协调)*"
)
_DUTY = re.compile(
    rf"(?P<by>{_BY})(?:(?P<lead>(?:总)?牵头(?:负责|抓总|落实|组织(?:实施)?|推进|会同)?|为牵头单位|主办|抓总)"
    rf"|(?P<support>(?:做好)?(?:配合|参与|参加|协助|支持|协办|协同)(?:落实|实施|做好|工作)?)"
    rf"|(?P<watch>(?:负责)?(?:指导|监督|督导|督促指导|业务指导))"
    rf"|(?P<duty>(?:负责(?:落实|实施|组织实施)?|落实|承担|组织实施|抓好落实|实施|推进|承办|配合落实|"
    rf"分工负责|组织落实)))(?:工作)?$"
)
_LEAD_WORDS = re.compile(r"^(?:[^、,]{0,8}由(?!于)|请|其中|责任单位为|牵头单位为)")
# 排在第一位的为牵头单位: a sentence for all notes of a paper.
_FIRST_LEADS = re.compile(
    r"(?:排|列|名列|位列|位于)(?:在|名)?(?:第一|首|最前|前)[^。;\n]{0,12}(?:为|是|系|作为|负责)[^。;\n]{0,4}牵头"
    r"|(?:第一个|首个|首位|第一)(?:责任)?(?:单位|部门)(?:即)?(?:为|是|系|作为|负责)[^。;\n]{0,4}牵头"
)
_WITH = re.compile(r"会同|协同|商(?=[省市县区国中])")
_NOT_NOTE = re.compile(r"以下简称|下同|简称|包括|不含|含|附件|见附|详见|例如|如下")


@dataclass(frozen=True, slots=True)
class NotedPart:
    """One body's part in a note (标注职责), with the clean offset where the note names it."""

    name: str
    role: Role
    start: int


@dataclass(frozen=True, slots=True)
class DutyNote:
    """A note of duty (责任标注), in clean offsets."""

    span: Span
    parts: tuple[NotedPart, ...]


def find_duty_notes(text: str, start: int, end: int, names: Names) -> list[DutyNote]:
    """Every note of duty of text[start:end], in reading order, none within another.

    source  docs/spec-format.md, "Bodies"
    """
    notes: list[DutyNote] = []
    at = start
    for opened in _brackets(text, start, end):
        if opened.start < at:
            continue
        inside = Span(opened.start + 1, opened.end - (text[opened.end - 1] in ")】]〕"))
        parts = _bracket_parts(text, inside, names)
        if parts:
            notes.append(DutyNote(opened, parts))
            at = opened.end
    notes += _line_notes(text, start, end, notes, names)
    if first_leads(text):
        notes = [DutyNote(n.span, _lead_by_first(n.parts)) for n in notes]
    return sorted(notes, key=lambda n: n.span.start)


@lru_cache(maxsize=4)
def first_leads(text: str) -> bool:
    """Whether the paper says once for all that the body named first leads (`排在第一位的为牵头单位`)."""
    return _FIRST_LEADS.search(text) is not None


def _lead_by_first(parts: tuple[NotedPart, ...]) -> tuple[NotedPart, ...]:
    """The first of several named without a part of their own leads."""
    if len(parts) < 2 or any(p.role is not Role.RESPONSIBLE for p in parts) or re.match("各|有关|相关", parts[0].name):
        return parts
    return (replace(parts[0], role=Role.LEAD), *parts[1:])


def _brackets(text: str, start: int, end: int) -> Iterator[Span]:
    """Outermost brackets; one that the text breaks off ends where the text does."""
    depth, opened = 0, start
    for found in _BRACKET.finditer(text, start, end):
        i, mark = found.start(), found.group()
        if mark in "([【〔":
            if depth == 0:
                opened = i
            depth += 1
        elif mark in ")]】〕" and depth:
            depth -= 1
            if depth == 0:
                yield Span(opened, i + 1)
        elif mark == "\n" and depth:
            if _LABEL.match(text, opened + 1):
                yield Span(opened, i)
            depth = 0
    if depth and _LABEL.match(text, opened + 1):
        yield Span(opened, end)


def _bracket_parts(text: str, inside: Span, names: Names) -> tuple[NotedPart, ...]:
    told = _FIRST_LEADS.search(text, inside.start, inside.end)
    standing = next(find_standing_words(text, inside.start, inside.end), None)
    if standing:
        inside = Span(inside.start, standing.start())
    if told:  # (市教育局、市财政局负责。列第一位者为牵头单位,下同)
        inside = Span(inside.start, max(text.rfind(c, inside.start, told.start()) for c in "。;,"))
    words = text[inside.start : inside.end]
    if len(words) < 4 or _NOT_NOTE.match(words):
        return ()
    if _LABEL.match(words):
        return tuple(_labelled(text, inside, names))
    return _unlabelled(text, inside, names)


def _labelled(text: str, inside: Span, names: Names) -> Iterator[NotedPart]:
    """`责任单位:A牵头,B、C配合;完成时限:…`: each label up to the next."""
    labels = list(_LABEL.finditer(text, inside.start, inside.end))
    others = [m.start() for m in _OTHER_LABEL.finditer(text, inside.start, inside.end)]
    for i, label in enumerate(labels):
        stops = [m.start() for m in labels[i + 1 : i + 2]] + [o for o in others if o > label.start()] + [inside.end]
        role = next((r for word, r in _ROLE_OF_LABEL if word in label["label"]), Role.RESPONSIBLE)
        yield from _segments(text, Span(label.end(), min(stops)), role, names)


def _segments(text: str, span: Span, default: Role, names: Names) -> Iterator[NotedPart]:
    """The list after a label: segments between commas, each with a role of its own or the label's."""
    pending: list[tuple[Span, str]] = []
    for segment in _cut(text, span, ",;。\n"):
        words = text[segment.start : segment.end]
        duty = _DUTY.search(words)
        listed = words[: duty.start()] if duty else words
        role = _role(duty) if duty else default
        offset = _LEAD_WORDS.match(listed)
        listed, shift = (listed[offset.end() :], offset.end()) if offset else (listed, 0)
        if duty is None:
            pending.append((Span(segment.start + shift, segment.end), listed))
            continue
        if duty["by"] or not listed:
            yield from _parts(pending, role, names)
        else:
            yield from _parts(pending, default, names)
        pending = []
        yield from _parts([(Span(segment.start + shift, segment.end), listed)], role, names)
    yield from _parts(pending, default, names)


def _role(duty: re.Match[str]) -> Role:
    if duty["lead"]:
        return Role.LEAD
    if duty["support"]:
        return Role.SUPPORT
    return Role.SUPERVISE if duty["watch"] else Role.RESPONSIBLE


def _parts(listed: list[tuple[Span, str]], role: Role, names: Names) -> Iterator[NotedPart]:
    for span, words in listed:
        first, *others = _WITH.split(words)
        for name in split_names(first, names, listed=True):
            yield NotedPart(name, role, span.start)
        for name in split_names("、".join(others), names, listed=True):
            yield NotedPart(name, Role.SUPPORT, span.start)


def _unlabelled(text: str, inside: Span, names: Names) -> tuple[NotedPart, ...]:
    """`省农业农村厅牵头,省审计厅按职责分工负责`: a bracket of names and duties; () where it says anything else."""
    segments = _cut(text, inside, ",;。")
    duties = [_DUTY.search(text[s.start : s.end]) for s in segments]
    if not any(duties):
        return _names_alone(text, inside, names)
    for segment, duty in zip(segments, duties, strict=True):
        words = text[segment.start : segment.end]
        listed = _LEAD_WORDS.sub("", words[: duty.start()] if duty else words).replace("会同", "、")
        if listed and not all(names_body(n, names) for n in split_names(listed, names, listed=True) or ("",)):
            return ()
        if len(listed) > 160 or re.search(r"[要须]|应(?!急)|[0-9]{2}", listed):
            return ()
    return tuple(_segments(text, inside, Role.RESPONSIBLE, names))


def _names_alone(text: str, inside: Span, names: Names) -> tuple[NotedPart, ...]:
    """`。(公共服务科、市文化馆)` at the end of a paragraph: those who do it; () in the midst of a sentence."""
    closes = text[inside.end + 1 : inside.end + 2] in ("", "\n", "。")
    if (
        not closes
        or text[inside.start - 2 : inside.start - 1] not in ("。", ";")
        or re.search(r"[0-9:]", text[inside.start : inside.end])
    ):
        return ()
    parts = tuple(_parts([(inside, text[inside.start : inside.end])], Role.RESPONSIBLE, names))
    if not parts or not all(
        org_tail().search(p.name) or re.search(r"[科处股室所馆队办局委厅部院站会社]$", p.name) for p in parts
    ):
        return ()
    return parts


def _line_notes(text: str, start: int, end: int, taken: list[DutyNote], names: Names) -> Iterator[DutyNote]:
    """`责任单位:…` as a sentence or line of its own, outside brackets; it runs to the end of its line."""
    at = start
    for label in _LABEL.finditer(text, start, end) if text.find(":", start, end) >= 0 else ():
        if label.start() < at or any(label.start() in n.span for n in taken):
            continue
        if (
            label.start() > start
            and text[label.start() - 1] not in "。;\n :,.、)|】]"
            and not text[label.start() - 1].isdigit()
        ):
            continue
        line = text.find("\n", label.start(), end)
        stop = text.find("。", label.end(), end)
        ends = [p for p in (line, stop + 1 if stop >= 0 else -1) if p > label.end()]
        span = Span(label.start(), min([*ends, end]))
        more = _LABEL.match(text, span.end)
        while more and span.end < end and (line < 0 or span.end < line):
            stop = text.find("。", more.end(), end)
            span = Span(span.start, stop + 1 if stop >= 0 else (line if line > 0 else end))
            more = _LABEL.match(text, span.end)
        parts = tuple(_labelled(text, span, names))
        if parts:
            yield DutyNote(span, parts)
            at = span.end


def _cut(text: str, span: Span, marks: str) -> list[Span]:
    """Spans between these marks, none cut inside brackets."""
    out, depth, at = [], 0, span.start
    for i in range(span.start, span.end):
        depth += (text[i] in "(〔《“") - (text[i] in ")〕》”")
        if text[i] in marks and depth <= 0:
            out.append(Span(at, i))
            at = i + 1
    out.append(Span(at, span.end))
    return [s for s in out if text[s.start : s.end].strip()]
