"""What begins a paragraph where the line above is full (段首判断): the words tell, since the width does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from extractor.clean.characters import HAN
from gongwen.dates import DATE
from gongwen.document_numbers import find_document_number
from gongwen.item_numbers import ItemStyle, parse_item_number
from gongwen.kinds import find_kind

_CLOSED = re.compile(r"[。;:!?…]['\"”’」』)》]*$|^\([^()]*\)$")
_STOPPED = re.compile(r"[。!?…]['\"”’」』)》]*$")
_NEVER_FIRST = re.compile(r"[的之等和及与與或、,。;:)〕】》〉”’」』%]")
_STOP = re.compile(r"[。;!?]")
_SAID = re.compile(r"[。;!?:]")  # within a line: it says something, and is no heading alone
_SENTENCE = re.compile(r"[。!?]")
_CLAUSE = re.compile(r"[,。;:!?]")
_MARK = re.compile(r"[,。、;:!?]")
_RUN_IN = re.compile(r"([一二三四五六七八九十])是")
# What stands at the head of a paragraph where a sentence has ended before it.
_OPENS = re.compile(r"附件|附:|抄送|专栏|專欄|主题词|主題詞|——?(?=\S)|[联聯][系繫络絡][人电電]|[特专專]此|此[件复復]"
                    r"|本[^,。;:]{2,6}自[^,。;:]{1,20}[施执執][行][,。]")
_COPIES = re.compile(r"[正副]本:")  # who gets it, at the foot of a letter from Taiwan
_LIST_HEAD = re.compile(r"附件[::]? ?")
_LABEL = re.compile(rf"((?:{HAN}|[0-9]){{2,8}}):")
_HAND_SET = re.compile(rf"{HAN} +{HAN}")  # names set in columns, as under a joint notice
# Tails of those who are addressed or sign.
_BODY = re.compile(r"(?:政府|委员会|委員會|[委局厅廳部院办辦会會处處所站社队隊行校司企]|中心|单位|單位|部门|部門|机构"
                   r"|機構|企业|企業|公司|街道|[省市区區县縣镇鎮乡鄉])(?:\([^()]*\))?:?$")
_AS_FOLLOWS = re.compile(r"如下:$")
_SPACED = re.compile(rf"(?:{HAN} +)+{HAN}")
_REASON = re.compile(r"根据|根據|按照|依据|依據|遵照|为|為|现|現")
_LEAST_TITLE = 6
_ENOUGH = 20  # lines at the head and end of a paragraph that are looked at
_LEAST_BODY = 5
_OPEN_TITLE = re.compile(r"《[^》]*$")
_ORDINALS = "一二三四五六七八九十"
_FIRST_TWO = re.compile(rf"(?:——?)?{HAN}{{2}}")


class Page:
    """The lines of a text broken at a width (版面), half-width, with what they tell of its paragraphs.

    lines  without blanks at their ends
    full   lines that may go on below; what follows any other begins a paragraph
    rows   those that are rows of a table
    """

    def __init__(self, lines: Sequence[str], full: frozenset[int], rows: frozenset[int]) -> None:
        self.lines, self.full, self.rows = lines, full, rows

    @cached_property
    def _whole(self) -> str:
        return "".join(self.lines)

    def says_again(self, words: str) -> bool:
        """Whether a run of the text stands in it once more, as the title of an attached plan does."""
        return self._whole.count(words) > 1

    @cached_property
    def label_tails(self) -> frozenset[str]:
        """The last two characters of the labels that paragraphs begin with: 重点帮扶: and 一般帮扶: are of one kind."""
        return frozenset(m[1][-2:] for i, line in enumerate(self.lines)
                         if (i == 0 or i - 1 not in self.full) and (m := _LABEL.match(line)))

    @cached_property
    def standing_alone(self) -> frozenset[ItemStyle]:
        """Levels of items whose headings are a line of their own; headings of one level are set alike."""
        alone: Counter[ItemStyle] = Counter()
        run_on: Counter[ItemStyle] = Counter()
        for i, line in enumerate(self.lines):
            found = parse_item_number(line) if i == 0 or i - 1 not in self.full else None
            if found and (is_closed(line) or _STOP.search(line)):
                run_on[found[0].style] += 1
            elif found and i not in self.full:
                alone[found[0].style] += 1
        return frozenset(style for style, n in alone.items() if n >= 2 and n > 2 * run_on[style])

    @cached_property
    def parts_run_ins(self) -> bool:
        """Whether 二是 … are paragraphs of their own."""
        return any(i and i - 1 not in self.full and (m := _RUN_IN.match(line)) and m[1] != "一"
                   for i, line in enumerate(self.lines))


def is_closed(line: str) -> bool:
    """Whether a line ends as a paragraph may: with a stop, or a bracket around all of it."""
    return bool(_CLOSED.search(line))


def begins_paragraph(page: Page, first: int, at: int, indented: bool | None) -> bool:
    """Whether line `at` begins a paragraph, where the one that began at line `first` fills the line above.

    indented  whether the line is indented, in a text that tells paragraphs so; None in one that does not
    """
    head, tail = page.lines[first:min(at, first + _ENOUGH)], page.lines[max(first + _ENOUGH, at - _ENOUGH):at]
    paragraph, line = "".join([*head, *tail]), page.lines[at]  # no line of a paragraph tells more for being the 50th
    if _stands_alone(line) or (indented is None and _is_signature(page, at)):
        return True
    if _NEVER_FIRST.match(line):
        return False
    if _is_whole(page, paragraph):
        return at in page.full or is_closed(line) or find_kind(paragraph + line) is None
    if indented is not None:  # lists are often set without the indent of the text around them
        return indented or (is_closed(paragraph) and (bool(_COPIES.match(line)) or _counts_on(paragraph, line)))
    numbered = _goes_on_counting(page, paragraph, line)
    if numbered is not None:
        return numbered
    above = page.lines[at - 1]
    return (((is_closed(above) or is_closed(paragraph)) and bool(_OPENS.match(line) or _COPIES.match(line)))
            or (bool(_STOPPED.search(above)) and (_is_unclosed_line(page, at) or _is_like(page, paragraph, line)))
            or _has_same_label(paragraph, line)
            or (_is_set_by_hand(above) and _is_set_by_hand(line))
            or (first == at - 1 and _is_lone_heading(page, at)))


def _stands_alone(line: str) -> bool:
    """A date, a document number or spaced-out words, and nothing else."""
    if _SPACED.fullmatch(line):
        return True
    plain = re.sub(r"[\s()]", "", line)
    if DATE.fullmatch(plain):
        return True
    number = find_document_number(line)
    return number is not None and number.start == 0 and number.end == len(line)


def _is_whole(page: Page, paragraph: str) -> bool:
    """Whether a paragraph is over by its own words: an address, `…如下:`, a title."""
    if _AS_FOLLOWS.search(paragraph):
        return True
    if _SENTENCE.search(paragraph):
        return False
    if paragraph.endswith(":"):
        return bool(_BODY.search(paragraph))
    if _CLAUSE.search(paragraph) or len(paragraph) < _LEAST_TITLE or find_kind(paragraph) is None:
        return False
    about = "关于" in paragraph or "關於" in paragraph
    cited = bool(paragraph.endswith("》") or _REASON.match(paragraph) or _OPEN_TITLE.search(paragraph))
    return not cited and (page.says_again(paragraph) or (about and find_document_number(paragraph) is None))


def _is_signature(page: Page, at: int) -> bool:
    """A body's name right above a line that is a date."""
    line = page.lines[at]
    if at in page.full or at + 1 == len(page.lines) or not DATE.fullmatch(page.lines[at + 1].replace(" ", "")):
        return False
    return len(line) >= _LEAST_BODY and not _MARK.search(line) and bool(_BODY.search(line))


def _goes_on_counting(page: Page, paragraph: str, line: str) -> bool | None:
    """Whether a line that begins with a number begins a paragraph; None where it begins with none."""
    run_in = _RUN_IN.match(line)
    if run_in:
        before = f"{_ORDINALS[_ORDINALS.index(run_in[1]) - 1]}是"
        if run_in[1] != "一" and before in paragraph:
            return paragraph.startswith(before)
        return is_closed(paragraph) and page.parts_run_ins
    found = parse_item_number(line)
    if found is None:
        return None
    number, rest = found
    if number.style is ItemStyle.CHINESE and rest[:1] in _ORDINALS:  # 四、五类桥梁
        return None
    if number.style in (ItemStyle.CHINESE, ItemStyle.BRACKETED_CHINESE):
        return not paragraph.endswith("第")
    if number.style in (ItemStyle.ARTICLE, ItemStyle.CHAPTER):
        return is_closed(paragraph) or line[len(number.printed):][:1] == " "
    if number.style in (ItemStyle.BOX, ItemStyle.ATTACHMENT, ItemStyle.SECTION):
        return is_closed(paragraph) or None
    if _counts_on(paragraph, line):
        return True
    if number.value > 1 and _counts_within(paragraph, number.printed, number.value - 1):
        return False
    return is_closed(paragraph) or paragraph.endswith(")")


def _counts_on(paragraph: str, line: str) -> bool:
    """Whether a line begins with the number after that which the paragraph begins with."""
    found, last = parse_item_number(line), parse_item_number(_LIST_HEAD.sub("", paragraph, count=1))
    return bool(found and last and (last[0].style, last[0].value) == (found[0].style, found[0].value - 1))


def _counts_within(paragraph: str, printed: str, value: int) -> bool:
    """Whether the number before stands in the midst of a paragraph: `包括:1.…;2.…`."""
    before = re.sub(r"[0-9]+", str(value), printed) if re.search("[0-9]", printed) else chr(ord(printed[0]) - 1)
    return bool(re.search(rf"(?<![0-9]){re.escape(before)}(?![0-9])", paragraph[1:]))


def _is_unclosed_line(page: Page, at: int) -> bool:
    """A line that ends short and without any mark: a paragraph's last line ends with one, so this is no such."""
    if at in page.full or is_closed(page.lines[at]):
        return False
    return at + 1 in page.rows or bool(re.search(rf"(?:{HAN}|[0-9A-Za-z%])$", page.lines[at]))


def _is_like(page: Page, paragraph: str, line: str) -> bool:
    """Paragraphs that begin alike: `坚持…。坚持…。`, `2025年:… 2026年:…`, `重点帮扶:… 一般帮扶:…`."""
    label = _LABEL.match(line)
    if label and (_LABEL.match(paragraph) or label[1][-2:] in page.label_tails):
        return True
    first = _FIRST_TWO.match(paragraph)
    return first is not None and line.startswith(first.group())


def _has_same_label(paragraph: str, line: str) -> bool:
    """`联系人:…` under `联系人:…`."""
    first, second = _LABEL.match(paragraph), _LABEL.match(line)
    return first is not None and second is not None and first[1] == second[1]


def _is_set_by_hand(line: str) -> bool:
    return bool(_HAND_SET.search(line)) and not _MARK.search(line)


def _is_lone_heading(page: Page, at: int) -> bool:
    """Whether the full line above is a heading that stands alone as others of its level do, and text begins here."""
    found = parse_item_number(page.lines[at - 1])
    return (found is not None and found[0].style in page.standing_alone and not _SAID.search(page.lines[at - 1])
            and (at in page.full or is_closed(page.lines[at])))
