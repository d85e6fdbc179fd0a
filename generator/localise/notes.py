"""Notes of who is responsible (责任注记) in a notice's text, `(责任单位:…)`, taken out: the county's own follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BRACKET = re.compile(r"[(〔【](?:[^()〔〕【】]|[(〔][^()〔〕【】]*[)〕])*[)〕】]")
_LABEL = re.compile(r"(?:(?:责任|牵头|配合|负责|协办|主办|参与|主责|指导|权责|执行)"
                    r"(?:单位|部门|机关|处室|科室|机构|领导)|(?:完成)?时限)[::]")
_CHARGED = re.compile(r"(?:按照?职责分工|分别|共同|会同[^,;。]{2,16}|按规定)?"
                      r"(?:牵头|负责|参与|配合|落实|承担|组织实施|负责实施)$")
# What may stand behind the names of a note: 列第一位者为牵头单位,下同.
_FOOT = re.compile(r"[。;,]?(?:排名?|列)(?:在)?(?:第一位|首位|第一)[^,;。]{0,8}牵头[^,;。]{0,4}|[。;,](?:以)?下同$")
_ORGAN = re.compile(r"(?:[厅局委办府会院队所站部署社]|银行|部门|单位|中心|机构|公司|联社|[省市县区州])(?:等)?$")
_CLASS = re.compile(r"[(〔][县市区旗州、]+[)〕]")
_RUNGS = re.compile("[省县市区州盟旗、和及]+|地、州、盟|自治[区县州][、县市区]*|街道|镇")
_LEVELLED = re.compile(r"^(?:各|全|[省市县区州]|国家|[一-鿿]{2,6}?[省市县区州])")
# What such a note looks like where it stands without brackets at the end of an item.
_BARE = re.compile(r"(?:^|(?<=[。;]))(?:责任|牵头|配合|主责|主办|协办)(?:单位|部门|机关)[::][^。]*(?:。|$)")
_STOPS = re.compile("。{2,}")


def drop_duty_notes(text: str) -> str:
    """A text without its notes of who is responsible."""
    return _STOPS.sub("。", _BARE.sub("", _without_brackets(text)).strip()).removeprefix("。")


def drop_notes_between(sentences: Sequence[str]) -> list[str]:
    """Sentences without duty notes, one of which may run over several of them; as many sentences come back."""
    mark = "\x1f"
    text = _without_brackets(mark.join(sentences))
    return text.split(mark)


def _without_brackets(text: str) -> str:
    def cut(found: re.Match[str]) -> str:
        inside = found[0].replace("\x1f", "")[1:-1]
        ends = found.end() == len(text) or text[found.end()] in "。;,、\n\x1f"
        begins = found.start() == 0 or text[found.start() - 1] in "。;\n\x1f"
        return "\x1f" * found[0].count("\x1f") if is_duty_note(inside, apart=ends or begins) else found[0]

    return _BRACKET.sub(cut, text)


def is_duty_note(inside: str, *, apart: bool) -> bool:
    """Whether the words of a bracket say whose duty it is.

    apart  the bracket stands at the end or the beginning of a sentence, where a list of names alone is a note too;
           `县疾控中心(卫生监督所)要…` is a second name
    """
    if _LABEL.match(inside):
        return True
    if _RUNGS.fullmatch(inside):
        return False  # 县(市、区)
    plain = _FOOT.sub("", _FOOT.sub("", _CLASS.sub("", inside))).strip("。;, ")
    members = [m for m in re.split("[、,;]|(?<=[局委厅府])和", plain) if m]
    if not members or len(plain) < 3:
        return False
    charged = bool(_CHARGED.search(plain))
    names = [re.sub(_CHARGED, "", m) for m in members]
    if charged and any(_ORGAN.search(name) for name in names):
        return True
    listed = all(_ORGAN.search(name) and len(name) <= 24 for name in names)
    return apart and listed and (len(names) > 1 or bool(_LEVELLED.match(names[0])))
