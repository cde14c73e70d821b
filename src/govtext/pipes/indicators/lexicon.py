"""The words around numbers: verbs by the part they play, and what is cut off a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

import ahocorasick_rs
from pydantic import Field

from govtext import rules

Part = Literal["rise", "fall", "raise", "cut", "report", "act", "trade", "state", "noun"]
Label = Part | Literal["keep", "cut"]
VERBS_FILE = rules.FOLDER / "verbs.toml"
NAMES_FILE = rules.FOLDER / "names.toml"
ARRIVAL = ("到", "至", "为", "达", "达到", "到了", "成", "近", "超", "超过")


class VerbsRule(rules.Rule):
    """Verbs that play one part."""

    role: Part
    reason: str
    words: list[str] = Field(min_length=1)


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


_STILL_MOVING = {"增长为", "递增为", "上涨为"}  # 经济增长为3% says by how much


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
    aside: tuple[str, ...]
    prepositions: tuple[str, ...]
    states: ahocorasick_rs.AhoCorasick
    "verbs that go on about the thing counted, and the nouns that only begin or end like one"
    nouns: frozenset[str]
    acts: ahocorasick_rs.AhoCorasick
    deeds: re.Pattern[str]
    "acts that are never the name of a statistic"
    splits: tuple[SplitRule, ...]


def _labelled(words: Iterable[str], label: Label) -> dict[str, Label]:
    return dict.fromkeys(words, label)


@cache
def lexicon() -> Lexicon:
    """The word lists of the rule tables, checked."""
    verbs = rules.load(VERBS_FILE, VerbsRule, "verbs", lambda row: [(row.role, word) for word in row.words])
    by_role: dict[Part, list[str]] = {row.role: row.words for row in verbs}
    tables = rules.read_toml(NAMES_FILE)
    leading, trailing = (CutRule.model_validate(tables[side]) for side in ("leading", "trailing"))
    heads, relational, short, aside, prepositions = (
        ListRule.model_validate(tables[name]) for name in ("heads", "relational", "short", "aside", "prepositions")
    )
    tail: dict[str, Label] = _labelled(trailing.keep, "keep")
    tail |= _labelled(by_role["report"], "report")
    movers: tuple[tuple[Part, list[str]], ...] = (("rise", by_role["rise"]), ("fall", by_role["fall"]))
    arrivals: list[str] = []
    for role, words in movers:
        tail |= _labelled(words, role)
        tail |= {word + "了": role for word in words}
        arrivals += [word + arrival for word in words if len(word) > 1 or word in "增降升减压" for arrival in ARRIVAL]
    arrivals = [word for word in arrivals if word not in _STILL_MOVING]
    tail |= _labelled(arrivals, "report")
    acts = by_role["act"] + by_role["trade"]
    deeds = [word for word in by_role["act"] if len(word) > 1]
    return Lexicon(
        tail=Affixes(tail, at_end=True),
        raising=re.compile(rf"(?:{rules.alternation(by_role['raise'])})(?!值|到|至|的|了|节约|增收)(?=.)"),
        cutting=re.compile(rf"(?:{rules.alternation(by_role['cut'])})(?!到|至|的|了|空气|天然气|[站车机箱包])(?=.)"),
        acts_end=Affixes(_labelled((word for word in acts if len(word) > 1 or word in "获送植"), "act"), at_end=True),
        acts_begin=Affixes(_labelled((word for word in acts if len(word) > 1), "act"), at_end=False),
        leading=Affixes(_labelled(leading.words, "cut") | _labelled(leading.keep, "keep"), at_end=False),
        trailing=Affixes(_labelled(trailing.words, "cut") | _labelled(trailing.keep, "keep"), at_end=True),
        heads=Affixes(_labelled(heads.words, "keep"), at_end=True),
        relational=frozenset(relational.words),
        short=frozenset(short.words),
        aside=tuple(aside.words),
        prepositions=tuple(prepositions.words),
        states=rules.automaton(
            sorted(
                {
                    *by_role["state"],
                    *by_role["noun"],
                    *(word for _, words in movers for word in words if len(word) > 1),
                    *arrivals,
                }
            )
        ),
        nouns=frozenset(by_role["noun"]),
        acts=rules.automaton([word for word in acts if len(word) > 1]),
        deeds=re.compile(rules.alternation(deeds)),
        splits=rules.load(NAMES_FILE, SplitRule, "split", lambda row: [row.words]),
    )
