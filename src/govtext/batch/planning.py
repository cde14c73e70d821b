"""Planning: what the inputs hold, and what of it a run has to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from govtext import reading
from govtext.errors import ReadingError
from govtext.reading import Failure, Source, tables
from govtext.store import Store


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    `todo` are the inputs to work on, each with its number among all `total`; `mark` is that of the settings; `kept` and
    `gone` are documents that the folder holds: those that are unchanged, and those that are no inputs any more.
    """

    todo: tuple[tuple[int, Source | Failure], ...]
    mark: str
    total: int
    kept: frozenset[str]
    gone: frozenset[str]


def places_in(inputs: Sequence[Path], columns: tables.Columns, metadata: Path | None) -> list[Source | Failure]:
    """What the inputs hold, with what the metadata table tells of it."""
    if metadata is None:
        return list(reading.discover(inputs, columns))
    from govtext.metadata import read, tell  # noqa: PLC0415

    rows = read(metadata)
    return tell(rows, list(reading.discover(inputs, columns, aside=metadata)))


def planned(places: Sequence[Source | Failure], store: Store, mark: str, drop_gone: bool) -> Plan:
    """What is to do by what the folder holds, whose documents are put in the order of the inputs or dropped."""
    done = store.done()
    order = {place.doc_id: number for number, place in enumerate(places) if isinstance(place, Source)}
    kept = frozenset(
        place.doc_id for place in places
        if isinstance(place, Source) and place.doc_id in done and done[place.doc_id] == (_source_mark(place), mark)
    )  # fmt: skip
    gone = frozenset(done.keys() - order.keys())
    store.begin(order, drop=(done.keys() - kept - gone) | (gone if drop_gone else frozenset()))
    todo = [(n, place) for n, place in enumerate(places) if isinstance(place, Failure) or place.doc_id not in kept]
    return Plan(tuple(todo), mark, len(places), kept, gone)


def _source_mark(source: Source) -> str:
    """The mark of the report at a place; empty where it cannot be read."""
    try:
        return reading.mark(source)
    except ReadingError:
        return ""
