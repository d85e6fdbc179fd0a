"""The head and foot of a notice (文头、落款): title, number, recipients, signature, date, list of attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.clean.text import Line
from extractor.source import BlockKind
from gongwen.dates import DATE, parse_date
from gongwen.document_numbers import find_document_number, print_document_number
from gongwen.item_numbers import parse_item_number
from gongwen.kinds import STATUTORY, find_kind
from gongwen.numerals import parse_integer
from specs.model import Attachment

ORGANISATION = (
    r"(?:委员会|人民政府|政府|办公厅|办公室|委|厅|局|部|处|办|院|所|中心|站|总队|支队|大队|领导小组|指挥部|"
    r"工会|联合会|监会|集团|公司|"
    r"法院|检察院|学校|学院|大学|协会|机构|单位|部门|银行|分局|署|总局|企业|团委|妇联|科协|残联|联社|管委会|"
    r"党委|工委|街道|镇|乡|村|区|县|市)"
)
# Who is addressed besides: schools and homes, sections of an office, classes of those who run something.
_ADDRESSED = (
    r"(?:园|馆|科室|处室|室|研究所|供水所|所|高校|院所|学院|商会|联盟|基地|园区|支部|主体|林场|农场|商户|门店|药店|商店|院校|团体|文艺院团|理事会|居委会|村委会|"
    r"员会|党组|队|负责人|家长|业主|大户|用户|村居|社区|党员|会员)"
)
_PART_LABEL = re.compile(
    r"(?:责任|牵头|参加|参与|配合|组织|成员|组长|主办|承办|协办|实施|落实|完成)(?:单位|部门|机构|主体)"
)
_LABEL = re.compile(r"附\s*件\s*(?P<number>[0-9一二三四五六七八九十]{0,3})\s*(?P<colon>[::]?)\s*(?P<title>.*)")
_NOTE = re.compile(r"附\s*件\s*[::]\s*(?P<first>\S.*)?$")
_LISTED = re.compile(r"(?:附件)?\s*(?P<number>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*[.、．:]\s*(?P<title>\S.*)")
# Labels of a page's table of metadata, and of what a Taiwan letter prints above its text; blanks stand in many.
_METADATA = frozenset(
    (
        "索引号", "主题分类", "体裁分类", "发文机关", "发文单位", "发布机构", "发布单位", "成文日期", "发文日期",
        "生成日期", "标题", "名称", "发文字号", "文号", "字号", "发布日期", "主题词", "公开方式", "公开形式", "地址",
        "机关地址", "承办人", "承办单位", "联络人", "联络方式", "传真", "电话", "电子信箱", "电子邮件", "档号",
        "保存年限", "密等及解密条件", "密等及解密条件或保密期限", "受文者", "正本", "副本", "速别", "密等",
        "致", "收件人", "经办人", "日期", "图文传真", "本局档号", "本署档号",
        "公文时效", "有效性", "时效性", "来源", "信息来源", "时间", "签发人", "浏览次数", "主题", "效力状态",
        "施行日期", "公开范围", "公开类别", "组配分类", "内容分类", "信息分类", "实施日期", "废止日期", "有效期",
    )
)
# What a page prints above its text: where one is in the site, when and whence it was put there.
_PAGE = re.compile(
    r"(?:(?:首页|当前位置|您(?:现在)?的位置|所在位置)\s*[::>》>\-/].*|[^>。]{1,12}(?:\s*>\s*[^>。]{1,16}){1,6}"
    r"|(?:【?(?:字体|字号|打印|分享|关闭|收藏|视力保护色)[::】\]].{0,40})"
    r"|(?:发布|更新|公开)(?:时间|日期)\s*[::].{0,80}|(?:来源|作者|编辑|阅读|点击|浏览)(?:次数|量|数)?\s*[::].{0,60})"
)
_FOOT = re.compile(
    r"^(?:(?:正|副)\s*本[::]|\((?:此件|信息公开|公开|联系人|本文)[^)]*\)|抄\s*送[::]|.{2,40}\d{4}年\d{1,2}月\d{1,2}日印发$|"
    r"(?:联\s*系\s*人|联系电话|电\s*话|传\s*真|邮\s*箱|电子邮箱|地\s*址)[::].{0,60}$)"
)
_SIGNED = re.compile(rf"(?P<names>\S.{{1,120}}?\s+)?(?P<date>{DATE.pattern})$")
_PRINTED = re.compile(rf"(?P<names>\S.{{1,120}}?\s+)?(?P<date>{DATE.pattern})印发$")
# 交路字第1140012345号: a document number as Taiwan's offices print it.
_SERIAL = re.compile(r"(?:发文字号\s?:\s?)?(?P<number>[一-鿿]{1,14}字第\s?[0-9A-Z]{4,12}\s?号)")
# 总部通函第6/2025号, as Hong Kong's offices number their circulars.
_CIRCULAR = re.compile(r"(?P<number>[一-鿿]{0,14}(?:通函|通告|便笺|文件)(?:编号)?\s?第?\s?[0-9]{1,4}/[0-9]{2,4}\s?号)")
LONGEST_TITLE_LINE = 60


@dataclass(frozen=True, slots=True)
class Signature:
    """Issuers and date at the foot (落款): line indexes from `first` to `last`, inclusive."""

    issuers: tuple[str, ...]
    issued_on: str | None
    first: int
    last: int


def read_title(text: str, lines: Sequence[Line], at: int) -> tuple[str, int]:
    """The title that begins at line `at`, over one or more lines; returns ("", at) where none does.

    A title line has no closing mark and no item number; the title is whole once it names a kind of paper (文种).
    """
    words, i = "", at
    while i < len(lines) and i < at + 5:
        line = text[lines[i].start : lines[i].end].strip()
        if (
            lines[i].kind is BlockKind.ROW
            or not line
            or _is_too_long(line)
            or line[-1] in "。;:,、:"
            or "。" in line
            or parse_item_number(line)
            or _is_aside(line)
            or DATE.fullmatch(line)
        ):
            break
        if words and _is_whole(words) and not _goes_on(line):
            break
        words += line.replace(" ", "")
        i += 1
    named = re.fullmatch("《([^《》]+)》", words)
    return (named[1] if named else words, i) if words else ("", at)


def _is_too_long(line: str) -> bool:
    """Whether a line is too long for a title; one that names several issuers may be long, and says 关于…的通知."""
    return len(line) > LONGEST_TITLE_LINE and not ("关于" in line and len(line) <= 160 and find_kind(line) in STATUTORY)


def _is_whole(title: str) -> bool:
    """Whether a title names its kind: `关于…` ends only with a kind that is sent (…制度 may go on to …的意见)."""
    kind = find_kind(title)
    return kind in STATUTORY if "关于" in title else kind is not None


def _goes_on(line: str) -> bool:
    """Whether a line after a whole title still belongs to it: `(2024-2025年)实施方案`, `(试行)`, `的通知`."""
    return bool(re.match(r"\(?\d{4}|\((?:试行|暂行|修订|征求意见稿|草案)|的|和|与|及", line)) and bool(
        find_kind(line) or line.endswith(")")
    )


def _is_aside(line: str) -> bool:
    return bool(re.fullmatch(r"\(.*\)", line)) and not find_kind(line)


def read_document_number(line: str) -> str | None:
    """The 发文字号 that a short line consists of, printed with 〔〕; None for any other line."""
    serial = _SERIAL.fullmatch(line) or _CIRCULAR.fullmatch(line)
    if serial:
        return serial["number"]
    found = find_document_number(line)
    if found is None or len(line) > 40 or len(line) - (found.end - found.start) > 12:
        return None
    return print_document_number(found.number)


def read_metadata(line: str) -> tuple[str, str] | None:
    """(label, value) of a line out of a page's table of metadata, blanks taken out of the label."""
    head, mark, value = line.partition(":")
    label = re.sub(r"\s", "", head)
    if not mark or (label not in _METADATA and not (label == "附件" and value.strip()[:1] == "如")):
        return None
    return label, value.strip()


def is_of_page(line: str) -> bool:
    """Whether a line is a page's own and not the notice's: its place in the site, dates of publishing."""
    return bool(_PAGE.fullmatch(line))


def is_letterhead(line: str, below: str) -> bool:
    """Whether a line is the 版头: `…文件`, or names of offices right above the document number."""
    if line.endswith("文件"):
        return len(line) <= 40
    return _all_offices(line) and read_document_number(below) is not None


def is_recipients(line: str) -> bool:
    """Whether a line is the 主送机关: names of organisations, then a colon."""
    if not line.endswith(":") or "。" in line or parse_item_number(line) or re.match(r"附\s*件", line):
        return False
    names = [n for n in re.split(r"[,;、]|和", re.sub(r"\([^)]*\)", "", line[:-1])) if n]
    if not names or re.search(r"如下|下列|以下|通知|包括", line) or _PART_LABEL.match(line):
        return False
    fit = [bool(re.search(rf"(?:{ORGANISATION}|{_ADDRESSED})$", n)) for n in names]
    return sum(fit) * 2 > len(names) or (fit[-1] and line.startswith("各"))


def find_signature(text: str, lines: Sequence[Line], first: int, last: int) -> Signature | None:
    """The signature among lines[first:last]: the last line that is a date, with the names of offices above it.

    Where nobody signs, who printed the paper and when (`…办公室 2025年2月2日印发`).
    """
    return _find_signed(text, lines, first, last, _SIGNED) or _find_signed(text, lines, first, last, _PRINTED)


def _find_signed(
    text: str, lines: Sequence[Line], first: int, last: int, pattern: re.Pattern[str]
) -> Signature | None:
    for i in range(last - 1, first - 1, -1):
        line = text[lines[i].start : lines[i].end]
        found = pattern.fullmatch(line) if len(line) <= 160 else None
        if found is None or lines[i].kind is BlockKind.ROW:
            continue
        day = parse_date(line)
        names = _split_offices(found["names"] or "")
        top = i
        while top > first and _all_offices(text[lines[top - 1].start : lines[top - 1].end]):
            top -= 1
        above = [n for line_ in lines[top:i] for n in _split_offices(text[line_.start : line_.end])]
        if above or names:
            return Signature((*above, *names), day.isoformat() if day else None, top, i)
        if i > (first + last) // 2 and day:
            return Signature((), day.isoformat(), i, i)
    return None


def _split_offices(line: str) -> list[str]:
    return [n for n in re.split(r"\s+", line.strip()) if n]


def _all_offices(line: str) -> bool:
    names = _split_offices(line)
    return (
        bool(names)
        and len(line) <= 120
        and all(re.fullmatch(rf"[^,。;:、]{{2,30}}{ORGANISATION}", n) and not parse_item_number(n) for n in names)
    )


def find_attachment_note(
    text: str, lines: Sequence[Line], first: int, last: int
) -> tuple[tuple[Attachment, ...], int, int]:
    """The 附件说明 among lines[first:last]: its attachments, and the line indexes that it takes, end exclusive."""
    for i in range(first, last):
        line = text[lines[i].start : lines[i].end]
        note = _NOTE.match(line)
        if note is None:
            continue
        found: list[Attachment] = []
        words = (note["first"] or "").strip()
        end = i + 1
        if words:
            found += _listed(words) or [Attachment(None, words.rstrip("。"))]
        while end < last:
            listed = _LISTED.fullmatch(text[lines[end].start : lines[end].end])
            if listed is None or parse_integer(listed["number"]) != len(found) + 1:
                break
            if found and found[0].number is None:
                break
            found.append(Attachment(parse_integer(listed["number"]), listed["title"].strip().rstrip("。;")))
            end += 1
        if found:
            if len(found) == 1 and found[0].number is None:
                found = [Attachment(1, found[0].title)]
            return tuple(found), i, end
    return (), last, last


def _listed(words: str) -> list[Attachment]:
    """Attachments listed on one line: `1.甲方案 2.乙方案`."""
    parts = re.split(r"(?:(?<=\s)|(?<=[;。])|^)(?=(?:[1-9][0-9]?|[一二三四五六七八九十]{1,2})[.、．]\s*[^\d\s])", words)
    found = [m for m in (_LISTED.fullmatch(p.strip()) for p in parts if p.strip()) if m]
    return [Attachment(parse_integer(m["number"]), m["title"].strip().rstrip("。;")) for m in found]


def read_attachment_label(line: str) -> tuple[str, str] | None:
    """(`附件1`, title on the same line or "") where a line opens an attachment; None for any other line."""
    found = _LABEL.fullmatch(line)
    if found is None or len(line) > LONGEST_TITLE_LINE:
        return None
    number, title = found["number"], found["title"].strip()
    if title and (not (number or found["colon"]) or _LISTED.fullmatch(title)):
        return None
    if title and title[-1] in "。;,":
        return None
    if not number and found["colon"]:
        return None
    return f"附件{number}", title


def is_foot(line: str) -> bool:
    """Whether a line is 附注, 抄送, 印发 or contact data: no instruction."""
    return bool(_FOOT.search(line))
