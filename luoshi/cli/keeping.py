"""`luoshi keep`, `list`, `show` and `history` (保存、目录、查看、沿革)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from luoshi.cli.results import DONE, FINDINGS, NOTHING, write_text
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import break_number, make_table, print_spec_tables
from luoshi.registering import default_registry, list_files, read_notice
from registry.engines import name_registry, open_registry
from registry.entries import Conflict, Entry, Kept, Made, Version
from registry.keeping import keep_spec
from registry.runs import list_runs
from registry.states import list_states, record_state
from registry.store import find_entry, find_notice, list_notices, list_versions
from registry.store import load_spec as load_kept_spec
from review.columns import SHEETS
from specs.codec import print_spec
from specs.corrections import Correction
from specs.errors import LuoshiError
from specs.revisions import PlanState
from specs.wording import ACTION_WORDS, PLAN_STATE_WORDS

if TYPE_CHECKING:
    from sqlalchemy import Engine

_SHOWN = 20
_FIELDS = {column.key: column.heading for layout in SHEETS for column in layout.columns if column.key}
_MADE = {Made.MACHINE: "机读", Made.PERSON: "人工", Made.MERGED: "合并"}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What keeping one file came to: an error in words, or what was kept."""

    file: Path
    kept: Kept | None = None
    error: str = ""


def keep_files(paths: Sequence[Path], registry: str | None, *, table: bool, state: PlanState | None = None) -> int:
    """Keep each notice's spec, of a folder all in it; one that cannot be read is named and stops nothing.

    state  of county plans: what is recorded with them
    """
    files = list_files(paths)
    engine = open_wanted(registry, create=True)
    attempts: list[_Attempt] = []
    with make_progress() as progress:
        shown = progress.track(files, description="保存") if len(files) > 1 else files
        attempts += [_keep(engine, path, state) for path in shown]
    console = message_console()
    for attempt in attempts:
        if attempt.error:
            console.print(attempt.error, style="red", markup=False)
        elif table and attempt.kept is not None:
            _tell_kept(console, attempt.kept)
    failed = sum(bool(attempt.error) for attempt in attempts)
    if len(files) > 1:
        console.print(_sum_up(attempts), markup=False)
    console.print(f"规格库：{name_registry(engine.url)}", markup=False)
    if not table:
        write_json([_plain_attempt(attempt) for attempt in attempts])
    odd = failed or any(attempt.kept and attempt.kept.conflicts for attempt in attempts)
    return NOTHING if failed == len(files) else FINDINGS if odd else DONE


def open_wanted(registry: str | None, *, create: bool = False) -> Engine:
    """The registry that was asked for, else the user's own."""
    return open_registry(registry or default_registry(), create=create)


def write_json(value: object) -> None:
    """Print JSON for programs."""
    write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def _keep(engine: Engine, path: Path, state: PlanState | None) -> _Attempt:
    try:
        spec, text = read_notice(path)
        kept = keep_spec(engine, spec, kept_at=datetime.now(UTC), text=text)
        if state is not None:
            record_state(engine, kept.id, state, datetime.now(UTC))
        return _Attempt(path, kept)
    except LuoshiError as error:
        return _Attempt(path, error=str(error))
    except Exception as error:  # a slip on one notice must not cost the others
        return _Attempt(path, error=f"程序出错：{path}——{type(error).__name__}: {error}")


def _tell_kept(console: Console, kept: Kept) -> None:
    state = "已保存" if kept.fresh else "没有变化"
    newer = "" if kept.current == kept.version else f"（现行的是第 {kept.current} 版）"
    console.print(f"{state}：编号 {kept.id}，第 {kept.version} 版{newer}，{kept.title or kept.file}", markup=False)
    if kept.carried:
        console.print(f"  已把以前的人工更正 {kept.carried} 处带到第 {kept.current} 版", markup=False)
    if kept.conflicts:
        console.print(f"  有 {len(kept.conflicts)} 处与以前的人工更正不合，请核对：", style="yellow", markup=False)
        for conflict in kept.conflicts[:_SHOWN]:
            console.print(f"  {_say_conflict(conflict)}", style="yellow", markup=False)
        if len(kept.conflicts) > _SHOWN:
            console.print(f"  ……其余请用 luoshi history {kept.id} 查看", style="yellow", markup=False)


def _sum_up(attempts: Sequence[_Attempt]) -> str:
    kept = [attempt.kept for attempt in attempts if attempt.kept]
    fresh = sum(k.fresh for k in kept)
    parts = (f"新存 {fresh} 份", f"没有变化 {len(kept) - fresh} 份" if fresh < len(kept) else "",
             f"失败 {len(attempts) - len(kept)} 份" if len(kept) < len(attempts) else "")
    return "，".join(filter(None, parts))


def _plain_attempt(attempt: _Attempt) -> dict[str, Any]:
    return {"path": str(attempt.file), "error": attempt.error or None,
            **(dataclasses.asdict(attempt.kept) if attempt.kept else {})}


def list_kept_specs(registry: str | None, *, table: bool) -> int:
    """Print which notices the registry holds."""
    engine = open_wanted(registry)
    entries, states = list_notices(engine), list_states(engine)
    if not table:
        write_json([dataclasses.asdict(entry) | {"state": states.get(entry.id)} for entry in entries])
        return DONE
    headings = ("编号", "版", "标题", "文号", "成文日期", "发文机关", "更正", "冲突", "方案", "文件")
    Console().print(make_table(f"规格（{len(entries)}）", headings, (
        (str(e.id), str(e.version), e.title or "", break_number(e.document_number), e.issued_on or "",
         "、".join(e.issuers), str(e.corrections or ""), str(e.conflicts or ""),
         PLAN_STATE_WORDS[states[e.id]] if e.id in states else "",
         "\n".join(e.files)) for e in entries)))
    return DONE


def show_kept_spec(words: str, registry: str | None, *, version: int | None, table: bool) -> int:
    """Print one kept spec: what holds now, or the version asked for."""
    engine = open_wanted(registry)
    spec = load_kept_spec(engine, find_notice(engine, words), version)
    if table:
        print_spec_tables(Console(), spec)
    else:
        write_text(print_spec(spec))
    return DONE


def show_history(words: str, registry: str | None, *, table: bool) -> int:
    """Print how a notice's spec came about: readings, people's corrections one by one, what did not fit."""
    engine = open_wanted(registry)
    notice = find_notice(engine, words)
    entry, versions = find_entry(engine, notice), list_versions(engine, notice)
    runs = [run for run in list_runs(engine) if run.spec_id in {version.id for version in versions}]
    if not table:
        write_json({"notice": dataclasses.asdict(entry), "versions": [dataclasses.asdict(v) for v in versions],
                    "runs": [dataclasses.asdict(run) for run in runs]})
        return DONE
    _print_history(Console(), entry, versions)
    if runs:
        numbers = {version.id: version.version for version in versions}
        Console().print(make_table(f"生成的文书（{len(runs)} 批）", ("据", "时间", "县区", "文书", "文件夹"), (
            (f"第{numbers[run.spec_id]}版", print_moment(run.made_at), str(run.counties), str(run.files), run.folder)
            for run in runs)))
    return DONE


def _print_history(console: Console, entry: Entry, versions: Sequence[Version]) -> None:
    number = f"（{entry.document_number}）" if entry.document_number else ""
    console.print(Text(f"编号 {entry.id}　{entry.title or '（无标题）'}{number}", style="bold"))
    console.print(make_table(f"版本（{len(versions)}）", ("版", "由来", "据", "文件", "读取", "规则", "保存时间", ""), (
        (str(v.version), _MADE[v.made], f"第{v.basis}版" if v.basis else "", v.file, v.reader, v.rules,
         print_moment(v.kept_at), "现行" if v.current else "") for v in versions)))
    log = [(v, record) for v in versions for record in v.corrections]
    if log:
        console.print()
        console.print(make_table(f"人工更正（{len(log)}）", ("版", "谁", "日期", "处理", "要素", "更正", "理由"), (
            (str(v.version), r.by, r.on, ACTION_WORDS[r.action], r.fact, _say_change(r), r.why) for v, r in log)))
    odd = [(v, conflict) for v in versions for conflict in v.conflicts]
    if odd:
        console.print()
        headings = ("版", "要素", "栏目", "人工", "新读", "说明")
        console.print(make_table(f"与人工更正不合，请核对（{len(odd)}）", headings, (
            (str(v.version), c.fact, _FIELDS.get(c.field, c.field), _say_value(c.person), _say_value(c.machine), c.why)
            for v, c in odd)))


def print_moment(instant: str) -> str:
    """A moment of the registry in the time of this place: 2026-03-05 09:30."""
    return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M")


def _say_change(record: Correction) -> str:
    if not record.field:
        return ""
    return f"{_FIELDS.get(record.field, record.field)}：{record.old or '（空）'} → {record.new or '（空）'}"


def _say_conflict(conflict: Conflict) -> str:
    name = _FIELDS.get(conflict.field, conflict.field)
    said = f"：{name} 人工 {_say_value(conflict.person)}，新读 {_say_value(conflict.machine)}" if name else ""
    return f"{conflict.fact}{said}——{conflict.why}"


def _say_value(value: Any) -> str:
    """A JSON value in few words."""
    if value is None or value == "":
        return "未写明"
    if isinstance(value, dict):
        return "，".join(f"{key} {said}" for key, said in value.items() if said is not None)
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

