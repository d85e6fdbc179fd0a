"""The head of a paper, its title and main recipients (GB/T 9704 §7.2, §7.3.1, §7.3.2, §10.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from docx.oxml.ns import qn

from conformance.findings import Finding, Strength
from conformance.mending import align, indent, put_blank, set_type
from conformance.paper import Paper, Part, Passage, find_number, is_red
from gongwen.layout import RED, TITLE_FACE, TITLE_PT

_RULE, _NORMAL, _ADVICE = Strength.RULE, Strength.NORMAL, Strength.ADVICE
_NEAR = 0.6
_RED_WORDS = re.compile(r'(?:strokecolor|fillcolor|srgbClr val|w:color)="#?(?P<color>[0-9A-Fa-f]{6})|(?P<name>red)"')


def is_letter(paper: Paper) -> bool:
    """Whether the paper is in the letter format: its sign stands in the first page's header."""
    head = paper.document.sections[0].first_page_header
    return paper.document.sections[0].different_first_page_header_footer and any(
        is_red(paper.styles.look_at(p._p).color) and p.text.strip() for p in head.paragraphs)


def check_head(paper: Paper) -> Iterator[Finding]:
    """Sign, number, signers and the red rule."""
    letter = is_letter(paper)
    for sign in paper.of(Part.SIGN):
        if sign.element.tag != qn("w:p"):
            continue
        if not is_red(sign.look.color):
            yield Finding("7.2.4", _ADVICE, Part.SIGN, "不是红色", "红色小标宋体", sign.place, partial(
                set_type, sign.element, TITLE_FACE, sign.look.size, color=RED))
        if sign.look.align not in ("center", "distribute"):
            yield Finding("7.2.4", _RULE, Part.SIGN, "没有居中", "居中排布", sign.place,
                          partial(align, sign.element, "center"))
    numbers = paper.of(Part.NUMBER)
    signed = any("签发人" in p.text for p in paper.of(Part.SIGNER, Part.NUMBER))
    for number in numbers:
        yield from _check_number(number, paper, letter, signed)
    title = "".join(p.text for p in paper.of(Part.TITLE))
    if numbers and not letter and re.search("(?:请示|报告)$", title) and not signed:
        yield Finding("7.2.6", _RULE, Part.SIGNER, "上行文没有签发人", "发文字号右侧标注签发人", numbers[0].place)
    if letter:
        yield from _check_letter(paper)
    elif numbers and paper.of(Part.SIGN):
        red = _find_red_rule(paper, numbers[-1])
        if red is None:
            yield Finding("7.2.7", _RULE, "版头分隔线", "没有红色分隔线", "发文字号之下4毫米处与版心等宽的红色分隔线",
                          numbers[-1].place)


def _check_number(number: Passage, paper: Paper, letter: bool, signed: bool) -> Iterator[Finding]:
    found = find_number(number.text)
    if found:
        if (found["open"], found["close"]) != ("〔", "〕"):
            yield Finding("7.2.5", _RULE, Part.NUMBER, f"年份用{found['open']}{found['close']}括入", "六角括号〔〕",
                          number.place)
        if len(found["year"]) != 4:
            yield Finding("7.2.5", _RULE, Part.NUMBER, f"年份写作“{found['year']}”", "年份标全称", number.place)
        if found["rest"].startswith("第"):
            yield Finding("7.2.5", _RULE, Part.NUMBER, "发文顺序号加“第”", "不加“第”字", number.place)
        if re.match("第?0", found["rest"]):
            yield Finding("7.2.5", _RULE, Part.NUMBER, "发文顺序号编虚位", "不编虚位（1不编为01）", number.place)
    if letter:
        tab = any(stop.get(qn("w:val")) in ("right", "end") for stop in number.element.iter(qn("w:tab")))
        if number.look.align not in ("right", "end") and not tab:
            yield Finding("10.1", _RULE, Part.NUMBER, "没有顶格居版心右边缘", "顶格居版心右边缘", number.place,
                          partial(align, number.element, "right"))
        return
    if not signed and number.look.align != "center":
        yield Finding("7.2.5", _RULE, Part.NUMBER, "没有居中", "居中排布", number.place,
                      partial(align, number.element, "center"))
    if paper.of(Part.SIGN) and not signed:
        yield from _check_blanks("7.2.5", _RULE, number, paper, 2, "发文机关标志下空二行")


def _check_letter(paper: Paper) -> Iterator[Finding]:
    section = paper.document.sections[0]
    for name, place, edge in (("第一条红色双线", "首页页眉", section.first_page_header),
                              ("第二条红色双线", "首页页脚", section.first_page_footer)):
        if not _has_red_rule(edge._element):
            yield Finding("10.1", _RULE, name, "没有", "红色双线，长170毫米", place)
    codes = [node.text or "" for node in section.first_page_footer._element.iter(qn("w:instrText"))]
    if any("PAGE" in code for code in codes):
        yield Finding("10.1", _RULE, "页码", "首页有页码", "首页不显示页码", "首页页脚")
    for printed in paper.of(Part.PRINTED):
        yield Finding("10.1", _RULE, Part.PRINTED, "信函版记有印发机关和印发日期", "不加印发机关和印发日期、分隔线",
                      printed.place)


def _find_red_rule(paper: Paper, number: Passage) -> Any:
    """The element at or right below the number, or the sign, that draws a red line."""
    element = number.element
    for _ in range(4):
        if element is None:
            return None
        if _has_red_rule(element):
            return element
        element = element.getnext()
    drawn = paper.document.element.body.iter(qn("w:drawing"), qn("w:pict"))
    return next((shape for shape in drawn if _is_red_shape(shape)), None)


def _has_red_rule(element: Any) -> bool:
    edges = [edge for borders in element.iter(qn("w:pBdr")) for edge in borders]
    shapes = element.iter(qn("w:drawing"), qn("w:pict"))
    return any(is_red((edge.get(qn("w:color")) or "").upper()) for edge in edges) or any(
        _is_red_shape(shape) for shape in shapes)


def _is_red_shape(shape: Any) -> bool:
    return any(found["name"] or is_red(found["color"].upper()) for found in _RED_WORDS.finditer(shape.xml)) if hasattr(
        shape, "xml") else False


def check_title(paper: Paper) -> Iterator[Finding]:
    """The title and who it goes to."""
    titles = paper.of(Part.TITLE)
    for title in titles:
        mend = partial(set_type, title.element, TITLE_FACE, TITLE_PT)
        if abs(title.look.size - TITLE_PT) > 0.1:
            yield Finding("7.3.1", _NORMAL, Part.TITLE, f"{title.look.size:g}磅", "2号（22磅）", title.place, mend)
        if title.look.face and not TITLE_FACE.fits(title.look.face):
            yield Finding("7.3.1", _NORMAL, Part.TITLE, title.look.face, "小标宋体", title.place, mend)
    for sent in paper.of(Part.RECIPIENTS):
        if abs(sent.look.first) > 0.3 or abs(sent.look.left) > 0.3 or sent.lead:
            yield Finding("7.3.2", _RULE, Part.RECIPIENTS, "没有顶格", "居左顶格", sent.place,
                          None if sent.lead else partial(indent, sent.element, first=0, left=0))
        if not sent.text.endswith("："):
            yield Finding("7.3.2", _RULE, Part.RECIPIENTS, "标点不是全角冒号", "末尾用全角冒号", sent.place)
        if titles:
            yield from _check_blanks("7.3.2", _RULE, sent, paper, 1, "标题下空一行")


def _check_blanks(clause: str, strength: Strength, passage: Passage, paper: Paper, count: int,
                  wanted: str) -> Iterator[Finding]:
    blanks = paper.blanks_above(passage)
    if abs(blanks - count) > _NEAR:
        mend = partial(put_blank, passage.element, round(count - blanks)) if blanks < count else None
        yield Finding(clause, strength, passage.part, f"上面空{blanks:.0f}行", wanted, passage.place, mend)
