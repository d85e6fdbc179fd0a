"""Two papers compared (比较): read, compared, and the report written in any of its forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from comparison.amending.recognising import amends, find_cited, is_amending
from comparison.diff import diff_specs
from luoshi.amending import Amended, amend_chain, plain_text, point_to_orders
from luoshi.data import find_data
from luoshi.outputs import write_files
from luoshi.registering import default_registry
from luoshi.reviewing import load_with_source, read_checked
from registry.engines import open_registry
from registry.store import find_notice, load_text
from registry.store import load_spec as load_kept_spec
from specs.changes import Change, ChangeKind, Comparison, Place, Severity
from specs.errors import CannotWrite, RegistryError, UnreadableFile
from specs.model import Level, Spec

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class Paper:
    """One side of a comparison (一方): its spec, and its source text where it is at hand."""

    spec: Spec
    text: str | None


@dataclass(frozen=True, slots=True)
class Terms:
    """How two papers are compared and what of it is shown (比较要求); () in a filter shows all."""

    level: Level = Level.COUNTY
    levels: bool = False
    kinds: tuple[ChangeKind, ...] = ()
    severities: tuple[Severity, ...] = ()


def load_paper(name: str, registry: str | None, source: Path | None = None) -> Paper:
    """A notice, a spec as JSON, or what `luoshi list` names: a kept notice by number, document number or title.

    source  the notice of a spec that does not lie beside it
    raises  UnreadableFile, NotASpec; RegistryError: nothing of that name is kept
    """
    if is_file_name(name):
        return Paper(*load_with_source(Path(name), source))
    engine = open_registry(registry or default_registry(), create=False)
    notice = find_notice(engine, name)
    spec, text = load_kept_spec(engine, notice), load_text(engine, notice)
    if source is not None:
        return Paper(spec, read_checked(spec, source))
    return Paper(spec, text.source if text else None)


def is_file_name(name: str) -> bool:
    """Whether a name is a file's, and none that the registry knows a notice by."""
    path = Path(name)
    return path.exists() or bool(path.suffix) or len(path.parts) > 1


def find_basis(amending: Paper, registry: str | None) -> tuple[Paper, tuple[Paper, ...]]:
    """The kept notice that an amending paper amends, by the numbers and titles that it cites.

    returns  also the kept papers that amended the notice before and that the paper cites, in the order of their issue
    raises   RegistryError: none of them is kept, or several are
    """
    engine = open_registry(registry or default_registry(), create=False)
    notices, earlier = list[Paper](), list[Paper]()
    waiting, seen = [amending], {amending.spec.notice.document_number}
    cited: tuple[str, ...] = ()
    while waiting:
        paper = waiting.pop()
        names = find_cited(paper.spec, plain_text(paper.text or ""))
        cited = cited or names
        for name in names:
            try:
                found = _open_kept(engine, find_notice(engine, name))
            except RegistryError:
                continue
            number = found.spec.notice.document_number or found.spec.notice.title
            if number in seen or not amends_any(paper, (found,)):
                continue
            seen.add(number)
            if found.text is not None and is_amending(found.spec, plain_text(found.text)):
                earlier.append(found)
                waiting.append(found)
            else:
                notices.append(found)
    if not notices:
        raise RegistryError("、".join(cited) or amending.spec.notice.title or "修改文件", "规格库中没有它修改的通知",
                            "请先用 luoshi keep 保存原通知，或把原通知写在修改文件前面")
    return notices[0], tuple(sorted(earlier, key=lambda paper: paper.spec.notice.issued_on or ""))


def _open_kept(engine: Engine, notice: int) -> Paper:
    text = load_text(engine, notice)
    return Paper(load_kept_spec(engine, notice), text.source if text else None)


def amend_paper(old: Paper, *amendings: Paper) -> Amended:
    """The notice as amended by one paper or by several, in the order in which they were issued.

    raises  UnreadableFile: the source text of one of them is not at hand, or the notice was amended before
    """
    if old.spec.amendments:
        raise UnreadableFile(old.spec.notice.title or "规格", "已经合并过修改文件，不能再套用另一份",
                             "请写原通知，后面依次写全部修改文件")
    if old.text is None:
        raise UnreadableFile(old.spec.notice.title or "规格", "没有找到原文，修改要套在原文上",
                             "请用 --source 指明原通知")
    texts: list[tuple[Spec, str]] = []
    for paper in amendings:
        if paper.text is None:
            raise UnreadableFile(paper.spec.notice.title or "规格", "没有找到原文，修改要套在原文上",
                                 "请直接给出修改文件，不要给规格")
        texts.append((paper.spec, paper.text))
    texts.sort(key=lambda pair: pair[0].notice.issued_on or "9")
    return amend_chain(old.spec, old.text, texts)


def amends_any(new: Paper, olds: Sequence[Paper]) -> bool:
    """Whether a paper amends one of these."""
    return new.text is not None and any(amends(new.spec, plain_text(new.text), old.spec.notice) for old in olds)


def compare_papers(old: Paper, new: Sequence[Paper], terms: Terms) -> Comparison:
    """What a newer paper changes, filtered as asked; of papers that amend the older, what the older is as amended.

    new     one paper, or several that amend the old one, or each other, in turn
    raises  CannotWrite: several, and one of them amends none of those before it
    """
    last = new[-1]
    files = tuple(Path(paper.spec.origin.file).name if paper.spec.origin else "" for paper in (old, last))
    made = Comparison(old.spec.notice, last.spec.notice, (), terms.level, files=(files[0], files[1]))
    if all(amends_any(paper, (old, *new[:at])) for at, paper in enumerate(new)):
        amended = amend_paper(old, *new)
        changes = point_to_orders(diff_specs(old.spec, amended.spec, level=terms.level), amended)
        made = replace(made, amends=True, unplaced=amended.unplaced)
    elif len(new) > 1:
        raise CannotWrite("NEW", "写了几份文件，但不都是修改原通知的", "请只写一份新通知，或依次写修改文件")
    else:
        changes = diff_specs(old.spec, last.spec, level=terms.level, levels=terms.levels)
        made = replace(made, levels=terms.levels)
    return replace(made, changes=filter_changes(changes, terms))


def filter_changes(changes: tuple[Change, ...], terms: Terms) -> tuple[Change, ...]:
    """The changes of the kinds and severities asked for."""
    return tuple(c for c in changes if (not terms.kinds or c.kind in terms.kinds)
                 and (not terms.severities or c.severity in terms.severities))


def print_changes(made: Comparison) -> str:
    """A comparison as JSON: a list of changes; facts by quote and place, since the specs hold them whole.

    What an amending paper says that could not be applied stands at the end, each with `unplaced` alone.
    """
    def places(some: tuple[Place, ...]) -> list[dict[str, object]]:
        return [{"quote": p.quote, "start": p.start, "end": p.end, "task": p.task} | ({"paper": p.paper} if p.paper
                                                                                     else {}) for p in some]

    rows: list[dict[str, object]] = [
        {"kind": c.kind, "fact": c.fact, "severity": c.severity, "fields": list(c.fields), "old": places(c.old),
         "new": places(c.new), "sentence": c.sentence} for c in made.changes]
    rows += [{"unplaced": line} for line in made.unplaced]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def write_report(made: Comparison, old: Paper, new: Paper, form: str, out: Path) -> None:
    """Write the report of a comparison: json, html, docx or xlsx.

    raises  CannotWrite, UnknownTemplate
    """
    if out.is_dir():
        raise CannotWrite(out, "这是文件夹", "请写文件名")
    write_files(out.parent, {out.name: _REPORTS[form](made, old, new)})


def _html(made: Comparison, old: Paper, new: Paper) -> bytes:
    from generator.compose.changes_page import Papers, render_changes_page

    return render_changes_page(made, Papers(old.text, new.text), find_data("templates")).encode("utf-8")


def _docx(made: Comparison, old: Paper, new: Paper) -> bytes:
    from generator.compose.changes import compose_changes
    from generator.typeset.docx import write_docx

    return write_docx(compose_changes(made, find_data("templates")))


def _xlsx(made: Comparison, old: Paper, new: Paper) -> bytes:
    from generator.compose.changes import compose_change_ledger
    from generator.typeset.xlsx import write_xlsx

    return write_xlsx(compose_change_ledger(made))


_REPORTS: dict[str, Callable[[Comparison, Paper, Paper], bytes]] = {
    "json": lambda made, old, new: print_changes(made).encode("utf-8"), "html": _html, "docx": _docx, "xlsx": _xlsx,
}
