"""Outlines: five-year plans, which are named by their number and not by a year."""

from __future__ import annotations

import re
from functools import cache

from govtext import rules

_FILE = rules.FOLDER / "periods.toml"
_OTHER = r"(?:发展)?(?:规划|计划)(?![^\n]*(?:情况|回顾|总结|报告|评估|说明|解读))"


@cache
def _plans() -> tuple[re.Pattern[str], dict[str, int], dict[str, str]]:
    """How the title of an outline names its plan, when the plans begin, and which is the n-th; 普法 counts its own."""
    table = rules.read_toml(_FILE)
    plans, ordinals = table["plans"], table["ordinals"]
    numbered, short = rules.alternation(ordinals), rules.alternation(plans)
    named = rf"(?:第(?P<nth>{numbered})个五年|“?(?P<plan>{short})(?!”?普法)”?[^，。；\n]{{0,20}}?){_OTHER}"
    return re.compile(named), plans, ordinals


def begins(plan: str) -> int:
    """The first year of a five-year plan: 2021 of 十四五."""
    return _plans()[1][plan]


def first_year(title: str) -> int | None:
    """The first year of the five-year plan whose outline has this title; None if it is of no outline."""
    pattern, _, ordinals = _plans()
    named = pattern.search(title)
    return begins(named["plan"] or ordinals[named["nth"]]) if named else None
