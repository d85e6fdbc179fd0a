"""What the registry hands out (规格库的条目): notices, versions, hits, runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from specs.corrections import Correction


class Made(StrEnum):
    """What a version of a spec was made by (版本由来).

    MERGED  by the registry: a newer reading with the corrections that people had made in an older one, or the
            corrections of two people who had the same version before them
    """

    MACHINE = "machine"
    PERSON = "person"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The text that a spec was read from (通知文本): as read, which its offsets count in, and as cleaned."""

    source: str
    clean: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One kept notice (已存公文), by its newest version.

    id        what `load_spec` takes; versions, files and corrections are counted
    level     国家 省 市 县, of who issued it
    """

    id: int
    title: str | None
    document_number: str | None
    kind: str | None
    issuers: tuple[str, ...]
    issued_on: str | None
    level: str | None
    province: str | None
    prefecture: str | None
    county: str | None
    version: int
    versions: int
    files: tuple[str, ...]
    corrections: int
    conflicts: int
    rules: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where a person's correction and a newer reading do not fit (冲突).

    field            the field; `""` for a whole fact
    person, machine  what each of them says, as JSON values
    applied          True: the person's word stands; False: it could not be placed and is only told here
    """

    kind: str
    fact: str
    at: int
    field: str
    person: Any
    machine: Any
    applied: bool
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a notice's spec (版本).

    basis        number of the version that it was made from; None for a reading
    corrections  those that came with it; conflicts those of a merged version
    """

    id: int
    version: int
    made: Made
    basis: int | None
    current: bool
    file: str
    sha256: str
    reader: str
    rules: str
    kept_at: str
    corrections: tuple[Correction, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a spec came to (保存结果).

    id, version  the notice and the version that says what was given; spec_id is that of its row
    current      number of the version that holds now: a merged one where corrections were carried over; current_id
    fresh        True where this call added something
    carried      corrections carried over to a newer reading; conflicts those that did not fit
    """

    id: int
    version: int
    spec_id: int
    current: int
    current_id: int
    file: str
    title: str | None
    fresh: bool
    carried: int = 0
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file written for a county (生成的文书).

    code    of the county; kind is plan, letter or checklist
    path    under the run's folder
    sha256  of the file as written
    """

    code: str
    county: str
    kind: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Run:
    """One writing of documents from a kept version (生成记录)."""

    spec_id: int
    folder: str
    counties: int
    files: int
    made_at: str
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Resting:
    """A document and what it rests on (文书依据): the notice, and its version when the document was written."""

    notice: int
    version: int
    current: bool
    folder: str
    made_at: str
    document: Document
