"""Sections and sentences: the tree of headings, what part of the report each opens, and of which years it speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from govtext import rules
from govtext.identity import Identity

Role = Literal["review", "plan", "annex", "other"]
FILE = rules.FOLDER / "sections.toml"

_PARAGRAPH = re.compile(r"[^\n]+")
_INDENT = re.compile(r"(?<=[。！？；：”）])(?:　{2,}| {4,}|　 ?(?=[一二三四五六七八九十（(——]))")
_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_NUMBERING = re.compile(r"^[　 ]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s?")
_HEADING_LENGTH = 60
_LONE_HEADING = 30


class ShapeRule(rules.Rule):
    """How a heading of one level begins."""

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
class Section:
    """A stretch of text under one heading.

    `path` holds the headings from the outermost to its own; `years` is the time its numbers are about
    unless a sentence says otherwise: one year, or first and last of a span.
    """

    start: int
    end: int
    path: tuple[str, ...]
    role: Role
    years: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `section` is its section's place in the list of sections."""

    start: int
    end: int
    section: int


@dataclass(frozen=True, slots=True)
class _Tables:
    shapes: tuple[tuple[int, re.Pattern[str]], ...]
    roles: tuple[tuple[Role, str], ...]
    cues: tuple[tuple[Role, str], ...]
    spans: tuple[tuple[Role, str], ...]
    single: tuple[tuple[Role, str], ...]


@cache
def load_rules() -> _Tables:
    """The heading rules, checked."""
    shapes = rules.load(FILE, ShapeRule, "shape", lambda row: [row.pattern])
    roles = rules.load(FILE, RoleRule, "role", lambda row: [row.pattern])
    cues = rules.load(FILE, RoleRule, "cue", lambda row: [row.pattern])
    spans = rules.load(FILE, PartRule, "span", lambda row: [row.part])
    single = rules.load(FILE, PartRule, "year", lambda row: [row.part])
    return _Tables(
        shapes=tuple((row.level, re.compile(row.pattern)) for row in shapes),
        roles=tuple((row.role, row.pattern) for row in roles),
        cues=tuple((row.role, row.pattern) for row in cues),
        spans=tuple((row.part, row.pattern) for row in spans),
        single=tuple((row.part, row.pattern) for row in single),
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The rules with the years of one report filled in."""

    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    cues: tuple[tuple[Role, re.Pattern[str]], ...]
    spans: dict[Role, re.Pattern[str]]
    single: dict[Role, re.Pattern[str]]


@cache
def _patterns(plan_year: int, review_year: int) -> _Patterns:
    def fill(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("{year}", str(plan_year)).replace("{last}", str(review_year)))

    tables = load_rules()
    return _Patterns(
        roles=tuple((role, fill(pattern)) for role, pattern in tables.roles),
        cues=tuple((role, fill(pattern)) for role, pattern in tables.cues),
        spans={role: fill(pattern) for role, pattern in tables.spans},
        single={role: fill(pattern) for role, pattern in tables.single},
    )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph: lines, and inside a line the stretches that an indent sets off."""
    for line in _PARAGRAPH.finditer(text):
        start = line.start()
        inner = line.group().lstrip()
        if "　" not in inner and "    " not in inner:
            if inner:
                yield start, line.end()
            continue
        for indent in _INDENT.finditer(text, line.start(), line.end()):
            yield start, indent.start()
            start = indent.end()
        if text[start : line.end()].strip():
            yield start, line.end()


def find(text: str, identity: Identity) -> list[Section]:
    """The sections of a text, in order and without gaps.

    Args:
        text: analysed text.
        identity: whose report it is and of which years; roles and years of sections hang on it.
    """
    plan_year, review_year = identity.plan_year or 0, identity.review_end or 0
    patterns = _patterns(plan_year, review_year)
    state = _State(identity, patterns)
    sections: list[Section] = []
    for start, end in paragraphs(text):
        section = state.advance(text, start, end)
        last = sections[-1] if sections else None
        if last and (last.path, last.role, last.years) == (section.path, section.role, section.years):
            sections[-1] = replace(last, end=end)
            continue
        if last:
            sections[-1] = replace(last, end=start)
        sections.append(section)
    if not sections:
        return [Section(0, len(text), (), "other", None)]
    sections[0] = replace(sections[0], start=0)
    sections[-1] = replace(sections[-1], end=len(text))
    return sections


class _State:
    """What the paragraphs read so far say of the one that comes."""

    def __init__(self, identity: Identity, patterns: _Patterns) -> None:
        self.identity = identity
        self.patterns = patterns
        self.headings: dict[int, tuple[str, Role | None]] = {}
        self.first_role: Role = "review"
        self.role: Role = self.first_role
        self.span = False

    def advance(self, text: str, start: int, end: int) -> Section:
        heading = self.heading_at(text, start, end)
        paragraph = text[start:end].strip()
        if heading:
            level, title = heading
            self.open(level, title)
        else:
            self.take_cue(paragraph)
        self.take_years(heading[1] if heading else paragraph, bool(heading))
        path = tuple(title for _, (title, _) in sorted(self.headings.items()))
        return Section(start, end, path, self.role, self.years())

    def heading_at(self, text: str, start: int, end: int) -> tuple[int, str] | None:
        paragraph = text[start:end]
        bare = paragraph.strip(" 　\t\r")
        for level, shape in load_rules().shapes:
            match = shape.match(bare)
            if match and len(bare) > match.end():
                title = re.split(r"[。\n]", bare, maxsplit=1)[0].rstrip("：:")
                if len(title) <= _HEADING_LENGTH and (level > 1 or "。" not in bare or len(title) < _LONE_HEADING):
                    return level, title
                return None
        if len(bare) <= _LONE_HEADING and not re.search(r"[。，；！？：:]", bare) and self.role_of(bare):
            return 1, bare
        return None

    def role_of(self, title: str) -> Role | None:
        for role, pattern in self.patterns.roles:
            if pattern.search(title):
                return role
        return None

    def open(self, level: int, title: str) -> None:
        role = self.role_of(title) if level <= 2 else None
        self.headings = {depth: entry for depth, entry in self.headings.items() if depth < level}
        self.headings[level] = (title, role)
        if level == 1:
            if role and role != "other":
                self.role = role
            elif (
                role is None and self.identity.kind == "government_work_report" and title.startswith(("二", "三", "四"))
            ):
                self.role = "plan"  # the first part looks back, what follows looks ahead
            self.span = False
        elif role in {"review", "plan"} and self.headings.get(1, ("", None))[1] in {"other", None}:
            self.role = role

    def take_cue(self, paragraph: str) -> None:
        if any(role in {"review", "plan", "annex"} for _, role in self.headings.values()):
            return
        head = paragraph[:80]
        for role, pattern in self.patterns.cues:
            if pattern.search(head):
                self.role = role
                return

    def take_years(self, words: str, is_heading: bool) -> None:
        head = _NUMBERING.sub("", words[:40])
        span, single = self.patterns.spans.get(self.role), self.patterns.single.get(self.role)
        spans = bool(span and span.search(head))
        singles = bool(single and single.search(head))
        if spans and not singles:
            self.span = True
        elif singles and not spans:
            self.span = False

    def years(self) -> tuple[int, int] | None:
        identity = self.identity
        if self.role == "plan" and identity.plan_year:
            first = identity.plan_year
            return (first, first + 4) if self.span else (first, first)
        if self.role == "review" and identity.review_end:
            last = identity.review_end
            return (last - 4, last) if self.span else (last, last)
        return None


def sentences(text: str, sections: list[Section]) -> list[Sentence]:
    """The sentences of a text with the section each stands in; blank stretches belong to none."""
    starts = [section.start for section in sections]
    result: list[Sentence] = []
    for start, end in paragraphs(text):
        begin = start
        for stop in _SENTENCE_END.finditer(text, start, end):
            _append(result, text, begin, stop.end(), starts)
            begin = stop.end()
        _append(result, text, begin, end, starts)
    return result


def _append(result: list[Sentence], text: str, start: int, end: int, starts: list[int]) -> None:
    raw = text[start:end]
    stripped = raw.strip()
    if stripped:
        first = start + len(raw) - len(raw.lstrip())
        result.append(Sentence(first, first + len(stripped), max(0, bisect_right(starts, first) - 1)))
