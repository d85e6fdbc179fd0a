"""What must not matter to a reading (蜕变关系): the order of unrelated sections, a sentence added beside the others."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from extractor.pipeline import extract_source
from extractor.readers.plain import read_plain
from gongwen.numerals import print_chinese
from specs.codec import time_to_json
from specs.model import Origin, Spec, Task
from tests.notices import CORPUS, list_facts
from tests.test_extractor_facts import FOOT, HEAD

CASES = tomllib.loads((Path(__file__).parent / "cases" / "facts.toml").read_text("utf-8"))["case"]
# What is said once for all tasks is said of those beside it, too.
CASES = [case for case in CASES if not case.get("of_all_tasks")]
TEXTS = [case["text"] for case in CASES]
TOP = HEAD[: HEAD.rindex("一、")]


def read_text(text: str) -> Spec:
    return extract_source(read_plain(text.encode()), Origin("case", "0" * 64, "txt", "test")).spec


def write_notice(texts: list[str]) -> str:
    """A notice with one section for each text, each with one task."""
    numbers = [print_chinese(i) for i in range(1, len(texts) + 1)]
    sections = [f"{n}、第{n}类任务\n(一)测试任务。{text}\n" for n, text in zip(numbers, texts, strict=True)]
    return TOP + "".join(sections).rstrip("\n") + FOOT


def say_facts(spec: Spec) -> Counter[str]:
    """Every fact with its words and values, ids and places left out."""
    said = [f"target {t.quote} {t.indicator} {t.subject} {t.comparator} {t.value} {t.value_max} {t.unit} {t.per} "
            f"{t.each} {t.baseline} {t.due and time_to_json(t.due)} {t.bodies}" for t in spec.targets]
    said += [f"deadline {d.quote} {time_to_json(d.time)} {d.action}" for d in spec.deadlines]
    said += [f"percentage {p.quote} {p.comparator} {p.value} {p.value_max} {p.role}" for p in spec.percentages]
    said += [f"report {r.by} {r.to} {r.what} {r.due and time_to_json(r.due)}" for r in spec.reports]
    said += [f"citation {c.title} {c.number}" for c in spec.citations]
    said += [f"doubt {d.kind} {d.quote}" for d in spec.doubts]
    return Counter(said + [f"task {say_task(t)}" for t in spec.tasks])


def say_task(task: Task) -> str:
    return f"{task.heading} {[(b.name, b.role.value) for b in task.bodies]}"


@pytest.mark.parametrize("seed", range(6))
def test_the_order_of_unrelated_sections_does_not_matter(seed: int) -> None:
    shuffled = TEXTS.copy()
    random.Random(seed).shuffle(shuffled)
    assert shuffled != TEXTS
    assert say_facts(read_text(write_notice(shuffled))) == say_facts(read_text(write_notice(TEXTS)))


@pytest.mark.parametrize("text", TEXTS, ids=[case["name"] for case in CASES])
def test_a_section_says_beside_others_what_it_says_alone(text: str) -> None:
    others = [t for t in TEXTS if t != text][:4]
    together = say_facts(read_text(write_notice([*others[:2], text, *others[2:]])))
    assert together == say_facts(read_text(write_notice(others))) + say_facts(read_text(write_notice([text])))


# Sentences of other fields, and how many facts of each kind they add together.
ADDED = (
    "省文物局于2027年3月底前完成石刻普查，普查率达到97.5%。",
    "省粮食和储备局要加强仓房日常管理。",
    "省档案局每季度抽查立卷单位不少于7家。",
)
OWN = {"target": 2, "deadline": 2, "percentage": 1}
OPEN = [folder for folder in CORPUS if folder.parent.name != "unseen"]


@pytest.mark.parametrize("folder", OPEN, ids=lambda f: f.name)
def test_added_sentences_add_only_their_own_facts(folder: Path) -> None:
    text = (folder / "notice.txt").read_bytes().decode("utf-8-sig")
    before = read_text(text)
    ended = [t for t in before.tasks if text[: t.end].endswith("。") and text[t.end : t.end + 1] in ("\r", "\n", "")]
    touched = [ended[i] for i in (-1, len(ended) // 2, 0)]
    longer = text
    for task, sentence in zip(touched, ADDED, strict=True):  # from the back, so that offsets before stay
        longer = longer[: task.end] + sentence + longer[task.end :]
    after = read_text(longer)
    ids = {task.id for task in touched}
    was, now = Counter(_facts_apart(before, ids)), Counter(_facts_apart(after, ids))
    assert not was - now
    assert Counter(line.partition(" ")[0] for line in (now - was).elements()) == OWN
    assert [t.id for t in after.tasks] == [t.id for t in before.tasks]


def _facts_apart(spec: Spec, tasks: set[str]) -> list[str]:
    """The facts in one line each, without the bodies of the tasks that a sentence was added to."""
    return [line for line in list_facts(spec) if not line.startswith(tuple(f"task {task} " for task in tasks))]
