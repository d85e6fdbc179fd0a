"""One notice as other offices and mirrors would show it (变体): the same words in another state.

A variant is made from plain text (UTF-8, rows closed by `|`); what it does to a text is what cleaning must undo.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

Variant = Callable[[str], str]

_HAN = re.compile("[\u4e00-\u9fff]")
_STOPS = ",。、;:，；：！!"
_MARKS = _STOPS + "()（）[]《》〈〉“”‘’〔〕【】.．·%％≥≤-—～~+/…"
_CLOSING = ",.;:!?%)]}，。、；：！？％）】》〉〕”’」』…"
_OPENING = "([{（【《〈〔“‘「『"
_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)


def convert(form: str) -> Variant:
    """Simplified text as a traditional, Taiwan or Hong Kong page writes it (繁体): `s2t`, `s2tw`, `s2hk`."""
    return lambda text: str(_converter(form).convert(text))


@cache
def _converter(form: str) -> OpenCC:
    return OpenCC(form)


def widen(text: str) -> str:
    """ASCII in full width (全角), blanks and all; the bars of a table stay."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c != "|" else "\u3000" if c == " " else c
                   for c in text)


def narrow(text: str) -> str:
    """Every full-width ASCII form in half width (半角)."""
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" and c != "｜" else c for c in text)


def annotate(every: int, *, toned: bool = True, brackets: str = "()") -> Variant:
    """Pinyin in brackets after every n-th Chinese character (注音)."""
    style = Style.TONE if toned else Style.NORMAL

    def spoil(text: str) -> str:
        parts, count = [], 0
        for character in text:
            parts.append(character)
            if _HAN.match(character):
                count += 1
                if count % every == 0:
                    parts.append(f"{brackets[0]}{pinyin(character, style=style)[0][0]}{brackets[1]}")
        return "".join(parts)
    return spoil


def double(marks: str) -> Variant:
    """Each of these marks printed twice (标点重复); the last bar of a row stays one."""
    return lambda text: re.sub(f"[{re.escape(marks)}]", r"\g<0>\g<0>", text)


def wrap(width: int, *, indent: bool, columns: bool = False, words: bool = False, marks: bool = False) -> Variant:
    """Paragraphs broken at a fixed width (硬换行); rows stay.

    width    characters of a line, the indent counted; with `columns` such as a terminal shows, Chinese taking two
    indent   the first line of a paragraph begins with two ideographic blanks
    words    Latin words and numbers are kept whole
    marks    a closing mark hangs behind the line rather than begin the next
    """
    def spoil(text: str) -> str:
        out = []
        for line in re.split(r"\r?\n", text):
            plain = line.strip()
            if not plain or plain.endswith("|"):
                out.append(line)
                continue
            out += _wrap_line(("\u3000\u3000" if indent else "") + plain, width, columns, words, marks)
        return "\n".join(out)
    return spoil


def _wrap_line(line: str, width: int, columns: bool, words: bool, marks: bool) -> list[str]:
    tokens = _WORD.findall(line) if words else list(line)
    lines, now = [], ""
    for token in tokens:
        over = _measure(now + token, columns) > width
        if over and now and token != " " and not (marks and token in _CLOSING):
            lines.append(now)
            now = token
        else:
            now += token
    return [*lines, now]


def _measure(text: str, columns: bool) -> int:
    return sum(1 + (unicodedata.east_asian_width(c) in "WFA") for c in text) if columns else len(text)


def strew(mark: str, every: int) -> Variant:
    """A character that shows nothing behind every n-th one (零宽字符)."""
    return lambda text: "".join(c + mark if i % every == 0 and c not in "\r\n|" else c
                                for i, c in enumerate(text, 1))


def escape(text: str) -> str:
    """Marks and blanks as entities of a web page (实体)."""
    table = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "≥": "&ge;", "《": "&#12298;",
             "》": "&#x300B;", "\u3000": "&emsp;", "%": "&#37;", "。": "&amp;#12290;"}
    return "".join(table.get(c, c) for c in text)


def radicals(text: str) -> str:
    """Characters that are radicals as a PDF's font names them (部首): U+2F00 and on."""
    table = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0x2F00, 0x2FD6)}
    return "".join(table.get(c, c) for c in text)


def misread(written: str, read: str) -> Variant:
    """Bytes of one code table read by another (乱码)."""
    return lambda text: text.encode(written).decode(read)


def space_lines(text: str) -> str:
    """A blank line after every line, `\\r\\n` for line ends, blanks at their ends."""
    return re.sub(r"\r?\n", " \r\n\r\n", text)


