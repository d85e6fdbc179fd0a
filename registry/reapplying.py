"""People's corrections on a newer reading (更正重放): what fits is carried over, what does not is told as conflict."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.entries import Conflict
from registry.identity import fold_name
from registry.touches import PERSON, PLACE, UNKNOWN, Plain, Touch, content_fields, count_equal, list_touches
from specs.codec import spec_from_json
from specs.model import FORMAT
from specs.wording import summarise_fact

_GONE = "新的读法里没有这一处，更正没有带过来，请核对"
_DIFFERS = "新的读法与更正不同，仍按更正，请核对"
_CONFIRMED = "确认过的内容，新的读法不同，仍按确认的，请核对"
_NO_PLACE = "新的文本里找不到这段原文，更正没有带过来，请核对"
_NO_TASK = "新的读法里没有这个任务，任务编号没有带过来，请核对"


@dataclass(frozen=True, slots=True)
class Reapplied:
    """A reading with people's corrections (重放结果): the spec as JSON, how many touches fitted, what did not."""

    plain: dict[str, Any]
    carried: int
    conflicts: tuple[Conflict, ...]


def reapply(steps: Sequence[tuple[Plain | None, Plain]], onto: Plain, source: str | None) -> Reapplied:
    """A reading, with what people did in each step from one version to the next.

    steps   (before, after) in the order in which they were made
    onto    the reading to be corrected
    source  the text that its offsets count in; None: a place is trusted only where the reading shows it unmoved
    """
    merge = _Merge(copy.deepcopy(dict(onto)), source)
    for before, after in steps:
        for touch in list_touches(before, after):
            merge.put(touch, after)
    for kind in ("targets", "deadlines", "percentages", "reports", "citations"):
        merge.plain[kind].sort(key=lambda f: (f["start"], f["end"]))
    merge.plain["tasks"].sort(key=lambda f: (f["start"], -f["end"]))
    ids = {task["id"] for task in merge.plain["tasks"]}
    for kind in ("targets", "deadlines", "reports"):
        for fact in merge.plain[kind]:
            fact["task"] = fact["task"] if fact["task"] in ids else None
    return Reapplied(merge.plain, merge.carried, tuple(merge.conflicts))


class _Merge:
    """A reading while corrections are put to it."""

    def __init__(self, plain: dict[str, Any], source: str | None) -> None:
        self.plain, self.source = plain, source
        self.carried = 0
        self.conflicts: list[Conflict] = []

    def put(self, touch: Touch, after: Plain) -> None:
        """Put one touched fact; `after` is the spec that it was touched in."""
        if touch.before is None:
            assert touch.after is not None
            self._add(touch.kind, touch.after, after)
            return
        found = self._find(touch.kind, touch.before)
        if touch.after is None:
            if found is not None:
                self.plain[touch.kind].remove(found)
            self.carried += 1  # one that the newer reading has not either is as the person wanted it
        elif found is None:
            self._tell(touch.kind, touch.before, touch.after, None, "", applied=False, why=_GONE)
        else:
            self._change(touch.kind, touch.before, touch.after, found, after)

    def _find(self, kind: str, fact: Plain) -> dict[str, Any] | None:
        """The fact of the reading that is the same by its words and place."""
        facts: list[dict[str, Any]] = self.plain[kind]
        if "line" in fact:  # only a correction tells of it
            here = [f for f in facts if f["start"] == fact["start"]]
            same = [f for f in here if _line(kind, f) == fact["line"]] or here
            return same[0] if len(same) == 1 else None
        if kind == "tasks":
            named = [f for f in facts if f["id"] == fact["id"]]
            return next((f for f in named if fold_name(f["text"]) == fold_name(fact["text"])), None)
        words = fold_name(fact["quote"]) if fact["quote"] is not UNKNOWN else None
        same = [f for f in facts if (f["start"], f["end"]) == (fact["start"], fact["end"])
                and words in (None, fold_name(f["quote"]))]
        same = same or [f for f in facts if fold_name(f["quote"]) == words and f.get("task") == fact.get("task")]
        if not same:
            return None
        best = max(count_equal(fact, f) for f in same)
        closest = [f for f in same if count_equal(fact, f) == best]
        return closest[0] if len(closest) == 1 else None

    def _change(self, kind: str, before: Plain, after: Plain, found: dict[str, Any], spec: Plain) -> None:
        """Bring a fact to what a person made of it."""
        told = len(self.conflicts)
        fields = [name for name in content_fields(after) if before.get(name) != after.get(name)]
        confirmed = not fields and after["state"] == "confirmed"
        for name in content_fields(after) if confirmed else fields:
            if name == "task" and after[name] is not None and after[name] not in {t["id"] for t in self.plain["tasks"]}:
                self._tell(kind, before, after, found, name, applied=False, why=_NO_TASK)
                continue
            if name == "task" and confirmed:
                continue  # where a fact stands is the reading's to tell; she confirmed what it says
            if found.get(name) not in (before.get(name), after.get(name)):
                self._tell(kind, before, after, found, name, applied=True, why=_CONFIRMED if confirmed else _DIFFERS)
            found[name] = copy.deepcopy(after.get(name))
        if kind != "tasks" and before["quote"] != after["quote"]:
            self._move(kind, after, found, spec)
        if kind == "tasks":
            self._change_bodies(before, after, found)
        found["state"] = after["state"]
        self.carried += all(conflict.applied for conflict in self.conflicts[told:])

    def _move(self, kind: str, after: Plain, found: dict[str, Any], spec: Plain) -> None:
        """Give a fact the words that a person chose for it."""
        span = self._place(kind, after, spec)
        if span is None:
            self._tell(kind, after, after, found, "quote", applied=False, why=_NO_PLACE)
            return
        found.update({name: after[name] for name in PLACE if name in after})
        found["start"], found["end"] = span

    def _change_bodies(self, before: Plain, after: Plain, found: dict[str, Any]) -> None:
        """Take from a task the bodies that a person took, and give it those that she gave, in its clauses too."""
        was, now = _by_part(before["bodies"]), _by_part(after["bodies"])
        gone = {part for part in was if part not in now}
        new = {part: body for part, body in now.items() if was.get(part, {}).get("state") != body["state"]}
        if not gone and not new:
            return
        found["bodies"] = _swap(found["bodies"], gone, new)
        said = {fold_name(clause["text"]): _by_part(clause["bodies"]) for clause in after["clauses"]}
        for clause in found["clauses"]:
            there = said.get(fold_name(clause["text"]), {})
            held = _by_part(clause["bodies"])
            clause["bodies"] = _swap(clause["bodies"], gone, {
                part: body for part, body in new.items() if part in there or part in held})

    def _add(self, kind: str, fact: Plain, spec: Plain) -> None:
        """Add a fact that the reading passed over; where it has it by now, the person's word stands in its place."""
        span = self._place(kind, fact, spec)
        if span is None:
            self._tell(kind, fact, fact, None, "", applied=False, why=_NO_PLACE)
            return
        held = [f for f in self.plain[kind] if (f["start"], f["end"]) == span and _says_like(kind, fact, f)]
        same_id = [f for f in self.plain[kind] if kind == "tasks" and f["id"] == fact["id"]]
        if same_id and not held:
            self._tell(kind, fact, fact, same_id[0], "id", applied=False, why=_DIFFERS)
            return
        for found in held[:1]:
            for name in content_fields(fact):
                if found.get(name) != fact.get(name):
                    self._tell(kind, fact, fact, found, name, applied=True, why=_DIFFERS)
            self.plain[kind].remove(found)
        self.plain[kind].append({**copy.deepcopy(dict(fact)), "start": span[0], "end": span[1]})
        self.carried += 1

    def _place(self, kind: str, fact: Plain, spec: Plain) -> tuple[int, int] | None:
        """Where a person's words stand in the text of the reading; None where that is not sure."""
        start, end = fact["start"], fact["end"]
        if kind == "tasks" or self.source is None:
            return (start, end) if self._is_unmoved(spec) else None
        quote = fact["quote"]
        if self.source[start:end] == quote:
            return start, end
        at = self.source.find(quote)
        return (at, at + len(quote)) if at >= 0 and self.source.find(quote, at + 1) < 0 else None

    def _is_unmoved(self, spec: Plain) -> bool:
        """Whether places of a spec are places of this reading: of one file, its quotes where they stood."""
        mine, other = self.plain["origin"] or {}, spec["origin"] or {}
        if mine.get("sha256") != other.get("sha256"):
            return False
        kinds = ("percentages", "deadlines", "targets", "citations")
        spots = [{(f["quote"], f["start"]) for kind in kinds for f in s[kind]} for s in (self.plain, spec)]
        common = {quote for quote, _ in spots[0]} & {quote for quote, _ in spots[1]}
        return all({at for q, at in spots[0] if q == quote} & {at for q, at in spots[1] if q == quote}
                   for quote in common)

    def _tell(self, kind: str, before: Plain, after: Plain, found: Plain | None, field: str, *, applied: bool,
              why: str) -> None:
        known = before if "quote" in before and before["quote"] is not UNKNOWN else after
        line = known["line"] if "line" in known else _line(kind, {
            **known, **{k: after.get(k) for k in known if known[k] is UNKNOWN}})
        self.conflicts.append(Conflict(kind, line, before["start"], field, after.get(field) if field else None,
                                       found.get(field) if found is not None and field else None, applied, why))


def _line(kind: str, fact: Plain) -> str:
    """A fact in a line."""
    spec = spec_from_json({"format": FORMAT, "notice": {}, kind: [fact]})
    return summarise_fact(getattr(spec, kind)[0])


def _says_like(kind: str, one: Plain, other: Plain) -> bool:
    """Whether two facts with the same words are about the same: one quote may hold several targets."""
    name = {"targets": "indicator", "deadlines": "time", "reports": "what", "citations": "title"}.get(kind)
    return other["rule"] == PERSON or name is None or one[name] == other[name]


def _by_part(bodies: Sequence[Plain]) -> dict[tuple[str, str], Plain]:
    return {(body["name"], body["role"]): body for body in bodies}


def _swap(bodies: Sequence[Plain], gone: set[tuple[str, str]], new: Mapping[tuple[str, str], Plain]) -> list[Plain]:
    held = [new.get(part, body) for part, body in _by_part(bodies).items() if part not in gone]
    have = {(body["name"], body["role"]) for body in held}
    return [*held, *(dict(body) for part, body in new.items() if part not in have)]
