"""Mending what conversion and scraping broke: a table of rules, one pass over the text."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex
from pydantic import Field, model_validator

from govtext import rules
from govtext.cleaning.offsets import Edit

FILE = rules.FOLDER / "artefacts.toml"


class ArtefactRule(rules.Rule):
    """One sort of debris: how it looks, what it is replaced with, and why it is debris."""

    id: str
    hints: list[str] = Field(min_length=1)
    pattern: str
    replace: str | None = None
    decode: Literal["html", "unspace"] | None = None
    reason: str
    example: dict[Literal["raw", "mended"], str]

    @model_validator(mode="after")
    def _says_what_to_do(self) -> ArtefactRule:
        if (self.replace is None) == (self.decode is None):
            raise ValueError('needs either "replace" or "decode"')
        return self

    def mended(self, match: regex.Match[str], prefix: str) -> str:
        """What stands in place of the match."""
        if self.decode == "unspace":
            return match.group(prefix).replace(" ", "")
        if self.replace is None:
            entity = match.group(prefix)
            return html.unescape(entity if entity.startswith("&") else f"&{entity}").replace("\xa0", "")
        text = self.replace
        for name, caught in match.groupdict(default="").items():
            if name.startswith(f"{prefix}_"):
                text = text.replace(f"${name.removeprefix(f'{prefix}_')}", caught)
        return text


@dataclass(frozen=True, slots=True)
class _Expression:
    """Some of the rules as one expression; each rule's groups carry its place in the table."""

    rows: tuple[tuple[str, ArtefactRule], ...]
    pattern: regex.Pattern[str]


@cache
def load_rules() -> tuple[ArtefactRule, ...]:
    """The artefact rules, checked."""
    return rules.load(FILE, ArtefactRule, "artefact", lambda row: [row.id, row.pattern])


@cache
def _expression(rows: tuple[int, ...]) -> _Expression:
    chosen = tuple((f"r{number}", load_rules()[number]) for number in rows)
    parts = [f"(?P<{name}>{row.pattern.replace('(?P<', f'(?P<{name}_')})" for name, row in chosen]
    return _Expression(chosen, regex.compile("|".join(parts)))


def find(text: str) -> list[Edit]:
    """The repairs a text needs, in text order, none overlapping."""
    hinted = tuple(n for n, row in enumerate(load_rules()) if any(hint in text for hint in row.hints))
    if not hinted:
        return []
    expression = _expression(hinted)
    edits: list[Edit] = []
    for match in expression.pattern.finditer(text):
        name, row = next((name, row) for name, row in expression.rows if match.group(name) is not None)
        edits.append(Edit(match.start(), match.end(), row.mended(match, name), row.id))
    return edits
