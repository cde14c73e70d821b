"""Edited tables: what people write or change, read line by line as their spreadsheet saved them.

What is wrong in one is said with its line, and then nothing of the file is applied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from govtext import nearest
from govtext.errors import ReadingError, UsageError
from govtext.reading import tables
from govtext.reading.places import Place

_FORMULA = ("'=", "'+", "'-", "'@")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an edited table: its cells by column, and where it stands."""

    path: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def wrong(self, message: str) -> UsageError:
        """The error that says what is wrong with this line."""
        return UsageError(f"{self.path}:{self.number}: {message}; nothing of this file was applied")


def lines(path: Path, needed: Collection[str]) -> Iterator[Line]:
    """The rows of an edited table, empty ones left out, cells without surrounding blanks.

    Args:
        path: a CSV, TSV or Excel table.
        needed: columns that it must have.

    Raises:
        UsageError: the file cannot be read, a column is missing, or a row has more cells than there are columns.
    """
    try:
        (number, header), *rows = tables.lines(Place(path)) or [(1, [])]
    except ReadingError as error:
        raise UsageError(f"{path}: {error}; nothing of this file was applied") from error
    missing = [column for column in needed if column not in header]
    if missing:
        there = "; ".join(f"{column}: {nearest.hint(column, header)}" for column in missing)
        raise Line(path, number, {}).wrong(f"the column {', '.join(missing)} is missing ({there})")
    for number, row in rows:
        line = Line(path, number, {label: _bare(cell) for label, cell in zip(header, row, strict=False)})
        if any(row[len(header) :]):
            raise line.wrong(
                f"{len(row)} cells for {len(header)} columns; put quotation marks around a cell with the separator"
            )
        yield line


class Mentions:
    """Finds the mention that a line names."""

    def __init__(self, indicators: pd.DataFrame) -> None:
        places = zip(indicators["doc_id"], indicators["start"], indicators["end"], strict=True)
        self._at = {place: row for row, place in enumerate(places)}
        self._indicators = indicators

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], int]:
        numbers = zip(self._indicators["doc_id"], self._indicators["mention_id"], strict=True)
        return {number: row for row, number in enumerate(numbers)}

    def at(self, line: Line) -> int | None:
        """The row of the mention at `doc_id`, `start` and `end` of a line, None if none is there."""
        return self._at.get((line["doc_id"], whole(line, "start"), whole(line, "end")))

    def numbered(self, line: Line) -> int | None:
        """The row of the mention that `doc_id` and `mention_id` of a line name, None if there is none."""
        return self._by_number.get((line["doc_id"], whole(line, "mention_id")))


def whole(line: Line, column: str) -> int:
    """A cell that must be a whole number; spreadsheets may have written 12 as 12.0."""
    cell = line[column].removesuffix(".0")
    if not cell.isdecimal():
        raise line.wrong(f'{column} must be a whole number, not "{line[column]}"')
    return int(cell)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it as a formula."""
    return cell[1:] if cell.startswith(_FORMULA) else cell
