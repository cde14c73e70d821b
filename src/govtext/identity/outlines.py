"""Outlines: five-year plans, which are named by their number and not by a year."""

from __future__ import annotations

import re

from govtext.identity.congress import ordinal

_OUTLINE = re.compile(
    r"(?:第(?P<nth>[一二三四五六七八九十]{1,2})个五年|“?(?P<plan>[三四五六七八九]|十[一二三四五六七]?)五”?[^，。；\n]{0,20}?)"
    r"(?:发展)?(?:规划|计划)(?![^\n]*(?:情况|回顾|总结|报告|评估|说明|解读))"
)
_BEFORE_FIRST = 1951  # the third plan began in 1966, and every five years another one


def first_year(title: str) -> int | None:
    """The first year of the five-year plan whose outline has this title; None if it is of no outline."""
    named = _OUTLINE.search(title)
    return _BEFORE_FIRST + 5 * ordinal(named["nth"] or named["plan"]) if named else None
