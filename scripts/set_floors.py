"""Write tests/floors.json (质量底线) from what the reading scores now; a floor that goes down is named.

usage: python scripts/set_floors.py [SET …]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.score_corpus import SETS, hash_gold, score_figures

FLOORS = Path(__file__).resolve().parents[1] / "tests" / "floors.json"


def main() -> None:
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    for name in sys.argv[1:] or SETS:
        made = {kind: figure["f1"] for kind, figure in sorted(score_figures(name).items())}
        for kind, floor in floors.get(name, {}).get("f1", {}).items():
            if made.get(kind, 0.0) < floor:
                print(f"{name} {kind}: {floor} -> {made.get(kind)}")
        floors[name] = {"gold": hash_gold(name), "f1": made}
    FLOORS.write_text(json.dumps(floors, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
