"""Amounts: a number with the unit behind it, and with the second number where the two are a range."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from govtext.pipes import units
from govtext.pipes.numerals import DIGITS, NUMBER, neighbours, value_of
from govtext.pipes.quantities import rejects
from govtext.pipes.quantities.contexts import ahead, behind
from govtext.pipes.units import Unit

SCALE = re.compile(r"[万亿]")
_RANGE = re.compile(r"\s?(?:[-－—–~～]{1,2}|至|到)\s?")
_SPACES = {" ", "　", "\xa0"}
_PARTS = {"百": Unit("%", "share", 0), "千": Unit("‰", "share", 0), "万": Unit("‱", "share", 0)}
_LISTED_POINTS = re.compile(r"(个?)(?:\s*(?:、|和|与|及|以及)\s*[\d.一二三四五六七八九十两点]+个?)+百分点")
_LISTED = re.compile(r"\s*(?:、|和|与|及|以及)\s*(?=\d)")
_UNSCALED = 1000  # 350和260亿美元 shares 亿; 5000和1.2万元 does not share 万
_TENTHS = Unit("%", "share", 1)
_REST = re.compile(r"(?P<tenths>[一二三四五六七八九])分(?![之钟别田])")
_HALF = re.compile(r"半(?![数年径导截载])")
_HALVED = {"倍", "年", "天", "小时", "个小时", "亩", "里", "斤", "担", "石", "斗", "头"}
_LEAP = 3  # 提高20元至120元: a range hardly ever spans so much


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
        return _listed(text, number, value) or Amount(value, None, None, end)
    return _with_rest(text, Amount(value, None, unit, place + unit.length), unit)


def _listed(text: str, number: re.Match[str], value: Decimal) -> Amount | None:
    """A number whose unit is said once, behind the last of its list: 分别达到8400和6500美元."""
    joint = _LISTED.match(text, number.end())
    second = NUMBER.match(text, joint.end()) if joint and ahead("before_list", text, number.start()) else None
    if second is None:
        return None
    last = _measured(text, second, value_of(second))
    scale = last.value / _mantissa(second) if last.value and SCALE.search(second.group()) else Decimal(1)
    if last.unit is None or not last.value or last.unit.unit_class == "time" or (scale > 1 and value >= _UNSCALED):
        return None
    return Amount(value * scale, None, replace(last.unit, length=0), number.end())


def _with_rest(text: str, amount: Amount, unit: Unit) -> Amount:
    """An amount with the smaller unit said behind it: 二亩五分 is 2.5 亩, 一倍半 1.5 倍."""
    rest = _REST.match(text, amount.end) if unit.name == "亩" else None
    if rest:
        return amount._replace(value=amount.value + Decimal(DIGITS[rest["tenths"]]) / 10, end=rest.end())
    half = _HALF.match(text, amount.end) if unit.name in _HALVED else None
    return amount._replace(value=amount.value + Decimal("0.5"), end=half.end()) if half else amount


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
    if high.value < value and text.startswith("之间", high.end):
        return Amount(high.value, value, high.unit, high.end, ranged=True)  # 4.4%至3.3%之间
    if low.unit and value * _LEAP <= high.value and ahead("before_leap", text, number.start()):
        return None
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
