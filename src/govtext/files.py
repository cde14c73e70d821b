"""Files: each appears whole or not at all, and CSV opens in spreadsheets as it was meant."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from govtext import tables

if TYPE_CHECKING:
    from govtext.tabulate import Cell, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FREE = {
    label
    for table in (tables.STORED | tables.DERIVED).values()
    for label, column in table.columns.items()
    if column.type == tables.FREE
}


def write_csv(path: Path, labels: Sequence[str], rows: Iterator[Row]) -> Path:
    """A CSV file that spreadsheets open: UTF-8 with byte-order mark, exact decimals, no live formulas."""
    free = [label in _FREE for label in labels]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(labels)
    writer.writerows([_cell(cell, is_free) for cell, is_free in zip(row, free, strict=True)] for row in rows)
    return write_whole(path, text.getvalue().encode("utf-8-sig"))


def write_whole(path: Path, data: bytes, *, then: Path | None = None) -> Path:
    """Writes a file under a temporary name and renames it, so that nobody ever sees a part of it.

    Args:
        path: the file.
        data: its content.
        then: a file whose content follows.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            if then is not None:
                with then.open("rb") as rest:
                    shutil.copyfileobj(rest, file)
        return part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def plain(number: Decimal) -> str:
    """Plain decimal notation without needless zeros: 357050, never 3.5705E+5."""
    return format(number.normalize(), "f")


def _cell(cell: Cell, free_text: bool) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return plain(cell)
    if free_text and isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
