"""Contexts: what stands right before or behind a number, and decides whether it counts something."""

from __future__ import annotations

import re
from functools import cache

from govtext import rules

FILE = rules.FOLDER / "contexts.toml"
_WIDTH = 24  # how far before a number a context may begin


@cache
def load() -> dict[str, re.Pattern[str]]:
    """The contexts of the rule table by name, checked."""
    return rules.load_patterns(FILE)


def ahead(context: str, text: str, start: int) -> bool:
    """Whether the text right before a number is of this context."""
    return load()[context].search(text, max(0, start - _WIDTH), start) is not None


def behind(context: str, text: str, end: int) -> bool:
    """Whether the text right behind a number is of this context."""
    return load()[context].match(text, end) is not None
