"""Papers that the notice leans on (依据), each once, at its first mention."""

from __future__ import annotations

import re

from extractor.facts.reading import Reading
from extractor.phrases.citations import CitationPhrase
from specs.model import Citation

_ISSUED_HERE = re.compile(
    r"^(?:已?经|已).{0,40}(?:同意|通过|审定|审议|研究|批准)|^(?:现)?印发|^(?:\([^)]*\))?(?:现)?印发给"
)
_OCCASION = re.compile(r"[^,。;]{0,4}(?:宣传[周月日]|知识竞赛|主题活动)")
_NO_PAPER = re.compile(r"^[^,。;]{0,6}(?:栏目|报|杂志|频道|公众号|小程序|APP|系统|平台|节目)$")
_PAPER = re.compile(
    r"法|条例|规定|办法|细则|通知|意见|方案|规划|纲要|计划|标准|规范|规程|目录|指南|决定|决议|通告|公告|"
    r"批复|函|要点|预案|制度|建议|白皮书|准则|手册|清单|章程|协议|导则|大纲|通则|要求|报告|行动|公约|"
    r"指引|措施|规例|守则|附例|须知|通则|合约|请示"
)
# 《意见》, 《工作方案》: what the paper calls one that it named before.
_BARE = re.compile(
    r"^(?:本|该)?(?:实施|工作|指导|专项|行动|管理|试点|总体|年度|若干|暂行)*(?:法|条例|规定|办法|细则|通知|意见|方案|规划|纲要|计划|标准|规范|决定|"
    r"要点|预案|制度|清单|指南|行动|公约|措施|函|报告|目录)$"
)


def find_citation_facts(reading: Reading) -> list[Citation]:
    """Laws, plans and notices named in 《》; the notice's own paper and attachments are none.

    source  docs/spec-format.md, "Citation"
    """
    own = {_fold(a.title) for a in reading.outline.head.attachments}
    own |= {_fold(p.title) for p in reading.outline.parts if p.title}
    own.add(_fold(reading.outline.head.title or ""))
    seen: set[str] = set()
    facts = []
    for phrase in reading.citations:
        key = _fold(phrase.title)
        numbered = phrase.number is not None
        if key in seen or key in own or _BARE.match(phrase.title) or _NO_PAPER.search(phrase.title):
            continue
        if not numbered and not _PAPER.search(phrase.title):
            continue
        if _OCCASION.match(reading.text, phrase.end):
            continue  # 《安全生产法》宣传周
        if reading.text.startswith("简称", max(0, phrase.start - 2)):
            seen.add(key)  # 以下简称《方案》: the paper just named
            continue
        if re.match(r"\(?(?:见|详见)附件", reading.text[phrase.end : phrase.end + 5]):
            continue  # 《现场核查报告》(见附件1): the notice's own
        if any(s.start <= phrase.start < s.end for s in reading.outline.masked) or _is_form(reading, phrase):
            continue
        if _ISSUED_HERE.match(reading.text[phrase.end : phrase.end + 60]) and re.search(
            r"印发", reading.text[phrase.end : phrase.end + 80]
        ):
            continue
        seen.add(key)
        start, end = reading.clean.source_span(phrase.start, phrase.end)
        facts.append(Citation(phrase.title, phrase.number, "", start, end, "citation.title"))
    return facts


def _is_form(reading: Reading, phrase: CitationPhrase) -> bool:
    """A form or list to be filled in (《…汇总表》) is something sent, not leant on."""
    return bool(re.search(r"(?:表|登记册|台账|承诺书|告知书|名册)$", phrase.title)) or bool(
        re.search(r"(?:填写|填报|报送|附|详见|形成|编制)$", reading.text[max(0, phrase.start - 2) : phrase.start])
    )


def _fold(title: str) -> str:
    return re.sub(r"[\s()《》]", "", title)
