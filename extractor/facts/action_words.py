"""Words by which what a time governs is cut out of its clause (时限事项用词): openings, frames, what is too little."""

from __future__ import annotations

import re

from extractor.facts.clause_words import OUGHT

LEADING = re.compile(
    rf"^(?:[\s,、:。;)】|]|[一二三四五六七八九十]+是|(?<![重必需])要|{OUGHT}|须|必须|务必|可以|为(?=[一-鿿]{{2,6}}(?:阶段|期)$)|将(?=[一-鿿]{{2,14}}(?:制定|组织|开展|对|根据))|负责|力争|确保|的(?!确)|之?前|完成时限|期间|起|各自|并(?![购列轨网联])|内|则|均|即日起|日起|即)+"
)
TRAILING = re.compile(
    r"(?:[\s,、:(“]|[于在自从至为]|并[于在]?|(?<![重必需])要|应当?|须|必须|务必|务于|(?<=[一-鿿][座处户家个亩人县村项])务|最迟|原则上|力争|确保|争取|其中|分别|计划|拟|将|则|的|此后|随后|以后|前|后)+$"
)
MODAL = re.compile(
    rf"^[^,。;:、]{{2,40}}?(?:(?<![重主必需首])要(?![求素点件])|{OUGHT}|须(?!知)|必须"
    r"|负责(?!人))(?=[一-鿿])"
)
# A clause that only says who leads and who helps: what is done stands in the next.
WHO = re.compile(
    r"(?:由|经)?[^,。;:]{2,40}(?:牵头|配合|参与|参加|负责)(?:负责)?$|(?:会同|联合)[^,。;:]{2,40}[局委厅部会室门"
    r"位]$"
)
# A clause that only says how, by what or in what light it is done: what is done stands in the next.
MANNER = re.compile(
    r"以[^,。;:]{2,30}(?:方式|原则|目标|主线|导向|契机|抓手|牵引|目的)"
    r"|(?:根据|按照|依据|结合|围绕|针对|对照|参照|坚持)[^,。;:]{2,40}(?:要求|实际|情况|规定|标准|安排|部署|原则|精神|职责|需要|配备|问题|结果|成效|成果|经验|进展|条件|特点|进度|等级|数据)"
    r"|(?:围绕|聚焦|针对|面向|立足|紧扣|对标|依托)[^,。;:]{2,60}|在[^,。;:]{2,40}(?:基础上|前提下|指导下|框架下)"
)
# A clause that only says of whom or what: what is done stands in the next.
OF_WHOM = re.compile(
    r"(?:对|就|针对)[^,。;:]{4,60}"
    r"(?:的|的?[一-鿿]{2,4}(?:企业|单位|机构|人员|项目|地区|家庭|学校|个人|对象|问题|事项)|[一-鿿]{2}[户者])"
)
BY_PLACE = re.compile(r"^(?:结合|根据|立足)(?:[本各当][一-鿿]{1,3}|自身)?实际(?:情况)?")
# What says too little alone: `达到80%`, `办结`, `报市水利局备案`, `至少检查1次`.
THIN = re.compile(
    r"(?:完成|达到?|实现|不(?:少|低|高|大)于|不超过|控制在|提高|提升|下降|降低|降至|增长|增加|至少|最多|全部|累计|全面|基本|到)*"
    r"(?:[0-9.,]+[一-鿿%‰]{1,3}(?:以上|以下|以内|左右)?|全覆盖|[一-鿿]{0,3}(?:到位|完毕|销号|销案|投产|运行|使用|实施)?)"
    r"|(?:报送?|上报|呈报|报请|抄送|反馈|送交?|提交)(?:至|给)?[^,。;:]{2,24}[局厅委部办室府处站所科会](?:审[定核批查]|备案|汇总|同意)?"
    r"|(?:至少|不少于)?[一-鿿]{2,3}(?:至少|不少于)?[0-9一二两三]+次"
    r"|[一-鿿]{0,4}(?:不少于|不低于|至少|达到)[0-9.]+[^,。;:]{0,6}"
)
OBJECT = re.compile(r"^(?:对|将|把|就|向|为|与|[^,。;:]{2,20}(?:率|情况|名单|进度|比例|占比))")
MEETS = re.compile("(?:至少|原则上|一般)?召开(?:至少)?[0-9一二两三四]次")
# 以就近原则|制定方案: how stands before what is done.
HOW_FIRST = re.compile("以[^,。;]{2,24}(?:原则|方式|形式)(?=制定|组织|开展|推进|建立|实施|编制|确定)")
# What may stand before and between the bodies that open a clause.
JOINTS = re.compile(r"(?:[\s,、:和与及]|由|经|请|会同|联合|商|以及|等|要|应当?|[一二三四五六七八九十]+是)*")
LABEL = re.compile(r"(?:时限|期限|时间|进度)(?:要求)?:\s?$")
# 报名时间:3月1日—15日: the label says what is done then.
LABELLED = re.compile(
    r"(?:^|[\n。;,:(])\s?(?P<what>(?!完成|整改|责任|办理|实施|工作|具体)[一-鿿]{2,8}?)"
    r"(?:起止|截止)?(?:时限|期限|时间|日期):\s?$"
)
# 月调度、季通报 and 每月调度、每季度通报: one cycle after the other, each with its own verb.
SHORT_CYCLE = re.compile(r"一?(?P<act>[一-鿿]{2,4}?)(?=、|,|制度|机制|工作机制|”|\"|的|$)")
ONE_OF_CYCLES = re.compile(r"(?P<act>[一-鿿]{2})(?=、每|[,。;])")
