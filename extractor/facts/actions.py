"""What a time governs (时限事项): the clause it stands in, without its doer, whole enough to be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.action_words import (
    BY_PLACE,
    HOW_FIRST,
    JOINTS,
    LABEL,
    LABELLED,
    LEADING,
    MANNER,
    MEETS,
    MODAL,
    OBJECT,
    OF_WHOM,
    ONE_OF_CYCLES,
    SHORT_CYCLE,
    THIN,
    TRAILING,
    WHO,
)
from extractor.facts.clause_words import closed
from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.time_words import TimePhrase
from extractor.structure.outline import SectionKind
from specs.model import Role

_LONGEST, _LONGEST_GOALS = 45, 120
_MARK = ",。;:\n|"


def governed_action(reading: Reading, phrase: TimePhrase, passage: Passage, roles: Sequence[SentenceRoles]) -> str:
    """The clause that a time governs, in few words.

    `各县要于6月底前制定方案,…` → 制定方案; `投诉办结率每年不低于98%` → 投诉办结率不低于98%; what says too little alone
    takes the words that stand before it. Several goals after `到2025年底,` are all governed by it.
    source  docs/spec-format.md, "Deadline"
    """
    text, item = reading.text, passage.item
    in_head = item is not None and item.start <= phrase.start < item.body
    if item is not None and in_head and text[phrase.end : item.body].strip(" )。:,\n") == "":
        return _of_heading(reading, phrase, passage, roles)
    short = phrase.end - phrase.start <= 2 and phrase.time.every and text[phrase.start] != "每"
    cycle = SHORT_CYCLE.match(text, phrase.end) if short else None
    listed = text[phrase.start - 1] == "、" or text[phrase.end + 2 : phrase.end + 4] == "、每"
    if not cycle and phrase.time.every and listed:
        cycle = ONE_OF_CYCLES.match(text, phrase.end)
    if cycle:
        return cycle["act"]
    labelled = LABELLED.search(text[max(0, phrase.start - 16) : phrase.start])
    if labelled:
        return labelled["what"]
    if LABEL.search(text[max(0, phrase.start - 8) : phrase.start]) and item is not None and item.heading:
        return item.heading
    begin, opened = _after_joined_times(reading, phrase, passage.span.end), _bracket(text, phrase, passage.span.start)
    before, doers = _before(reading, phrase, passage, roles, opened)
    if not before and not opened and _names_goals(text, phrase, passage):
        whole = LEADING.sub("", text[begin : _goals_stop(reading, begin, passage)])
        if whole:
            return whole[:_LONGEST_GOALS].rstrip(",。;: ")
    after = _after(reading, begin, passage, roles)
    thin = not after or THIN.fullmatch(after)
    if before and not thin and not OBJECT.match(before) and doers:
        before = ""
    if not before and doers and MEETS.match(after):  # 领导小组每季度召开1次会议: who meets is what is held
        clause = max(text.rfind(c, passage.span.start, phrase.start) for c in _MARK) + 1
        held = TRAILING.sub("", LEADING.sub("", text[max(clause, passage.span.start) : phrase.start]))
        return (held + after)[:_LONGEST] if 2 <= len(held) <= 20 else after
    if not before and thin and (not doers or after == "完成"):
        sends = bool(re.match("报|上报|呈|抄|反馈|送|提交", after))
        return _join(_clause_before(reading, phrase, passage, roles, sends), after)[: 2 * _LONGEST].strip(",。;: \n")
    return (before + after or (item.heading if item else ""))[: 2 * _LONGEST].strip(",。;: \n")


def shorten(words: str) -> str:
    """The first clause or clauses of some words, about a line long."""
    out = ""
    for clause in re.split(r"(?<=[,:])", words):
        if out and (len(out) >= 8 and len(out) + len(clause) > _LONGEST):
            break
        out += clause
    return out.strip(",。;: \n")[: 2 * _LONGEST]


def _of_heading(reading: Reading, phrase: TimePhrase, passage: Passage, roles: Sequence[SentenceRoles]) -> str:
    """`启动阶段(2024年4月—6月)。各县制定方案…`: what the words below the heading ask first, else the heading itself."""
    text, item = reading.text, passage.item
    assert item is not None
    at = item.body
    while at < passage.span.end and text[at] in " \n。:":
        at += 1
    after = _after(reading, at, passage, roles)
    bare = re.sub(r"\([^()]*\)?|阶段$", "", item.heading).strip(" ()。:")
    own_time = any(reading.times_in(at, _clause_stop(reading, at, passage.span.end)))
    return re.sub("阶段$", "", bare) if (own_time or not after) and bare else after[: 2 * _LONGEST]


def _bracket(text: str, phrase: TimePhrase, floor: int) -> int:
    """Where a bracket opens that holds nothing but times (`汛期(4月至9月)实行…`); 0 where the time stands in none."""
    at = text.rfind("(", max(floor, phrase.start - 30), phrase.start)
    if at < 0 or ")" in text[at : phrase.start]:
        return 0
    close = text.find(")", phrase.end, phrase.end + 30)
    return at if close > 0 and re.fullmatch(r"[0-9年月日底末前以至到和在为、,—\-~起每]*", text[at + 1 : close]) else 0


def _after_joined_times(reading: Reading, phrase: TimePhrase, stop: int) -> int:
    """Where the words begin that several times share: `3月底前、9月底前各公布一批`."""
    at = phrase.end
    for time in reading.times_in(phrase.end, stop):
        between = reading.text[at : time.start]
        if not re.fullmatch(r"\s?(?:、|和|及|与|,于?)?\s?", between) or not between:
            break
        if between.strip() == "," and not re.match("各|分别", reading.text[time.end : time.end + 2]):
            break
        at = time.end
    close = reading.text.find(")", at, at + 30)
    if close > 0 and (reading.text[at] == "(" or _bracket(reading.text, phrase, 0)):
        at = close + 1  # 每年3月底前(2025年为4月底前)确定名单
    return at


def _names_goals(text: str, phrase: TimePhrase, passage: Passage) -> bool:
    """Whether a time that opens its sentence governs all goals of it: `到2025年底,…`, or any in a section of goals."""
    if phrase.time.by is None or phrase.time.every:
        return False
    led = text[phrase.start] in "到至力" and text[phrase.end : phrase.end + 1] in (",", ":")
    return led or passage.kind is SectionKind.GOALS


def _goals_stop(reading: Reading, begin: int, passage: Passage) -> int:
    """Where what a leading time governs ends: at the full stop, or before the clause of the next time."""
    text = reading.text
    stop = min([p for c in "。\n" if (p := text.find(c, begin)) >= 0] + [passage.span.end])
    ends = [t.start for t in reading.times_in(begin + 1, stop) if not t.time.within]
    if not ends:
        return stop
    return max((p for c in ",;" if (p := text.rfind(c, begin + 1, min(ends))) >= 0), default=stop)


def _after(reading: Reading, begin: int, passage: Passage, roles: Sequence[SentenceRoles]) -> str:
    """The clause that follows, without its doer; one that only says who leads hands on to the next."""
    text, at = reading.text, begin
    while at < passage.span.end and text[at] in " ,:":
        at += 1
    while at < passage.span.end:
        stop = _clause_stop(reading, at, passage.span.end)
        words = _clean(reading, at, stop, roles)
        frames = WHO.fullmatch(text[at:stop].strip()) or MANNER.fullmatch(words)
        if stop < passage.span.end and text[stop] == "," and OF_WHOM.fullmatch(words):
            following = _clean(reading, stop + 1, _clause_stop(reading, stop + 1, passage.span.end), roles)
            return f"{words},{following}" if following else words
        if stop >= passage.span.end or text[stop] != "," or (words and not frames):
            return words
        at = stop + 1
    return ""


def _in_number(text: str, at: int) -> bool:
    """Whether a comma stands between thousands: 1,200所."""
    return text[at] == "," and text[at - 1].isdigit() and text[at + 1 : at + 4].isdigit()


def _clause_stop(reading: Reading, begin: int, end: int) -> int:
    """Where a clause ends: at a mark outside brackets, or before 、 or 并 and another time."""
    text = reading.text
    times = {t.start for t in reading.times_in(begin + 1, end)}
    for at in range(begin, end):
        if text[at] in _MARK and closed(text, begin, at) and not _in_number(text, at):
            return at
        if text.startswith(("(联系", "(电话", "(邮箱"), at):
            return at
        if text[at] == ")" and text[begin:at].count("(") <= text[begin:at].count(")"):
            return at
        if at + 1 in times and text[at] in "、和":
            return at
        if at in times and text[at - 2 : at] in ("并于", "并在"):
            return at - 2
    return end


def _clean(reading: Reading, begin: int, stop: int, roles: Sequence[SentenceRoles]) -> str:
    """Words without the bodies that act in them, their modal, and times that stand first."""
    text = reading.text
    acting, begin = _skip_doers(reading, begin, stop, roles)
    words = text[begin:stop]
    for time in reading.times_in(begin, stop):
        if not text[begin : time.start].strip(" ,、于在"):
            words = text[min(time.end, stop) : stop]
    words = LEADING.sub("", words.removeprefix("将") if acting else words)
    found = MODAL.match(words)
    words = HOW_FIRST.sub("", words) if words[:1] == "以" else words
    words = BY_PLACE.sub("", LEADING.sub("", words[found.end() :] if found else words))
    return LEADING.sub("", words).rstrip(" ,。;:、\n(“")


def _skip_doers(reading: Reading, begin: int, stop: int, roles: Sequence[SentenceRoles]) -> tuple[bool, int]:
    """Whether bodies that act open text[begin:stop], and where the words after them begin: `由X会同Y|制定…`."""
    text, at = reading.text, begin
    for part in sorted((p for s in roles for p in s.parts), key=lambda p: p.start):
        if not begin <= part.start < stop or part.end > stop or part.role is Role.RECEIVE or part.end == part.start:
            continue
        if not JOINTS.fullmatch(text, at, max(at, part.start)):
            break
        at = max(at, part.end)
    return at > begin, at


def _before(
    reading: Reading, phrase: TimePhrase, passage: Passage, roles: Sequence[SentenceRoles], opened: int
) -> tuple[str, bool]:
    """The words of the clause before its first time, without doers, and whether a doer was taken off.

    `对乙类单位|每两年|至少检查1次` → 对乙类单位
    """
    text, begin = reading.text, opened or phrase.start
    stop = begin
    while begin > passage.span.start and not (text[begin - 1] in _MARK and closed(text, begin, stop)):
        begin -= 1
    if passage.item is not None:
        begin = max(begin, min(passage.item.body, stop))
    first = next((t.start for t in reading.times_in(begin, stop)), stop)
    return _bare(reading, begin, first, roles)


def _bare(reading: Reading, begin: int, stop: int, roles: Sequence[SentenceRoles]) -> tuple[str, bool]:
    """text[begin:stop] without the doers and the modal that frame it, and whether there were any."""
    text = reading.text
    acting, at = _skip_doers(reading, begin, stop, roles)
    words = LEADING.sub("", text[at:stop])
    framed = acting or bool(re.search(r"(?:要|应当?|须|必须)(?:最迟)?[于在]?$", words))
    words = TRAILING.sub("", words)
    found = None if words[:1] in "对将把" else MODAL.match(words)
    words = LEADING.sub("", words[found.end() :]) if found else words
    whole = 1 < len(words) <= 40 and closed(words, 0, len(words)) and words.count(")") <= words.count("(")
    return (words if whole else ""), framed


def _clause_before(
    reading: Reading, phrase: TimePhrase, passage: Passage, roles: Sequence[SentenceRoles], sends: bool
) -> str:
    """The words of the nearest clause before that says what is worked on, of the same sentence; else the heading.

    sends  whether it is sent on: what the clause before brings forth, though it has a time of its own
    """
    text, item, floor = reading.text, passage.item, passage.span.start
    if item is not None:
        floor = max(floor, min(item.body, phrase.start))
    stop = phrase.start
    for _ in range(4):
        while stop > floor and not (text[stop - 1] in _MARK and closed(text, stop, phrase.start)):
            stop -= 1
        if stop <= floor or text[stop - 1] != ",":
            break
        begin = stop = stop - 1
        while begin > floor and not (text[begin - 1] in _MARK and closed(text, begin, stop)):
            begin -= 1
        made = [t.end for t in reading.times_in(begin, stop)]
        words, _framed = _bare(reading, max(made) if sends and made else begin, stop, roles)
        told = (not sends and reading.times_in(begin, stop)) or reading.quantities_in(begin, stop)
        if words and not WHO.fullmatch(words) and not told:
            return words
        stop = begin
    return item.heading if item else ""


def _join(before: str, after: str) -> str:
    """`制定方案` and `报市局备案` → one line; a rate's name runs on into its value."""
    if not before or not after:
        return before or after
    return before + after if re.search(r"(?:[率例重数量额积]|(?<![制进])度)$", before) else f"{before},{after}"
