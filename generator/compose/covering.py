"""How plans carry a paper out (落实对照) → a report as Blocks, a page, and a workbook of counties by demands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from generator.blocks import Document, Title
from generator.books import Column, Ledger, Sheet
from generator.compose.changes import cite
from generator.compose.pages import render_page
from generator.compose.render import render_blocks
from gongwen.characters import print_full_width
from specs.changes import Answer, Covering, Verdict
from specs.wording import FACT_WORDS, VERDICT_WORDS, quote_fact

# What must be looked at first.
_ORDER = (Verdict.MISSING, Verdict.WEAKER, Verdict.LATER, Verdict.VAGUE, Verdict.UNCLEAR, Verdict.STRICTER,
          Verdict.MET, Verdict.NOT_OURS)
_SHORT = (Verdict.MISSING, Verdict.WEAKER, Verdict.LATER, Verdict.VAGUE)
_ROW_COLUMNS = (Column("序号", 6), Column("结论", 11), Column("要素", 8), Column("依据要求", 48),
                Column("方案写法", 48), Column("说明", 60), Column("处理意见", 24))
_SUM_COLUMNS = (Column("序号", 6), Column("方案", 36), Column("县区", 14), Column("落实比例", 11),
                *(Column(VERDICT_WORDS[verdict], 10) for verdict in _ORDER))


def compose_covering(covering: Covering, templates: Path) -> Document:
    """The report of one plan: what falls short first.

    raises  UnknownTemplate: covering.j2 is missing or has a slip
    """
    blocks = render_blocks(templates, "covering", _values(covering))
    title = next(("".join(block.lines) for block in blocks if isinstance(block, Title)), "")
    return Document("covering", title, blocks, landscape=True)


def render_covering_page(covering: Covering, templates: Path) -> str:
    """The same as one page that needs nothing but itself.

    raises  UnknownTemplate: covering_page.j2 is missing or has a slip
    """
    return render_page(templates, "covering_page.j2", _values(covering))


def _values(covering: Covering) -> dict[str, object]:
    answers = sorted(covering.answers, key=lambda answer: _ORDER.index(answer.verdict))
    counts = Counter(answer.verdict for answer in answers)
    rows = [_row(i, answer) for i, answer in enumerate(answers, 1)]
    return {"方案": cite(covering.plan), "依据": cite(covering.basis), "县区": covering.county,
            "比例": f"{covering.rate:.0f}%", "应落实": len(covering.asked),
            "统计": [{"名称": VERDICT_WORDS[v], "数": counts[v], "标记": v.value} for v in _ORDER if counts[v]],
            "行": rows}


def _row(number: int, answer: Answer) -> dict[str, object]:
    return {"序号": number, "结论": VERDICT_WORDS[answer.verdict], "标记": answer.verdict.value,
            "要素": FACT_WORDS[answer.fact], "依据要求": " ".join(quote_fact(answer.basis).split()),
            "方案写法": " ".join(answer.words.split()), "说明": answer.sentence}


def compose_covering_ledger(made: Sequence[tuple[str, Covering]]) -> Ledger:
    """A workbook: counties by kinds of finding, counties by demands, and each finding that falls short."""
    short = [(name, covering, answer) for name, covering in made for answer in covering.answers
             if answer.verdict in _SHORT or len(made) == 1]
    sheets = [_sum(made), _matrix(made)] if len(made) > 1 else []
    columns = (Column("方案", 30), Column("县区", 14), *_ROW_COLUMNS)
    rows = tuple(tuple(print_full_width(text) for text in (name, covering.county, *_cells(i, answer)))
                 for i, (name, covering, answer) in enumerate(short, 1))
    basis = cite(made[0][1].basis) if made else ""
    title = print_full_width(f"{basis}落实情况对照")
    return Ledger(title, (*sheets, Sheet("逐项", title, columns, rows)))


def _cells(number: int, answer: Answer) -> tuple[str, ...]:
    row = _row(number, answer)
    return tuple(str(row.get(column.name, "")) for column in _ROW_COLUMNS)


def _sum(made: Sequence[tuple[str, Covering]]) -> Sheet:
    rows = []
    for i, (name, covering) in enumerate(made, 1):
        counts = Counter(answer.verdict for answer in covering.answers)
        rows.append((str(i), name, covering.county, f"{covering.rate:.0f}%", *(str(counts[v]) for v in _ORDER)))
    return Sheet("汇总", "各方案落实情况", _SUM_COLUMNS, tuple(rows))


def _matrix(made: Sequence[tuple[str, Covering]]) -> Sheet:
    """Plans by demands: one row a plan, one column a demand, what the plan says of it in the cell."""
    demands = made[0][1].answers
    columns = (Column("方案", 30), Column("县区", 14),
               *(Column(print_full_width(f"{i}.{FACT_WORDS[a.fact]}：{quote_fact(a.basis)[:24]}"), 16)
                 for i, a in enumerate(demands, 1)))
    rows = tuple((name, covering.county, *(VERDICT_WORDS[a.verdict] for a in covering.answers))
                 for name, covering in made)
    return Sheet("矩阵", "方案与要求对照", columns, rows)
