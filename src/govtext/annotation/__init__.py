"""Annotation: results out to the tools that people correct in, and their corrections back.

    tools:  tasks.tasks_of(results) ─▶ prodigy | label_studio | docbin | conll ─▶ a file
    back:   a file ─▶ the same module ─▶ answers ─▶ gold (for evaluation) | changes (corrections.csv)

One task is one sentence as written, with its place in the text as read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from govtext import corrections, exporting
from govtext.annotation import changes, conll, docbin, gold, label_studio, prodigy
from govtext.annotation.tasks import Answer, choices, tasks_of
from govtext.errors import UsageError
from govtext.results import Results

ENDINGS = {"prodigy": ".jsonl", "label-studio": ".json", "spacy": ".spacy", "conll": ".conll"}
FORMS = ("gold", "corrections")  # what corrections become
_Read = Callable[[Path, Mapping[str, Sequence[str]]], Iterator[Answer | None]]
_READERS: dict[str, _Read] = {
    ".jsonl": prodigy.read, ".json": label_studio.read, ".spacy": docbin.read, ".conll": conll.read,
}  # fmt: skip


def files(path: Path, target: str) -> list[Path]:
    """What may be written where `path` is named.

    For Label Studio the labelling interface, too; beside corrections the mentions that were added.
    """
    beside = {"label-studio": label_studio.interface_of(path), "corrections": path.with_name(f"{path.stem}.spans.csv")}
    return [path, beside[target]] if target in beside else [path]


def write(results: Results, path: Path, tool: str, *, label: str = "theme", doc_ids: Sequence[str] = ()) -> int:
    """Writes sentences and their mentions in the form that a tool reads; returns the number of sentences.

    Args:
        results: a results folder.
        path: the file; its ending tells later which tool it is from.
        tool: prodigy, label-studio, spacy or conll.
        label: for Prodigy, the field that its labels show.
        doc_ids: only these documents; all unless told.

    Raises:
        UsageError: the file's ending is not the tool's, or there is no such document.
    """
    if path.suffix.lower() != ENDINGS[tool]:
        raise UsageError(f"{path.name}: name a file for {tool} that ends in {ENDINGS[tool]}")
    tasks = tasks_of(results, doc_ids)
    path.parent.mkdir(parents=True, exist_ok=True)
    if tool == "prodigy":
        prodigy.write(tasks, path, label)
    elif tool == "label-studio":
        label_studio.write(tasks, path, choices(results))
    elif tool == "spacy":
        docbin.write(tasks, path)
    else:
        conll.write(tasks, path)
    return len(tasks)


def read(path: Path, results: Results) -> tuple[list[Answer], int]:
    """The answers of a corrected file, and how many tasks of it were left unanswered.

    Args:
        path: the file; its ending tells which tool it is from.
        results: the results folder that it was exported from.

    Raises:
        UsageError: the file cannot be read, is of other results, or answers a sentence twice; the message names the
            line or task.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path.name}: cannot tell which tool it is from; name it with {', '.join(_READERS)}")
    if not path.is_file():
        raise UsageError(f"{path} is not there")
    found = list(reader(path, choices(results)))
    answers = [answer for answer in found if answer is not None]
    _check(answers, results)
    return answers, len(found) - len(answers)


def take_back(results: Results, source: Path, path: Path, form: str) -> str:
    """Writes the corrections of a file as gold (a folder) or as corrections (.csv), and says what they are.

    Args:
        results: the results folder that was exported.
        source: the corrected file.
        path: where to write.
        form: gold or corrections.

    Raises:
        UsageError: the file cannot be used (see `read`), or holds no answer.
    """
    answers, left = read(source, results)
    if not answers:
        raise UsageError(f"{source}: no sentence in it is answered ({left} are rejected, skipped or not yet annotated)")
    lines = [f"{len(answers)} sentences answered, {left} left out (rejected, skipped or not annotated)"]
    if form == "gold":
        passages = gold.write(answers, path)
        mentions = [mention for passage in passages for mention in passage["mentions"]]
        lines.append(f"{len(passages)} passages with {len(mentions)} mentions in {path}")
        incomplete = sum("incomplete" in mention for mention in mentions)
        if incomplete:
            lines.append(f'{incomplete} added mentions are incomplete: fill in the fields that "incomplete" names')
    else:
        if path.suffix.lower() != ".csv":
            raise UsageError(f"{path.name}: name a file for corrections that ends in .csv")
        cells, spans = changes.changes(answers)
        lines.append(f"{len(cells)} corrected cells in {path}")
        own = results.folder / corrections.FILE
        if path.exists() and path.resolve() == own.resolve():  # what was exported had been corrected by these
            cells = changes.merged(pd.read_csv(path, dtype=str, keep_default_na=False), cells)
            lines.append(f"{len(cells)} corrections in it, earlier ones among them")
        exporting.write(cells, path)
        beside = files(path, form)[1]
        beside.unlink(missing_ok=True)
        if len(spans):
            exporting.write(spans, beside)
            added = (spans["column"] == "add").sum()
            lines.append(f"{added} mentions added, which corrections cannot hold, in {beside}")
    return "\n".join(lines)


def _check(answers: Sequence[Answer], results: Results) -> None:
    """Every answer is of a document of these results, and the only one to its sentence."""
    known = dict(zip(results.documents["doc_id"], results.documents["sha256"], strict=True))
    first: dict[tuple[str, int], str] = {}
    for answer in answers:
        task = answer.task
        if known.get(task.doc_id) != task.sha256:
            raise UsageError(
                f'{answer.where}: "{task.doc_id}" is not in {results.folder}, or is another text there; name the '
                "results folder that was exported"
            )
        key = (task.doc_id, task.sentence_id)
        if key in first:
            raise UsageError(f"{answer.where}: answers the sentence of {first[key]} again; keep one of them")
        first[key] = answer.where
