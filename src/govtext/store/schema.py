"""Schema: the columns of the database and the order of its rows, as SQL."""

from __future__ import annotations

from govtext import tables
from govtext.reading import RESULTS

FILE = RESULTS
KEPT = ("documents", "indicators", "sentences", "themes")  # what a document gives; errors are of this run alone
# Rows that are compressed together. Whenever the database writes, it compresses the last group of a table anew: with
# the usual 122,880 that costs twice as much, and a file of so many in a group needs more memory than is allowed.
ROWS_IN_GROUP = 16_384
DONE = "done"
DONE_COLUMNS = {"doc_id": "VARCHAR", "source": "VARCHAR", "settings": "VARCHAR", "number": "BIGINT"}
_SQL: dict[tables.Type, str] = {
    tables.TEXT: "VARCHAR", tables.FREE: "VARCHAR", tables.WHOLE: "BIGINT", tables.NUMBER: "DOUBLE",
    tables.EXACT: "DECIMAL(38, 12)",
}  # fmt: skip


def types(name: str) -> dict[str, str]:
    """The columns of a table with their types; the rows of errors have their place among the inputs themselves."""
    if name == DONE:
        return DONE_COLUMNS
    found = {label: _SQL[column.type] for label, column in tables.columns(name).items()}
    return {"number": "BIGINT"} | found if name == "errors" else found


def described(name: str) -> str:
    """The columns of a table with their types, as SQL."""
    return ", ".join(f'"{label}" {kind}' for label, kind in types(name).items())


def rows(name: str) -> str:
    """The rows of a table in input order, then text order, as SQL; the table is called t."""
    return "FROM errors t ORDER BY t.number, t.rowid" if name == "errors" else f'FROM "{name}" t'
