"""What `from luoshi import …` hands out (Python 接口): extract, generate, compare, and Request."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from comparison.diff import diff_specs
from generator.compose.requests import NOTHING
from generator.compose.requests import Request as Request
from generator.county import Office, load_office
from luoshi.counties import Choice, read_names
from luoshi.generation import Order, generate_documents
from luoshi.loading import load_spec
from specs.changes import Change
from specs.model import Level, Spec

Source = Spec | Path | str


def extract(source: Path | str) -> Spec:
    """The spec of a notice file, or of a kept spec (.json).

    raises  UnreadableFile: no such file, or no text in it; NotASpec: JSON of another form
    """
    return load_spec(Path(source))


def generate(source: Source, *, counties: Sequence[str] | str = (), counties_of: str | None = None,
             county_list: Path | str | None = None, documents: Sequence[str] = ("plan", "letter", "checklist"),
             out: Path | str = "outputs", office: Office | Path | str | None = None, profiles: Path | str | None = None,
             templates: Path | str | None = None, on: date | None = None, allow_open: bool = False,
             request: Request = NOTHING) -> tuple[Path, ...]:
    """Write the documents of each county; the arguments are the options of `luoshi generate`.

    request  addressees, enterprises, dates, route, and whether it is the copy for issue
    returns  the files written
    raises   OpenFields: a field that only you can know is open (its `rows` say which); any other LuoshiError
    """
    chosen = Choice(read_names(counties), counties_of, Path(county_list) if county_list else None, on)
    order = Order(read_names(documents), Path(out), _office(office), Path(profiles) if profiles else None,
                  Path(templates) if templates else None, allow_open, request)
    return generate_documents(_spec(source), chosen, order, date.today()).written.paths


def compare(old: Source, new: Source, *, level: Level = Level.COUNTY, levels: bool = False) -> tuple[Change, ...]:
    """What a newer notice changes; notices, kept specs or specs.

    level   whose severity is given: Level.COUNTY or Level.PREFECTURE
    levels  `new` is the paper of a lower level: 全省 and 我县, an office and its counterpart are the same
    """
    return diff_specs(_spec(old), _spec(new), level=level, levels=levels)


def _spec(source: Source) -> Spec:
    return source if isinstance(source, Spec) else load_spec(Path(source))


def _office(office: Office | Path | str | None) -> Office | None:
    return office if office is None or isinstance(office, Office) else load_office(Path(office))
