"""Frames: a stored table as a DataFrame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from govtext import tables
from govtext.errors import UsageError
from govtext.store.schema import FILE, rows

if TYPE_CHECKING:
    import pandas as pd


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
            return select(connection, name)
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise UsageError(
            f"{folder} was made by another version of govtext; make it again: govtext run INPUT -o {folder} --force"
        ) from error
    except duckdb.OperationalError as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def select(connection: duckdb.DuckDBPyConnection, name: str) -> pd.DataFrame:
    """A table of an open database, as `frame` gives it."""
    labels = ", ".join(
        f'CAST(t."{label}" AS DOUBLE) AS "{label}"' if column.type == tables.EXACT else f't."{label}"'
        for label, column in tables.columns(name).items()
    )
    found: pd.DataFrame = connection.execute(f"SELECT {labels} {rows(name)}").df()
    return tables.checked(name, found)
