"""Wide tables: one row an indicator, one column a year or region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pandas as pd

from govtext import nearest
from govtext.comparing import choice
from govtext.comparing.panel import rows, signed
from govtext.errors import UsageError
from govtext.pipes import units
from govtext.pipes.concepts import ConceptTable
from govtext.pipes.concepts import load as load_concepts

_ALIGNED = "@"  # no concept's id begins with it
KEY = ["concept", "indicator", "kind", "status", "unit"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Years or regions side by side.

    `table`: one row an indicator, one column a year or region, then what is computed from them; a fall is negative.
    `evidence`: one row a cell, with the document, the mention and the sentence it was taken from.
    """

    table: pd.DataFrame
    evidence: pd.DataFrame

    def _repr_html_(self) -> str:
        """What a notebook shows: the table, its sentences behind the cells."""
        from govtext.looking import notebook  # noqa: PLC0415

        return notebook.comparison(self)


def compare(indicators: pd.DataFrame, *, across: str, concepts: Sequence[str] = (), status: str | None = None,
            region: str | None = None, year: int | None = None, documents: pd.DataFrame | None = None,
            table: ConceptTable | None = None, aligned: pd.Series | None = None) -> Comparison:  # fmt: skip
    """Lays years or regions side by side.

    Mentions of no concept stand under the name they are aligned by, where that fills at least two columns of a row.

    Args:
        indicators: the table of mentions.
        across: `year` or `region`.
        concepts: only these concepts; all that are known unless told.
        status: only `actual` or `target`.
        region: with `across="year"`, the region whose years are compared; may be left out if there is only one.
        year: with `across="region"`, the year that is compared; the latest unless told.
        documents: the table of documents, so that a unit's summary does not outrank the government's own report.
        table: the concepts; the shipped ones unless told.
        aligned: for every mention the name it is aligned by, "" for none; see `govtext.comparing.alignment`. Left out
            where `concepts` are named.

    Raises:
        UsageError: an option does not fit, or nothing is left to compare.
    """
    if across not in {"year", "region"}:
        raise UsageError(f'--across takes "year" or "region", not "{across}"')
    by_year, known = across == "year", table or load_concepts()
    if aligned is not None and not concepts:
        named = (_ALIGNED + aligned).where(aligned != "", "")
        indicators = indicators.assign(concept=indicators["concept"].where(indicators["concept"] != "", named))
    cells = _cells(indicators, concepts, status, documents, known)
    cells = _of_region(cells, region) if by_year else _of_year(cells, year)
    column = "period" if by_year else "region"
    cells = _without_singles(in_one_unit(cells), column)
    if cells.empty:
        raise UsageError("nothing is left to compare; widen --concept, --status, --region or --year")
    shown = list(dict.fromkeys(cells.sort_values(["period"] if by_year else ["region_code", "region"])[column]))
    wide = cells.pivot_table(index=KEY, columns=column, values="value", aggfunc="first", sort=False)
    wide = wide[shown].sort_index(key=_aligned_last, level="concept", sort_remaining=True)
    wide = _with_changes(wide, shown) if by_year else _with_ranks(wide, shown)
    return Comparison(wide.reset_index(), _evidence(cells.rename(columns={column: "column"})))


def _evidence(cells: pd.DataFrame) -> pd.DataFrame:
    shown = [*KEY, "column", "value", "value_high", "bound", "doc_id", "mention_id", "mentions", "text", "sentence"]
    return cells[shown].sort_values([*KEY, "column"], key=_aligned_last).reset_index(drop=True)


def _aligned_last(labels: Any) -> Any:
    """Sorts rows without a concept behind those that have one."""
    return labels.where(labels != "", "~") if labels.name == "concept" else labels


def _cells(
    indicators: pd.DataFrame,
    wanted: Sequence[str],
    status: str | None,
    documents: pd.DataFrame | None,
    table: ConceptTable,
) -> pd.DataFrame:
    for concept in wanted:
        if concept not in table.concepts:
            there = indicators.loc[indicators["concept"] != "", "concept"].value_counts().index
            raise UsageError(f'there is no concept "{concept}"; {nearest.concept(concept, table, there)}')
    if status not in {None, "actual", "target"}:
        raise UsageError(f'--status takes "actual" or "target", not "{status}"')
    looked = choice.candidates(indicators, documents, table)
    cells = rows(choice.choose(looked, [*choice.CELL, "_base"]), table)  # yuan and dollars stand in rows of their own
    if wanted:
        cells = cells[cells["concept"].isin(list(wanted))]
    if status:
        cells = cells[cells["status"] == status]
    quoted = indicators[["doc_id", "mention_id", "text", "sentence"]]
    cells = cells.assign(value=signed(cells))
    return cells.rename(columns={"concept_name": "indicator"}).merge(quoted, on=["doc_id", "mention_id"], how="left")


def _without_singles(cells: pd.DataFrame, column: str) -> pd.DataFrame:
    """The cells without those of aligned names that fill one column alone; aligned names have no concept."""
    loose = cells["concept"].str.startswith(_ALIGNED)
    filled = cells.groupby(KEY)[column].transform("nunique")
    indicator = cells["indicator"].str.removeprefix(_ALIGNED)
    return cells.assign(concept=cells["concept"].mask(loose, ""), indicator=indicator)[~loose | (filled > 1)]


def _of_region(cells: pd.DataFrame, region: str | None) -> pd.DataFrame:
    """The cells of one region that are about a year."""
    there = list(dict.fromkeys(cells["region"]))
    cells = cells[cells["period"].str.fullmatch(r"\d{4}")]
    if region is None and len(there) == 1:
        return cells
    if region is None:
        raise UsageError(f"name the region whose years to compare with --region; there are: {'、'.join(there)}")
    if region not in there:
        raise UsageError(f'there is no region "{region}"; {nearest.hint(region, there)}')
    return cells[cells["region"] == region]


def _of_year(cells: pd.DataFrame, year: int | None) -> pd.DataFrame:
    known = cells[~cells["concept"].str.startswith(_ALIGNED)]
    years = sorted({period for period in (known if len(known) else cells)["period"] if period.isdigit()})
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
    level = wide.index.get_level_values("kind") == "level"
    found: dict[str, pd.Series] = {}
    for before, after in pairwise(years):
        change = wide[after] - wide[before]
        found[f"change {before}-{after}"] = change
        found[f"percent {before}-{after}"] = (100 * change / wide[before]).where(level & (wide[before] != 0))
    return _beside(wide, pd.DataFrame(found, index=wide.index))


def _with_ranks(wide: pd.DataFrame, regions: Sequence[str]) -> pd.DataFrame:
    """Rank (1 for the largest) and difference from the median, for every region."""
    values = wide[list(regions)]
    ranks, median = values.rank(axis=1, ascending=False, method="min"), values.median(axis=1)
    apart = values.sub(median, axis=0).add_prefix("from median ")
    return _beside(values, ranks.astype("Int64").add_prefix("rank "), median.to_frame("median"), apart)


def _beside(wide: pd.DataFrame, *computed: pd.DataFrame) -> pd.DataFrame:
    """A table with what was computed from it, all columns at once: one by one they make pandas warn and wait."""
    whole = pd.concat([wide, *computed], axis=1).round(6)
    whole.columns.name = wide.columns.name
    return whole
