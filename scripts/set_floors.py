"""Write tests/floors.json (质量底线) from what the reading scores now; a floor that goes down is named.

usage: python scripts/set_floors.py [SET …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.score_corpus import SETS, hash_gold, score_figures

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"
PAGE = ROOT / "docs" / "accuracy.md"
HEADLINE = (
    "notice", "tasks", "bodies", "bodies.role", "deadlines", "percentages", "targets", "targets.whole", "reports",
    "reports.whole", "citations",
)
WORDS = """# How well notices are understood 准确度

F1 by kind, written by `python scripts/set_floors.py` from what it measured; `tests/test_floors.py` holds each figure
as a floor. `python scripts/score_corpus.py SET --show targets bodies` lists what was missed and invented.

- `shared`: the four real notices of `../shared`, annotated by others.
- `corpus`: this project's own notices, which rules were worked on.
- `unseen`: notices of this project, written and annotated apart and not to be opened by those who work on rules: the
  nearest we have to a stranger's notice. Two came in later for one that had moved to the corpus
  (`road-safety-2025-hant`, for whose way of writing rules had been made); they were scored for the first time only
  after their gold was committed.
"""


def main() -> None:
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    for name in sys.argv[1:] or SETS:
        made = {kind: figure["f1"] for kind, figure in sorted(score_figures(name).items())}
        for kind, floor in floors.get(name, {}).get("f1", {}).items():
            if made.get(kind, 0.0) < floor:
                print(f"{name} {kind}: {floor} -> {made.get(kind)}")
        floors[name] = {"gold": hash_gold(name), "f1": made}
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(print_page(floors), "utf-8")


def print_page(floors: dict[str, Any]) -> str:
    """docs/accuracy.md: the figures of each set side by side, and the mean of those that the scorer calls headline."""
    names = [name for name in SETS if name in floors]
    rows = [f"| {kind} | " + " | ".join(f"{floors[n]['f1'][kind]:.3f}" for n in names) + " |" for kind in HEADLINE]
    means = (sum(floors[n]["f1"][kind] for kind in HEADLINE) / len(HEADLINE) for n in names)
    rows.append("| **headline mean** | " + " | ".join(f"**{mean:.3f}**" for mean in means) + " |")
    head = ["| | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    return WORDS + "\n" + "\n".join([*head, *rows]) + "\n"


if __name__ == "__main__":
    main()
