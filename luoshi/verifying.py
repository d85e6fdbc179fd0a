"""A run's files held against what they were made of (核对): numbers, dates, bodies, county by county, file by file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from extractor.readers.files import read_source
from extractor.source import BlockKind, SourceText
from generator.compose.kinds import KINDS
from generator.compose.rows import task_rows
from generator.pipeline import CountyWork
from generator.proof.books import check_calendar, check_form, check_ledger
from generator.proof.findings import Finding, Passage
from generator.proof.known import Known, list_known
from generator.proof.passages import check_complete, check_passages, find_missing_rows
from generator.returns.cells import read_workbook
from generator.typeset.ics import read_ics
from generator.typeset.script import fold_calendar
from luoshi.collecting import fold_text, grid_of
from luoshi.data import find_data
from luoshi.manifests import FOLDER, Manifest, find_runs, load_manifests, prepare_again
from specs.errors import BadManifest, LuoshiError

_TEXTS = (".docx", ".pdf", ".txt", ".doc", ".wps", ".html", ".ofd", ".rtf")
_WHOLE = ("plan", "checklist")  # papers that say all of a county's tasks
Progress = Callable[[Iterable["Job"], int], Iterable["Job"]]


@dataclass(frozen=True, slots=True)
class Job:
    """One county's files to be looked at (核对单元)."""

    run: Path
    manifest: Manifest
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check came to (核对结果): county and finding; how many files were read, and those that were not."""

    findings: tuple[tuple[str, Finding], ...]
    counties: int
    files: int


def verify_folder(out: Path, *, templates: Path | None = None, progress: Progress | None = None) -> Verified:
    """Everything in the runs at or below a folder.

    raises  BadManifest: there is no run, or its record cannot be read
    """
    runs = find_runs(out) if out.is_dir() else []
    if not runs:
        raise BadManifest(out, "没有找到生成记录（manifest 文件夹）", "请指明 luoshi generate 的输出文件夹")
    jobs = [job for run in runs for job in _jobs(run)]
    found: list[tuple[str, Finding]] = []
    files = 0
    for job in progress(jobs, len(jobs)) if progress else jobs:
        found += [(job.manifest.profile.name, finding) for finding in verify_county(job, templates)]
        files += len(job.files)
    return Verified(tuple(found), len(jobs), files)


def _jobs(run: Path) -> Iterable[Job]:
    for manifest in load_manifests(run):
        folder = run / manifest.folder
        files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(("~$", ".")))
        yield Job(run, manifest, tuple(path for path in files if FOLDER not in path.parts))


def verify_county(job: Job, templates: Path | None = None) -> list[Finding]:
    """All findings in one county's files; a file that is missing or cannot be read is one."""
    work = prepare_again(job.run, job.manifest, tuple(KINDS))
    known = list_known(work, templates or find_data("templates"))
    folder = job.run / job.manifest.folder
    found: list[Finding] = []
    for path in job.files:
        name = path.relative_to(folder).as_posix()
        try:
            found += check_file(path, name, work, known)
        except (LuoshiError, ValueError) as error:
            found.append(Finding(name, "", "", f"没有读：{error}"))
    kinds = {path.relative_to(folder).parts[0].split(".")[0].split("-")[0] for path in job.files}
    wanted = {kind for kind in job.manifest.documents if not KINDS[kind].joint and (kind != "forms" or known.forms)}
    found += [Finding(kind, "", "", f"缺少{KINDS[kind].name}") for kind in sorted(wanted - kinds)]
    return found


def check_file(path: Path, name: str, work: CountyWork, known: Known) -> list[Finding]:
    """What one file says that it should not, and does not say that it should.

    raises  LuoshiError, ValueError: it cannot be read
    """
    kind, ending = name.split("/")[0].split(".")[0], path.suffix.lower()
    if ending == ".ics":
        return check_calendar(name, fold_calendar(read_ics(path.read_bytes())), known)
    if kind == "forms":
        grid = read_workbook(path.read_bytes(), name) if ending == ".xlsx" else grid_of(read_source(path))
        return check_form(name, grid, known.forms.get(path.stem), known)
    if ending == ".xlsx":
        return check_ledger(name, read_workbook(path.read_bytes(), name), known)
    if ending not in _TEXTS:
        return [Finding(name, "", "", "不认识这种文件，没有核对")]
    passages = passages_of(read_source(path))
    found = check_passages(name, passages, known)
    if kind in _WHOLE:
        rows = task_rows(work.plan)
        found += [*check_complete(name, passages, rows), *find_missing_rows(name, passages, rows)]
    return found


def passages_of(source: SourceText) -> tuple[Passage, ...]:
    """Paragraphs, and rows with the heads of their table."""
    out: list[Passage] = []
    heads: tuple[str, ...] = ()
    table: int | None = None
    paragraph = row = 0
    text = fold_text(source)
    for block in source.blocks:
        if block.kind is not BlockKind.ROW:
            paragraph += 1
            out.append(Passage(f"第{paragraph}段", (text[block.start:block.end],)))
            continue
        cells = tuple(text[cell.start:cell.end].strip() for cell in block.cells)
        row += 1
        if block.table != table or (cells and cells[0] == "序号"):
            heads, table = cells, block.table
        out.append(Passage(f"表格第{row}行", cells, heads))
    return tuple(out)
