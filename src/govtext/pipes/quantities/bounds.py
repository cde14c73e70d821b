"""Bounds: the words around a number that make it a floor, a ceiling, a threshold or an estimate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.pipes.quantities.quantity import Bound

FILE = rules.FOLDER / "bounds.toml"
Side = Literal["before", "after"]
_SPACES = frozenset(" 　\xa0\t\n\r")
_NEAR = 8  # how long the words of a bound beside a number may be
_FAR = 34  # how far before a number the words of its bound may stand


class BoundRule(rules.Rule):
    """Words that make a bound of the number beside them, unless one of the characters beyond makes another word."""

    means: Bound
    side: Side
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


@dataclass(frozen=True, slots=True)
class Beside:
    """The bound words of one side of a number.

    `edges` holds the characters beside the number that such a word may have there, which are looked at first.
    """

    means: dict[str, Bound]
    pattern: re.Pattern[str]
    edges: frozenset[str]

    def bound(self, words: re.Match[str]) -> Bound:
        """What the words that were found say."""
        return self.means[words.group().strip()]


@dataclass(frozen=True, slots=True)
class BoundTable:
    """All bound words, looked up by what stands around a place of the text."""

    before: Beside
    after: Beside
    distant: tuple[Bound, ...]
    distant_pattern: re.Pattern[str]
    hints: re.Pattern[str]

    def ahead(self, text: str, start: int) -> re.Match[str] | None:
        """The words of a bound that end where a number begins."""
        if text[start - 1 : start] not in self.before.edges:
            return None
        return self.before.pattern.search(text, max(0, start - _NEAR), start)

    def behind(self, text: str, end: int) -> re.Match[str] | None:
        """The words of a bound that begin where a number ends."""
        if text[end : end + 1] not in self.after.edges:
            return None
        return self.after.pattern.match(text, end)

    def apart(self, text: str, start: int) -> Bound:
        """The bound that words further ahead of a number give it, "=" if there are none."""
        far = max(0, start - _FAR)
        found = self.hints.search(text, far, start) and self.distant_pattern.search(text, far, start)
        return self.distant[rules.which(found)] if found else "="


@cache
def load() -> BoundTable:
    """The bounds of the rule table, checked."""
    rows = rules.load(FILE, BoundRule, "bound", lambda row: [(row.side, word) for word in row.words])
    distant = rules.load(FILE, DistantRule, "distant", lambda row: [row.pattern])
    before, after = ([row for row in rows if row.side == side] for side in ("before", "after"))
    return BoundTable(
        before=Beside(_means(before), re.compile(rf"(?:{_words(before)})\s?$"), _edges(before, -1)),
        after=Beside(_means(after), re.compile(rf"\s?(?:{_words(after)})"), _edges(after, 0)),
        distant=tuple(row.means for row in distant),
        distant_pattern=rules.any_of(row.pattern for row in distant),
        hints=re.compile(rules.alternation(hint for row in distant for hint in row.hints)),
    )


def _means(rows: Sequence[BoundRule]) -> dict[str, Bound]:
    return {word: row.means for row in rows for word in row.words}


def _edges(rows: Sequence[BoundRule], place: int) -> frozenset[str]:
    return frozenset(word[place] for row in rows for word in row.words) | _SPACES


def _words(rows: Sequence[BoundRule]) -> str:
    """The words as a pattern, the longest first, each with what must not stand beyond it."""
    guarded = {word: _guarded(word, row) for row in rows for word in row.words}
    return "|".join(guarded[word] for word in sorted(guarded, key=lambda word: (-len(word), word)))


def _guarded(word: str, row: BoundRule) -> str:
    if not row.unless:
        return re.escape(word)
    return f"(?<![{row.unless}]){re.escape(word)}" if row.side == "before" else f"{re.escape(word)}(?![{row.unless}])"
