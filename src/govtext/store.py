"""The store: all results in one embedded database file, and the CSV files written from it.

Documents are written whole: a transaction holds one or more complete documents and never part of one.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from govtext import __version__, tables
from govtext.errors import UsageError
from govtext.reading import Failure
from govtext.tabulate import Cell, Row, Tables

if TYPE_CHECKING:
    import pandas as pd

FILE = "results.duckdb"
_EXACT = "DECIMAL(38, 12)"
_SQL: dict[tables.Type, str] = {
    tables.TEXT: "VARCHAR", tables.FREE: "VARCHAR", tables.WHOLE: "BIGINT", tables.NUMBER: "DOUBLE",
    tables.EXACT: _EXACT,
}  # fmt: skip
_FORMULA_SQL = r"^[=+@\-\t\r]"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_FREE = {
    label
    for table in (tables.STORED | tables.DERIVED).values()
    for label, column in table.columns.items()
    if column.type == tables.FREE
}
_ROWS_AT_ONCE = 10_000


class Store:
    """The database of one results folder, opened for writing.

    `number` is the place of a document among the inputs; it keeps rows in input order, whatever the order of working.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        try:
            self._connection = duckdb.connect(str(folder / FILE))
        except duckdb.IOException as error:
            raise UsageError(
                f"{folder / FILE} is in use by another run; wait for it to end, or write to another folder"
            ) from error
        for name in tables.STORED:
            described = ", ".join(f'"{label}" {kind}' for label, kind in _types(name).items())
            self._connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({described})')
        self._connection.execute("CREATE TABLE IF NOT EXISTS run (key VARCHAR PRIMARY KEY, value VARCHAR)")
        self._connection.execute("INSERT OR REPLACE INTO run VALUES ('version', ?)", [__version__])
        self._waiting: dict[str, list[Row]] = {name: [] for name in tables.STORED}
        self._writer = ThreadPoolExecutor(max_workers=1)  # the database works while the next documents are analysed
        self._writing: Future[None] | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.flush()
        self._written()
        self._writer.shutdown()
        self._connection.close()

    def add(self, number: int, rows: Tables) -> None:
        """Takes the rows of one document, and writes the text that its offsets count in where no file holds it."""
        if rows.extracted is not None:
            folder = self.folder / "text"
            folder.mkdir(exist_ok=True)
            write_whole(folder / f"{rows.documents[0][0]}.txt", rows.extracted.encode("utf-8"))
        for name in ("documents", "indicators", "sentences", "themes"):
            self._waiting[name] += [(number, *row) for row in getattr(rows, name)]
        if sum(map(len, self._waiting.values())) >= _ROWS_AT_ONCE:
            self.flush()

    def fail(self, number: int, failure: Failure) -> None:
        """Takes an input that gave no document."""
        self._waiting["errors"].append((number, failure.path, failure.stage, failure.error, failure.message))

    def flush(self) -> None:
        """Writes what is waiting, in one transaction, while the caller goes on; errors show at the next call."""
        self._written()
        batches = {name: _arrow(name, rows) for name, rows in self._waiting.items() if rows}
        self._waiting = {name: [] for name in tables.STORED}
        self._writing = self._writer.submit(self._insert, batches)

    def _insert(self, batches: dict[str, pa.Table]) -> None:
        self._connection.begin()
        for name, batch in batches.items():
            self._connection.register("batch", batch)
            cells = ", ".join(f'CAST("{label}" AS {kind})' for label, kind in _types(name).items())
            self._connection.execute(f'INSERT INTO "{name}" SELECT {cells} FROM batch')
        self._connection.commit()

    def _written(self) -> None:
        """Waits for the rows on their way."""
        if self._writing is not None:
            self._writing.result()
            self._writing = None

    def write_csv(self) -> list[Path]:
        """Writes every table as CSV and the codebook beside them; each file appears whole or not at all."""
        self._written()
        with ThreadPoolExecutor() as pool:
            written = list(pool.map(self._write_table, tables.STORED))
        return [*written, write_whole(self.folder / "codebook.md", tables.codebook().encode("utf-8"))]

    def _write_table(self, name: str) -> Path:
        """One table in input order, then text order; the database formats it many times faster than Python."""
        path = self.folder / f"{name}.csv"
        body = path.with_name(f".{path.name}.body")
        cells = ", ".join(_shown(label, column) for label, column in tables.columns(name).items())
        rows = f'SELECT {cells} FROM "{name}" ORDER BY number, rowid'
        target = str(body).replace("'", "''")
        self._connection.cursor().execute(f"COPY ({rows}) TO '{target}' (FORMAT csv, HEADER false)")
        head = ",".join(tables.columns(name)) + "\n"
        write_whole(path, head.encode("utf-8-sig"), then=body)
        body.unlink()
        return path


def frame(folder: Path, name: str) -> pd.DataFrame:
    """A stored table as a DataFrame checked against its declaration; `value` as float.

    Raises:
        UsageError: the folder holds no results.
    """
    path = folder / FILE
    if not path.exists():
        raise UsageError(
            f"{folder} holds no results of govtext ({FILE} is missing); run: govtext run INPUT -o {folder}"
        )
    labels = ", ".join(
        f'CAST("{label}" AS DOUBLE) AS "{label}"' if column.type == tables.EXACT else f'"{label}"'
        for label, column in tables.columns(name).items()
    )
    with duckdb.connect(str(path), read_only=True) as connection:
        found: pd.DataFrame = connection.execute(f'SELECT {labels} FROM "{name}" ORDER BY number, rowid').df()
    return tables.checked(name, found)


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
    with part.open("wb") as file:
        file.write(data)
        if then is not None:
            with then.open("rb") as rest:
                shutil.copyfileobj(rest, file)
    return part.replace(path)


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


def _shown(label: str, column: tables.Column) -> str:
    """A column as SQL, in the form that the CSV file shows: plain decimals, no live formulas, empty for missing."""
    quoted = f'"{label}"'
    if column.type == tables.EXACT:
        return f"rtrim(rtrim(CAST({quoted} AS VARCHAR), '0'), '.')"
    if column.type == tables.FREE:
        formula = f"regexp_matches({quoted}, '{_FORMULA_SQL}')"
        return f"nullif(CASE WHEN {formula} THEN chr(39) || {quoted} ELSE {quoted} END, '')"
    return f"nullif({quoted}, '')" if column.type == tables.TEXT else quoted


def _types(name: str) -> dict[str, str]:
    return {"number": "BIGINT"} | {label: _SQL[column.type] for label, column in tables.columns(name).items()}


def _arrow(name: str, rows: Sequence[Row]) -> pa.Table:
    """The rows with all cells as text, for the database to cast; Arrow's other ways to make an array import pandas."""
    arrays = []
    for column in zip(*rows, strict=True):
        builder = pa.lib.StringBuilder()
        builder.append_values([cell if cell is None or isinstance(cell, str) else str(cell) for cell in column])
        arrays.append(builder.finish())
    return pa.Table.from_arrays(arrays, names=list(_types(name)))
