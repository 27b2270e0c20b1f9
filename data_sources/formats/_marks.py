"""What the values of a sheet do not tell: formats, formulas never calculated, raised note marks, hidden and struck out rows."""

from __future__ import annotations

from dataclasses import dataclass, field

FORMULA = "is a formula that was never calculated; open the file in a spreadsheet program and save it there, or write the number"
ERROR = "is an error of the spreadsheet; write the number, or leave the cell empty"
MERGED = "is merged with another cell; undo the merging and write its content on every row"

MOST_REPEATED = 1_000_000
"""Cells that one cell stands for at most, by merging or repeating."""


@dataclass
class Marks:
    """Marks of one sheet's cells, which are (row, column) from 1."""

    percents: set[tuple[int, int]] = field(default_factory=set)
    years: set[tuple[int, int]] = field(default_factory=set)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    unread: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    struck_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0

    def refuse(self, row: int, column: int, reason: str) -> None:
        """Note why a cell cannot be read."""
        self.unread.setdefault(row, {})[column] = reason

    def hold(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Note that cells are merged over rows that hold something: all but the first one cannot be read.

        What is merged within one row, such as a title, hides nothing. Of very many only the first column is noted.
        """
        rows = range(first[0] + 1, min(last[0], self.last_row) + 1)
        columns = range(first[1], min(last[1], self.last_column) + 1)
        for row in rows:
            for column in columns if len(rows) * len(columns) < MOST_REPEATED else columns[:1]:
                self.refuse(row, column, MERGED)


def raised_left_out(runs: list[tuple[str, bool]]) -> str | None:
    """Return a text without its raised parts, each given with whether it is raised; None where it has none, or nothing else."""
    if not any(raised and text.strip() for text, raised in runs):
        return None
    rest = "".join(text for text, raised in runs if not raised)
    return rest if rest.strip() else None
