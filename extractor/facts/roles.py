"""Who is given what part (职责): bodies of each task, sentence by sentence.

Four readings of a sentence, each true of the language of notices: labels (`责任单位:…`), brackets and clauses
that say the part outright (`由…牵头`, `…配合`), words that send or enlist (`报送…`, `会同…`), and the subject
of what is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.facts.anaphora import resolve_name
from extractor.facts.duty_notes import DutyNote, find_duty_notes
from extractor.facts.levels import name_body
from extractor.facts.phrase_roles import find_role
from extractor.facts.reading import Reading
from extractor.facts.role_words import (
    CHARGED,
    FIRM,
    NARROWS,
    NO_NARROWING,
    NOT_A_DOER,
    ONLY_OVERSEES,
    OVER_ENTERPRISE,
    SUPERVISE,
    URGED_CLASS,
)
from extractor.phrases.bodies import NARROWED_ONLY, BodyPhrase, find_bodies
from extractor.phrases.names import IS_PLACES
from extractor.phrases.starts import find_first
from extractor.source import Span
from extractor.structure.sentences import cut_clauses, cut_sentences
from specs.model import Body, Role

_SEVERAL_LEVELS = re.compile(
    r"(?<![一-鿿])(?:国家|省|市|县|区|乡|镇|村)(?:[、和与]?(?:省|市|县|区|乡|镇|村)){1,3}[两二三四]级[一-鿿]{0,4}(?:要|应|须|负责|按|均)"
)
# 本办法所称…,是指…: what a paper means by a word.
_DEFINES = re.compile(r"(?:本|该)[^,。;]{1,8}所称[^。;]{1,24}?(?:是|系)?指|所称[^,。;]{2,16},?(?:是|系)指")
_RULES = {Role.SUPPORT: "body.support", Role.RECEIVE: "body.receive", Role.SUPERVISE: "body.watching"}


@dataclass(frozen=True, slots=True)
class Part:
    """One body's part in a sentence (职责), with the place of its name in the clean text; rule is what gave it."""

    name: str
    role: Role
    start: int
    subject: bool = False
    end: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SentenceRoles:
    """Who does what in one sentence (句中职责).

    doers    whose doing the sentence tells: its own subject, or the one carried from before
    own      whether the sentence names its doer itself
    carried  whose doing the sentence before told
    """

    span: Span
    parts: tuple[Part, ...]
    doers: tuple[str, ...]
    own: bool
    carried: tuple[str, ...] = ()


def read_roles(reading: Reading, start: int, end: int, carried: tuple[str, ...] = ()) -> list[SentenceRoles]:
    """The roles of each sentence of text[start:end], a doer carried on until another is named."""
    notes = find_duty_notes(reading.text, start, end, reading.names)
    found: list[SentenceRoles] = []
    for span in cut_sentences(reading.text, start, end):
        meant = reading.text.find("所称", span.start, span.end)
        defined = meant >= 0 and _DEFINES.search(reading.text, span.start, span.end) is not None
        parts = [] if defined else list(_sentence_parts(reading, span, notes, carried))
        noted = [
            Part(p.name, p.role, p.start, False, p.start, "body.note")
            for n in notes
            if n.span.start in span
            for p in n.parts
        ]
        doers = _doers(parts, carried)
        if not doers and _SEVERAL_LEVELS.search(reading.text, span.start, span.end):
            carried = ()  # 市、县两级要足额落实: others than before act, whom no name tells
        found.append(SentenceRoles(span, (*parts, *noted), doers or carried, bool(doers), carried))
        carried = doers or carried
    return found


def _doers(parts: Sequence[Part], carried: tuple[str, ...]) -> tuple[str, ...]:
    """Whose doing some parts tell; who only supports goes on with the doing of others, where there are any."""
    acting = [p for p in parts if p.subject and p.role is not Role.RECEIVE]
    charged = [p for p in acting if p.role is not Role.SUPPORT]
    return tuple(dict.fromkeys(p.name for p in charged or ([] if carried else acting)))


def task_bodies(reading: Reading, roles: list[SentenceRoles]) -> tuple[Body, ...]:
    """The bodies of one task, in reading order, each with each of its parts once."""
    order: dict[tuple[str, Role], str] = {}
    every = [p for sentence in roles for p in sorted(sentence.parts, key=lambda p: p.start)]
    for part in every:
        order.setdefault((part.name, part.role), part.rule)
    return tuple(name_body(reading, name, role, rule) for (name, role), rule in order.items())


def _sentence_parts(
    reading: Reading, span: Span, notes: Sequence[DutyNote], carried: tuple[str, ...]
) -> Iterator[Part]:
    """The parts of one sentence, clause by clause; a doer goes on from clause to clause."""
    doers = carried
    for clause in cut_clauses(reading.text, span.start, span.end):
        if notes and any(clause.start in n.span for n in notes):
            continue
        parts = _clause_parts(reading, clause, notes)
        if not parts:  # most clauses
            yield from _watching(reading, clause, doers, {})
            continue
        named = tuple(dict.fromkeys(p.name for p in parts if p.subject and p.role is not Role.RECEIVE))
        after = max(p.end for p in parts)
        if named and clause.end == span.end and ONLY_OVERSEES.match(reading.text, after, clause.end):
            yield from (replace(p, role=Role.SUPERVISE, rule="body.watching") for p in parts)
            return
        yield from parts
        if named:
            doers = named
            begin = max(p.start for p in parts if p.subject)
        else:
            begin = clause.start
        yield from _watching(reading, Span(begin, clause.end), doers, {p.name: p.role for p in parts if p.subject})


def _watching(reading: Reading, predicate: Span, doers: tuple[str, ...], own: Mapping[str, Role]) -> Iterator[Part]:
    """Supervision that a clause gives to those whose doing it tells, its own subject or the one it goes on with."""
    if not doers or not _supervises(reading.text[predicate.start : predicate.end]):
        return
    for name in doers:
        if own.get(name, Role.RESPONSIBLE) in (Role.RESPONSIBLE, Role.LEAD):
            yield Part(name, Role.SUPERVISE, predicate.start, False, predicate.start, "body.watching")


def _clause_parts(reading: Reading, clause: Span, notes: Sequence[DutyNote]) -> list[Part]:
    text = reading.text
    phrases = find_bodies(text, clause.start, clause.end, reading.names)
    if notes:
        phrases = [p for p in phrases if not any(p.start in n.span for n in notes)]
    parts: list[Part] = []
    told = _roles_of(reading, phrases, clause)
    for i, (phrase, (role, subject)) in enumerate(zip(phrases, told, strict=True)):
        if role is None:
            continue
        opening = _opening(text, clause, phrases[i - 1] if i else None, phrase)
        joined = opening > clause.start
        narrowed = _narrowing(text, opening, phrase) if subject or joined else ""
        narrowed = narrowed or ("" if subject else _urged_narrowing(text, opening, phrase))
        leave = narrowed or IS_PLACES.fullmatch(phrase.names[0])
        if leave and text[phrase.end : phrase.end + 2].removeprefix(",")[:1] == "可":
            continue  # 有条件的县可以探索: leave is given, and nothing asked
        if not narrowed and NARROWED_ONLY.fullmatch(phrase.names[0]) and text[phrase.start - 1] == "的":
            continue  # a class that nothing narrows names nobody
        if subject and FIRM.search(phrase.names[0]) and NARROWED_ONLY.fullmatch(phrase.names[0]) and not CHARGED.match(
                text, phrase.end):
            continue  # 符合条件的企业应享尽享: a firm that gets something
        begin = phrase.start - len(narrowed)
        for at, name in enumerate(phrase.names):
            name = resolve_name(reading, phrase.start, name)
            if not NOT_A_DOER.search(name):
                rule = _RULES.get(role, "body.urged") if not subject else "body.subject"
                parts.append(Part(narrowed + name if at == 0 else name, role, begin + at, subject, phrase.end, rule))
    return sorted(parts, key=lambda p: p.start)


def _roles_of(reading: Reading, phrases: Sequence[BodyPhrase], clause: Span) -> list[tuple[Role | None, bool]]:
    """(role, whether it is the clause's doer) of each name; those that a joint makes one list share it."""
    text = reading.text
    told: list[tuple[Role | None, bool]] = []
    joins = [
        re.fullmatch(r"(?:、|和|与|及|以及)[^,。;]{0,24}(?:的)?", text[a.end : b.start]) is not None
        for a, b in pairwise(phrases)
    ]
    for i, phrase in reversed(list(enumerate(phrases))):
        role, subject = find_role(reading, phrase, clause)
        opening = _opening(text, clause, phrases[i - 1] if i else None, phrase)
        if subject and i and opening == clause.start and text[phrase.start - 1] == "的" and not NARROWS.match(
                text[clause.start : phrase.start].lstrip(" ,、")):
            role, subject = None, False  # a class that an earlier name's predicate narrows
        if role is None and i < len(joins) and joins[i]:
            role, subject = told[0]
            if role is None:  # 支持院校、机构和符合条件的企业|承担培训: what they are urged to stands behind all
                role, subject = find_role(reading, replace(phrase, end=phrases[i + 1].end), clause)
                role = None if subject else role
                told[0] = (role, False)
        told.insert(0, (role, subject))
    return told


def _opening(text: str, clause: Span, before: BodyPhrase | None, phrase: BodyPhrase) -> int:
    """Where the words on a phrase begin: after the name that it is joined to, else where its clause does."""
    joint = re.match(r"(?:、|和|与|及|以及)", text[before.end : phrase.start]) if before else None
    return before.end + joint.end() if before and joint else clause.start


def _narrowing(text: str, opening: int, phrase: BodyPhrase) -> str:
    """The words that narrow a class, up to 的: `承担防治任务的|公立医疗机构`; "" where none stand before it."""
    if text[phrase.start - 1] != "的":
        return ""
    found = re.fullmatch(
        r"[\s,、]*(?:[^,。;:()]*(?<![理自缘])由(?!于))?(?P<words>[^,。;:()]{2,40}的)", text[opening : phrase.start]
    )
    if found is None or NO_NARROWING.match(found["words"]) or re.search(r"[每各对向将把须]", found["words"]):
        return ""
    if re.search(r"[0-9]", found["words"]) and not re.search(r"[高低多少]于|超过|不足|以[上下]", found["words"]):
        return ""
    return found["words"]


def _urged_narrowing(text: str, opening: int, phrase: BodyPhrase) -> str:
    """The words that narrow a class which is urged or enlisted: 推动|有条件的|县区; "" where none stand before it."""
    found = URGED_CLASS.search(text[opening : phrase.start]) if text[phrase.start - 1] == "的" else None
    return found["words"] if found and not re.search(r"[0-9]|[每各对向将把]", found["words"]) else ""


def _supervises(predicate: str) -> bool:
    """Whether a predicate is supervision of other authorities or institutions."""
    return find_first(SUPERVISE, predicate) is not None and not OVER_ENTERPRISE.search(predicate)
