"""Writing: the files that are made from the database, each of which appears whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

import duckdb

from govtext import tables
from govtext.errors import UsageError
from govtext.files import write_whole
from govtext.store.frames import select
from govtext.store.schema import ROWS_IN_GROUP, rows

Format = Literal["csv", "parquet", "xlsx", "dta"]
_CODEBOOK = "codebook.md"
_FORMULA = r"^[=+@\-\t\r]"


def write(connection: duckdb.DuckDBPyConnection, folder: Path, formats: Sequence[Format]) -> None:
    """Writes every table in every format, and what its columns mean.

    Raises:
        UsageError: a format cannot hold a table; all the others are written.
    """
    refused: list[str] = []
    for form in formats:
        for name in tables.STORED:  # one after another: side by side they need more memory than is allowed
            try:
                _write(connection, name, folder / f"{name}.{form}", form)
            except UsageError as error:
                refused.append(f"{error}; everything else was written")
    write_whole(folder / _CODEBOOK, tables.codebook().encode("utf-8"))
    if refused:
        raise UsageError("\n".join(refused))


def clear(folder: Path) -> None:
    """Removes the files that an earlier run wrote."""
    for name in tables.STORED:
        for form in get_args(Format):
            (folder / f"{name}.{form}").unlink(missing_ok=True)
    (folder / _CODEBOOK).unlink(missing_ok=True)


def _write(connection: duckdb.DuckDBPyConnection, name: str, path: Path, form: Format) -> None:
    if form == "csv":
        _write_csv(connection, name, path)
    elif form == "parquet":
        _write_parquet(connection, name, path)
    else:
        from govtext import exporting  # noqa: PLC0415  # which needs pandas

        exporting.write(select(connection, name), path)


def _write_csv(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """One table in input order, then text order; the database formats it many times faster than Python."""
    body = path.with_name(f".{path.name}.body")
    cells = ", ".join(_shown(label, column) for label, column in tables.columns(name).items())
    try:
        _copy(connection, f"SELECT {cells} {rows(name)}", body, "FORMAT csv, HEADER false")
        head = ",".join(tables.columns(name)) + "\n"
        write_whole(path, head.encode("utf-8-sig"), then=body)
    finally:
        body.unlink(missing_ok=True)


def _write_parquet(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    part = path.with_name(f".{path.name}.part")
    cells = ", ".join(f't."{label}"' for label in tables.columns(name))
    try:
        _copy(
            connection,
            f"SELECT {cells} {rows(name)}",
            part,
            f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_IN_GROUP}",
        )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _copy(connection: duckdb.DuckDBPyConnection, query: str, path: Path, form: str) -> None:
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({query}) TO '{target}' ({form})")


def _shown(label: str, column: tables.Column) -> str:
    """A column as SQL, in the form that the CSV file shows: plain decimals, no live formulas, empty for missing."""
    quoted = f't."{label}"'
    if column.type == tables.EXACT:
        return f"rtrim(rtrim(CAST({quoted} AS VARCHAR), '0'), '.')"
    if column.type == tables.FREE:
        formula = f"regexp_matches({quoted}, '{_FORMULA}')"
        return f"nullif(CASE WHEN {formula} THEN chr(39) || {quoted} ELSE {quoted} END, '')"
    return f"nullif({quoted}, '')" if column.type == tables.TEXT else quoted
