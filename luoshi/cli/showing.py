"""`luoshi read` (阅读): a notice's text, its source against its clean text, and what the reading is unsure of."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from extractor.clean.text import Cleaned, clean_source
from extractor.readers.files import read_source
from extractor.source import SourceText
from luoshi.cli.results import DONE, write_text
from luoshi.cli.tables import make_table
from luoshi.text_map import ChangeKind, MappedLine, TextChange, is_light, map_lines
from specs.model import Doubt

_MOST_NAMED = 8  # of the changes of one kind in one line
_AROUND = 8  # characters shown on either side of a doubtful run
_WHOLE = "全文"


@dataclass(frozen=True, slots=True)
class _Read:
    """A file as read and cleaned, line against line."""

    source: SourceText
    cleaned: Cleaned
    lines: tuple[MappedLine, ...]

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Those of the reader and of the cleaning, in the order of the text."""
        return tuple(sorted((*self.source.doubts, *self.cleaned.doubts), key=lambda d: (d.start, d.end)))

    def find_line(self, doubt: Doubt) -> int | None:
        """The clean line where a doubt stands; None for one on the whole file, or on what left no line."""
        if doubt.start == doubt.end:
            return None
        return next((x.number for x in self.lines if x.start < doubt.end and doubt.start < x.end and x.number), None)


def show_text(file: Path, *, source: bool, table: bool) -> int:
    """Print a notice's text: cleaned, or exactly as read; as JSON with what read it."""
    text = read_source(file)
    if table:
        write_text(text.text if source else clean_source(text).text.text + "\n")
        return DONE
    cleaned = clean_source(text)
    return _write({"file": file.name, "reader": text.reader, "script": cleaned.script,
                   "text": text.text if source else cleaned.text.text})


def show_views(file: Path, *, as_map: bool, as_doubts: bool, table: bool) -> int:
    """Print what cleaning changed, line by line, and what is to be checked; either or both."""
    source = read_source(file)
    cleaned = clean_source(source)
    read = _Read(source, cleaned, map_lines(source, cleaned))
    if not table:
        views = {"lines": [_plain_line(x) for x in read.lines]} if as_map else {}
        if as_doubts:
            views["doubts"] = [_plain_doubt(d, read.find_line(d)) for d in read.doubts]
        return _write({"file": file.name, "reader": source.reader, "script": cleaned.script, **views})
    console = Console(highlight=False)
    if as_map:
        _print_map(console, file, read)
    if as_doubts:
        _print_doubts(console, read)
    elif read.doubts:
        console.print(Text(f"存疑 {len(read.doubts)} 处，请用 luoshi read --doubts 查看", style="yellow"))
    return DONE


def _write(data: dict[str, object]) -> int:
    write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return DONE


def _plain_line(line: MappedLine) -> dict[str, object]:
    changes = [{"kind": c.kind.name.lower(), "before": c.before, "after": c.after, "start": c.start, "end": c.end}
               for c in line.changes]
    return {"line": line.number, "source": line.source, "clean": line.clean, "start": line.start, "end": line.end,
            "changes": changes}


def _plain_doubt(doubt: Doubt, line: int | None) -> dict[str, object]:
    return {"line": line, "kind": doubt.kind, "quote": doubt.quote, "start": doubt.start, "end": doubt.end,
            "why": doubt.why}


def _print_map(console: Console, file: Path, read: _Read) -> None:
    """How much was changed, then each changed line with its source above it."""
    changed = [x for x in read.lines if not all(is_light(c) for c in x.changes)]
    console.print(Text(f"原文与清洗后对照：{file.name}", style="bold"))
    count = sum(x.number is not None for x in read.lines)
    console.print(Text(f"清洗后 {count} 行，" + (
        f"以下 {len(changed)} 处有改动（{_count(c for x in read.lines for c in x.changes)}）" if changed
        else "文字没有改动")))
    light = sum(bool(x.changes) for x in read.lines) - len(changed)
    if light:
        console.print(Text(f"另有 {light} 行只改了全角标点或空格，没有列出；--format json 列出全部"))
    console.print()
    for line in changed:
        console.print(Group(Text(f"第 {line.number} 行" if line.number else "没有留下", style="bold cyan"),
                            Padding(_line_grid(line), (0, 0, 1, 2))))


def _line_grid(line: MappedLine) -> Table:
    source = Text(line.source.replace("\r", ""))
    for change in line.changes:
        if not is_light(change):
            source.stylize("red", change.start - line.start, change.end - line.start)
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="cyan")
    grid.add_column(overflow="fold")
    grid.add_row("原文", source)
    if line.clean:
        grid.add_row("清洗", Text(line.clean))
    grid.add_row("改动", Text(_name_changes(line.changes), style="green"))
    return grid


def _count(changes: Iterable[TextChange]) -> str:
    counts = Counter(c.kind for c in changes)
    return "、".join(f"{kind.value} {counts[kind]}" for kind in ChangeKind if counts[kind])


def _name_changes(changes: Sequence[TextChange]) -> str:
    """The changes of a line by kind, the same ones once with how often."""
    named = []
    for kind in ChangeKind:
        counts = Counter(_name_change(c) for c in changes if c.kind is kind and not is_light(c))
        if counts:
            shown = [f"{words}×{n}" if n > 1 else words for words, n in counts.most_common(_MOST_NAMED)]
            more = f" 等 {counts.total()} 处" if len(counts) > _MOST_NAMED else ""
            named.append(f"{kind.value} {' '.join(shown)}{more}")
    return "；".join(named)


def _name_change(change: TextChange) -> str:
    before = " ".join(change.before.split())
    return f"{before}→{change.after}" if change.after else before


def _print_doubts(console: Console, read: _Read) -> None:
    """Each doubt with its line of the clean text and the words around it."""
    if not read.doubts:
        console.print("读取和清洗没有存疑")
        return
    console.print(Text(f"存疑，请对照原件核对（{len(read.doubts)}）", style="bold"))
    # The line is that of the clean text, as `luoshi read` prints it.
    console.print(make_table("", ("行", "原文", "缘由"), (
        (str(read.find_line(d) or _WHOLE), _quote_around(read.source.text, d), d.why) for d in read.doubts)))


def _quote_around(text: str, doubt: Doubt) -> str:
    """The doubtful words in 【】 with some of their line on either side."""
    if doubt.start == doubt.end:
        return ""
    before = text[max(0, doubt.start - _AROUND):doubt.start].splitlines()[-1:] or [""]
    after = text[doubt.end:doubt.end + _AROUND].splitlines()[:1] or [""]
    return f"{before[0]}【{doubt.quote}】{after[0]}"
