"""Compile annotations (人工标注) into gold: find every quote in its notice and write its offsets.

`corpus/<slug>/annotations.json` is gold in the form of docs/spec-format.md, written by hand without `start` and `end`:
a fact has `quote`, and `nth` (1-based, default 1) where the same words stand in the notice more than once;
a task or extra has `first` and `last`, its opening and closing words as they stand in the notice
(`nth` counts the occurrences of `first`; `last` is the next one after it).
Writes `corpus/<slug>/gold.json`; a quote that is not in the notice stops it with its place.

usage: python scripts/make_gold.py corpus/<slug> …
"""

import json
import sys
from pathlib import Path
from typing import Any

FACTS = ("targets", "deadlines", "percentages", "reports", "citations")


def find(text: str, words: str, nth: int, where: str) -> int:
    """Offset of the nth occurrence of words; raises SystemExit where there are fewer."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            raise SystemExit(f"{where}: {words!r} does not stand in the notice {nth} time(s)")
    return at


def place(fact: dict[str, Any], text: str, where: str) -> dict[str, Any]:
    """The fact with start and end."""
    nth = fact.pop("nth", 1)
    if "first" in fact:
        start = find(text, fact["first"], nth, where)
        last = fact.pop("last")
        end = text.find(last, start)
        if end < 0:
            raise SystemExit(f"{where}: {last!r} does not follow {fact['first']!r}")
        fact.pop("first")
        return {**fact, "start": start, "end": end + len(last)}
    start = find(text, fact["quote"], nth, where)
    return {**fact, "start": start, "end": start + len(fact["quote"])}


def compile_gold(folder: Path) -> dict[str, Any]:
    """Gold of one corpus folder."""
    text = (folder / "notice.txt").read_bytes().decode("utf-8-sig")
    gold: dict[str, Any] = json.loads((folder / "annotations.json").read_text("utf-8"))
    for kind in (*FACTS, "tasks", "extras"):
        gold[kind] = [place(dict(f), text, f"{folder.name}/{kind}[{i}]") for i, f in enumerate(gold.get(kind, []))]
    gold.setdefault("doubts", [])
    return {"format": "luoshi-spec/1", **gold}


def main() -> None:
    for name in sys.argv[1:]:
        folder = Path(name)
        text = json.dumps(compile_gold(folder), ensure_ascii=False, indent=1) + "\n"
        (folder / "gold.json").write_text(text, "utf-8")
        print(f"{folder}/gold.json")


if __name__ == "__main__":
    main()
