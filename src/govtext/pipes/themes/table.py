"""The theme table: policy themes, the words that speak of each, and the model for where words do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.errors import RuleError
from govtext.pipes import concepts, ngrams

FILE = rules.FOLDER / "themes.toml"
MODEL = rules.FOLDER / "theme_model.npz"
_WEAK = 0.25  # what a weak word weighs of a seed as long
_NAMED = 3  # shorter names of concepts are everyday words

Meanings = dict[str, tuple[str, float]]


class WordsRule(rules.Rule):
    """The words that speak of one theme."""

    id: str
    seeds: list[str] = []
    weak: list[str] = []


class ThemeRule(WordsRule):
    """One policy theme: its scope, its place in other taxonomies, and the words that speak of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    scope: str = ""
    cap: str = ""
    cap_subtopics: str = ""
    gov_topics: str = ""


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
    `boilerplate` holds for the words of phrases without a theme the share of the sentence that they need.
    """

    themes: dict[str, ThemeRule]
    automaton: ahocorasick_rs.AhoCorasick
    meaning: tuple[tuple[str, float], ...]
    boilerplate: Mapping[int, float]
    model: ngrams.Model | None


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
    themes = {row.id: row for row in rules.load(path, ThemeRule, "theme", _id_and_words)}
    if not themes:
        raise RuleError(f"{path}: names no [[theme]]")
    plain = rules.load(path, PlainRule, "plain", lambda row: row.words)
    phrases = {row.phrase: row.share for row in rules.load(path, NoneRule, "none", lambda row: [row.phrase])}
    meaning: Meanings = _named(themes) | {word: ("", 0.0) for row in plain for word in row.words}
    meaning |= _meanings(themes.values())
    if added:
        meaning |= _meanings(_added(added, themes))
    meaning |= dict.fromkeys(phrases, ("", 0.0))
    words = list(meaning)
    return ThemeTable(
        themes=themes,
        automaton=rules.automaton(words),
        meaning=tuple(meaning.values()),
        boilerplate={place: phrases[word] for place, word in enumerate(words) if word in phrases},
        model=None,
    )


def _id_and_words(row: WordsRule) -> list[str]:
    return [f"id {row.id}", *row.seeds, *row.weak]


def _meanings(rows: Iterable[WordsRule]) -> Meanings:
    """Theme and weight of every word; the longer it is, the more it weighs."""
    return {
        word: (row.id, len(word) * weight)
        for row in rows for words, weight in ((row.weak, _WEAK), (row.seeds, 1.0)) for word in words
    }  # fmt: skip


def _added(path: Path, themes: Mapping[str, ThemeRule]) -> tuple[WordsRule, ...]:
    """The rows of a table of a person's own, which may leave everything out but ids and words."""
    rows = rules.load(path, WordsRule, "theme", _id_and_words)
    for number, row in enumerate(rows):
        if row.id not in themes:
            raise RuleError(
                f'{path}:{rules.line_of(path, "theme", number)}: there is no theme "{row.id}" to add words to'
            )
    return rows


def _named(themes: Mapping[str, ThemeRule]) -> Meanings:
    """Theme and weight of the names of canonical indicators: what a number measures tells the theme best."""
    return {
        name: (rule.theme, float(len(name)))
        for rule in concepts.load().concepts.values() if rule.theme in themes
        for name in (*rule.names, *rule.growth_names) if len(name) >= _NAMED
    }  # fmt: skip


def themes_of_concepts(path: Path | None = None) -> dict[str, str]:
    """The theme of every concept of a concept table."""
    return {concept: rule.theme for concept, rule in concepts.load(path or concepts.FILE).concepts.items()}
