"""Edited tables: CSV files that people write or change, read line by line as their spreadsheet saved them.

What is wrong in one is said with its line, and then nothing of the file is applied.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from govtext import nearest
from govtext.errors import UsageError

_ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Excel on a Chinese Windows saves
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Excel calls Unicode text
_SEPARATORS = (",", ";", "\t", "，")  # Excel takes the separator from the settings of the machine
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
        path: the CSV file, in UTF-8, UTF-16 or GB 18030, its cells apart by commas, semicolons or tabs.
        needed: columns that it must have.

    Raises:
        UsageError: the file cannot be read, a column is missing, or a row has more cells than there are columns.
    """
    text = _decoded(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, needed))
    try:
        header = [label.strip() for label in next(reader, [])]
        missing = [column for column in needed if column not in header]
        if missing:
            there = "; ".join(f"{column}: {nearest.hint(column, header)}" for column in missing)
            raise Line(path, 1, {}).wrong(f"the column {', '.join(missing)} is missing ({there})")
        before = reader.line_num
        for row in reader:
            line = Line(path, before + 1, {label: _bare(cell) for label, cell in zip(header, row, strict=False)})
            if any(row[len(header) :]):
                raise line.wrong(
                    f"{len(row)} cells for {len(header)} columns; put quotation marks around a cell with the separator"
                )
            if any(line.cells.values()):
                yield line
            before = reader.line_num
    except csv.Error as error:
        raise Line(path, reader.line_num, {}).wrong(f"cannot be read as CSV: {error}") from error


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
    for encoding in ("utf-16",) if data.startswith(_UTF_16) else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f'{path}: is not UTF-8; save it in the spreadsheet as "CSV UTF-8"')


def _separator(text: str, needed: Collection[str]) -> str:
    """What stands between the cells: what makes the most of the needed columns appear in the first line."""
    head = text.partition("\n")[0]
    columns = {mark: {label.strip() for label in next(csv.reader([head], delimiter=mark), [])} for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: len(columns[mark] & {*needed}))


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it as a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith(_FORMULA) else cell
