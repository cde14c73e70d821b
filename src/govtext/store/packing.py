"""Packing: the rows of one document as the database takes them, made where the document is worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from govtext import tables
from govtext.store.schema import KEPT

if TYPE_CHECKING:
    from govtext.tabulate import Row, Tables


@dataclass(frozen=True, slots=True)
class Packed:
    """All rows of one document, ready for the database: an Arrow table of text for every stored table.

    `extracted` is the text that offsets count in, where the file has no decoded text of its own; otherwise None.
    """

    doc_id: str
    mentions: int
    rows: Mapping[str, pa.Table]
    extracted: str | None


def packed(rows: Tables) -> Packed:
    """The rows of one document as the store takes them."""
    made = {name: arrow(list(tables.columns(name)), found) for name in KEPT if (found := getattr(rows, name))}
    return Packed(str(rows.documents[0][0]), len(rows.indicators), made, rows.extracted)


def arrow(labels: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    """The rows with all cells as text, for the database to cast; Arrow's other ways to make an array import pandas."""
    arrays = []
    for column in zip(*rows, strict=True) if rows else [()] * len(labels):
        builder = pa.lib.StringBuilder()
        builder.append_values([cell if cell is None or isinstance(cell, str) else str(cell) for cell in column])
        arrays.append(builder.finish())
    return pa.Table.from_arrays(arrays, names=list(labels))
