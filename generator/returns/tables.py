"""A summary as a workbook (汇总表): figures, lists, words, who has reported, and every problem with its cell."""

from __future__ import annotations

from collections.abc import Iterator

from generator.books import Column, Ledger, Sheet
from generator.form import Figure, Measure, measure_of
from generator.returns.problems import Figures, rate_of
from generator.returns.summary import Summary

_PAIRED = (Measure.RATE, Measure.CHANGE)


def tabulate_summary(summary: Summary) -> Ledger:
    """The workbook of a summary; sheets with nothing to say are left out."""
    title = f"{summary.title or '报表'}汇总"
    sheets = (_figures(summary, title), _lists(summary), _texts(summary), _states(summary), _problems(summary))
    return Ledger(title, tuple(sheet for sheet in sheets if sheet.rows))


def _figures(summary: Summary, title: str) -> Sheet:
    figures = [total.figure for total in summary.totals]
    columns = [Column("序号", 6), Column("填报单位", 26)]
    for figure in figures:
        columns += _heads(figure)
    rows = [(str(i), row.unit, *(cell for figure, value in zip(figures, row.figures, strict=True)
                                 for cell in _cells(figure, value))) for i, row in enumerate(summary.rows, 1)]
    if rows and figures:
        sums = [cell for total in summary.totals for cell in _cells(total.figure, Figures(total.above, total.below))]
        counted = [cell for total in summary.totals for cell in _first(f"{total.counted} 个", total.figure)]
        goals = [cell for figure in figures for cell in _first(figure.goal, figure)]
        rows += [("", "合计", *sums), ("", "计入合计的单位", *counted), ("", "目标值", *goals)]
    return Sheet("汇总", title, tuple(columns), tuple(rows))


def _first(words: str, figure: Figure) -> tuple[str, ...]:
    """Words in the first of a figure's cells."""
    return (words, "", "") if measure_of(figure.note) in _PAIRED else (words,)


def _heads(figure: Figure) -> Iterator[Column]:
    measure = measure_of(figure.note)
    if measure not in _PAIRED:
        unit = f"（{figure.unit}）" if figure.unit else ""
        tail = "，不汇总" if measure is Measure.LEVEL else ""
        yield Column(f"{figure.name}{unit}{tail}", 16, role="number")
        return
    names = ("分子", "分母", "完成率") if measure is Measure.RATE else ("本期数", "基期数", "增减")
    for name in names[:2]:
        yield Column(f"{figure.name} {name}", 14, role="number")
    yield Column(f"{figure.name} {names[2]}", 14, role="share")


def _cells(figure: Figure, value: Figures) -> Iterator[str]:
    measure = measure_of(figure.note)
    yield "" if value.above is None else f"{value.above:.10g}"
    if measure in _PAIRED:
        yield "" if value.below is None else f"{value.below:.10g}"
        known = value.above is not None and value.below
        yield f"{rate_of(value.above or 0, value.below or 0, measure):.10g}" if known else ""


def _lists(summary: Summary) -> Sheet:
    heads = summary.rows[0].sheet.columns if summary.rows else ()
    columns = (Column("序号", 6), Column("填报单位", 26), *(Column(head, 22) for head in heads))
    rows = [(row.unit, *(cell.text for cell in line)) for row in summary.rows for line in row.sheet.rows]
    fitted = tuple((str(i), *(*row, *[""] * len(heads))[:len(heads) + 1]) for i, row in enumerate(rows, 1))
    return Sheet("名单", "名单汇总", columns, fitted)


def _texts(summary: Summary) -> Sheet:
    labels = tuple(summary.rows[0].sheet.texts) if summary.rows else ()
    columns = (Column("序号", 6), Column("填报单位", 26), *(Column(label, 50) for label in labels))
    rows = tuple((str(i), row.unit, *(row.sheet.texts[label].text for label in labels))
                 for i, row in enumerate(summary.rows, 1)) if labels else ()
    return Sheet("文字情况", "文字情况汇总", columns, rows)


def _states(summary: Summary) -> Sheet:
    columns = (Column("序号", 6), Column("单位", 30), Column("情况", 12), Column("文件", 50))
    rows = tuple((str(i), unit, state, file) for i, (file, unit, state) in enumerate(summary.states, 1))
    return Sheet("报送情况", "报送情况", columns, rows)


def _problems(summary: Summary) -> Sheet:
    columns = (Column("序号", 6), Column("类别", 8), Column("单位", 26), Column("文件", 34), Column("单元格", 14),
               Column("问题", 60))
    ordered = sorted(summary.problems, key=lambda problem: not problem.grave)
    rows = tuple((str(i), "存疑" if p.grave else "提示", p.unit, p.file, p.place, p.words)
                 for i, p in enumerate(ordered, 1))
    return Sheet("问题", "需要核对的问题", columns, rows)
