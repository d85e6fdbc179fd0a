"""The part that one name has in its clause (角色), by the words around it."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.facts.role_words import (
    AS_MAIN_AFTER,
    BY_BEFORE,
    CHARGE_IS,
    DEFINES_AFTER,
    DO_AFTER,
    DUTY_AFTER,
    DUTY_NEXT,
    ENLIST_BEFORE,
    FIRM,
    FIRMS_NOUN,
    HELPED_BEFORE,
    JOINS_AFTER,
    LEAD_AFTER,
    NO_NARROWING,
    NOT_SUBJECT_AFTER,
    OF_MANY,
    OF_MECHANISM,
    OPENING,
    OVERSEEN_AFTER,
    PERMITTED,
    PERSON_AFTER,
    SEND_BEFORE,
    SPOKEN_OF,
    SUPPORT_AFTER,
    TO_BEFORE,
    TO_VERB,
    UNDER_AFTER,
    URGE_BEFORE,
    WITH_AFTER,
)
from extractor.phrases.bodies import BodyPhrase
from extractor.phrases.name_tails import HEADS_AFTER
from extractor.phrases.words import cut_words
from extractor.source import Span
from specs.model import Role

# 主办单位在平台上开设的账号名称|应…: of what the body has, and not of itself.
_OF_ITS_OWN = re.compile(
    r"[在于][^,。;的]{2,24}的(?!同时|情况|基础|前提|过程)[^,。;]{1,12}?(?:要(?!求)|应当?|须|将|原则上|必须)"
    r"(?:保持|符合|达到|具备|为|是|与|不得|不低于|不少于)"
)
# 推动县区|建设体验场馆: a verb; 加强学校|建设, 引导企业|建设水平: a noun.
_BUILDS = re.compile(r"建设(?!水平|标准|规划|方案|工作|项目|和|及|、)[一-鿿]{2,}")


def find_role(reading: Reading, phrase: BodyPhrase, clause: Span) -> tuple[Role | None, bool]:
    """(role, whether it is the clause's doer) of one phrase by the words around it."""
    text = reading.text
    before, after = (
        text[max(clause.start, phrase.start - 24) : phrase.start],
        text[phrase.end : clause.end + 40],
    )
    if before.endswith(("包括", "涵盖")):
        return None, False
    is_said = before.endswith(("为", "是", "系"))
    charge = next((role for pattern, role in CHARGE_IS if pattern.search(before)), None) if is_said else None
    if charge:
        return Role(charge), True
    if PERSON_AFTER.match(after):
        return None, False
    if before.endswith("在") and UNDER_AFTER.match(after):
        return Role.SUPERVISE, False
    if SEND_BEFORE.search(before) and not re.match(r"(?:的|发|印)", after):
        return Role.RECEIVE, False
    if before.endswith("接受") and OVERSEEN_AFTER.match(after):
        return Role.SUPERVISE, False
    if TO_BEFORE.search(before):
        return (Role.RECEIVE, False) if TO_VERB.match(after) else (None, False)
    if after.startswith(",") and SPOKEN_OF.search(text[max(0, phrase.start - 80) : phrase.start]):
        return None, False
    if before.endswith(("经", "经报", "经提请")) and re.match(r"(?:研究)?(?:批准|同意|授权|审定|审议|许可)", after):
        return None, False  # 经国务院批准
    told = LEAD_AFTER.match(after) or SUPPORT_AFTER.match(after)
    if told and OF_MECHANISM.match(after, told.end()) and not re.search(r"由[^,。;]*$", before):
        return None, False
    if LEAD_AFTER.match(after):
        return Role.LEAD, True
    if _is_helped(text[clause.start : phrase.start], phrase):
        return None, False
    if ENLIST_BEFORE.search(before):
        if before.endswith("结合") and not re.search(r"(?:团体|协会|组织|媒体|力量)$", phrase.names[-1]):
            return None, False
        return _enlisted(before, after)
    if SUPPORT_AFTER.match(after) and not re.search("(?:督促|要求|责成|责令)(?:各|辖区)?$", before):
        return Role.SUPPORT, not before.strip()
    if URGE_BEFORE.search(before):
        if JOINS_AFTER.match(after) and not re.search(r"(?:督促|要求|责成|责令)[^,。;]{0,16}$", before):
            return Role.SUPPORT, False
        begin = _past_times(reading, clause, _past_list(text, phrase.end))
        after = text[begin : clause.end + 40]
        if re.match(r"[一-鿿]{2,6}的[一-鿿]{2}|组织(?:建设|体系|作用|优势)", after):
            return None, False  # 鼓励社会力量举办的机构
        acts = (DO_AFTER.match(after) or _is_verb(text, clause, begin)) and not NOT_SUBJECT_AFTER.match(after)
        builds = _BUILDS.match(after)
        return (Role.RESPONSIBLE, False) if acts or builds else (None, False)
    if before == "请" or re.search(r"[,;:。\s]请$", before[-2:]):
        joins = re.match(r"[^,。;:]{0,8}(?:参与|参加|配合|支持|协助)[,。;]?$", text[phrase.end : clause.end])
        return (Role.SUPPORT if joins else Role.RESPONSIBLE), True
    if BY_BEFORE.search(before):
        if before.endswith("以"):
            return (Role.RESPONSIBLE, True) if AS_MAIN_AFTER.match(after) else (None, False)
        return Role.RESPONSIBLE, True
    begin = _past_times(reading, clause, phrase.end)
    if not _opens(reading, clause, phrase) or re.search("[0-9]%?(?:以上|左右)?的$", before):
        return None, False
    if HEADS_AFTER.match(after):
        return Role.RESPONSIBLE, True
    if text[clause.end - 2 : clause.end] == "的," and DUTY_NEXT.match(text, clause.end):
        return Role.RESPONSIBLE, True  # 培训机构跨县办学的,应当…
    firm = FIRM.search(phrase.names[-1])
    if firm and (FIRMS_NOUN.match(after) or PERMITTED.match(text, phrase.end, clause.end + 100)):
        return None, False
    charged = DEFINES_AFTER.match(after)
    if charged:
        return (Role.LEAD if charged["what"] == "牵头" else Role.RESPONSIBLE), True
    if _OF_ITS_OWN.match(after):
        return None, False
    if begin > phrase.end or not NOT_SUBJECT_AFTER.match(after):
        if begin > phrase.end and not _of_many(phrase.names[-1]):
            return Role.RESPONSIBLE, True
        said = text[begin : clause.end + 40]
        if DUTY_AFTER.match(said) or DO_AFTER.match(said) or (
            not _of_many(phrase.names[-1]) and _is_verb(text, clause, begin)
        ):
            return Role.RESPONSIBLE, True
    return None, False


def _is_helped(before: str, phrase: BodyPhrase) -> bool:
    """Whether firms alone are told of as helped or won over: 帮助企业; not 督促企业, 引导院校、企业."""
    if not all(FIRM.search(name) for name in phrase.names) or not HELPED_BEFORE.search(before):
        return False
    return not re.search(r"督促|要求|责令", before[-24:]) and not _ends_list(before)


def _ends_list(before: str) -> bool:
    """Whether a name goes on with a list of others: 支持职业院校、培训机构和符合条件的|企业."""
    listed = re.search(r"(?:[和与及]|以及)(?:[^,。;:、和与及]{2,12}的)?$", before)
    return listed is not None and bool(re.search("(?:校|院|所|机构|单位|组织|协会|市场|社)$", before[: listed.start()]))


def _past_list(text: str, at: int) -> int:
    """Where the words go on after the 等 that closes a list: 鼓励院校、机构|等,|整合资源."""
    closed = re.match("等(?:各类)?(?:单位|机构|主体|力量)?,?", text[at : at + 8])
    return at + closed.end() if closed else at


def _past_times(reading: Reading, clause: Span, at: int) -> int:
    """Where the words go on after a name, times right behind it left out: 市财政局|2025年至2027年每年|安排."""
    for time in reading.times_in(at, clause.end):
        if time.start != at:
            break
        at = time.end
    return at


def _of_many(name: str) -> bool:
    """Whether a name is a class told of as often as told to do; not where it says whose it is: 市供水集团, 每个县."""
    return bool(OF_MANY.search(name)) and not re.match(r"每|[省市县区镇](?![、级(])[一-鿿]{2}", name)


def _is_verb(text: str, clause: Span, at: int) -> bool:
    """Whether the word that begins at an offset of a clause is a verb or what stands before one."""
    words = cut_words(text[clause.start : clause.end])
    word = next((w for w in words if w.start == at - clause.start), None)
    return word is not None and word.tag in ("v", "vd", "d", "p")


def _enlisted(before: str, after: str) -> tuple[Role | None, bool]:
    """`会同…`, `组织…`, `与…联系`: one who supports; not where the words go on to something else of theirs."""
    if re.match(r"[0-9]|[一二三两几]+[家个名所]", after) or re.search(r"(?:组织|协调)对[^,。;]*$", before):
        return None, False
    if re.search(r"(?:与|(?<![会协联])同|和)$", before) and not WITH_AFTER.match(after) and "加强" not in before:
        return None, False
    if re.match(r"(?:[、和与及][^,。;、]{2,8})?(?:已有|现有|原有|既有)?的?(?:已有|现有|原有|既有)", after):
        return None, False  # 依托本地区已有的系统: of what it has
    if re.search(r"组织$|协调$|鼓励$", before) and re.match(r"(?:的|等?(?:人员|职工|部门)?(?:建设|机构))", after):
        return None, False
    return Role.SUPPORT, False


def _opens(reading: Reading, clause: Span, phrase: BodyPhrase) -> bool:
    """Whether a phrase opens its clause: nothing before it but times, openings, and words that narrow it."""
    opening = reading.text[clause.start : phrase.start]
    times = reading.times_in(clause.start, phrase.start)
    for time in times:
        opening = opening.replace(reading.text[time.start : time.end], "", 1)
    if times:
        opening = re.sub(r"^(?:从|自|在|于|到|至)?(?:起)?[,]?", "", opening)
    if OPENING.match(opening):
        return True
    bare = re.sub(r"^[\s,、(]*(?:[一二三四五六七八九十]+是)?", "", opening)
    return (
        bare.endswith("的")
        and not NO_NARROWING.match(bare)
        and not re.search(r"要(?!求)|应当?(?!急)|须|将|(?<=.)负责|[:]", bare)
    )
