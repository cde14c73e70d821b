"""Themes: the policy themes of sentences and of mentions, from the words that speak of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.pipes.indicators import Mention
from govtext.pipes.sections import Section, Sentence

FILE = rules.FOLDER / "themes.toml"
_SECOND = 0.5  # a further theme is meant where it weighs at least this share of the first


class ThemeRule(rules.Rule):
    """One policy theme: its scope, its place in other taxonomies, and the words that speak of it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    scope: str = ""
    cap: str = ""
    cap_subtopics: str = ""
    gov_topics: str = ""
    seeds: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ThemeTable:
    """The themes and one automaton over all their seeds."""

    themes: dict[str, ThemeRule]
    automaton: ahocorasick_rs.AhoCorasick
    theme_of_seed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """What was found: the themes of every sentence and of every mention, the primary one first."""

    sentences: tuple[tuple[str, ...], ...]
    mentions: tuple[tuple[str, ...], ...]


@cache
def load(path: Path = FILE) -> ThemeTable:
    """The themes of a rule table, checked: no id and no seed stands twice."""
    rows = rules.load(path, ThemeRule, "theme", lambda row: [f"id {row.id}", *row.seeds])
    seeds = [(seed, row.id) for row in rows for seed in row.seeds]
    return ThemeTable(
        themes={row.id: row for row in rows},
        automaton=ahocorasick_rs.AhoCorasick(
            [seed for seed, _ in seeds], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        ),
        theme_of_seed=tuple(theme for _, theme in seeds),
    )


def find(
    text: str,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    table: ThemeTable,
) -> Themes:
    """The themes of a text's sentences and mentions.

    A mention takes the theme of what it measures first, of its clause next, of its sentence, then of its heading.
    """
    hits = [
        (start, end, table.theme_of_seed[seed]) for seed, start, end in table.automaton.find_matches_as_indexes(text)
    ]
    starts = [start for start, _, _ in hits]

    def within(start: int, end: int) -> tuple[str, ...]:
        return _ranked(hits[bisect_left(starts, start) : bisect_left(starts, end)])

    of_heading = [_headed(section, table) for section in sections]
    of_sentence = [within(sentence.start, sentence.end) for sentence in sentences]
    of_mention = []
    for mention in mentions:
        named = themes_in(mention.name, table)
        sentence = of_sentence[mention.sentence]
        found = named or within(*mention.clause) or sentence or of_heading[mention.section]
        primary = found[:1]
        of_mention.append(primary + tuple(theme for theme in sentence if theme not in primary))
    return Themes(
        tuple(found or of_heading[sentence.section] for found, sentence in zip(of_sentence, sentences, strict=True)),
        tuple(of_mention),
    )


def themes_in(words: str, table: ThemeTable) -> tuple[str, ...]:
    """The themes of a short text, the primary one first."""
    return _ranked(
        [(start, end, table.theme_of_seed[seed]) for seed, start, end in table.automaton.find_matches_as_indexes(words)]
    )


def _headed(section: Section, table: ThemeTable) -> tuple[str, ...]:
    """The theme of the innermost heading that has one."""
    for heading in reversed(section.path):
        found = themes_in(heading, table)
        if found:
            return found[:1]
    return ()


def _ranked(hits: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """Themes by the weight of their words, longer words weighing more; of equals the first in the text wins."""
    weights: dict[str, int] = {}
    for start, end, theme in hits:
        weights[theme] = weights.get(theme, 0) + end - start
    if not weights:
        return ()
    order = sorted(weights, key=lambda theme: -weights[theme])
    least = weights[order[0]] * _SECOND
    return tuple(theme for theme in order if weights[theme] >= least)
