"""How fast and how rightly two papers are compared, beside what compares any JSON or any text (比较的速度和准确).

    python benchmarks/comparison.py     two specs of 100 tasks, median of 9 rounds of CPU time

The papers are invented (scripts/known_edits.py): 100 items in three chapters, and the same with known edits, then with
its chapters in another order too. Ours is asked for kind and fact of each edit. deepdiff gets the specs as JSON,
offsets left out, in list order and with `ignore_order`; redlines gets the texts, with a blank after each mark, since
it cuts words at blanks. Of both it is enough that something is reported within the edited item and nowhere else at
once; what they report of items that nobody touched is noise. They come with the `peers` extra: what is not installed
is left out with a line that says so. Run from the repository's root.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from comparison.diff import diff_specs  # noqa: E402
from comparison.match import words_alike  # noqa: E402
from comparison.sentences import strip_marks  # noqa: E402
from extractor.pipeline import extract_file  # noqa: E402
from scripts.known_edits import EDITS, WHOLE, Chapters, apply_edit_list, make_chapters, make_item, write_spec  # noqa: E402
from specs.changes import ChangeKind  # noqa: E402
from specs.codec import spec_to_json  # noqa: E402
from specs.model import Spec  # noqa: E402

COUNT, ROUNDS = 100, 9
EDITED = {number: EDITS[number // 7 % len(EDITS)] for number in range(0, 70, 7)}
GONE, FRESH = (71, 80, 95), ("编发防灾手册", "安装电子围栏", "订购救生船艇")


@dataclass(frozen=True, slots=True)
class Trial:
    """Two papers with known edits (试题): `expected` is what must be told, by topic of the item."""

    old: Spec
    new: Spec
    texts: tuple[str, str]
    expected: Counter[tuple[str, str, str]]
    untouched: frozenset[str]


def make_trial(*, turned: bool) -> Trial:
    """100 items; ten edited, three gone, three new; `turned`: the chapters in another order."""
    chapters = make_chapters(COUNT)
    items = [item for _, row in chapters for item in row]
    expected: Counter[tuple[str, str, str]] = Counter()
    for number, edit in EDITED.items():
        _, told = apply_edit_list((("", (items[number],)),), {0: edit})
        expected.update({(items[number].topic, kind.value, fact.value): n for (kind, fact), n in told.items()})
    edited, _ = apply_edit_list(chapters, EDITED)
    kept = [(name, tuple(item for item in row if item.topic not in {items[at].topic for at in GONE}))
            for name, row in edited]
    fresh = tuple(replace(make_item(at), topic=topic) for at, topic in enumerate(FRESH))
    kept[1] = (kept[1][0], (*kept[1][1], *fresh))
    for kind, topics in ((ChangeKind.REMOVED, [items[at].topic for at in GONE]),
                         (ChangeKind.ADDED, [item.topic for item in fresh])):
        expected.update({(topic, kind.value, fact.value): 1 for topic in topics for fact in WHOLE})
    order: Chapters = (kept[2], kept[0], kept[1]) if turned else tuple(kept)
    (old, old_text), (new, new_text) = write_spec(chapters), write_spec(order)
    touched = {topic for topic, _, _ in expected}
    return Trial(old, new, (old_text, new_text), expected, frozenset(i.topic for i in items if i.topic not in touched))


def score_ours(trial: Trial) -> tuple[int, int, int]:
    """(right, missed, noise) of our changes: kind, fact and item must agree."""
    made: Counter[tuple[str, str, str]] = Counter()
    for change in diff_specs(trial.old, trial.new):
        place, side = (change.new[0], 1) if change.new else (change.old[0], 0)
        made[(_topic_at(trial, side, place.start), change.kind.value, change.fact.value)] += 1
    right = sum((made & trial.expected).values())
    return right, sum((trial.expected - made).values()), sum((made - trial.expected).values())


def _topic_at(trial: Trial, side: int, start: int) -> str:
    spec = (trial.old, trial.new)[side]
    return next(task.heading for task in spec.tasks if task.start <= start < task.end)


def score_deepdiff(trial: Trial, *, ignore_order: bool) -> tuple[int, int, int] | None:
    """(edits with a report of their own, edits without, reports about items that nobody touched)."""
    try:
        from deepdiff import DeepDiff
    except ImportError:
        return None
    sides = spec_to_json(trial.old), spec_to_json(trial.new)
    found = DeepDiff(*sides, ignore_order=ignore_order, exclude_regex_paths=r"\['(start|end)'\]")
    reports = [path for entries in found.values() for path in entries]
    topics = [{topic for side in sides if (topic := _topic_of(side, path))} for path in reports]
    return _count(trial, topics)


def _topic_of(side: dict[str, Any], path: str) -> str | None:
    """The item that a path of JSON leads into."""
    match = re.match(r"root\['(\w+)'\]\[(\d+)\]", path)
    if match is None or int(match[2]) >= len(side[match[1]]):
        return None
    entry = side[match[1]][int(match[2])]
    task = entry["heading"] if match[1] == "tasks" else next(
        (t["heading"] for t in side["tasks"] if t["id"] == entry.get("task")), None)
    return task if isinstance(task, str) else None


def score_redlines(trial: Trial) -> tuple[int, int, int] | None:
    """As deepdiff, of the runs of text that differ."""
    try:
        from redlines import Redlines
        from redlines.processor import concatenate_paragraphs_and_add_chr_182, tokenize_text
    except ImportError:
        return None
    texts = [re.sub(r"(?<=[、,。])", " ", text) for text in trial.texts]
    made = Redlines(*texts)
    tokens = [_topics_of(tokenize_text(concatenate_paragraphs_and_add_chr_182(text)), trial) for text in texts]
    reports = []
    for change in made.changes:
        spans = ((tokens[0], change.source_position), (tokens[1], change.test_position))
        reports.append({topic for side, span in spans if span for topic in side[span[0]:span[1]] if topic})
    return _count(trial, reports)


def _topics_of(tokens: list[str], trial: Trial) -> list[str | None]:
    """The item that each token stands in."""
    topics = {topic for topic, _, _ in trial.expected} | trial.untouched
    found: list[str | None] = []
    for token in tokens:
        word = token.strip().rstrip("。")
        found.append(word if word in topics else None if "(" in token else found[-1] if found else None)
    return found


def _count(trial: Trial, reports: list[set[str]]) -> tuple[int, int, int]:
    edits = {topic for topic, _, _ in trial.expected}
    told = {topic for topics in reports if len(topics) == 1 for topic in topics & edits}
    return len(told), len(edits - told), sum(1 for topics in reports if topics & trial.untouched)


def measure(run: Callable[[], object]) -> float:
    """Median CPU time of a run in ms, nothing remembered of any words."""
    rounds = []
    for _ in range(ROUNDS):
        words_alike.cache_clear()
        strip_marks.cache_clear()
        start = time.process_time()
        run()
        rounds.append(time.process_time() - start)
    return statistics.median(rounds) * 1000


def main() -> None:
    for turned in (False, True):
        _run(make_trial(turned=turned), "chapters in another order" if turned else "chapters in their order")
    pairs = ROOT / "corpus" / "pairs"
    for name in ("school-food-2024", "occupational-health-2024"):
        old, new = (extract_file(pairs / name / f"{side}.txt").spec for side in ("old", "new"))
        took = measure(lambda o=old, n=new: diff_specs(o, n))  # type: ignore[misc]
        print(f"{name}: {len(old.tasks)} and {len(new.tasks)} tasks, {took:.0f} ms")


def _run(trial: Trial, how: str) -> None:
    edits = len({topic for topic, _, _ in trial.expected})
    print(f"100 tasks, {edits} items edited, gone or new ({sum(trial.expected.values())} changes), {how}")
    print("| | right | missed | noise | CPU, ms |\n|---|---:|---:|---:|---:|")
    _print("luoshi compare: changes", score_ours(trial), lambda: diff_specs(trial.old, trial.new))
    for order in (False, True):
        _print(f"deepdiff{', ignore_order' if order else ''}: items", score_deepdiff(trial, ignore_order=order),
               lambda order=order: score_deepdiff(trial, ignore_order=order))  # type: ignore[misc]
    _print("redlines: items", score_redlines(trial), lambda: score_redlines(trial))


def _print(name: str, score: tuple[int, int, int] | None, run: Callable[[], object]) -> None:
    if score is None:
        print(f"| {name} | not installed (pip install -e '.[peers]') | | | |")
        return
    print(f"| {name} | {score[0]} | {score[1]} | {score[2]} | {measure(run):.0f} |")


if __name__ == "__main__":
    main()
