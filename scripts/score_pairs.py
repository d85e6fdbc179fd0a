"""How well changes are told (比较的准确度): what `compare` finds on corpus/pairs/ against its gold lists of changes.

usage: python scripts/score_pairs.py [NAME …] [--misses] [--floors]      NAME: folders of corpus/pairs/

--misses lists what was missed and made too many; --floors writes what is scored now to tests/floors.json, and names
a floor that goes down.

A change is right where kind and fact agree and its quotes overlap the gold's. What the gold calls doubtful, and what it
lists under `also`, costs nothing whether it is found or not. Percentages and citations are compared and not scored: the
gold does not list them (corpus/pairs/README.md).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comparison.assignment import assign_rows
from comparison.diff import diff_specs
from luoshi.amending import amend_spec, point_to_orders
from specs.changes import Change, FactKind, Place
from specs.model import Level

ROOT = Path(__file__).resolve().parents[1]
PAIRS = ROOT / "corpus" / "pairs"
FLOORS = ROOT / "tests" / "floors.json"
PAGE = ROOT / "docs" / "comparison.md"
_TABLE = re.compile(r"(?<=<!-- pairs: written by scripts/score_pairs.py --floors -->\n).*?(?=<!-- /pairs -->)", re.S)
GOLD = ("changes.json", "consolidated.json")
LEVELS = {"county": Level.COUNTY, "prefecture": Level.PREFECTURE}
_SCORED = frozenset({FactKind.TARGET, FactKind.DEADLINE, FactKind.TASK, FactKind.REPORT})

Json = dict[str, Any]
Span = tuple[int, int, int]  # paper (0 old.txt, 1 new.txt), start, end


@dataclass(slots=True)
class Tally:
    """Counts of one pair (计数): kinds of change right, missed and made too many; severities right and wrong."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    noise: Counter[str] = field(default_factory=Counter)
    severities: Counter[tuple[str, bool]] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def f1(self, kind: str | None = None) -> float | None:
        """F1 of all changes, or of those of a kind; None where there is none of it."""
        right, missed, noise = (sum(c.values()) if kind is None else c[kind]
                                for c in (self.right, self.missed, self.noise))
        return round(2 * right / (2 * right + missed + noise), 4) if right + missed + noise else None

    def severity(self, level: str) -> float | None:
        """Share of the changes found whose severity for a level is right."""
        good, bad = self.severities[(level, True)], self.severities[(level, False)]
        return round(good / (good + bad), 4) if good + bad else None

    def add(self, other: Tally) -> None:
        """Take in another pair's counts."""
        self.right += other.right
        self.missed += other.missed
        self.noise += other.noise
        self.severities += other.severities


def list_pairs() -> tuple[Path, ...]:
    """The folders of corpus/pairs/ that hold a gold list."""
    return tuple(sorted(path for path in PAIRS.iterdir() if any((path / name).is_file() for name in GOLD)))


def hash_pairs() -> str:
    """A digest of all gold lists and texts."""
    digest = hashlib.sha256()
    for folder in list_pairs():
        for path in sorted(folder.iterdir()):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def score_pair(folder: Path) -> Tally:
    """What compare finds on one pair, against its gold."""
    amended = (folder / GOLD[1]).is_file()
    gold = json.loads((folder / GOLD[amended]).read_text("utf-8"))
    texts = [(folder / name).read_bytes().decode("utf-8-sig") for name in ("old.txt", "new.txt")]
    made = {name: [c for c in find_changes(folder, level) if c.fact in _SCORED] for name, level in LEVELS.items()}
    return _tally(gold, texts, made, amended=amended)


def find_changes(folder: Path, level: Level) -> tuple[Change, ...]:
    """The changes that compare finds on one pair."""
    from extractor.pipeline import extract_file

    old, new = (extract_file(folder / name) for name in ("old.txt", "new.txt"))
    if (folder / GOLD[1]).is_file():
        amended = amend_spec(old.spec, old.source.text, new.spec, new.source.text)
        return point_to_orders(diff_specs(old.spec, amended.spec, level=level), amended)
    return diff_specs(old.spec, new.spec, level=level, levels="levels" in folder.name)


def _tally(gold: Sequence[Json], texts: Sequence[str], made: dict[str, list[Change]], *, amended: bool) -> Tally:
    tally = Tally()
    changes = made["county"]
    wants = [(find_spans(want.get("old", ()), texts, (0,)), find_spans(want.get("new", ()), texts, (1, 0)))
             for want in gold]
    haves = [(_spans(change.old, 0), _spans(change.new, 0 if amended else 1)) for change in changes]

    def gain(w: int, c: int, *, also: bool = False) -> float:
        want, change = gold[w], changes[c]
        facts = want.get("also", ()) if also else (want["fact"],)
        if change.kind.value != want["kind"] or change.fact.value not in facts:
            return 0.0
        shared = [_overlap(want_side, have_side) for want_side, have_side in zip(wants[w], haves[c], strict=True)
                  if want_side and have_side]
        # A sure gold change comes before a doubtful one, the closer quote before the wider.
        return (1.0 if not want.get("doubtful") else 0.5) + sum(shared) / 10 if shared and all(shared) else 0.0

    pairs = dict(assign_rows([[gain(w, c) for c in range(len(changes))] for w in range(len(gold))]))
    taken = set(pairs.values())
    for w in range(len(gold)):
        if w not in pairs:
            again = next((c for c in range(len(changes)) if c not in taken and gain(w, c, also=True)), None)
            if again is not None:
                pairs[w] = again
                taken.add(again)
    for w, want in enumerate(gold):
        if w in pairs:
            for level in LEVELS:
                same = made[level][pairs[w]].severity.value == want["severity"][level]
                tally.severities[(level, same)] += 1
                if not same:
                    tally.misses.append(f"severity {level} {want['severity'][level]} not "
                                        f"{made[level][pairs[w]].severity.value}: {changes[pairs[w]].sentence}")
        if want.get("doubtful"):
            continue
        (tally.right if w in pairs else tally.missed)[want["kind"]] += 1
        if w not in pairs:
            tally.misses.append(f"missed {want['kind']} {want['fact']}: {_quotes(want.get('old'))} → "
                                f"{_quotes(want.get('new'))} ({want.get('note', '')})")
    for c, change in enumerate(changes):
        if c not in taken and not any(gain(w, c, also=True) or (gold[w].get("doubtful") and gain(w, c))
                                      for w in range(len(gold))):
            tally.noise[change.kind.value] += 1
            tally.misses.append(f"noise {change.kind.value} {change.fact.value}: {change.sentence}")
    return tally


def find_spans(quotes: Iterable[str | Json], texts: Sequence[str], papers: Sequence[int]) -> list[Span]:
    """Where the gold's quotes stand: in the first of the papers that holds them.

    raises  ValueError: a quote stands in none
    """
    spans = []
    for entry in quotes:
        quote, nth = (entry, 1) if isinstance(entry, str) else (entry["quote"], entry.get("nth", 1))
        for paper in papers:
            at = -1
            for _ in range(nth):
                at = texts[paper].find(quote, at + 1)
            if at >= 0:
                spans.append((paper, at, at + len(quote)))
                break
        else:
            raise ValueError(f"no such quote: {quote}")
    return spans


def _spans(places: Sequence[Place], paper: int) -> list[Span]:
    return [(place.paper or paper, place.start, place.end) for place in places]


def _overlap(wants: Sequence[Span], haves: Sequence[Span]) -> float:
    """How closely the best two spans agree, 0 where none overlap."""
    return max((max(min(w[2], h[2]) - max(w[1], h[1]), 0) / max(w[2] - w[1], h[2] - h[1], 1)
                for w in wants for h in haves if w[0] == h[0]), default=0.0)


def _quotes(entries: Any) -> str:
    return "；".join(e if isinstance(e, str) else e["quote"] for e in entries or ())


def print_tally(name: str, tally: Tally, *, misses: bool) -> None:
    """One pair's figures."""
    print(f"{name}: F1 {tally.f1()}, severity county {tally.severity('county')}, prefecture "
          f"{tally.severity('prefecture')}")
    for kind in sorted({*tally.right, *tally.missed, *tally.noise}):
        print(f"  {kind:22} right {tally.right[kind]:3} missed {tally.missed[kind]:3} noise {tally.noise[kind]:3}  "
              f"{tally.f1(kind)}")
    if misses:
        print("\n".join(f"  {line}" for line in tally.misses))


def write_floors(tallies: dict[str, Tally], whole: Tally) -> None:
    """Pin the figures; the first ones ever seen of each pair stay as they are."""
    floors = json.loads(FLOORS.read_text("utf-8"))
    before = floors.get("pairs", {"f1": {}, "first": {}})
    f1 = {name: tally.f1() for name, tally in tallies.items()} | {"all": whole.f1()}
    for name, floor in before["f1"].items():
        if (f1.get(name) or 0.0) < floor:
            print(f"pairs {name}: {floor} -> {f1.get(name)}")
    kinds = sorted({*whole.right, *whole.missed, *whole.noise})
    floors["pairs"] = {
        "gold": hash_pairs(), "first": before["first"], "f1": f1, "kinds": {kind: whole.f1(kind) for kind in kinds},
        "severity": {name: {level: tally.severity(level) for level in LEVELS} for name, tally in tallies.items()}}
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(_TABLE.sub(lambda _: print_table(floors["pairs"]), PAGE.read_text("utf-8")), "utf-8")


def print_table(pinned: Json) -> str:
    """The table of docs/comparison.md: first figures and those of now, by pair, then by kind."""
    rows = ["| pair | F1 first seen | F1 now | severity first seen (county, prefecture) | now |",
            "|---|---:|---:|---|---|"]
    for name, now in pinned["severity"].items():
        first = pinned["first"].get(name)
        seen = f"{first['f1']:.3f}" if first else "–"
        weighed = f"{first['county']:.3f}, {first['prefecture']:.3f}" if first else "–"
        rows.append(f"| {name} | {seen} | {pinned['f1'][name]:.3f} | {weighed} | {now['county']:.3f}, "
                    f"{now['prefecture']:.3f} |")
    rows += [f"| all | | {pinned['f1']['all']:.3f} | | |", "", "| kind | F1 now |", "|---|---:|"]
    rows += [f"| `{kind}` | {f1:.3f} |" for kind, f1 in pinned["kinds"].items()]
    return "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--floors", action="store_true")
    asked = parser.parse_args()
    whole, tallies = Tally(), {}
    for folder in list_pairs():
        if asked.names and folder.name not in asked.names:
            continue
        tally = tallies[folder.name] = score_pair(folder)
        whole.add(tally)
        print_tally(folder.name, tally, misses=asked.misses)
    print_tally("all", whole, misses=False)
    if asked.floors and not asked.names:
        write_floors(tallies, whole)


if __name__ == "__main__":
    main()
