"""Amounts: a number with the unit behind it, and with the second number where the two are a range."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from govtext.pipes import units
from govtext.pipes.numerals import NUMBER, neighbours, value_of
from govtext.pipes.quantities import rejects
from govtext.pipes.quantities.contexts import behind
from govtext.pipes.units import Unit

SCALE = re.compile(r"[万亿]")
_RANGE = re.compile(r"\s?(?:[-－—–~～]{1,2}|至|到)\s?")
_SPACES = {" ", "　", "\xa0"}
_PARTS = {"百": Unit("%", "share", 0), "千": Unit("‰", "share", 0), "万": Unit("‱", "share", 0)}
_LISTED_POINTS = re.compile(r"(个?)(?:\s*(?:、|和|与|及|以及)\s*[\d.一二三四五六七八九十两点]+个?)+百分点")
_TENTHS = Unit("%", "share", 1)


class Amount(NamedTuple):
    """How much a number says.

    `value` and, of a range, `high` count in the unit, 万 and 亿 multiplied out; `end` is where the unit ends, or the
    number if it has none; `ranged` says that a second number continues the first.
    """

    value: Decimal
    high: Decimal | None
    unit: Unit | None
    end: int
    ranged: bool = False


def amount_of(text: str, number: re.Match[str]) -> Amount:
    """How much a match of `NUMBER` says, with what stands behind it."""
    pair = neighbours(number)
    if pair:
        return _measured(text, number, pair[0])._replace(high=pair[1])
    low = _measured(text, number, value_of(number))
    return _ranged(text, number, low) or low


def _measured(text: str, number: re.Match[str], value: Decimal) -> Amount:
    """A number of this value with the unit behind it."""
    end = number.end()
    if number["per"]:
        return Amount(value, None, _PARTS[number["per"]], end)
    if number["den"] or number["over"]:
        return Amount(value, None, None, end)
    if len(number.group()) == 1 and behind("after_tenths", text, end):
        return Amount(value * 10, None, _TENTHS, end + _TENTHS.length)
    place = end + 1 if text[end : end + 1] in _SPACES else end
    points = _LISTED_POINTS.match(text, end)  # 分别提高1.1、2.2个百分点
    if points:
        return Amount(value, None, Unit("百分点", "points", len(points[1])), points.end(1))
    unit = units.table().at(text, place)
    if unit is None or (unit.length == 1 and behind("after_no_unit", text, end)):
        return Amount(value, None, None, end)
    return Amount(value, None, unit, place + unit.length)


def _ranged(text: str, number: re.Match[str], low: Amount) -> Amount | None:
    """The range where a second number continues the first: 4.5-5%, 25至29人, 80亿至100亿元."""
    second = _second_number(text, number, low.end)
    if second is None:
        return None
    if number["per"] and second["per"] is None:  # 百分之八至九
        high = Amount(value_of(second), None, low.unit, second.end())
    else:
        high = _measured(text, second, value_of(second))
    if low.unit and (high.unit is None or high.unit.name != low.unit.name):
        return None
    value = low.value
    if low.unit is None and value < high.value and SCALE.search(second.group()) and not SCALE.search(number.group()):
        value *= high.value / _mantissa(second)  # 3至5万
    return Amount(value, high.value, high.unit, high.end, ranged=True) if value < high.value else None


def _second_number(text: str, number: re.Match[str], end: int) -> re.Match[str] | None:
    """The number that stands behind a dash or 至 where the first number with its unit ends."""
    separator = _RANGE.match(text, end)
    if separator is None or number["den"] or number["over"]:
        return None
    start = number.start()
    if separator.group().strip() in {"到", "至"} and text[start - 1 : start] in {"从", "由"}:
        return None
    second = NUMBER.match(text, separator.end())
    if second is None or (number["per"] and not (second["per"] or second["plain"])):
        return None
    return None if rejects.load().shapes.match(text, second.start()) else second


def _mantissa(number: re.Match[str]) -> Decimal:
    """The number without its multipliers: of 5万 the 5."""
    head = NUMBER.match(SCALE.split(number.group())[0])
    return value_of(head) if head else Decimal(1)
