"""Quantities: every number of a text that measures something, with its unit and its bound.

`find` is a pure function of the text and the rules. Numbers are found in characters, not in tokens: word segmentation
cuts 23,876人 into 23 / , / 876 and full-width digits one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.pipes import units
from govtext.pipes.numerals import NUMBER, SOFTENED, neighbours, value_of

Bound = Literal["=", ">=", ">", "<=", "<", "~", "range"]
BOUNDS_FILE = rules.FOLDER / "bounds.toml"
REJECTS_FILE = rules.FOLDER / "rejects.toml"
CONTEXTS_FILE = rules.FOLDER / "contexts.toml"

_DIGITS = r"(?:[\d,.]+|[零〇○一二两三四五六七八九十百千]+)"
_RANGE = re.compile(r"\s?(?:[-－—–~～]{1,2}|至|到)\s?")
_QUOTED = re.compile(r"[“‘「『《【][^”’」』》】\n]{0,24}[”’」』》】]")
_SENTENCE_INSIDE = re.compile(r"[，。；：]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SCALED = re.compile(r"[万亿]")
_SHARED = re.compile(r"\s*(?:、|和|与|及|以及|，)\s*")
_SPACES = frozenset(" 　\xa0\t\n\r")
_NEAR = 8  # how long the words of a bound beside a number may be
_FAR = 34  # how far before a number the words of its bound may stand
_MINUS = {"-", "－", "−"}
_LONE_SCALE = re.compile(r"[百千万亿]+")
_ONE_OF = set("座所条处套台辆部项名期份件块支栋")
_INDEFINITE = {"count", "time", "money", "length"}
_SIZES = {"人", "户", "吨", "千瓦"}
_CAPACITY = {"power", "mass", "volume"}
_PHYSICAL = {"area", "length", "mass", "volume", "power", "energy"}
_CLASS_NOUNS = {"级", "强", "产", "镇", "园"}


class BoundRule(rules.Rule):
    """Words that make a bound of the number beside them, unless one of the characters beyond makes another word."""

    means: Bound
    side: Literal["before", "after"]
    words: list[str] = Field(min_length=1)
    unless: str = ""
    reason: str
    example: dict[str, str]


class DistantRule(rules.Rule):
    """A bound whose words stand apart from the number; one of the hints is among them."""

    means: Bound
    hints: list[str] = Field(min_length=1)
    pattern: str
    reason: str
    example: dict[str, str]


class WordsRule(rules.Rule):
    """Words and phrases whose numerals count nothing."""

    reason: str
    words: list[str] = Field(min_length=1)


class PatternRule(rules.Rule):
    """A shape of text around a number that is no quantity; `{N}` stands for its digits."""

    reason: str
    pattern: str
    example: str


class ContextRule(rules.Rule):
    """What around a number decides whether it counts; `|` in the example stands before or behind the number."""

    pattern: str
    reason: str
    example: str


class Quantity(NamedTuple):
    """A number with its unit.

    `start` and `end` are its place in the text, `left` and `right` that place with the words of its bound;
    `value` and `high` are in the unit's base, 万 and 亿 multiplied out, and never negative;
    `negative` says that a minus stands before a growth (增长-2.1%).
    """

    start: int
    end: int
    left: int
    right: int
    value: Decimal
    high: Decimal | None
    unit: str
    unit_class: units.UnitClass
    bound: Bound
    negative: bool = False


class Rejected(NamedTuple):
    """A number that is no quantity, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """The rule tables in the form the engine reads."""

    before: dict[str, Bound]
    after: dict[str, Bound]
    before_re: re.Pattern[str]
    before_ends: frozenset[str]
    "the characters that such a word may end with, looked at first"
    after_re: re.Pattern[str]
    after_begins: frozenset[str]
    distant: tuple[Bound, ...]
    distant_re: re.Pattern[str]
    distant_hint: re.Pattern[str]
    words: ahocorasick_rs.AhoCorasick
    word_reasons: tuple[str, ...]
    pattern_re: re.Pattern[str]
    pattern_reasons: tuple[str, ...]
    contexts: dict[str, re.Pattern[str]]


@cache
def load_rules() -> QuantityRules:
    """The bounds and rejections of the rule tables, checked."""
    bounds = rules.load(BOUNDS_FILE, BoundRule, "bound", lambda row: [(row.side, word) for word in row.words])
    before = {word: row.means for row in bounds if row.side == "before" for word in row.words}
    after = {word: row.means for row in bounds if row.side == "after" for word in row.words}
    words = rules.load(REJECTS_FILE, WordsRule, "words", lambda row: row.words)
    patterns = rules.load(REJECTS_FILE, PatternRule, "pattern", lambda row: [row.pattern])
    distant = rules.load(BOUNDS_FILE, DistantRule, "distant", lambda row: [row.pattern])
    flat = [(word, row.reason) for row in words for word in row.words]
    return QuantityRules(
        before=before,
        after=after,
        before_re=re.compile(rf"(?:{_beside(bounds, 'before')})\s?$"),
        before_ends=frozenset(word[-1] for word in before) | _SPACES,
        after_re=re.compile(rf"\s?(?:{_beside(bounds, 'after')})"),
        after_begins=frozenset(word[0] for word in after) | _SPACES,
        distant=tuple(row.means for row in distant),
        distant_re=_any_of(row.pattern for row in distant),
        distant_hint=re.compile(rules.alternation(hint for row in distant for hint in row.hints)),
        words=rules.automaton([word for word, _ in flat]),
        word_reasons=tuple(reason for _, reason in flat),
        pattern_re=_any_of(row.pattern.replace("{N}", _DIGITS) for row in patterns),
        pattern_reasons=tuple(row.reason for row in patterns),
        contexts={name: re.compile(row.pattern) for name, row in rules.load_named(CONTEXTS_FILE, ContextRule).items()},
    )


def _beside(bounds: Sequence[BoundRule], side: Literal["before", "after"]) -> str:
    """The words of one side as a pattern, the longest first, each with what must not stand beyond it."""
    unless = {word: row.unless for row in bounds if row.side == side for word in row.words}
    words = sorted(unless, key=lambda word: (-len(word), word))
    if side == "before":
        return "|".join(
            f"(?<![{unless[word]}]){re.escape(word)}" if unless[word] else re.escape(word) for word in words
        )
    return "|".join(f"{re.escape(word)}(?![{unless[word]}])" if unless[word] else re.escape(word) for word in words)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """All patterns of a table as one; `_which` tells the one that fits, the first where several do."""
    return re.compile("|".join(f"(?P<r{number}>{pattern})" for number, pattern in enumerate(patterns)))


def _which(match: re.Match[str]) -> int:
    return int((match.lastgroup or "r0")[1:])


def find(text: str, table: QuantityRules | None = None) -> tuple[list[Quantity], list[Rejected]]:
    """All quantities of a text, and all numbers that are none, each in text order.

    Args:
        text: analysed text: Simplified characters, half-width digits.
        table: the rules; the shipped ones unless told.
    """
    scan = _Scan(text, table or load_rules())
    return scan.run()


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, table: QuantityRules) -> None:
        self.text = text
        self.rules = table
        self.units = units.table()
        self.words = list(table.words.find_matches_as_indexes(text))
        self.quotes = [m.span() for m in _QUOTED.finditer(text) if not _SENTENCE_INSIDE.search(m.group())]
        self.next_word = self.next_quote = 0
        self.found: list[Quantity] = []
        self.rejected: list[Rejected] = []

    def run(self) -> tuple[list[Quantity], list[Rejected]]:
        position = 0
        while match := NUMBER.search(self.text, position):
            position = self.read(match)
        return share_bounds(self.text, self.found, self.rules), self.rejected

    def read(self, match: re.Match[str]) -> int:
        """Takes or rejects one number; returns where to go on."""
        start, end = match.span()
        reason = self.word_reason(start, end) or self.quote_reason(start, end)
        if reason:
            self.rejected.append(Rejected(start, end, reason))
            return end
        pattern = self.rules.pattern_re.match(self.text, start)
        if pattern:
            reason = self.rules.pattern_reasons[_which(pattern)]
            self.rejected.append(Rejected(start, max(end, pattern.end()), reason))
            return max(end, pattern.end())
        outcome = self.measure(match)
        if isinstance(outcome, Quantity):
            self.found.append(outcome)
            return outcome.right
        self.rejected.append(outcome)
        return outcome.end

    def word_reason(self, start: int, end: int) -> str:
        while self.next_word < len(self.words) and self.words[self.next_word][2] <= start:
            self.next_word += 1
        if self.next_word < len(self.words):
            index, first, last = self.words[self.next_word]
            if first <= start and end <= last:
                return self.rules.word_reasons[index]
        return ""

    def quote_reason(self, start: int, end: int) -> str:
        while self.next_quote < len(self.quotes) and self.quotes[self.next_quote][1] <= start:
            self.next_quote += 1
        if self.next_quote < len(self.quotes):
            first, last = self.quotes[self.next_quote]
            if first < start and end < last:
                return "inside a title or quoted name"
        return ""

    def measure(self, match: re.Match[str]) -> Quantity | Rejected:
        """The number with its unit, range and bound, or why it measures nothing."""
        start, end = match.span()
        value, high = value_of(match), None
        pair = neighbours(match.group())
        if pair:
            value, high = pair
        unit, unit_end, value = self.unit_after(match, end, value)
        ranged = None if pair else self.range_after(match, value, unit, unit_end)
        if ranged:
            value, high, unit, unit_end = ranged
        before = self.bound_before(start)
        reason = self.why_not(match, unit, unit_end, ranged is not None, before is not None)
        if reason:
            return Rejected(start, max(end, unit_end if unit else end), reason)
        bound, left, right = self.bound_around(before, start, unit_end)
        if high is not None:
            bound = "range"
        elif bound == "=" and SOFTENED.search(match.group()):
            bound = ">"
        negative = self.text[start - 1 : start] in _MINUS and self.ahead("before_minus", start)
        if negative and not self.ahead("before_negative_growth", start, 24):
            return Rejected(start, end, "negative amount")
        name, unit_class = (unit.name, unit.unit_class) if unit else ("", "other")
        return Quantity(start, unit_end, left, right, value, high, name, unit_class, bound, negative)

    def unit_after(self, match: re.Match[str], end: int, value: Decimal) -> tuple[units.Unit | None, int, Decimal]:
        """The unit behind a number, where it ends, and the value in that unit."""
        if match["per"]:
            sign = {"百": "%", "千": "‰", "万": "‱"}[match["per"]]
            return units.Unit(sign, "share", 0), end, value
        if match["den"] or match["over"]:
            return None, end, value
        space = 1 if self.text[end : end + 1] in {" ", "　", "\xa0"} else 0
        if len(match.group()) == 1 and self.behind("after_tenths", end):
            return units.Unit("%", "share", 1), end + 1, value * 10
        unit = self.units.at(self.text, end + space)
        if unit is None or (unit.length == 1 and self.behind("after_no_unit", end)):
            return None, end, value
        return unit, end + space + unit.length, value

    def range_after(
        self, match: re.Match[str], value: Decimal, unit: units.Unit | None, unit_end: int
    ) -> tuple[Decimal, Decimal, units.Unit | None, int] | None:
        """Low, high, unit and end where a second number continues the first: 4.5-5%, 25至29人, 80亿至100亿元."""
        separator = _RANGE.match(self.text, unit_end)
        if separator is None or match["den"] or match["over"]:
            return None
        if separator.group().strip() in {"到", "至"} and self.text[max(0, match.start() - 1) : match.start()] in {
            "从",
            "由",
        }:
            return None
        second = NUMBER.match(self.text, separator.end())
        if second is None or (second["per"] is None and match["per"] is not None and second["plain"] is None):
            return None
        if self.rules.pattern_re.match(self.text, second.start()):
            return None
        upper = value_of(second)
        if match["per"] and second["per"] is None:  # 百分之八至九
            return (value, upper, unit, second.end()) if upper > value else None
        other, other_end, upper = self.unit_after(second, second.end(), upper)
        if unit and other and unit.name != other.name:
            return None
        if unit and not other:
            return None
        if not unit and not _SCALED.search(match.group()):
            scale = _SCALED.search(second.group())
            if scale and value < upper:
                value *= upper / value_of_mantissa(second)
        if upper <= value:
            return None
        return value, upper, other, other_end

    def behind(self, context: str, end: int) -> bool:
        """Whether the text right behind a number is of this context."""
        return self.rules.contexts[context].match(self.text, end) is not None

    def ahead(self, context: str, start: int, width: int = 12) -> bool:
        """Whether the text right before a number is of this context."""
        return self.rules.contexts[context].search(self.text, max(0, start - width), start) is not None

    def why_not(self, match: re.Match[str], unit: units.Unit | None, end: int, ranged: bool, bounded: bool) -> str:
        """Why a number is no quantity although no rule of the tables speaks against it; empty if it is one."""
        start, written = match.start(), match.group()
        lone_scale = _LONE_SCALE.fullmatch(written) is not None
        if unit is None:
            return self.why_no_bare(match, end, bounded, lone_scale)
        if self.text.startswith("级", end) and unit.unit_class != "other":
            return "grade or class"
        if lone_scale and not bounded:
            return "scale word in a name"
        if written == "一" and unit.unit_class in _INDEFINITE and not self.is_single(start, unit, end):
            return "indefinite 一"
        if unit.unit_class == "time":
            return self.why_no_time(start, unit, end, bounded)
        if self.is_condition(start, unit, end, ranged):
            return "condition in a name"
        return ""

    def why_no_bare(self, match: re.Match[str], end: int, bounded: bool, lone_scale: bool) -> str:
        """The same for a number without a unit: fractions, 万 and 亿 before a noun, and values of an index."""
        if match["den"] or match["over"]:
            return ""
        if _SCALED.search(match.group()):
            if lone_scale and not bounded:
                return "scale word in a name"
            return "grade or class" if lone_scale and self.text[end : end + 1] in _CLASS_NOUNS else ""
        if (
            self.behind("after_value", end)
            and self.ahead("before_value", match.start())
            and ("." in match.group() or bounded)
        ):
            return ""
        return "no unit"

    def why_no_time(self, start: int, unit: units.Unit, end: int, bounded: bool) -> str:
        """Durations are indicators where something is measured by them, ages where somebody reaches them."""
        if unit.name in {"岁", "周岁"}:
            return "condition in a name" if self.behind("after_age_group", end) else ""
        if self.behind("after_limit", end):
            return ""
        if self.behind("after_baseline", end) and self.ahead("before_baseline", start):
            return ""
        if not self.behind("after_stop", end) and not self.behind("after_baseline", end):
            return "span of time"
        limited = bounded or self.bound_after(end) is not None
        if self.ahead("before_measured", start) or (
            limited and (unit.name != "年" or self.ahead("before_measured_wide", start, 20))
        ):
            return ""
        return "span of time"

    def is_single(self, start: int, unit: units.Unit, end: int) -> bool:
        """建成养老中心一座 counts one; 迈上一个台阶 counts nothing."""
        return unit.name in _ONE_OF and self.behind("after_stop", end) and self.ahead("before_counted", start)

    def is_condition(self, start: int, unit: units.Unit, end: int, ranged: bool) -> bool:
        """25人以下 before 集体合同, 30万千瓦 before 机组: the number tells which things, not how many."""
        unit_class = unit.unit_class
        after = self.rules.contexts["after_threshold"].match(self.text, end)
        if after:
            return self.names_a_class(unit, after.end())
        if self.behind("after_category", end):
            return True
        named = _HAN.match(self.text, end) is not None
        if ranged and unit_class == "count":
            return named and self.behind("after_later_number", end)
        if unit_class in _CAPACITY and self.behind("after_plant", end):
            return self.behind("after_later_number", end) or not self.ahead("before_act", start)
        return named and unit_class in _PHYSICAL and self.ahead("before_superlative", start)

    def names_a_class(self, unit: units.Unit, end: int) -> bool:
        """Whether a threshold that ends here only tells which things are meant."""
        noun = _HAN.match(self.text, end) is not None and not self.behind("after_going_on", end)
        of = self.text.startswith("的", end)
        if unit.unit_class == "money" or unit.name in _SIZES:
            return noun or (of and unit.unit_class == "money")
        return (noun or of) and unit.unit_class in _PHYSICAL | {"other"} and self.behind("after_later_number", end)

    def bound_before(self, start: int) -> re.Match[str] | None:
        """The words of a bound that end where a number begins."""
        if self.text[start - 1 : start] not in self.rules.before_ends:
            return None
        return self.rules.before_re.search(self.text, max(0, start - _NEAR), start)

    def bound_after(self, end: int) -> re.Match[str] | None:
        """The words of a bound that begin where a number ends."""
        if self.text[end : end + 1] not in self.rules.after_begins:
            return None
        return self.rules.after_re.match(self.text, end)

    def bound_around(self, before: re.Match[str] | None, start: int, end: int) -> tuple[Bound, int, int]:
        """The bound that the words beside a number give it, and its place with those words."""
        after = self.bound_after(end)
        left = start - len(before.group()) if before else start
        right = after.end() if after else end
        if after:
            return self.rules.after[after.group().strip()], left, right
        if before:
            return self.rules.before[before.group().strip()], left, right
        far = max(0, start - _FAR), start
        distant = self.rules.distant_hint.search(self.text, *far) and self.rules.distant_re.search(self.text, *far)
        return (self.rules.distant[_which(distant)] if distant else "="), left, right


def value_of_mantissa(match: re.Match[str]) -> Decimal:
    """The number without its multipliers: of 5万 the 5."""
    head = NUMBER.match(re.split(r"[万亿]", match.group())[0])
    return value_of(head) if head else Decimal(1)


def share_bounds(text: str, found: list[Quantity], table: QuantityRules) -> list[Quantity]:
    """One bound word for a whole list: 分别控制在5%和3%以内, 分别超过8万元、4.5万元."""
    shared = list(found)
    share_points(text, shared)
    for group in coordinated(text, shared):
        first, last = shared[group[0]], shared[group[-1]]
        if not table.contexts["before_list"].search(text, max(0, first.left - 16), first.start):
            continue
        if last.right > last.end and all(shared[i].bound == "=" for i in group[:-1]):
            _spread(shared, group[:-1], last.bound)
        elif first.left < first.start and all(shared[i].bound == "=" for i in group[1:]):
            _spread(shared, group[1:], first.bound)
    return shared


def share_points(text: str, found: list[Quantity]) -> None:
    """百分点 written once for a list: 提高2个和4.5个百分点."""
    for group in coordinated(text, found):
        if found[group[-1]].unit == "百分点":
            for place in group[:-1]:
                if found[place].unit == "个":
                    found[place] = found[place]._replace(unit="百分点", unit_class="points")


def _spread(found: list[Quantity], places: list[int], bound: Bound) -> None:
    for place in places:
        found[place] = found[place]._replace(bound=bound)


def coordinated(text: str, found: list[Quantity]) -> Iterator[list[int]]:
    """Runs of two or more quantities with nothing between them but 、 和 与 及."""
    run = [0] if found else []
    for place in range(1, len(found)):
        between = text[found[place - 1].right : found[place].left]
        if len(between) <= 4 and _SHARED.fullmatch(between) and "，" not in between:
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = [place]
    if len(run) > 1:
        yield run
