"""The words around numbers: verbs by the part they play, and what is cut off a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs
from pydantic import Field, model_validator

from govtext import rules

Part = Literal["rise", "fall", "raise", "cut", "report", "act", "trade", "state", "noun"]
Label = Part | Literal["keep", "cut"]
VERBS_FILE = rules.FOLDER / "verbs.toml"
NAMES_FILE = rules.FOLDER / "names.toml"


class VerbsRule(rules.Rule):
    """Verbs that play one part; those that raise or cut something do not where `unless` stands behind them."""

    role: Part
    reason: str
    words: list[str] = Field(min_length=1)
    unless: str = "$"

    @model_validator(mode="after")
    def _only_with_object(self) -> VerbsRule:
        if self.unless != "$" and self.role not in {"raise", "cut"}:
            raise ValueError("unless holds for the roles raise and cut alone; leave it out")
        return self


class SplitRule(rules.Rule):
    """A collective word and the parts that a list behind 分别 takes it into."""

    words: str
    parts: list[str] = Field(min_length=2)


class CutRule(rules.Rule):
    """Words cut off one side of a name, and longer words that are kept although they begin or end like one."""

    reason: str
    words: list[str] = Field(min_length=1)
    keep: list[str] = []


class ListRule(rules.Rule):
    """Words of one sort, and why they are a sort."""

    reason: str
    words: list[str] = Field(min_length=1)


_LISTS = (
    "heads",
    "relational",
    "short",
    "own_object",
    "cases",
    "paired",
    "of_counted",
    "counters",
    "compound",
    "aside",
    "prepositions",
)
_SORTS = ("arrival", "single", "still_moving")
_MOVERS: tuple[Part, Part] = ("rise", "fall")


class Affixes:
    """Words tried at one end of a string, longest first."""

    def __init__(self, words: dict[str, Label], *, at_end: bool) -> None:
        self.at_end = at_end
        self._words = words
        lengths: dict[str, set[int]] = {}
        for word in words:
            lengths.setdefault(word[-1] if at_end else word[0], set()).add(len(word))
        self._lengths = {edge: tuple(sorted(found, reverse=True)) for edge, found in lengths.items()}

    def match(self, text: str, stop: int, start: int = 0) -> tuple[str, Label] | None:
        """The longest word that ends at `stop` (or begins at `start`) of the text, and its role."""
        if stop <= start:
            return None
        for length in self._lengths.get(text[stop - 1] if self.at_end else text[start], ()):
            if length <= stop - start:
                word = text[stop - length : stop] if self.at_end else text[start : start + length]
                if word in self._words:
                    return word, self._words[word]
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, ready to be asked."""

    tail: Affixes
    "report, rise and fall words at the end of what stands before a number"
    raising: re.Pattern[str]
    cutting: re.Pattern[str]
    "rise and fall words with the thing that moves behind them"
    acts_end: Affixes
    acts_begin: Affixes
    leading: Affixes
    trailing: Affixes
    heads: Affixes
    relational: frozenset[str]
    short: frozenset[str]
    own_object: frozenset[str]
    cases: frozenset[str]
    paired: frozenset[str]
    of_counted: tuple[str, ...]
    counters: frozenset[str]
    compound: tuple[str, ...]
    aside: tuple[str, ...]
    prepositions: tuple[str, ...]
    states: ahocorasick_rs.AhoCorasick
    "verbs that go on about the thing counted, and the nouns that only begin or end like one"
    nouns: frozenset[str]
    acts: ahocorasick_rs.AhoCorasick
    deeds: re.Pattern[str]
    "acts that are never the name of a statistic"
    splits: tuple[SplitRule, ...]


@cache
def lexicon() -> Lexicon:
    """The word lists of the rule tables, checked."""
    rows = rules.load(VERBS_FILE, VerbsRule, "verbs", lambda row: [(row.role, word) for word in row.words])
    verbs = {row.role: row for row in rows}
    cuts = rules.load_named(NAMES_FILE, CutRule, ("leading", "trailing"))
    lists = rules.load_named(NAMES_FILE, ListRule, _LISTS)
    sorts = rules.load_named(VERBS_FILE, ListRule, _SORTS)
    arrivals = _arrivals(verbs, sorts)
    acts = verbs["act"].words + verbs["trade"].words
    long_acts = [word for word in acts if len(word) > 1]
    moved = [word for role in _MOVERS for word in verbs[role].words if len(word) > 1]
    return Lexicon(
        tail=Affixes(_tail(verbs, cuts["trailing"], arrivals), at_end=True),
        raising=_with_object(verbs["raise"]),
        cutting=_with_object(verbs["cut"]),
        acts_end=Affixes(dict.fromkeys([word for word in acts if _stands(word, sorts)], "act"), at_end=True),
        acts_begin=Affixes(dict.fromkeys(long_acts, "act"), at_end=False),
        leading=_cut(cuts["leading"], at_end=False),
        trailing=_cut(cuts["trailing"], at_end=True),
        heads=Affixes(dict.fromkeys(lists["heads"].words, "keep"), at_end=True),
        relational=frozenset(lists["relational"].words),
        short=frozenset(lists["short"].words),
        own_object=frozenset(lists["own_object"].words),
        cases=frozenset(lists["cases"].words),
        paired=frozenset(lists["paired"].words),
        of_counted=tuple(lists["of_counted"].words),
        counters=frozenset(lists["counters"].words),
        compound=tuple(lists["compound"].words),
        aside=tuple(lists["aside"].words),
        prepositions=tuple(lists["prepositions"].words),
        states=rules.automaton(sorted({*verbs["state"].words, *verbs["noun"].words, *moved, *arrivals})),
        nouns=frozenset(verbs["noun"].words),
        acts=rules.automaton(long_acts),
        deeds=re.compile(rules.alternation(word for word in verbs["act"].words if len(word) > 1)),
        splits=rules.load(NAMES_FILE, SplitRule, "split", lambda row: [row.words]),
    )


def _stands(word: str, sorts: Mapping[str, ListRule]) -> bool:
    """Whether a verb beside a number is sure to be one, and not the end of a longer word."""
    return len(word) > 1 or word in sorts["single"].words


def _arrivals(verbs: Mapping[Part, VerbsRule], sorts: Mapping[str, ListRule]) -> list[str]:
    """The words of movement that report where it arrived: 增长到, 降至."""
    moved = (word for role in _MOVERS for word in verbs[role].words if _stands(word, sorts))
    arrived = (word + arrival for word in moved for arrival in sorts["arrival"].words)
    return [word for word in arrived if word not in sorts["still_moving"].words]


def _tail(verbs: Mapping[Part, VerbsRule], trailing: CutRule, arrivals: Iterable[str]) -> dict[str, Label]:
    """The words at the end of what stands before a number, with the part they play."""
    tail: dict[str, Label] = dict.fromkeys(trailing.keep, "keep")
    tail |= dict.fromkeys(verbs["report"].words, "report")
    for role in _MOVERS:
        tail |= {word + done: role for done in ("", "了") for word in verbs[role].words}
    return tail | dict.fromkeys(arrivals, "report")


def _with_object(verbs: VerbsRule) -> re.Pattern[str]:
    """Verbs with the thing that they move behind them."""
    return re.compile(rf"(?:{rules.alternation(verbs.words)})(?!{verbs.unless})(?=.)")


def _cut(rule: CutRule, *, at_end: bool) -> Affixes:
    return Affixes({**dict.fromkeys(rule.words, "cut"), **dict.fromkeys(rule.keep, "keep")}, at_end=at_end)
