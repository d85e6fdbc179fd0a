"""Lines that a program broke at a fixed width (硬换行), put back into paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.clean.characters import PLAIN
from extractor.clean.openings import Page, begins_paragraph, is_closed
from extractor.source import Block, BlockKind

_SHORTEST = 16  # characters, or twice as many columns: nobody wraps Chinese narrower
_LEAST_FULL = 3
_MOST_LONGER = 0.1
_LEAST_SHARE = 0.25
_LEAST_RUNNING = 0.6
_ROUGH = 2  # characters that a line in proportional type may end early
_LEAST_ROUGH = 1.1  # so many times as many lines must be explained before type is thought to be proportional
_LEAST_PARTED = 0.02
_CLOSING = ",.;:!?%)]}，。、；：！？％）】》〉〕”’」』…·"
_LATIN = "A-Za-z0-9.%‰+/-"
_PARTED_WORD = re.compile(r"[A-Za-z0-9]\n[A-Za-z0-9]")
_PARTED_MARK = re.compile(rf".\n[{re.escape(_CLOSING)}]")
_INDENT = re.compile(r"[ \t]{2,}$|\u3000+[ \t]*$")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Blocks put together (段落).

    groups       the blocks of one paragraph each, in order
    parts_words  Latin words and numbers were broken too: where two meet at a line's end, no blank stood between
    """

    groups: tuple[tuple[Block, ...], ...]
    parts_words: bool = False


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a program broke its lines (换行方式): the unit of width, what it kept whole, how exact it was.

    columns      width counts columns, Chinese characters taking two
    parts_words  Latin words and numbers were broken
    parts_marks  a closing mark may begin a line; else it hangs, or the character before goes down with it
    slack        characters that a line may end early all the same
    """

    columns: bool
    parts_words: bool = False
    parts_marks: bool = False
    slack: int = 0

    def measure(self, words: str) -> int:
        """Characters, or columns as the old code table counts them."""
        return len(words.encode("gbk", "replace")) if self.columns else len(words)

    @property
    def unit(self) -> int:
        return 2 if self.columns else 1


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of running text with what stands below it (行): `line` with its indent and blanks, `below` where the
    next line is text too, else None."""

    line: str
    below: str | None


def find_paragraphs(text: str, blocks: Sequence[Block]) -> Paragraphs:
    """The blocks that make one paragraph each; one a paragraph unless the text is broken at a fixed width.

    text    the source; what stands between blocks shows indents
    blocks  without empty ones; rows of a table are never joined
    """
    full, manner = _find_full(_list_lines(text, blocks))
    if not full:
        return Paragraphs(tuple((b,) for b in blocks))
    page = Page([text[b.start:b.end].translate(PLAIN) for b in blocks], full,
                frozenset(i for i, b in enumerate(blocks) if b.kind is BlockKind.ROW))
    indents = [bool(_INDENT.search(text[(blocks[i - 1].end if i else 0):b.start])) for i, b in enumerate(blocks)]
    by_indent = _opens_by_indent(indents, full)
    groups: list[list[int]] = []
    for i in range(len(blocks)):
        if i and i - 1 in full and not begins_paragraph(page, groups[-1][0], i, indents[i] if by_indent else None):
            groups[-1].append(i)
        else:
            groups.append([i])
    ended = [page.lines[g[-1]][-1] in _CLOSING for g in groups if len(g) > 1]
    if sum(ended) * 2 < len(ended):  # what was joined does not end with a mark: a list of lines of one length
        return Paragraphs(tuple((b,) for b in blocks))
    return Paragraphs(tuple(tuple(blocks[i] for i in g) for g in groups), manner.parts_words)


def join_blank(text: str, left: Block, right: Block, parts_words: bool) -> str:
    """What stood between two lines of one paragraph: a blank where one is left of it or two Latin words meet."""
    gap = text[left.end:right.start]
    if re.match(r" +[\r\n]", gap) or re.search(r"[\r\n] $", gap):
        return " "
    meet = re.fullmatch(r"[A-Za-z,.] ?[A-Za-z]", text[left.end - 1] + text[right.start])
    return " " if meet and not parts_words else ""


def _list_lines(text: str, blocks: Sequence[Block]) -> dict[int, _Line]:
    """The paragraphs among the blocks as lines, by their place in the list."""
    lines = {}
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        below = blocks[i + 1] if i + 1 < len(blocks) else None
        gap = text[block.end:below.start] if below else ""
        near = below and below.kind is BlockKind.PARAGRAPH and len(re.findall(r"\r\n|\r|\n", gap)) == 1
        start = text.rfind("\n", 0, block.start) + 1
        blanks = len(gap) - len(gap.lstrip(" \u3000"))
        lines[i] = _Line(text[start:block.end + blanks], text[below.start:below.end] if below and near else None)
    return lines


def _find_full(lines: dict[int, _Line]) -> tuple[frozenset[int], _Manner]:
    """The lines that had no room for what stands below, and how they were broken; none where no width shows."""
    running = frozenset(i for i, line in lines.items() if not is_closed(line.line.rstrip().translate(PLAIN)))
    best: tuple[int, frozenset[int], _Manner] = (0, frozenset(), _Manner(False))
    for slack in (0, _ROUGH):
        for columns in (False, True):
            manner = _Manner(columns, slack=slack)
            explained, full, width = _fit_width(lines, running, manner)
            if explained > best[0] * (_LEAST_ROUGH if slack else 1):
                best = (explained, full, manner)
                if not slack:
                    exact = _look_closer(lines, width, manner)
                    best = (explained, frozenset(i for i in full if _is_full(lines[i], width, exact)), exact)
    _, full, manner = best
    if len(full & running) < _LEAST_RUNNING * len(full):
        return frozenset(), manner
    return full, manner


def _fit_width(lines: dict[int, _Line], running: frozenset[int], manner: _Manner) -> tuple[int, frozenset[int], int]:
    """The width that explains most lines which end in the middle of a sentence: how many, the full lines, the width."""
    shortest = _SHORTEST * manner.unit
    lengths = sorted(n for line in lines.values() if (n := _bare_length(line, manner)) >= shortest)
    best: tuple[int, frozenset[int], int] = (0, frozenset(), 0)
    if len(lengths) < _LEAST_FULL:
        return best
    for width in sorted(set(lengths[int(len(lengths) * (1 - _MOST_LONGER)) - 1:])):
        longer = len(lengths) - bisect_right(lengths, width)
        if longer > _MOST_LONGER * len(lengths):
            continue
        full = frozenset(i for i, line in lines.items() if _is_full(line, width, manner))
        if len(full) < max(_LEAST_FULL, _LEAST_SHARE * len(lines)):
            continue
        explained = len(full & running) - longer
        if explained > best[0]:
            best = (explained, full, width)
    return best


def _look_closer(lines: dict[int, _Line], width: int, manner: _Manner) -> _Manner:
    """What the lines that fill the width to the last character tell of words and marks: broken once is broken ever."""
    joints = [f"{line.line}\n{line.below}" for line in lines.values()
              if line.below and manner.measure(line.line) >= width - manner.unit + 1]
    least = _LEAST_PARTED * len(joints)
    return replace(manner, parts_words=sum(bool(_PARTED_WORD.search(j)) for j in joints) > least,
                   parts_marks=sum(bool(_PARTED_MARK.search(j)) for j in joints) > least)


def _is_full(line: _Line, width: int, manner: _Manner) -> bool:
    """Whether what begins the next line would not have fitted; a line far longer was broken by nobody."""
    if line.below is None:
        return False
    bare = _bare_length(line, manner)
    if bare > width or bare < _SHORTEST * manner.unit:
        return False
    return manner.measure(line.line + _first_piece(line.below, manner)) + manner.slack * manner.unit > width


def _bare_length(line: _Line, manner: _Manner) -> int:
    """The length of a line without blanks at its end and marks that may hang there."""
    words = line.line.rstrip()
    return manner.measure(words if manner.parts_marks else words.rstrip(_CLOSING))


def _first_piece(below: str, manner: _Manner) -> str:
    """What the program would have had to put on the line above: a character, with what it did not part from it."""
    opening, closing = ("", "") if manner.parts_marks else (r"[(\[{（【《〈〔“‘「『]*", f"[{re.escape(_CLOSING)}]*")
    found = re.match(f"{opening}{'.' if manner.parts_words else f'(?:[{_LATIN}]+|.)'}{closing}", below)
    return found.group() if found else ""


def _opens_by_indent(indents: list[bool], full: frozenset[int]) -> bool:
    """Whether paragraphs are told by an indent: most lines after a short one have it, most after a full one not."""
    after_short = [indents[i] for i in range(1, len(indents)) if i - 1 not in full]
    after_full = [indents[i] for i in range(1, len(indents)) if i - 1 in full]
    return sum(after_short) * 2 > len(after_short) and sum(after_full) * 2 < len(after_full)
