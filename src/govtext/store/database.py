"""Database: all results in one embedded file, written a transaction at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from govtext import tables
from govtext.errors import StoreError, UsageError
from govtext.files import write_whole
from govtext.reading import Failure
from govtext.store import writing
from govtext.store.arranging import arrange
from govtext.store.packing import Packed, arrow
from govtext.store.schema import DONE, DONE_COLUMNS, FILE, KEPT, ROWS_IN_GROUP, described, types
from govtext.store.writing import Format

_ROWS_AT_ONCE = 20_000
# Several threads would keep 122,880 rows each as text until their turn to be written, more than the memory allows.
_CONFIG: dict[str, Any] = {"memory_limit": "64MB", "threads": 1, "checkpoint_threshold": "32MB"}
_TEXTS = "text"  # the folder of texts that offsets count in


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
        try:
            if fresh and ours:
                self._empty()
            with _write_errors(folder):
                self._create()
            self._check_columns()
        except BaseException:
            self._connection.close()
            raise
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
        for name in (*KEPT, DONE):
            self._connection.execute(f'DELETE FROM "{name}" WHERE doc_id IN (SELECT unnest(?))', [gone])
        kept = arrow(["doc_id", "number"], list(order.items()))
        self._connection.register("kept", kept)
        self._connection.execute(
            "UPDATE done SET number = (SELECT CAST(kept.number AS BIGINT) FROM kept WHERE kept.doc_id = done.doc_id)"
        )
        self._connection.commit()
        for doc_id in gone:
            (self.folder / _TEXTS / f"{doc_id}.txt").unlink(missing_ok=True)

    def add(self, number: int, document: Packed, source: str, settings: str) -> None:
        """Takes the rows of one document, and writes the text that its offsets count in where no file holds it.

        Args:
            number: its place among the inputs; keeps rows in input order, whatever the order of working.
            document: its rows.
            source: a mark of its bytes.
            settings: a mark of all else that the rows hang on.
        """
        if document.extracted is not None:
            folder = self.folder / _TEXTS
            folder.mkdir(exist_ok=True)
            write_whole(folder / f"{document.doc_id}.txt", document.extracted.encode("utf-8"))
        done = arrow(list(DONE_COLUMNS), [(document.doc_id, source, settings, number)])
        self._wait({**document.rows, DONE: done})

    def fail(self, number: int, failure: Failure) -> None:
        """Takes an input that gave no document."""
        row = (number, failure.path, failure.stage, failure.error, failure.message)
        self._wait({"errors": arrow(list(types("errors")), [row])})

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
        with _write_errors(self.folder):
            self._connection.begin()
            for name, batch in batches.items():
                self._connection.register("batch", batch)
                cells = ", ".join(f'CAST("{label}" AS {kind})' for label, kind in types(name).items())
                self._connection.execute(f'INSERT INTO "{name}" SELECT {cells} FROM batch')
            self._connection.commit()

    def _written(self) -> None:
        """Waits for the rows on their way."""
        insert, self._writing = self._writing, None
        if insert is not None:
            insert.result()

    def counts(self) -> tuple[int, int]:
        """How many documents and how many mentions the folder holds."""
        self._written()
        rows = (self._connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() for name in KEPT[:2])
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
        """Writes every table in every format, and what its columns mean."""
        self.flush()
        self._written()
        with _write_errors(self.folder):
            arrange(self._connection)
            writing.write(self._connection, self.folder, formats)

    def _create(self) -> None:
        for name in (*tables.STORED, DONE):
            self._connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({described(name)})')

    def _empty(self) -> None:
        for name in (*tables.STORED, DONE):
            self._connection.execute(f'DROP TABLE IF EXISTS "{name}"')
        writing.clear(self.folder)
        shutil.rmtree(self.folder / _TEXTS, ignore_errors=True)

    def _check_columns(self) -> None:
        for name in tables.STORED:
            found = [row[0] for row in self._connection.execute(f'DESCRIBE "{name}"').fetchall()]
            if found != list(types(name)):
                raise UsageError(
                    f"{self.folder} was made by another version of govtext, whose tables had other columns; "
                    "add --force to make it again, or name another folder"
                )


def _connect(path: Path, *, fresh: bool) -> duckdb.DuckDBPyConnection:
    try:
        return _attached(path)
    except duckdb.OperationalError as error:
        if "lock" in str(error) or "already attached" in str(error):  # by another process, or by this one
            raise UsageError(
                f"{path} is in use by another run; wait for it to end, or write to another folder"
            ) from error
        if fresh:  # no database, or one that cannot be mended
            with _write_errors(path.parent):
                path.unlink(missing_ok=True)
                path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
                return _attached(path)
        raise StoreError(f"{path} cannot be opened: {error}; add --force to make the results again") from error


def _attached(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to the database in a file; only as an attached one can it be told how its rows are grouped."""
    connection = duckdb.connect(config=_CONFIG)
    new = not path.exists()
    try:
        file = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{file}' AS results (ROW_GROUP_SIZE {ROWS_IN_GROUP})")
        connection.execute("USE results")
    except duckdb.Error:
        connection.close()
        if new:  # and not made whole
            path.unlink(missing_ok=True)
        raise
    return connection


@contextmanager
def _write_errors(folder: Path) -> Iterator[None]:
    """Says of whatever keeps results from being written what the person can do."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise StoreError(
            f"{folder}: the results cannot be written: {error}. What was written before is kept; "
            "make room and run the same command with --resume"
        ) from error
