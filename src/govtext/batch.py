"""Batches: many documents through the pipeline into one results folder.

A document that fails is named in errors.csv, and the rest goes on.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from govtext import reading
from govtext.errors import GovtextError, NothingDoneError, ReadingError, UsageError
from govtext.language import analyse, load
from govtext.pipes import VIEWS
from govtext.reading import Failure, Source, limits
from govtext.reading.tables import Columns
from govtext.store import FILE, Store
from govtext.tables import STORED
from govtext.tabulate import Tables, tabulate

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    documents: int
    mentions: int
    failures: tuple[Failure, ...]
    folder: Path


def run(
    inputs: Sequence[Path],
    out: Path,
    *,
    config: Path | None = None,
    force: bool = False,
    annexes: bool = False,
    columns: Columns | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Reads documents, finds their indicators and writes the tables.

    Args:
        inputs: files, folders (searched recursively) and tables.
        out: the results folder; made if it is missing.
        config: a pipeline config file; the shipped one unless told.
        force: replace results that the folder already holds.
        annexes: count numbers of annexes as indicators.
        columns: which columns of input tables hold what.
        progress: called with the number of inputs done and of all inputs.

    Raises:
        UsageError: the folder already holds results, or is no folder.
        NothingDoneError: no input gave a document; errors.csv says why.
    """
    prepare(out, force=force)
    nlp = load(config)
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # is_punct and the like are dear and in no table
    if nlp.pipe_names[-1:] == [VIEWS]:
        nlp.disable_pipe(VIEWS)
    places = list(reading.discover(inputs, columns))
    documents = mentions = 0
    failures: list[Failure] = []
    with Store(out) as store:
        for number, place in enumerate(places):
            outcome = place if isinstance(place, Failure) else process(place, nlp, annexes=annexes)
            if isinstance(outcome, Failure):
                failures.append(outcome)
                store.fail(number, outcome)
            else:
                documents, mentions = documents + 1, mentions + len(outcome.indicators)
                store.add(number, outcome)
            if progress:
                progress(number + 1, len(places))
        store.flush()
        store.write_csv()
    summary = Summary(documents, mentions, tuple(failures), out)
    if not documents:
        raise NothingDoneError(_nothing(summary))
    return summary


def process(source: Source, nlp: Language, *, annexes: bool = False) -> Tables | Failure:
    """One document from its place to its rows, or why it gave none."""
    try:
        with limits.one_document():
            report = reading.read(source)
    except GovtextError as error:
        return Failure(source.shown, "read", type(error).__name__, str(error))
    try:
        with limits.one_document():
            doc, cleaned = analyse(report, nlp)
            return tabulate(report, cleaned, doc, annexes=annexes)
    except ReadingError as error:
        return Failure(source.shown, "analyse", type(error).__name__, str(error))
    except Exception as error:
        return Failure(source.shown, "analyse", type(error).__name__, f"{error}; please report this with the document")


def prepare(out: Path, *, force: bool) -> None:
    """Makes sure that a run may write to the folder."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder for the results")
    if (out / FILE).exists():
        if not force:
            raise UsageError(f"{out} already holds results; add --force to replace them, or name another folder")
        for path in [out / FILE, out / f"{FILE}.wal", *(out / f"{name}.csv" for name in STORED), out / "codebook.md"]:
            path.unlink(missing_ok=True)
        shutil.rmtree(out / "text", ignore_errors=True)


def _nothing(summary: Summary) -> str:
    reasons = "\n".join(f"  {failure.path}: {failure.message}" for failure in summary.failures[:10])
    more = f"\n  ... and {len(summary.failures) - 10} more" if len(summary.failures) > 10 else ""
    return f"no document could be read; {summary.folder / 'errors.csv'} lists all reasons:\n{reasons}{more}"
