"""`luoshi check-format` (版式核验): any Word document against GB/T 9704, on the screen or mended into another file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from conformance.check import check_format, mend_format
from conformance.findings import Finding, Strength
from luoshi.cli.results import DONE, FINDINGS, write_text
from luoshi.cli.screen import message_console
from luoshi.cli.tables import make_table
from luoshi.outputs import write_file
from specs.errors import CannotWrite, UnreadableFile


def check_file(file: Path, *, fix: bool, out: Path | None, table: bool) -> int:
    """Print what a document has otherwise than the standard; with `fix` write a mended copy and print what is left.

    returns  1 where a rule (规定) is broken; what the standard only advises fails nothing
    raises   UnreadableFile, CannotWrite: nothing is written
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UnreadableFile(file, "打不开这个文件", "请检查路径") from error
    if fix:
        if out is None:
            raise CannotWrite("--fix", "没有写明修正后的文件", "请加 --out FILE，例如 --out 修正稿.docx")
        if out.exists() and out.resolve() == file.resolve():
            raise CannotWrite(out, "与原文件相同", "请另取一个文件名")
        before = check_format(data, file.name)
        mended, findings = mend_format(data, file.name)
        write_file(out, mended)
        print_findings(findings, file.name, table=table)
        message_console().print(f"修正 {len(before) - len(findings)} 项，余 {len(findings)} 项，在 {out}", markup=False)
    else:
        findings = check_format(data, file.name)
        print_findings(findings, file.name, table=table)
    return FINDINGS if any(finding.strength is Strength.RULE for finding in findings) else DONE


def print_findings(findings: Sequence[Finding], name: str, *, table: bool) -> None:
    """All findings, rules first."""
    ordered = sorted(findings, key=lambda finding: list(Strength).index(finding.strength))
    if not table:
        rows = [{"clause": f.clause, "strength": f.strength, "part": f.part, "found": f.found, "wanted": f.wanted,
                 "place": f.place, "mendable": f.mend is not None} for f in ordered]
        write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        return
    console = Console()
    if not ordered:
        console.print(f"{name}：没有发现与 GB/T 9704—2012 不符之处", markup=False)
        return
    console.print(make_table(f"{name}（{len(ordered)}）", ("条款", "约束力", "要素", "文中", "标准", "位置"), (
        (f.clause, f.strength, f.part, f.found, f.wanted, f.place) for f in ordered)))
    rules = sum(f.strength is Strength.RULE for f in ordered)
    mendable = sum(f.mend is not None for f in ordered)
    console.print(f"不符合规定 {rules} 项，其余 {len(ordered) - rules} 项供参考；可用 --fix 修正 {mendable} 项",
                  markup=False)
