"""Label Studio: tasks as JSON with what was found as predictions, and the labelling interface as XML.

Every field of a mention can be corrected there: the theme is the label of its region, the others stand beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from govtext import __version__
from govtext.annotation.tasks import LABELS, TYPED, Answer, Record, Span, Task, answered, cell, label
from govtext.errors import UsageError
from govtext.files import write_whole
from govtext.looking.colours import colours

_REGION = "theme"
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_CHOICES = tuple(field for field in LABELS if field != _REGION)


def write(tasks: Sequence[Task], path: Path, allowed: Mapping[str, Sequence[str]]) -> Path:
    """Writes the tasks, and beside them the labelling interface, whose path is returned."""
    entries = json.dumps([_entry(task) for task in tasks], ensure_ascii=False, indent=1)
    write_whole(path, entries.encode("utf-8"))
    return write_whole(interface_of(path), _interface(allowed).encode("utf-8"))


def interface_of(path: Path) -> Path:
    """Where the labelling interface of a file of tasks stands."""
    return path.with_suffix(".xml")


def read(path: Path, allowed: Mapping[str, Sequence[str]]) -> Iterator[Answer | None]:
    """What was answered, task by task; None for a task without an annotation, or with a cancelled one.

    Raises:
        UsageError: the file is no export as JSON, or holds something that its field does not know.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise UsageError(f"{path}: not JSON: {error}; export from Label Studio as JSON") from error
    if not isinstance(entries, list):
        raise UsageError(f"{path}: no list of tasks; export from Label Studio as JSON")
    for number, entry in enumerate(entries, 1):
        where = f"{path}: task {number}"
        data = entry.get("data") if isinstance(entry, dict) else None
        if not isinstance(data, dict) or "govtext" not in data:
            raise UsageError(f'{where}: no task of govtext; export as JSON, not JSON-MIN, which drops "data"')
        task = Task.from_json(data["govtext"], where)
        done = [one for one in entry.get("annotations") or [] if not one.get("was_cancelled")]
        if len(done) > 1:
            raise UsageError(f"{where}: {len(done)} annotations of one sentence; keep the one that is right")
        yield answered(task, list(_spans(done[0], task, allowed, where)), where) if done else None


def _entry(task: Task) -> dict[str, Any]:
    result = [
        part for number, record in enumerate(task.records, 1) for part in _region(f"m{number}", record, task.text)
    ]
    data = {"text": task.text, "doc_id": task.doc_id, "sentence_id": task.sentence_id, "section": task.section}
    return {
        "data": data | {"govtext": task.as_json()},
        "predictions": [{"model_version": f"govtext {__version__}", "result": result}],
    }


def _region(name: str, record: Record, text: str) -> Iterator[dict[str, Any]]:
    place = {"start": record.start, "end": record.end}
    common = {"id": name, "to_name": "text"}
    marked = place | {"text": text[record.start : record.end], "labels": [label(record.cells[_REGION])]}
    yield common | {"from_name": _REGION, "type": "labels", "value": marked}
    for field in _CHOICES:
        chosen = place | {"choices": [label(record.cells[field])]}
        yield common | {"from_name": field, "type": "choices", "value": chosen}
    for field in TYPED:
        if record.cells[field]:
            yield common | {"from_name": field, "type": "textarea", "value": place | {"text": [record.cells[field]]}}


def _spans(annotation: dict[str, Any], task: Task, allowed: Mapping[str, Sequence[str]], where: str) -> Iterator[Span]:
    parts: dict[str, dict[str, dict[str, Any]]] = {}
    try:
        for part in annotation["result"]:
            parts.setdefault(part["id"], {})[part["from_name"]] = part["value"]
        for found in parts.values():
            yield _span(found, task, allowed, where)
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise UsageError(f"{where}: a region is incomplete ({error}); give each a theme, or delete it") from error


def _span(found: dict[str, Any], task: Task, allowed: Mapping[str, Sequence[str]], where: str) -> Span:
    """A region; a cell that was there and was emptied is empty, one that never was is not known."""
    marked = found[_REGION]
    start, end = int(marked["start"]), int(marked["end"])
    if "text" in marked and marked["text"] != task.text[start:end]:
        raise UsageError(
            f'{where}: "{marked["text"]}" does not stand at {start}-{end} of the sentence; delete that region and mark '
            "it again"
        )
    cells = {_REGION: cell(_REGION, marked["labels"][0], allowed, where)}
    for field in _CHOICES:
        if field in found:
            cells[field] = cell(field, found[field]["choices"][0], allowed, where)
    there = any((record.start, record.end) == (start, end) for record in task.records)
    for field in TYPED:
        if field in found:
            cells[field] = _typed(field, found[field]["text"], where)
        elif there:
            cells[field] = ""
    return Span(start, end, cells)


def _typed(field: str, text: str | list[str], where: str) -> str:
    written = "".join(text).strip()
    if field in {"value", "value_high"} and written and not _DECIMAL.fullmatch(written):
        raise UsageError(f'{where}: "{written}" is no {field}; write it in the base unit with digits alone, as 357050')
    return written


def _interface(allowed: Mapping[str, Sequence[str]]) -> str:
    shades = colours()
    lines = ["<View>", "  <Style>.htx-text { white-space: pre-wrap; }</Style>"]
    lines.append(f'  <Labels name="{_REGION}" toName="text">')
    lines += [
        f"    <Label value={quoteattr(label(theme))} background={quoteattr(shades.get(theme, shades['']))}/>"
        for theme in allowed[_REGION]
    ]
    lines += ["  </Labels>", '  <Text name="text" value="$text" granularity="symbol"/>']
    for field in _CHOICES:
        lines += [f'  <Header value="{field}" size="6"/>']
        lines += [f'  <Choices name="{field}" toName="text" perRegion="true" choice="single" showInline="true">']
        lines += [f"    <Choice value={quoteattr(label(value))}/>" for value in allowed[field]]
        lines += ["  </Choices>"]
    for field in TYPED:
        lines += [f'  <Header value="{field}" size="6"/>']
        lines += [f'  <TextArea name="{field}" toName="text" perRegion="true" editable="true" maxSubmissions="1"/>']
    return "\n".join([*lines, "</View>", ""])
