"""Two papers compared (比较): read, compared, and the report written in any of its forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from comparison.amending.recognising import amends, find_cited
from comparison.diff import diff_specs
from luoshi.amending import Amended, amend_spec, point_to_orders
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
    path = Path(name)
    if path.exists() or path.suffix or len(path.parts) > 1:
        return Paper(*load_with_source(path, source))
    engine = open_registry(registry or default_registry(), create=False)
    notice = find_notice(engine, name)
    spec, text = load_kept_spec(engine, notice), load_text(engine, notice)
    if source is not None:
        return Paper(spec, read_checked(spec, source))
    return Paper(spec, text.source if text else None)


def find_basis(amending: Paper, registry: str | None) -> Paper:
    """The kept notice that an amending paper amends, by the numbers and titles that it cites.

    raises  RegistryError: none of them is kept, or several are
    """
    engine = open_registry(registry or default_registry(), create=False)
    cited = find_cited(amending.spec, amending.text or "")
    for name in cited:
        try:
            notice = find_notice(engine, name)
        except RegistryError:
            continue
        text = load_text(engine, notice)
        paper = Paper(load_kept_spec(engine, notice), text.source if text else None)
        if amending.text is not None and amends(amending.spec, amending.text, paper.spec.notice):
            return paper
    raise RegistryError("、".join(cited) or amending.spec.notice.title or "修改文件", "规格库中没有它修改的通知",
                        "请先用 luoshi keep 保存原通知，或把原通知写在修改文件前面")


def amend_paper(old: Paper, amending: Paper) -> Amended:
    """The notice as amended.

    raises  UnreadableFile: the source text of one of the two is not at hand, or the notice was amended before
    """
    if old.spec.amendments:
        raise UnreadableFile(old.spec.notice.title or "规格", "已经合并过一份修改文件，不能再套用另一份",
                             "请套在原通知上，两份修改文件的不同之处由人工核对")
    for paper, cure in ((old, "请用 --source 指明原通知"), (amending, "请直接给出修改文件，不要给规格")):
        if paper.text is None:
            raise UnreadableFile(paper.spec.notice.title or "规格", "没有找到原文，修改要套在原文上", cure)
    assert old.text is not None
    assert amending.text is not None
    return amend_spec(old.spec, old.text, amending.spec, amending.text)


def compare_papers(old: Paper, new: Paper, terms: Terms) -> Comparison:
    """What the newer paper changes, filtered as asked; of one that amends the older, what the older is as amended."""
    made = Comparison(old.spec.notice, new.spec.notice, (), terms.level)
    if new.text is not None and amends(new.spec, new.text, old.spec.notice):
        amended = amend_paper(old, new)
        changes = point_to_orders(diff_specs(old.spec, amended.spec, level=terms.level), amended)
        made = replace(made, amends=True, unplaced=amended.unplaced)
    else:
        changes = diff_specs(old.spec, new.spec, level=terms.level, levels=terms.levels)
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
