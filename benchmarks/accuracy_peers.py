"""F1 of our reading beside its peers on the same sentences (同句对比).

    python benchmarks/accuracy_peers.py [SET …]      shared, corpus, unseen

Needs the `peers` extra and ../shared; how each peer is asked and scored is told in `scripts/score_peers.py`.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from scripts.score_corpus import SETS
from scripts.score_peers import score_peers

if __name__ == "__main__":
    for chosen in sys.argv[1:] or SETS:
        print(chosen, json.dumps(score_peers(chosen), indent=1))
