"""Edited tables: CSV files in the results folder that people change, read back line by line.

What is wrong in one is said with its line, and then nothing of the file is applied.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from govtext.errors import UsageError

_ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Excel on a Chinese Windows saves
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
        path: the CSV file, in UTF-8 or GB 18030.
        needed: columns that it must have.

    Raises:
        UsageError: the file cannot be read, or a column is missing.
    """
    reader = csv.reader(io.StringIO(_decoded(path), newline=""))
    header = [label.strip() for label in next(reader, [])]
    missing = [column for column in needed if column not in header]
    if missing:
        raise UsageError(f"{path}:1: the column {', '.join(missing)} is missing; nothing of this file was applied")
    before = reader.line_num
    for row in reader:
        cells = {label: _bare(cell) for label, cell in zip(header, row, strict=False)}
        if any(cells.values()):
            yield Line(path, before + 1, cells)
        before = reader.line_num


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


def _decoded(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f'{path}: is not UTF-8; save it in the spreadsheet as "CSV UTF-8"')


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it as a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith(_FORMULA) else cell
