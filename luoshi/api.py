"""What `from luoshi import …` hands out (Python 接口): extract, generate with make_request, compare."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from comparison.diff import diff_specs
from generator.compose.requests import NOTHING
from generator.compose.requests import Request as Request
from generator.county import Office, load_office
from luoshi.addressing import Confirm, choose_as_addressed
from luoshi.bases import load_bases
from luoshi.counties import Choice, read_names
from luoshi.drafting import narrow_spec
from luoshi.generation import Order, Outcome, find_day, generate_documents
from luoshi.loading import load_spec
from luoshi.requests import make_request as make_request
from specs.bases import Paper
from specs.changes import Change
from specs.model import Level, Spec

Source = Spec | Path | str


def extract(source: Path | str) -> Spec:
    """The spec of a notice file, or of a kept spec (.json).

    raises  UnreadableFile: no such file, or no text in it; NotASpec: JSON of another form
    """
    return load_spec(Path(source))


def generate(source: Source, *, counties: Sequence[str] | str = (), counties_of: str | None = None,
             county_list: Path | str | None = None, as_addressed: bool = False,
             documents: Sequence[str] = ("plan", "letter", "checklist"), out: Path | str = "outputs",
             office: Office | Path | str | None = None, profiles: Path | str | None = None,
             templates: Path | str | None = None, on: date | None = None, attachment: int | None = None,
             basis: Sequence[Path | str] = (), prefer: Sequence[str] | str = (),
             pdf: Literal["typst", "office"] | None = None, script: Literal["hans", "hant"] = "hans",
             allow_open: bool = False, registry: Path | str | None = None, request: Request = NOTHING,
             confirm: Confirm | None = None) -> tuple[Path, ...]:
    """Write the documents of each county; the arguments are the options of `luoshi generate` of the same names.

    request  addressees, enterprises, dates, route, shares, and whether it is the copy for issue (make_request)
    confirm  told whom papers go to, before anything is written: it raises where they are not right. None: they are
    registry where the notice is kept and its documents are recorded; None: nowhere
    returns  the files written
    raises   OpenFields: a field that only you can know is open (its `rows` say which); BasesDisagree; any other
             LuoshiError
    """
    spec, record = _open(source, registry)
    spec = narrow_spec(spec, attachment)
    main = Paper(spec, "" if isinstance(source, Spec) else Path(source).name)
    order = Order(read_names(documents), Path(out), _office(office), Path(profiles) if profiles else None,
                  Path(templates) if templates else None, allow_open, request,
                  (main, *load_bases([Path(path) for path in basis])), read_names(prefer), pdf or "", script == "hant")
    today = date.today()
    choice = Choice(read_names(counties), counties_of, Path(county_list) if county_list else None, on)
    if as_addressed:
        choice, addressed = choose_as_addressed(spec, choice, find_day(spec, choice, today))
        if confirm:
            confirm(addressed)
    outcome = generate_documents(spec, choice, order, today, confirm=None if as_addressed else confirm)
    record(outcome)
    return outcome.written.paths


def compare(old: Source, new: Source, *, level: Level = Level.COUNTY, levels: bool = False) -> tuple[Change, ...]:
    """What a newer notice changes; notices, kept specs or specs.

    level   whose severity is given: Level.COUNTY or Level.PREFECTURE
    levels  `new` is the paper of a lower level: 全省 and 我县, an office and its counterpart are the same
    """
    return diff_specs(_spec(old), _spec(new), level=level, levels=levels)


def _spec(source: Source) -> Spec:
    return source if isinstance(source, Spec) else load_spec(Path(source))


def _open(source: Source, registry: Path | str | None) -> tuple[Spec, Callable[[Outcome], None]]:
    """The spec to write from, and what is to be told of what was written."""
    if registry is None:
        return _spec(source), lambda outcome: None
    from luoshi.registering import open_run, record_outcome  # only where it is wanted: databases are slow to load

    run = open_run(registry, source if isinstance(source, Spec) else Path(source), datetime.now(UTC))
    return run.spec, lambda outcome: record_outcome(run, outcome, datetime.now(UTC))


def _office(office: Office | Path | str | None) -> Office | None:
    return office if office is None or isinstance(office, Office) else load_office(Path(office))
