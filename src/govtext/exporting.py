"""Exporting: tables to files that other programs open."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd

from govtext.errors import UsageError
from govtext.store import write_csv
from govtext.tabulate import Cell, Row


def write(frame: pd.DataFrame, path: Path) -> Path:
    """Writes a table as CSV: UTF-8 with byte-order mark, plain decimals, no live formulas.

    Raises:
        UsageError: the file's ending is not one that can be written.
    """
    if path.suffix.lower() != ".csv":
        raise UsageError(f'cannot write "{path.suffix}"; name a file that ends in .csv')
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_csv(path, [str(label) for label in frame.columns], _rows(frame))


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    for row in frame.itertuples(index=False, name=None):
        yield tuple(_cell(cell) for cell in row)


def _cell(cell: object) -> Cell:
    if cell is None or cell is pd.NA:
        return None
    if isinstance(cell, float):
        return None if math.isnan(cell) else Decimal(repr(float(cell)))
    return int(cell) if hasattr(cell, "__index__") else str(cell)
