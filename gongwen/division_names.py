"""Short names of divisions (区划简称): what people write for 合水县, 石柱土家族自治县, 内蒙古自治区."""

from __future__ import annotations

import re
from functools import cache

# The peoples in names of autonomous divisions; a longer one goes before one that it begins with.
_PEOPLES = (
    "维吾尔", "柯尔克孜", "达斡尔", "乌孜别克", "俄罗斯", "鄂温克", "鄂伦春", "哈萨克", "塔吉克", "塔塔尔",
    "土家", "蒙古", "布依", "朝鲜", "哈尼", "傈僳", "仡佬", "东乡", "拉祜", "纳西", "仫佬", "锡伯", "景颇",
    "毛南", "撒拉", "布朗", "阿昌", "普米", "基诺", "德昂", "保安", "裕固", "门巴", "独龙", "赫哲", "高山", "珞巴",
    "壮", "满", "回", "苗", "彝", "藏", "侗", "瑶", "白", "黎", "傣", "畲", "水", "佤", "羌", "土", "怒", "京", "各",
)
_REGIONS = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
            "新疆维吾尔自治区": "新疆"}
# At least two characters are the place's own, even where they are a people's name: 东乡族自治县, 鄂伦春自治旗.
_AUTONOMOUS = re.compile(rf"(?P<place>.{{2,}}?)(?:(?:{'|'.join(_PEOPLES)})族?)*族?自治(?P<tail>[州县旗])")
_TAILS = ("特别行政区", "林区", "特区", "新区", "地区", "省", "市", "盟", "县", "区", "旗")
_SHORTEST = 2


@cache
def list_short_names(name: str) -> tuple[str, ...]:
    """Short names of a division: without its tail; an autonomous one's also with a plain tail (石柱, 石柱县).

    returns  none where one character would be left (忠县, 矿区)
    """
    if name in _REGIONS:
        return (_REGIONS[name],)
    if found := _AUTONOMOUS.fullmatch(name):
        return (found["place"], found["place"] + found["tail"])
    for tail in _TAILS:
        place = name.removesuffix(tail)
        if place != name and len(place) >= _SHORTEST:
            return (place,)
    return ()
