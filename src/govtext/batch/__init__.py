"""Batches: many documents through the pipeline into one results folder.

A document that fails is named in errors.csv, and the rest goes on. A run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from govtext import parallel, reading
from govtext.batch.log import logged
from govtext.batch.planning import Plan, places_in, planned
from govtext.batch.summary import Summary, nothing_done, rivals, summarise, unused_columns
from govtext.batch.working import Outcome, lost, pipeline, process, work
from govtext.errors import NothingDoneError, UsageError
from govtext.parallel import ALONE, Crew, WorkerDiedError, done_by
from govtext.reading import Failure
from govtext.settings import USUAL, Settings, named_file
from govtext.store import FILE, Format, Store

__all__ = ["CONCEPTS", "Progress", "Summary", "process", "run"]

CONCEPTS = "concepts.toml"  # the concept table that a run was given, where it is not the shipped one


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what it is doing, how many inputs are done, of how many, and how many of them failed."""

    stage: Literal["reports", "tables"]
    done: int
    total: int
    failed: int


def run(
    inputs: Sequence[Path],
    out: Path,
    *,
    settings: Settings = USUAL,
    metadata: Path | None = None,
    force: bool = False,
    resume: bool = False,
    drop_gone: bool = False,
    formats: Sequence[Format] = ("csv",),
    crew: Crew = ALONE,
    log: Path | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Reads documents, finds their indicators and writes the tables.

    Args:
        inputs: files, folders (searched recursively) and tables.
        out: the results folder; made if it is missing.
        settings: how the documents are worked on.
        metadata: a table of what the reports are, which wins over what they say; see `govtext.metadata`.
        force: replace results that the folder already holds.
        resume: keep documents that are done and unchanged, and work on the others.
        drop_gone: with `resume`, drop documents that are no inputs any more.
        formats: of the files to write; the database is always written.
        crew: who does the work.
        log: a file that gets one line of JSON a document, behind what it holds.
        progress: called as the work goes on.

    Raises:
        UsageError: the folder already holds results and neither `force` nor `resume` is given, or it is no folder; the
            metadata table cannot be used.
        StoreError: the results cannot be written.
        NothingDoneError: no input gave a document; errors.csv says why.
    """
    _check_folder(out, force=force, resume=resume)
    parallel.check(crew)
    settings = settings.absolute()
    places = places_in(inputs, settings.columns, metadata)
    if crew.alone or settings != USUAL:
        pipeline(settings)  # rules that cannot be used show before anything is dropped
    mark, tell = settings.mark(), progress or _nobody
    failures: list[Failure] = []
    with Store(out, fresh=not resume) as store, logged(log) as note:
        plan = planned(places, store, mark, drop_gone)
        _keep_concepts(settings.config, out)
        for number, outcome in _stored(plan, settings, crew, store):
            note(outcome)
            failures += outcome.failures
            tell(Progress("reports", number + 1, plan.total, len(failures)))
        tell(Progress("tables", plan.total, plan.total, len(failures)))
        store.write(formats)
        warnings = (*unused_columns(settings.columns, places), *rivals(store))
        summary = summarise(store, plan, drop_gone, warnings, failures)
    if not summary.documents:
        raise NothingDoneError(nothing_done(summary))
    return summary


def _nobody(progress: Progress) -> None:
    """Takes progress where nobody watches."""


def _check_folder(out: Path, *, force: bool, resume: bool) -> None:
    """Makes sure that a run may write to the folder."""
    if force and resume:
        raise UsageError("--resume goes on with what the folder holds, --force makes it again: give one of them")
    if "?" in str(out.resolve()):
        raise UsageError(f'the database cannot stand in {out.resolve()}, whose name has a "?"; name another folder')
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder for the results")
    if (out / FILE).exists() and not (force or resume):
        raise UsageError(
            f"{out} already holds results; add --resume to go on with them, --force to replace them, "
            "or name another folder"
        )
    strange = sorted(path.name for path in out.glob("*") if path.name in reading.OUTPUTS) if out.is_dir() else []
    if strange and not (out / FILE).exists() and not force:
        raise UsageError(
            f"{out} holds {strange[0]}, which no run of govtext wrote there; name another folder, or add --force to "
            "write over it"
        )


def _stored(plan: Plan, settings: Settings, crew: Crew, store: Store) -> Iterator[tuple[int, Outcome]]:
    """What came of every input of a plan with its number, in input order, when it is in the store."""
    for (number, place), done in done_by(crew, partial(work, settings=settings), plan.todo):
        outcome = lost(place) if isinstance(done, WorkerDiedError) else done
        if isinstance(outcome.result, Failure):
            store.fail(number, outcome.result)
        else:
            store.add(number, outcome.result, outcome.mark, plan.mark)
        yield number, outcome


def _keep_concepts(config: Path | None, out: Path) -> None:
    """Keeps a concept table of one's own beside the results, which mean nothing without it."""
    (out / CONCEPTS).unlink(missing_ok=True)
    own = named_file(config, "concepts", "path") if config else None
    if own:
        shutil.copyfile(own, out / CONCEPTS)
