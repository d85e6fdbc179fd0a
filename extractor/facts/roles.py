"""Who is given what part (职责): bodies of each task, sentence by sentence.

Four readings of a sentence, each true of the language of notices: labels (`责任单位:…`), brackets and clauses
that say the part outright (`由…牵头`, `…配合`), words that send or enlist (`报送…`, `会同…`), and the subject
of what is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.facts.duty_notes import DutyNote, find_duty_notes
from extractor.facts.levels import find_level
from extractor.facts.reading import Reading
from extractor.phrases.bodies import BodyPhrase, find_bodies
from extractor.source import Span
from extractor.structure.sentences import cut_clauses, cut_sentences
from specs.model import Body, Level, Role

_LEAD_AFTER = re.compile(r"(?:具体|总)?(?:负责)?(?:牵头|总牵头)")
_SUPPORT_AFTER = re.compile(
    r"(?:等)?(?:相关|有关)?(?:单位|部门)?(?:按照?(?:各自)?职责(?:分工)?)?(?:要|应)?(?:积极|密切|主动|予以|"
    r"共同|协同|全力|做好|给予)?(?:配合|参与(?!率)|参加|协助|支持|协办)"
)
_DUTY_AFTER = re.compile(
    r"(?:等)?(?:相关|有关)?(?:单位|部门)?(?:按照?(?:各自)?职责(?:分工)?|分别|共同|具体|依职责|依法|"
    r"统一)?(?:负责|承担|落实(?=[)。;]|$))"
)
_SEND_BEFORE = re.compile(
    r"(?:(?<![申填公举])报送?|上报|报告|报请|呈报|提交|移交|反馈|抄送|抄报|通报|送交|送|寄送|汇总(?:上报)?|"
    r"推送|报备|转交|交(?=由)?|备查)(?:至|给|到|于|各)?(?:其|所在)?(?:[^,。;:]{2,16}所在地的?)?$"
)
_TO_BEFORE = re.compile(r"(?:向|给|同时向)(?:其|所在)?$")
_TO_VERB = re.compile(
    r"[^,。;:]{0,30}?(?:报告|报送|上报|反馈|移交|通报|汇报|备案|报备|提交|提出(?:申请|书面)|申请|申报|推送)"
)
_ENLIST_BEFORE = re.compile(
    r"(?:会同|协同|配合|协助|联合|组织|依托|协调|委托|聘请|邀请|动员|鼓励(?!和)|联系|吸纳|对接|借助|凝聚|"
    r"凝聚和发挥|整合|争取|充分发挥|发挥|充分调动|调动|引入|引进|统筹(?:协调)?|商|商请|"
    r"加强(?:与|同)|(?:密切|主动|积极)?(?:与|同|和)|组织协调|汇集|吸收|鼓励和支持|鼓励支持|鼓励引导|"
    r"通过购买服务(?:方式)?(?:由)?)(?:好|了|本地|辖区(?:内)?|各方|当地|"
    r"市内外)?(?:(?<![与同和])[^,。;:]{1,16}的)?$"
)
_WITH_AFTER = re.compile(
    r"(?:的|之间的?|等)?(?:联系|沟通|合作|协作|衔接|对接|协同|配合|信息共享|联动|协调|共享|建立|开展|保持|"
    r"密切)"
)
_URGE_BEFORE = re.compile(
    r"(?:督促|促进|(?<!业务)指导|敦促|责成|责令|要求|推动|支持|鼓励和支持|鼓励支持|鼓励引导|鼓励|引导和督促|"
    r"引导|组织和督促|"
    r"指导和督促|督促指导|督促检查|督促和指导|督促引导|指导督促|倡导|支持和鼓励|确保|保证|压实|"
    r"明确由)(?:各类?|辖区(?:内)?)?(?:[^,。;:、]{1,16}的)?$"
)
_BY_BEFORE = re.compile(r"(?:由|以|交由|责成|委托)(?:所在)?$")
_AS_MAIN_AFTER = re.compile(r"为(?:主体?|骨干|主干|依托|责任主体|龙头|牵头单位|单元)")
_DO_AFTER = re.compile(
    r"(?:\([^)]*\))?(?:,(?=每|要|应|须|必须|将|可|按|不得|负责|年|率先)|)(?:每|要|应|须|必须|将|可|需|拟|均|"
    r"都|也|还|负|按|根据|结合|对|在|于|从|以|依|充|积|"
    r"认|切|全面|加|组|开|建|完|制|落|做|定|及时|适时|牵|会|联|统|督|指|汇|推|强|明|综|严|具|主|分|"
    r"共|自|不|至少|承|实|采|通|利|运|协|配|参|审|上|报|收|接|发|把|为|向|与|继|进|持|深|抓|用|提|安|确|选|"
    r"设|成|召|举|印|出|细|密|履|到|年|月|同|围|聚|健|规|优|扩|创|鼓|引|培|争|确|坚|突|立|启|受|要|着|逐|"
    r"率先|"
    r"免|保|形|达|拓|整|压|补|改|新|再|先|已|未|凡|如|若|因|就|既|并|且|能|有(?!限)|其|迅|按|高|公|调|申|"
    r"编|起|梳|摸|排|核|登|录|填|下|责|原则|专|日|当|遴|随|妥|尽|准|简|比|参|照|遵|服|管|聘|购|配|监|检|抽|"
    r"查|巡|走|宣|培|考|评|总|复|验|执|贯|动|拨|筹|支|减|降|控|防|处|整|救|巩|固|遏|杜|消|拆|建|修|维|清|种|"
    r"播|收|储|养|护|造|绿|退|取|享)"
)
_NOT_SUBJECT_AFTER = re.compile(
    r"[一-鿿、]{0,14}(?:率|比例|占比|比重|覆盖面|满意度)(?:均|分别|要|应|稳定|保持|每年|逐年|持续|力争)*"
    r"(?:达|不|提|保|[0-9]|控制|稳定|超|下降|降|实现|≥)|"
    r"(?:的(?!.{0,6}(?:要|应|负责))|等?(?:主体责任|工作人员|负责人|主要负责|名单|目录|数量|人员(?!密)|职工|"
    r"从业|联席|责任制|体系|考核|之间|内部|名称|占比|比例|比重|覆盖|达标|合格|人数|户数|家数|建设(?!好|完)|"
    r"管理(?!好|本|辖)|率|间))"
)
_OPENING = re.compile(
    r"^[\s,、]*(?:(?:同时|此外|另外|其中|并|并且|由|经|凡|各地|原则上|期间|此后|届时|对此|为此|必要时|"
    r"具体(?:工作)?|日常|即|一般|主要|此项工作|以上|上述|确需|首先|其次|最后|特别是|尤其是|包括|下一步|自此|"
    r"各项任务)[,]?)?"
    r"(?:第[一二三四五六七八九十百0-9]+[章节条]\s*|[一二三四五六七八九十]+是|"
    r"\(?[0-9一二三四五六七八九十]+[)).、]|[①-⑳])?(?:由|请)?\s*$"
)
_SUPERVISE = re.compile(
    r"督导(?!组|室|评估组)|督查(?!室|组)|抽查|抽检|监督检查|(?:专项|联合|交叉|综合|实地|随机|执法|飞行|"
    r"定期)检查|暗访|明察|督办"
    r"|(?:加强|强化|实施|开展|负责|加大|落实)[^,。;]{0,14}监管(?!平台|机制|系统|部门|人员|能力|体系|信息)|"
    r"质量控制(?!号|中心|机构)|监督[^,。;]{1,12}(?:落实|执行|实施|整改)"
    r"|(?:业务|技术|督促)?指导(?!意见|目录|中心|价|思想|手册|下|作用|服务)(?=[^,。;]{0,8}(?:区县|县\(|各市|"
    r"市县|各县|乡镇|街道|学校|医疗机构|部门|基层|各地|村))"
)
_OVER_ENTERPRISE = re.compile(
    r"(?:指导|帮助|督促|检查|监管|抽查)[^,。;]{0,10}(?:企业|用人单位|商户|农户|经营单位|业主|群众|居民|患者|"
    r"劳动者|家长|学生)"
)
# What opens an object or an adverbial, and so no narrowing of the subject.
_NO_NARROWING = re.compile(
    r"^(?:但|且|并|重点|帮扶|对|将|把|从|在|为|按|根据|以|由|向|除|与|和|通过|经|于|给|让|使|关于|针对|围绕|"
    r"结合|依托|加强|推进|完善|建立|落实|开展|组织|指导|督促|支持|鼓励|做好|制定|明确|实施|确保|推动|提高|"
    r"提升)"
)
_NOT_A_DOER = re.compile(r"专家$|人员$|协管员$|患者$|(?:主体责任)$")


@dataclass(frozen=True, slots=True)
class Part:
    """One body's part in a sentence (职责), with the place of its name in the clean text."""

    name: str
    role: Role
    start: int
    subject: bool = False
    end: int = 0


@dataclass(frozen=True, slots=True)
class SentenceRoles:
    """Who does what in one sentence (句中职责).

    doers    whose doing the sentence tells: its own subject, or the one carried from before
    own      whether the sentence names its doer itself
    """

    span: Span
    parts: tuple[Part, ...]
    doers: tuple[str, ...]
    own: bool


def read_roles(reading: Reading, start: int, end: int, carried: tuple[str, ...] = ()) -> list[SentenceRoles]:
    """The roles of each sentence of text[start:end], a doer carried on until another is named."""
    notes = find_duty_notes(reading.text, start, end, reading.names)
    found: list[SentenceRoles] = []
    for span in cut_sentences(reading.text, start, end):
        parts = list(_sentence_parts(reading, span, notes, carried))
        noted = [Part(p.name, p.role, p.start) for n in notes if n.span.start in span for p in n.parts]
        doers = tuple(dict.fromkeys(p.name for p in parts if p.subject and p.role is not Role.RECEIVE))
        found.append(SentenceRoles(span, (*parts, *noted), doers or carried, bool(doers)))
        carried = doers or carried
    return found


def task_bodies(
    roles: list[SentenceRoles], issuer: Level | None, places: Mapping[str, Level]
) -> tuple[Body, ...]:
    """The bodies of one task, in reading order, each with each of its parts once."""
    order: dict[tuple[str, Role], None] = {}
    every = [p for sentence in roles for p in sorted(sentence.parts, key=lambda p: p.start)]
    for part in every:
        order[(part.name, part.role)] = None
    return tuple(Body(name, role, find_level(name, issuer, places)) for name, role in order)


def _sentence_parts(
    reading: Reading, span: Span, notes: Sequence[DutyNote], carried: tuple[str, ...]
) -> Iterator[Part]:
    """The parts of one sentence, clause by clause; a doer goes on from clause to clause."""
    doers = carried
    for clause in cut_clauses(reading.text, span.start, span.end):
        if any(clause.start in n.span for n in notes):
            continue
        parts = _clause_parts(reading, clause, notes)
        named = tuple(dict.fromkeys(p.name for p in parts if p.subject and p.role is not Role.RECEIVE))
        yield from parts
        if named:
            doers = named
            begin = max(p.start for p in parts if p.subject)
        else:
            begin = clause.start
        yield from _watching(
            reading, Span(begin, clause.end), doers, {p.name: p.role for p in parts if p.subject}
        )


def _watching(
    reading: Reading, predicate: Span, doers: tuple[str, ...], own: Mapping[str, Role]
) -> Iterator[Part]:
    """Supervision that a clause gives to those whose doing it tells, its own subject or the one it goes on with."""
    words = reading.text[predicate.start : predicate.end]
    if not doers or not _supervises(words):
        return
    for name in doers:
        if own.get(name, Role.RESPONSIBLE) in (Role.RESPONSIBLE, Role.LEAD):
            yield Part(name, Role.SUPERVISE, predicate.start, False)


def _clause_parts(reading: Reading, clause: Span, notes: Sequence[DutyNote]) -> list[Part]:
    text = reading.text
    phrases = [
        p
        for p in find_bodies(text, clause.start, clause.end, reading.names)
        if not any(p.start in n.span for n in notes)
    ]
    parts: list[Part] = []
    following: tuple[BodyPhrase, Role | None, bool] | None = None
    for phrase in reversed(phrases):
        role, subject = _role(reading, phrase, clause)
        if subject and phrase is not phrases[0] and text[phrase.start - 1 : phrase.start] == "的":
            role, subject = None, False  # a class that an earlier name's predicate narrows
        if (
            following
            and re.fullmatch(
                r"(?:、|和|与|及|以及)[^,。;]{0,24}(?:的)?", text[phrase.end : following[0].start]
            )
            and role is None
        ):
            role, subject = following[1], following[2]
        following = (phrase, role, subject)
        if role is None:
            continue
        narrowed = _narrowing(text, clause, phrase) if subject else ""
        if narrowed and re.match("可", text[phrase.end : phrase.end + 1]):
            continue  # 有条件的县可以探索: leave is given, and nothing asked
        begin = phrase.start - len(narrowed)
        for at, name in enumerate(phrase.names):
            if name.startswith("贵"):
                name = _addressed(reading, phrase.start, name)
            if not _NOT_A_DOER.search(name):
                parts.append(
                    Part(narrowed + name if at == 0 else name, role, begin + at, subject, phrase.end)
                )
    return sorted(parts, key=lambda p: p.start)


def _addressed(reading: Reading, at: int, name: str) -> str:
    """Whom `贵厅` means: the recipient of that kind named last before it; `贵厅` itself where none was."""
    named = [n for n in reading.names.known if n[-1] == name[-1] and n in reading.text[:at]]
    return max(named, key=lambda n: reading.text.rfind(n, 0, at), default=name)


def _narrowing(text: str, clause: Span, phrase: BodyPhrase) -> str:
    """The words that narrow a class, up to 的: `承担防治任务的|公立医疗机构`; "" where none stand before it."""
    found = re.fullmatch(r"[\s,、]*(?P<words>[^,。;:()]{2,40}的)", text[clause.start : phrase.start])
    if found is None or _NO_NARROWING.match(found["words"]) or re.search(r"[0-9每各]", found["words"]):
        return ""
    return found["words"]


def _role(reading: Reading, phrase: BodyPhrase, clause: Span) -> tuple[Role | None, bool]:
    """(role, whether it is the clause's doer) of one phrase by the words around it."""
    text = reading.text
    before, after = (
        text[max(clause.start, phrase.start - 24) : phrase.start],
        text[phrase.end : clause.end + 40],
    )
    if _SEND_BEFORE.search(before) and not re.match(r"(?:的|发|印)", after):
        return Role.RECEIVE, False
    if _TO_BEFORE.search(before):
        return (Role.RECEIVE, False) if _TO_VERB.match(after) else (None, False)
    if _LEAD_AFTER.match(after):
        return Role.LEAD, True
    if _ENLIST_BEFORE.search(before):
        return _enlisted(before, after)
    if _SUPPORT_AFTER.match(after):
        return Role.SUPPORT, not before.strip()
    if _URGE_BEFORE.search(before):
        if re.match(r"(?:积极|主动)?(?:参与|参加|配合)", after):
            return Role.SUPPORT, False
        acts = _DO_AFTER.match(after) and not _NOT_SUBJECT_AFTER.match(after)
        return (Role.RESPONSIBLE, False) if acts else (None, False)
    if _BY_BEFORE.search(before):
        if before.endswith("以"):
            return (Role.RESPONSIBLE, True) if _AS_MAIN_AFTER.match(after) else (None, False)
        return Role.RESPONSIBLE, True
    if (
        _opens(reading, clause, phrase)
        and not _NOT_SUBJECT_AFTER.match(after)
        and (_DUTY_AFTER.match(after) or _DO_AFTER.match(after))
    ):
        return Role.RESPONSIBLE, True
    return None, False


def _enlisted(before: str, after: str) -> tuple[Role | None, bool]:
    """`会同…`, `组织…`, `与…联系`: one who supports; not where the words go on to something else of theirs."""
    if (
        re.search(r"(?:与|(?<![会协])同|和)$", before)
        and not _WITH_AFTER.match(after)
        and "加强" not in before
    ):
        return None, False
    if re.search(r"组织$|协调$|鼓励$", before) and re.match(
        r"(?:的|等?(?:人员|职工|部门)?(?:建设|机构))", after
    ):
        return None, False
    return Role.SUPPORT, False


def _opens(reading: Reading, clause: Span, phrase: BodyPhrase) -> bool:
    """Whether a phrase opens its clause: nothing before it but times, openings, and words that narrow it."""
    opening = reading.text[clause.start : phrase.start]
    for time in reading.times_in(clause.start, phrase.start):
        opening = opening.replace(reading.text[time.start : time.end], "", 1)
    opening = re.sub(r"^(?:从|自|在|于)?(?:起)?[,]?", "", opening)
    if _OPENING.match(opening):
        return True
    bare = re.sub(r"^[\s,、(]*(?:[一二三四五六七八九十]+是)?", "", opening)
    return (
        bare.endswith("的")
        and not _NO_NARROWING.match(bare)
        and not re.search(r"要(?!求)|应当?(?!急)|须|将|负责|[:]", bare)
    )


def _supervises(predicate: str) -> bool:
    """Whether a predicate is supervision of other authorities or institutions."""
    return bool(_SUPERVISE.search(predicate)) and not _OVER_ENTERPRISE.search(predicate)
