"""`luoshi verify` (核对): findings by county, file and place."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from rich.console import Console

from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import make_progress, message_console
from luoshi.cli.tables import make_table
from luoshi.verifying import Job, Verified, verify_folder

_LONGEST = 60


def verify_files(out: Path, *, templates: Path | None, table: bool) -> int:
    """Check a run's files; exit code 1 where something does not hold."""
    with ExitStack() as shown:
        def track(jobs: Iterable[Job], total: int) -> Iterable[Job]:
            return shown.enter_context(make_progress()).track(jobs, total=total, description="核对")

        verified = verify_folder(out, templates=templates, progress=track)
    if table:
        _print_table(verified)
    else:
        rows = [{"county": county, **dataclasses.asdict(finding)} for county, finding in verified.findings]
        write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    count = len(verified.findings)
    result = f"发现 {count} 处不符" if count else "没有发现不符之处"
    message_console().print(f"已核对 {verified.counties} 个县区的 {verified.files} 个文件，{result}",
                            style="yellow" if count else None, markup=False)
    return FINDINGS if count else DONE


def _print_table(verified: Verified) -> None:
    if verified.findings:
        Console().print(make_table(f"不符之处（{len(verified.findings)}）", ("县区", "文件", "位置", "文字", "缘由"), (
            (county, f.file, f.place, _cut(f.words), f.why) for county, f in verified.findings)))


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
