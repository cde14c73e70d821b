"""The panel: one row a region, period, concept, kind and status, chosen by a stated rule among all that say it.

Values are as the report has them: `value` is positive and `direction` says whether something rose or fell. A rise and a
fall share a cell, since of one thing in one period only one of them can be true; `signed` gives them one number line.
"""

from __future__ import annotations

import pandas as pd

from govtext import tables
from govtext.comparing import choice
from govtext.comparing.choice import CELL
from govtext.pipes import concepts
from govtext.pipes.concepts import ConceptTable


def panel(
    indicators: pd.DataFrame,
    *,
    vintages: bool = False,
    documents: pd.DataFrame | None = None,
    table: ConceptTable | None = None,
) -> pd.DataFrame:
    """The panel of all mentions of known concepts with a region and a period.

    Args:
        indicators: the table of mentions.
        vintages: one row a report that states a cell, instead of the latest report alone.
        documents: the table of documents, so that a unit's summary does not outrank the government's own report.
        table: the concepts; the shipped ones unless told.

    Returns:
        A DataFrame in the form of the table `panel`.
    """
    looked = choice.candidates(indicators, documents, table)
    return rows(choice.choose(looked, _cell(vintages)), table)


def conflicts(
    indicators: pd.DataFrame,
    *,
    vintages: bool = False,
    documents: pd.DataFrame | None = None,
    table: ConceptTable | None = None,
) -> pd.DataFrame:
    """The mentions of all cells in which one contradicts another, those that may fill no cell, and implausible values.

    `decision` is `chosen`, `not chosen` or why the mention was refused; `implausible` stands before it where the value
    lies outside the range of its concept, which only warns.
    """
    looked, cell = choice.candidates(indicators, documents, table), _cell(vintages)
    return choice.contradictions(looked, choice.choose(looked, cell), cell, table)


def rows(chosen: pd.DataFrame, table: ConceptTable | None = None) -> pd.DataFrame:
    """Chosen mentions in the form of the table `panel`, by region, period and concept."""
    names = (table or concepts.load()).concepts
    named = chosen.assign(
        concept_name=[names[concept].zh if concept in names else concept for concept in chosen["concept"]]
    ).sort_values(["region_code", "region", "period", "concept", "kind", "status", "report_year"], kind="stable")
    return tables.checked("panel", named[list(tables.columns("panel"))].reset_index(drop=True))


def signed(cells: pd.DataFrame) -> pd.Series:
    """The values of panel rows with falls as negative numbers."""
    return cells["value"].where(cells["direction"] != "down", -cells["value"])


def _cell(vintages: bool) -> list[str]:
    return [*CELL, "report_year"] if vintages else CELL
