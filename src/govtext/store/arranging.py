"""Arranging: the rows of every table stand in input order, then text order.

A run adds them so; one that goes on where another stopped adds what it makes anew behind what was kept. Sorting whole
rows may need more memory than the database is allowed, so that stretches of rows are copied one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from govtext.store.schema import KEPT, described

Stretch = tuple[int, int]  # the first and the last row


def arrange(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the rows of every document where its number says, in one transaction; most often they are there already."""
    connection.begin()
    for name in KEPT:
        found = list(_stretches(_documents(connection, name)))
        if len(found) > 1:
            _copy(connection, name, found)
    connection.commit()


def _documents(connection: duckdb.DuckDBPyConnection, name: str) -> list[Stretch]:
    """The rows of every document in the order of the inputs; no others are between them."""
    query = (
        f'SELECT min(t.rowid), max(t.rowid) FROM "{name}" t JOIN done USING (doc_id) '
        "GROUP BY done.number, doc_id ORDER BY done.number NULLS LAST, doc_id"
    )
    return connection.execute(query).fetchall()


def _stretches(documents: Sequence[Stretch]) -> Iterator[Stretch]:
    """The documents, with those that follow one another as they should taken together."""
    place = {document: number for number, document in enumerate(sorted(documents))}
    begin = 0
    for end in range(1, len(documents) + 1):
        if end == len(documents) or place[documents[end]] != place[documents[end - 1]] + 1:
            yield documents[begin][0], documents[end - 1][1]
            begin = end


def _copy(connection: duckdb.DuckDBPyConnection, name: str, stretches: Sequence[Stretch]) -> None:
    connection.execute(f"CREATE TABLE arranged ({described(name)})")
    for stretch in stretches:
        connection.execute(f'INSERT INTO arranged SELECT * FROM "{name}" WHERE rowid BETWEEN ? AND ?', list(stretch))
    connection.execute(f'DROP TABLE "{name}"')
    connection.execute(f'ALTER TABLE arranged RENAME TO "{name}"')
