"""One notice as other offices and mirrors would show it (变体): the same words in another state.

A variant tells for every character of a text what stands in its place, so that a test knows where each came from:
`"".join(variant(text))` is the text in its new state, and `len(variant(text)) == len(text)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from opencc import OpenCC
from pypinyin import Style, pinyin

Variant = Callable[[str], list[str]]

STOPS = ",。、;:!，；：！"
MARKS = STOPS + "()（）[]《》〈〉“”‘’〔〕【】.．·%％≥≤-—～~+/…"
_HAN = re.compile("[\u4e00-\u9fff]")
_CLOSING = ",.;:!?%)]}，。、；：！？％）】》〉〕”’」』…"
_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[A-Za-z0-9.%]+|.", re.DOTALL)
_BESIDE = re.compile("[\u4e00-\u9fff](?=[0-9A-Za-z])|[0-9A-Za-z%](?=[\u4e00-\u9fff])")
_FIRST_NUMBER = re.compile(r"(?:^|\n)[ \u3000]*[0-9.]{1,5}$")
_ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "≥": "&ge;", "《": "&#12298;",
             "》": "&#x300B;", "\u3000": "&emsp;", "%": "&#37;", "。": "&amp;#12290;"}
_RADICALS = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}


def convert(form: str) -> Variant:
    """Simplified text as a traditional, Taiwan or Hong Kong page writes it (繁体): `s2t`, `s2tw`, `s2hk`."""
    def spoil(text: str) -> list[str]:
        made = list(_converter(form).convert(text))
        assert len(made) == len(text)
        return made
    return spoil


@cache
def _converter(form: str) -> OpenCC:
    return OpenCC(form)


def widen(text: str) -> list[str]:
    """ASCII in full width (全角), blanks and all; the bars of a table stay."""
    return ["\u3000" if c == " " else chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c != "|" else c for c in text]


def narrow(text: str) -> list[str]:
    """Every full-width ASCII form in half width (半角)."""
    return [chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" and c != "｜" else c for c in text]


def annotate(every: int, *, toned: bool = True, brackets: str = "()") -> Variant:
    """Pinyin in brackets after every n-th Chinese character (注音)."""
    style = Style.TONE if toned else Style.NORMAL

    def spoil(text: str) -> list[str]:
        made, count = [], 0
        for character in text:
            count += bool(_HAN.match(character))
            reading = f"{brackets[0]}{pinyin(character, style=style)[0][0]}{brackets[1]}"
            made.append(character + reading if _HAN.match(character) and count % every == 0 else character)
        return made
    return spoil


def double(marks: str) -> Variant:
    """Each of these marks printed twice (标点重复)."""
    return lambda text: [c * 2 if c in marks else c for c in text]


def wrap(width: int, *, indent: bool, columns: bool = False, kept: bool = False) -> Variant:
    """Paragraphs broken at a fixed width (硬换行); rows stay.

    width    characters of a line, the indent counted; with `columns` such as a terminal shows, Chinese taking two
    indent   the first line of a paragraph begins with two ideographic blanks
    kept     Latin words and numbers are kept whole, and a closing mark hangs behind the line
    """
    def spoil(text: str) -> list[str]:
        made = list(text)
        for line in _LINE.finditer(text):
            words = line.group().rstrip()
            if not words or words.endswith("|"):
                continue
            first = line.start() + len(words) - len(words.lstrip())
            made[line.start():first] = [""] * (first - line.start())
            if indent:
                before = max(first - 1, 0)
                made[before] = made[before] + "\u3000\u3000" if first else "\u3000\u3000" + made[0]
            _wrap_line(made, text, first, line.start() + len(words), (width, 2 * indent, columns, kept))
        return made
    return spoil


def _wrap_line(made: list[str], text: str, at: int, end: int, manner: tuple[int, int, bool, bool]) -> None:
    width, used, columns, kept = manner
    used *= 1 + columns
    for found in (_WORD if kept else re.compile(".")).finditer(text, at, end):
        piece = found.group()
        size = sum(1 + (columns and unicodedata.east_asian_width(c) in "WFA") for c in piece)
        if used + size > width and found.start() > at and piece != " " and not (kept and piece in _CLOSING):
            made[found.start() - 1] += "\n"
            used = 0
        used += size


def space_numbers(text: str) -> list[str]:
    """A blank between Chinese and numbers or Latin words (盘古之白), not at a line's first number."""
    at = {m.end() - 1 for m in _BESIDE.finditer(text) if not _FIRST_NUMBER.search(text, 0, m.end())}
    return [c + " " if i in at else c for i, c in enumerate(text)]


def strew(mark: str, every: int) -> Variant:
    """A character that shows nothing behind every n-th one (零宽字符)."""
    return lambda text: [c + mark if i % every == 0 and c not in "\r\n|" else c for i, c in enumerate(text, 1)]


def escape(text: str) -> list[str]:
    """Marks and blanks as entities of a web page (实体)."""
    return [_ENTITIES.get(c, c) for c in text]


def name_radicals(text: str) -> list[str]:
    """Characters that are radicals as the font of a PDF names them (部首): U+2F00 and on."""
    return [_RADICALS.get(c, c) for c in text]


def space_lines(text: str) -> list[str]:
    """A blank line after every line, `\\r\\n` for line ends, blanks at their ends."""
    return [{"\r": "", "\n": " \r\n\r\n"}.get(c, c) for c in text]


def chain(first: Variant, second: Variant) -> Variant:
    """One state over the other."""
    def spoil(text: str) -> list[str]:
        pieces = first(text)
        after = iter(second("".join(pieces)))
        return ["".join(next(after) for _ in piece) for piece in pieces]
    return spoil


def slip_bytes(text: str, at: int) -> str | None:
    """A text as a mirror shows it that writes pinyin between the bytes of a GBK page (字节错位), not its characters.

    at       the second byte of this character and the first of the next are taken for one that the mirror reads aloud
    returns  what a browser makes of the bytes; None where the two bytes are no character with a reading
    """
    try:
        before, after = text[:at + 1].encode("gbk"), text[at + 1:].encode("gbk")
        torn = (before[-1:] + after[:1]).decode("gbk")
    except UnicodeError:
        return None
    reading = pinyin(torn, style=Style.TONE)[0][0]
    if len(torn) != 1 or not _HAN.match(torn) or not reading:
        return None
    return _show_pairs(before + after[:1] + f"({reading})".encode("gbk", "ignore") + after[1:])


def _show_pairs(code: bytes) -> str:
    """GBK as a browser shows it: a pair that is broken is `?`, one that the table leaves empty is nothing."""
    shown, at = "", 0
    while at < len(code):
        pair = code[at:at + 2]
        if pair[0] < 0x80:
            shown, at = shown + chr(pair[0]), at + 1
            continue
        broken = len(pair) < 2 or pair[1] < 0x40 or pair[1] in (0x7F, 0xFF)
        shown, at = shown + ("?" if broken else pair.decode("gbk", "ignore")), at + 2
    return shown


SCRIPTS: dict[str, Variant] = {form: convert(form) for form in ("s2t", "s2tw", "s2hk")}
NOISE: dict[str, Variant] = {
    "full width": widen,
    "half width": narrow,
    "pinyin after each character": annotate(1),
    "pinyin here and there": annotate(7),
    "pinyin without tones, full-width brackets": annotate(13, toned=False, brackets="（）"),
    "stops doubled": double(STOPS),
    "every mark doubled": double(MARKS),
    "blanks beside numbers": space_numbers,
    "zero-width blanks": strew("\u200b", 9),
    "byte-order marks": strew("\ufeff", 4),
    "entities": escape,
    "Kangxi radicals": name_radicals,
    "blank lines between": space_lines,
}
WRAPS: dict[str, Variant] = {
    **{f"{width} characters{', indented' * indent}": wrap(width, indent=indent)
       for width in (28, 35, 40, 60) for indent in (False, True)},
    **{f"{width} columns, words kept{', indented' * indent}": wrap(width, indent=indent, columns=True, kept=True)
       for width in (70, 80) for indent in (False, True)},
}
BOTH: dict[str, Variant] = {
    "s2t, pinyin": chain(convert("s2t"), annotate(5)),
    "s2tw, wrapped": chain(convert("s2tw"), wrap(38, indent=True)),
    "s2hk, stops doubled": chain(convert("s2hk"), double(STOPS)),
}
VARIANTS = SCRIPTS | NOISE | WRAPS | BOTH
