"""How notices say when (时间用词): one alternation for each shape of time, and the nouns that composers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from specs.model import Time

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
YEAR = (
    r"(?:民国\s?[0-9一二三四五六七八九十]{1,4}年|(?<![0-9])[12][0-9]{3}\s?年|"
    r"(?<![0-9.])20[0-9]{2}(?=(?:[、和]20[0-9]{2}){1,4}年)|"  # 2025、2026、2027年
    r"[一二][〇○零一二三四五六七八九]{3}年|(?<![0-9.])[0-9]{2}年(?=[0-9]{1,2}月|底|末|[上下]半年|第?[一二三四1-4]季)|"
    r"(?<![0-9.])1[0-9]{2}\s?年|今年|本年(?!龄)|当年|同年|明年|次年|去年|上年|前年)"
)


def _point(n: int) -> str:
    """A calendar point: year, half, quarter, month, day, each left out where the text leaves it out."""
    within = (
        rf"(?P<half{n}>[上下]半年|前半年|后半年)|第?(?P<quarter{n}>[首一二三四1-4])季(?:度|(?<=第[一二三四1-4]季)(?!节))"
        rf"(?:末|底)?"
        rf"|前(?P<quarters{n}>[二两三23])个?季度|(?P<first{n}>首月)"
        rf"|(?:(?P<month{n}>(?<![0-9]){_N})\s?月份?|(?P<this{n}>本月))"
        rf"(?:的?(?P<day{n}>{_N})\s?(?:日|号(?![楼线馆院井文公令]))|月?(?P<part{n}>[上中下]旬|底|末|初)"
        rf"|的?第?(?P<week{n}>[一二三四1-4])个?(?:周|星期))?"
        rf"|(?P<close{n}>年?底|年?末|全年|(?<![0-9一二两三四五六七八九十])年内|年中)"
    )
    return (
        rf"(?:(?P<year{n}>{YEAR})(?:度(?!假|量))?(?:在|的)?\s?(?:{within})?"
        rf"|(?P<bare{n}>{within.replace(f'{n}>', f'{n}b>')}))"
    )


# What may stand between a day and 前: its weekday, 含, an hour.
_NOTE = r"(?:\s?\((?:含|周|星期)[^()]{0,6}\))?"
_HOUR = r"(?:\s?(?:[0-9]{1,2}[::][0-9]{2}|[上下]?午?[0-9]{1,2}[时点](?:[0-9]{2}分)?|[上下]?午?下班)(?=之?前))?"
_NO_BEFORE = r"(?!提(?![交出供请报升醒示送]))(?![期后述款往来沿身置景夕端])"  # 前提, but 前提交
_BEFORE = rf"{_NOTE}{_HOUR}(?P<before>之?前{_NO_BEFORE}|以前|内(?![容部外设])|之内|以内)"
_AFTER = r"(?P<after>或之后|及以后|以后|之后)"
POINT = re.compile(
    rf"(?P<to>力争到|到|至|截至|截止到?|自?(?:即日|(?:本)?(?:通知|方案|意见|文件)?(?:印发|下发|发布|发文)之日)起[至到—-]+)?{_point(1)}(?:或?{_BEFORE}|{_AFTER})?(?P<since>(?:零时|[0-9]{{1,2}}时)?起(?![草诉点来])|开始)?"
)
# 2025-06-30, 2025.6.30, 2024.3—2024.12: dates of tables and phases, in digits and signs alone.
_DOTTED = (
    r"(?P<y{n}>20[0-9]{{2}})(?P<s{n}>[-./])(?P<m{n}>0?[1-9]|1[0-2])"
    r"(?:(?P=s{n})(?P<d{n}>0?[1-9]|[12][0-9]|3[01]))?"
)
DOTTED = re.compile(
    rf"(?<![0-9.\-/]){_DOTTED.format(n=1)}(?:\s?[-—–~～至到]{{1,2}}\s?{_DOTTED.format(n=2)})?(?![0-9.%/\-])"
    rf"(?:{_BEFORE}|(?P<after>或之后|及以后|以后|之后))?"
)
SPAN = re.compile(
    rf"(?=今明|[^,。;\n]{{1,18}}?[-—–~～至到和与及、])"  # most times are no span: seen at once
    rf"(?:(?P<years>(?<![0-9.])[12][0-9]{{2,3}})\s?[-—–~至]+\s?(?P<yeare>[12][0-9]{{2,3}})\s?年(?P<yearend>底)?"
    rf"|{_point(1)}(?:起)?(?P<join>\s?[-—–~～至到]+\s?|和|与|及|、){_point(2)}"
    rf"|(?P<dy>{YEAR})?(?P<dm>{_N})月(?P<d1>{_N})[日号]?[-—–~～至到]+(?P<d2>{_N})[日号]"
    rf"|(?P<my>{YEAR})?(?<![0-9./—–~～至到-])(?P<m1>{_N})[-—–~～至到]+(?P<m2>{_N})月份?(?!{_N}日)底?"
    rf"|(?P<both>今明两年)){_BEFORE}?"
)
_CLOCK = r"(?:[0-9]{1,2}[::][0-9]{2}|[上下]?午?[0-9]{1,2}[时点](?:[0-9]{2}分)?|下班)"
_PACE = (
    r"(?:调度|通报|评估|报告|督导|总结|考核|分析|例会|会商|检查|研判|小结|盘点|汇报|评价|监测|公布|排名|报|清|结|核查|"
    r"巡查|更新|统计|复盘|晾晒|公示|抽查|督查|对账|点评|跟踪|沟通|排程|梳理|推进|反馈|回访)"
)
_SHORT = r"(?:[月季周年旬日]|半年)"
EVERY = re.compile(
    rf"每(?:[日天]|[周星期]+(?P<clockday>[一二三四五六日天])){_CLOCK}(?:[、和]{_CLOCK}){{0,3}}(?:之?前|以前)"
    rf"|每个?(?P<endunit>季度?|年度?|月份?|半年)(?:终了|结束)后的?(?P<endday>{_N})[日天](?:之?内|以内|前)"
    rf"|每(?:隔|满)?(?:(?P<n>两|十五?|二十|三十|[二三四五六七八九]|[1-9][0-9]|[2-9])|(?<!满)[1一](?=年))?个?"
    rf"(?P<unit>半年|半个?月|年度?(?![0-9.]+[万亿]?元)|季度?|月份?|周|星期|旬|天|学期|学年|日(?![常均]))(?!龄|初一|人均)"
    rf"(?:的?(?:(?P<month>{_N})月份?(?:的?(?P<day>{_N})[日号]|(?P<part>底|末|[上中下]旬))?"
    rf"|(?P<inquarter>第?[一二三四1-4])季度(?:末|底)?|(?:中间|第二)个?月的?(?P<midmonth>{_N})日"
    rf"|(?:末月|最后一个?月|末个月|第三个?月)的?(?P<lastmonth>{_N})日|(?:首月|第一个?月)的?(?P<firstmonth>{_N})日"
    rf"|(?P<lastday>最后一个?(?:工作)?日|最后一天)|(?P<dayofmonth>{_N})[日号]|"
    rf"[周星期]*(?P<weekdays>[一二三四五六日](?:[、和及]?(?:[周星期]+)?[一二三四五六日])+)|[周星期]*(?P<weekday>[一二三四五六日天](?=之?前|以前|[上下]午)|[二三四五六日](?![次天个小场期篇名家节轮班至到例条批遍回堂门课项份件]))"
    rf"|末?月?(?P<dayafterend>{_N})日|(?P<end>末|底|年底|年末|月底|月末)|(?P<half>[上下]半年))"
    rf"(?P<until>[-—–~～至到]+(?:次年|翌年)?{_N}月份?(?:{_N}日)?)?(?:{_CLOCK}?之?前|以前)?)?"
    rf"|[每逢](?P<other>双|单)(?:数|号)?月份?(?:的?(?P<otherday>{_N})日(?:之?前|以前))?"
    rf"|(?P<othermonth>双|单)(?:数|号)?月份?(?=[^,。;]{{0,3}}(?:报|召开|调度|通报|开展|组织|研究|听取|会商|更新|巡查|分析|评估|督导|检查|公布))"
    rf"|(?<![近前后内满第每今明去下0-9一二两三四五六七八九十])(?<!(?<!则)上)(?<!连续)(?P<bare>(?:一|两|三|四|五|[1-5])(?:年|个月|周|个季度)|半年|半个月)"
    rf"(?=(?:至少|原则上|一般)?[一-鿿]{{0,6}}[一两二三1-3]次)(?![内前后以])"
    rf"|(?:次|下)一?个?月(?P<nextday>{_N})日(?:之?前|以前)|(?:次|下)一?个?季度?(?:首月|"
    rf"第一个月)的?(?P<nextq>{_N})日(?:之?前|以前)"
    rf"|(?<!每)(?P<qend>(?:各|当)?季(?:度)?末月(?P<qday>{_N})日)(?:之?前|以前)?"
    rf"|按(?P<by2>月|季度?|半年|周|年度)(?![份均内底初末计]|工作计划|任务)|逐(?P<by>月|季度?|半年|周|"
    rf"年度?)(?=[^,。;]{{0,8}}(?:报|通报|调度|汇总|统计|公布|更新|督|评|"
    rf"会商|总结|推送|分析|监测|检查|开展))"
    rf"|(?:(?<=[“、,(])|(?<=建立)|(?<=实行)|(?<=落实)|(?<=坚持)|(?<=执行)|(?<=实施)|(?<=健全)|(?<=完善)|"
    rf"(?<=推行)|(?<=按照)|(?<=一))(?P<short>{_SHORT})(?:度)?(?={_PACE}[一-鿿]{{0,2}}(?:[、,。;”制机的]|$))"
    rf"|一(?P<pace>[日周旬月季年])一(?={_PACE}|[次评考训查检])"
)
WITHIN = re.compile(
    r"(?:(?:最迟|最晚|最长)不得?(?:超过|晚于)|(?<=之日起)不得?超过)(?P<most>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半)"
    r"(?P<mostunit>个工作日|工作日|个自然日|自然日|日|天|个月|年|周|个?小时|分钟)(?:之内|以内|内)?"
    r"|(?<![0-9.近])(?:(?P<low>[0-9一二两三]{1,2})[-—至~])?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半)"
    r"(?P<unit>个工作日|工作日|个自然日|自然日|日|天|个月|年|周|个?小时|分钟|个季度|个?学期)(?:之内|以内|内)"
    r"(?!未|没|有|曾|发(?:生|现|病)|死|婴|幼儿|儿童|新生|免|减[免征按半]|有效|享受|但|不|仍|累计|再次|两次|的(?!时间))"
)
PLAN = re.compile(
    r"(?:(?:力争)?(?:到|至)(?=[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?期?末))?"
    r"[“\"]?(?P<plan>十[一二三四五六七])五[”\"]?(?P<tail>期间|时期|末期?|规?划?期末|以来)"
)
SPELL = re.compile(
    r"(?:从(?P<start>今年|明年|[12][0-9]{3}年)(?:开始|"
    r"起),?)?(?:(?:再)?用(?P<n>[0-9一二两三四五六])(?:[至到](?P<m>[三四五]))?年(?:左右)?(?:的)?时间"
    r"|(?:经过|通过|力争|争取|利用)(?P<n2>[0-9]{1,2}|[一二两三四五六七八十])(?:[-—~至到](?P<m2>[0-9]{1,2}|[二三四五六七八十]))?"
    r"年(?:左右)?的?时间)(?:内|之内)?"
)
# 9月:…25日前: a day whose month stands as the head of its line.
DAY = re.compile(
    rf"(?<![月0-9一二三四五六七八九十每周期个])(?:(?P<day>{_N})日|(?P<monthend>月底|月末))(?:之?前|以前)(?![一-鿿]?述)"
    rf"|(?P<today>[今明][日天]){_CLOCK}?(?:之?前|以前)"
)
UNITS = {
    "日": "day",
    "天": "day",
    "年": "year",
    "年度": "year",
    "半年": "half-year",
    "季": "quarter",
    "季度": "quarter",
    "月": "month",
    "月份": "month",
    "周": "week",
    "星期": "week",
    "旬": "10 days",
    "半月": "half-month",
    "半个月": "half-month",
    "学期": "half-year",
    "学年": "year",
}
LENGTHS = {
    "工作日": "P{}WD",
    "日": "P{}D",
    "天": "P{}D",
    "自然日": "P{}D",
    "月": "P{}M",
    "年": "P{}Y",
    "周": "P{}W",
    "小时": "PT{}H",
    "分钟": "PT{}M",
    "季度": "P{}M",
    "学期": "P{}M",
}


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A time that the text says (时间短语), in clean offsets.

    rule   id of the composer that made it
    weak   a bare year or month that only its place in the sentence makes a limit
    binds  whether it says when something is to be done or to hold: not what is past, cited or looked back on
    """

    start: int
    end: int
    time: Time
    rule: str
    weak: bool = False
    binds: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """What dates are read against (参照): the notice's date, or the year that its title or number makes plain."""

    day: date | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader stands (所处位置).

    last_year  the last year said before in this sentence
    minguo     whether the text counts years from 1911, so that 115年 is 2026
    """

    text: str
    reference: Reference
    last_year: int | None
    minguo: bool = False
