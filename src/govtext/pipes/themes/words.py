"""Words: what the words of a stretch weigh for each theme, and what they say by themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from govtext.pipes.sections import Sentence
from govtext.pipes.themes.table import ThemeTable

CLEAR = 2.0  # words that weigh less than this leave a stretch open
_SECOND = 0.5  # a further theme is meant where it weighs at least this share of the first
_HEAD = 0.5  # how much more the last word of a name weighs
_LONE = 3  # the words of one theme leave no doubt where they weigh so many times as much as all others

Weights = dict[str, float]


class Words:
    """The words of a text that speak of themes, each with its theme and weight."""

    def __init__(self, text: str, table: ThemeTable) -> None:
        self._table = table
        self._matches = table.automaton.find_matches_as_indexes(text)
        self._hits = [
            (start, theme, weight)
            for word, start, _ in self._matches for theme, weight in [table.meaning[word]] if theme
        ]  # fmt: skip
        self._starts = [start for start, _, _ in self._hits]

    def within(self, start: int, end: int) -> Weights:
        """What the words that begin in a stretch weigh for each theme."""
        place = bisect_left(self._starts, start)
        weights: Weights = {}
        for _, theme, weight in self._hits[place : bisect_left(self._starts, end, place)]:
            weights[theme] = weights.get(theme, 0.0) + weight
        return weights

    def last(self) -> tuple[str, float] | None:
        """Theme and weight of the last word."""
        return self._hits[-1][1:] if self._hits else None

    def boilerplate(self, sentences: Sequence[Sentence]) -> set[int]:
        """The places of the sentences that are salutation, thanks or boilerplate."""
        ends = [sentence.end for sentence in sentences]
        shares = self._table.boilerplate
        found = ((bisect_right(ends, start), end - start, word) for word, start, end in self._matches if word in shares)
        return {
            number for number, length, word in found
            if number < len(ends) and length >= shares[word] * (ends[number] - sentences[number].start)
        }  # fmt: skip


def weights_of(text: str, table: ThemeTable) -> Weights:
    """What the words of a short text weigh."""
    return Words(text, table).within(0, len(text))


def weights_of_name(name: str, table: ThemeTable) -> Weights:
    """What the words of a name weigh; the last weighs more, for what is measured stands behind its attributes."""
    words = Words(name, table)
    weights = words.within(0, len(name))
    if last := words.last():
        theme, weight = last
        weights[theme] += weight * _HEAD
    return weights


def together(weights: Weights, others: Weights) -> Weights:
    """What the words of two stretches weigh."""
    return {theme: weights.get(theme, 0.0) + others.get(theme, 0.0) for theme in weights | others}


def clear(weights: Weights) -> bool:
    """Whether the words of a stretch weigh enough to be believed."""
    return max(weights.values(), default=0.0) >= CLEAR


def ranked(weights: Weights) -> tuple[str, ...]:
    """Themes by the weight of their words; of equals the first in the text wins."""
    if len(weights) < 2:
        return tuple(weights)
    order = sorted(weights, key=lambda theme: -weights[theme])
    least = weights[order[0]] * _SECOND
    return tuple(theme for theme in order if weights[theme] >= least)


def themes_in(text: str, table: ThemeTable) -> tuple[str, ...]:
    """The themes of a short text by its words alone, the primary one first."""
    return ranked(weights_of(text, table))


def sure(text: str, table: ThemeTable) -> str | None:
    """The theme of a short text if its words leave no doubt; "" if it has none for sure; None if they do not tell."""
    words = Words(text, table)
    if words.boilerplate([Sentence(0, len(text), 0)]):
        return ""
    weights = words.within(0, len(text))
    if not clear(weights):
        return None
    first = max(weights, key=weights.__getitem__)
    others = sum(weights.values()) - weights[first]
    return first if others <= weights[first] / _LONE else None


def without_words(text: str, table: ThemeTable) -> str:
    """A text without the words that speak of themes."""
    place, pieces = 0, []
    for word, start, end in table.automaton.find_matches_as_indexes(text):
        if table.meaning[word][0]:
            pieces.append(text[place:start])
            place = end
    return "".join(pieces) + text[place:]
