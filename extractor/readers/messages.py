"""What a worker and its caller say to each other (进程间消息): one JSON object a line, as nothing else is safe to
take from a process that an unknown file may have turned."""

from __future__ import annotations

import json
from typing import Any

from extractor.source import Block, BlockKind, Cell, SourceText
from specs.model import Doubt


def print_source(source: SourceText) -> dict[str, Any]:
    """A source text as JSON data."""
    return {
        "text": source.text, "reader": source.reader,
        "blocks": [[b.kind.value, b.start, b.end, b.table, [[c.start, c.end, c.columns, c.rows] for c in b.cells]]
                   for b in source.blocks],
        "doubts": [[d.kind, d.quote, d.start, d.end, d.why] for d in source.doubts],
    }


def parse_source(data: dict[str, Any]) -> SourceText:
    """The source text out of its JSON data."""
    blocks = tuple(Block(BlockKind(kind), int(start), int(end), tuple(Cell(*map(int, c)) for c in cells), table)
                   for kind, start, end, table, cells in data["blocks"])
    return SourceText(str(data["text"]), blocks, str(data["reader"]), tuple(Doubt(*d) for d in data["doubts"]))


def print_message(message: dict[str, Any]) -> bytes:
    """One message as a line; lone surrogates, which a broken file may hold, as escapes."""
    return json.dumps(message).encode("ascii") + b"\n"


def parse_message(line: bytes) -> dict[str, Any]:
    """The message that a line holds.

    raises  ValueError: no message
    """
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("no message")
    return message
