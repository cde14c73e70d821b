"""Congress: the year of the session of the national congress that a report is given to."""

from __future__ import annotations

import re

from govtext.identity.evidence import OPENING, head

_N = "([一二三四五六七八九十]{1,3})"
_THIS_CONGRESS = re.compile(rf"(?:向|在|我们)第{_N}届全国人民代表大会(?:第{_N}次会议)?(?!以来|期间|的决议)")
_LAST_CONGRESS = re.compile(rf"去年[^。，；]{{0,10}}?第?{_N}届(?:全国人民代表大会|全国人大|人大)第?{_N}次会议")
_SINCE_CONGRESS = re.compile(rf"第{_N}届全国人民代表大会(?:第一次会议(?:以来|，到这次大会[^。]{{0,20}}五年)|期间)")
# The years of the sessions of the first congresses; from the fifth on there are five of each, a year apart.
_FIRST_CONGRESSES = {1: (1954, 1955, 1956, 1957, 1958), 2: (1959, 1960, 1962, 1963), 3: (1964,), 4: (1975,)}


def year_by_congress(text: str) -> int | None:
    """The year of the session that a text speaks to: by its number, by a term that is over, or by last year's."""
    this = _THIS_CONGRESS.search(head(text))
    year = this and _session(this[1], this[2])
    if year:
        return year
    since = _SINCE_CONGRESS.search(text[:OPENING])
    first = since and "五年" in text[: since.end() + 60] and _session(since[1], "一")
    if first:
        return first + 5
    last = _LAST_CONGRESS.search(text)
    before = last and _session(last[1], last[2])
    return before + 1 if before else None


def _session(congress: str, session: str | None) -> int | None:
    """The year of a session of a national congress; a congress that met once needs no number."""
    number = ordinal(congress)
    years = _FIRST_CONGRESSES.get(number) or tuple(range(1953 + 5 * number, 1958 + 5 * number))
    place = 1 if len(years) == 1 else ordinal(session or "")
    return years[place - 1] if number and 1 <= place <= len(years) else None


def ordinal(word: str) -> int:
    """The number from 1 to 19 that a word says; 0 for any other word."""
    if word.startswith("十"):
        return 10 + "一二三四五六七八九".find(word[1:] or "-") + 1
    return "一二三四五六七八九".find(word) + 1 if len(word) == 1 else 0
