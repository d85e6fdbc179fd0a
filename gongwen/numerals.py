"""Numbers as official documents write them (数字): 12, 1,000, 1.5, 二十三, 两, 二○二四, 百分之九十的九十."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_PLAIN = "〇一二三四五六七八九"

CHINESE_NUMERAL = "零一二三四五六七八九〇○两十百千万"
ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def parse_integer(text: str) -> int:
    """The whole number that Arabic or Chinese numerals say: `12`, `十二`, `一百零五`, `二○二四`, `两`, `③`.

    raises  ValueError: no numeral, or one that no clerk would write (`十十`)
    """
    if text.isascii() and text.replace(",", "").isdigit():
        return int(text.replace(",", ""))
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if not text or any(c not in CHINESE_NUMERAL for c in text):
        raise ValueError(f"no numeral: {text!r}")
    if not any(c in "十百千万" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    if "万" in text:
        high, _, low = text.partition("万")
        return parse_integer(high or "一") * 10000 + (parse_integer(low) if low else 0)
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    total, digit, last = 0, None, 10000
    for c in text:
        if c in _UNITS:
            if _UNITS[c] >= last:
                raise ValueError(f"no numeral: {text!r}")
            last = _UNITS[c]
            total += (1 if digit is None else digit) * last
            digit = None
        elif digit:
            raise ValueError(f"no numeral: {text!r}")
        else:
            digit = _DIGITS[c]
    return total + (digit or 0)


def parse_number(text: str) -> float:
    """The number that Arabic digits (with thousands commas and decimals) or Chinese numerals say."""
    if ARABIC.fullmatch(text):
        return float(text.replace(",", ""))
    if "点" in text:
        whole, _, rest = text.partition("点")
        return float(f"{parse_integer(whole)}.{''.join(str(_DIGITS[c]) for c in rest)}")
    return float(parse_integer(text))


def print_chinese(number: int) -> str:
    """A whole number from 0 to 9999 in Chinese numerals as outlines count: 十二, 二十, 一百零五.

    raises  ValueError: outside 0–9999
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"cannot write {number} as an outline number")
    if number == 0:
        return "零"
    out, gap = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + _PLAIN[digit] + word
            gap = False
        elif out:
            gap = True
    return out[1:] if out.startswith("一十") else out
