"""Prodigy: JSON Lines for `spans.manual` or `ner.manual`; one label a span, so one field is corrected at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from govtext.annotation import tokens
from govtext.annotation.tasks import LABELS, Answer, Span, Task, answered, cell, label
from govtext.errors import UsageError
from govtext.files import write_whole


def write(tasks: Sequence[Task], path: Path, field: str) -> None:
    """Writes one line a task, its spans labelled with one field of `LABELS`."""
    lines = [json.dumps(_entry(task, field, tokens.cut(task)), ensure_ascii=False) for task in tasks]
    write_whole(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def read(path: Path, allowed: Mapping[str, Sequence[str]]) -> Iterator[Answer | None]:
    """What was answered, line by line; None for a task that was rejected or ignored.

    Raises:
        UsageError: a line is no task of govtext, or a span has a label that its field does not know.
    """
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _answer(line, f"{path}:{number}", allowed)


def _entry(task: Task, field: str, places: Sequence[tuple[int, int]]) -> dict[str, Any]:
    first = {start: number for number, (start, _) in enumerate(places)}
    last = {end: number for number, (_, end) in enumerate(places)}
    return {
        "text": task.text,
        "tokens": [
            {"text": task.text[start:end], "start": start, "end": end, "id": number, "ws": False}
            for number, (start, end) in enumerate(places)
        ],
        "spans": [
            {
                "start": record.start, "end": record.end, "token_start": first[record.start],
                "token_end": last[record.end], "label": label(record.cells[field]),
            }
            for record in task.records
        ],
        "meta": {"doc_id": task.doc_id, "sentence_id": task.sentence_id, "section": task.section},
        "govtext": {"label": field, "task": task.as_json()},
    }  # fmt: skip


def _answer(line: str, where: str, allowed: Mapping[str, Sequence[str]]) -> Answer | None:
    try:
        entry = json.loads(line)
    except ValueError as error:
        raise UsageError(f"{where}: not JSON: {error}; give the file that `prodigy db-out` writes") from error
    kept = entry.get("govtext") if isinstance(entry, dict) else None
    if not isinstance(kept, dict) or kept.get("label") not in LABELS:
        raise UsageError(f'{where}: no task of govtext; keep the field "govtext" of what was exported')
    if entry.get("answer", "accept") != "accept":
        return None
    task, field = Task.from_json(kept.get("task"), where), kept["label"]
    try:
        spans = [
            Span(int(span["start"]), int(span["end"]), {field: cell(field, span["label"], allowed, where)})
            for span in entry.get("spans") or []
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{where}: a span needs start, end and label; {error} is missing or wrong") from error
    return answered(task, spans, where)
