"""The store: all results in one embedded database file, and the files written from it.

Documents are written whole: a transaction holds one or more complete documents and never part of one. The table `done`
says of each document what it was made from, so that an interrupted run can go on where it stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pyarrow as pa

from govtext import tables
from govtext.errors import StoreError, UsageError
from govtext.files import write_whole
from govtext.reading import RESULTS, Failure

if TYPE_CHECKING:
    import pandas as pd

    from govtext.tabulate import Row, Tables

Format = Literal["csv", "parquet", "xlsx", "dta"]
FILE = RESULTS
_EXACT = "DECIMAL(38, 12)"
_SQL: dict[tables.Type, str] = {
    tables.TEXT: "VARCHAR", tables.FREE: "VARCHAR", tables.WHOLE: "BIGINT", tables.NUMBER: "DOUBLE",
    tables.EXACT: _EXACT,
}  # fmt: skip
_FORMULA_SQL = r"^[=+@\-\t\r]"
_ROWS_AT_ONCE = 10_000
_CONFIG: dict[str, Any] = {"memory_limit": "128MB"}  # what is sorted beyond it goes through the disk
_KEPT = ("documents", "indicators", "sentences", "themes")  # what a document gives; errors are of this run alone
_DONE = "done"
_DONE_COLUMNS = {"doc_id": "VARCHAR", "source": "VARCHAR", "settings": "VARCHAR", "number": "BIGINT"}


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
    """The rows of one document as the store takes them; made where the document is worked on."""
    made = {name: _arrow(list(tables.columns(name)), found) for name in _KEPT if (found := getattr(rows, name))}
    return Packed(str(rows.documents[0][0]), len(rows.indicators), made, rows.extracted)


class Store:
    """The database of one results folder, opened for writing; nobody else can open it meanwhile.

    Args:
        folder: the results folder; made if it is missing.
        fresh: drop what it holds.

    Raises:
        UsageError: another run has it open, or it was made by another version.
    """

    def __init__(self, folder: Path, *, fresh: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        ours = (folder / FILE).exists()
        self._connection = _connect(folder / FILE, fresh=fresh)
        if fresh and ours:
            self._empty()
        for name in (*tables.STORED, _DONE):
            described = ", ".join(f'"{label}" {kind}' for label, kind in _types(name).items())
            self._connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({described})')
        self._check_form()
        self._waiting: dict[str, list[pa.Table]] = {}
        self._rows = 0
        self._writer = ThreadPoolExecutor(max_workers=1)  # the database works while the next documents are analysed
        self._writing: Future[None] | None = None

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or issubclass(kind, KeyboardInterrupt):
                self.flush()
                self._written()
        finally:
            self._writer.shutdown()
            self._connection.close()

    def done(self) -> dict[str, tuple[str, str]]:
        """For every document that is stored whole the marks of what it was made from: its source and the settings."""
        rows = self._connection.execute("SELECT doc_id, source, settings FROM done").fetchall()
        return {doc_id: (source, settings) for doc_id, source, settings in rows}

    def begin(self, order: Mapping[str, int], drop: Iterable[str]) -> None:
        """Opens a run: the documents that are kept take their places among the inputs, others are dropped.

        Args:
            order: the number of every document among the inputs; one that is no input any more stands behind them.
            drop: the documents whose rows go, because they are made again or unwanted.
        """
        gone = list(drop)
        self._connection.begin()
        self._connection.execute("DELETE FROM errors")
        for name in (*_KEPT, _DONE):
            self._connection.execute(f'DELETE FROM "{name}" WHERE doc_id IN (SELECT unnest(?))', [gone])
        kept = _arrow(["doc_id", "number"], list(order.items()))
        self._connection.register("kept", kept)
        self._connection.execute(
            "UPDATE done SET number = (SELECT CAST(kept.number AS BIGINT) FROM kept WHERE kept.doc_id = done.doc_id)"
        )
        self._connection.commit()
        for doc_id in gone:
            (self.folder / "text" / f"{doc_id}.txt").unlink(missing_ok=True)

    def add(self, number: int, document: Packed, source: str, settings: str) -> None:
        """Takes the rows of one document, and writes the text that its offsets count in where no file holds it.

        Args:
            number: its place among the inputs; keeps rows in input order, whatever the order of working.
            document: its rows.
            source: a mark of its bytes.
            settings: a mark of all else that the rows hang on.
        """
        if document.extracted is not None:
            folder = self.folder / "text"
            folder.mkdir(exist_ok=True)
            write_whole(folder / f"{document.doc_id}.txt", document.extracted.encode("utf-8"))
        done = _arrow(list(_DONE_COLUMNS), [(document.doc_id, source, settings, number)])
        self._wait({**document.rows, _DONE: done})

    def fail(self, number: int, failure: Failure) -> None:
        """Takes an input that gave no document."""
        row = (number, failure.path, failure.stage, failure.error, failure.message)
        self._wait({"errors": _arrow(list(_types("errors")), [row])})

    def _wait(self, rows: Mapping[str, pa.Table]) -> None:
        for name, table in rows.items():
            self._waiting.setdefault(name, []).append(table)
            self._rows += len(table)
        if self._rows >= _ROWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Writes what is waiting, in one transaction, while the caller goes on; errors show at the next call."""
        self._written()
        batches = {name: pa.concat_tables(waiting) for name, waiting in self._waiting.items()}
        self._waiting, self._rows = {}, 0
        self._writing = self._writer.submit(self._insert, batches)

    def _insert(self, batches: Mapping[str, pa.Table]) -> None:
        with _told(self.folder):
            self._connection.begin()
            for name, batch in batches.items():
                self._connection.register("batch", batch)
                cells = ", ".join(f'CAST("{label}" AS {kind})' for label, kind in _types(name).items())
                self._connection.execute(f'INSERT INTO "{name}" SELECT {cells} FROM batch')
            self._connection.commit()

    def _written(self) -> None:
        """Waits for the rows on their way."""
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()

    def counts(self) -> tuple[int, int]:
        """How many documents and how many mentions the folder holds."""
        self._written()
        rows = (self._connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in _KEPT[:2])
        documents, mentions = (row[0] if row else 0 for row in rows)
        return documents, mentions

    def twice(self) -> tuple[str, ...]:
        """The documents whose bytes those of an earlier one are."""
        query = (
            "SELECT doc_id FROM (SELECT doc_id, row_number() OVER (PARTITION BY sha256 ORDER BY number, doc_id) AS nth "
            "FROM documents JOIN done USING (doc_id)) WHERE nth > 1 ORDER BY doc_id"
        )
        return tuple(row[0] for row in self._connection.execute(query).fetchall())

    def rivals(self, kinds: Sequence[str]) -> list[list[str]]:
        """The paths of documents of one region, year and kind, in groups of several that differ in their bytes."""
        query = (
            "SELECT list(path ORDER BY number, doc_id) FROM documents JOIN done USING (doc_id) "
            "WHERE region <> '' AND report_year IS NOT NULL AND list_contains(?, kind) "
            "GROUP BY region, region_code, level, report_year, kind HAVING count(DISTINCT sha256) > 1 "
            "ORDER BY min(number), min(doc_id)"
        )
        return [row[0] for row in self._connection.execute(query, [list(kinds)]).fetchall()]

    def write(self, formats: Sequence[Format]) -> None:
        """Writes every table in every format, and what its columns mean; each file appears whole or not at all."""
        self.flush()
        self._written()
        writers = {"csv": self._write_csv, "parquet": self._write_parquet}
        with _told(self.folder):
            for form in formats:
                for name in tables.STORED:  # one after another: side by side they need more memory than is allowed
                    writers.get(form, partial(self._export, form))(name)
            write_whole(self.folder / "codebook.md", tables.codebook().encode("utf-8"))

    def _export(self, form: Format, name: str) -> None:
        from govtext.exporting import write  # noqa: PLC0415

        write(_frame(self._connection.cursor(), name), self.folder / f"{name}.{form}")

    def _write_csv(self, name: str) -> None:
        """One table in input order, then text order; the database formats it many times faster than Python."""
        path = self.folder / f"{name}.csv"
        body = path.with_name(f".{path.name}.body")
        cells = ", ".join(_shown(label, column) for label, column in tables.columns(name).items())
        try:
            self._copy(f"SELECT {cells} {_ordered(name)}", body, "FORMAT csv, HEADER false")
            head = ",".join(tables.columns(name)) + "\n"
            write_whole(path, head.encode("utf-8-sig"), then=body)
        finally:
            body.unlink(missing_ok=True)

    def _write_parquet(self, name: str) -> None:
        path = self.folder / f"{name}.parquet"
        part = path.with_name(f".{path.name}.part")
        cells = ", ".join(f't."{label}"' for label in tables.columns(name))
        try:
            self._copy(f"SELECT {cells} {_ordered(name)}", part, "FORMAT parquet, COMPRESSION zstd")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _copy(self, query: str, path: Path, form: str) -> None:
        target = str(path).replace("'", "''")
        self._connection.cursor().execute(f"COPY ({query}) TO '{target}' ({form})")

    def _empty(self) -> None:
        for name in (*tables.STORED, _DONE):
            self._connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        for name in tables.STORED:
            for ending in (".csv", ".parquet", ".xlsx", ".dta"):
                (self.folder / f"{name}{ending}").unlink(missing_ok=True)
        (self.folder / "codebook.md").unlink(missing_ok=True)
        shutil.rmtree(self.folder / "text", ignore_errors=True)

    def _check_form(self) -> None:
        for name in tables.STORED:
            found = [row[0] for row in self._connection.execute(f'DESCRIBE "{name}"').fetchall()]
            if found != list(_types(name)):
                self._connection.close()
                raise UsageError(
                    f"{self.folder} was made by another version of govtext, whose tables had other columns; "
                    "add --force to make it again, or name another folder"
                )


def _connect(path: Path, *, fresh: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=_CONFIG)
    except duckdb.IOException as error:
        if "lock" in str(error):
            raise UsageError(
                f"{path} is in use by another run; wait for it to end, or write to another folder"
            ) from error
        if fresh:  # no database, or one that cannot be mended
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
            return duckdb.connect(str(path), config=_CONFIG)
        raise StoreError(f"{path} cannot be opened: {error}; add --force to make the results again") from error


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Says of whatever keeps results from being written what the person can do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise StoreError(
            f"{folder}: the results cannot be written: {error}. What was written before is kept; "
            "make room and run the same command with --resume"
        ) from error


def _ordered(name: str) -> str:
    """The rows of a table in input order, then text order, as SQL; the table is called t."""
    if name == "errors":
        return "FROM errors t ORDER BY t.number, t.rowid"
    return f'FROM "{name}" t JOIN done USING (doc_id) ORDER BY done.number NULLS LAST, done.doc_id, t.rowid'


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
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            return _frame(connection, name)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise UsageError(
            f"{folder} was made by another version of govtext; make it again: govtext run INPUT -o {folder} --force"
        ) from error
    except duckdb.IOException as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def _frame(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    labels = ", ".join(
        f'CAST(t."{label}" AS DOUBLE) AS "{label}"' if column.type == tables.EXACT else f't."{label}"'
        for label, column in tables.columns(name).items()
    )
    found: pd.DataFrame = connection.execute(f"SELECT {labels} {_ordered(name)}").df()
    return tables.checked(name, found)


def _shown(label: str, column: tables.Column) -> str:
    """A column as SQL, in the form that the CSV file shows: plain decimals, no live formulas, empty for missing."""
    quoted = f't."{label}"'
    if column.type == tables.EXACT:
        return f"rtrim(rtrim(CAST({quoted} AS VARCHAR), '0'), '.')"
    if column.type == tables.FREE:
        formula = f"regexp_matches({quoted}, '{_FORMULA_SQL}')"
        return f"nullif(CASE WHEN {formula} THEN chr(39) || {quoted} ELSE {quoted} END, '')"
    return f"nullif({quoted}, '')" if column.type == tables.TEXT else quoted


def _types(name: str) -> dict[str, str]:
    if name == _DONE:
        return _DONE_COLUMNS
    kinds = {label: _SQL[column.type] for label, column in tables.columns(name).items()}
    return {"number": "BIGINT"} | kinds if name == "errors" else kinds


def _arrow(labels: Sequence[str], rows: Sequence[Row]) -> pa.Table:
    """The rows with all cells as text, for the database to cast; Arrow's other ways to make an array import pandas."""
    arrays = []
    for column in zip(*rows, strict=True) if rows else [()] * len(labels):
        builder = pa.lib.StringBuilder()
        builder.append_values([cell if cell is None or isinstance(cell, str) else str(cell) for cell in column])
        arrays.append(builder.finish())
    return pa.Table.from_arrays(arrays, names=list(labels))
