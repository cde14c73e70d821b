"""Quantities: every number of a text that measures something, with its unit and its bound.

`find` is a pure function of the text and the rules. Numbers are found in characters, not in tokens: word segmentation
cuts 23,876人 into 23 / , / 876 and full-width digits one by one.
"""

from __future__ import annotations

import re

from govtext.pipes.numerals import NUMBER, SOFTENED
from govtext.pipes.quantities import bounds
from govtext.pipes.quantities.amounts import Amount, amount_of
from govtext.pipes.quantities.contexts import ahead
from govtext.pipes.quantities.lists import shared
from govtext.pipes.quantities.quantity import Bound, Quantity, Rejected
from govtext.pipes.quantities.rejects import Rejects
from govtext.pipes.quantities.uncounted import why_uncounted

_SIGNS = {"-", "－", "−", "—", "–", " "}
__all__ = ["Quantity", "find"]


def find(text: str) -> tuple[list[Quantity], list[Rejected]]:
    """All quantities of a text, and all numbers that are none, each in text order.

    Args:
        text: analysed text: Simplified characters, half-width digits.
    """
    rejects = Rejects(text)
    found: list[Quantity] = []
    rejected: list[Rejected] = []
    position = 0
    while number := NUMBER.search(text, position):
        outcome = rejects.at(number) or _quantity(text, number)
        if isinstance(outcome, Quantity):
            found.append(outcome)
            position = outcome.right
        else:
            rejected.append(outcome)
            position = outcome.end
    return shared(text, found), rejected


def _quantity(text: str, number: re.Match[str]) -> Quantity | Rejected:
    """A number with its unit, range and bound, or why it measures nothing."""
    start, end = number.span()
    amount = amount_of(text, number)
    table = bounds.load()
    before = table.ahead(text, start)
    reason = why_uncounted(text, number, amount, bounded=before is not None)
    if reason:
        return Rejected(start, amount.end if amount.unit else end, reason)
    negative = text[start - 1 : start] in _SIGNS and ahead("before_minus", text, start)
    if negative and not ahead("before_negative_growth", text, start):
        return Rejected(start, end, "negative amount")
    after = table.behind(text, amount.end)
    left = before.start() if before else start
    right = after.end() if after else amount.end
    unit, unit_class = (amount.unit.name, amount.unit.unit_class) if amount.unit else ("", "other")
    bound = _bound(text, number, amount, before, after)
    return Quantity(start, amount.end, left, right, amount.value, amount.high, unit, unit_class, bound, negative)


def _bound(
    text: str, number: re.Match[str], amount: Amount, before: re.Match[str] | None, after: re.Match[str] | None
) -> Bound:
    """The bound of a number, by its two ends, by the words before and after it, by those further ahead, by itself."""
    if amount.high is not None:
        return "range"
    table = bounds.load()
    if after:
        return table.after.bound(after)
    if before:
        return table.before.bound(before)
    bound = table.apart(text, number.start())
    return ">" if bound == "=" and SOFTENED.search(number.group()) else bound
