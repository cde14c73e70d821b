"""Phrases: the words and shapes that tell what a number says, from the rule table."""

from __future__ import annotations

import re
from functools import cache

from govtext import rules

FILE = rules.FOLDER / "statements.toml"


class PhraseRule(rules.Rule):
    """One sort of words around a number, and what it tells."""

    pattern: str
    reason: str
    example: str


@cache
def _table() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(row.pattern) for name, row in rules.load_named(FILE, PhraseRule).items()}


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return _table()[name]
