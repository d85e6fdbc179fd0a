"""A returned form as its unit filled it in (回收的报表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.form import CODE, DAY, HEADS, NAME, NUMBER, SIGNERS, UNIT, Figure, version_of
from generator.returns.cells import Cell, Grid
from gongwen.characters import print_full_width

_EMPTY = Cell("", "")
_LABELS = (UNIT, DAY, *SIGNERS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure with what was entered (填报值)."""

    figure: Figure
    above: Cell
    below: Cell
    rate: Cell


@dataclass(frozen=True, slots=True)
class Returned:
    """What one file says (一份报表).

    code      as printed; "" where the file has none
    version   as its questions are now: another than the code's where somebody changed them
    labels    填报单位 日期 负责人 …; texts by label; columns and rows of its list
    """

    file: str
    title: str
    code: str
    version: str
    labels: Mapping[str, Cell]
    entries: tuple[Entry, ...]
    texts: Mapping[str, Cell]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def unit(self) -> str:
        """Who filled it in."""
        return "".join(self.labels.get(UNIT, _EMPTY).text.split())


def read_returned(grid: Grid, file: str) -> Returned:
    """What the cells of one file say, found by its labels, wherever they stand."""
    labels: dict[str, Cell] = {}
    texts: dict[str, Cell] = {}
    entries: list[Entry] = []
    rows: list[tuple[Cell, ...]] = []
    columns: tuple[str, ...] = ()
    code = title = section = ""
    for row in grid:
        said = _plain(row[0])
        found = CODE.search("".join(cell.text for cell in row))
        title = title or said
        if found:
            code = found["code"]
        elif any(_plain(cell) in _LABELS for cell in row[::2]):
            labels |= _pairs(row)
            section = ""
        elif said == NUMBER:
            section = "figures" if len(row) > 1 and _plain(row[1]) == NAME else "list"
            if section == "list":
                columns = tuple(_plain(cell) for cell in row[1:] if cell.text)
        elif section == "figures" and _is_number(row[0]) and len(row) >= len(HEADS):
            entries.append(_entry(row))
        elif section == "list" and _is_number(row[0]):
            rows.append(row[1:])
        elif code and said and len(row) > 1:
            texts[said] = row[1]
            section = ""
    asked = tuple(texts)
    return Returned(file, title, code, version_of((e.figure for e in entries), asked, columns), labels, tuple(entries),
                    texts, columns, tuple(row for row in rows if any(cell.text for cell in row)))


def _plain(cell: Cell) -> str:
    return print_full_width("".join(cell.text.split()))


def _is_number(cell: Cell) -> bool:
    return cell.text.isdigit()


def _entry(row: tuple[Cell, ...]) -> Entry:
    words = [print_full_width(cell.text) for cell in row]
    return Entry(Figure(words[1], words[2], words[3], words[7]), row[4], row[5], row[6])


def _pairs(row: Iterable[Cell]) -> dict[str, Cell]:
    """Labels with the cells behind them."""
    cells = list(row)
    return {_plain(cell): cells[i + 1] if i + 1 < len(cells) else _EMPTY for i, cell in enumerate(cells)
            if _plain(cell) in _LABELS}
