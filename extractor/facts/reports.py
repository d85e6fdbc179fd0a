"""Who must send what to whom by when (报送)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.anaphora import resolve_name
from extractor.facts.clause_words import strip_lead, strip_times
from extractor.facts.reading import Passage, Reading
from extractor.facts.role_words import NEGATED
from extractor.facts.roles import Part, SentenceRoles
from extractor.phrases.bodies import find_bodies
from extractor.phrases.starts import find_first, find_matches
from extractor.source import Span
from extractor.structure.sentences import after_last, cut_clauses
from specs.model import Confidence, Report, Role, Time

_SEND = re.compile(
    r"(?P<verb>报送(?!制度|机制|工作(?!进展|情况|总结|小结|报告|信息|动态|台账|计划|方案|要点)|时间|质量|率|频次|渠道|系统|口径|改为|要求)|上报(?!率|制度)|"
    r"报告(?!单位|卡|制度|质量|的|和|、|》|等|审核|评审|"
    r"情况|书|厅|会|期|撰写|编制|[,。;]?$)|"
    r"(?<![申填公举汇通上呈直播海简日预情战捷月周年])报(?![送告请销名考刊社道警废价损销账经备障复酬])(?=(?:各|"
    r"市|省|县|区|国家|国务院|局|委|厅|政府|我|本|镇|乡|办|上级|州|同级|所在|至|领导|牵头|主管|"
    r"[一-鿿]{2,10}(?:局|委|厅|署|部(?![分署队])|办|政府|办公室|部门|中心|科|处|室|指挥部)))|"
    r"报请|呈报|报备|备案(?!登记|制|率|条件|管理|开展|机构|的|\d)|反馈(?!机制|意见建议|制度|率)|通报(?!批评|"
    r"表扬|表彰|制度|机制|会)|抄送|抄报|提交|移交(?!的)|函送|函报|陈报|层报|副知|回报|函告|抄告|送交|呈交|递交|提送|汇总至|书面报告|电话报告|报经)"
)
# What a sending without a receiver must name, so that it is one: 报送上月运行记录, 通报一次进展情况.
_OBJECT = re.compile(
    r"(?:[0-9一两二三]次)?[^,。;]{0,16}(?:情况|情形|记录|报告|结果|进展|进度|信息|数据|名单|总结|材料|台账|报表|"
    r"清单|方案|计划|意见|成果|线索|案例|事例|要点)(?=[,。;]|$|不少于|不超过|[0-9])"
)
_SENT_ON = re.compile(r"(?<=[一-鿿)])(?:并|同时)(?:同时|及时|一并)?(?=通报|抄送|抄报|报送|上报|反馈|报告|函告)")
# 每季度通报一次, 按月通报: a sending that names neither what nor whom.
_SENT_OFTEN = re.compile(r"(?:按[月季年周]|每(?:个)?(?:月|季度?|半年|年|周|半月))[^,。;]{0,6}(?<!一)$")
_CHANGED = re.compile(r"(?:改|调整)为[^,。;]{0,6}$")
_TO_AFTER = re.compile(r"(?:至|给|到|于|其|所在|同级|本级)?(?:[^,。;:]{0,8})$")
_ONCE_AFTER = re.compile(r"(?:[一1]次)?(?=[,。;]|$)")
_APPROVED = re.compile(r"(?:经研究|已|业已|经请示)[^,。;]{0,8}$")
_AT_ONCE = re.compile(r"及时|随时|适时|立即|第一时间|即时")
_TO_VERB = re.compile(
    r"向(?P<to>[^,。;:]{2,40}?)(?:书面)?(?:报告|报送|上报|反馈|移交|通报|汇报|备案|报备|提交)(?!制度|机制)"
)
_NOUN_BEFORE = re.compile(
    r"(?:检测|体检|评价|评估|监测|审计|分析|调查|研究|统计信息|工作|年度|总结|自查|财务|事故|健康|疫情|信息|"
    r"病例|传染病|应|未|不|瞒|漏|迟|谎|逐级)$"
)
_WHAT_BEFORE = re.compile(
    r"(?:将|把)(?P<what>[^,。;:]{2,60}?)(?:[,，]?(?:及时|按时|定期|一并|统一|书面|逐级|按要求|同步|"
    r"以[^,。;]{2,10}形式|(?:于|在)?$|经[^,。;]{2,16}后|分别|汇总后?|报经|审核后?|以书面形式|加盖公章后?|"
    r"电子版[^,。;]{0,8}))*$"
)


# A word that names something that can be sent.
_THING = re.compile(
    r"(?:情况|记录|报告|结果|进展|进度|信息|数据|名单|总结|材料|台账|报表|清单|方案|计划|意见|成果|线索|问题|案例|名册|档案|资料|图表|表|名录|汇总表|经验|做法"
    r"|工作|事项|病例|人选|文件|申请|简报|摘要|要点|照片|卡|书|函|单|公文|动态|事件|事故|[险汛疫警旱灾火舆案]情)$"
)
_MANNER = re.compile(
    r"(?:[要应须]|事先|依法|依规|确需[^,。;]{1,6}的|及时|按时|定期|并|于|在|前|后|对|进行|予以|书面|逐级|统一|汇总|审核|同步|分别|立即|第一时间|按要求|经[^,。;]{2,10}后?|电话|以[^,。;]{2,8}形式|,|、)+$"
)
_SHORTEST_WHAT = 4  # 审查, 备案: shorter words that name no thing are what is done to it
# When it is sent, and not what: 必要时, 发生险情的, 审核汇总后.
_CONDITION = re.compile(r"(?:时|后|前|的)$")
# 就有关情况向联席会议报告: what it is about is what is sent.
_ABOUT = re.compile(r"^(?:就|针对)(?=[^,。;]*(?:情况|进展|问题|事项)$)")
_ONCE = re.compile(
    r"^(?:(?:同意|批准|审批|核准|审定|审核|备案|验收|认定)后[^,。;]*|[0-9一两二三]次|至|到|给|备案|审批|审核|批准|核准|审定|同意|验收|,)+"
)
# Verbs whose object the next clause sends on: 制定实施方案,报…备案.
_BRINGING = re.compile(
    r"^(?:[一-鿿]{0,6}?)?(?:制定|形成|完成|编制|建立|梳理|提出|填写|撰写|起草|汇总|出具|整理|确定|明确|印发|修订|细化|拟定|上传|填报|开展|组织)(?:出|好|了)?"
)


@dataclass(frozen=True, slots=True)
class _Sending:
    """One verb of sending in its clause."""

    clause: Span
    verb: re.Match[str]
    to: tuple[str, ...]
    towards: bool


def find_report_facts(reading: Reading, passage: Passage, roles: list[SentenceRoles]) -> list[Report]:
    """Reports of one passage, in reading order.

    roles   who does what in each of its sentences
    source  docs/spec-format.md, "Report"
    """
    facts: list[Report] = []
    told: tuple[str, ...] = ()  # who was sent to, until the full stop
    for sentence in roles:
        for clause in _sending_clauses(reading.text, sentence.span):
            sending = _sending(
                reading,
                clause,
                told,
                [p for p in sentence.parts if p.role is Role.RECEIVE and p.start in clause],
            )
            if sending is not None:
                sending = replace(sending, to=tuple(resolve_name(reading, sending.clause.start, n) for n in sending.to))
                facts.append(_report(reading, passage, sentence, sending))
                told = sending.to
        if reading.text[sentence.span.end - 1 : sentence.span.end] != ";":
            told = ()
    return [f for f in facts if f.by or f.to]


def _sending_clauses(text: str, sentence: Span) -> Iterator[Span]:
    """Clauses, cut too where one sending goes on to another: `报省政府|并通报各市`; none where nothing is sent."""
    if not any(find_first(verb, text, sentence.start, sentence.end) for verb in (_SEND, _TO_VERB)):
        return
    for clause in cut_clauses(text, sentence.start, sentence.end):
        at = clause.start
        for found in _SENT_ON.finditer(text, clause.start + 1, clause.end):
            yield Span(at, found.start())
            at = found.start()
        yield Span(at, clause.end)


def _sending(reading: Reading, clause: Span, last: tuple[str, ...], receivers: Sequence[Part]) -> _Sending | None:
    """The sending that a clause tells.

    last       who the sentence sent to before, for a bare `报送…`
    receivers  who is sent to in the clause, by the words around their names
    """
    text = reading.text
    towards = find_first(_TO_VERB, text, clause.start, clause.end)
    if towards:
        if NEGATED.search(text[clause.start : towards.start()]):
            return None
        names = [n for p in find_bodies(text, towards.start("to"), towards.end("to"), reading.names) for n in p.names]
        if names:
            return _Sending(clause, towards, tuple(names), True)
    for verb in find_matches(_SEND, text, clause.start, clause.end):
        before = text[max(clause.start, verb.start() - 8) : verb.start()]
        if (
            verb["verb"] in ("报告", "通报", "反馈", "备案", "上报")
            and _NOUN_BEFORE.search(before)
            and not re.search(r"将|把", text[clause.start : verb.start()])
        ):
            continue
        before_verb = text[clause.start : verb.start()]
        befalls = verb["verb"] == "通报" and before_verb.endswith(("予以", "给予"))
        if befalls and text[verb.end() : verb.end() + 1] in ",。;":
            continue  # 弄虚作假的,将予以通报
        if any(p.search(before_verb) for p in (NEGATED, _APPROVED, _CHANGED)):
            continue
        phrases = find_bodies(text, verb.end(), clause.end, reading.names)
        near = [p for p in phrases if p.start - verb.end() <= 12 and text[p.end : p.end + 1] != "的"]
        to = tuple(n for p in near[:1] for n in p.names)
        handed = re.search(
            r"将|把|予以|进行|情况|结果|材料|名单|方案|计划|总结|报表|线索|清单|信息|台账|问题",
            text[clause.start : verb.start()],
        )
        if to and verb["verb"] != "备案" and _TO_AFTER.match(text, verb.end(), near[0].start):
            return _Sending(clause, verb, to, False)
        named = tuple(p.name for p in receivers if p.start >= verb.end())
        if named:
            return _Sending(clause, verb, named, False)
        if handed and verb["verb"] in (
            "报送",
            "上报",
            "通报",
            "反馈",
            "报备",
            "备案",
            "提交",
            "抄报",
            "抄送",
        ):
            return _Sending(clause, verb, (), False)
        often = _SENT_OFTEN.search(before_verb) and _ONCE_AFTER.match(text, verb.end(), clause.end)
        if verb["verb"] in ("通报", "报送") and often:
            return _Sending(clause, verb, last if verb["verb"] == "报送" else (), False)
        if verb["verb"] in ("书面报告", "电话报告") and last:
            return _Sending(clause, verb, last, False)
        objects = ("报送", "上报", "通报", "反馈", "回报", "函报")
        if verb["verb"] in objects and _OBJECT.match(text, verb.end(), clause.end):
            return _Sending(clause, verb, last if verb["verb"] in ("报送", "上报", "回报") else (), False)
    return None


def _report(reading: Reading, passage: Passage, sentence: SentenceRoles, sending: _Sending) -> Report:
    text = reading.text
    clause = sending.clause
    begin = _quote_start(text, sentence.span.start, sending)
    start, end = reading.quote(begin, _quote_end(reading, sending))
    senders = [
        p
        for p in sentence.parts
        if p.role in (Role.RESPONSIBLE, Role.LEAD, Role.SUPERVISE) and p.subject and p.start < sending.verb.start()
    ]
    if not senders:
        senders = [p for p in sentence.parts if p.role is Role.SUPPORT and p.subject and p.start < sending.verb.start()]
    near = [p.name for p in senders if p.end == senders[-1].end]
    near = near or list(sentence.carried or sentence.doers)
    before = text[clause.start : sending.verb.start()]
    by_here = re.search(r"由(?P<by>[^,。;:]{2,40}?)(?:汇总|审核|统一|负责|$)", before)
    if by_here:
        named = [
            n
            for p in find_bodies(
                text, clause.start + by_here.start("by"), clause.start + by_here.end("by"), reading.names
            )
            for n in p.names
        ]
        # 由该部…陈报: whom 该部 means the sentence's own parts say.
        near = [n for n in named if not n.startswith("该")] or near
    return Report(
        tuple(dict.fromkeys(near)),
        sending.to,
        _what(reading, sentence, sending),
        _due(reading, passage, sentence, sending),
        "",
        start,
        end,
        passage.task,
        "report.towards" if sending.towards else "report.send",
        Confidence.LIKELY,
    )


def _quote_start(text: str, sentence_start: int, sending: _Sending) -> int:
    """The clause of the sending verb; with 将 in an earlier clause of the sentence, from there."""
    clause_start = sending.clause.start
    before = text[clause_start : sending.verb.start()]
    if "将" in before or "把" in before or len(before) > 4:
        at = max(before.find("将"), before.find("把"))
        return clause_start + at if at > 30 else clause_start
    earlier = max(text.rfind("将", sentence_start, clause_start), text.rfind("把", sentence_start, clause_start))
    return earlier if earlier >= 0 and clause_start - earlier < 80 else clause_start


def _quote_end(reading: Reading, sending: _Sending) -> int:
    phrases = find_bodies(reading.text, sending.verb.end(), sending.clause.end, reading.names)
    return phrases[0].end if phrases and sending.to and not sending.towards else sending.clause.end


def _what(reading: Reading, sentence: SentenceRoles, sending: _Sending) -> str:
    """What is sent: after 将, else before the verb, else after it, else what the clause before brings forth."""
    text, verb = reading.text, sending.verb
    handed = _WHAT_BEFORE.search(strip_times(reading, sentence.span.start, verb.start()))
    if handed:
        return handed["what"]
    named = [p for p in sentence.parts if p.start in sending.clause]
    begin = max((p.end for p in named if p.end <= verb.start()), default=sending.clause.start)
    plain = strip_times(reading, begin, verb.start())
    # 重大情况要第一时间上报: a thing before the modal is no doer.
    words = (_ABOUT.sub("", _MANNER.sub("", part)) for part in (strip_lead(plain), plain))
    before = next((w for w in words if _THING.search(w)), _MANNER.sub("", strip_lead(plain)))
    if len(before) >= 2 and _THING.search(before):
        return before
    object_at = max([verb.end(), *(p.end for p in named if p.start >= verb.end())])
    after = _ONCE.sub("", strip_times(reading, object_at, sending.clause.end))
    after = re.sub(r"^\([^()]*\)|(?<=.)\(.*", "", after).strip("的 ,。;)")
    if len(after) >= 2 and _THING.search(after):
        return after
    start = after_last(text, "。;\n,", 0, max(0, sending.clause.start - 1))
    if start >= sentence.span.start and start < sending.clause.start:
        clause = strip_lead(strip_times(reading, start, sending.clause.start))
        brought = _BRINGING.sub("", clause)
        if (brought != clause and not _CONDITION.search(brought)) or _THING.search(brought):
            return brought
    said = (w for w in (before, after) if _THING.search(w) or len(w) >= _SHORTEST_WHAT)
    return next((w for w in said if not _CONDITION.search(w)), "")


def _due(reading: Reading, passage: Passage, sentence: SentenceRoles, sending: _Sending) -> Time | None:
    """The time in the clause, else the last before it in the sentence, else that of the item's heading."""
    own = reading.times_in(sending.clause.start, sending.clause.end)
    if own:
        pair = len(own) > 1 and reading.text[own[0].end : own[1].start] in ("、", "和", "及")
        return own[1].time if pair and own[1].time.by else own[0].time
    earlier = reading.times_in(sentence.span.start, sending.clause.start)
    opening = after_last(reading.text, ",。;:\n", 0, sending.verb.start())
    if earlier and not _AT_ONCE.search(reading.text[opening : sending.verb.end()]):
        return earlier[-1].time
    if passage.item is not None:
        heading = reading.times_in(passage.item.start, passage.item.body)
        if heading:
            return heading[0].time
    return None
