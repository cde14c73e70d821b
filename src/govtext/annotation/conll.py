"""CoNLL: one token a line with its place and a BIO column for every label, a blank line between sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from govtext.annotation import tokens
from govtext.annotation.layers import agreed
from govtext.annotation.tasks import LABELS, Answer, Task, answered, label
from govtext.errors import UsageError
from govtext.files import write_whole

_COLUMNS = ("form", "start", "end", *LABELS)
_HEAD = f"# global.columns = {' '.join(_COLUMNS)}\n"
_TASK = "# govtext = "


def write(tasks: Sequence[Task], path: Path) -> None:
    """Writes one block a task; blanks between tokens have no line."""
    blocks = ["".join(f"{line}\n" for line in _block(task, tokens.cut(task))) for task in tasks]
    write_whole(path, (_HEAD + "\n".join(blocks)).encode("utf-8"))


def read(path: Path, allowed: Mapping[str, Sequence[str]]) -> Iterator[Answer | None]:
    """What each block says.

    Raises:
        UsageError: a line has lost a column, its token is not at its place, an I- follows nothing it could continue, or
            the columns mark different tokens.
    """
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        lines = [(number, line.rstrip("\r\n")) for number, line in enumerate(file, 1)]
    for empty, block in groupby(lines, lambda line: not line[1].strip()):
        rows = [line for line in block if not line[1].startswith("# global.columns")]
        if not empty and rows:
            yield _answer(path, rows, allowed)


def _block(task: Task, places: Sequence[tuple[int, int]]) -> Iterator[str]:
    yield _TASK + json.dumps(task.as_json(), ensure_ascii=False)
    for start, end in places:
        if not task.text[start:end].isspace():
            inside = next((record for record in task.records if record.start <= start < record.end), None)
            prefix = "B" if inside and inside.start == start else "I"
            tags = [f"{prefix}-{label(inside.cells[field])}" if inside else "O" for field in LABELS]
            yield "\t".join([task.text[start:end], str(start), str(end), *tags])


def _answer(path: Path, rows: Sequence[tuple[int, str]], allowed: Mapping[str, Sequence[str]]) -> Answer:
    task: Task | None = None
    layers: dict[str, list[tuple[int, int, str, str]]] = {field: [] for field in LABELS}
    where = f"{path}:{rows[0][0]}"
    for number, line in rows:
        place = f"{path}:{number}"
        if line.startswith(_TASK):
            task = Task.from_json(_json(line.removeprefix(_TASK), place), place)
            continue
        if task is None:
            raise UsageError(f'{place}: no line "{_TASK.strip()} ..." before; keep it before every sentence')
        start, end, tags = _row(line, task, place)
        for field, tag in zip(LABELS, tags, strict=True):
            _extend(layers[field], start, end, tag, place)
    if task is None:
        raise UsageError(f"{where}: a sentence without tokens")
    return answered(task, agreed(layers, task, allowed, where), where)


def _row(line: str, task: Task, where: str) -> tuple[int, int, list[str]]:
    cells = line.split("\t")
    if len(cells) != len(_COLUMNS) or not (cells[1].isdecimal() and cells[2].isdecimal()):
        raise UsageError(f"{where}: not the columns {', '.join(_COLUMNS)} with tabs between; restore the line")
    form, start, end = cells[0], int(cells[1]), int(cells[2])
    if task.text[start:end] != form:
        raise UsageError(f'{where}: "{form}" does not stand at {start}-{end} of the sentence; change only the labels')
    return start, end, cells[3:]


def _extend(spans: list[tuple[int, int, str, str]], start: int, end: int, tag: str, where: str) -> None:
    """Takes one tag in: B- begins a span, I- goes on with the last one where nothing stands between."""
    prefix, _, name = tag.partition("-")
    if tag == "O":
        spans.append((start, start, "", where))  # an empty one, which no I- may go on with
    elif prefix == "B" and name:
        spans.append((start, end, name, where))
    elif prefix == "I" and spans and spans[-1][2] == name and name:
        first, _, _, before = spans[-1]
        spans[-1] = (first, end, name, before)
    else:
        raise UsageError(
            f'{where}: "{tag}" goes on with nothing; a label is O, B-... where it begins, I-... after that'
        )


def _json(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{where}: the task is damaged ({error}); restore the line from the export") from error
