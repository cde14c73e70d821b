"""Gold: corrected sentences as annotated passages, in the form that `govtext evaluate` reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from govtext.annotation.tasks import Answer, Record
from govtext.files import write_whole

_NEEDED = ("value", "unit", "bound", "kind", "direction", "status", "period", "name", "theme")


def write(answers: Sequence[Answer], folder: Path) -> list[dict[str, Any]]:
    """Writes one file a passage, a passage being a run of neighbouring sentences, and returns the passages.

    A mention that a person added, and of which something is not known, says so in `incomplete`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    passages = []
    for run in _runs(answers):
        found = passage(run)
        passages.append(found)
        task = run[0].task
        name = re.sub(r"[^\w\-]+", "-", task.doc_id)
        data = json.dumps(found, ensure_ascii=False, indent=1)
        write_whole(folder / f"{name}-{task.sentence_id}.json", data.encode("utf-8"))
    return passages


def passage(run: Sequence[Answer]) -> dict[str, Any]:
    """Neighbouring sentences of one document as an annotated passage.

    What stands between sentences in the text as read (blanks, line feeds, debris) is a line feed a character in `text`.
    """
    first, start, end = run[0].task, run[0].task.offset, max(a.task.offset + len(a.task.text) for a in run)
    text = ["\n"] * (end - start)
    for answer in run:
        place = answer.task.offset - start
        text[place : place + len(answer.task.text)] = answer.task.text
    return {
        "doc": Path(first.path).name, "sha256": first.sha256, "start": start, "end": end, "text": "".join(text),
        "mentions": [_mention(record, answer) for answer in run for record in answer.records], "optional": [],
    }  # fmt: skip


def _runs(answers: Sequence[Answer]) -> Iterator[list[Answer]]:
    run: list[Answer] = []
    for answer in sorted(answers, key=lambda one: (one.task.doc_id, one.task.sentence_id)):
        before = run[-1].task if run else None
        if before and (before.doc_id, before.sentence_id + 1) != (answer.task.doc_id, answer.task.sentence_id):
            yield run
            run = []
        run.append(answer)
    if run:
        yield run


def _mention(record: Record, answer: Answer) -> dict[str, Any]:
    cells, task = record.cells, answer.task
    found: dict[str, Any] = {
        "start": task.offset + record.start, "end": task.offset + record.end,
        "q": task.text[record.start : record.end], "value": _number(cells.get("value", "")),
    }  # fmt: skip
    if cells.get("value_high"):
        found["high"] = _number(cells["value_high"])
    found |= {field: cells.get(field, "") for field in ("unit", "bound", "kind")}
    found["dir"] = cells.get("direction") or None
    found |= {field: cells.get(field, "") for field in ("status", "period", "name", "theme")}
    needed = [field for field in _NEEDED if field != "direction" or cells.get("kind") not in {"level", "share"}]
    unknown = [field for field in needed if field not in cells or (field in {"value", "name"} and not cells[field])]
    return found | ({"incomplete": unknown} if unknown else {})


def _number(written: str) -> int | float | None:
    if not written:
        return None
    number = Decimal(written)
    return int(number) if number == number.to_integral_value() else float(number)
