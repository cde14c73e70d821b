"""Results: a results folder from Python, with its tables as DataFrames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from govtext import batch, store
from govtext.comparing import Comparison, compare, panel
from govtext.comparing.panel import conflicts
from govtext.comparing.targets import targets


class Results:
    """The tables of one results folder, each read when it is first asked for.

    Args:
        folder: a folder that `govtext run` wrote.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def __repr__(self) -> str:
        return f"Results({str(self.folder)!r}: {len(self.documents)} documents, {len(self.indicators)} mentions)"

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row a document."""
        return self._table("documents")

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """One row a mention; `value` and `value_high` as float (exact in the CSV file)."""
        return self._table("indicators")

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
        return panel(self.indicators, vintages=vintages, documents=self.documents)

    def conflicts(self, *, vintages: bool = False) -> pd.DataFrame:
        """The mentions of panel cells that contradict each other, and those refused, with the decision."""
        return conflicts(self.indicators, vintages=vintages, documents=self.documents)

    def targets(self) -> pd.DataFrame:
        """Targets of every region and year, and the results reported a year later; see `govtext.comparing.targets`."""
        return targets(self.indicators, self.documents)

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
            documents=self.documents,
        )  # fmt: skip

    def _table(self, name: str) -> pd.DataFrame:
        return store.frame(self.folder, name)


def run(inputs: str | Path | Sequence[str | Path], out: str | Path, *, config: str | Path | None = None,
        force: bool = False, annexes: bool = False) -> Results:  # fmt: skip
    """Reads documents, finds their indicators, writes the tables to a folder and returns them.

    Args:
        inputs: a file, a folder or a table, or several.
        out: the results folder.
        config: a pipeline config file.
        force: replace results that the folder already holds.
        annexes: count numbers of annexes as indicators.

    Raises:
        UsageError: the folder already holds results, or is no folder.
        NothingDoneError: no input gave a document.
    """
    places = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    batch.run(
        [Path(place) for place in places],
        Path(out),
        config=Path(config) if config else None,
        force=force,
        annexes=annexes,
    )
    return Results(out)
