"""What JioNLP and Recognizers-Text make of the same sentences (同句对比), scored as our own reading is.

`benchmarks/accuracy_peers.py` runs it. Needs the `peers` extra and ../shared. The peers find times, and
Recognizers-Text percentages; nothing else is asked of them. What helps them is done: they are given our cleaned text
(simplified, half-width, ungarbled), sentence by sentence, with the notice's date; a length that they resolve to a day
counts as the length; a percentage needs no bound.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from extractor.clean.text import clean_source  # noqa: E402
from extractor.phrases.time_words import LENGTHS  # noqa: E402
from extractor.readers.files import read_source  # noqa: E402
from gongwen.numerals import parse_integer  # noqa: E402
from scripts.score_corpus import extract_json, list_notices, score_figures  # noqa: E402

KINDS = ("deadlines.span", "deadlines", "percentages")
Json = dict[str, Any]
Find = Callable[[str, date], Iterator[tuple[int, int, Json]]]

_SENTENCE = re.compile(r"[^。;\n]+")
_JOINED = re.compile(r"[0-9一二三四五六七八九十年月日][-—–~～至到]+[0-9一二三四五六七八九十]")
_LENGTH = re.compile(
    r"(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})个?(?P<unit>工作日|自然日|日|天|月|年|周|小时|分钟|季度)(?:之内|以内|内)$"
)
_PERIODS = {"year 1": "year", "year 0.5": "half-year", "month 6": "half-year", "month 3": "quarter", "month 1": "month",
            "day 7": "week", "week 1": "week", "day 1": "day"}


def find_jionlp(sentence: str, on: date) -> Iterator[tuple[int, int, Json]]:
    """(start, end, fact) of the times that JioNLP extracts and parses."""
    day = {"year": on.year, "month": on.month, "day": on.day}
    for one in _load_jionlp().extract_time(sentence, time_base=day, with_parsing=True):
        said = one.get("detail") or {}
        yield *one["offset"], {"time": read_jionlp_time(said, one["text"])}


def read_jionlp_time(said: Json, words: str) -> Json:
    value = said.get("time")
    if said.get("type") == "time_period" and isinstance(value, dict):
        unit, count = next(iter(value["delta"].items()))
        point = value["point"]
        time = {"every": _PERIODS.get(f"{unit} {count:g}", f"{count:g} {unit}s")}
        return time | _in_period(time["every"], point["time"][1][:10]) if point else time
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        return {}
    first, last = (_day(v) for v in value)
    return _as_time(first, last, words)


def _in_period(every: str, day: str) -> Json:
    return {"by": {"year": day[5:], "month": day[8:]}[every]} if every in ("year", "month") else {}


def _as_time(first: date | None, last: date | None, words: str) -> Json:
    """A peer's first and last day in our form: a length, a span, an open beginning, or the limit that most are."""
    length = _LENGTH.search(words)
    if length:
        number = parse_integer(length["n"]) * (3 if length["unit"] == "季度" else 1)
        return {"within": LENGTHS[length["unit"]].format(number)}
    if first and last and _JOINED.search(words):
        return {"from": first.isoformat(), "to": last.isoformat()}
    if first and (last is None or re.search("起|开始", words)):
        return {"from": first.isoformat()}
    return {"by": last.isoformat()} if last else {}


def find_recognizers(sentence: str, on: date) -> Iterator[tuple[int, int, Json]]:
    """(start, end, fact) of the times and percentages that Recognizers-Text finds."""
    times, percentages, chinese = _load_recognizers()
    for one in times(sentence, chinese, reference=datetime(on.year, on.month, on.day)):
        value = (one.resolution or {"values": [{}]})["values"][-1]  # the last is the one to come
        yield one.start, one.end + 1, {"time": read_recognizers_time(value, one.text)}
    for one in percentages(sentence, chinese):
        number = (one.resolution or {}).get("value")
        if number:
            yield one.start, one.end + 1, {"value": float(number.rstrip("%"))}


def read_recognizers_time(value: Json, words: str) -> Json:
    if value.get("type") == "set":
        return {"every": {"P1D": "day", "P1W": "week", "P1M": "month", "P3M": "quarter", "P1Y": "year"}.get(
            value["timex"], value["timex"])}
    if value.get("type") == "duration":
        return {"within": value["timex"]}
    if value.get("type") == "date":
        return _as_time(None, _day(value.get("value")), words)
    first, last = _day(value.get("start")), _day(value.get("end"))
    if last and value.get("Mod") not in ("before", "until"):
        last -= timedelta(1)
    return _as_time(first, last, words)


def _day(words: str | None) -> date | None:
    """The day of a value; hours of the clock have none."""
    return date.fromisoformat(words[:10]) if words and re.match("[12][0-9]{3}-[0-9]{2}-[0-9]{2}", words) else None


@cache
def _load_jionlp() -> Any:
    logging.disable(logging.ERROR)  # it logs a traceback for every expression that it cannot parse
    import jionlp

    return jionlp.ner


@cache
def _load_recognizers() -> tuple[Any, Any, str]:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_percentage
    from recognizers_text import Culture

    return recognize_datetime, recognize_percentage, Culture.Chinese


PEERS: dict[str, Find] = {"jionlp": find_jionlp, "recognizers": find_recognizers}


def make_spec(find: Find, notice: Path, gold: Json) -> str:
    """A spec that holds what a peer finds in a notice."""
    source = read_source(notice)
    clean = clean_source(source).text
    on = date.fromisoformat(gold["notice"].get("issued_on") or f"{_first_year(clean.text)}-01-01")
    spec: Json = {"deadlines": [], "percentages": []}
    for sentence in _SENTENCE.finditer(clean.text):
        for start, end, fact in find(sentence.group(), on):
            first, last = clean.source_span(sentence.start() + start, sentence.start() + end)
            placed = {"quote": source.text[first:last], "start": first, "end": last} | fact
            spec["deadlines" if "time" in fact else "percentages"].append(placed)
    return _ask_numbers_only(spec, gold)


def make_ours(notice: Path, gold: Json) -> str:
    """Our spec of a notice, on the same terms."""
    return _ask_numbers_only(json.loads(extract_json(notice)), gold)


def _ask_numbers_only(spec: Json, gold: Json) -> str:
    """A spec whose percentages have the gold's bound where they meet one: only the number is asked of them."""
    for made in spec["percentages"]:
        met = [p for p in gold["percentages"] if p["start"] < made["end"] and made["start"] < p["end"]]
        if met:
            made["comparator"], made["value_max"] = met[0].get("comparator"), met[0].get("value_max")
    return json.dumps(spec, ensure_ascii=False)


def _first_year(text: str) -> str:
    found = re.search(r"20[0-9]{2}(?=年|〕)", text)
    return found.group() if found else "2025"


def score_peers(name: str) -> dict[str, dict[str, float]]:
    """F1 of our reading and of each peer on one set, by the kinds that it finds at all."""
    golds = {notice: json.loads(gold.read_text("utf-8")) for _, notice, gold in list_notices(name)}
    makers: dict[str, Callable[[Path, Json], str]] = {"luoshi": make_ours}
    makers |= {peer: partial(make_spec, find) for peer, find in PEERS.items()}
    scores = {}
    for peer, make in makers.items():
        figures = score_figures(name, lambda notice, make=make: make(notice, golds[notice]))
        kinds = KINDS[:2] if peer == "jionlp" else KINDS
        scores[peer] = {kind: figures[kind]["f1"] for kind in kinds}
    return scores
