"""Between files and the registry (存取规格库): where it is, what of a notice is kept, what a run wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.generation import Outcome
from luoshi.loading import load_spec
from registry.engines import open_registry
from registry.entries import Document, Kept, NoticeText, Run
from registry.keeping import keep_spec, print_instant
from registry.runs import record_run
from registry.store import load_spec as load_kept_spec
from specs.errors import UnreadableFile
from specs.model import FORMAT, Spec

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LOCKS = ("~$", ".", "_luoshi")  # what office programs and systems leave beside files


def default_registry() -> Path:
    """Where the registry is unless somebody says otherwise."""
    return Path.home() / ".local" / "share" / "luoshi" / "registry.sqlite"


def read_notice(path: Path) -> tuple[Spec, NoticeText | None]:
    """The spec of a notice and its text; of a spec given as JSON the text is not known.

    raises  UnreadableFile, NotASpec
    """
    if path.suffix.lower() == ".json":
        return load_spec(path), None
    from extractor.pipeline import extract_file  # heavy to load, and a spec needs none of it

    made = extract_file(path)
    return made.spec, NoticeText(made.source.text, made.cleaned.text.text)


def list_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files to keep: each that is named, and of a folder all notices and specs in it and below, by name.

    raises  UnreadableFile: a folder without any
    """
    from extractor.readers.formats import ENDINGS

    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        held = [file for file in sorted(path.rglob("*"))
                if file.is_file() and (file.suffix.lower() in ENDINGS or _is_spec(file))
                and not any(part.startswith(_LOCKS) for part in file.relative_to(path).parts)]
        if not held:
            raise UnreadableFile(path, "文件夹里没有通知", "请检查路径")
        found += held
    return tuple(dict.fromkeys(found))


def _is_spec(path: Path) -> bool:
    """Whether a file says at its beginning that it is a spec: folders hold other JSON too."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        return FORMAT.encode() in file.read(200)


def describe_run(outcome: Outcome, version: int, made_at: datetime) -> Run:
    """What a run wrote, as the registry keeps it: each file with its county, kind and checksum.

    version  id of the kept version's row that it was written from
    """
    documents = tuple(
        Document(made.code, made.county, made.kind, made.path.relative_to(outcome.folder).as_posix(),
                 hashlib.sha256(made.path.read_bytes()).hexdigest())
        for made in outcome.made)
    return Run(version, str(outcome.folder.resolve()), outcome.counties, len(outcome.written.paths),
               print_instant(made_at), documents)


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A notice kept before its documents are written (生成登记): the spec to write from, and which version it is."""

    engine: Engine
    spec: Spec
    kept: Kept


def open_run(registry: Path | str, source: Path | Spec, kept_at: datetime) -> KeptRun:
    """Keep a notice or spec in a registry, before a run.

    raises  RegistryError, UnreadableFile, NotASpec
    """
    engine = open_registry(registry)
    spec, kept = open_kept(engine, source, kept_at)
    return KeptRun(engine, spec, kept)


def record_outcome(run: KeptRun, outcome: Outcome, made_at: datetime) -> None:
    """Record what a run wrote beside the version that it was written from; raises RegistryError."""
    record_run(run.engine, describe_run(outcome, run.kept.spec_id, made_at))


def open_kept(engine: Engine, source: Path | Spec, kept_at: datetime) -> tuple[Spec, Kept]:
    """A notice, kept, as the spec that documents are to be written from.

    returns  of a notice file the version that holds, with what people corrected; of a spec that very one
    """
    spec, text = (source, None) if isinstance(source, Spec) else read_notice(source)
    kept = keep_spec(engine, spec, kept_at=kept_at, text=text)
    if text is None or kept.current == kept.version:
        return spec, kept
    return load_kept_spec(engine, kept.id), replace(kept, version=kept.current, spec_id=kept.current_id)
