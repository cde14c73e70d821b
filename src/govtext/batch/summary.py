"""Summary: what a run did, and what a person has to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from govtext import reading
from govtext.batch.planning import Plan
from govtext.errors import few
from govtext.reading import Failure, Source, tables
from govtext.store import Store

_ONCE_A_YEAR = ("government_work_report", "policy_address", "statistical_communique")
_SHOWN = 5  # groups of rivals, and rivals of a group
_REASONS = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    `documents` and `mentions` count what the folder now holds, `kept` what it held before; `gone` what is no input any
    more and still there; `twice` names the documents whose bytes another one has, too; `warnings` are for a person.
    """

    documents: int
    mentions: int
    kept: int
    gone: int
    twice: tuple[str, ...]
    warnings: tuple[str, ...]
    failures: tuple[Failure, ...]
    folder: Path


def summarise(
    store: Store, plan: Plan, drop_gone: bool, warnings: Sequence[str], failures: Sequence[Failure]
) -> Summary:
    """What a run did, by its plan and by what the folder now holds."""
    documents, mentions = store.counts()
    gone = 0 if drop_gone else len(plan.gone)
    return Summary(
        documents, mentions, len(plan.kept), gone, store.twice(), tuple(warnings), tuple(failures), store.folder
    )


def unused_columns(columns: tables.Columns, places: Sequence[Source | Failure]) -> Iterator[str]:
    """Says that columns of tables are named where no input is a table."""
    names = (place.place.name if isinstance(place, Source) else place.path for place in places)
    if columns != reading.USUAL and not any(Path(name).suffix.lower() in tables.SUFFIXES for name in names):
        yield "columns of tables are named, but no input is a table"


def rivals(store: Store) -> Iterator[str]:
    """Says which documents stand in each other's way in a panel."""
    found = store.rivals(_ONCE_A_YEAR)
    for paths in found[:_SHOWN]:
        yield f"of the same region, year and kind: {few(paths, _SHOWN)}; leave out all but one, or tell them apart"
    if len(found) > _SHOWN:
        yield f"... and {len(found) - _SHOWN} more groups of documents like these"


def nothing_done(summary: Summary) -> str:
    """Why no input gave a document."""
    reasons = "\n".join(f"  {failure.path}: {failure.message}" for failure in summary.failures[:_REASONS])
    left = len(summary.failures) - _REASONS
    more = f"\n  ... and {left} more" if left > 0 else ""
    return f"no document could be read; {summary.folder / 'errors.csv'} lists all reasons:\n{reasons}{more}"
