"""Character for character: width, blanks, line ends of other kinds (全角半角、空白)."""

from __future__ import annotations

# U+FF01–FF5E are ASCII in full width. 。、《》“” stand outside that range and stay as they are.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys(
    [0x09, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029,
     0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0], 0x20)
_HALF_WIDTH = {0xFF61: "。", 0xFF62: "「", 0xFF63: "」", 0xFF64: "、", 0xFF65: "·"}
PLAIN = str.maketrans({**_FULL_WIDTH, **_BLANKS, **_HALF_WIDTH})
