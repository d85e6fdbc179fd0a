"""`luoshi compare` (比较): what a newer notice changes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from rich.console import Console

from comparison.diff import FACT_WORDS, diff_specs
from luoshi.cli.results import DONE, write_text
from luoshi.cli.tables import make_table
from luoshi.loading import load_spec
from specs.changes import Change, ChangeKind

_KIND_WORDS = {ChangeKind.ADDED: "新增", ChangeKind.REMOVED: "删去", ChangeKind.CHANGED: "调整"}


def show_changes(old: Path, new: Path, *, table: bool) -> int:
    """Print the changes from one notice or spec to another; to find some is no failure."""
    changes = diff_specs(load_spec(old), load_spec(new))
    if not table:
        write_text(json.dumps([_plain(change) for change in changes], ensure_ascii=False, indent=1) + "\n")
        return DONE
    console = Console()
    if not changes:
        console.print("两份通知的要素没有不同")
        return DONE
    console.print(make_table(f"变化（{len(changes)}）", ("要素", "变化", "说明"), (
        (FACT_WORDS[c.fact], _KIND_WORDS[c.kind], c.sentence) for c in changes)))
    counts = Counter(change.kind for change in changes)
    console.print("，".join(f"{_KIND_WORDS[kind]} {counts[kind]} 项" for kind in ChangeKind if counts[kind]))
    return DONE


def _plain(change: Change) -> dict[str, object]:
    """A change as JSON values; the facts by their quotes and places, since the specs hold them whole."""
    def place(fact: object) -> object:
        names = ("id", "heading", "quote", "title", "start", "end")
        return None if fact is None else {name: getattr(fact, name) for name in names if hasattr(fact, name)}

    return {"kind": change.kind, "fact": change.fact, "fields": list(change.fields),
            "old": place(change.old), "new": place(change.new), "sentence": change.sentence}
