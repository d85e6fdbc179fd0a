"""Section headings → what the section is for (章节类型)."""

from __future__ import annotations

import re

from extractor.structure.outline import SectionKind

# The first that matches decides. Words of the language of plans, not of any one plan.
_RULES: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    (SectionKind.BACKGROUND, re.compile(r"^(?:说明|缘由|事由|主旨)$")),  # of a letter in Taiwan: why it is written
    (
        SectionKind.CLOSING,
        re.compile(r"^(?:附则|名词解释|术语|释义|说明|填报说明|联系方式|联系人|查询|咨询|联络|信息公开|施行日期|解释权|(?:办理|计划|实施|执行)?期程)"),
    ),
    (
        SectionKind.BACKGROUND,
        re.compile(
            r"^(?:目的|引言|前言|简介|缘起)$|^(?:活动|工作|评选|会议)(?:目的|主题|宗旨|背景)(?:和|与|及)?(?:意义|主题)?$|现状|(?:发展|面临的?|当前|安全|严峻)形势|^形势|形势(?:和|与|及|$)|背景|面临|基础(?:和|与|及)|发展基础|工作基础|存在(?:的)?(?:主要)?问题|现状和问题|"
            r"主要成效|取得.{0,6}成效|回顾"
            r"|重要意义|重大意义|意义|指导思想|总体思路|工作思路|基本思路|总体要求$|编制依据|制定依据|法(?:令|源|律|规)?依据|^依据$|适用范围|"
            r"^总则|规划背景|基本情况|概况|^(?:贫困|发展|建设|运行|总体|主要|有关|相关|工作|现实)?情况$"
            r"|(?:整治|实施|检查|工作|行动|排查|治理|活动|普查|创建|申报|评选|认定|奖补|奖励|补贴|补助|参与|参加|监管|培训|征集|选拔|保障|救助|享受)(?:的)?"
            r"(?:范围|对象)(?:(?:和|及|与)(?:范围|对象|条件|标准|内容|时间))?$|(?:申报|评选|认定|补贴|补助|奖补|享受)(?:条件|标准)$"
        ),
    ),
    (SectionKind.PRINCIPLES, re.compile(r"(?:基本|工作|实施|建设|总体)原则|^原则")),
    (
        SectionKind.GOALS,
        re.compile(
            r"^总则|(?:目标|指标|愿景|预期成效|预期效果|预期产出)(?:任务)?$|^(?:总体|主要|工作|行动|发展|建设|"
            r"规划|"
            r"年度|阶段性?|具体|预期|近期|远期)?目标"
            r"|目标(?:和|与|及)(?:指标|步骤)|主要指标"
        ),
    ),
    (SectionKind.PHASES, re.compile(r"步骤|阶段|进度安排|时间安排|实施安排|工作安排|推进计划|时间进度|日程")),
    (
        SectionKind.TASKS,
        re.compile(
            r"任务|措施|举措|工作内容|重点工作|要求|保障|组织|实施|步骤|安排|行动|工程|加强|强化|推进|推动|完善|"
            r"健全|落实|开展|做好|提升|建立|明确"
        ),
    ),
)


_TOLD_KINDS = (SectionKind.BACKGROUND, SectionKind.CLOSING)
# 拓展保障范围, 规范申报条件: what is to be done to it, and not what it is.
_DONE_TO = re.compile(
    "拓展|扩大|扩展|延伸|完善|健全|规范|优化|调整|提高|加大|合理确定|科学确定|放宽|改善|夯实|筑牢|打牢"
)


def classify_section(heading: str, above: SectionKind) -> SectionKind:
    """What a section with this heading is for; a heading that does not say takes after the one above.

    heading  clean text, "" if none
    above    kind of the section that it stands in
    """
    title = re.sub(r"[(（].*?[)）]|[。:;,、]$", "", heading).strip()
    if title and len(title) <= 24:
        for kind, pattern in _RULES:
            if kind in _TOLD_KINDS and _DONE_TO.match(title):
                continue
            if pattern.search(title) and not (kind is SectionKind.TASKS and above is not SectionKind.UNKNOWN):
                return kind
    return above


# Articles that ask for nothing: why a paper is made, what it means by its words, and where it applies.
_OPENING_ARTICLE = re.compile(
    r"\s*(?:为(?:了)?[^。]{4,}(?:制定|制订)本|(?:本|该)[^,。;]{1,14}(?:所称|中的?)|[^。]{0,80}(?:适用(?:于)?本|适用于)|本[^,。;]{1,8}适用"
    r"|[^。]{4,300},适用本[^,。;]{1,10}。?$)"
)
_CLOSING_ARTICLE = re.compile(
    r"[^。]{0,40}(?:由[^。]{2,40}解释|自[^。]{2,24}起(?:施行|实施|执行|生效)|自[^。]{2,16}之日起)|[^。]{0,30}有效期(?:至|为|[0-9一二三四五])"
)


def classify_article(words: str, above: SectionKind) -> SectionKind:
    """What an article is for: one of 总则 that lays a duty on somebody is a task as any other.

    words  the article's first paragraph, clean
    above  kind of the chapter that it stands in
    """
    if _OPENING_ARTICLE.match(words):
        return SectionKind.BACKGROUND
    if above is SectionKind.CLOSING or _CLOSING_ARTICLE.match(words):
        return SectionKind.CLOSING
    return SectionKind.TASKS if above is SectionKind.BACKGROUND else above


_PRINCIPLE = re.compile(r"\s*\(?[一二三四五六七八九十0-9]*[).、]?\s*(?:必须|要)?坚持[^。]{2,30}。")
_ORDERS = re.compile("严禁|不得|禁止|必须|应当")


def are_orders(items: list[str]) -> bool:
    """Whether items under 总体要求 are principles (坚持…) most of which forbid or order something, and so are tasks."""
    principles = [words for words in items if _PRINCIPLE.match(words)]
    return 2 * sum(bool(_ORDERS.search(words)) for words in principles) >= max(len(items), 2)


_TOLD = re.compile(
    r"典型(?:经验|做法|案例|事例)|(?:名单|名录|花名册|一览表|通讯录)$|(?:获奖|表扬|表彰)(?:单位|个人|名单)"
)


def classify_part(title: str) -> SectionKind:
    """What a paper with this title is for: lists of names and of what others have done ask for nothing."""
    return SectionKind.BACKGROUND if _TOLD.search(re.sub(r"\(.*?\)", "", title)) else SectionKind.UNKNOWN
