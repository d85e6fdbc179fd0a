"""Commitments without a number (状态目标): full coverage (全覆盖, 应报尽报, 全部…) and trends (稳步提升)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.clause_words import acts_on, find_clause_before, strip_lead, strip_times
from extractor.facts.owners import object_of, split_subject
from extractor.facts.rates import Measured
from extractor.facts.reading import Reading
from extractor.phrases.starts import find_first, find_matches
from extractor.phrases.words import cut_words
from extractor.source import Span

_COVERAGE = re.compile(
    r"(?<!健)全覆盖|全面覆盖|应(?P<a>[一-鿿]{1,2})尽(?P=a)|应(?P<b>[一-鿿]{1,2})(?:必|全)(?P=b)|"
    r"能(?P<c>[一-鿿]{1,2})尽(?P=c)|动态清零"
    r"|(?:清零|零(?:事故|死亡|增长|新增|发生|差评|积压|投诉|超期))(?![一-鿿]{0,4}(?:行动|专项|工程|计划))|"
    r"(?<!个)百分之百(?![以”])|不漏一(?:户|人|处|项)"
    r"|(?:全部|全数|(?<![0-9一二两三]次)全员)(?P<done>[一-鿿]{2,24})(?=[,。;、:()]|$)"
)
# 减排清单覆盖所有涉气企业, 接入全部助产机构: what reaches all of a class.
_REACHES_ALL = re.compile(
    r"(?P<what>[^,。;:]{2,30}?)(?:要|应当?|须|均|基本)?覆盖(?P<of>[一-鿿]{0,6}(?:所有|全部|全体|每[一个])[一-鿿()、]{2,16})(?=[,。;]|$)"
)
_NOT_AFTER = re.compile(r"”?(?:的?(?:要求|目标|原则|机制|体系|网络|工作法|专项行动|行动|为目标|任务|率))")
_ACHIEVE = re.compile(
    r"(?:实现|做到|达到|确保|基本实现|全面实现|力争实现|保持|坚持|逐步实现|务必|务于|必须|应当|须|要|要求|并|均|全面|,)+$"
)
_HOW = (
    r"(?:明显|显著|稳步|持续|大幅|大幅度|进一步|不断|逐步|逐年|有效|全面|稳定|稳中有|得到(?:全面|明显|显著|"
    r"有效|进一步|持续)?|更加|基本|总体|较大|有所|普遍|切实|日益|日趋|初步|整体)"
)
_TREND = re.compile(
    rf"(?P<how>有?{_HOW}(?:得到)?|更为)(?P<move>提升|提高|改善|增强|下降|降低|好转|完善|扩大|规范|减少|优化|"
    rf"增加|增长|健全|拓展|向好|遏制|加强|控制|防控|缓解|夯实|升"
    r"|降|建成|建立|形成|成熟|巩固|顺畅|便利|丰富|满足|保障|畅通|压减|回升|缩小|普及|显现|协调|合理|稳固|"
    r"紧密|成型|定型|解决|消除|均衡|提质|集聚|显效|实现)"
    r"(?![一-鿿]{2,}(?:的|工作|能力建设))"
)
_MEASURED_WORD = (
    r"(?:水平|能力|质量|[动播导响信争新]力|意识|素养|程度|效能|率|体系|机制|规模|环境|条件|服务|管理|格局|网络|结构|面貌|状况|"
    r"基础|功能|素质|效益|氛围|满意度|获得感|作用|水质|行为|秩序|风险|制度|设施)$"
)


def may_tell_state(text: str, clause: Span) -> bool:
    """Whether a clause has a word of coverage or a trend: without one, nothing of this module is found in it."""
    if "覆盖" in text[clause.start : clause.end]:
        return True
    return any(find_first(p, text, clause.start, clause.end) for p in (_COVERAGE, _TREND, _RAISED))


def find_coverage(reading: Reading, clause: Span, said: str = "") -> Iterator[Measured]:
    """Full coverage in a clause (spec-format, `coverage`).

    said  the indicator of the target before in the sentence, which `年底前全部完成` is of
    """
    text = reading.text
    for found in find_matches(_COVERAGE, text, clause.start, clause.end):
        if _NOT_AFTER.match(text, found.end()) or any(c.start <= found.start() < c.end for c in reading.citations):
            continue
        if "百分之百" in found.group() and reading.quantities_in(found.start() - 4, found.end()):
            continue  # a rate, told by its number
        ends = [q.end for q in reading.quantities_in(clause.start, found.start())] if found["done"] else []
        begin = ends[-1] if ends and text[ends[-1]] in "、,和" else clause.start  # 达80%、|三季度全部开工
        words = strip_lead(strip_times(reading, begin, found.start()))
        if found["done"] and _WORKS.search(words) and not _NOT_WORKED_ON.search(found["done"]):
            verb = "" if words.endswith(("完成", "实现")) else words[-2:]  # 完成全部安置房交付, 兑付全部工资
            yield Measured(verb + found["done"], "", Span(found.start() - len(words[-2:]), found.end()))
            continue
        if found["done"] and not _is_done(found["done"]):
            continue
        if not words and found["done"]:  # 日处理20吨以上的设施要全部接入平台: who must is the class itself
            whole = re.sub("(?:务必|必须|应当?|须|要|将)?[于在]$", "", strip_times(reading, begin, found.start()))
            whole = re.sub("^[一二三四五六七八九十]+是|(?:务必|务于|要|应当?|须|必须|均|都)+$", "", whole)
            words = whole if 2 <= len(whole) <= 24 else ""
        if re.search("(?:坚持|按照|遵循|贯彻|秉持)[“(]?$", words):
            continue  # a principle, and no state
        words = _ACHIEVE.sub("", words.rstrip("“("))
        span = Span(found.start() - _distance(text, clause.start, found.start(), words), found.end())
        act = _ACT_AFTER.match(text[found.end() : clause.end])
        if act and "覆盖" in found.group():  # 对食堂开展全覆盖检查
            whom = re.sub(r"(?:要|组织)?(?:开展|进行|实施)$", "", words)
            whom = object_of(whom) or whom
            yield Measured(act["act"], whom.removeprefix("对"), Span(span.start, found.end() + act.end()))
            continue
        if not words and not found["done"]:  # 同步配建卫生厕所,做到应建尽建
            before = find_clause_before(reading, clause)
            if before is None:
                continue
            words, start = before
            span = Span(start, found.end())
        if not words and found["done"] and _PLAIN_DONE.match(found["done"]):  # 2025年完成80%,2026年底前全部完成
            before = find_clause_before(reading, clause)
            told = re.sub("率$", "", said) if found["done"][:2] in said or said.endswith("进度") else ""
            summed = _SUMMED.fullmatch(before[0]) if before else None
            if summed and before:
                yield Measured(found["done"], summed["whom"], Span(before[1], found.end()))
                continue
            thing = told or (object_of(before[0]) or before[0] if before else "")
            if 2 <= len(thing) <= 24:
                yield Measured(thing, "", Span(found.start(), found.end()))
                continue
        subject, indicator = split_subject(words)
        covered = _COVERED.match(text, found.end(), clause.end) if found.group() == "全面覆盖" else None
        if covered:
            listed = text[covered.start() : covered.end()]
            yield Measured(words, listed.removeprefix("所有"), Span(span.start, covered.end()))
            continue
        done = re.match("完成(?P<what>[一-鿿]{4,})$", found["done"] or "")
        if done and words:  # 水厂|全部完成|初步设计批复
            yield Measured(done["what"], words if len(words) <= 12 else subject, span)
            continue
        if found["done"] and not re.match(r"(?:达标|完成|到位|清零|办结|消除|落实|建成)$", found["done"]):
            subject, indicator = (
                subject or words,
                found["done"] if not indicator or subject == words else indicator + found["done"],
            )
        if not indicator:
            subject, indicator = "", subject
        if not indicator:
            continue
        yield Measured(indicator, subject, span)
    yield from _reaching(reading, clause)


# 失业保险全面覆盖|灵活就业人员等群体: whom it covers stands behind.
_COVERED = re.compile(r"(?P<of>[一-鿿()、“”]{3,40}?)(?:等(?:各类|重点)?(?:群体|人群|对象|人员|领域|行业))?(?=[,。;]|$)")
# A verb right before 全部, which works on all of what follows.
_NOT_WORKED_ON = re.compile("^(?:达标|完成|建成|办结|到位)|(?:任务|责任|工作|内容|要求|措施|人员|制度|机制|计划|的)$")
_WORKS = re.compile(r"(?:完成|实现|兑付|拨付|清退|偿还|兑现|回收|拆除|整治|淘汰|发放|落实)$")
# 原有站点计212处,年底前全部建档: who they are that are counted.
_SUMMED = re.compile("(?P<whom>[一-鿿“”]{3,20}?)(?:共|合|总)?(?:计|有)[0-9]+[一-鿿]{1,3}")
_ACT_AFTER = re.compile(r"的?(?P<act>[一-鿿]{2,8})(?=[,。;]|$)")
_PLAIN_DONE = re.compile(
    r"(?:达标|完成|建成|办结|到位|清零|销号|开工|完工|竣工|消除|整改|落实|发放"
    r"|建档|入库|入网|并网|上云|上线|参保|入学|入园)"
)


def _is_done(words: str) -> bool:
    """Whether the words after 全部 say what becomes of all: 全部|淘汰, 全部|整改销号, 全部|纳管; not 全部|人员."""
    cut = cut_words(words)
    ends = len(words) == 2 and cut[-1].tag.startswith("v")
    done = _PLAIN_DONE.match(words) or acts_on(cut[0].text) or ends
    return bool(done) and not re.search("的|(?:制度|机制|体系|责任|人员|工作|计划)$", words)


def _reaching(reading: Reading, clause: Span) -> Iterator[Measured]:
    """`减排清单覆盖所有涉气企业`: what reaches all of a class."""
    if "覆盖" not in reading.text[clause.start : clause.end]:
        return
    for found in _REACHES_ALL.finditer(reading.text, clause.start, clause.end):
        at = found.start("what")
        words = strip_lead(strip_times(reading, at, found.end("what")))
        if len(words) >= 2:
            start = found.end("what") - _distance(reading.text, at, found.end("what"), words)
            yield Measured(words, re.sub("所有|全部|全体|每[一个]", "", found["of"]), Span(start, found.end()))


def _distance(text: str, start: int, end: int, words: str) -> int:
    at = text.rfind(words, start, end) if words else -1
    return end - at if at >= 0 else 0


_GAP = re.compile("[与和].{1,14}(?:差距|差异|比|比例|落差)$")  # 县中与城区高中差距: of two


def find_trends(reading: Reading, clause: Span) -> list[Measured]:
    """Trends in a clause (`…能力明显提升`), one each for coordinated indicators."""
    text = reading.text
    found = find_first(_TREND, text, clause.start, clause.end)
    if found is None or not re.fullmatch(r"[,。;:!]?", text[found.end() : clause.end]):
        return _raised(reading, clause)
    before = strip_times(reading, clause.start, found.start())
    before = re.sub(r"^(?:到|至)?[,、]?(?:力争|确保|使|推动|促进|实现|通过[^,]{2,20},)?", "", before)
    before = re.sub(r"^\(?[0-9一二三四五六七八九十]{1,2}[).、)]+", "", before)
    if not 2 <= len(before) <= 40 or re.search("(?:也|还|仍|需要?|有待|亟待|应当?|要)$", before):
        return []
    subject, indicator = ("", before) if _GAP.search(before) else split_subject(before)
    begin = found.start() - _distance(text, clause.start, found.start(), indicator or before)
    return _coordinated(indicator or before, subject if indicator else "", Span(begin, found.end()))


# 全面提升|服务能力、治理能力: what is raised behind the verb, at a clause's head.
_RAISED = re.compile(
    r"(?:要|将|力争|确保|努力)?(?:全面|大幅|显著|明显|稳步|持续|有效)(?:提升|提高|增强|改善|优化)(?P<what>[一-鿿“”、]{4,40}?)(?=[,。;]|$)"
)


def _raised(reading: Reading, clause: Span) -> list[Measured]:
    """What a clause says is raised, verb first, one each for coordinated names of measures."""
    head = strip_times(reading, clause.start, clause.end).lstrip(" ,、")
    found = _RAISED.match(head)
    if found is None or not re.search(_MEASURED_WORD, found["what"]):
        return []
    at = reading.text.find(head[:6], clause.start, clause.end)
    members = re.split("、|和|及|与", found["what"])
    tail = re.search("(?:能力|水平|质量|力)$", members[-1])
    several = len(members) > 1 and tail is not None and all(m.endswith(tail.group()) for m in members)
    span = Span(at, at + found.end("what")) if at >= 0 else clause
    if not several:
        return [Measured(found["what"], "", span)]
    owner = re.match("(?P<of>[一-鿿“”]{4,})(?=[一-鿿]{2,3}力$)", members[0])
    of = owner["of"] if owner and all(len(m) <= 4 for m in members[1:]) else ""
    return [Measured(m if i == 0 or not of else of + m, "", span) for i, m in enumerate(members)]


def _coordinated(indicator: str, subject: str, span: Span) -> list[Measured]:
    """`信息化水平和支撑能力`: one indicator each, where both halves end in a word of measure."""
    halves = re.split(r"和|及|、|与", indicator)
    if len(halves) >= 2 and all(len(h) >= 3 and re.search(_MEASURED_WORD, h) for h in halves):
        return [Measured(h, subject, span) for h in halves]
    return [Measured(indicator, subject, span)]
