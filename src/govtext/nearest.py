"""Nearest: what a person may have meant by a word that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from govtext.errors import few

if TYPE_CHECKING:
    from govtext.pipes.concepts import ConceptTable
    from govtext.pipes.themes import ThemeTable

_FEW = 3  # words that are suggested
_MOST = 20  # words that are listed where none is near


def hint(word: str, known: Iterable[str] | Mapping[str, str], common: Iterable[str] = ()) -> str:
    """A question after the nearest of the known words, or a list of them where none is near.

    Args:
        word: what was given.
        known: the words that there are; or words that lead to one (names to ids).
        common: those that are listed where none is near; all of them unless told.
    """
    ways = known if isinstance(known, Mapping) else {one: one for one in known}
    near = difflib.get_close_matches(word, list(ways), n=_FEW)
    near += sorted((way for way in ways if _within(word, way)), key=len)
    meant = list(dict.fromkeys(ways[way] for way in near if ways[way]))[:_FEW]
    if meant:
        return f"did you mean {' or '.join(meant)}?"
    there = list(common) or list(dict.fromkeys(filter(None, ways.values())))
    return f"there are: {few(there, _MOST)}" if there else "there are none"


def _within(one: str, other: str) -> bool:
    """Whether one of two words holds the other, as 税收收入 holds 税收; a single character says nothing."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return len(short) > 1 and short in long


def concept(word: str, table: ConceptTable, common: Iterable[str] = ()) -> str:
    """The ids of concepts whose id or name is near a word; `common` as in `hint`."""
    return hint(word, {one: one for one in table.concepts} | table.by_name, common)


def theme(word: str, table: ThemeTable) -> str:
    """The ids of themes whose id or Chinese name is near a word."""
    return hint(word, {one: one for one in table.themes} | {rule.zh: one for one, rule in table.themes.items()})
