"""What a county hands in above by a day (上报材料): plans, lists, applications, entries of a superior's system."""

from __future__ import annotations

import re

from generator.county import CountyProfile
from generator.localise.words import say_quote
from specs.model import Deadline

_HANDS_IN = ("报送|上报|呈报|报备|报请|报批|报审|报经|提交|递交|送交|移交|上传|录入|填报|推送|汇交"
             "|(?<!抄)报(?!告|名|道|纸|表|账|警|废|销|到|考|刊)|(?<!抄)送(?!达|检|医|教|诊|货|餐|服务|政策)")
# Another time begins another duty; a reward or a check of what was handed in is none.
_NEXT_TIME = re.compile(r"\d{1,2}月|\d{1,2}日|\d+个(?:工作日|月)|\d{4}年|每[年月季周半日]|年底|年中|年末|月底|季末")
_WITHIN = 60


def hands_in_above(text: str, deadline: Deadline, profile: CountyProfile) -> bool:
    """Whether a limit is one by which something is handed to an office or a system above the county.

    text  the task's words as the county says them: `6月底前完成规划修编,报澜阳市教育局备案`, `3月底前在省平台完成填报`
    """
    words = say_quote(deadline)
    if not words or text.count(words) != 1:
        return False
    rest = re.split("[。;]", text[text.index(words) + len(words):], maxsplit=1)[0]
    until = _NEXT_TIME.search(rest)
    said = rest[:until.start()] if until else rest
    return bool(_patterns(profile).search(said[:_WITHIN]))


def _patterns(profile: CountyProfile) -> re.Pattern[str]:
    names = (profile.prefecture, profile.province)
    places = "|".join(re.escape(name) for name in names if name and name != profile.name)
    above = (rf"(?:{places}|国家|国务院|省(?!级?以上)|自治区|上级"
             r"|市(?!场|容|民|政工)(?=[一-鿿]{2})|州(?=[一-鿿]{2}))")
    return re.compile(
        rf"(?:{_HANDS_IN})(?:至|给|到|请|由|入|进)?{above}"
        rf"|(?:向|在|通过|经){above}[^,;。]{{0,24}}?(?:{_HANDS_IN}|备案|报告)")
