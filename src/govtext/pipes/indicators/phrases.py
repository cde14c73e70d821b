"""Phrases: the words and shapes that tell what a number says, from the rule table."""

from __future__ import annotations

import re
from functools import cache

from govtext import rules

FILE = rules.FOLDER / "statements.toml"


@cache
def _table() -> dict[str, re.Pattern[str]]:
    return rules.load_patterns(FILE)


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The pattern of that name."""
    return _table()[name]
