"""Units: what may stand behind a number, of which class it is and how it converts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from string import ascii_letters
from typing import Any, Literal

from pydantic import Field

from govtext import rules
from govtext.errors import RuleError

UnitClass = Literal["money", "count", "area", "length", "mass", "volume", "energy", "power", "time", "share", "points",
                    "multiple", "other"]  # fmt: skip
FILE = rules.FOLDER / "units.toml"

_JOINT = re.compile(r"([/·])")
_SCALES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000), "每": Decimal(1)}
_CONTINUED = "/／·(（每"
_LATIN = frozenset(ascii_letters)


class ClassRule(rules.Rule):
    """The units of one class."""

    id: UnitClass
    reason: str
    units: list[str] = Field(min_length=1)


class ListRule(rules.Rule):
    """Units of one sort, and why they are a sort."""

    reason: str
    units: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one unit is, as a pint expression, and the unit `to` that its kind is compared in."""

    to: str
    pint: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: `name` is canonical, `length` counts the characters it took up."""

    name: str
    unit_class: UnitClass
    length: int


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units, looked up by what stands at a place of the text.

    `words` holds the unit that each written word is, `lengths` how long the words are that begin with a character, the
    longest first: a unit is found by a few look-ups, and most are values that were made when the table was loaded.
    `per` are those that stand behind a slash alone.
    """

    classes: dict[str, UnitClass]
    aliases: dict[str, str]
    conversions: dict[str, Conversion]
    words: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]
    per: tuple[Unit, ...]

    def at(self, text: str, position: int) -> Unit | None:
        """The longest unit that begins at `position`, with what follows a slash (元/人) or in brackets (台(套))."""
        unit = self._word(text, position)
        if unit is None or text.startswith("台阶", position):
            return None
        end = position + unit.length
        follows = text[end : end + 1]
        if not follows or follows not in _CONTINUED:
            return unit
        if follows in "(（":
            inside = self._word(text, end + 1)
            if inside is None or text[end + 1 + inside.length : end + 2 + inside.length] not in {")", "）"}:
                return unit
            bracket = text[end + 1 : end + 1 + inside.length]
            return Unit(f"{unit.name}({bracket})", unit.unit_class, unit.length + inside.length + 2)
        if follows == "每" and not self._is_concentration(unit, text, end + 1):
            return unit
        per, length = self._per(text, end)
        return Unit(unit.name + per, "other", unit.length + length) if per else unit

    def _is_concentration(self, unit: Unit, text: str, position: int) -> bool:
        """20微克每立方米 is one unit; 修路5公里每公里3万元 is none."""
        other = self._word(text, position)
        return unit.unit_class == "mass" and other is not None and other.unit_class in {"volume", "area"}

    def _word(self, text: str, position: int) -> Unit | None:
        for length in self.lengths.get(text[position : position + 1], ()):
            unit = self.words.get(text[position : position + length])
            if unit is not None and not _goes_on(text, position + unit.length):
                return unit
        return None

    def _per(self, text: str, position: int) -> tuple[str, int]:
        """What stands behind slashes from `position` on, written canonically, and how many characters it takes up."""
        if text[position : position + 1] not in {"/", "／", "·", "每"}:
            return "", 0
        scale = text[position + 1 : position + 2]
        scale = scale if scale in _SCALES else ""
        begin = position + 1 + len(scale)
        unit = self._word(text, begin) or next((u for u in self.per if text.startswith(u.name, begin)), None)
        if unit is None:
            return "", 0
        length = 1 + len(scale) + unit.length
        rest, more = self._per(text, position + length)
        joint = "·" if text[position] == "·" else "/"
        return f"{joint}{scale}{unit.name}{rest}", length + more

    def class_of(self, name: str) -> UnitClass:
        """The class of a unit by its canonical name; compound and unknown units are other."""
        return self.classes.get(name.partition("(")[0], "other")

    def base(self, name: str) -> tuple[str, Decimal]:
        """The unit that this one is compared in, and how many of those it is: 亩 → (平方米, 666.67).

        Compounds are converted part by part, 公斤/亩 → (千克/平方米, 0.0015); what has no conversion is its own base.
        """
        if name in self.classes or not _JOINT.search(name):
            return self._simple(name)
        first, *rest = _JOINT.split(name)
        base, factor = self._simple(first)
        below = False
        for joint, part in zip(rest[::2], rest[1::2], strict=True):
            below = below or joint == "/"
            other, by = self._scaled(part)
            base, factor = base + joint + other, factor / by if below else factor * by
        return base, factor

    def _simple(self, name: str) -> tuple[str, Decimal]:
        name = self.aliases.get(name, name)
        conversion = self.conversions.get(name)
        if conversion is None:
            return name, Decimal(1)
        return conversion.to, factor(conversion.pint, self.conversions[conversion.to].pint)

    def _scaled(self, part: str) -> tuple[str, Decimal]:
        if part in self.classes or part[:1] not in _SCALES:
            return self._simple(part)
        base, by = self._simple(part[1:])
        return base, by * _SCALES[part[0]]


@cache
def table() -> UnitTable:
    """The units of the rule table, checked."""
    classes: dict[str, UnitClass] = {}
    for row in rules.load(FILE, ClassRule, "class", lambda row: [row.id, *row.units]):
        classes |= dict.fromkeys(row.units, row.id)
    raw = rules.read_toml(FILE)
    aliases: dict[str, str] = raw["aliases"]
    for alias, name in aliases.items():
        if name not in classes:
            raise RuleError(f'{FILE}: the alias "{alias}" stands for "{name}", which is in no class')
        classes.setdefault(alias, classes[name])
    per = ListRule.model_validate(raw["per"])
    return UnitTable(
        classes=classes,
        aliases=aliases,
        conversions=_conversions(raw["conversions"], classes),
        words={word: Unit(aliases.get(word, word), classes[word], len(word)) for word in classes},
        lengths=_lengths(classes),
        per=tuple(Unit(name, "time", len(name)) for name in sorted(per.units, key=len, reverse=True)),
    )


def apart() -> dict[str, str]:
    """The units of physical classes that are converted into nothing, with the reason."""
    groups = (ListRule.model_validate(row) for row in rules.read_toml(FILE)["apart"].values())
    return {unit: row.reason for row in groups for unit in row.units}


def factor(expression: str, base: str) -> Decimal:
    """How many of `base` the pint expression is: ("0.5 kilogram", "kilogram") → 0.5.

    Raises:
        RuleError: pint does not know the expression, or the two do not measure the same.
    """
    return Decimal(1) if expression == base else _factor(expression, base)


@cache
def _factor(expression: str, base: str) -> Decimal:
    import pint  # noqa: PLC0415  # half a second to load, and only comparing needs it

    registry = _registry()
    try:
        ratio = registry.parse_expression(expression) / registry.parse_expression(base)
        return Decimal(ratio.to("dimensionless").magnitude)
    except (pint.PintError, AssertionError, ValueError) as error:  # AssertionError: no expression at all
        raise RuleError(f'{FILE}: "{expression}" cannot be converted into "{base}": {error}') from error


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415

    registry: Any = pint.UnitRegistry(non_int_type=Decimal)
    for name, dimension in rules.read_toml(FILE)["definitions"].items():
        registry.define(f"{name} = {dimension}")
    return registry


def _conversions(groups: dict[str, dict[str, str]], classes: dict[str, UnitClass]) -> dict[str, Conversion]:
    conversions: dict[str, Conversion] = {}
    for base, group in groups.items():
        if base not in group:
            raise RuleError(f'{FILE}: [conversions."{base}"] does not say what "{base}" itself is')
        for name, expression in group.items():
            if classes.get(name) is None or classes[name] != classes[base]:
                raise RuleError(f'{FILE}: [conversions."{base}"] has "{name}", which is of another class or of none')
            if name in conversions:
                raise RuleError(f'{FILE}: "{name}" is converted twice, into "{conversions[name].to}" and "{base}"')
            conversions[name] = Conversion(base, expression)
    return conversions


def _lengths(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _goes_on(text: str, end: int) -> bool:
    """Whether a word goes on behind `end`: km is no unit in kmh, 人年 none in 人年度任务."""
    last, behind = text[end - 1], text[end : end + 1]
    return (last in _LATIN and behind in _LATIN) or (last == "年" and behind == "度")
