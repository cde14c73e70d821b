"""Flows and stocks: whether a count says what was added in a period, or how much there is at its end.

One series holds one of the two. A concept counts what is added if one of its names says so (新增停车位), and then a
running total (累计达到900家) is not of its series; of any other one, a number that was added (分别新增60家) is not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

Said = Literal["added", "summed", "total", "reached", ""]
_ADDED = (
    r"净增|(?<![更创翻革刷])新(?:增(?!长)|建(?!筑|区|县)|设(?!备|计|施|想)|登记|认定|培育|引进|引育|注册|获批|批准|入选|晋升?|签|"
    r"投产|创建|评定|命名|纳入|发展(?!理念|格局|阶段|动能)|吸收|成立|组建|改扩?建|筹[建集]|开(?:工|通|辟|设|办|业)|通车|上市)"
)
_TOTAL = r"总数|总量|总规模|总里程|存量|保有|现有|共有|余额"
_SUMMED = r"(?<!全年)(?<!当年)(?<!今年)(?<!去年)累计"
_REACHED = r"(?:达到?|突破|超过?|增至|增加到)"
_ITEM = r"[\d０-９.．]+[^\d０-９，,；;。、]{1,6}[、和]"  # a number before this one in the same list
_added, _summed, _total = re.compile(_ADDED), re.compile(_SUMMED), re.compile(_TOTAL)
_bare_reach = re.compile(rf"(?:共|已|将)*{_REACHED}")
_reached = re.compile(r"(?:达到?|增至|增加到)\s*$")
_said_of_all = re.compile(rf"(?:{_ADDED})[了约近达到超过]*(?:{_ITEM})*$")
_CLAUSE, _PIECE = re.compile(r"[，,；;。：:]"), re.compile(r"[，,；;。：:、]")


def said(name: str, before: str) -> Said:
    """What the text says of a number: `added`, `summed` over time, the `total`, or `reached`; "" if nothing.

    The words next to the number outweigh its name: of 新增学校5所、累计90所, 90 is the total.

    Args:
        name: what is measured.
        before: the sentence up to the number.
    """
    clause = _CLAUSE.split(before)[-1]
    piece = _PIECE.split(clause)[-1]
    if _added.search(piece):
        return "added"
    if _total.search(piece) or (_bare_reach.fullmatch(piece.strip()) and _added.search(clause)):
        return "total"
    if _summed.search(piece):
        return "summed"
    if _added.search(name) or _said_of_all.search(clause):
        return "added"
    if _total.search(name):
        return "total"
    if _summed.search(name):
        return "summed"
    return "reached" if _reached.search(piece) else ""


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
    return any(map(_added.search, names))


@cache
def _with_added_twin(names: tuple[str, ...]) -> frozenset[str]:
    """The names that stand in the table beside themselves as newly added: 停车位 and 新增停车位."""
    return frozenset(_added.sub("", name, count=1) for name in names if _added.match(name)) & {*names}
