"""Units: what may stand behind a number, of which class it is and how it converts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.errors import RuleError

UnitClass = Literal["money", "count", "area", "length", "mass", "volume", "energy", "power", "time", "share", "points",
                    "multiple", "other"]  # fmt: skip
FILE = rules.FOLDER / "units.toml"


class ClassRule(rules.Rule):
    """The units of one class."""

    id: UnitClass
    reason: str
    units: list[str] = Field(min_length=1)


class Conversion(rules.Rule):
    """How many of the unit `to` one unit is."""

    to: str
    factor: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found in a text: `name` is canonical, `length` counts the characters it took up."""

    name: str
    unit_class: UnitClass
    length: int


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units, looked up by what stands at a place of the text."""

    classes: dict[str, UnitClass]
    aliases: dict[str, str]
    conversions: dict[str, Conversion]
    by_first: dict[str, tuple[str, ...]]

    def at(self, text: str, position: int) -> Unit | None:
        """The longest unit that begins at `position`, with what follows a slash (元/人) or in brackets (台(套))."""
        word = self._word(text, position)
        if word is None or text.startswith("台阶", position):
            return None
        name, end = self.aliases.get(word, word), position + len(word)
        bracket = self._bracketed(text, end)
        if bracket:
            return Unit(name + f"({bracket})", self.classes[word], end + len(bracket) + 2 - position)
        compound = self._per(text, end)
        if compound:
            return Unit(name + compound, "other", end + len(compound) - position)
        return Unit(name, self.classes[word], end - position)

    def _word(self, text: str, position: int) -> str | None:
        for word in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                return word
        return None

    def _bracketed(self, text: str, position: int) -> str:
        if text[position : position + 1] in {"(", "（"}:
            word = self._word(text, position + 1)
            if word and text[position + 1 + len(word) : position + 2 + len(word)] in {")", "）"}:
                return word
        return ""

    def _per(self, text: str, position: int) -> str:
        if text[position : position + 1] not in {"/", "／", "·"}:
            return ""
        scale = 1 if text[position + 1 : position + 2] in {"百", "千", "万", "每"} else 0
        word = self._word(text, position + 1 + scale)
        if word is None:
            return ""
        end = position + 1 + scale + len(word)
        return text[position:end].replace("／", "/") + self._per(text, end)

    def class_of(self, name: str) -> UnitClass:
        """The class of a unit by its canonical name; compound and unknown units are other."""
        return self.classes.get(name.partition("(")[0], "other")

    def base(self, name: str) -> tuple[str, Decimal]:
        """The unit that this one is compared in, and how many of those it is: 亩 → (平方米, 666.67)."""
        conversion = self.conversions.get(name)
        return (conversion.to, conversion.factor) if conversion else (name, Decimal(1))


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
    by_first: dict[str, list[str]] = {}
    for word in sorted(classes, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word)
    return UnitTable(
        classes=classes,
        aliases=aliases,
        conversions={name: Conversion.model_validate(row) for name, row in raw["conversions"].items()},
        by_first={first: tuple(words) for first, words in by_first.items()},
    )
