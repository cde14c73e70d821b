"""Themes: the policy themes of sentences and of mentions.

Words that speak of a theme decide where they are clear; a small model (`govtext.pipes.ngrams`) decides where they are
silent, weak or disagree; the heading decides where the model does not know either.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from govtext.pipes.indicators import Mention
from govtext.pipes.sections import Section, Sentence
from govtext.pipes.themes.deciding import Stretch, decide
from govtext.pipes.themes.table import FILE, MODEL, ThemeTable, load, load_words, themes_of_concepts
from govtext.pipes.themes.words import Words, clear, sure, themes_in, together, weights_of_name, without_words

__all__ = [
    "FILE", "MODEL", "ThemeTable", "Themes", "find", "load", "load_words", "sure", "themes_in", "themes_of_concepts",
    "without_words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Themes:
    """What was found: the themes of every sentence and of every mention, the primary one first."""

    sentences: tuple[tuple[str, ...], ...]
    mentions: tuple[tuple[str, ...], ...]


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
    words = Words(text, table)
    headings = _themes_of_headings(sections, table)
    stretches = [Stretch(s.start, s.end, words.within(s.start, s.end), headings[s.section]) for s in sentences]
    starts = [sentence.start for sentence in sentences]
    inside = [bisect_right(starts, mention.quantity.start) - 1 for mention in mentions]
    known = [theme if theme in table.themes else "" for theme in measured] or [""] * len(mentions)
    clauses = [
        None if theme else _around(mention, stretches[number], words, headings[mention.section], table)
        for mention, number, theme in zip(mentions, inside, known, strict=True)
    ]
    boilerplate = words.boilerplate(sentences)
    asked = [None if number in boilerplate else stretch for number, stretch in enumerate(stretches)]
    found = decide(text, [*asked, *clauses], table.model)
    of_sentence, of_clause = found[: len(sentences)], found[len(sentences) :]
    of_mention = (
        _of_mention(theme, themes, of_sentence[number])
        for theme, themes, number in zip(known, of_clause, inside, strict=True)
    )
    return Themes(tuple(of_sentence), tuple(of_mention))


def _themes_of_headings(sections: Sequence[Section], table: ThemeTable) -> list[str]:
    """For each section the theme of its innermost heading that has one, or ""."""
    headings = {heading for section in sections for heading in section.path}
    themes = {heading: themes_in(heading, table)[:1] for heading in headings}
    return [next((theme for heading in reversed(s.path) for theme in themes[heading]), "") for s in sections]


def _around(mention: Mention, sentence: Stretch, words: Words, heading: str, table: ThemeTable) -> Stretch:
    """The clause of a mention, weighed by its name; with the clause and the sentence as far as the words are weak."""
    weights = weights_of_name(mention.name, table)
    if not clear(weights):
        weights = together(weights, words.within(*mention.clause))
    if not clear(weights):
        weights = together(weights, sentence.weights)
    return Stretch(*mention.clause, weights, heading, mention.name)


def _of_mention(known: str, of_clause: tuple[str, ...], of_sentence: tuple[str, ...]) -> tuple[str, ...]:
    """The theme of a mention's concept or else of its clause, or else of its sentence; then those of its sentence."""
    first = (known,) if known else (of_clause or of_sentence)[:1]
    return first + tuple(theme for theme in of_sentence if theme not in first)
