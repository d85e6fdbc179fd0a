"""Marks of secrecy and of what is not to be told outside (密级、不公开), as the head and foot of a paper carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.source import SourceText
from specs.model import Doubt

# A line of its own: 机密★1年, 000012 秘密, 密级:机密; running text that speaks of 国家秘密 is none.
_SECRET = re.compile(r"(?:\d{6}\s*)?(?:密\s*[级級]\s*[:：]\s*)?(?P<mark>(?:[绝絕]\s*密|[机機]\s*密|秘\s*密)"
                     r"\s*(?:[★☆*]\s*(?:\d{1,2}\s*年|[长長]期|\d{1,2}\s*[个個]月|解密前)?)?)\s*(?:特急|加急|平急)?\s*")
_CLOSED = re.compile(r"[(（【\[]?\s*(?P<mark>(?:(?:此件|本件|此文|信息公开|公开|主动公开)?"
                     r"(?:[选選][项項]|属性|形式|方式|[类類]别)?\s*[:：]?\s*(?:不予公[开開]|不公[开開])"
                     r"|[内內]部(?:[资資]料|文件|明[电電]|使用|[传傳][阅閱])(?:[,，、 　]*注意保(?:管|存|密))?))"
                     r"\s*[)）】\]]?[。.]?\s*")
_HEAD_BLOCKS = 12


def find_markings(source: SourceText) -> Iterator[Doubt]:
    """Doubts of kind `marking`: 密级 among the first lines, 不公开 or 内部 on a line of its own anywhere."""
    for number, block in enumerate(source.blocks):
        line = source.text[block.start : block.end]
        secret = _SECRET.fullmatch(line.strip()) if number < _HEAD_BLOCKS else None
        found = secret or _CLOSED.fullmatch(line.strip())
        if not found:
            continue
        start = block.start + len(line) - len(line.lstrip()) + found.start("mark")
        quote = found["mark"].rstrip()
        why = "标有密级，请停止处理，按保密规定办理" if secret else "标明不公开，请勿写进给企业和社会的文书"
        yield Doubt("marking", quote, start, start + len(quote), why)
