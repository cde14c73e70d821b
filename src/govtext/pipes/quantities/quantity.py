"""What numbers come out as: quantities, and numerals that are none."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from govtext.pipes.units import UnitClass

Bound = Literal["=", ">=", ">", "<=", "<", "~", "range"]


class Quantity(NamedTuple):
    """A number with its unit.

    `start` and `end` are its place in the text, `left` and `right` that place with the words of its bound;
    `value` and `high` are in the unit's base, 万 and 亿 multiplied out, and never negative;
    `negative` says that a minus stands before a growth (增长-2.1%).
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    high: Decimal | None
    unit: str
    unit_class: UnitClass
    bound: Bound
    negative: bool = False


class Rejected(NamedTuple):
    """A number that is no quantity, and why."""

    start: int
    end: int
    reason: str
