"""What people did between two versions of a spec (人工改动), told from the versions themselves, fact by fact.

Specs are JSON values here (`specs.codec`): a merge asks which fields differ, whatever the fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from specs.wording import ROLE_WORDS

Plain = Mapping[str, Any]
KINDS = ("tasks", "targets", "deadlines", "percentages", "reports", "citations")
PLACE = ("quote", "start", "end", "words")
# What the reading says of its own making, what names a place, and a task's parts that no sheet lets a person change.
_NO_CONTENT = {*PLACE, "rule", "confidence", "state", "id", "number", "text", "sections", "clauses", "bodies"}
UNKNOWN = object()
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Touch:
    """One fact that a person touched (一处人工改动).

    before  as it was; None where she added it. A field is UNKNOWN where the version before was never kept
    after   as she left it; None where she took it away
    """

    kind: str
    before: Plain | None
    after: Plain | None


def list_touches(before: Plain | None, after: Plain) -> list[Touch]:
    """What a person changed from one version to the next, in the order of the text within each kind.

    before  None where the version that she began from was never kept: her corrections must tell
    """
    if before is None:
        return list(_recall(after))
    return [touch for kind in KINDS for touch in _compare(kind, before[kind], after[kind])]


def content_fields(fact: Plain) -> tuple[str, ...]:
    """The fields in which a fact says something, but for its words and their place."""
    return tuple(name for name in fact if name not in _NO_CONTENT)


def count_equal(one: Plain, other: Plain) -> int:
    """In how many fields two facts of a kind say the same."""
    return sum(one.get(name) == other.get(name) for name in content_fields(one))


def _compare(kind: str, before: Sequence[Plain], after: Sequence[Plain]) -> Iterator[Touch]:
    came = list(after)
    left = []
    for fact in before:
        if fact in came:
            came.remove(fact)
        else:
            left.append(fact)
    for fact in left:
        found = max((f for f in came if _may_be(kind, fact, f)), default=None,
                    key=lambda f: (_same_place(fact, f), count_equal(fact, f)))
        if found is not None:
            came.remove(found)
        yield Touch(kind, fact, found)
    yield from (Touch(kind, None, fact) for fact in came)


def _may_be(kind: str, before: Plain, after: Plain) -> bool:
    """Whether one fact can have become another: at its place, or with new words for the same content."""
    if kind == "tasks":
        return bool(before["id"] == after["id"])
    if _same_place(before, after):
        return True
    return after["rule"] != PERSON and count_equal(before, after) >= len(content_fields(before)) - 2


def _same_place(one: Plain, other: Plain) -> bool:
    return bool((one["start"], one["end"]) == (other["start"], other["end"]))


def _recall(after: Plain) -> Iterator[Touch]:
    """What the corrections of a spec tell, where the version before them is not at hand."""
    records = after["corrections"]
    for kind in KINDS:
        for fact in after[kind]:
            touched = {r["field"] for r in records if r["kind"] == kind and r["at"] == fact["start"] and r["field"]}
            bodies = kind == "tasks" and _recall_bodies(fact, records)
            if fact["state"] == "machine" and not bodies:
                continue
            if fact["rule"] == PERSON:
                yield Touch(kind, None, fact)
                continue
            known = {name: UNKNOWN if name in touched else value for name, value in fact.items()}
            yield Touch(kind, {**known, "state": "machine", **({"bodies": bodies} if bodies else {})}, fact)
    for record in records:
        if record["action"] == "removed" and record["kind"] in KINDS:
            yield Touch(record["kind"], {"start": record["at"], "line": record["fact"]}, None)


def _recall_bodies(task: Plain, records: Sequence[Plain]) -> list[Plain] | None:
    """The bodies of a task as they were before people changed them; None where nobody did."""
    mine = [r for r in records if r["kind"] == "bodies" and r["at"] == task["start"]]
    if not mine and all(body["state"] == "machine" for body in task["bodies"]):
        return None
    kept = [{**b, "state": "machine"} for b in task["bodies"] if b["state"] != "corrected"]
    gone = [_read_body(task["id"], r["fact"]) for r in mine if r["action"] in ("removed", "corrected")]
    return [*kept, *(body for body in gone if body is not None)]


def _read_body(task: str, line: str) -> Plain | None:
    """The body that a correction names: `一/(一) 区县教育局（负责）`."""
    for role, word in ROLE_WORDS.items():
        if line.startswith(f"{task} ") and line.endswith(f"（{word}）"):
            return {"name": line[len(task) + 1:-len(word) - 2], "role": role.value}
    return None
