"""Which documents rest on what a newer paper changed (影响): nouns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from specs.changes import Change, Severity
from specs.revisions import Question, Revision


class FileState(StrEnum):
    """What became of a document's file since it was written (文件状态)."""

    AS_WRITTEN = "as_written"
    EDITED = "edited"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Affected:
    """One document that rests on changed facts (受影响的文书).

    path     where it was written, whole
    kind     plan, letter, checklist …
    version  number of the kept version of the old paper that it was written from
    changes  those that concern its county
    """

    code: str
    county: str
    kind: str
    path: str
    state: FileState
    version: int
    changes: tuple[Change, ...]

    @property
    def must(self) -> int:
        """How many of the changes the county must act on."""
        return sum(change.severity is Severity.MUST for change in self.changes)


@dataclass(frozen=True, slots=True)
class UpdatedPlan:
    """One plan of a run that amended many (修订结果); `error` in Chinese where it could not be read, else ""."""

    county: str
    path: str
    revisions: tuple[Revision, ...] = ()
    questions: tuple[Question, ...] = ()
    error: str = ""
