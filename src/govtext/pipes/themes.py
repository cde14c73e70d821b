"""Themes: the policy themes of sentences and of mentions.

Words that speak of a theme decide where they are clear; a small model (`govtext.pipes.ngrams`) decides where they are
silent, weak or disagree; the heading decides where the model does not know either.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.errors import RuleError
from govtext.pipes import concepts, ngrams
from govtext.pipes.indicators import Mention
from govtext.pipes.sections import Section, Sentence

FILE = rules.FOLDER / "themes.toml"
MODEL = rules.FOLDER / "theme_model.npz"
_SECOND = 0.5  # a further theme is meant where it weighs at least this share of the first
_WEAK = 0.25  # what a weak word weighs of a seed as long
_NAMED = 3  # shorter names of concepts are everyday words
_HEAD = 0.5  # how much more the last word of a name weighs
_CLEAR = 2.0  # words that weigh less than this leave a stretch open
_DOUBT = 0.5  # keeps the model from overruling words by more than a factor of three
_HEADED = 0.15  # what a heading adds to its theme's chance
_TIE = 0.9  # two themes whose words weigh this much alike leave a stretch open
_SURE = 0.8  # below this the words alone decide, then the heading

Weights = dict[str, float]


class ThemeRule(rules.Rule):
    """One policy theme: its scope, its place in other taxonomies, and the words that speak of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    scope: str = ""
    cap: str = ""
    cap_subtopics: str = ""
    gov_topics: str = ""
    seeds: list[str] = []
    weak: list[str] = []


class WordsRule(rules.Rule):
    """Words of a person's own for a theme of a table."""

    id: str
    seeds: list[str] = []
    weak: list[str] = []


class PlainRule(rules.Rule):
    """Words that hold a seed and speak of no theme."""

    words: list[str] = Field(min_length=1)


class NoneRule(rules.Rule):
    """A phrase of salutations, thanks and boilerplate: its sentence has no theme.

    `share`: only where the phrase makes up at least this much of the sentence, 0 to 1.
    """

    phrase: str = Field(min_length=2)
    share: float = Field(default=0, ge=0, le=1)
    example: str


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """The themes, one automaton over all their words, and the model for where words do not tell.

    `meaning` holds for every word of the automaton its theme and its weight; theme "" for one that speaks of none.
    `none` holds for the words of phrases without a theme the share of the sentence that they need.
    """

    themes: dict[str, ThemeRule]
    automaton: ahocorasick_rs.AhoCorasick
    meaning: tuple[tuple[str, float], ...]
    none: Mapping[int, float]
    model: ngrams.Model | None


@dataclass(frozen=True, slots=True)
class Themes:
    """What was found: the themes of every sentence and of every mention, the primary one first."""

    sentences: tuple[tuple[str, ...], ...]
    mentions: tuple[tuple[str, ...], ...]


@cache
def load(path: Path = FILE, model: Path | None = None, words: Path | None = None) -> ThemeTable:
    """The themes of a rule table, with a model for where words do not tell.

    Args:
        path: the rule table.
        model: the model; the shipped one for the shipped table, else none unless told.
        words: a table of words that are added to themes of the table.

    Raises:
        RuleError: the table or the model cannot be used, or the model speaks of themes that the table has not.
    """
    table = load_words(path, words)
    chosen = model or (MODEL if path == FILE and MODEL.exists() else None)
    if chosen is None:
        return table
    found = ngrams.load(chosen)
    unknown = [label for label in found.labels if label and label not in table.themes]
    if unknown:
        raise RuleError(f"{chosen}: was trained for other themes; {path} has no theme {', '.join(unknown)}")
    return replace(table, model=found)


def load_words(path: Path = FILE, added: Path | None = None) -> ThemeTable:
    """The themes of a rule table by their words alone, checked: no id and no word stands twice.

    Args:
        path: the rule table.
        added: a table of words that are added to its themes; there they outweigh what the rule table says of them.
    """
    rows = rules.load(path, ThemeRule, "theme", lambda row: [f"id {row.id}", *row.seeds, *row.weak])
    plain = rules.load(path, PlainRule, "plain", lambda row: row.words)
    none = rules.load(path, NoneRule, "none", lambda row: [row.phrase])
    themes = {row.id: row for row in rows}
    if not themes:
        raise RuleError(f"{path}: names no [[theme]]")
    meaning: dict[str, tuple[str, float]] = {word: ("", 0.0) for row in plain for word in row.words}
    meaning |= {word: (row.id, len(word) * _WEAK) for row in rows for word in row.weak}
    meaning |= {word: (row.id, float(len(word))) for row in rows for word in row.seeds}
    for word, theme in _named().items():
        if theme in themes:
            meaning.setdefault(word, (theme, float(len(word))))
    if added:
        meaning |= _added(added, themes)
    phrases = {row.phrase: row.share for row in none}
    meaning |= dict.fromkeys(phrases, ("", 0.0))
    words = list(meaning)
    return ThemeTable(
        themes=themes,
        automaton=ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest),
        meaning=tuple(meaning.values()),
        none={place: phrases[word] for place, word in enumerate(words) if word in phrases},
        model=None,
    )


def _added(path: Path, themes: Mapping[str, ThemeRule]) -> dict[str, tuple[str, float]]:
    """The words of a table of a person's own, which may leave everything out but ids and words."""
    rows = rules.load(path, WordsRule, "theme", lambda row: [f"id {row.id}", *row.seeds, *row.weak])
    for number, row in enumerate(rows):
        if row.id not in themes:
            raise RuleError(
                f'{path}:{rules.line_of(path, "theme", number)}: there is no theme "{row.id}" to add words to'
            )
    return {
        word: (row.id, len(word) * weight) for row in rows for words, weight in ((row.weak, _WEAK), (row.seeds, 1.0))
        for word in words
    }  # fmt: skip


def _named() -> dict[str, str]:
    """The names of canonical indicators and the theme of each: what a number measures tells the theme best."""
    return {
        name: rule.theme
        for rule in concepts.load().concepts.values()
        for name in (*rule.names, *rule.growth_names)
        if len(name) >= _NAMED
    }


def themes_of_concepts(path: Path | None = None) -> dict[str, str]:
    """The theme of every concept of a concept table."""
    return {concept: rule.theme for concept, rule in concepts.load(path or concepts.FILE).concepts.items()}


def find(
    text: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    table: ThemeTable,
    measured: Sequence[str] = (),
) -> Themes:
    """The themes of a text's sentences and mentions.

    A mention takes the theme of its concept first, then of what it measures, of its clause, of its sentence, of its
    heading. Where the words of a stretch are silent or disagree, the model decides.

    Args:
        text: analysed text.
        sections: its sections, whose headings are context.
        sentences: its sentences, cut at semicolons.
        mentions: its mentions.
        table: the themes.
        measured: the theme of each mention's concept, "" where there is none.
    """
    words = _Words(text, table)
    heading_themes = {heading: (themes_in(heading, table) or ("",))[0] for s in sections for heading in s.path}
    headed = [next((heading_themes[h] for h in reversed(s.path) if heading_themes[h]), "") for s in sections]
    answers = _Answers(table)
    weighed = [words.within(sentence.start, sentence.end) for sentence in sentences]
    plain = words.without_theme(sentences)
    asked = [
        None if number in plain
        else answers.put(weights, headed[sentence.section], sentence.start, sentence.end)
        for number, (sentence, weights) in enumerate(zip(sentences, weighed, strict=True))
    ]  # fmt: skip
    starts = [sentence.start for sentence in sentences]
    inside = [bisect_right(starts, mention.quantity.start) - 1 for mention in mentions]
    of_mention: list[int | None] = []
    for number, mention in enumerate(mentions):
        if measured and measured[number] in table.themes:
            of_mention.append(None)
            continue
        weights = _named_weights(mention.name, table)
        for wider in (words.within(*mention.clause), weighed[inside[number]]):
            if max(weights.values(), default=0.0) < _CLEAR:
                weights = _sum(weights, wider)
        of_mention.append(answers.put(weights, headed[mention.section], *mention.clause, name=mention.name))
    answers.settle(text)
    of_sentence = tuple(answers.found[place] if place is not None else () for place in asked)
    result = []
    for number, place in enumerate(of_mention):
        sentence = of_sentence[inside[number]]
        primary = (measured[number],) if place is None else answers.found[place][:1] or sentence[:1]
        result.append(primary + tuple(theme for theme in sentence if theme not in primary))
    return Themes(of_sentence, tuple(result))


def _named_weights(name: str, table: ThemeTable) -> Weights:
    """What the words of a name weigh; the last weighs more, for what is measured stands behind its attributes."""
    words = _Words(name, table)
    weights = words.within(0, len(name))
    if words.hits:
        _, theme, weight = words.hits[-1]
        weights[theme] += weight * _HEAD
    return weights


def _sum(weights: Weights, others: Weights) -> Weights:
    return {theme: weights.get(theme, 0.0) + others.get(theme, 0.0) for theme in weights | others}


def themes_in(words: str, table: ThemeTable) -> tuple[str, ...]:
    """The themes of a short text by its words alone, the primary one first."""
    return _ranked(_Words(words, table).within(0, len(words)))


def without_words(text: str, table: ThemeTable) -> str:
    """A text without the words that speak of themes."""
    place, pieces = 0, []
    for word, start, end in table.automaton.find_matches_as_indexes(text):
        if table.meaning[word][0]:
            pieces.append(text[place:start])
            place = end
    return "".join(pieces) + text[place:]


def sure(text: str, table: ThemeTable) -> str | None:
    """The theme of a short text if its words leave no doubt; "" if it has none for sure; None if they do not tell."""
    words = _Words(text, table)
    if words.without_theme([Sentence(0, len(text), 0)]):
        return ""
    weights = words.within(0, len(text))
    order = sorted(weights.values(), reverse=True)
    clear = bool(order) and order[0] >= _CLEAR and sum(order[1:]) <= order[0] / 3
    return max(weights, key=weights.__getitem__) if clear else None


class _Words:
    """The words of a text that speak of themes."""

    def __init__(self, text: str, table: ThemeTable) -> None:
        self.table = table
        hits = table.automaton.find_matches_as_indexes(text)
        self.hits = [(start, *table.meaning[word]) for word, start, _ in hits if table.meaning[word][0]]
        self.starts = [start for start, _, _ in self.hits]
        self.phrases = [(start, end - start, table.none[word]) for word, start, end in hits if word in table.none]

    def within(self, start: int, end: int) -> Weights:
        """What the words that begin in a stretch weigh for each theme."""
        place = bisect_left(self.starts, start)
        weights: Weights = {}
        for _, theme, weight in self.hits[place : bisect_left(self.starts, end, place)]:
            weights[theme] = weights.get(theme, 0.0) + weight
        return weights

    def without_theme(self, sentences: Sequence[Sentence]) -> set[int]:
        """The places of the sentences that are salutation, thanks or boilerplate."""
        ends = [sentence.end for sentence in sentences]
        found = ((bisect_right(ends, start), length, share) for start, length, share in self.phrases)
        return {
            number for number, length, share in found
            if number < len(ends) and length >= share * (ends[number] - sentences[number].start)
        }  # fmt: skip


class _Answers:
    """The themes of stretches; the model is asked once for all of them that their words leave open."""

    def __init__(self, table: ThemeTable) -> None:
        self.model = table.model
        self.found: list[tuple[str, ...]] = []
        self.open: list[tuple[int, Weights, str, str | None, int, int]] = []

    def put(self, weights: Weights, heading: str, start: int, end: int, name: str | None = None) -> int:
        """Takes what the words of a stretch weigh, and its heading's theme.

        Args:
            weights: what its words weigh.
            heading: the theme of its heading.
            start: where the stretch begins in the text, for the model to read.
            end: where it ends.
            name: of a mention, which always has a theme, what the model is to read before its clause.

        Returns:
            Its place in `found` once all are put.
        """
        ranked = _ranked(weights)
        if self.model and (not _clear(weights, ranked) or _tied(weights, ranked)):
            self.open.append((len(self.found), weights, heading, name, start, end))
        self.found.append(ranked or ((heading,) if heading else ()))
        return len(self.found) - 1

    def settle(self, text: str) -> None:
        """Asks the model about the stretches of a text that were put."""
        if not (self.open and self.model):
            return
        asked = [f"{name}，{text[start:end]}" if name else text[start:end] for *_, name, start, end in self.open]
        rows = self.model.scores(asked)
        for (place, weights, heading, name, *_), row in zip(self.open, rows.tolist(), strict=True):
            chances = dict(zip(self.model.labels, row, strict=True))
            if name is not None:
                chances.pop("", None)
            if heading:
                chances[heading] = chances.get(heading, 0.0) + _HEADED
            self.found[place] = _decided(weights, chances, heading, self.found[place])


def _decided(weights: Weights, chances: Mapping[str, float], heading: str, ranked: tuple[str, ...]) -> tuple[str, ...]:
    """The themes of a stretch that its words leave open, the primary one first.

    Args:
        weights: what its words weigh.
        chances: what the model says of every theme, "" for none unless there must be one; its heading's theme raised.
        heading: its heading's theme.
        ranked: its themes by what the words and the heading say.
    """
    if _clear(weights, ranked):
        return _first(max(ranked, key=lambda theme: weights[theme] * (chances.get(theme, 0.0) + _DOUBT)), ranked)
    likely = max(chances, key=chances.__getitem__)
    if chances[likely] >= _SURE:
        return _first(likely, tuple(weights)) if likely else ()
    if not weights and heading and chances[heading] <= chances.get("", 0.0):
        return ()
    return ranked or ((likely,) if "" not in chances else ())


def _first(first: str, themes: tuple[str, ...]) -> tuple[str, ...]:
    return (first, *(theme for theme in themes if theme != first))


def _clear(weights: Weights, ranked: tuple[str, ...]) -> bool:
    """Whether the words of the first theme weigh enough to be believed."""
    return bool(weights) and weights[ranked[0]] >= _CLEAR


def _tied(weights: Weights, ranked: tuple[str, ...]) -> bool:
    """Whether the first two themes weigh about alike."""
    return len(ranked) > 1 and weights[ranked[1]] >= weights[ranked[0]] * _TIE


def _ranked(weights: Weights) -> tuple[str, ...]:
    """Themes by the weight of their words; of equals the first in the text wins."""
    if len(weights) < 2:
        return tuple(weights)
    order = sorted(weights, key=lambda theme: -weights[theme])
    least = weights[order[0]] * _SECOND
    return tuple(theme for theme in order if weights[theme] >= least)
