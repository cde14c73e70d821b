"""Reading: from inputs to reports. Files, folders, archives and tables come in; nothing is repaired here."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from govtext.errors import ReadingError
from govtext.reading import formats, limits, packages, tables
from govtext.reading.decoding import decode
from govtext.reading.formats import markdown
from govtext.reading.places import Place
from govtext.reading.report import Report

__all__ = ["Failure", "Report", "Source", "discover", "mark", "read"]

TEXT_SUFFIXES = {".txt", ".md", ".text"}
DOCUMENT_SUFFIXES = TEXT_SUFFIXES | formats.MODULES.keys()
ARCHIVE_SUFFIXES = {".zip"}
SUFFIXES = DOCUMENT_SUFFIXES | tables.SUFFIXES | ARCHIVE_SUFFIXES
USUAL = tables.Columns()
_TEXT_BYTES = 4 * limits.CHARACTERS  # no encoding of Chinese needs more a character
_NOT_IN_ID = re.compile(r"[\s/\\:*?\"<>|#%&;,，、：；？！（）()\[\]【】\x00-\x1f]+")
_SUFFIX = re.compile(rf"\.(?:{'|'.join(sorted(suffix[1:] for suffix in DOCUMENT_SUFFIXES))})$", re.IGNORECASE)
RESULTS = "results.duckdb"
OUTPUTS = {"text", "codebook.md", "alignment.csv", "corrections.csv"} | {
    f"{table}{ending}"
    for table in ("documents", "indicators", "sentences", "themes", "errors")
    for ending in (".csv", ".parquet", ".xlsx", ".dta")
}
_LONGEST_ID = 70  # characters: the name of a file may have 255 bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A place that should give one document: a file, a file in an archive, or a row of a table.

    `member` is the path inside the archive, as the archive has it; `row` counts from 0; `told` is what a metadata table
    says of the document (title, region, year, kind).
    """

    path: Path
    shown: str
    doc_id: str
    row: int | None = None
    options: tables.Columns = USUAL
    member: str = ""
    told: Mapping[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where its bytes are."""
        return Place(self.path, self.member)


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no document, and why; one row of errors.csv."""

    path: str
    stage: str
    error: str
    message: str


def discover(
    inputs: Sequence[Path], columns: tables.Columns | None = None, aside: Path | None = None
) -> Iterator[Source | Failure]:
    """Every document the inputs hold, in input order, folders sorted by name and searched recursively.

    Links are followed, but no folder is entered twice; ZIP archives are opened, archives inside them are not.

    Args:
        inputs: files, folders, archives and tables.
        columns: which columns of a table hold the text, the id, the region and the year; found by name unless told.
        aside: a file among them that is no input.
    """
    taken: dict[str, int] = {}
    told = columns or USUAL
    for top in inputs:
        if _same(top, aside):
            continue
        if not top.exists():
            yield Failure(str(top), "find", "FileNotFoundError", "there is no such file or folder")
        elif top.is_dir():
            yield from _folder(top, told, taken, aside)
        elif top.is_file():
            yield from _file(Place(top.absolute()), top.name, told, taken)
        else:
            yield Failure(str(top), "find", "NotAFile", "this is neither a file nor a folder")


def _folder(
    top: Path, columns: tables.Columns, taken: dict[str, int], aside: Path | None
) -> Iterator[Source | Failure]:
    found = sorted((item for item in _walk(top) if not _same(item[1], aside)), key=lambda item: item[0])
    for shown, item in found:
        yield from [item] if isinstance(item, Failure) else _file(Place(item.absolute()), shown, columns, taken)
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        yield Failure(str(top), "find", "EmptyFolder", f"the folder holds no file that govtext reads ({known})")


def _same(item: Path | Failure, aside: Path | None) -> bool:
    if aside is None or isinstance(item, Failure) or item.name != aside.name or not item.exists():
        return False
    return item.samefile(aside)


def _walk(top: Path) -> Iterator[tuple[str, Path | Failure]]:
    """The files below a folder with their paths relative to it, and the folders that cannot be searched."""
    entered: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop(0)  # the nearest first, so that a link from deep inside does not hide a folder
        shown = folder.relative_to(top).as_posix()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in entered:
                yield shown, Failure(shown, "find", "LinkedTwice", "a link to a folder that is searched anyway")
                continue
            entered.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                names = _inputs({entry.name for entry in entries if not entry.name.startswith(".")})
        except OSError as error:
            reason = f"the folder cannot be searched: {error.strerror}"
            yield shown, Failure(shown, "find", type(error).__name__, reason)
            continue
        for name in names:
            path = folder / name
            if path.is_dir():
                waiting.append(path)
            elif path.suffix.lower() in SUFFIXES and (path.is_file() or not path.exists()):  # a dead link fails later
                yield path.relative_to(top).as_posix(), path


def _inputs(names: set[str]) -> list[str]:
    """The names in a folder that may be inputs: where it holds results, not what they were written to."""
    return sorted(names - OUTPUTS if RESULTS in names else names)


def _file(place: Place, shown: str, columns: tables.Columns, taken: dict[str, int]) -> Iterator[Source | Failure]:
    if place.suffix in ARCHIVE_SUFFIXES:
        yield from _archive(place, shown, columns, taken)
    elif place.suffix in tables.SUFFIXES:
        yield from _rows(place, shown, columns, taken)
    else:
        yield Source(place.path, shown, _unique(doc_id_of(shown), taken), member=place.member)


def _archive(place: Place, shown: str, columns: tables.Columns, taken: dict[str, int]) -> Iterator[Source | Failure]:
    if place.member:
        yield Failure(shown, "read", "ReadingError", "an archive inside an archive; unpack it yourself")
        return
    try:
        with zipfile.ZipFile(place.path) as archive:
            members = [(packages.name(member), member.filename) for member in packages.check(archive)]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, ReadingError) as error:
        reason = str(error) if isinstance(error, ReadingError) else f"the archive is damaged: {error}"
        yield Failure(shown, "read", "ReadingError", reason)
        return
    except OSError as error:
        yield Failure(shown, "read", "ReadingError", f"the file cannot be read: {error.strerror or error}")
        return
    wanted = [(name, member) for name, member in sorted(members) if _wanted(name)]
    for name, member in wanted:
        yield from _file(Place(place.path, member), f"{shown}/{name}", columns, taken)
    if not wanted:
        yield Failure(shown, "read", "ReadingError", "the archive holds no file that govtext reads")


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not hidden and PurePosixPath(name).suffix.lower() in SUFFIXES


def _rows(place: Place, shown: str, columns: tables.Columns, taken: dict[str, int]) -> Iterator[Source | Failure]:
    try:
        rows = tables.ids(place, columns)
    except ReadingError as error:
        yield Failure(shown, "read", type(error).__name__, str(error))
        return
    for number, row_id in enumerate(rows):
        name = row_id or f"{doc_id_of(shown)}_{number + 1}"
        yield Source(
            place.path, f"{shown}#{number + 1}", _unique(doc_id_of(name), taken), number, columns, place.member
        )


def doc_id_of(shown: str) -> str:
    """A short, readable, stable id from a path relative to the input: provincial/2025年上海市政府工作报告."""
    parts = _SUFFIX.sub("", shown).split("/")
    doc_id = "-".join(_NOT_IN_ID.sub("_", part).strip("_") or "_" for part in parts)
    if len(doc_id) <= _LONGEST_ID:
        return doc_id
    mark = hashlib.sha256(shown.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{doc_id[: _LONGEST_ID - 9]}~{mark}"


def _unique(doc_id: str, taken: dict[str, int]) -> str:
    """The id itself, or where it is taken the first of id~2, id~3, ... that is not."""
    candidate, number = doc_id, 1
    while candidate in taken:
        number += 1
        candidate = f"{doc_id}~{number}"
    taken[candidate] = number
    return candidate


def mark(source: Source) -> str:
    """The mark of the report that `read` gives, without extracting its text.

    Raises:
        ReadingError: it cannot be read.
    """
    if source.row is not None:
        return read(source).mark
    sha256 = hashlib.sha256(source.place.data()).hexdigest()
    return Report(source.doc_id, "", source.shown, "", sha256, source.told).mark


def read(source: Source | Path | str) -> Report:
    """The report at one place.

    Raises:
        ReadingError: missing, empty, binary, damaged or unreadable; the message says what and how to mend it.
    """
    if not isinstance(source, Source):
        path = Path(source)
        source = Source(path, path.name, doc_id_of(path.name))
        if source.place.suffix in tables.SUFFIXES | ARCHIVE_SUFFIXES:
            raise ReadingError(f"{path} may hold many reports; read it with govtext run, and name one document here")
    place = source.place
    if source.row is not None:
        text, metadata = tables.row(place, source.row, source.options)
        if not text.strip():
            raise ReadingError("the text cell of this row is empty")
        text = limits.check_text(text.encode("utf-8", "replace").decode("utf-8"))  # JSON may hold half a character
        sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
        told = {**metadata, **source.told}
        return Report(source.doc_id, text, source.shown, "table", sha256, told, extracted=True)
    extracted = place.suffix in formats.MODULES
    if extracted:
        data = place.data()
        text, encoding = formats.extract(data, place.suffix)
    else:
        data = place.data(_TEXT_BYTES)
        decoded = decode(data)
        text, encoding = limits.check_text(decoded.text), decoded.encoding
        marked_up = markdown.text(text) if place.suffix in markdown.SUFFIXES else None
        if marked_up is not None:
            text, encoding, extracted = limits.check_text(marked_up), "markdown", True
    sha256 = hashlib.sha256(data).hexdigest()
    return Report(source.doc_id, text, source.shown, encoding, sha256, source.told, extracted=extracted)
