"""Patterns: the words of headings and paragraphs that tell a part's role and its years, from `sections.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govtext import rules

Role = Literal["review", "plan", "annex", "other"]
FILE = rules.FOLDER / "sections.toml"


class ShapeRule(rules.Rule):
    """How a heading of one level begins; levels count from the outermost, and each has one row."""

    level: int
    pattern: str
    example: str


class RoleRule(rules.Rule):
    """Words that tell a heading's role."""

    role: Role
    pattern: str
    example: str


class PartRule(rules.Rule):
    """Words that tell whether a part speaks of one year or of several."""

    part: Role
    pattern: str
    example: str


@dataclass(frozen=True, slots=True)
class _Tables:
    shapes: re.Pattern[str]
    roles: tuple[tuple[Role, str], ...]
    cues: tuple[tuple[Role, str], ...]
    spans: tuple[tuple[Role, str], ...]
    single: tuple[tuple[Role, str], ...]
    turns: tuple[tuple[Role, str], ...]


@cache
def load_rules() -> _Tables:
    """The heading rules, checked."""
    shapes = rules.load(FILE, ShapeRule, "shape", lambda row: [row.pattern, row.level])
    roles = rules.load(FILE, RoleRule, "role", lambda row: [row.pattern])
    cues = rules.load(FILE, RoleRule, "cue", lambda row: [row.pattern])
    spans = rules.load(FILE, PartRule, "span", lambda row: [row.part])
    single = rules.load(FILE, PartRule, "year", lambda row: [row.part])
    return _Tables(
        shapes=re.compile("|".join(f"(?P<s{row.level}>{row.pattern})" for row in shapes)),
        roles=tuple((row.role, row.pattern) for row in roles),
        cues=tuple((row.role, row.pattern) for row in cues),
        spans=tuple((row.part, row.pattern) for row in spans),
        single=tuple((row.part, row.pattern) for row in single),
        turns=tuple((row.part, row.pattern) for row in rules.load(FILE, PartRule, "turn", lambda row: [row.part])),
    )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The rules with the years of one report filled in: of headings, of cues, and of how many years a part is about."""

    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    cues: tuple[tuple[Role, re.Pattern[str]], ...]
    spans: dict[Role, re.Pattern[str]]
    single: dict[Role, re.Pattern[str]]
    turns: dict[Role, re.Pattern[str]]

    def role_of(self, title: str) -> Role | None:
        """The role that the words of a heading tell."""
        for role, pattern in self.roles:
            if pattern.search(title):
                return role
        return None


@cache
def patterns(plan_year: int, review_year: int) -> Patterns:
    """The patterns for a report that plans the one year and reviews the other; 0 for a year that is not known."""

    def fill(pattern: str) -> re.Pattern[str]:
        return _compiled(pattern.replace("{year}", str(plan_year)).replace("{last}", str(review_year)))

    tables = load_rules()
    return Patterns(
        roles=tuple((role, fill(pattern)) for role, pattern in tables.roles),
        cues=tuple((role, fill(pattern)) for role, pattern in tables.cues),
        spans={role: fill(pattern) for role, pattern in tables.spans},
        single={role: fill(pattern) for role, pattern in tables.single},
        turns={role: fill(pattern) for role, pattern in tables.turns},
    )


@cache  # most patterns name no year
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
