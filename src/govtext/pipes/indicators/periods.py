"""Periods: the year or years a number is about, from its sentence, else from its section."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from govtext import rules
from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.kinds import Kind
from govtext.pipes.numerals import DIGITS
from govtext.pipes.sections import Section
from govtext.identity import Identity

FILE = rules.FOLDER / "periods.toml"


class TimeRule(rules.Rule):
    """Words that place something in time, counted from the report's year."""

    words: list[str] = Field(min_length=1)
    year: int
    span: int = 1
    reason: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: `label` as the tables show it (2024, 2021-2025, 2024Q3, 2024H1, 2024-06), whole years besides."""

    label: str
    start: int | None
    end: int | None


UNKNOWN = Period("", None, None)


def years(first: int, last: int) -> Period:
    """The period of whole years from first to last."""
    return Period(str(first) if first == last else f"{first}-{last}", first, last)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression in a text; `compared` where it only says what is compared with (比上年)."""

    start: int
    end: int
    period: Period
    compared: bool
    at_end: bool


_HAN_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_YEAR = rf"(?:(?:1[89]|20)\d\d|{_HAN_YEAR})"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


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
    part = r"(?P<quarter>前三季度|前3季度|(?:第)?[一二三四1-4]季度)|(?P<half>[上下]半年)|(?P<month>1[0-2]|[1-9])月(?:份|底|末)?"
    expression = re.compile(
        rf"(?P<first>{_YEAR})\s?(?:年)?\s?(?:[-—－–~～至到、和]+)\s?(?P<last>{_YEAR}|\d\d(?=年))\s?[两三四五六七八]?年"
        rf"|(?P<year>{_YEAR})\s?年(?:度)?(?:(?P<edge>[底末])|(?:的)?(?:{part}))?"
        rf"|“?(?P<plan>{rules.alternation(raw['plans'])})”?(?P<plan_part>时期|期间|以来|规划|计划|末|五年|的五年|收官|圆满|胜利|目标)"
        rf"|第(?P<ordinal>{rules.alternation(raw['ordinals'])})个五年计划"
        rf"|(?P<word>{rules.alternation(words)})(?:(?P<q2>前三季度|[一二三四]季度)|(?P<h2>[上下]半年))?"
        r"|(?P<q3>前三季度|前3季度|[一二三四]季度)|(?P<h3>[上下]半年)"
    )
    return _Tables(expression, words, raw["plans"], raw["ordinals"])


def times(text: str, identity: Identity) -> list[Time]:
    """All time expressions of a text that can be placed, in text order."""
    tables = load_rules()
    found: list[Time] = []
    for match in tables.expression.finditer(text):
        period = _period(match, identity, tables)
        if period is None:
            continue
        before = text[max(0, match.start() - 3) : match.start()]
        compared = bool(re.search(r"(?:[比较]|[同与和](?=$))(?:了)?$", before)) and not re.search(r"[占对]比$", before)
        at_end = bool(match["edge"]) or match["plan_part"] == "末"
        found.append(Time(match.start(), match.end(), period, compared, at_end))
    return found


def _period(match: re.Match[str], identity: Identity, tables: _Tables) -> Period | None:
    anchor = identity.plan_year
    if match["first"]:
        first, last = _year(match["first"]), _year(match["last"])
        last = last if last > 100 else first // 100 * 100 + last
        return years(first, last) if first < last else years(last, last)
    if match["year"]:
        return _within(_year(match["year"]), match["quarter"], match["half"], match["month"])
    if match["plan"]:
        begin = tables.plans[match["plan"]]
        return years(begin + 4, begin + 4) if match["plan_part"] == "末" else years(begin, begin + 4)
    if match["ordinal"]:
        begin = tables.plans[tables.ordinals[match["ordinal"]]]
        return years(begin, begin + 4)
    if anchor is None:
        return None
    if match["word"]:
        row = tables.words[match["word"]]
        year = anchor + row.year
        if row.span > 1:
            return years(year - row.span + 1, year) if row.year < 0 else years(year, year + row.span - 1)
        return _within(year, match["q2"], match["h2"], None)
    return _within(anchor - 1, match["q3"], match["h3"], None)


def _year(text: str) -> int:
    return int(text) if text[0].isdigit() else int("".join(str(DIGITS[c]) for c in text))


def _within(year: int, quarter: str | None, half: str | None, month: str | None) -> Period:
    if quarter:
        if quarter.startswith("前"):
            return Period(f"{year}Q1-Q3", year, year)
        return Period(f"{year}Q{_QUARTERS[quarter.removeprefix('第')[0]]}", year, year)
    if half:
        return Period(f"{year}H{1 if half[0] == '上' else 2}", year, year)
    if month:
        return Period(f"{year}-{int(month):02d}", year, year)
    return years(year, year)


_BASELINE = re.compile(r"[从由]")
_OVER_SPAN = re.compile(r"累计|年均|平均每年|每年|五年|共|总计|合计")
_HELD = re.compile(r"控制|保持|稳定|维持|不低于|不超过|不高于")
_REACHED = re.compile(r"[到至达]|突破|超|站上|迈上|跨|越|总[量数额]|余额|拥有|为")


def period_of(text: str, frame: Frame, following: Frame | None, kind: Kind, acted: bool, section: Section,
              found: list[Time], sentence_start: int) -> Period:  # fmt: skip
    """The time one number is about.

    Args:
        text: analysed text.
        frame: what stands around the number.
        following: the next number of the sentence.
        kind: the number's kind.
        acted: the name says what was done (新增, 建成), not what there is.
        section: where it stands.
        found: all time expressions of the text.
        sentence_start: where the sentence begins.
    """
    quantity = frame.quantity
    stated = _nearest(found, sentence_start, quantity.start)
    baseline = _is_baseline(text, frame, following)
    if stated is not None:
        first, last = stated.period.start, stated.period.end
        fresh = stated.start >= frame.peeled[0] or not baseline
        if first is not None and last is not None and first < last:
            return _in_span(text, frame, kind, acted, (first, last), baseline, section.role == "plan")
        if fresh:
            return stated.period
    if section.years is None:
        return UNKNOWN
    first, last = section.years
    if first == last:
        return UNKNOWN if baseline else years(first, last)
    return _in_span(text, frame, kind, acted, (first, last), baseline, section.role == "plan")


def _nearest(found: list[Time], start: int, stop: int) -> Time | None:
    """The last time expression between start and stop that is no comparison."""
    place = bisect_left(found, stop, key=lambda time: time.start) - 1
    while place >= 0 and found[place].start >= start:
        if not found[place].compared and found[place].end <= stop:
            return found[place]
        place -= 1
    return None


def _is_baseline(text: str, frame: Frame, following: Frame | None) -> bool:
    """从A提高到B: A is where it started."""
    if following is None or not following.same_clause:
        return False
    between = text[frame.quantity.right : following.quantity.left]
    return bool(_BASELINE.search(text, *frame.peeled)) and bool(re.search(r"[到至为]", between)) and "，" not in between


def _in_span(text: str, frame: Frame, kind: Kind, acted: bool, span: tuple[int, int], baseline: bool, planned: bool) -> Period:
    """Which part of several years a number is about: their start, their end, or all of them."""
    first, last = span
    if baseline:
        return years(first - 1, first - 1)
    clause = text[frame.clause[0] : frame.quantity.left]
    if kind in {"growth", "change", "multiple"} or _OVER_SPAN.search(clause):
        return years(first, last)
    if planned and _HELD.search(clause):
        return years(first, last)
    if kind in {"share", "gap"}:
        return years(last, last)
    if acted and not _REACHED.search(text, *frame.peeled):
        return years(first, last)
    return years(last, last)
