"""Deciding: the themes of a stretch of text by its words, by the model, by its heading.

Words decide where they are clear. Where they are silent, weak or disagree, the model decides if it is sure; else the
words alone, then the heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from govtext.pipes.ngrams import Model
from govtext.pipes.themes.words import Weights, clear, ranked

_TIE = 0.9  # two themes whose words weigh this much alike leave a stretch open
_DOUBT = 0.5  # keeps the model from overruling words by more than a factor of three
_HEADED = 0.15  # what a heading adds to its theme's chance
_SURE = 0.8  # below this the words alone decide, then the heading


class Stretch(NamedTuple):
    """A sentence, or the clause of a mention, whose themes are asked for.

    `weights` is what its words weigh, `heading` the theme of its heading or ""; `name` what a mention measures, None
    for a sentence: a mention always has a theme.
    """

    start: int
    end: int
    weights: Weights
    heading: str
    name: str | None = None


def decide(text: str, stretches: Sequence[Stretch | None], model: Model | None) -> list[tuple[str, ...]]:
    """The themes of each stretch, the primary one first; none for None.

    The model is asked once for all stretches that their words leave open.
    """
    found: list[tuple[str, ...]] = []
    undecided: list[tuple[int, Stretch]] = []
    for place, stretch in enumerate(stretches):
        themes = ranked(stretch.weights) if stretch else ()
        if stretch and model and _is_open(stretch.weights, themes):
            undecided.append((place, stretch))
        found.append(themes or ((stretch.heading,) if stretch and stretch.heading else ()))
    if model and undecided:
        rows = model.scores([_read(text, stretch) for _, stretch in undecided])
        for (place, stretch), row in zip(undecided, rows.tolist(), strict=True):
            found[place] = _decided(stretch, _chances(stretch, model.labels, row), found[place])
    return found


def _is_open(weights: Weights, themes: tuple[str, ...]) -> bool:
    """Whether words do not decide: the first theme weighs little, or the second about as much."""
    return not clear(weights) or (len(themes) > 1 and weights[themes[1]] >= weights[themes[0]] * _TIE)


def _read(text: str, stretch: Stretch) -> str:
    """What the model is to read: the clause of a mention behind its name."""
    words = text[stretch.start : stretch.end]
    return f"{stretch.name}，{words}" if stretch.name else words


def _chances(stretch: Stretch, labels: Sequence[str], row: Sequence[float]) -> dict[str, float]:
    """What the model says of every theme, "" for none unless there must be one; the theme of the heading raised."""
    chances = dict(zip(labels, row, strict=True))
    if stretch.name is not None:
        chances.pop("", None)
    if stretch.heading:
        chances[stretch.heading] = chances.get(stretch.heading, 0.0) + _HEADED
    return chances


def _decided(stretch: Stretch, chances: Mapping[str, float], themes: tuple[str, ...]) -> tuple[str, ...]:
    """The themes of a stretch that its words leave open, the primary one first.

    Args:
        stretch: the stretch.
        chances: what the model says of every theme.
        themes: what the words say, or where they are silent the heading.
    """
    weights, heading = stretch.weights, stretch.heading
    if clear(weights):
        return _led_by(max(themes, key=lambda theme: weights[theme] * (chances.get(theme, 0.0) + _DOUBT)), themes)
    likely = max(chances, key=chances.__getitem__)
    if chances[likely] >= _SURE:
        return _led_by(likely, tuple(weights)) if likely else ()
    if not weights and heading and chances[heading] <= chances.get("", 0.0):
        return ()
    return themes or ((likely,) if "" not in chances else ())


def _led_by(first: str, themes: tuple[str, ...]) -> tuple[str, ...]:
    return (first, *(theme for theme in themes if theme != first))
