"""Periods: the year or years a number is about, from its sentence, else from its paragraph, else from its section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.identity import Identity
from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.kinds import Kind
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.numerals import DIGITS
from govtext.pipes.sections import Section, Sentence

FILE = rules.FOLDER / "periods.toml"


class TimeRule(rules.Rule):
    """Words that place something in time, counted from the report's year or from the year its part speaks of."""

    words: list[str] = Field(min_length=1)
    counted: Literal["today", "part"] = Field(alias="from")
    year: int
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: `label` as the tables show it (2024, 2021-2025, 2024Q3, 2024-06)."""

    label: str
    start: int | None
    end: int | None


UNKNOWN = Period("", None, None)


def years(first: int, last: int) -> Period:
    """The period of whole years from first to last."""
    return Period(str(first) if first == last else f"{first}-{last}", first, last)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression in a text.

    Years are absolute, or with `of_part` counted from the year that its part of the report speaks of.
    `part` is a quarter, half or month of the year; `of` says that it belongs to what follows alone (由2020年的…).
    """

    start: int
    end: int
    first: int
    last: int
    of_part: bool = False
    part: str = ""
    of: bool = False
    from_to: bool = False

    def period(self, section: Section) -> Period:
        """The period it stands for in a section."""
        base = 0
        if self.of_part:
            if section.years is None:
                return UNKNOWN
            base = section.years[1]
            if section.role == "plan" and self.first < self.last:  # 三年内 looks ahead
                return years(section.years[0], section.years[0] + self.last - self.first)
        if self.part:
            return Period(f"{base + self.last}{self.part}", base + self.last, base + self.last)
        return years(base + self.first, base + self.last)


_HAN_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_YEAR = rf"(?:(?:1[89]|20)\d\d|{_HAN_YEAR})"
_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = r"(?:前三季度|前3季度|第?[一二三四1-4]季度)"


@dataclass(frozen=True, slots=True)
class _Tables:
    expression: re.Pattern[str]
    words: dict[str, TimeRule]
    plans: dict[str, int]
    ordinals: dict[str, str]


@cache
def load_rules() -> _Tables:
    """The words of time, checked."""
    rows = rules.load(FILE, TimeRule, "time", lambda row: row.words)
    words = {word: row for row in rows for word in row.words}
    raw = rules.read_toml(FILE)
    part = rf"(?P<quarter>{_QUARTER})|(?P<half>[上下]半年)|(?P<month>1[0-2]|[1-9])月(?:份|底|末)?"
    openings = "".join(sorted({word[0] for word in [*words, *raw["plans"]]}))
    expression = re.compile(
        rf"(?=[12“从自第前上下这近过今未两一二三四五六七八九十{openings}])(?:"  # the first character decides fast
        rf"(?P<from>[从自])?(?P<first>{_YEAR})\s?年?\s?[-—－–~～至到、和]+\s?(?P<last>{_YEAR}|\d\d(?=年))\s?[两三四五六七八]?年"
        rf"|(?P<year>{_YEAR})\s?年度?(?:(?P<edge>[底末初])|的?(?:{part}))?"
        rf"|“?(?P<plan>{rules.alternation(raw['plans'])})”?(?P<plan_part>时期|期间|以来|末|五年|的五年|前四年|收官|圆满|胜利|(?:规划|计划)(?=期|末|胜利|圆满|顺利|收官))"
        rf"|第(?P<ordinal>{rules.alternation(raw['ordinals'])})个五年计划"
        rf"|(?P<word>{rules.alternation(words)})(?:(?P<q2>{_QUARTER})|(?P<h2>[上下]半年))?"
        rf"|(?P<q3>{_QUARTER})|(?P<h3>[上下]半年)"
        r"|(?<![第前\d一二三四五六七八九十周百])(?:这|近|过去的?|今后|未来)?(?P<count>[两二三四五六七八九十])年(?![期计规行级度以制代初底末多前后]))"
    )
    return _Tables(expression, words, raw["plans"], raw["ordinals"])


class Timeline:
    """The time expressions of a text in order, asked by place."""

    def __init__(self, found: Sequence[Time], compared: Sequence[Time] = ()) -> None:
        self.times = tuple(found)
        self.compared = tuple(compared)
        self._starts = [time.start for time in found]

    def first_from(self, place: int) -> int:
        """The number of the first expression that begins at a place or behind it."""
        return bisect_left(self._starts, place)


def times(text: str, identity: Identity) -> Timeline:
    """All time expressions of a text that say when something was; those that only compare are left out."""
    tables = load_rules()
    found: list[Time] = []
    compared: list[Time] = []
    for match in tables.expression.finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        if phrase("year_compared").search(before):
            if match["year"]:
                compared.append(Time(*match.span(), _year(match["year"]), _year(match["year"])))
            continue
        of = bool(phrase("year_belongs").search(before)) and re.match(r"的|\d", text[match.end() :][:1]) is not None
        if (
            of
            and text[match.start() - 1] in "是为"
            and re.match(r"的[^，。；]{0,12}倍", text[match.end() : match.end() + 14])
        ):
            continue  # 是2020年的1.5倍 compares
        time = _time(match, identity, tables, of)
        if time is not None:
            found.append(time)
    return Timeline(found, compared)


def _time(match: re.Match[str], identity: Identity, tables: _Tables, of: bool) -> Time | None:
    start, end = match.span()
    today = identity.plan_year
    if match["first"]:
        first, last = _year(match["first"]), _year(match["last"])
        last = last if last > 100 else first // 100 * 100 + last
        return Time(start, end, min(first, last), last, of=of, from_to=match["from"] is not None)
    if match["year"]:
        year = _year(match["year"])
        return Time(start, end, year, year, part=_part(match["quarter"], match["half"], match["month"]), of=of)
    if match["plan"] or match["ordinal"]:
        begin = tables.plans[match["plan"] or tables.ordinals[match["ordinal"]]]
        stop = {"末": (begin + 4, begin + 4), "前四年": (begin, begin + 3)}.get(
            match["plan_part"] or "", (begin, begin + 4)
        )
        return Time(start, end, *stop, of=of)
    if match["word"]:
        row = tables.words[match["word"]]
        part = _part(match["q2"], match["h2"], None)
        if row.counted == "part":
            return Time(start, end, row.year, row.year, of_part=True, part=part, of=of)
        return None if today is None else Time(start, end, today + row.year, today + row.year, part=part, of=of)
    if match["count"]:
        if today is None:
            return None
        length = _COUNT[match["count"]]
        if match.group().startswith(("今后", "未来")):
            return Time(start, end, today, today + length - 1, of=of)
        return Time(start, end, 1 - length, 0, of_part=True, of=of)
    return Time(start, end, 0, 0, of_part=True, part=_part(match["q3"], match["h3"], None), of=of)


def _year(text: str) -> int:
    return int(text) if text[0].isdigit() else int("".join(str(DIGITS[c]) for c in text))


def _part(quarter: str | None, half: str | None, month: str | None) -> str:
    if quarter:
        return "Q1-Q3" if quarter.startswith("前") else f"Q{_QUARTERS[quarter.removeprefix('第')[0]]}"
    if half:
        return f"H{1 if half[0] == '上' else 2}"
    return f"-{int(month):02d}" if month else ""


_CLAUSE_END = re.compile(r"[，；。：]")
_AT_START = 4


def is_baseline(text: str, frame: Frame, following: Frame | None) -> bool:
    """从A提高到B: A is where it started."""
    if following is None or not following.same_clause:
        return False
    between = text[frame.quantity.right : following.quantity.left]
    return (
        bool(phrase("baseline").search(text, *frame.peeled))
        and bool(phrase("arriving").search(between))
        and not _CLAUSE_END.search(between)
    )


def period_of(text: str, frame: Frame, kind: Kind, flow: bool, baseline: bool, section: Section, sentence: Sentence,
              found: Timeline, carried: Time | None) -> Period:  # fmt: skip
    """The time one number is about.

    Args:
        text: analysed text.
        frame: what stands around the number.
        kind: the number's kind.
        flow: it counts what was done over a time (新增, 建成), not what there is at its end.
        baseline: it is where a change began.
        section: where it stands.
        sentence: its sentence.
        found: all time expressions of the text.
        carried: the time that its paragraph is about, said at the beginning of an earlier sentence.
    """
    stated = _nearest(text, found, sentence, frame.quantity.start) or carried
    if stated is not None:
        period = stated.period(section)
        if period.start is None or period.end is None:
            return period
        if (
            period.start == period.end
            and kind == "growth"
            and phrase("yearly").search(text, frame.clause[0], frame.quantity.left)
        ):
            return _since_earlier(found, sentence, frame, period, section)
        if period.start == period.end:
            return UNKNOWN if baseline and not stated.of and stated.end < frame.clause[0] else period
        if baseline and stated.from_to:
            return years(period.start, period.start)
        return _in_span(text, frame, kind, flow, (period.start, period.end), baseline, section.role == "plan")
    if section.years is None:
        return UNKNOWN
    first, last = section.years
    if first == last:
        return UNKNOWN if baseline else years(first, last)
    return _in_span(text, frame, kind, flow, (first, last), baseline, section.role == "plan")


def _since_earlier(found: Timeline, sentence: Sentence, frame: Frame, period: Period, section: Section) -> Period:
    """The years of a yearly growth: from the one after the earliest named in the sentence to the one it reached."""
    last = period.end or 0
    named = [*found.times, *found.compared]
    years_named = [t.first for t in named if sentence.start <= t.start < frame.quantity.start and not t.of_part]
    first = min((year for year in years_named if year < last), default=None)
    if first is not None:
        return years(first + 1, last)
    if section.years is not None and section.years[0] < section.years[1] == last:
        return years(*section.years)
    return period


def _nearest(text: str, found: Timeline, sentence: Sentence, stop: int) -> Time | None:
    """The last time expression before a number that still holds there.

    One at the beginning of a sentence holds for all of it, another until the next semicolon; a quarter or half of a
    year, and one that belongs to another number (由2020年的…), only in their own clause.
    """
    place = found.first_from(stop) - 1
    while place >= 0 and found.times[place].start >= sentence.start:
        time = found.times[place]
        between = text[time.end : stop]
        narrow = bool(time.part) or time.of
        if time.of:
            holds = not re.search(r"[\d一二三四五六七八九]", between)
        elif narrow:
            holds = not _CLAUSE_END.search(between.lstrip("，"))
        else:
            holds = time.start - sentence.start <= _AT_START or "；" not in between
        if holds:
            return time
        place -= 1
    return None


def carried_over(found: Timeline, sentence: Sentence) -> Time | None:
    """The time that a sentence begins with and that the rest of its paragraph is about, if it is whole years."""
    place = found.first_from(sentence.start)
    if place == len(found.times):
        return None
    time = found.times[place]
    if time.start - sentence.start > _AT_START or time.start >= sentence.end:
        return None
    return None if time.part or time.of or time.of_part else time


def announced(found: Timeline, text: str, sentence: Sentence) -> Time | None:
    """The time of a list that a sentence announces (主要产品一九五七年的产量如下)."""
    if not text.startswith(("：", ":"), sentence.end - 1):
        return None
    place = found.first_from(sentence.end) - 1
    time = found.times[place] if place >= 0 else None
    return time if time is not None and time.start >= sentence.start and not time.part else None


def _in_span(
    text: str, frame: Frame, kind: Kind, flow: bool, span: tuple[int, int], baseline: bool, planned: bool
) -> Period:
    """Which part of several years a number is about: their start, their end, or all of them."""
    first, last = span
    if baseline:
        return years(first - 1, first - 1)
    clause = text[frame.clause[0] : frame.quantity.left]
    if kind in {"growth", "change"} or phrase("over_span").search(clause) or (kind == "multiple" and frame.roles):
        return years(first, last)
    if phrase("held").search(clause) and (planned or kind in {"share", "level"}):
        return years(first, last)
    if kind in {"share", "gap", "multiple"}:
        return years(last, last)
    if flow and not phrase("reached").search(text, *frame.peeled):
        return years(first, last)
    return years(last, last)
