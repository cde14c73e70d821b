"""Rejects: numerals that count nothing, by the words, names and shapes of text that they are part of."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.pipes.quantities.quantity import Rejected

FILE = rules.FOLDER / "rejects.toml"
DIGITS = r"(?:[\d,.]+|[零〇○一二两三四五六七八九十百千]+)"
_QUOTED = re.compile(r"[“‘「『《【][^”’」』》】\n]{0,24}[”’」』》】]")
_SENTENCE_INSIDE = re.compile(r"[，。；：]")


class WordsRule(rules.Rule):
    """Words and phrases whose numerals count nothing."""

    reason: str
    words: list[str] = Field(min_length=1)


class PatternRule(rules.Rule):
    """A shape of text around a number that is no quantity; `{N}` stands for its digits."""

    reason: str
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class RejectTable:
    """The words and the shapes, each with the reasons in the order that they are found by."""

    words: ahocorasick_rs.AhoCorasick
    word_reasons: tuple[str, ...]
    shapes: re.Pattern[str]
    shape_reasons: tuple[str, ...]


@cache
def load() -> RejectTable:
    """The rejections of the rule table, checked."""
    rows = rules.load(FILE, WordsRule, "words", lambda row: row.words)
    shapes = rules.load(FILE, PatternRule, "pattern", lambda row: [row.pattern])
    return RejectTable(
        words=rules.automaton([word for row in rows for word in row.words]),
        word_reasons=tuple(row.reason for row in rows for _ in row.words),
        shapes=rules.any_of(row.pattern.replace("{N}", DIGITS) for row in shapes),
        shape_reasons=tuple(row.reason for row in shapes),
    )


class Rejects:
    """What the rule table rejects of one text."""

    def __init__(self, text: str) -> None:
        table = load()
        words = table.words.find_matches_as_indexes(text)
        quoted = (match for match in _QUOTED.finditer(text) if not _SENTENCE_INSIDE.search(match.group()))
        self._text, self._table = text, table
        self._words = _Stretches([(start, end, table.word_reasons[word]) for word, start, end in words])
        self._quoted = _Stretches([(*match.span(), "inside a title or quoted name") for match in quoted])

    def at(self, number: re.Match[str]) -> Rejected | None:
        """The number with the reason why it is none; None if nothing speaks against it."""
        start, end = number.span()
        reason = self._words.around(start, end) or self._quoted.around(start, end)
        if reason:
            return Rejected(start, end, reason)
        shape = self._table.shapes.match(self._text, start)
        if shape:
            return Rejected(start, max(end, shape.end()), self._table.shape_reasons[rules.which(shape)])
        return None


class _Stretches:
    """Stretches of a text that do not overlap, in text order, each with a reason."""

    def __init__(self, stretches: list[tuple[int, int, str]]) -> None:
        self._ends = [end for _, end, _ in stretches]
        self._stretches = [*stretches, (sys.maxsize, sys.maxsize, "")]

    def around(self, start: int, end: int) -> str:
        """The reason of the stretch that this place lies in, or ""."""
        first, last, reason = self._stretches[bisect_right(self._ends, start)]
        return reason if first <= start and end <= last else ""
