"""Metadata: a table in which a person tells what the reports are; it wins over all that they say themselves.

One row a report. The column `path` says which: its path below the input folder, its file name or its `doc_id`. The
others tell `region`, `year`, `title` and `kind`, by the names that columns of input tables have, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from govtext import identity
from govtext.errors import ReadingError, UsageError, few
from govtext.reading import Failure, Source, tables
from govtext.reading.places import Place

_KEY = "path"
_NAMES = {_KEY: ("path", "doc_id", "filename", "file", "路径", "文件名")} | {
    what: names for what, names in tables.NAMES.items() if what not in {"text", "id"}
}
_USUAL = {name: what for what, names in _NAMES.items() for name in names}
_SUFFIXES = (".csv", ".tsv", ".xlsx")
_MEND = "write its path or doc_id as documents.csv has it"


@dataclass(frozen=True, slots=True)
class Row:
    """What the line `number` of the table `path` tells of the report that it calls `name`."""

    path: Path
    number: int
    name: str
    told: Mapping[str, str]

    def failed(self, error: str, message: str) -> Failure:
        """The failure that says what is wrong with this line."""
        return Failure(f"{self.path.name}:{self.number}", "metadata", error, message)


def read(path: Path) -> list[Row]:
    """The rows of a metadata table, all of them checked.

    Args:
        path: a .csv, .tsv or .xlsx file.

    Raises:
        UsageError: the file cannot be read, has a column that is not known or none that says which report, or a value
            that cannot be; names line and column.
    """
    if path.suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{path}: cannot be read as a metadata table; save it as one of {', '.join(_SUFFIXES)}")
    try:
        (number, header), *lines = tables.lines(Place(path))
    except ReadingError as error:
        raise UsageError(f"{path}: {error}") from error
    columns = _columns(f"{path}:{number}", header)
    return [_row(path, number, columns, cells) for number, cells in lines]


def tell(rows: Sequence[Row], places: Sequence[Source | Failure]) -> list[Source | Failure]:
    """The places with what the rows tell of them; behind them a failure for every row that cannot be followed."""
    sources = {place.doc_id: place for place in places if isinstance(place, Source)}
    named = _Named(list(sources.values()))
    told: dict[str, Row] = {}
    failures: list[Failure] = []
    for row in rows:
        found = named(row.name)
        if not found:
            failures.append(row.failed("NoSuchReport", f'no input is called "{row.name}"; {_MEND}'))
        elif len(found) > 1:
            some = few([source.shown for source in found], 3)
            failures.append(row.failed("SeveralReports", f'"{row.name}" may be any of {some}; {_MEND}'))
        elif found[0].doc_id in told:
            first = told[found[0].doc_id].number
            failures.append(row.failed("ToldTwice", f"line {first}, which holds, is of the same report; delete one"))
        else:
            told[found[0].doc_id] = row
    sources |= {doc_id: replace(sources[doc_id], told=row.told) for doc_id, row in told.items()}
    return [*(sources[place.doc_id] if isinstance(place, Source) else place for place in places), *failures]


class _Named:
    """Finds the documents that a person calls by a name: a path where one has it, else a doc_id, else a file name."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._ways: list[dict[str, list[Source]]] = [defaultdict(list) for _ in range(3)]
        for source in sources:
            names = source.shown, source.doc_id, source.shown.rsplit("/", 1)[-1]
            for way, name in zip(self._ways, names, strict=True):
                way[name].append(source)

    def __call__(self, name: str) -> list[Source]:
        """The one document of this name; none, or all of them, where there is not exactly one."""
        found = [way[name] for way in self._ways if name in way]
        return min(found, key=len, default=[])


def _columns(place: str, header: Sequence[str]) -> dict[str, int]:
    """Where each thing is told: the number of its column."""
    known = "path, region (or province, city, county), year, title and kind"
    columns: dict[str, int] = {}
    for number, label in enumerate(header):
        what = _USUAL.get(label.lower())
        if label and what is None:
            raise UsageError(f'{place}: the column "{label}" is not known; a metadata table has {known}')
        if what in columns:
            raise UsageError(f'{place}: the columns "{header[columns[what]]}" and "{label}" say the same; keep one')
        if what:
            columns[what] = number
    if _KEY not in columns:
        raise UsageError(f"{place}: the column path is missing, which says of each row what report it is of")
    return columns


def _row(path: Path, number: int, columns: Mapping[str, int], cells: Sequence[str]) -> Row:
    beyond = [cell for place, cell in enumerate(cells) if cell and place not in columns.values()]
    if beyond:
        raise UsageError(f'{path}:{number}: "{beyond[0]}" stands in a column without a name; give it one or delete it')
    by_name = {what: cells[place] for what, place in columns.items() if place < len(cells)}
    name = by_name.pop(_KEY, "").replace("\\", "/")
    told = tables.told(by_name)
    for what, cell in told.items():
        objection = identity.objection(what, cell)
        if objection:
            raise UsageError(f"{path}:{number}: {what}: {objection}")
    return Row(path, number, name, told)
