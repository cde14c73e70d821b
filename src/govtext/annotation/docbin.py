"""spaCy: a DocBin with one Doc a sentence, and a group of spans for every label: `doc.spans["theme"]`, ..."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from govtext.annotation import tokens
from govtext.annotation.layers import agreed
from govtext.annotation.tasks import LABELS, Answer, Task, answered, label
from govtext.errors import UsageError
from govtext.files import write_whole

_KEPT = "govtext.task"


def write(tasks: Sequence[Task], path: Path) -> None:
    """Writes the tasks; training takes a group with `spans_key = "theme"`."""
    vocab = Vocab()
    docs = [_doc(task, tokens.cut(task), vocab) for task in tasks]
    write_whole(path, DocBin(store_user_data=True, docs=docs).to_bytes())


def read(path: Path, allowed: Mapping[str, Sequence[str]]) -> Iterator[Answer | None]:
    """What each Doc says.

    Raises:
        UsageError: the file is no DocBin, a Doc has lost its task, or the groups mark different places.
    """
    try:
        docs = list(DocBin(store_user_data=True).from_bytes(path.read_bytes()).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and spaCy each raise their own
        raise UsageError(f"{path}: no DocBin of spaCy ({error}); write it with DocBin.to_disk") from error
    for number, doc in enumerate(docs, 1):
        where = f"{path}: Doc {number}"
        kept = doc.user_data.get(_KEPT)
        if not isinstance(kept, str):
            raise UsageError(f"{where}: no task of govtext; save with DocBin(store_user_data=True)")
        task = Task.from_json(json.loads(kept), where)
        layers = {
            field: [(span.start_char, span.end_char, span.label_, where) for span in doc.spans.get(field, ())]
            for field in LABELS
        }
        yield answered(task, agreed(layers, task, allowed, where), where)


def _doc(task: Task, places: Sequence[tuple[int, int]], vocab: Vocab) -> Doc:
    words = [task.text[start:end] for start, end in places]
    doc = Doc(vocab, words=words, spaces=[False] * len(words))
    doc.user_data[_KEPT] = json.dumps(task.as_json(), ensure_ascii=False)
    first = {start: number for number, (start, _) in enumerate(places)}
    last = {end: number for number, (_, end) in enumerate(places, 1)}
    for field in LABELS:
        doc.spans[field] = [
            Span(doc, first[record.start], last[record.end], label=label(record.cells[field]))
            for record in task.records
        ]
    return doc
