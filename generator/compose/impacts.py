"""Documents that a changed paper concerns, and what an update made of them → ledgers (影响清单、修订清单)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.books import Column, Ledger, Sheet
from generator.compose.kinds import name_document
from specs.impacts import Affected, FileState, UpdatedPlan
from specs.wording import CHANGE_WORDS, REVISION_WORDS, SEVERITY_WORDS

STATE_WORDS = {FileState.AS_WRITTEN: "未改动", FileState.EDITED: "生成后已改", FileState.GONE: "文件不在"}
_DOCUMENTS = (Column("序号", 6), Column("县区", 16), Column("文书", 12), Column("须调整", 8), Column("应知晓", 8),
              Column("文件状态", 12), Column("文件", 60))
_CHANGES = (Column("序号", 6), Column("县区", 16), Column("影响", 9), Column("变化", 11), Column("说明", 70))
_MADE = (Column("序号", 6), Column("县区", 16), Column("方式", 7), Column("原文", 40), Column("改为", 40),
         Column("依据", 60))
_ASKED = (Column("序号", 6), Column("县区", 16), Column("方案写法", 40), Column("变化", 60), Column("原因", 40),
          Column("处理意见", 24))


def compose_impact_ledger(affected: Iterable[Affected]) -> Ledger:
    """The documents, and county by county the changes that concern them."""
    rows = [*affected]
    documents = [(one.county, name_document(one.kind), str(one.must), str(len(one.changes) - one.must),
                  STATE_WORDS[one.state], one.path) for one in rows]
    counties = {one.county: one.changes for one in rows}
    changes = [(county, SEVERITY_WORDS[change.severity], CHANGE_WORDS[change.kind], change.sentence)
               for county, some in counties.items() for change in some]
    return Ledger("受影响文书清单", (_sheet("文书", "受影响的文书", _DOCUMENTS, documents),
                                     _sheet("变化", "各县区涉及的变化", _CHANGES, changes)))


def compose_update_ledger(plans: Iterable[UpdatedPlan]) -> Ledger:
    """What was changed in many plans, and what is left for their counties."""
    rows = [*plans]
    made = [(plan.county, REVISION_WORDS[one.kind], one.before or one.old or "—", one.after or one.new or "—", one.note)
            for plan in rows for one in plan.revisions]
    asked = [(plan.county, one.plan or "—", one.what, one.why, "") for plan in rows for one in plan.questions]
    asked += [(plan.county, plan.path, "没有修订", plan.error, "") for plan in rows if plan.error]
    sheets = _sheet("修订", "已作修订", _MADE, made), _sheet("待决", "请本县决定", _ASKED, asked)
    return Ledger("方案修订清单", sheets)


def _sheet(name: str, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Sheet:
    return Sheet(name, title, columns, tuple((str(number), *row) for number, row in enumerate(rows, 1)))
