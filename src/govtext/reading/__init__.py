"""Reading: from inputs to reports. Files, folders and tables with a text column come in; nothing is repaired here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from govtext.errors import ReadingError
from govtext.reading import tables
from govtext.reading.decoding import decode
from govtext.reading.report import Report

__all__ = ["Failure", "Report", "Source", "discover", "read"]

TEXT_SUFFIXES = {".txt", ".md", ".text"}
USUAL = tables.Columns()
_NOT_IN_ID = re.compile(r"[\s/\\:*?\"<>|#%&;,，、：；？！（）()\[\]【】]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A place that should give one document: a file, or a row of a table."""

    path: Path
    shown: str
    doc_id: str
    row: int | None = None
    options: tables.Columns = USUAL


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and why; one row of errors.csv."""

    path: str
    stage: str
    error: str
    message: str


def discover(inputs: Sequence[Path], columns: tables.Columns | None = None) -> Iterator[Source | Failure]:
    """Every document the inputs hold, in input order, folders sorted by name and searched recursively.

    Args:
        inputs: files, folders and tables.
        columns: which columns of a table hold the text, the id, the region and the year; found by name unless told.
    """
    taken: dict[str, int] = {}
    for top in inputs:
        if not top.exists():
            yield Failure(str(top), "find", "FileNotFoundError", "there is no such file or folder")
            continue
        base = top if top.is_dir() else top.parent
        files = _files(top) if top.is_dir() else [top]
        if not files:
            yield Failure(
                str(top),
                "find",
                "EmptyFolder",
                "the folder holds no file that govtext reads (.txt, .md, .csv, .xlsx, .jsonl, .parquet)",
            )
        for path in files:
            shown = path.relative_to(base).as_posix()
            if path.suffix.lower() in tables.SUFFIXES:
                yield from _rows(path, shown, columns or tables.Columns(), taken)
            else:
                yield Source(path, shown, _unique(doc_id_of(shown), taken))


def _files(folder: Path) -> list[Path]:
    wanted = TEXT_SUFFIXES | tables.SUFFIXES
    return sorted(
        (
            path
            for path in folder.rglob("*")
            if path.is_file() and path.suffix.lower() in wanted and not path.name.startswith(".")
        ),
        key=lambda path: path.relative_to(folder).as_posix(),
    )


def _rows(path: Path, shown: str, columns: tables.Columns, taken: dict[str, int]) -> Iterator[Source | Failure]:
    try:
        rows = tables.ids(path, columns)
    except ReadingError as error:
        yield Failure(shown, "read", type(error).__name__, str(error))
        return
    for number, row_id in enumerate(rows):
        name = row_id or f"{doc_id_of(shown)}_{number + 1}"
        yield Source(path, f"{shown}#{number + 1}", _unique(doc_id_of(name), taken), number, columns)


def doc_id_of(shown: str) -> str:
    """A short, readable, stable id from a path relative to the input: provincial/2025年上海市政府工作报告."""
    stem = re.sub(r"\.(?:txt|md|text)$", "", shown, flags=re.IGNORECASE)
    return "-".join(_NOT_IN_ID.sub("_", part).strip("_") or "_" for part in stem.split("/"))


def _unique(doc_id: str, taken: dict[str, int]) -> str:
    """The id itself, or where it is taken the first of id~2, id~3, ... that is not."""
    candidate, number = doc_id, 1
    while candidate in taken:
        number += 1
        candidate = f"{doc_id}~{number}"
    taken[candidate] = number
    return candidate


def read(source: Source | Path | str) -> Report:
    """The report at one place.

    Raises:
        ReadingError: missing, empty, binary or unreadable; the message says what and how to mend it.
    """
    if not isinstance(source, Source):
        path = Path(source)
        source = Source(path, path.name, doc_id_of(path.name))
    if source.row is not None:
        text, metadata = tables.row(source.path, source.row, source.options)
        if not text.strip():
            raise ReadingError("the text cell of this row is empty")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return Report(source.doc_id, text, source.shown, "table", digest, metadata)
    try:
        data = source.path.read_bytes()
    except OSError as error:
        raise ReadingError(f"the file cannot be read: {error.strerror}") from error
    decoded = decode(data)
    return Report(source.doc_id, decoded.text, source.shown, decoded.encoding, hashlib.sha256(data).hexdigest())
