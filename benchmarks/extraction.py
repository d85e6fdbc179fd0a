"""How fast facts are found in clean text, beside its peers (要素提取速度).

    python benchmarks/extraction.py     the corpus's notices, median of 5 rounds of CPU time

Ours is the whole way from clean text to spec, what it remembers of clauses forgotten before each round. jieba.cut only
cuts words, JioNLP and Recognizers-Text only find times, line by line. The last two come with the `peers` extra: what is
not installed is left out with a line that says so. Run from the repository's root.
"""

from __future__ import annotations

import contextlib
import io
import logging
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extractor.clean.text import Cleaned, clean_source  # noqa: E402
from extractor.pipeline import read_cleaned  # noqa: E402
from extractor.readers.files import read_source  # noqa: E402
from extractor.source import SourceText  # noqa: E402
from specs.model import Origin  # noqa: E402

ROUNDS = 5
Notice = tuple[SourceText, Cleaned]
Run = Callable[[], object]
_ORIGIN = Origin("notice.txt", "0" * 64, "txt", "benchmark")
_TODAY = datetime(2026, 1, 1)


def load_notices() -> list[Notice]:
    """The corpus's notices as text, read and cleaned; what is not to be opened left out."""
    sources = [read_source(path) for path in sorted((ROOT / "corpus").glob("*/notice.txt"))]
    return [(source, clean_source(source)) for source in sources]


def ours(notices: Sequence[Notice]) -> Run:
    """Clean text to spec, as in `extractor.pipeline`."""

    def run() -> None:
        for source, cleaned in notices:
            read_cleaned(source, cleaned, _ORIGIN)

    return run


def forget_texts() -> None:
    """Clears what functions remember of texts; vocabulary and dictionaries, loaded once a process, stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("extractor.", "gongwen.")):
            for function in vars(module).values():
                if hasattr(function, "cache_clear") and function.cache_parameters()["maxsize"] is not None:
                    function.cache_clear()


def jieba_cut(notices: Sequence[Notice]) -> Run:
    """jieba's cut of the same text."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    return lambda: [list(jieba.cut(cleaned.text.text)) for _, cleaned in notices]


def jionlp_times(notices: Sequence[Notice]) -> Run | None:
    """JioNLP's extraction of times, without parsing them; None where it is not installed."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import jionlp
    except ImportError:
        return None
    return lambda: [jionlp.ner.extract_time(line, time_base=_TODAY.timestamp()) for line in _lines(notices)]


def recognizers_times(notices: Sequence[Notice]) -> Run | None:
    """Recognizers-Text's extraction of dates and times; None where it is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from recognizers_date_time import Culture, DateTimeRecognizer
    except ImportError:
        return None
    model = DateTimeRecognizer(Culture.Chinese).get_datetime_model()
    return lambda: [model.parse(line, _TODAY) for line in _lines(notices)]


def _lines(notices: Sequence[Notice]) -> list[str]:
    return [line for _, cleaned in notices for line in cleaned.text.text.split("\n")]


def measure(runs: Sequence[Run], rounds: int = ROUNDS) -> list[list[float]]:
    """CPU seconds of each run in each round, one after the other in every round so that a busy machine slows all.

    Each begins with nothing remembered of any clause.
    """
    for run in runs:
        run()
    seconds: list[list[float]] = [[] for _ in runs]
    for _ in range(rounds):
        for own, run in zip(seconds, runs, strict=True):
            forget_texts()
            started = time.process_time()
            run()
            own.append(time.process_time() - started)
    return seconds


def main() -> None:
    """Print characters per second of each."""
    logging.disable()  # JioNLP logs each word that it tried and gave up
    notices = load_notices()
    count = sum(len(cleaned.text.text) for _, cleaned in notices)
    named = [
        ("luoshi, clean text to spec", ours(notices)),
        ("  jieba.cut", jieba_cut(notices)),
        ("  JioNLP, times alone", jionlp_times(notices)),
        ("  Recognizers-Text, times alone", recognizers_times(notices)),
    ]
    present = [(name, run) for name, run in named if run is not None]
    print(f"{len(notices)} notices, {count:,} characters; CPU time, median of {ROUNDS} rounds\n")
    print(f"{'':34}{'characters/s':>14}{'time, ours = 1':>16}")
    seconds = measure([run for _, run in present])
    for (name, _), own in zip(present, seconds, strict=True):
        ratio = statistics.median(o / s for o, s in zip(own, seconds[0], strict=True))
        print(f"{name:34}{count / statistics.median(own):14,.0f}{ratio:16.2f}")
    for name, run in named:
        if run is None:
            print(f"{name:34}{'not installed':>14}")


if __name__ == "__main__":
    main()
