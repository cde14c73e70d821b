"""Working: one document from its place to its rows, as every process of a run does it."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from govtext import reading
from govtext.errors import GovtextError, ReadingError, RuleError
from govtext.reading import Failure, Source, limits
from govtext.settings import Settings
from govtext.store import Packed, packed

if TYPE_CHECKING:
    from spacy.language import Language


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


def work(numbered: tuple[int, Source | Failure], settings: Settings) -> Outcome:
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
        nlp = pipeline(settings)
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


def lost(place: Source | Failure) -> Outcome:
    """What came of an input whose process died."""
    path = place.shown if isinstance(place, Source) else place.path
    reason = "the process that worked on this document died twice; it may need more memory than there is: split it"
    return Outcome(path, Failure(path, "analyse", "WorkerDied", reason))


@cache
def pipeline(settings: Settings) -> Language:
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
