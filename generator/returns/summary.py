"""Returned forms in one table (汇总): a row a unit, totals, rates of the sums and never their mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.form import Figure, Measure, measure_of
from generator.returns.problems import Figures, Problem, check_code, check_labels, choose_code, rate_of, read_entry
from generator.returns.returned import Returned


@dataclass(frozen=True, slots=True)
class Row:
    """One unit of the table (一个单位)."""

    unit: str
    file: str
    sheet: Returned
    figures: tuple[Figures, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of one figure (合计).

    counted  how many units went into it
    """

    figure: Figure
    measure: Measure
    above: float | None
    below: float | None
    counted: int

    @property
    def rate(self) -> float | None:
        """The rate of the sums as a fraction; None where there is none."""
        if self.above is None or not self.below:
            return None
        return rate_of(self.above, self.below, self.measure)


@dataclass(frozen=True, slots=True)
class Summary:
    """All of one collection (汇总).

    states  file, unit and what became of it: 已计入, 重复, 未计入, 未报
    """

    code: str
    title: str
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]
    problems: tuple[Problem, ...]
    states: tuple[tuple[str, str, str], ...]


def sum_returns(sheets: Sequence[Returned], expected: Sequence[str] = (), unread: Sequence[Problem] = (), *,
                code: str = "") -> Summary:
    """All returned forms of one report.

    expected  who has to report; (): not known
    unread    files that could not be read
    code      the form's code; "": that of most files
    """
    wanted = code or choose_code(sheets)
    problems = list(unread)
    states = [(problem.file, "", "未计入") for problem in unread]
    fit: list[Returned] = []
    for sheet in sheets:
        wrong = check_code(sheet, wanted)
        if wrong:
            problems.append(wrong)
            states.append((sheet.file, sheet.unit, "未计入"))
        else:
            fit.append(sheet)
    kept, doubled = _drop_doubles(fit)
    problems += doubled
    states += [(sheet.file, sheet.unit, "已计入" if sheet in kept else "重复") for sheet in fit]
    rows = []
    for sheet in kept:
        read = [read_entry(entry, sheet) for entry in sheet.entries]
        problems += [*check_labels(sheet), *(problem for _, found in read for problem in found)]
        rows.append(Row(sheet.unit or sheet.file, sheet.file, sheet, tuple(figures for figures, _ in read)))
    if expected:
        here = {sheet.unit for sheet in fit}
        missing = [name for name in expected if name not in here]
        problems += [Problem("", "", name, "没有报送") for name in missing]
        problems += [Problem(row.file, "", row.unit, "不在应报单位名单中") for row in rows if row.unit not in expected]
        states += [("", name, "未报") for name in missing]
    return Summary(wanted, kept[0].title if kept else "", tuple(rows), _totals(rows), tuple(problems), tuple(states))


def _drop_doubles(sheets: Iterable[Returned]) -> tuple[list[Returned], list[Problem]]:
    """One file a unit: of the same contents the first; where they differ, none, since nobody but the unit knows."""
    by_unit: dict[str, list[Returned]] = {}
    for sheet in sheets:
        by_unit.setdefault(sheet.unit or sheet.file, []).append(sheet)
    kept, problems = [], []
    for unit, group in by_unit.items():
        same = len({_content(sheet) for sheet in group}) == 1
        if same:
            kept.append(group[0])
        if len(group) > 1:
            files = "、".join(sheet.file for sheet in group)
            words = f"报了 {len(group)} 份，内容相同，只计一份（{files}）" if same else (
                f"报了 {len(group)} 份，内容不同，都没有计入，请与该单位核对后留下一份（{files}）")
            problems.append(Problem(group[0].file, "", unit, words, grave=not same))
    return kept, problems


def _content(sheet: Returned) -> tuple[object, ...]:
    cells = [cell.text for entry in sheet.entries for cell in (entry.above, entry.below)]
    return (*cells, *(cell.text for cell in sheet.texts.values()), *(cell.text for row in sheet.rows for cell in row))


def _totals(rows: Sequence[Row]) -> tuple[Total, ...]:
    if not rows:
        return ()
    return tuple(_total(entry.figure, [row.figures[i] for row in rows])
                 for i, entry in enumerate(rows[0].sheet.entries))


def _total(figure: Figure, values: Sequence[Figures]) -> Total:
    measure = measure_of(figure.note)
    given = [value for value in values if value.above is not None]
    if measure is Measure.LEVEL or not given:
        return Total(figure, measure, None, None, len(given))
    below = sum(value.below or 0 for value in given) if measure in (Measure.RATE, Measure.CHANGE) else None
    return Total(figure, measure, sum(value.above or 0 for value in given), below, len(given))
