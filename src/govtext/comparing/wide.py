"""Wide tables: one row an indicator, one column a year or region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from govtext.comparing import choice
from govtext.comparing.panel import rows, signed
from govtext.errors import UsageError
from govtext.pipes import concepts, units

KEY = ["concept", "indicator", "kind", "status", "unit"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Years or regions side by side.

    `table`: one row an indicator, one column a year or region, then what is computed from them; a fall is negative.
    `evidence`: one row a cell, with the document, the mention and the sentence it was taken from.
    """

    table: pd.DataFrame
    evidence: pd.DataFrame


def compare(indicators: pd.DataFrame, *, across: str, concepts: Sequence[str] = (), status: str | None = None,
            region: str | None = None, year: int | None = None,
            documents: pd.DataFrame | None = None) -> Comparison:  # fmt: skip
    """Lays years or regions side by side.

    Args:
        indicators: the table of mentions.
        across: `year` or `region`.
        concepts: only these concepts; all that are known unless told.
        status: only `actual` or `target`.
        region: with `across="year"`, the region whose years are compared; may be left out if there is only one.
        year: with `across="region"`, the year that is compared; the latest unless told.
        documents: the table of documents, so that a unit's summary does not outrank the government's own report.

    Raises:
        UsageError: an option does not fit, or nothing is left to compare.
    """
    if across not in {"year", "region"}:
        raise UsageError(f'--across takes "year" or "region", not "{across}"')
    cells = _cells(indicators, concepts, status, documents)
    if across == "year":
        cells = _of_region(cells, region)
        cells = cells[cells["period"].str.fullmatch(r"\d{4}")]
    else:
        cells = _of_year(cells, year)
    if cells.empty:
        raise UsageError("nothing is left to compare; widen --concept, --status, --region or --year")
    cells = in_one_unit(cells)
    column = "period" if across == "year" else "region"
    wide = cells.pivot_table(index=KEY, columns=column, values="value", aggfunc="first", sort=False)
    shown = (
        sorted(wide.columns)
        if across == "year"
        else list(dict.fromkeys(cells.sort_values(["region_code", "region"])["region"]))
    )
    wide = wide[shown].sort_index()
    wide = _with_changes(wide, shown) if across == "year" else _with_ranks(wide, shown)
    evidence = cells.rename(columns={column: "column"})[
        [*KEY, "column", "value", "value_high", "bound", "doc_id", "mention_id", "mentions", "text", "sentence"]
    ]
    return Comparison(wide.reset_index(), evidence.sort_values([*KEY, "column"]).reset_index(drop=True))


def _cells(
    indicators: pd.DataFrame, wanted: Sequence[str], status: str | None, documents: pd.DataFrame | None
) -> pd.DataFrame:
    known = concepts.load().concepts
    for concept in wanted:
        if concept not in known:
            near = [other for other in known if concept in other][:5]
            there = [*indicators.loc[indicators["concept"] != "", "concept"].value_counts().index[:40]]
            hint = f"did you mean {', '.join(near)}?" if near else f"the results have {', '.join(there)}"
            raise UsageError(f'there is no concept "{concept}"; {hint}')
    if status not in {None, "actual", "target"}:
        raise UsageError(f'--status takes "actual" or "target", not "{status}"')
    looked = choice.candidates(indicators, documents)
    cells = rows(choice.choose(looked, [*choice.CELL, "_base"]))  # yuan and dollars stand in rows of their own
    if wanted:
        cells = cells[cells["concept"].isin(list(wanted))]
    if status:
        cells = cells[cells["status"] == status]
    quoted = indicators[["doc_id", "mention_id", "text", "sentence"]]
    cells = cells.assign(value=signed(cells))
    return cells.rename(columns={"concept_name": "indicator"}).merge(quoted, on=["doc_id", "mention_id"], how="left")


def _of_region(cells: pd.DataFrame, region: str | None) -> pd.DataFrame:
    there = list(dict.fromkeys(cells["region"]))
    if region is None and len(there) == 1:
        return cells
    if region is None:
        raise UsageError(f"name the region whose years to compare with --region; there are: {'、'.join(there)}")
    if region not in there:
        raise UsageError(f'there is no region "{region}"; there are: {"、".join(there)}')
    return cells[cells["region"] == region]


def _of_year(cells: pd.DataFrame, year: int | None) -> pd.DataFrame:
    years = sorted({period for period in cells["period"] if period.isdigit()})
    if not years:
        raise UsageError("no mention of a known concept has a year")
    wanted = str(year) if year is not None else years[-1]
    if wanted not in years:
        raise UsageError(f"there is nothing about {wanted}; there are: {', '.join(years)}")
    return cells[cells["period"] == wanted]


def in_one_unit(cells: pd.DataFrame) -> pd.DataFrame:
    """Converts the values of an indicator to the unit that most of its cells are in, where they can be converted.

    Units that cannot be converted into each other (元 and 美元, % and 百分点) keep rows of their own.
    """
    table, indicator = units.table(), ["concept", "kind", "status"]
    differ = cells.groupby(indicator)["unit"].transform("nunique") > 1
    known = {unit: table.base(unit) for unit in cells.loc[differ, "unit"].unique()}
    bases = [known.get(unit, (unit, Decimal(1))) for unit in cells["unit"]]
    converted = cells.assign(_base=[base for base, _ in bases])
    usual = converted.groupby([*indicator, "_base"])["unit"].agg(lambda found: found.mode().iloc[0])
    keys = zip(*(converted[label] for label in (*indicator, "_base")), strict=True)
    target = [str(usual[key]) for key in keys]
    ratio = [
        factor / known[unit][1] if unit in known else Decimal(1)
        for (_, factor), unit in zip(bases, target, strict=True)
    ]
    for label in ("value", "value_high"):
        converted[label] = [_times(value, by) for value, by in zip(converted[label], ratio, strict=True)]
    return converted.assign(unit=target).drop(columns="_base")


def _times(value: float, by: Decimal) -> float:
    return value if by == 1 else float(Decimal(repr(value)) * by)


def _with_changes(wide: pd.DataFrame, years: Sequence[str]) -> pd.DataFrame:
    """Change and per cent change between neighbouring years; rates and growth only change in points."""
    for before, after in pairwise(years):
        change = wide[after] - wide[before]
        wide[f"change {before}-{after}"] = change
        level = wide.index.get_level_values("kind") == "level"
        wide[f"percent {before}-{after}"] = (100 * change / wide[before]).where(level & (wide[before] != 0))
    return wide.round(6)


def _with_ranks(wide: pd.DataFrame, regions: Sequence[str]) -> pd.DataFrame:
    """Rank (1 for the largest) and difference from the median, for every region."""
    values = wide[list(regions)]
    ranks, median = values.rank(axis=1, ascending=False, method="min"), values.median(axis=1)
    for region in regions:
        wide[f"rank {region}"] = ranks[region].astype("Int64")
    wide["median"] = median
    for region in regions:
        wide[f"from median {region}"] = values[region] - median
    return wide.round(6)
