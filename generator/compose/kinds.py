"""The kinds of document that we write (文书种类): one row a kind, and what each must know before it can be signed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from specs.errors import UnknownTemplate


class Need(StrEnum):
    """What a kind of document asks of profile, office or user (所需资料)."""

    NUMBER = "文号"
    CONTACT = "联系人"
    DATE = "成文日期"
    RECIPIENTS = "主送机关"
    LATE = "未报送单位"
    ENTERPRISES = "企业名单"
    SUPERIOR = "上级机关"
    SIGNER = "签发人"
    ROUTE = "行文路径"
    REPLY = "反馈截止日期"
    PROGRESS = "进展情况"
    WAY = "印发方式"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document (文书).

    template   the `.j2` that holds its wording; a letter's is chosen by the relation
    of_county  only an office of the county issues it; else the office that the run names
    joint      an office above the county sends one paper to all, since its words are the same for each
    printed    it carries 印发机关 and 印发日期 at its foot (版记)
    of_plan    it says the plan's tasks, so that what is guessed of these concerns it
    asks_day   it is about what falls due on a day that the user may name
    landscape  the paper lies on its side
    """

    key: str
    name: str
    template: str
    needs: tuple[Need, ...] = ()
    of_county: bool = True
    joint: bool = False
    printed: bool = False
    of_plan: bool = True
    asks_day: bool = False
    landscape: bool = False


_LETTER = (Need.NUMBER, Need.CONTACT, Need.DATE)
_ROWS = (
    Kind("plan", "实施方案", "plan", (Need.DATE, Need.ROUTE)),
    Kind("cover", "印发通知", "cover", (Need.NUMBER, Need.DATE, Need.RECIPIENTS, Need.ROUTE), printed=True),
    Kind("package", "印发通知和各附件方案", "package",
         (Need.NUMBER, Need.DATE, Need.RECIPIENTS, Need.ROUTE), printed=True),
    Kind("letter", "通知或函", "notice", _LETTER, of_county=False, printed=True),
    Kind("forward", "转发通知", "forward", (Need.NUMBER, Need.DATE, Need.RECIPIENTS), of_county=False, joint=True,
         printed=True, of_plan=False),
    Kind("consult", "征求意见函", "consult", (*_LETTER, Need.RECIPIENTS, Need.REPLY)),
    Kind("remind", "提醒函", "remind", (*_LETTER, Need.RECIPIENTS), of_county=False, joint=True, of_plan=False,
         asks_day=True),
    Kind("urge", "催报通知", "urge", (*_LETTER, Need.LATE), of_county=False, joint=True, printed=True, of_plan=False,
         asks_day=True),
    Kind("inform", "告知书", "inform", (Need.CONTACT, Need.DATE, Need.ENTERPRISES, Need.REPLY), of_plan=False),
    Kind("checklist", "任务清单", "checklist", landscape=True),
    Kind("duties", "责任分工单", "duties", (Need.DATE,)),
    Kind("forms", "报表", "forms", of_plan=False, landscape=True),
    Kind("calendar", "时间节点表", "calendar", landscape=True),
    Kind("report", "报告", "report", (*_LETTER, Need.SUPERIOR, Need.SIGNER, Need.PROGRESS), printed=True,
         of_plan=False),
    Kind("approval", "请示", "approval", (*_LETTER, Need.SIGNER, Need.WAY), printed=True),
    Kind("memo", "送审说明", "memo", landscape=True),
)
KINDS = MappingProxyType({kind.key: kind for kind in _ROWS})


def name_document(key: str) -> str:
    """A kind's Chinese name; the key itself where we write no such kind."""
    return KINDS[key].name if key in KINDS else key


def check_kinds(keys: tuple[str, ...]) -> None:
    """Raise UnknownTemplate where a kind of document is none that we write."""
    for key in keys:
        if key not in KINDS:
            choices = "、".join(f"{kind.key}（{kind.name}）" for kind in KINDS.values())
            raise UnknownTemplate(key or "（空）", "没有这种文书", f"可用：{choices}")
