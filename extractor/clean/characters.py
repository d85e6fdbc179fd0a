"""Character for character: width, blanks, look-alikes of ordinary characters (全角半角、空白、兼容字符)."""

from __future__ import annotations

import re
import unicodedata

# U+FF01–FF5E are ASCII in full width. 。、《》“” stand outside that range and stay as they are.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys([
    0x09, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029,
    0x202F, 0x205F, 0x3000, 0x3164, 0xFFA0], 0x20)
# Half-width, small and vertical forms (U+FE10–FE6B, U+FF61–FF65), and what Taiwan and Hong Kong print for our ≥ and ·.
_FORMS = {ord(form): ord(plain) for form, plain in zip(
    "｡｢｣､･﹐﹑﹒﹔﹕﹖﹗﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫"
    "︐︑︒︓︔︕︖︙︰︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄"
    "〝〞〟≧≦‧・‐‑−〜",
    "。「」、·,、.;:?!(){}〔〕#&*+-<>=\\$%@"
    ",、。:;!?…:(){}〔〕【】《》〈〉「」『』"
    "“””≥≤··---~", strict=True)}
# CJK radicals that PDF fonts put in the place of the character (U+2E80–2EF3), by Unicode's table
# EquivalentUnifiedIdeograph; Kangxi radicals (U+2F00–2FD5) and compatibility ideographs are in the standard library.
_RADICALS = {ord(radical): ord(plain) for radical, plain in zip(
    "⺁⺆⺇⺈⺊⺌⺎⺏⺒⺓⺕⺛⺜⺝⺟⺠⺥⺧⺩⺪⺫⺬⺮⺯⺶⺹⺻⺼⺽⻁⻂⻃⻄⻅⻆"
    "⻉⻊⻋⻌⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻱⻲⻳",
    "厂冂几刀卜小兀尣巳幺彐旡日月母民爫牛王疋罒示竹糹羊耂聿月臼虎衤覀西见角"
    "贝足车辶長长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿竜龙龜亀龟", strict=True)}
_KANGXI = {code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)}
_COMPATIBLE = {
    code: ord(plain) for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    if len(plain := unicodedata.normalize("NFC", chr(code))) == 1 and plain != chr(code)}
PLAIN = str.maketrans({**_FULL_WIDTH, **_BLANKS, **_FORMS, **_RADICALS, **_KANGXI, **_COMPATIBLE})

# Controls, soft hyphens, zero-width and direction marks, variation selectors: they show nothing and say nothing.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e01ef]+")
# Those of them that no wrong table makes of bytes: they go before garbling is looked at, which they would part.
ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u2060-\u2064\ufeff]+")
# Private use: a font's own bullet or a character that no table has.
PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
HAN = r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
