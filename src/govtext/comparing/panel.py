"""The panel: one row a region, period, concept, kind and status, chosen by a stated rule among all that say it."""

from __future__ import annotations

import re

import pandas as pd

from govtext import tables
from govtext.pipes import concepts

CELL = ["region", "period", "concept", "kind", "status"]
_PART = re.compile(r"其中|开发区|新区|高新区|园区|自贸|县域|重点|部分|全国(?!和)")


def panel(indicators: pd.DataFrame, *, vintages: bool = False) -> pd.DataFrame:
    """The panel of all mentions of known concepts with a region and a period.

    Args:
        indicators: the table of mentions.
        vintages: one row a report that states a cell, instead of the latest report alone.

    Returns:
        A DataFrame in the form of the table `panel`.
    """
    known = indicators[(indicators["concept"] != "") & (indicators["region"] != "") & (indicators["period"] != "")]
    cell = [*CELL, "report_year"] if vintages else CELL
    ordered = _ranked(known)
    groups = ordered.groupby(cell, sort=False, dropna=False)
    chosen = groups.head(1).copy()
    chosen["mentions"] = groups["mention_id"].transform("size").loc[chosen.index]
    chosen["rule"] = [_rule(row) for row in chosen.itertuples()]
    names = concepts.load().concepts
    chosen["concept_name"] = [names[concept].zh if concept in names else concept for concept in chosen["concept"]]
    chosen = chosen.sort_values(
        ["region_code", "region", "period", "concept", "kind", "status", "report_year"], kind="stable"
    )
    return tables.checked("panel", chosen[list(tables.columns("panel"))].reset_index(drop=True))


def _ranked(known: pd.DataFrame) -> pd.DataFrame:
    """Mentions, the ones to prefer first: latest report, own region, exact over rounded, early in the text."""
    keyed = known.assign(
        _part=[bool(_PART.search(name)) for name in known["name"]],
        _rounded=~known["bound"].isin(["=", "range"]),
    )
    return keyed.sort_values(
        ["report_year", "_part", "_rounded", "doc_id", "mention_id"],
        ascending=[False, True, True, True, True],
        kind="stable",
    )


def _rule(row: object) -> str:
    if getattr(row, "mentions") == 1:  # noqa: B009
        return "only mention"
    return "latest report, own region before a part of it, exact before rounded, first in the text"
