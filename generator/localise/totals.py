"""Counts that are the upper level's total (上级总数), which no county may take for its own."""

from __future__ import annotations

import re

from generator.localise.bodies import COUNTIES, HEAD
from generator.localise.segments import LEAD

_TOTAL = re.compile(rf"(?:全省|全市|我省|我市)(?!各)|[两三四五六七八九十](?:{COUNTIES}|[县区市])")
# A count so great that, with no doer of the county beside it, it is hardly meant for one county.
_GREAT = re.compile(r"(?<![\d.])(?:\d{3,}(?:\.\d+)?|\d+(?:\.\d+)?[万亿])(?!\d|年|%|号|热线|平台|[.,]\d)"
                    r"[个家人名户座公里亩吨台套所处次辆间件项张元千米头羽只株部条支批平立方]")
# Even of a doer of the county's level, a count of this size is what all counties together are to do.
_HUGE = re.compile(r"(?<![\d.])(?:\d{4,}(?:\.\d+)?|\d+(?:\.\d+)?[万亿])(?!\d|年|%|号|热线|平台|[.,]\d)"
                   r"[个家人名户座公里亩吨台套所处辆间件项张头羽只株部条支批平立方]")
# What is built, made or found so many of: without a doer of the county it is the upper level's total.
_MADE = re.compile(r"(?:建成|建设|新建|新增|改建|扩建|改造|创建|创成|培育|打造|认定|命名|支持|竣工|建立|布设|投放"
                   r"|遴选|招聘|招收)"
                   r"[^,。;]{0,24}?(?<![\d.])\d+(?:\.\d+)?(?:余|多)?[个家座处条所户亩台套辆支](?!月|工作日|小时|百分点)")
_COUNT = re.compile(r"\d[\d.,]*(?:万|亿)?(?!\d|[.,]|年|月|日|%|个月|号)[一-鿿]")
# 80%以上的县: a share of counties is no county's own.
OF_COUNTIES = re.compile(rf"(?:\d%|[一二三四五六七八九]成|分之[一二三四五])(?:以上|左右)?的[一-鿿]{{0,4}}"
                          rf"(?:{COUNTIES}|县(?![级域乡镇内直]))")
# How many there are, that are all to be dealt with: 共淘汰63台.
_IN_ALL = re.compile(r"(?:^|[一-鿿])(?:共|共计|合计|总计)(?:完成|建成|淘汰|改造|新建)?[一-鿿]{0,6}\d")
# What a number only says of somebody is no count: 人口5000人以上的行政村, 56人以上大班额, 超过50万人的县.
_SIZE = re.compile(r"(?:超过|不足|不满|达到|大于|小于)?\d[\d.]*[万千]?[一-鿿]{1,4}(?:及?以[上下内]|之[上下内])?的"
                   r"(?=[一-鿿,;])"
                   r"|\d+人以[上下](?=[一-鿿]{2})")
AVERAGE = re.compile(rf"平均(?:每个?)?(?:{COUNTIES}|[县区](?![级域内间]))")
_GOES_ON = re.compile(r"其中|另|共|分别|含|合计|(?:完成)?[一-鿿]{0,4}\d")


def is_total(segment: str, *, named: bool, carried: bool) -> bool:
    """Whether a segment states a count of the whole province or prefecture, which no county may take for its own.

    named    the sentence has a doer of the county: its counts are the county's
    carried  the segment before was such a total
    """
    bare = _SIZE.sub("", LEAD.sub("", segment))
    if AVERAGE.search(bare) and _COUNT.search(bare):
        return True  # a mean over counties is no floor of any one
    if OF_COUNTIES.search(bare) or (not named and _IN_ALL.search(bare)):
        return True
    if re.search("每(?![年月季周半两])|平均|不超过|以内的", bare) or (re.search(HEAD, bare) and not _HUGE.search(bare)):
        return False
    if _COUNT.search(bare) and (_TOTAL.search(bare) or (carried and _GOES_ON.match(bare))):
        return True
    return bool(_HUGE.search(bare) if named else _GREAT.search(bare) or _MADE.search(bare))


def is_size(words: str, value: float) -> bool:
    """Whether a number only says of whom: 有60名以上患者的乡镇, 人口5000人以上的村; not 不少于60名的队伍."""
    number = rf"(?<![\d.])(?<!不少于)(?<!不低于)(?<!至少){re.escape(f'{value:.10g}')}"
    of = re.compile(rf"{number}[万千]?[名人户家个座头只亩台][一-鿿]{{0,2}}以[上下][^,;。、]{{0,10}}的"
                    "(?=乡镇|街道|镇|村|社区|行政村|县|区|单位|企业|机构|用人单位|学校|场所|园区|小区|水库|养殖场)")
    return bool(of.search(words)) and len(re.findall(r"\d[\d.]*", words)) == 1
