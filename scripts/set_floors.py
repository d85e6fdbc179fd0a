"""Write tests/floors.json (质量底线), tests/accuracy.json and docs/accuracy.md from what the reading scores now.

usage: python scripts/set_floors.py [SET …]      names the floors of these sets alone; a floor that goes down is named

The peers' figures are measured where the `peers` extra is installed, and else kept.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.accuracy_page import print_page
from scripts.measure_accuracy import has_peers, measure_all
from scripts.score_corpus import SETS, hash_gold, score_figures

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.json"
FIGURES = ROOT / "tests" / "accuracy.json"
PAGE = ROOT / "docs" / "accuracy.md"


def main() -> None:
    floors, figures = _load(FLOORS), _load(FIGURES)
    for name in sys.argv[1:] or SETS:
        made = {kind: figure["f1"] for kind, figure in sorted(score_figures(name).items())}
        for kind, floor in floors.get(name, {}).get("f1", {}).items():
            if made.get(kind, 0.0) < floor:
                print(f"{name} {kind}: {floor} -> {made.get(kind)}")
        floors[name] = {"gold": hash_gold(name), "f1": made}
    figures = measure_all(figures)
    if not has_peers():
        print("peers: kept as they were (pip install -e '.[peers]' to measure them)")
    _write(FLOORS, floors)
    _write(FIGURES, figures)
    PAGE.write_text(print_page(floors, figures), "utf-8")


def _load(path: Path) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return kept


def _write(path: Path, figures: dict[str, Any]) -> None:
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
