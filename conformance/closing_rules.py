"""What closes a paper (GB/T 9704 §7.3.4–§7.3.7, §7.4): attachments, date, remark, imprint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from docx.oxml.ns import qn

from conformance.findings import Finding, Strength
from conformance.mending import indent, put_blank, set_type, start_page
from conformance.paper import Paper, Part, Passage
from gongwen.layout import LABEL_FACE, SMALL_PT

_RULE, _NORMAL = Strength.RULE, Strength.NORMAL
_NAME = re.compile(r"^(?:附件[:：])?\s*(?:\d{1,2}\s*[.．、])?\s*(?P<name>.*)$")
_ARABIC = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")


def check_attachment_notes(paper: Paper) -> Iterator[Finding]:
    """§7.3.4, and its names against those at the heads of attachments (§7.3.7)."""
    notes = [note for note in paper.of(Part.NOTE) if not note.attached]
    for i, note in enumerate(notes):
        if i == 0 and paper.blanks_above(note) < 0.4:
            yield Finding("7.3.4", _RULE, Part.NOTE, "上面没有空行", "正文下空一行", note.place,
                          partial(put_blank, note.element, 1))
        if i == 0 and abs(note.inside - 2) > 0.35:
            yield Finding("7.3.4", _RULE, Part.NOTE, f"左空{note.inside:.1f}字", "左空二字", note.place,
                          partial(indent, note.element, first=2 - note.lead, left=0))
        if note.text.startswith("附件:"):
            yield Finding("7.3.4", _RULE, Part.NOTE, "“附件”后不是全角冒号", "附件：", note.place)
        if note.text.endswith(("。", "；", ";", "，", ".")):
            yield Finding("7.3.4", _RULE, Part.NOTE, f"名称后有“{note.text[-1]}”", "附件名称后不加标点", note.place)
    marks = paper.of(Part.ATTACHMENT)
    if notes and marks and len(notes) != len(marks):
        yield Finding("7.3.7", _RULE, Part.ATTACHMENT, f"附件说明列{len(notes)}个，后面有{len(marks)}个附件",
                      "附件顺序号和标题与附件说明一致", marks[0].place)
    elif notes:
        yield from _check_names(paper, notes, marks)


def _check_names(paper: Paper, notes: list[Passage], marks: list[Passage]) -> Iterator[Finding]:
    for note, mark in zip(notes, marks, strict=False):
        lines = _title_below(paper, mark)
        title = re.sub(r"\s", "", "".join(line.text for line in lines))
        found = _NAME.match(note.text)
        name = re.sub(r"\s", "", found["name"]).rstrip("。；;，.") if found else ""
        if title and name and title != name:
            yield Finding("7.3.7", _RULE, Part.ATTACHMENT_TITLE, f"标题是“{title[:24]}”",
                          f"与附件说明一致：{name[:24]}", mark.place)


def _title_below(paper: Paper, mark: Passage) -> list[Passage]:
    at = next(i for i, passage in enumerate(paper.passages) if passage is mark) + 1
    lines: list[Passage] = []
    for passage in paper.passages[at:]:
        if passage.part is Part.ATTACHMENT_TITLE:
            lines.append(passage)
        elif passage.part is not Part.BLANK or lines:
            break
    return lines


def check_attachments(paper: Paper) -> Iterator[Finding]:
    """§7.3.7: on a new page, flush left, without a colon; the title on the third line."""
    for mark in paper.of(Part.ATTACHMENT):
        if mark.text.endswith(("：", ":")):
            yield Finding("7.3.7", _RULE, Part.ATTACHMENT, "附件顺序号后有冒号", "附件1（不加标点）", mark.place)
        if mark.look.align in ("center", "right") or abs(mark.look.first + mark.look.left) > 0.3:
            yield Finding("7.3.7", _RULE, Part.ATTACHMENT, "没有顶格", "版心左上角第一行顶格", mark.place,
                          partial(indent, mark.element, first=0, left=0))
        if not _on_new_page(paper, mark):
            yield Finding("7.3.7", _RULE, Part.ATTACHMENT, "没有另面编排", "另面编排", mark.place,
                          partial(start_page, mark.element))
        if mark.look.face and not LABEL_FACE.fits(mark.look.face):
            yield Finding("7.3.7", _RULE, Part.ATTACHMENT, mark.look.face, "3号黑体字", mark.place,
                          partial(set_type, mark.element, LABEL_FACE, 16.0))
        for title in _title_below(paper, mark)[:1]:
            blanks = paper.blanks_above(title)
            if abs(blanks - 1) > 0.6:
                yield Finding("7.3.7", _RULE, Part.ATTACHMENT_TITLE, f"附件顺序号下空{blanks:.0f}行",
                              "标题居中排在第三行", title.place,
                              partial(put_blank, title.element, 1) if blanks < 0.5 else None)


def _on_new_page(paper: Paper, mark: Passage) -> bool:
    if mark.look.new_page:
        return True
    above = mark.element.getprevious()
    while above is not None:
        if next(above.iter(qn("w:sectPr")), None) is not None:
            return True
        if any(br.get(qn("w:type")) == "page" for br in above.iter(qn("w:br"))):
            return True
        if any((node.text or "").strip() for node in above.iter(qn("w:t"))):
            return any(br.get(qn("w:type")) == "page" for br in mark.element.iter(qn("w:br")))
        above = above.getprevious()
    return True


def check_date(paper: Paper) -> Iterator[Finding]:
    """§7.3.5.4, §7.3.6 and §10.3: the date in Arabic digits; the note below it; who was at a meeting."""
    for there in paper.of(Part.ATTENDANCE):
        if abs(there.inside - 2) > 0.35:
            yield Finding("10.3", _RULE, Part.ATTENDANCE, f"左空{there.inside:.1f}字", "左空二字", there.place)
    for date in paper.of(Part.DATE):
        if date.attached or "【" in date.text:
            continue
        if not _ARABIC.fullmatch(date.text.replace(" ", "")):
            yield Finding("7.3.5.4", _RULE, Part.DATE, date.text,
                          "阿拉伯数字，年份标全称，月、日不编虚位：2026年1月5日", date.place)
        if date.look.align == "left" and abs(date.look.left) < 0.3 and abs(date.look.first) < 3:
            yield Finding("7.3.5", _NORMAL, Part.DATE, "居左", "右空四字（加盖印章）", date.place)
    for remark in paper.of(Part.REMARK):
        if not (remark.text.startswith("（") and remark.text.endswith("）")):
            yield Finding("7.3.6", _RULE, Part.REMARK, "没有用圆括号括入", "加圆括号", remark.place)
        if abs(remark.inside - 2) > 0.35:
            yield Finding("7.3.6", _RULE, Part.REMARK, f"左空{remark.inside:.1f}字", "居左空二字", remark.place,
                          partial(indent, remark.element, first=2 - remark.lead, left=0))


def check_imprint(paper: Paper) -> Iterator[Finding]:
    """§7.4: copies end with a full stop, one character in on both sides; office and date of print."""
    for copies in paper.of(Part.COPIES):
        if not copies.text.endswith("。"):
            yield Finding("7.4.2", _RULE, Part.COPIES, "末尾没有句号", "最后一个抄送机关后标句号", copies.place)
        if copies.text[2] != "：":
            yield Finding("7.4.2", _RULE, Part.COPIES, "“抄送”后不是全角冒号", "抄送：", copies.place)
        yield from _check_small(copies)
    for printed in paper.of(Part.PRINTED):
        plain = printed.text.replace(" ", "")
        if "【" not in plain and not re.search(_ARABIC.pattern + "印发$", plain):
            yield Finding("7.4.3", _RULE, Part.PRINTED, plain[-14:], "2026年1月5日印发（月、日不编虚位）",
                          printed.place)
        yield from _check_small(printed)


def _check_small(passage: Passage) -> Iterator[Finding]:
    look = passage.look
    own_cell = any(above.tag == qn("w:tc") for above in passage.element.iterancestors())
    if abs(passage.inside - 1) > 0.4 and not own_cell:
        yield Finding("7.4", _RULE, passage.part, f"左空{passage.inside:.1f}字", "左右各空一字", passage.place,
                      partial(indent, passage.element, left=1, right=1, first=0))
    if abs(look.size - SMALL_PT) > 0.1:
        yield Finding("7.4", _NORMAL, passage.part, f"{look.size:g}磅", "4号（14磅）", passage.place)
