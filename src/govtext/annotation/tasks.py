"""Tasks: one sentence each with what govtext found in it, and what a person made of it.

All places are code points of the task's text, a sentence as written; `offset + place` is the place in the text as read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from govtext import nearest, tables
from govtext.cleaning import clean
from govtext.errors import UsageError
from govtext.files import plain
from govtext.pipes import quantities, themes
from govtext.results import Results

LABELS = ("theme", "kind", "direction", "bound", "status")  # fields with a fixed list of values
TYPED = ("value", "value_high", "unit", "period", "name", "concept")  # fields that a person types
NONE = "none"  # how an empty label is written where a tool needs one
_NUMBER = ("value", "value_high", "unit", "bound")


@dataclass(frozen=True, slots=True)
class Record:
    """One mention of a task: its place, and its cells by column as text. A column that is not there is not known."""

    start: int
    end: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence as written, where it comes from, and the mentions that govtext found in it.

    `offset` is the place of its first character in the text as read; `sha256` is that of the document.
    """

    doc_id: str
    path: str
    sha256: str
    sentence_id: int
    section: str
    offset: int
    text: str
    records: tuple[Record, ...]

    def as_json(self) -> dict[str, Any]:
        """The task as it is kept in a tool's file; `from_json` is the way back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Any, where: str) -> Task:
        """A task that `as_json` made.

        Raises:
            UsageError: it was lost or cut; the message begins with `where`.
        """
        try:
            records = tuple(Record(**record) for record in data["records"])
            return cls(**(data | {"records": records}))
        except (TypeError, KeyError, AttributeError) as error:
            raise UsageError(
                f'{where}: "govtext" does not hold the task as it was exported; export again and keep that field'
            ) from error


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a task's text that a person left marked, with the cells that the tool lets them change."""

    start: int
    end: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A task and the mentions that a person says are in it; `where` names its place in the tool's file."""

    task: Task
    records: tuple[Record, ...]
    where: str


def tasks_of(results: Results, doc_ids: Sequence[str] = ()) -> list[Task]:
    """One task a sentence, those without mentions too, so that missed ones can be added.

    Args:
        results: a results folder.
        doc_ids: only these documents; all unless told.

    Raises:
        UsageError: there is no document of that name.
    """
    documents = {row["doc_id"]: row for row in _rows(results.documents)}
    for doc_id in doc_ids:
        if doc_id not in documents:
            near = nearest.hint(doc_id, list(documents))
            raise UsageError(f'there is no document "{doc_id}"; {near} {results.folder / "documents.csv"} lists all')
    wanted = set(doc_ids or documents)
    found: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(results.indicators):
        found[row["doc_id"], row["sentence_id"]].append(row)
    tasks = []
    for row in _rows(results.sentences):
        doc_id, number, offset = row["doc_id"], int(row["sentence_id"]), int(row["start"])
        if doc_id in wanted:
            path, sha256 = documents[doc_id]["path"], documents[doc_id]["sha256"]
            records = tuple(_record_of(mention, offset) for mention in found[doc_id, number])
            tasks.append(Task(doc_id, path, sha256, number, row["section"], offset, row["text"], records))
    return tasks


def choices(results: Results) -> dict[str, tuple[str, ...]]:
    """The values that each label may have; themes are those of the shipped table and those of the results."""
    known = dict.fromkeys([*themes.load().themes, *results.indicators["theme"].unique(), ""])
    return {
        "theme": tuple(known), "kind": tables.KINDS, "direction": tables.DIRECTIONS, "bound": tables.BOUNDS,
        "status": tables.STATUSES,
    }  # fmt: skip


def answered(task: Task, spans: Sequence[Span], where: str) -> Answer:
    """What a person's spans say of a task.

    A span at the place of an exported mention keeps the mention's other cells. One that was moved keeps them too, but
    its number is read again from the text, unless it was typed. Of a new one only what the tool holds and its number is
    known; a number that cannot be read is left unknown.

    Raises:
        UsageError: two spans overlap, or one lies outside of the text.
    """
    spans = sorted(spans, key=lambda span: (span.start, span.end))
    for number, span in enumerate(spans):
        if not 0 <= span.start < span.end <= len(task.text):
            raise UsageError(f"{where}: the span {span.start}-{span.end} lies outside of the sentence; correct it")
        if number and span.start < spans[number - 1].end:
            text = task.text[span.start : span.end]
            raise UsageError(f'{where}: the span "{text}" overlaps the one before; a number is in one mention only')
    at = {(record.start, record.end): record for record in task.records}
    kept = {(span.start, span.end) for span in spans}
    free = [record for record in task.records if (record.start, record.end) not in kept]
    records = []
    for span in spans:
        before = at.get((span.start, span.end))
        if before is None:
            before = next((other for other in free if other.start < span.end and span.start < other.end), None)
            if before is not None:
                free.remove(before)
        records.append(_judged(task, span, before))
    return Answer(task, tuple(records), where)


def label(value: str) -> str:
    """A cell as a label."""
    return value or NONE


def cell(field: str, value: str, allowed: Mapping[str, Sequence[str]], where: str) -> str:
    """A label as a cell.

    Raises:
        UsageError: the field has no such value.
    """
    found = "" if value == NONE else value
    if found not in allowed[field]:
        raise UsageError(
            f'{where}: "{value}" is no {field}; choose one of: {", ".join(label(one) for one in allowed[field])}'
        )
    return found


def _judged(task: Task, span: Span, before: Record | None) -> Record:
    """The cells of a span: those of the mention that was there before, its number read again, what was changed."""
    known = before.cells if before is not None else {}
    changed = {field: value for field, value in span.cells.items() if known.get(field) != value}
    if before is not None and (before.start, before.end) == (span.start, span.end):
        return Record(span.start, span.end, dict(known) | changed)
    rest = {field: value for field, value in known.items() if field not in _NUMBER}
    bound = {"bound": known["bound"]} if "bound" in known else {}
    return Record(span.start, span.end, rest | bound | _number(task.text, span) | changed)


def _number(text: str, span: Span) -> dict[str, str]:
    """Value, unit and bound of the number at a place; nothing where govtext reads none there."""
    cleaned = clean(text)
    for quantity in quantities.find(cleaned.text)[0]:
        if cleaned.offsets.span(quantity.start, quantity.end) == (span.start, span.end):
            high = plain(quantity.high) if quantity.high is not None else ""
            return dict(zip(_NUMBER, (plain(quantity.value), high, quantity.unit, quantity.bound), strict=True))
    return {}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return cast("list[dict[str, Any]]", frame.to_dict("records"))


def _record_of(row: dict[str, Any], offset: int) -> Record:
    cells = {field: _written(row[field]) for field in (*LABELS, *TYPED)}
    return Record(int(row["start"]) - offset, int(row["end"]) - offset, cells)


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if pd.isna(value) else plain(Decimal(repr(float(value))))
