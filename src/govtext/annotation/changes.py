"""Changes: what a person corrected, as rows of `corrections.csv`, and the mentions they removed or added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from govtext import corrections
from govtext.annotation.tasks import Answer, Record

COLUMNS = ["doc_id", "start", "end", "text", "column", "value", "note"]
_Row = tuple[str, int, int, str, str, str, str]
_FORMULA = ("=", "+", "-", "@")


def changes(answers: Sequence[Answer]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row a corrected cell or removed mention, in the order of the answers; and in the same form those added.

    A mention is named by its document and its place in the text as read; `note` says where the correction stands. In
    the second table `add` makes a mention, whose cells follow: no row of `corrections.csv` can say that. Values that
    a spreadsheet would run stand behind an apostrophe.
    """
    found = pd.DataFrame([row for answer in answers for row in _changes(answer)], columns=COLUMNS)
    added = pd.MultiIndex.from_frame(found.loc[found["column"] == "add", COLUMNS[:3]])
    of_added = pd.MultiIndex.from_frame(found[COLUMNS[:3]]).isin(added)
    correctable = found["column"].isin([*corrections.COLUMNS, corrections.DROP]) & ~of_added
    return found[correctable].reset_index(drop=True), found[~correctable].reset_index(drop=True)


def merged(before: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Earlier corrections, and those that a person made now, which outweigh them."""
    both = pd.concat([before.reindex(columns=COLUMNS, fill_value=""), cells.astype(str)], ignore_index=True)
    return both.drop_duplicates([*COLUMNS[:3], "column"], keep="last", ignore_index=True)


def _changes(answer: Answer) -> Iterator[_Row]:
    before = {(record.start, record.end): record for record in answer.task.records}
    after = {(record.start, record.end): record for record in answer.records}
    for place in sorted(before.keys() | after.keys()):
        if place not in after:
            yield _row(answer, before[place], "drop", "yes")
        elif place not in before:
            yield _row(answer, after[place], "add", "yes")
            yield from (_row(answer, after[place], *cell) for cell in after[place].cells.items() if cell[1])
        else:
            was = before[place].cells
            for field, value in after[place].cells.items():
                if value != was[field]:
                    yield _row(answer, after[place], field, value)


def _row(answer: Answer, record: Record, column: str, value: str) -> _Row:
    task = answer.task
    text = task.text[record.start : record.end]
    safe = f"'{value}" if value.startswith(_FORMULA) else value
    return task.doc_id, task.offset + record.start, task.offset + record.end, text, column, safe, answer.where
