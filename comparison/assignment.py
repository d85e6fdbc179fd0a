"""The best one-to-one pairing of two lists (最优配对): the Hungarian method, small enough to be our own."""

from __future__ import annotations

from collections.abc import Sequence


def assign_rows(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) whose gains sum to the most, each row and column used at most once.

    gains    one row of equal length per left item; higher is better, and 0 or less is no pair
    returns  pairs in row order
    source   Kuhn 1955 with potentials (shortest augmenting paths), O(rows² · columns) within each island of rows and
             columns that have gains in common: what has nothing in common needs no weighing against each other
    """
    pairs: list[tuple[int, int]] = []
    for rows, columns in _find_islands(gains):
        if len(rows) == 1 or len(columns) == 1:
            row, column = max(((r, c) for r in rows for c in columns), key=lambda at: (gains[at[0]][at[1]], -sum(at)))
            pairs.append((row, column))
            continue
        island = [[max(gains[row][column], 0.0) for column in columns] for row in rows]
        pairs += [(rows[r], columns[c]) for r, c in _assign_island(island) if island[r][c] > 0]
    return sorted(pairs)


def _find_islands(gains: Sequence[Sequence[float]]) -> list[tuple[list[int], list[int]]]:
    """Rows and columns that hang together by gains above 0."""
    of_column: dict[int, list[int]] = {}
    of_row = {row: [c for c, gain in enumerate(line) if gain > 0] for row, line in enumerate(gains)}
    for row, columns in of_row.items():
        for column in columns:
            of_column.setdefault(column, []).append(row)
    islands: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for first, linked in of_row.items():
        if first in seen or not linked:
            continue
        rows, reached, queue = {first}, set[int](), [first]
        while queue:
            for column in of_row[queue.pop()]:
                if column not in reached:
                    reached.add(column)
                    fresh = [row for row in of_column[column] if row not in rows]
                    rows.update(fresh)
                    queue += fresh
        seen |= rows
        islands.append((sorted(rows), sorted(reached)))
    return islands


def _assign_island(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    if len(gains) > len(gains[0]):
        turned = [list(column) for column in zip(*gains, strict=True)]
        return sorted((row, column) for column, row in _assign_island(turned))
    rows, columns = len(gains), len(gains[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    holder = [0] * (columns + 1)  # 1-based row that holds each column; column 0 is where a search starts
    for row in range(1, rows + 1):
        holder[0] = row
        came_from, column = _search(gains, holder, row_price, column_price)
        while column:
            holder[column] = holder[came_from[column]]
            column = came_from[column]
    return sorted((holder[c] - 1, c - 1) for c in range(1, columns + 1) if holder[c])


def _search(gains: Sequence[Sequence[float]], holder: list[int],
            row_price: list[float], column_price: list[float]) -> tuple[list[int], int]:
    """The cheapest path from column 0 to a free column; moves the prices along with it."""
    columns = len(holder) - 1
    slack, came_from = [float("inf")] * (columns + 1), [0] * (columns + 1)
    seen, column = [False] * (columns + 1), 0
    while holder[column]:
        seen[column] = True
        row, nearest, step = holder[column], 0, float("inf")
        for other in range(1, columns + 1):
            if seen[other]:
                continue
            cost = -gains[row - 1][other - 1] - row_price[row] - column_price[other]
            if cost < slack[other]:
                slack[other], came_from[other] = cost, column
            if slack[other] < step:
                nearest, step = other, slack[other]
        for other in range(columns + 1):
            if seen[other]:
                row_price[holder[other]] += step
                column_price[other] -= step
            else:
                slack[other] -= step
        column = nearest
    return came_from, column
