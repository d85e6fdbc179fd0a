"""What a time governs (时限事项): the clause it stands in, without its doer, whole enough to be read alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.facts.clause_words import OUGHT, closed
from extractor.facts.reading import Passage, Reading
from extractor.facts.roles import SentenceRoles
from extractor.phrases.time_words import TimePhrase
from extractor.structure.outline import SectionKind
from specs.model import Role

_LONGEST, _LONGEST_GOALS = 45, 120
_LEADING = re.compile(
    rf"^(?:[\s,、:。;)】|]|[一二三四五六七八九十]+是|(?<![重必需])要|{OUGHT}|须|必须|务必|可以|为(?=[一-鿿]{{2,6}}(?:阶段|期)$)|将(?=[一-鿿]{{2,14}}(?:制定|组织|开展|对|根据))|负责|力争|确保|的(?!确)|之?前|完成时限|期间|起|各自|并(?![购列轨网联])|内|则|均|即日起|日起|即)+"
)
_TRAILING = re.compile(
    r"(?:[\s,、:(“]|[于在自从至为]|并[于在]?|(?<![重必需])要|应当?|须|必须|务必|务于|(?<=[一-鿿][座处户家个亩人县村项])务|最迟|原则上|力争|确保|争取|其中|分别|计划|拟|将|则|的|此后|随后|以后|前|后)+$"
)
_MODAL = re.compile(
    rf"^[^,。;:、]{{2,40}}?(?:(?<![重主必需首])要(?![求素点件])|{OUGHT}|须(?!知)|必须"
    r"|负责(?!人))(?=[一-鿿])"
)
# A clause that only says who leads and who helps: what is done stands in the next.
_WHO = re.compile(
    r"(?:由|经)?[^,。;:]{2,40}(?:牵头|配合|参与|参加|负责)(?:负责)?$|(?:会同|联合)[^,。;:]{2,40}[局委厅部会室门"
    r"位]$"
)
# A clause that only says how, by what or in what light it is done: what is done stands in the next.
_MANNER = re.compile(
    r"以[^,。;:]{2,30}(?:方式|原则|目标|主线|导向|契机|抓手|牵引|目的)"
    r"|(?:根据|按照|依据|结合|围绕|针对|对照|参照|坚持)[^,。;:]{2,40}(?:要求|实际|情况|规定|标准|安排|部署|原则|精神|职责|需要|配备|问题|结果|成效|成果|经验|进展|条件|特点|进度|等级|数据)"
    r"|(?:围绕|聚焦|针对|面向|立足|紧扣|对标|依托)[^,。;:]{2,60}|在[^,。;:]{2,40}(?:基础上|前提下|指导下|框架下)"
)
# A clause that only says of whom or what: what is done stands in the next.
_OF_WHOM = re.compile(
    r"(?:对|就|针对)[^,。;:]{4,60}"
    r"(?:的|的?[一-鿿]{2,4}(?:企业|单位|机构|人员|项目|地区|家庭|学校|个人|对象|问题|事项)|[一-鿿]{2}[户者])"
)
_BY_PLACE = re.compile(r"^(?:结合|根据|立足)(?:[本各当][一-鿿]{1,3}|自身)?实际(?:情况)?")
# What says too little alone: `达到80%`, `办结`, `报市水利局备案`, `至少检查1次`.
_THIN = re.compile(
    r"(?:完成|达到?|实现|不(?:少|低|高|大)于|不超过|控制在|提高|提升|下降|降低|降至|增长|增加|至少|最多|全部|累计|全面|基本|到)*"
    r"(?:[0-9.,]+[一-鿿%‰]{1,3}(?:以上|以下|以内|左右)?|全覆盖|[一-鿿]{0,3}(?:到位|完毕|销号|销案|投产|运行|使用|实施)?)"
    r"|(?:报送?|上报|呈报|报请|抄送|反馈|送交?|提交)(?:至|给)?[^,。;:]{2,24}[局厅委部办室府处站所科会](?:审[定核批查]|备案|汇总|同意)?"
    r"|(?:至少|不少于)?[一-鿿]{2,3}(?:至少|不少于)?[0-9一二两三]+次"
    r"|[一-鿿]{0,4}(?:不少于|不低于|至少|达到)[0-9.]+[^,。;:]{0,6}"
)
_OBJECT = re.compile(r"^(?:对|将|把|就|向|为|与|[^,。;:]{2,20}(?:率|情况|名单|进度|比例|占比))")
# What may stand before and between the bodies that open a clause.
_JOINTS = re.compile(r"(?:[\s,、:和与及]|由|经|请|会同|联合|商|以及|等|要|应当?|[一二三四五六七八九十]+是)*")
_LABEL = re.compile(r"(?:时限|期限|时间|进度)(?:要求)?:\s?$")
# 报名时间:3月1日—15日: the label says what is done then.
_LABELLED = re.compile(
    r"(?:^|[\n。;,:(])\s?(?P<what>(?!完成|整改|责任|办理|实施|工作|具体)[一-鿿]{2,8}?)"
    r"(?:起止|截止)?(?:时限|期限|时间|日期):\s?$"
)
# 月调度、季通报 and 每月调度、每季度通报: one cycle after the other, each with its own verb.
_SHORT_CYCLE = re.compile(r"一?(?P<act>[一-鿿]{2,4}?)(?=、|,|制度|机制|工作机制|”|\"|的|$)")
_ONE_OF_CYCLES = re.compile(r"(?P<act>[一-鿿]{2})(?=、每|[,。;])")
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
    cycle = _SHORT_CYCLE.match(text, phrase.end) if phrase.end - phrase.start <= 2 and phrase.time.every else None
    listed = text[phrase.start - 1] == "、" or text[phrase.end + 2 : phrase.end + 4] == "、每"
    if not cycle and phrase.time.every and listed:
        cycle = _ONE_OF_CYCLES.match(text, phrase.end)
    if cycle:
        return cycle["act"]
    labelled = _LABELLED.search(text[max(0, phrase.start - 16) : phrase.start])
    if labelled:
        return labelled["what"]
    if _LABEL.search(text[max(0, phrase.start - 8) : phrase.start]) and item is not None and item.heading:
        return item.heading
    begin, opened = _after_joined_times(reading, phrase, passage.span.end), _bracket(text, phrase, passage.span.start)
    before, doers = _before(reading, phrase, passage, roles, opened)
    if not before and not opened and _names_goals(text, phrase, passage):
        whole = _LEADING.sub("", text[begin : _goals_stop(reading, begin, passage)])
        if whole:
            return whole[:_LONGEST_GOALS].rstrip(",。;: ")
    after = _after(reading, begin, passage, roles)
    thin = not after or _THIN.fullmatch(after)
    if before and not thin and not _OBJECT.match(before) and doers:
        before = ""
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
        frames = _WHO.fullmatch(text[at:stop].strip()) or _MANNER.fullmatch(words)
        if stop < passage.span.end and text[stop] == "," and _OF_WHOM.fullmatch(words):
            following = _clean(reading, stop + 1, _clause_stop(reading, stop + 1, passage.span.end), roles)
            return f"{words},{following}" if following else words
        if stop >= passage.span.end or text[stop] != "," or (words and not frames):
            return words
        at = stop + 1
    return ""


def _clause_stop(reading: Reading, begin: int, end: int) -> int:
    """Where a clause ends: at a mark outside brackets, or before 、 or 并 and another time."""
    text = reading.text
    times = {t.start for t in reading.times_in(begin + 1, end)}
    for at in range(begin, end):
        if text[at] in _MARK and closed(text, begin, at):
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
    words = _LEADING.sub("", words.removeprefix("将") if acting else words)
    found = _MODAL.match(words)
    words = _BY_PLACE.sub("", _LEADING.sub("", words[found.end() :] if found else words))
    return _LEADING.sub("", words).rstrip(" ,。;:、\n(“")


def _skip_doers(reading: Reading, begin: int, stop: int, roles: Sequence[SentenceRoles]) -> tuple[bool, int]:
    """Whether bodies that act open text[begin:stop], and where the words after them begin: `由X会同Y|制定…`."""
    text, at = reading.text, begin
    for part in sorted((p for s in roles for p in s.parts), key=lambda p: p.start):
        if not begin <= part.start < stop or part.end > stop or part.role is Role.RECEIVE or part.end == part.start:
            continue
        if not _JOINTS.fullmatch(text, at, max(at, part.start)):
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
    words = _LEADING.sub("", text[at:stop])
    framed = acting or bool(re.search(r"(?:要|应当?|须|必须)(?:最迟)?[于在]?$", words))
    words = _TRAILING.sub("", words)
    found = None if words[:1] in "对将把" else _MODAL.match(words)
    words = _LEADING.sub("", words[found.end() :]) if found else words
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
        if words and not _WHO.fullmatch(words) and not told:
            return words
        stop = begin
    return item.heading if item else ""


def _join(before: str, after: str) -> str:
    """`制定方案` and `报市局备案` → one line; a rate's name runs on into its value."""
    if not before or not after:
        return before or after
    return before + after if re.search(r"(?:[率例重数量额积]|(?<![制进])度)$", before) else f"{before},{after}"
