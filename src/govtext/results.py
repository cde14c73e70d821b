"""Results: a results folder from Python, with its tables as DataFrames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

import govtext.looking.accessor  # noqa: F401  registers df.govtext
from govtext import batch, corrections, measures, store, words
from govtext.comparing import Comparison, alignment, compare, panel
from govtext.comparing.panel import conflicts
from govtext.comparing.targets import targets
from govtext.measures import Among
from govtext.parallel import Backend, Crew
from govtext.pipes import concepts as concept_rules
from govtext.pipes.concepts import ConceptTable
from govtext.reading.tables import Columns
from govtext.settings import Settings
from govtext.store import Format
from govtext.words import By


class Results:
    """The tables of one results folder, each read when it is first asked for.

    What a person decided in `alignment.csv` and `corrections.csv` of the folder is obeyed wherever mentions are read.

    Args:
        folder: a folder that `govtext run` wrote.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def __repr__(self) -> str:
        return f"Results({str(self.folder)!r}: {len(self.documents)} documents, {len(self.indicators)} mentions)"

    def _repr_html_(self) -> str:
        """What a notebook shows: numbers, themes and documents."""
        from govtext.looking import notebook  # noqa: PLC0415

        return notebook.results(self)

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document."""
        return self._table("documents")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row a mention; `value` and `value_high` as float (exact in the CSV file).

        Raises:
            UsageError: a row of `alignment.csv` or `corrections.csv` cannot be used; names the line.
        """
        found = self._corrected
        if self._alignment is not None:
            promoted = alignment.promote(found, self._alignment)
            found = corrections.apply(promoted, self._corrections)  # what was said of one mention holds
        return corrections.without_dropped(found, self._corrections)

    @cached_property
    def concepts(self) -> ConceptTable:
        """The concepts that the run knew: those of its config, or the shipped ones."""
        own = self.folder / batch.CONCEPTS
        return concept_rules.load(own if own.exists() else concept_rules.FILE)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row a sentence."""
        return self._table("sentences")

    @cached_property
    def themes(self) -> pd.DataFrame:
        """One row a document, part and theme."""
        return self._table("themes")

    @cached_property
    def errors(self) -> pd.DataFrame:
        """One row an input that gave no document."""
        return self._table("errors")

    def panel(self, *, vintages: bool = False) -> pd.DataFrame:
        """One row a region, period, concept, kind and status; with `vintages` one a report that states it."""
        return panel(self.indicators, vintages=vintages, documents=self.documents, table=self.concepts)

    def conflicts(self, *, vintages: bool = False) -> pd.DataFrame:
        """The mentions of panel cells that contradict each other, are refused or implausible, with the decision."""
        return conflicts(self.indicators, vintages=vintages, documents=self.documents, table=self.concepts)

    def targets(self) -> pd.DataFrame:
        """Targets of every region and year, and the results reported a year later; see `govtext.comparing.targets`."""
        return targets(self.indicators, self.documents, self.concepts)

    def words(
        self,
        *,
        by: By = "report",
        stop_words: Sequence[str] = (),
        dictionary: Sequence[str] = (),
        min_count: int = 1,
    ) -> pd.DataFrame:
        """How often each word stands in each report, theme of a report, or year; see `govtext.words.words`."""
        return words.words(
            self.documents, self.sentences, by=by, stop_words=stop_words, dictionary=dictionary, min_count=min_count
        )

    def measures(self) -> pd.DataFrame:
        """Readability, density of numbers and likeness of every report and part; see `govtext.measures.measures`."""
        return measures.measures(self.documents, self.sentences, self.indicators)

    def similarity(self, *, among: Among = "all") -> pd.DataFrame:
        """How alike the words of every two reports are, part by part; see `govtext.measures.similarity`."""
        return measures.similarity(self.documents, self.sentences, among=among)

    def compare(
        self,
        *,
        across: str,
        concepts: Sequence[str] = (),
        status: str | None = None,
        region: str | None = None,
        year: int | None = None,
    ) -> Comparison:
        """Years or regions side by side; see `govtext.comparing.compare`."""
        return compare(
            self.indicators, across=across, concepts=concepts, status=status, region=region, year=year,
            documents=self.documents, table=self.concepts, aligned=None if concepts else self.aligned,
        )  # fmt: skip

    @cached_property
    def aligned(self) -> pd.Series[str]:
        """For every mention the name it is aligned by, "" for none: as `alignment.csv` says, as proposed without it."""
        rows = self._alignment
        if rows is None:
            rows = alignment.rows(alignment.align(self._corrected), self._corrected)
        return corrections.without_dropped(alignment.aligned_names(self._corrected, rows), self._corrections)

    def align(self, *, drop_missing: bool = False) -> alignment.Change:
        """Groups the mentions of no concept and writes `alignment.csv`; what the file says already stays.

        Args:
            drop_missing: leave out rows of the file whose mention is no longer there, instead of refusing the file.

        Raises:
            UsageError: a row of the file cannot be used; names the line.
        """
        path = self.folder / alignment.FILE
        change = alignment.update(path, self._corrected, self.concepts, drop_missing=drop_missing)
        alignment.write(change.table, path)
        for stale in ("_alignment", "aligned", "indicators"):
            self.__dict__.pop(stale, None)
        return change

    @cached_property
    def _corrected(self) -> pd.DataFrame:
        return corrections.apply(self._table("indicators"), self._corrections)

    @cached_property
    def _corrections(self) -> list[corrections.Correction]:
        path = self.folder / corrections.FILE
        return corrections.read(path, self._table("indicators"), self.concepts) if path.exists() else []

    @cached_property
    def _alignment(self) -> pd.DataFrame | None:
        path = self.folder / alignment.FILE
        return alignment.read(path, self._corrected, self.concepts) if path.exists() else None

    def _table(self, name: str) -> pd.DataFrame:
        return store.frame(self.folder, name)


def run(
    inputs: str | Path | Sequence[str | Path],
    out: str | Path,
    *,
    config: str | Path | None = None,
    metadata: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
    force: bool = False,
    resume: bool = False,
    drop_gone: bool = False,
    annexes: bool = False,
    themes: str | Path | None = None,
    theme_words: str | Path | None = None,
    theme_model: str | Path | None = None,
    formats: Sequence[Format] = ("csv",),
    jobs: int = 1,
    backend: Backend = "loky",
    scheduler: str | None = None,
    log: str | Path | None = None,
) -> Results:
    """Reads documents, finds their indicators, writes the tables to a folder and returns them.

    Args:
        inputs: a file, a folder or a table, or several.
        out: the results folder.
        config: a pipeline config file.
        metadata: a table of what the reports are, which wins over what they say: `path`, and `region`, `year`, `title`
            and `kind`.
        columns: the names of columns of input tables by what they hold: text, id, title, region, year.
        force: replace results that the folder already holds.
        resume: keep documents that are done and unchanged, and work on the others.
        drop_gone: with `resume`, drop documents that are no inputs any more.
        annexes: count numbers of annexes as indicators.
        themes: a theme table of one's own.
        theme_words: a table of words that are added to its themes.
        theme_model: a model that `govtext themes train` made.
        formats: of the files to write: csv, parquet, xlsx, dta.
        jobs: how many processes work; -1 for one a core.
        backend: where they are: loky on this machine, dask on a cluster.
        scheduler: the address of the Dask scheduler.
        log: a file that gets one line of JSON a document, behind what it holds.

    Raises:
        UsageError: the folder already holds results, or is no folder; the metadata table cannot be used.
        NothingDoneError: no input gave a document.
    """
    places = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    batch.run(
        [Path(place) for place in places],
        Path(out),
        settings=Settings(
            _path(config), annexes, Columns(**columns or {}), _path(themes), _path(theme_model), _path(theme_words)
        ),
        metadata=_path(metadata),
        force=force,
        resume=resume,
        drop_gone=drop_gone,
        formats=formats,
        crew=Crew(jobs, backend, scheduler),
        log=_path(log),
    )
    return Results(out)


def _path(name: str | Path | None) -> Path | None:
    return Path(name) if name else None
