"""Whether a number narrows a class or sets off a measure (条件), so that nobody is bound to reach it."""

from __future__ import annotations

import re

from extractor.facts.clause_words import OUGHT, acts_on, blank_times, does_last
from extractor.facts.reading import Reading
from extractor.phrases.quantities import Quantity, QuantityKind
from extractor.source import Span

# `凡占地…`, `年满…`, `每增加300人增配1名`: what comes before sets a case.
_CASE_BEFORE = re.compile(
    r"(?:(?:凡|若|如(?![期实何])|近(?![视零岸海])|年满|占地|单笔|单户|单价|逾期|每增加|每满|满(?![足意]))[^,。;:]{0,8}|连续[^,。;:]{0,3}|(?:服务|常住)人口(?:超过|达到?|不足|在)?)$"
)
_MEASURED = re.compile(r"(?:率|时间|时长|面积|规模|数量?|量|额|度|余额|天数)(?:均|应|要|须|也)*$")
_OF_BEFORE = re.compile(r"(?<![应针相])对(?![接象外内口标照比策账应话联手等方面])(?P<of>[^,。;:]{0,10})$")
_DONE_TO = re.compile(r"[^,。;]{1,24}(?:开展|进行|实施|组织|给予|予以)")
_CLASS_AFTER = re.compile(
    r"[的之](?!比例|目标|标准|要求|幅度|速度|任务|规模|频次)[^,。;:]{0,12}|[一-鿿]{2,6}[的之][一-鿿]"
)
_CASE_AFTER = re.compile(
    r"为(?:优|良|合格|不合格|达标|不达标|[一二三]等)"
    r"|(?:时(?!间|长|限)|后|即|之间|的?情况下)|,(?:予以|给予|不予|一律|责令|约谈)"
)
# `年销售5000吨以上的加油站`, `5000平方米及以上工地…率`: a class with a rate of its own behind it.
_CLASS_WITH_RATE = re.compile(r"[一-鿿][^,。;:]{1,24}(?:率|比例|占比|比重)")


# 对损毁的17处渠首、43公里渠道,由…: those that something is done to.
_WORKED_ON = re.compile(r"[\s,]*(?:针对|对于|对)(?![照比标接])[^,。;]*$")
_ASKED_OF = re.compile(rf"[^,。;:]{{0,12}}的(?:必须|{OUGHT}|要|须|予以|给予|不得|可)")
_MARK = re.compile(r"[,。;:\n]")
# 56人以上大班额基本消除: how large they are, and not how many.
_SIZES = ("人", "蒸吨", "吨", "千瓦", "亩", "平方米", "立方米", "米", "层", "岁", "周岁", "年", "万元", "万千瓦", "床")
_THINGS = ("个", "家", "所", "项", "场", "套", "处", "座", "支")  # these count, and tell no size
_DONE_AWAY = re.compile(
    "[一-鿿]{2,14}?(?:全部|一律|基本|有序|逐步|加快|依法|实现|完成|均|已)*(?:消除|清零|淘汰|关停|退出|取缔|取消|拆除|关闭)"
)


def is_condition(reading: Reading, quantity: Quantity, clause: Span) -> bool:
    """Whether a number says of whom or when, and not how much: `10人及以上用人单位`, `超过50毫米时`."""
    text = reading.text
    before = blank_times(reading, clause.start, quantity.number)
    rest = text[quantity.end : quantity.end + 40]
    mark = _MARK.search(rest)
    after, closing = (rest[: mark.start()], mark.group()) if mark else (rest, "")
    tail = text[quantity.number : quantity.end]
    over = tail.endswith(("以上", "以下"))
    if not quantity.bound and text[quantity.number - 1 : quantity.number] in ("每", "超"):
        return text[quantity.number - 1] == "每" or re.match("[一-鿿]{2}", after) is not None  # 产值超10亿元企业5家
    if _CASE_AFTER.match(rest) or (after.endswith(("的", "者")) and closing in (",", "。", ";")):
        return True
    if not quantity.bound and before.endswith(("前", "后", "末", "倒数")):
        return True  # 排名后3位的单位
    if not quantity.bound and closing == "," and _WORKED_ON.match(before) and not acts_on(after):
        return True
    if over and (tail[-3:-2] in ("及", "或") or tail[:1] in "百千万") and re.match("[一-鿿]", after):
        return True  # 千人以上供水工程: a class by its size
    if "以" in after[:7] and re.match("[一-鿿]{0,6}以[上下内]的", after):
        return True
    # 开发200个以上的|岗位
    made = over and quantity.unit.lstrip("千万亿") in _THINGS and does_last(before)
    beyond = over or quantity.comparator in "<>" or before.endswith(("超", "满", "逾", "过"))
    if after.startswith("的") and beyond and not made:
        return True
    if over and before.endswith("有") and re.match("[一-鿿]{1,14}的[一-鿿]", after):
        return True  # 有100名以上患者的乡镇
    if over and (after.startswith("之") or re.match("[一-鿿]{2,12}(?:全部|一律)", after)):
        return True
    sized = quantity.kind is QuantityKind.COUNT and quantity.unit in _SIZES
    if over and sized and _DONE_AWAY.match(after):
        return True
    if "的" in after and _ASKED_OF.match(after):
        return True
    bare = before[: len(before) - (quantity.number - quantity.start)] if quantity.bound else before
    if _CASE_BEFORE.search(bare) and not _MEASURED.search(bare):
        return True
    if over and re.search("(?:消除|淘汰|取缔|关停|排查)(?:所有|全部)?$", bare):
        return True  # 消除56人以上大班额
    apart = quantity.number - quantity.start > 4  # 至少开展|1次: the bound stands apart from its number
    secured = re.search("(?:保障|确保|保证|满足)[^,。;]{0,8}$", bare)  # 保障每人每天不少于20升的用水
    if secured or does_last(bare) or apart or text[quantity.start : quantity.start + 2] in ("至少", "最少"):
        return False
    if over and _CLASS_WITH_RATE.match(after):
        return True
    if "对" not in before:
        return quantity.bound and bool(_CLASS_AFTER.match(after))
    of = _OF_BEFORE.search(before)
    if of and not acts_on(of["of"]) and not (quantity.comparator in (">=", "=") and _DONE_TO.match(after)):
        return True
    if re.search("对[^,。;:]{2,20}$", before) and re.match("[、和及][^,。;:]*的[一-鿿]", after):
        return True
    return quantity.bound and bool(_CLASS_AFTER.match(after))
