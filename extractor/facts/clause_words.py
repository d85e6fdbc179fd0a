"""The words of a clause without what frames them (小句用词): times, doers with their modal, openings."""

from __future__ import annotations

import re
from functools import cache

from extractor.facts.reading import Reading
from extractor.phrases.bodies import find_bodies
from extractor.phrases.words import Word, cut_words
from extractor.source import Span
from extractor.structure.sentences import after_last
from extractor.vocab.tables import load_table

# 应 as the modal, and not in 应急, 应届, 应保尽保, 应免畜禽.
OUGHT = (
    r"(?<![响适供相反对效因感])应当?(?![急用届邀激聘答诉付税]|对(?![^,。;:]{2,20}(?:进行|开展|实施|予以))|试(?!行|点)|征(?!求)|变(?=能力)"
    r"|[一-鿿]{1,2}尽|[免种检接补](?:畜禽|动物|牲畜|家畜|家禽|犬|儿童|人群|对象|人员|适龄))"
)
_MODAL = (
    rf"(?<![主重需必首摘纲只])要(?![求素点件闻])|{OUGHT}|将(?!来)|须(?!知)|"
    r"必须|负责(?!人)|力争|确保|计划|不得|可(?:以|由|按|根据|结合|采取)"
)
ON = re.compile("(?<![应针相])对(?![接象外内口标照比策账应话联手等方面])")  # 每学期对|学校食堂
# 会同省有关部门|公布清单
_WITH = re.compile(
    r"^(?:会同|联合|协同)[^,。;:]{1,30}?(?:部门|单位|[局厅委办会]|政府)(?:等(?:部门|单位))?(?=[一-鿿]{2})"
)
_DOER = re.compile(rf"^[^,。;:]{{2,40}}?(?:{_MODAL})(?=[一-鿿])")
_OPENING = re.compile(
    rf"^(?:第[一二三四五六七八九十百]+条|\([一二三四五六七八九十]{{1,3}}\)|\(?[0-9]{{1,2}}(?:[).、]|(?=\.)\.)|[\s,、:()。;]|同时|其中|并且?|且|确保|力争|争取|突出|使|推动|要|{OUGHT}|将|务必|务于|须|必须|至(?![少多])|到|在(?![建岗册校园院编职线读训库运用营])|于|前|内|"
    r"之前|底前|此期间|实现|做到|努力|全面落实"
    r"|[一二三四五六七八九十]+是|按照|按(?=不|各|有关|职责|计划)|各自|由|把|预计|预定|请|均|都(?![会市江])|也|还|再(?![生造贷担就制])|对|为|累计|总共|共(?![享同建有青])|年内|全年|届时|原则上|"
    r"分别|平均(?=[每达不])|逐步|稳步|合计|负责(?!人|制)|自?即日起|(?:自|从)[^,。;]{2,16}之日起|日起"
    r"|(?:全面|加快|持续|稳步|切实|着力|进一步|不断)+(?=[一-鿿]{2,20}率)|(?:提升|提高|推进|加强|"
    r"保障|完成)(?=[^,]{2,20}率))+"
)
_PART_TAKEN = re.compile(r"(?:积极)?(?:配合|协助|协同|牵头|负责)(?:做好|抓好)?(?=[一-鿿])")


def strip_times(reading: Reading, start: int, end: int) -> str:
    """The words of text[start:end] without the times that begin there, and without marks at their ends."""
    words, at = "", start
    for time in reading.times_in(start, end):
        words += reading.text[at : max(at, time.start)]
        at = max(at, min(time.end, end))
    return (words + reading.text[at:end]).strip(" ,、:;。")


def blank_times(reading: Reading, start: int, end: int) -> str:
    """text[start:end] with a blank for each time in it, so that 6月底前 lends no word to a rule."""
    words, at = "", start
    for time in reading.times_in(start, end):
        words += reading.text[at : max(at, time.start)] + " "
        at = max(at, min(time.end, end))
    return words + reading.text[at:end]


@cache
def load_verbs() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs that do nothing, and verbs of doing that the dictionary tags as something else."""
    table = load_table("verbs")
    return frozenset(table["states"]["text"]), frozenset(table["acts"]["text"])


def acts_on(before: str) -> bool:
    """Whether a verb of doing stands before a number that ends `before`: `培育市级以上龙头企业|3家`."""
    clause = _last_clause(before)
    if clause.endswith(("的", "第", "近", "另", "另外", "其余")):
        return False
    return any(_is_doing(w) for w in cut_words(clause[-24:]))


def _last_clause(words: str) -> str:
    return words[after_last(words, ",。;:", 0, len(words)) :]


def does_last(before: str) -> bool:
    """Whether the last word before a number is a verb of doing: `完成|不少于60家用人单位的监测`."""
    clause = _last_clause(before).rstrip()
    words = cut_words((clause[:-1] if clause.endswith(("了", "好")) else clause)[-8:])
    asks = ("有", "至少", "达到", "确保", "力争", "要", "应", "应当", "须")
    return bool(words) and (_is_doing(words[-1]) or words[-1].text in asks)


def does_first(words: str) -> bool:
    """Whether words begin with a verb of doing and go on: `承担|监测任务`."""
    cut = cut_words(words)
    return len(cut) > 1 and cut[0].tag == "v" and _is_doing(cut[0])


def _is_doing(word: Word) -> bool:
    states, acts = load_verbs()
    return word.text in acts or (word.tag[:1] in ("v", "l", "i") and word.text not in states)


def strip_lead(words: str) -> str:
    """Words without their doer and modal (`各校要确保…`) and without openings."""
    words = strip_opening(_OPENING, words)
    doer = _DOER.match(words)
    if doer and doer.end() < len(words):
        words = strip_opening(_OPENING, words[doer.end() :])
    helped = strip_opening(_WITH, words) if words[:1] in "会联协" else words
    return strip_opening(_OPENING, helped)


def strip_opening(opening: re.Pattern[str], words: str) -> str:
    """Words without what they open with."""
    found = opening.match(words)
    return words[found.end() :] if found else words


def find_clause_before(reading: Reading, clause: Span) -> tuple[str, int] | None:
    """The bare words of the clause before and where it begins; None where the sentence has none, or a very long one."""
    text = reading.text
    if text[clause.start - 1 : clause.start] != ",":
        return None
    begin = after_last(text, ",。;:\n", 0, clause.start - 1)
    begin = _after_helpers(reading, begin, clause.start - 1)
    words = strip_lead(strip_times(reading, begin, clause.start - 1))
    return (words, begin) if 2 <= len(words) <= 60 else None


def find_done_before(reading: Reading, clause: Span) -> str:
    """What the clause before does, where it has no number of its own: `分批培训消防安全责任人`."""
    found = find_clause_before(reading, clause)
    return found[0] if found and len(found[0]) <= 20 and not reading.quantities_in(found[1], clause.start) else ""


def _after_helpers(reading: Reading, begin: int, end: int) -> int:
    """Where the words begin after bodies that 配合, 牵头 or 协助: who helps or leads is not measured."""
    first = next(iter(find_bodies(reading.text, begin, end, reading.names)), None)
    part = _PART_TAKEN.match(reading.text, first.end, end) if first and first.start == begin else None
    return part.end() if part else begin


def closed(text: str, start: int, end: int) -> bool:
    """Whether every bracket and quote that text[start:end] opens is closed in it."""
    inside = text[start:end]
    return inside.count("(") <= inside.count(")") and inside.count("“") <= inside.count("”")
