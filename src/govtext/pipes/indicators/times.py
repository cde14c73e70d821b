"""Times: what a text says of years, halves, quarters and plans, with the years each expression stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from govtext.identity import Identity
from govtext.identity.calendar import part_label, year_of_republic, year_written
from govtext.pipes.indicators.expressions import Expressions, load_rules
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.sections import Section


class Period(NamedTuple):
    """A stretch of time: `label` as the tables show it (2024, 2021-2025, 2024Q3, 2024M1-M5, 2024-06)."""

    label: str
    start: int | None
    end: int | None


UNKNOWN = Period("", None, None)


def years(first: int, last: int) -> Period:
    """The period of whole years from first to last."""
    return Period(str(first) if first == last else f"{first}-{last}", first, last)


def whole_years(period: Period) -> Period:
    """The year of a part of it: 2024 of 2024H1."""
    return period if period.start is None or period.end is None else years(period.start, period.end)


class Time(NamedTuple):
    """A time expression in a text.

    Years are absolute, or with `of_part` counted from the year that its part of the report speaks of.
    `part` is a quarter, half or month of the year; `of` says that it belongs to what follows alone (由2020年的…);
    `named` that it counts from the year its sentence or paragraph speaks of (本年), if there is one; `running` that it
    says how long something has held (连续五年); `since` that it is when something began (2020年以来); `back` that
    it is years that have passed, whatever the part (五年来); `own_part` that it is as much of the year as its section
    is about (今年 in a half-year report).
    """

    start: int
    end: int
    first: int
    last: int
    of_part: bool = False
    part: str = ""
    of: bool = False
    from_to: bool = False
    named: bool = False
    running: bool = False
    since: bool = False
    back: bool = False
    own_part: bool = False

    def period(self, section: Section) -> Period:
        """The period it stands for in a section."""
        base = 0
        if self.of_part:
            if section.years is None:
                return UNKNOWN
            base = section.years[1]
            if section.role == "plan" and self.back:
                return years(section.years[0] - 1 + self.first, section.years[0] - 1 + self.last)
            if section.role == "plan" and self.first < self.last:  # 三年内 looks ahead
                return years(section.years[0], section.years[0] + self.last - self.first)
        if self.since and section.role in {"review", "plan"} and section.years is not None:
            by_now = section.years[1] if section.role == "review" else section.years[0] - 1
            return years(self.first, max(self.last, by_now))
        if self.own_part:
            return Period(f"{base}{section.part}", base, base)  # 今年 in the review of a half-year
        if self.part:
            return Period(f"{base + self.last}{self.part}", base + self.last, base + self.last)
        return years(base + self.first, base + self.last)


_PLAN_LENGTH = 5
_BEFORE, _BEHIND = 12, 28
PARAGRAPH = 2000  # farther back nothing is looked for
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


class Timeline:
    """The time expressions of a text in order, asked by place."""

    def __init__(self, text: str, found: Sequence[Time], compared: Sequence[Time] = ()) -> None:
        self.text = text
        self.times = tuple(found)
        self.compared = tuple(compared)
        self._starts = [time.start for time in found]
        self._compared_starts = [time.start for time in compared]

    def first_from(self, place: int) -> int:
        """The number of the first expression that begins at a place or behind it."""
        return bisect_left(self._starts, place)

    def between(self, start: int, stop: int) -> tuple[Time, ...]:
        """The expressions that begin in a stretch of the text."""
        return self.times[self.first_from(start) : self.first_from(stop)]

    def compared_between(self, start: int, stop: int) -> tuple[Time, ...]:
        """The years in a stretch of the text that something is only compared with."""
        starts = self._compared_starts
        return self.compared[bisect_left(starts, start) : bisect_left(starts, stop)]


def times(text: str, identity: Identity) -> Timeline:
    """All time expressions of a text that say when something was; those that only compare are left out."""
    tables = load_rules()
    found: list[Time] = []
    compared: list[Time] = []
    plans = _Plans(text, tables, identity.plan_year)
    for match in tables.expression.finditer(text):
        before, behind = (
            text[max(0, match.start() - _BEFORE) : match.start()],
            text[match.end() : match.end() + _BEHIND],
        )
        if _compares(before, behind):
            said = phrase("number_of_year").match(behind) is not None
            closed = match["plan_part"] == "末"  # 比“十三五”末增长
            told = match["year"] or closed
            time = _time(match, identity, tables) if told or (match["word"] and said) else None
            if told and time:
                compared.append(time._replace(of=True))
            if time and said:
                found.append(time._replace(of=True))
            continue
        if match["word"] and tables.words[match["word"]].counted == "named" and phrase("of_a_task").match(behind):
            continue
        belongs = phrase("year_belongs").search(before) is not None
        titled = before.endswith(("》（", "》(")) or behind.startswith(("）》", ")》"))
        if titled or _names_something(match, behind) or (belongs and phrase("source").match(behind)):
            continue
        of = belongs and phrase("year_of").match(behind) is not None
        time = plans.time(match) or _same_years(text, match, found) or _time(match, identity, tables)
        if time is not None:
            since = time.first == time.last and not time.of_part and phrase("since").match(behind) is not None
            back = time.of_part and time.first < time.last and behind.startswith("来")
            found.append(time._replace(of=of, since=since, back=back) if of or since or back else time)
    return Timeline(text, found, compared)


def _compares(before: str, behind: str) -> bool:
    """Whether a time only says with what something is compared, or on what it builds."""
    return (
        phrase("year_compared").search(before) is not None
        or phrase("compared_behind").match(behind) is not None
        or phrase("ground_behind").match(behind) is not None
        or (phrase("gap_to").search(before) is not None and phrase("gap_behind").match(behind) is not None)
        or (phrase("ratio_to").search(before) is not None and phrase("ratio_of").match(behind) is not None)
    )


def _names_something(match: re.Match[str], behind: str) -> bool:
    """Whether a time is part of a name: of prices (按2010年不变价格), of money carried over, of a programme."""
    if match["count"] or match["digits"]:
        return phrase("programme").match(behind) is not None
    if match["plan_part"] == "以来" and phrase("ranked").match(behind):
        return True
    return phrase("year_of_prices" if match["year"] else "carried_money").match(behind) is not None


class _Plans:
    """The five-year plan that a text speaks of, which says what 前三年 and 五年内 are."""

    def __init__(self, text: str, tables: Expressions, today: int | None) -> None:
        self.text = text
        self.tables = tables
        begun = [first for first in tables.plans.values() if 0 <= (today or 0) - first < _PLAN_LENGTH]
        self.present = begun[0] if begun else None
        self.last: tuple[int, int] | None = None
        self.divided: int | None = None

    def time(self, match: re.Match[str]) -> Time | None:
        """The years of a plan, of a part of it, or of its length said alone."""
        if match["plan"] or match["ordinal"]:
            first = self.tables.plans[match["plan"] or self.tables.ordinals[match["ordinal"]]]
            self.last = match.end(), first
            return Time(*match.span(), *_leg(first, match["plan_part"] or match["ordinal_leg"] or ""))
        if match["leg"]:
            begin = self.present if match["of_plan"] else self._near(match.start()) or self.divided
            self.divided = begin or self.divided
            return None if begin is None else Time(*match.span(), *_leg(begin, match["leg"]))
        if match.group() == "五年" and not self.text.startswith(("来", "间"), match.end()):
            near = self._near(match.start()) or self._in_force(match)
            return None if near is None else Time(*match.span(), near, near + _PLAN_LENGTH - 1)
        return None

    def _in_force(self, match: re.Match[str]) -> int | None:
        """The plan of these years, if it is the last one spoken of before 五年内."""
        if self.last is None or self.last[1] != self.present:
            return None
        return self.present if self.text.startswith(("内", "中", "合计"), match.end()) else None

    def _near(self, place: int) -> int | None:
        """The plan named before in the paragraph."""
        return self.last[1] if self.last and _same_paragraph(self.text, self.last[0], place) else None


def _same_paragraph(text: str, start: int, stop: int) -> bool:
    return stop - start < PARAGRAPH and "\n" not in text[start:stop]


def _leg(first: int, part: str) -> tuple[int, int]:
    """The years of a part of a plan: 末, 前三年, 后两年; all of it for any other word."""
    last = first + _PLAN_LENGTH - 1
    if part == "末":
        return last, last
    if not part.endswith("年") or part.endswith("五年"):
        return first, last
    length = _COUNT.get(part[-2], 1)
    return (last - length + 1, last) if part[-3] == "后" else (first, first + length - 1)


def _time(match: re.Match[str], identity: Identity, tables: Expressions) -> Time | None:
    start, end = match.span()
    today = identity.report_year
    if match["first"]:
        first, last = year_written(match["first"]), year_written(match["last"])
        last = last if last > 100 else first // 100 * 100 + last
        return Time(start, end, min(first, last), last, from_to=match["from"] is not None)
    if match["plan"]:
        return Time(start, end, *_leg(tables.plans[match["plan"]], match["plan_part"] or ""))
    if match["republic"]:
        year = year_of_republic(match["republic"])
        return Time(start, end, year, year)
    if match["year"]:
        year = year_written(match["year"])
        part = part_label(match["quarter"] or match["half"] or match["months"] or match["month"] or "")
        return Time(start, end, year, year, part=part)
    if match["era"]:
        return Time(start, end, tables.eras[match["era"]], tables.eras[match["era"]])
    if match["word"]:
        row = tables.words[match["word"]]
        part = part_label(match["q2"] or match["h2"] or match["m2"] or "")
        if row.counted == "century":
            closing = None if today is None else -(-today // 100) * 100
            return None if closing is None else Time(start, end, closing, closing)
        if row.counted != "today":
            return Time(start, end, row.year, row.year, of_part=True, part=part, named=row.counted == "named")
        if identity.part and row.year == 0 and not part:
            return Time(start, end, 0, 0, of_part=True, own_part=True)
        return None if today is None else Time(start, end, today + row.year, today + row.year, part=part)
    if match["leg"]:
        return None
    if match["count"] or match["digits"]:
        return None if today is None else _count(match, identity.plan_year or today)
    part = part_label(match["q3"] or match["h3"] or match["m3"] or match["m4"])
    return Time(start, end, 0, 0, of_part=True, part=part, named=match["m4"] is not None)


def _same_years(text: str, match: re.Match[str], found: Sequence[Time]) -> Time | None:
    """这三年 behind 从2021年到2023年: the years that the paragraph spoke of last, where they are as many."""
    last = found[-1] if found else None
    if not match["count"] or last is None or last.of_part:
        return None
    if not match.group().startswith("这") and text[last.end : match.start()] not in {"", "的"}:  # …到2023年的三年间
        return None
    if last.last - last.first + 1 != _COUNT[match["count"]] or not _same_paragraph(text, last.end, match.start()):
        return None
    return Time(*match.span(), last.first, last.last)


def _count(match: re.Match[str], today: int) -> Time:
    """A number of years that ends with the one spoken of, or begins with the report's own."""
    length = int(match["digits"]) if match["digits"] else _COUNT[match["count"]]
    if match.group().startswith(("今后", "未来")):
        return Time(*match.span(), today, today + length - 1)
    bare = match.group()[0] not in "这近过连"
    return Time(*match.span(), 1 - length, 0, of_part=True, named=bare, running=match.group().startswith("连续"))
