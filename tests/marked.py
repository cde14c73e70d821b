"""Sentences with their quantities marked in them, so that a case reads as a sentence.

    失业率控制在[5%|<=]以内       the quantity is 5%, its bound <=
    发放[35.7万元|357000 元]      its value is 357000, its unit 元
    增长[5%—5.5%|5..5.5 %]        a range
    惠及[6600多万|> 66000000]农户  no unit

What stands behind | are facts in any order: a bound, a value (two with .. between them for a range) and a unit.
The bound is = (or range) unless told. A value that is told comes with its unit, or has none; it must be told wherever
the quantity is not plain digits with the unit behind them. Whatever is not marked is no quantity.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

BOUNDS = {"=", ">=", ">", "<=", "<", "~", "range"}
_MARK = re.compile(r"\[(?P<written>[^\[\]|]+)(?:\|(?P<facts>[^\[\]]*))?\]")
_VALUE = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:\.\.(?P<high>\d+(?:\.\d+)?))?")
_PLAIN = re.compile(r"(?P<value>\d+(?:\.\d+)?)(?P<unit>(?![十百千万亿多余几])[^\d,.]*)")


class Mark(NamedTuple):
    """One quantity as a test expects it; `start` counts in the sentence without its marks."""

    start: int
    written: str
    value: Decimal
    high: Decimal | None
    unit: str
    bound: str


def parse(marked: str) -> tuple[str, list[Mark]]:
    """The sentence without its marks, and what the marks say."""
    marks: list[Mark] = []
    text, place = "", 0
    for match in _MARK.finditer(marked):
        text += marked[place : match.start()]
        marks.append(_mark(len(text), match["written"], (match["facts"] or "").split()))
        text += match["written"]
        place = match.end()
    return text + marked[place:], marks


def _mark(start: int, written: str, facts: list[str]) -> Mark:
    bounds = [fact for fact in facts if fact in BOUNDS]
    values = [value for fact in facts if (value := _VALUE.fullmatch(fact))]
    units = [fact for fact in facts if fact not in BOUNDS and not _VALUE.fullmatch(fact)]
    if max(len(bounds), len(values), len(units)) > 1:
        raise ValueError(f"[{written}|{' '.join(facts)}] says something twice")
    if values:
        low, high, unit = values[0]["low"], values[0]["high"], units[0] if units else ""
    else:
        plain = _PLAIN.fullmatch(written)
        if plain is None:
            raise ValueError(f"[{written}|{' '.join(facts)}] must tell its value")
        low, high, unit = plain["value"], None, units[0] if units else plain["unit"]
    unit = unit.removeprefix("个") if unit == "个百分点" else unit
    bound = bounds[0] if bounds else "range" if high else "="
    return Mark(start, written, Decimal(low), Decimal(high) if high else None, unit, bound)


def case(name: str, *values: Any, xfail: str = "") -> Any:
    """One row of a table of cases; `xfail` says why it does not come out yet."""
    marks = [pytest.mark.xfail(strict=True, reason=xfail)] if xfail else []
    return pytest.param(*values, id=name, marks=marks)
