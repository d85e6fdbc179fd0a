"""How fast a registry of ten thousand specs answers (规格库检索速度), on SQLite and on PostgreSQL.

    python benchmarks/registry.py [COUNT] [--only sqlite|postgresql] [--url postgresql+psycopg://…]     COUNT: 10,000

The specs are the corpus's, read once and varied: number, title, issuer, days, and a mark in the text. Without --url
Debian's PostgreSQL is started in a temporary folder where it is installed, else left out. Each question is asked ROUNDS
times; the medians of wall time are printed. Run from the repository's root.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Engine, text

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extractor.pipeline import extract_file  # noqa: E402
from gongwen.divisions import DivisionLevel, load_divisions  # noqa: E402
from registry.engines import open_registry, writing  # noqa: E402
from registry.entries import NoticeText  # noqa: E402
from registry.keeping import put_spec  # noqa: E402
from registry.searching import Query, search  # noqa: E402
from registry.store import find_entry, list_versions, load_spec  # noqa: E402
from specs.model import Origin, Spec, Time  # noqa: E402
from tests.databases import MISSING, make_database, run_postgresql  # noqa: E402

ROUNDS = 15
BATCH = 100
QUESTIONS: dict[str, Query] = {
    "全文，两字：申报": Query("申报"),
    "全文，三字：申报率": Query("申报率"),
    "全文，常见词：工作": Query("工作"),
    "全文，两词：疾控 监测": Query("疾控 监测"),
    "全文，少见词：第8123号样本": Query("第8123号样本"),
    "全文，没有的词：量子纠缠": Query("量子纠缠"),
    "要素：申报率，目标，2025年底前，重庆市": Query(
        "申报率", kind="target", due_before="2025-12-31", province="重庆市"),
    "要素：常见词 完成，时限": Query("完成", kind="deadline", due_after="2025-06-01"),
    "要素：责任单位 疾控，县级": Query(kind="task", body="疾控", level="县"),
    "要素：2025年底前的全部目标": Query(kind="target", due_before="2025-12-31"),
    "要素：没有的词，目标": Query("量子纠缠", kind="target"),
    "通知：省份和成文日期": Query(province="四川省", since="2025-01-01"),
}


def read_corpus() -> list[tuple[Spec, NoticeText]]:
    """The corpus's notices as specs with their text; what is not to be opened left out."""
    made = [extract_file(path) for path in sorted((ROOT / "corpus").glob("*/notice.txt"))]
    return [(m.spec, NoticeText(m.source.text, m.cleaned.text.text)) for m in made]


def vary_specs(corpus: Sequence[tuple[Spec, NoticeText]], count: int) -> Iterator[tuple[Spec, NoticeText]]:
    """So many specs, each of another notice; the same in every run."""
    dice = random.Random(1)
    provinces = [d.name for d in load_divisions() if d.level is DivisionLevel.PROVINCE and d.valid_to is None]
    for number in range(count):
        spec, words = corpus[number % len(corpus)]
        province, day = dice.choice(provinces), date(2023, 1, 1) + timedelta(dice.randrange(1200))
        shift = timedelta(dice.randrange(-300, 300))
        head = replace(spec.notice, title=f"{spec.notice.title}（第{number}号样本）", issued_on=day.isoformat(),
                       document_number=f"样发〔{day.year}〕{number}号", issuers=(f"{province}卫生健康委员会",))
        targets = tuple(replace(t, due=_move(t.due, shift)) for t in spec.targets)
        deadlines = tuple(replace(d, time=_move(d.time, shift) or d.time) for d in spec.deadlines)
        mark = f"\n本件为第{number}号样本。"
        yield (replace(spec, notice=head, targets=targets, deadlines=deadlines,
                       origin=Origin(f"{number}.txt", f"{number:064x}", "txt", "benchmark")),
               NoticeText(words.source + mark, words.clean + mark))


def _move(due: Time | None, shift: timedelta) -> Time | None:
    if due is None or due.by is None or len(due.by) != 10:
        return due
    return replace(due, by=(date.fromisoformat(due.by) + shift).isoformat())


def fill_registry(engine: Engine, specs: Iterator[tuple[Spec, NoticeText]]) -> float:
    """Keep all specs; returns seconds."""
    start, more = time.perf_counter(), True
    while more:
        with writing(engine) as connection:
            batch = [pair for pair, _ in zip(specs, range(BATCH), strict=False)]
            for spec, words in batch:
                put_spec(connection, spec, kept_at="2026-01-01T00:00:00+00:00", text=words)
            more = len(batch) == BATCH
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))  # what the server does by itself after a while
    return time.perf_counter() - start


def time_questions(engine: Engine, count: int) -> dict[str, float]:
    """Median milliseconds of each question, and of opening what it finds."""
    found = {name: _time(lambda q=query: search(engine, q)) for name, query in QUESTIONS.items()}
    middle = count // 2
    found["打开一份规格"] = _time(lambda: load_spec(engine, middle))
    found["一份通知的条目和沿革"] = _time(lambda: (find_entry(engine, middle), list_versions(engine, middle)))
    return found


def _time(ask: object) -> float:
    assert callable(ask)
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def main() -> None:
    words = sys.argv[1:]
    count = int(words[0]) if words and words[0].isdecimal() else 10_000
    corpus = read_corpus()
    with ExitStack() as stack:
        places = {}
        if "postgresql" not in words:
            places["SQLite"] = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "registry.sqlite")
        if "--url" in words:
            places["PostgreSQL"] = words[words.index("--url") + 1]
        elif "sqlite" in words:
            print("PostgreSQL left out, as asked")
        elif MISSING:
            print(f"PostgreSQL left out: {MISSING}")
        else:
            places["PostgreSQL"] = make_database(stack.enter_context(run_postgresql()))
        columns = {}
        for name, place in places.items():
            engine = open_registry(place)
            spent = fill_registry(engine, vary_specs(corpus, count))
            print(f"{name}: {count} specs kept in {spent:.0f} s ({1000 * spent / count:.1f} ms each)", flush=True)
            columns[name] = time_questions(engine, count)
            engine.dispose()
    print("| median ms of", ROUNDS, "|", " | ".join(columns), "|")
    print("|---" * (len(columns) + 1) + "|")
    for question in next(iter(columns.values())):
        print("|", question, "|", " | ".join(f"{times[question]:.1f}" for times in columns.values()), "|")


if __name__ == "__main__":
    main()
