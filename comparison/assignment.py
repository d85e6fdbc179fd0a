"""The best one-to-one pairing of two lists (最优配对): the Hungarian method, small enough to be our own."""

from __future__ import annotations

from collections.abc import Sequence


def assign_rows(gains: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs (row, column) whose gains sum to the most, each row and column used at most once.

    gains    one row of equal length per left item; higher is better
    returns  min(rows, columns) pairs in row order
    source   Kuhn 1955 with potentials (shortest augmenting paths), O(rows² · columns)
    """
    if not gains or not gains[0]:
        return []
    if len(gains) > len(gains[0]):
        turned = [list(column) for column in zip(*gains, strict=True)]
        return sorted((row, column) for column, row in assign_rows(turned))
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
