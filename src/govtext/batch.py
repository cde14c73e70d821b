"""Batches: many documents through the pipeline into one results folder.

A document that fails is named in errors.csv, and the rest goes on. A run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import gc
import json
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from govtext import parallel, reading
from govtext.errors import GovtextError, NothingDoneError, ReadingError, RuleError, UsageError
from govtext.parallel import ALONE, Crew, WorkerDiedError, done_by
from govtext.reading import Failure, Source, limits, tables
from govtext.settings import USUAL, Settings, named_file
from govtext.store import FILE, Format, Packed, Store, packed

if TYPE_CHECKING:
    from spacy.language import Language

_ONCE_A_YEAR = ("government_work_report", "policy_address", "statistical_communique")
_SHOWN = 5
CONCEPTS = "concepts.toml"  # the concept table that a run was given, where it is not the shipped one


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: what it is doing, how many inputs are done, of how many, and how many of them failed."""

    stage: Literal["reports", "tables"]
    done: int
    total: int
    failed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the input `path`: its rows and the mark of its report, or its failure; and the seconds it took."""

    path: str
    result: Packed | Failure
    mark: str = ""
    seconds: float = 0.0

    @property
    def failures(self) -> list[Failure]:
        """Its failure, if it is one."""
        return [self.result] if isinstance(self.result, Failure) else []


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
    check(out, force=force, resume=resume)
    parallel.check(crew)
    settings = settings.absolute()
    places = _places(inputs, settings.columns, metadata)
    if crew.alone or settings != USUAL:
        _pipeline(settings)  # rules that cannot be used show before anything is dropped
    mark, tell = settings.mark(), progress or _nobody
    failures: list[Failure] = []
    with Store(out, fresh=not resume) as store, _logged(log) as note:
        plan = _plan(places, store, mark, drop_gone)
        _keep_concepts(settings.config, out)
        for number, outcome in _stored(plan, settings, crew, store):
            note(outcome)
            failures += outcome.failures
            tell(Progress("reports", number + 1, plan.total, len(failures)))
        tell(Progress("tables", plan.total, plan.total, len(failures)))
        store.write(formats)
        warnings = (*_unused(settings.columns, places), *_rivals(store))
        summary = _summary(store, plan, drop_gone, warnings, failures)
    if not summary.documents:
        raise NothingDoneError(_nothing(summary))
    return summary


def _nobody(progress: Progress) -> None:
    """Takes progress where nobody watches."""


def check(out: Path, *, force: bool, resume: bool) -> None:
    """Makes sure that a run may write to the folder."""
    if force and resume:
        raise UsageError("--resume goes on with what the folder holds, --force makes it again: give one of them")
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


def _places(inputs: Sequence[Path], columns: tables.Columns, metadata: Path | None) -> list[Source | Failure]:
    """What the inputs hold, with what the metadata table tells of it."""
    if metadata is None:
        return list(reading.discover(inputs, columns))
    from govtext.metadata import read, tell  # noqa: PLC0415

    rows = read(metadata)
    return tell(rows, list(reading.discover(inputs, columns, aside=metadata)))


def _plan(places: Sequence[Source | Failure], store: Store, mark: str, drop_gone: bool) -> Plan:
    """Compares the inputs with what the folder holds, and puts its documents in the order of the inputs."""
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


def _stored(plan: Plan, settings: Settings, crew: Crew, store: Store) -> Iterator[tuple[int, Outcome]]:
    """What came of every input of a plan with its number, in input order, when it is in the store."""
    work = partial(_work, settings=settings)
    for (number, place), done in done_by(crew, work, plan.todo):
        outcome = _lost(place) if isinstance(done, WorkerDiedError) else done
        if isinstance(outcome.result, Failure):
            store.fail(number, outcome.result)
        else:
            store.add(number, outcome.result, outcome.mark, plan.mark)
        yield number, outcome


def _work(numbered: tuple[int, Source | Failure], settings: Settings) -> Outcome:
    """One input from its place to its rows; this is what workers run."""
    place = numbered[1]
    if isinstance(place, Failure):
        return Outcome(place.path, place)
    begin = time.perf_counter()
    outcome = process(place, settings)
    return replace(outcome, seconds=time.perf_counter() - begin)


def process(source: Source, settings: Settings) -> Outcome:
    """One document from its place to its rows, or why it gave none."""
    from govtext.language import analyse  # noqa: PLC0415  # only those who work need spaCy
    from govtext.tabulate import tabulate  # noqa: PLC0415

    try:
        with limits.one_document():
            report = reading.read(source)
    except GovtextError as error:
        return _failed(source.shown, "read", error)
    try:
        nlp = _pipeline(settings)
        with limits.one_document(), _uncollected():
            doc, cleaned = analyse(report, nlp)
            rows = packed(tabulate(report, cleaned, doc, annexes=settings.annexes))
    except ReadingError as error:
        return _failed(source.shown, "analyse", error)
    except RuleError:
        raise
    except Exception as error:
        return _failed(source.shown, "analyse", error, "; please report this with the document")
    return Outcome(source.shown, rows, report.mark)


def _failed(path: str, stage: str, error: Exception, ask: str = "") -> Outcome:
    return Outcome(path, Failure(path, stage, type(error).__name__, f"{error}{ask}"))


def _lost(place: Source | Failure) -> Outcome:
    path = place.shown if isinstance(place, Source) else place.path
    reason = "the process that worked on this document died twice; it may need more memory than there is: split it"
    return Outcome(path, Failure(path, "analyse", "WorkerDied", reason))


@cache
def _pipeline(settings: Settings) -> Language:
    """The pipeline, once a process, without what no table needs."""
    with _uncollected():
        from govtext.language import for_tables, load  # noqa: PLC0415

        return for_tables(load(settings.config, settings.overrides()))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector from walking rules and rows again and again while they are made; they hold no cycles."""
    watched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if watched:
            gc.enable()


def _keep_concepts(config: Path | None, out: Path) -> None:
    """Keeps a concept table of one's own beside the results, which mean nothing without it."""
    (out / CONCEPTS).unlink(missing_ok=True)
    own = named_file(config, "concepts", "path") if config else None
    if own:
        shutil.copyfile(own, out / CONCEPTS)


@contextmanager
def _logged(path: Path | None) -> Iterator[Callable[[Outcome], None]]:
    """A function that writes one line of JSON a document; one that does nothing where no log is wanted."""
    if path is None:
        yield lambda outcome: None
        return
    with path.open("a", encoding="utf-8") as file:
        yield lambda outcome: print(json.dumps(_line(outcome), ensure_ascii=False), file=file, flush=True)


def _line(outcome: Outcome) -> dict[str, Any]:
    seconds, result = round(outcome.seconds, 3), outcome.result
    if isinstance(result, Failure):
        return {"path": outcome.path, "status": "failed", "seconds": seconds, "stage": result.stage,
                "error": result.error, "message": result.message}  # fmt: skip
    return {"path": outcome.path, "status": "done", "seconds": seconds, "doc_id": result.doc_id,
            "mentions": result.mentions}  # fmt: skip


def _unused(columns: tables.Columns, places: Sequence[Source | Failure]) -> Iterator[str]:
    """Says that columns of tables are named where no input is a table."""
    names = (place.place.name if isinstance(place, Source) else place.path for place in places)
    if columns != reading.USUAL and not any(Path(name).suffix.lower() in tables.SUFFIXES for name in names):
        yield "columns of tables are named, but no input is a table"


def _rivals(store: Store) -> Iterator[str]:
    """Says which documents stand in each other's way in a panel."""
    found = store.rivals(_ONCE_A_YEAR)
    for paths in found[:_SHOWN]:
        yield f"of the same region, year and kind: {', '.join(paths)}; leave out all but one, or tell them apart"
    if len(found) > _SHOWN:
        yield f"... and {len(found) - _SHOWN} more groups of documents like these"


def _summary(
    store: Store, plan: Plan, drop_gone: bool, warnings: Sequence[str], failures: Sequence[Failure]
) -> Summary:
    documents, mentions = store.counts()
    gone = 0 if drop_gone else len(plan.gone)
    return Summary(
        documents, mentions, len(plan.kept), gone, store.twice(), tuple(warnings), tuple(failures), store.folder
    )


def _nothing(summary: Summary) -> str:
    reasons = "\n".join(f"  {failure.path}: {failure.message}" for failure in summary.failures[:10])
    more = f"\n  ... and {len(summary.failures) - 10} more" if len(summary.failures) > 10 else ""
    return f"no document could be read; {summary.folder / 'errors.csv'} lists all reasons:\n{reasons}{more}"
