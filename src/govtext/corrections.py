"""Corrections: single mentions that a person has read again, in `corrections.csv` beside the results.

One row a correction: `doc_id`, the mention as `start` and `end` (or `mention_id`), the `column` and its right `value`;
other columns, such as `note`, are for people. The column `drop` with the value `yes` takes the mention out. Nothing
else of the mention changes but what follows from the column: its unit class, its theme's place among the themes, the
first and last year of its period.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import pandas as pd

from govtext import edited, nearest, tables
from govtext.edited import Line
from govtext.pipes import themes, units
from govtext.pipes.concepts import ConceptTable

Rows = TypeVar("Rows", pd.DataFrame, "pd.Series[str]")
FILE = "corrections.csv"
COLUMNS = (
    "value", "value_high", "unit", "bound", "kind", "direction", "status", "period", "name", "concept", "theme",
)  # fmt: skip
_MOST = Decimal(10) ** 26  # what the tables hold
DROP = "drop"  # no column: the number is no indicator
_ADD = "add"
_NUMBERS = {"value", "value_high"}
_PERIOD = re.compile(r"\d{4}(?:-\d{4}|Q[1-4]|Q1-Q3|H[12]|M1-M(?:[2-9]|1[01])|-(?:0[1-9]|1[0-2]))?|")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Correction:
    """The right value of one column of the mention at `row`; a number in the unit's base, 万 and 亿 multiplied out."""

    row: int
    column: str
    value: str


def read(path: Path, indicators: pd.DataFrame, table: ConceptTable) -> list[Correction]:
    """The corrections of a file, all of them checked.

    Args:
        path: `corrections.csv`.
        indicators: the mentions as they were found.
        table: the concepts that a mention may be of.

    Raises:
        UsageError: a row names no mention, a column that is not corrected, or a value it cannot have, or corrects what
            another row does; names the line.
    """
    mentions, seen = edited.Mentions(indicators), defaultdict[int, dict[str, Line]](dict)
    found: list[Correction] = []
    every = list(edited.lines(path, ["doc_id", "column", "value"]))
    added = {_place(line) for line in every if line["column"] == _ADD}
    for line in every:
        if _place(line) in added:
            if line["column"] == _ADD:
                warnings.warn(f"{path}:{line.number}: a mention cannot be added; left aside", stacklevel=2)
            continue
        row = _mention(line, mentions)
        if row is None:
            raise line.wrong(f"there is no such mention in {line['doc_id']}; correct the place or delete the line")
        if line["text"] and line["text"] != indicators["text"].iloc[row]:
            raise line.wrong(f'the mention is "{indicators["text"].iloc[row]}", not "{line["text"]}"')
        if line["column"] in seen[row]:
            raise line.wrong(f"line {seen[row][line['column']].number} corrects the same")
        _check(line, table)
        seen[row][line["column"]] = line
        found.append(Correction(row, line["column"], line["value"]))
    for row, corrected in seen.items():
        _check_range(indicators.iloc[row], corrected)
    return found


def apply(indicators: pd.DataFrame, corrections: Collection[Correction]) -> pd.DataFrame:
    """The mentions with their corrections, those that are dropped still among them."""
    if not corrections:
        return indicators
    corrected = indicators.reset_index(drop=True)
    for correction in corrections:
        if correction.column == DROP:
            continue
        for column, value in _cells(correction, corrected).items():
            corrected.loc[correction.row, column] = value
    return tables.checked("indicators", corrected)


def without_dropped(table: Rows, corrections: Collection[Correction]) -> Rows:
    """A table or column with one row a mention, without those that corrections drop."""
    dropped = [correction.row for correction in corrections if correction.column == DROP]
    return table.drop(index=dropped).reset_index(drop=True) if dropped else table


def _mention(line: Line, mentions: edited.Mentions) -> int | None:
    if line["start"] or line["end"]:
        return mentions.at(line)
    if not line["mention_id"]:
        raise line.wrong("say which mention: give start and end, or mention_id")
    if not line["text"]:
        warnings.warn(
            f"{line.path}:{line.number}: mention_id may count otherwise in another run; give start and end as well, "
            f"or text, so that the correction stays with its mention",
            stacklevel=2,
        )
    return mentions.numbered(line)


def _place(line: Line) -> tuple[str, str, str]:
    return line["doc_id"], line["start"], line["end"]


def _check(line: Line, known: ConceptTable) -> None:
    """Refuses a column that is not corrected and a value that its column cannot have."""
    column, value = line["column"], line["value"]
    if column == DROP:
        if value != "yes":
            raise line.wrong(f'drop takes yes, not "{value}"')
        return
    if column not in COLUMNS:
        raise line.wrong(f'"{column}" cannot be corrected; {nearest.hint(column, [*COLUMNS, DROP])}')
    one_of = tables.columns("indicators")[column].one_of
    if one_of and value not in one_of:
        raise line.wrong(f'{column} is one of {", ".join(filter(None, one_of))}, not "{value}"')
    if column in _NUMBERS and not (value == "" and column == "value_high") and not _is_number(value):
        raise line.wrong(
            f'{column} must be a plain number of 0 or more such as 357050 (direction says where it fell), not "{value}"'
        )
    if column == "concept" and value and value not in known.concepts:
        raise line.wrong(f'there is no concept "{value}"; {nearest.concept(value, known)}')
    if column == "theme" and value and value not in themes.load().themes:
        raise line.wrong(f'there is no theme "{value}"; {nearest.theme(value, themes.load())}')
    if column == "period" and not _PERIOD.fullmatch(value):
        raise line.wrong(f'a period is like 2024, 2021-2025, 2024Q3, 2024H1, 2024M1-M5 or 2024-06, not "{value}"')


def _check_range(mention: pd.Series, corrected: Mapping[str, Line]) -> None:
    """Refuses corrections that leave a range without a high end above its low one, or a high end without a range."""
    lines = [corrected[column] for column in ("bound", "value", "value_high") if column in corrected]
    if not lines:
        return
    low, high, bound = (
        corrected[column]["value"] if column in corrected else mention[column]
        for column in ("value", "value_high", "bound")
    )
    ends = high != "" and not pd.isna(high)
    if bound == "range" and not (ends and float(high) > float(low)):
        raise lines[-1].wrong("a range needs a value_high above its value; correct that too, in a line of its own")
    if ends and bound != "range":
        raise lines[-1].wrong(f'only a range has a value_high, not "{bound}"; make bound range, or value_high empty')


def _cells(correction: Correction, indicators: pd.DataFrame) -> dict[str, str | float | None]:
    """The cells that a correction changes: its column and what follows from it."""
    column, value = correction.column, correction.value
    if column in _NUMBERS:
        return {column: float(value) if value else None}
    if column == "unit":
        return {column: value, "unit_class": units.table().class_of(value)}
    if column == "period":
        years = [int(year) for year in _YEAR.findall(value)]
        span = (years[0], years[0] if value[4:5] == "-" and len(value) == 7 else years[-1]) if years else (None, None)
        return {column: value, "period_start": span[0], "period_end": span[1]}
    if column == "theme":
        others = [
            theme for theme in str(indicators["themes"].iloc[correction.row]).split(";") if theme not in {"", value}
        ]
        return {column: value, "themes": ";".join([value, *others]) if value else ""}
    return {column: value}


def _is_number(text: str) -> bool:
    try:
        return 0 <= Decimal(text) < _MOST
    except InvalidOperation:
        return False
