"""`luoshi update` over all pairs of the corpus, and on plans that other hands wrote in Word."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import pytest

from extractor.pipeline import extract_file
from luoshi.api import generate
from luoshi.comparing import Paper
from luoshi.updating import Settled, Update, settle_papers, update_plan
from specs.revisions import RevisionKind
from tests.hands import HANDS, Hand, write_plan
from tests.tracked import canonical, parts_of, settle

PAIRS = Path(__file__).parents[1] / "corpus" / "pairs"
COUNTIES = {"e-bike-amending-2024": "盐陂县", "occupational-health-2024": "溪塬县", "reservoir-amending-2024": "松滏县",
            "school-food-2024": "溪塬县", "sme-help-levels-2024": "荻浦县", "water-saving-yearly-2024-2025": "丹墟县"}
# Of the pair across levels the newer paper is a county's own plan: no paper that plans are amended to.
NEWER = [name for name in COUNTIES if name != "sme-help-levels-2024"]
RISES = re.compile(r"(?<=不少于|不低于)(\d{2,3})(?=[家人所个批座户学]|%)")


@cache
def plan_of(pair: str) -> bytes:
    """A county's plan by the older paper, as `generate` writes it."""
    paths = generate(PAIRS / pair / "old.txt", counties=COUNTIES[pair], documents=("plan",), out=Path(mkdtemp()),
                     allow_open=True, on=date(2025, 1, 1))
    return next(path for path in paths if path.name == "plan.docx").read_bytes()


@cache
def papers_of(pair: str) -> Settled:
    return settle_papers(read(pair, "old"), read(pair, "new"))


@cache
def read(pair: str, side: str) -> Paper:
    path = PAIRS / pair / f"{side}.txt"
    return Paper(extract_file(path).spec, path.read_text("utf-8"))


def update(pair: str, data: bytes, folder: Path, papers: Settled | None = None) -> Update:
    (folder / "plan.docx").write_bytes(data)
    return update_plan(folder / "plan.docx", papers or papers_of(pair), county=COUNTIES[pair])


def check(pair: str, data: bytes, made: Update, folder: Path) -> None:
    """Rejected, all is as it was; untouched paragraphs and parts are the same; amended again, nothing more is found."""
    before = settle(data, accept=True)
    assert settle(made.data, accept=False) == before
    was = Counter(canonical(data))
    kept = Counter(canonical(made.data))
    touched = len({(one.start, one.end, one.new) for one in made.revisions})
    in_rows = sum(len(one.cells) for one in made.revisions)
    assert sum((was - kept).values()) <= touched + in_rows
    old, new = parts_of(data), parts_of(made.data)
    assert [name for name in old if old[name] != new[name] and not re.search(
        r"document\.xml|comments|Content_Types|document\.xml\.rels", name)] == []


def accept(data: bytes) -> list[str]:
    return settle(data, accept=True)


@pytest.mark.parametrize("pair", NEWER)
def test_a_plan_is_amended_to_every_newer_paper_of_the_corpus(pair: str, tmp_path: Path) -> None:
    data = plan_of(pair)
    made = update(pair, data, tmp_path)
    assert made.revisions
    check(pair, data, made, tmp_path)
    again = update(pair, made.data, tmp_path)
    assert [(one.old, one.new) for one in again.revisions] == []


@pytest.mark.parametrize("pair", NEWER)
def test_numbers_run_on_in_paragraphs_and_tables(pair: str, tmp_path: Path) -> None:
    made = update(pair, plan_of(pair), tmp_path)
    (tmp_path / "made.docx").write_bytes(made.data)
    text = extract_file(tmp_path / "made.docx").source.text.split("办文提示")[0]
    rows = [int(m[1]) for m in re.finditer(r"^(\d+) \| .*\|$", text, re.M)]
    for before, behind in pairwise(rows):
        assert behind in (before + 1, 1)
    numerals = "一二三四五六七八九十"
    items = [numerals.index(m[1]) for m in re.finditer(r"^（([一二三四五六七八九十])）", text, re.M)]
    for before, behind in pairwise(items):
        assert behind in (before + 1, 0)


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
@pytest.mark.parametrize("pair", NEWER)
def test_plans_of_other_hands_are_amended_alike(pair: str, hand: Hand, tmp_path: Path) -> None:
    ours = plan_of(pair)
    (tmp_path / "ours.docx").write_bytes(ours)
    text = extract_file(tmp_path / "ours.docx").source.text.split("\n办文提示")[0]
    data = write_plan([line for line in text.splitlines() if line.strip()], hand)
    made = update(pair, data, tmp_path)
    check(pair, data, made, tmp_path)
    (tmp_path / "ours.docx").write_bytes(ours)
    mine = update_plan(tmp_path / "ours.docx", papers_of(pair), county=COUNTIES[pair])
    assert told(made) == told(mine)


def told(made: Update) -> Counter[tuple[str, str]]:
    """What was changed in paragraphs, without the numbers that Word itself moves on."""
    return Counter((one.old, re.sub("^（.+?）", "", one.new)) for one in made.revisions
                   if not one.cells and one.kind is not RevisionKind.RENUMBERED)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("pair", COUNTIES)
def test_random_rises_are_found_wherever_a_plan_states_them(pair: str, seed: int, tmp_path: Path) -> None:
    """Numbers that stand once in a paper are raised: the plan changes there and nowhere else, or it is asked."""
    old, dice = read(pair, "old"), random.Random(seed)
    assert old.text is not None
    places = [m for m in RISES.finditer(old.text) if len(re.findall(rf"(?<!\d){m[0]}(?!\d)", old.text)) == 1]
    if not places:
        pytest.skip("by nature: no number that stands once and is no part of another")
    raised = {m.start(): str(int(m[0]) + 1 + dice.randrange(3)) for m in dice.sample(places, min(3, len(places)))}
    text, swaps = old.text, {}
    for start in sorted(raised, reverse=True):
        number = RISES.match(text, start)
        assert number
        swaps[number[0]] = raised[start]
        text = text[:start] + raised[start] + text[start + len(number[0]):]
    (tmp_path / "new.txt").write_text(text, "utf-8")
    papers = settle_papers(old, Paper(extract_file(tmp_path / "new.txt").spec, text))
    data = plan_of(pair)
    made = update(pair, data, tmp_path, papers)
    before, after = accept(data), accept(made.data)
    assert settle(made.data, accept=False) == before
    assert len(before) == len(after)
    for was, now in zip(before, after, strict=True):
        assert now == re.sub(r"\d+", lambda m: swaps.get(m[0], m[0]), was) or now == was
    asked = " ".join(one.plan + one.what for one in made.questions)
    for number, new in swaps.items():
        stood = [was for was in before if re.search(rf"(?<!\d){number}(?!\d)", was)]
        still = [now for now in after if re.search(rf"(?<!\d){number}(?!\d)", now)]
        assert not stood or not still or number in asked, (number, new, still)
