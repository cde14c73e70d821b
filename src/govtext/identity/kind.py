"""Kind: the title of a report, and what kind of report it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.identity.evidence import head
from govtext.identity.outlines import first_year

Kind = Literal["government_work_report", "unit_summary", "plan_report", "statistical_communique", "policy_address",
               "speech", "other"]  # fmt: skip
FILE = rules.FOLDER / "identity.toml"

_ADDRESS = 600
_TITLE_LENGTH = 60
_DATED_TITLE = re.compile(r"[^，。；：\n]{0,20}(?:19|20)\d\d年度?(?!\d{1,2}月)[^，。；：\n\d]{2,24}")
_NUMBERED = re.compile(r"[（(]?[一二三四五六]+[、）)]")
_UNDERTAKINGS = "实事"  # a list of them may be put to the delegates
_DELEGATES = re.compile(r"人民代表大会|各位代表")


class KindRule(rules.Rule):
    """A kind of report, the words that name it, and how many years before its own year it looks back.

    `opens` is a pattern of how its text begins, for a report that nothing names.
    """

    id: Kind
    words: list[str] = Field(min_length=1)
    opens: str = ""
    looks_back: int
    reason: str


OTHER = KindRule(id="other", words=["-"], looks_back=1, reason="no word names its kind")


@cache
def kinds() -> tuple[KindRule, ...]:
    """The kinds of report, checked."""
    return rules.load(FILE, KindRule, "kind", lambda row: [row.id, *row.words])


def title_of(text: str, stem: str) -> str:
    """The first line that names a kind of report, else the first line if it names a year, else the file's name."""
    words = [word for row in kinds() for word in row.words]
    for line in head(text).splitlines():
        bare = line.strip(" 　#*—-")
        if len(bare) > _TITLE_LENGTH or "，" in bare or "。" in bare or _NUMBERED.match(bare):
            continue
        if any(word in re.sub(r"\s", "", bare) for word in words):
            return bare
    opening = head(text).lstrip().partition("\n")[0].strip(" 　#*—-")
    titled = _DATED_TITLE.fullmatch(opening) or (len(opening) <= _TITLE_LENGTH and first_year(opening))
    return opening if titled and not _NUMBERED.match(opening) else stem


def told_kind(told: str) -> KindRule | None:
    """The kind that a table tells, by its id or a word for it."""
    known = (row for row in kinds() if told == row.id or _named_in(told, row))
    return next(known, OTHER if told == OTHER.id else None)


def kind_of(stem: str, title: str, text: str) -> KindRule:
    """The kind that file name or title names, or that the first sentences speak like; outlines of plans are of none."""
    if first_year(stem) or first_year(title):
        return OTHER
    work_report, opening = kinds()[0], head(text)
    for name in (stem, re.sub(r"\s", "", title)):
        for row in kinds():
            if _named_in(name, row):
                return row
    addressed = "" if _UNDERTAKINGS in title else text
    if _DELEGATES.search(addressed[:_ADDRESS]):
        return work_report
    for row in kinds():
        if row.opens and re.search(row.opens, opening):
            return row
    for row in kinds():
        if _named_in(opening, row):
            return row
    return work_report if _DELEGATES.search(head(addressed)) else OTHER


def _named_in(place: str, row: KindRule) -> bool:
    return any(word in place for word in row.words)
