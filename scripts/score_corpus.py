"""Score our reading of a set of annotated notices (评分) with the shared scorer.

usage: python scripts/score_corpus.py SET [--show KIND …]      SET: shared, corpus, unseen

`shared`  the real notices of ../shared; `corpus` and `unseen` the project's own. Prints the scorer's table; with
--show what was missed and invented. `score_set` is what tests/test_floors.py calls.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS = ("shared", "corpus", "unseen")


def list_notices(name: str) -> list[tuple[str, Path, Path]]:
    """(slug, notice, gold) of each annotated notice of a set."""
    if name == "shared":
        return [
            (g.stem, next((SHARED / "notices").glob(f"{g.stem}*.txt")), g)
            for g in sorted((SHARED / "gold").glob("*.json"))
        ]
    folder = ROOT / "corpus" / ("unseen" if name == "unseen" else "")
    return [(g.parent.name, g.parent / "notice.txt", g) for g in sorted(folder.glob("*/gold.json"))]


Make = Callable[[Path], str]


def extract_json(notice: Path) -> str:
    """Our spec of a notice."""
    from extractor.pipeline import extract_file
    from specs.codec import print_spec

    return print_spec(extract_file(notice).spec)


def score_set(name: str, arguments: Sequence[str], only: str = "", make: Make = extract_json) -> str:
    """What the scorer prints of one set.

    make  the spec of a notice as JSON: ours, or a peer's
    """
    with tempfile.TemporaryDirectory() as folder:
        gold, notices, specs = (Path(folder) / part for part in ("gold", "notices", "specs"))
        for part in (gold, notices, specs):
            part.mkdir()
        for slug, notice, annotation in list_notices(name):
            if only and only not in slug:
                continue
            shutil.copyfile(annotation, gold / f"{slug}.json")
            shutil.copyfile(notice, notices / f"{slug}.txt")
            (specs / f"{slug}.json").write_text(make(notice), "utf-8")
        done = subprocess.run(
            [
                sys.executable,
                str(SHARED / "score.py"),
                "--gold",
                str(gold),
                "--notices",
                str(notices),
                "--specs",
                str(specs),
                *arguments,
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def hash_gold(name: str) -> str:
    """A short hash of a set's notices and gold: what its floors were measured on."""
    digest = hashlib.sha256()
    for _, notice, gold in list_notices(name):
        digest.update(notice.read_bytes() + gold.read_bytes())
    return digest.hexdigest()[:16]


def score_figures(name: str, make: Make = extract_json) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of a set by kind."""
    figures: dict[str, dict[str, float]] = json.loads(score_set(name, ["--json"], make=make))
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=SETS)
    parser.add_argument("--only", default="", help="part of a slug")
    parser.add_argument("--show", nargs="*", default=[])
    options = parser.parse_args()
    print(score_set(options.set, ["--show", *options.show] if options.show else [], options.only), end="")


if __name__ == "__main__":
    main()
