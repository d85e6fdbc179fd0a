"""Several papers that a plan rests on (多份依据), and where they disagree: nouns."""

from __future__ import annotations

from dataclasses import dataclass

from specs.model import Deadline, Spec, Target


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that a plan rests on (依据).

    file  name of its file
    """

    spec: Spec
    file: str

    @property
    def name(self) -> str:
        """How it is called in a table: its number, else its title, else its file."""
        return self.spec.notice.document_number or self.spec.notice.title or self.file


@dataclass(frozen=True, slots=True)
class Offer:
    """What one paper says of a thing that another says otherwise (一份依据的说法).

    paper  its place among the papers, from 0
    words  in its own words, clean text
    said   its value or time, as a table says it
    """

    paper: int
    fact: Target | Deadline
    words: str
    said: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One number or date that two papers give differently (依据不一致).

    number  from 1, to choose by
    what    what is measured or due
    main    what the paper says that the plan follows; other: the other's
    """

    number: int
    what: str
    main: Offer
    other: Offer


@dataclass(frozen=True, slots=True)
class Settled:
    """A disagreement with the choice that was made (取舍)."""

    case: Disagreement
    chosen: Offer
    by: str


@dataclass(frozen=True, slots=True)
class Demand:
    """What another paper asks and the one that the plan follows does not (另有要求)."""

    paper: str
    text: str
