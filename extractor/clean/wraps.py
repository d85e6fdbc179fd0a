"""Lines that a program broke at a fixed width (硬换行), put back into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractor.source import Block, BlockKind

_SHORTEST = 16  # characters or, doubled, columns: nobody wraps Chinese narrower
_SLACK = 2  # a line may end so much early: a mark must not begin the next one, a word is kept whole
_LEAST_FULL = 3
_MOST_LONGER = 0.1
_LEAST_SHARE = 0.25
_LEAST_RUNNING = 0.6
_CLOSES = re.compile(r"[。;；:：!！?？…]['\"”’)）》]*$")
# What begins a paragraph even where the line above is full: an item number, an attachment, 附则 and their like.
_OPENS = re.compile(
    r"[一二三四五六七八九十百]{1,3}、|[(（][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}[.．、](?![0-9])|[①-⑳㈠-㈩]|第[一二三四五六七八九十百]{1,4}[章节節条條]"
    r"|附件|附：|抄送|专栏|專欄|主题词|[一二三四五六七八九十]是")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|第")
_INDENT = re.compile(r"[ \t]{2,}$|\u3000+[ \t]*$")


def find_paragraphs(text: str, blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks that make one paragraph each; one a paragraph unless the text is broken at a fixed width.

    text    the source; what stands between blocks shows indents
    blocks  without empty ones; rows of a table are never joined
    """
    full = _find_full(text, blocks)
    if not full:
        return [[b] for b in blocks]
    indented = _opens_by_indent(text, blocks, full)
    groups: list[list[Block]] = []
    for i, block in enumerate(blocks):
        if groups and i - 1 in full and block.kind is BlockKind.PARAGRAPH and \
                _goes_on(text, blocks[i - 1], block, indented):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def join_blank(text: str, left: Block, right: Block) -> str:
    """What stood between two lines of one paragraph: a blank where one is left of it or two Latin words meet."""
    gap = text[left.end:right.start]
    if re.match(r" +[\r\n]", gap) or re.search(r"[\r\n] $", gap):
        return " "
    return " " if re.fullmatch(r"[A-Za-z,.] ?[A-Za-z]", text[left.end - 1] + text[right.start]) else ""


def _find_full(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The lines that reach the width that the text is broken at; none where it is not."""
    for measure, shortest, slack in ((_characters, _SHORTEST, _SLACK), (_columns, 2 * _SHORTEST, 2 * _SLACK)):
        lengths = {i: measure(text, b) for i, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH}
        long = sorted((n for n in lengths.values() if n >= shortest), reverse=True)
        if len(long) < _LEAST_FULL:
            continue
        counts = Counter(long)
        width = max(counts, key=lambda w: (sum(counts[w - early] for early in range(slack + 1)), w))
        full = frozenset(i for i, n in lengths.items() if width - slack <= n <= width)
        longer = sum(n > width for n in long)
        if len(full) < max(_LEAST_FULL, _LEAST_SHARE * len(lengths)) or longer > _MOST_LONGER * len(long):
            continue
        running = sum(not _CLOSES.search(text[blocks[i].start:blocks[i].end]) for i in full)
        if running >= _LEAST_RUNNING * len(full):
            return full
    return frozenset()


def _goes_on(text: str, above: Block, block: Block, indented: bool) -> bool:
    gap = text[above.end:block.start]
    if len(re.findall(r"\r\n|\r|\n", gap)) > 1:
        return False
    if indented:
        return not _INDENT.search(gap)
    closed = _CLOSES.search(text[above.start:above.end])
    return not (_OPENS.match(text[block.start:block.end]) and (closed or _is_heading(text, block)))


def _is_heading(text: str, block: Block) -> bool:
    """Whether a line opens as no running sentence goes on: `一、`, `(一)`; `2.` may be part of a number."""
    return bool(_HEADING.match(text[block.start:block.end]))


def _opens_by_indent(text: str, blocks: Sequence[Block], full: frozenset[int]) -> bool:
    """Whether paragraphs are told by an indent: most lines after a short one have it, most after a full one not."""
    after_short = [i for i in range(1, len(blocks)) if i - 1 not in full]
    after_full = [i for i in range(1, len(blocks)) if i - 1 in full]
    shorts, fulls = (sum(bool(_INDENT.search(text[blocks[i - 1].end:blocks[i].start])) for i in after)
                     for after in (after_short, after_full))
    return shorts * 2 > len(after_short) and fulls * 2 < len(after_full)


def _characters(text: str, block: Block) -> int:
    """Length with the indent before it."""
    return block.end - (text.rfind("\n", 0, block.start) + 1)


def _columns(text: str, block: Block) -> int:
    line = text[text.rfind("\n", 0, block.start) + 1:block.end]
    return len(line.encode("gbk", "replace"))  # as wide as it is long in the old code table
