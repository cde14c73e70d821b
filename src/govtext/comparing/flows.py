"""Flows and stocks: whether a count says what was added in a period, or how much there is at its end.

One series holds one of the two. A concept counts what is added if one of its names says so (新增停车位), and then a
running total (累计达到900家) is not of its series; of any other one, a number that was added (分别新增60家) is not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from govtext import rules
from govtext.pipes.indicators.phrases import phrase

Said = Literal["added", "summed", "total", "reached", ""]
_FILE = rules.FOLDER / "flows.toml"
_CLAUSE, _PIECE = re.compile(r"[，,；;。：:]"), re.compile(r"[，,；;。：:、]")


@cache
def _words() -> dict[str, re.Pattern[str]]:
    """The shapes of the rule table, and one made of three: the verb that governs a whole list (新增3座、5座)."""
    words = rules.load_patterns(_FILE)
    added, listed, led_from = (words[name].pattern for name in ("added", "listed", "led_from"))
    return {**words, "adds_all": re.compile(rf"(?:{added})(?:{led_from})?(?:{listed})*$")}


def said(name: str, before: str) -> Said:
    """What the text says of a number: `added`, `summed` over time, the `total`, or `reached`; "" if nothing.

    The words next to the number outweigh its name: of 新增学校5所、累计90所, 90 is the total.

    Args:
        name: what is measured.
        before: the sentence up to the number.
    """
    words = _words()
    clause = _CLAUSE.split(before)[-1]
    piece = _PIECE.split(clause)[-1]
    if words["added"].search(piece):
        return "added"
    arrived = phrase("now_there_are").fullmatch(piece.strip())
    if words["total"].search(piece) or (arrived and words["added"].search(clause)):
        return "total"
    if words["summed"].search(piece):
        return "summed"
    if words["added"].search(name) or words["adds_all"].search(clause):
        return "added"
    if words["total"].search(name):
        return "total"
    if words["summed"].search(name):
        return "summed"
    return "reached" if words["reached"].search(piece) else ""


def refusal(names: tuple[str, ...], name: str, before: str, period: str) -> str:
    """Why an amount must not stand in a series, or "" if it may.

    Args:
        names: what the series is called, in all its ways.
        name: what the amount measures.
        before: the sentence up to the amount.
        period: the time it is about; what is added may be summed over a span of years, not over an open time.
    """
    found = said(name, before)
    if found == "added":
        return "" if _counts_added(names) else "refused: newly added, in a series of totals"
    total = found == "total" or (found == "summed" and period.isdigit())
    if (total and _counts_added(names)) or (found == "reached" and name in _with_added_twin(names)):
        return "refused: a total, in a series of what is added"
    return ""


@cache
def _counts_added(names: tuple[str, ...]) -> bool:
    return any(map(_words()["added"].search, names))


@cache
def _with_added_twin(names: tuple[str, ...]) -> frozenset[str]:
    """The names that stand in the table beside themselves as newly added: 停车位 and 新增停车位."""
    added = _words()["added"]
    return frozenset(added.sub("", name, count=1) for name in names if added.match(name)) & {*names}
