"""Outline: the sections of a text, each with its headings, its role in the report and the years it speaks of."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.identity import Identity
from govtext.pipes.sections.headings import LONE, Heading, Headings
from govtext.pipes.sections.paragraphs import paragraphs
from govtext.pipes.sections.patterns import Patterns, Role, patterns

_CUE_WITHIN, _YEARS_WITHIN = 80, 40  # how far into a paragraph its role and its years are told
_FIVE, _FEWER_YEARS = 5, {"三": 3, "四": 4}
_FEWER = re.compile(r"^(?:过去|这)?的?([三四])年")
_FURTHER = re.compile(r"第?[（(]?(?:[二三四五六七八九]|十[一二]?)[）)]?(?:[、.．]|部分)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?=年)")
_NUMBERING = re.compile(r"^[　 ]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s?")


class Section(NamedTuple):
    """A stretch of text under one heading.

    `path` holds the headings from the outermost to its own; `years` is the time its numbers are about
    unless a sentence says otherwise: one year, or first and last of a span, or a `part` of one year (H1).
    """

    start: int
    end: int
    path: tuple[str, ...]
    role: Role
    years: tuple[int, int] | None
    part: str = ""


class _Standing(NamedTuple):
    """Where a paragraph stands; those of one section stand in the same."""

    path: tuple[str, ...]
    role: Role
    years: tuple[int, int] | None
    part: str


def find(text: str, identity: Identity) -> list[Section]:
    """The sections of a text, in order and without gaps.

    Args:
        text: analysed text.
        identity: whose report it is and of which years; roles and years of sections hang on it.
    """
    state = _State(text, identity, patterns(identity.plan_year or 0, identity.review_end or 0))
    found: list[tuple[int, _Standing]] = []
    for start, end in paragraphs(text):
        standing = state.advance(start, end)
        if not found or found[-1][1] != standing:
            found.append((start, standing))
    if not found:
        return [Section(0, len(text), (), "other", None)]
    starts = [0, *(start for start, _ in found[1:])]
    ends = [*starts[1:], len(text)]
    return [Section(start, end, *standing) for start, end, (_, standing) in zip(starts, ends, found, strict=True)]


class _State:
    """What the paragraphs read so far say of the one that comes."""

    def __init__(self, text: str, identity: Identity, patterns: Patterns) -> None:
        self.text = text
        self.identity = identity
        self.patterns = patterns
        self.headings = Headings(text, identity, patterns)
        self.role: Role = self.first_role()
        self.closing = False  # an annex has begun, which goes on to the end
        self.several = identity.outline  # the part speaks of several years
        self.length = _FIVE  # of so many
        self.told: bool | None = None  # whether the outermost heading says several years, None if it says nothing

    def first_role(self) -> Role:
        """The role of what stands before all headings: an address turns both ways, 某局2024年工作计划 is a plan."""
        if self.identity.kind == "policy_address":
            return "other"
        work_report = self.identity.kind == "government_work_report"
        return "plan" if not work_report and self.patterns.role_of(self.identity.title) == "plan" else "review"

    def advance(self, start: int, end: int) -> _Standing:
        """Reads a paragraph: where it stands."""
        paragraph = self.text[start:end].strip()
        heading = self.headings.at(paragraph, start, end)
        outermost = heading is not None and len(self.headings.open) == 1
        if heading is None:
            self.take_cue(paragraph)
        else:
            self.take_role(heading)
            if self.told is not None and not outermost:
                self.several = self.told  # what a paragraph said of its own year ends with its section
        said = self.take_years(heading.title) if heading else self.take_years(paragraph, last=True)
        if outermost:
            self.told = self.several if said else None
        earlier = self.earlier_year()
        if earlier:
            return _Standing(self.headings.path, self.role, (earlier, earlier), "")
        part = self.identity.part if self.role == "review" and not self.several else ""
        return _Standing(self.headings.path, self.role, self.years(), part)

    def take_role(self, heading: Heading) -> None:
        """Takes over the role of a heading, where it tells one and no other stands above."""
        outermost = self.headings.open[0]
        if self.closing or self.is_slogan(heading):
            return
        if heading.role == "annex":
            self.role, self.closing = heading.role, True
        elif heading is outermost:
            self.several = self.identity.outline
            if heading.role not in {"other", None}:
                self.role = heading.role
            elif heading.role is None and self.looks_ahead(heading.title):
                self.role = "plan"
        elif heading.role in {"review", "plan"} and outermost.role in {"other", None}:
            self.role = heading.role

    def is_slogan(self, heading: Heading) -> bool:
        """Whether a heading of a summary only sounds like a plan: 强化举措, 坚持目标导向."""
        turns = self.patterns.turns.get(heading.role) if heading.role else None
        if turns is None or self.identity.kind != "unit_summary" or self.role != "review":
            return False
        return turns.search(heading.title) is None

    def looks_ahead(self, title: str) -> bool:
        """Whether a part that says nothing of it is a plan: of a work report the first looks back, the others ahead."""
        return self.identity.kind == "government_work_report" and _FURTHER.match(title) is not None

    def take_cue(self, paragraph: str) -> None:
        """The role of a paragraph under no heading that has one; a review without numbers may end under no other."""
        told = [heading for heading in self.headings.open if heading.role not in {"other", None}]
        review_alone = [(heading.rank, heading.role) for heading in told] == [(LONE, "review")]
        if self.closing or (told and not review_alone):
            return
        head = paragraph[:_CUE_WITHIN]
        for role, pattern in self.patterns.cues:
            if (not told or role == "plan") and pattern.search(head):
                self.role = role
                return

    def take_years(self, words: str, *, last: bool = False) -> bool:
        """Whether words say of one year or of several, which is taken over; of both, the `last` or neither."""
        span, single = self.patterns.spans.get(self.role), self.patterns.single.get(self.role)
        if span is None or single is None:
            return False
        numbering = _NUMBERING.match(words)
        head = words[numbering.end() if numbering else 0 : _YEARS_WITHIN]
        several, one = (max((m.start() for m in shape.finditer(head)), default=-1) for shape in (span, single))
        if several == one or (min(several, one) >= 0 and not last):
            return False
        self.several = several > one
        fewer = _FEWER.search(head) if self.several else None
        self.length = _FEWER_YEARS[fewer[1]] if fewer else _FIVE
        return True

    def earlier_year(self) -> int | None:
        """The whole year before, where a report about a part of a year gives it a heading: 一、2021年决算情况."""
        if not self.identity.interim or self.role != "review" or self.identity.review_end is None:
            return None
        named = next((found for heading in self.headings.open[::-1] if (found := _YEAR.findall(heading.title))), [])
        return self.identity.review_end - 1 if set(named) == {str(self.identity.review_end - 1)} else None

    def years(self) -> tuple[int, int] | None:
        """The years that the part speaks of: those planned, those reviewed, none in an annex."""
        length = self.length if self.several else 1
        first, last = self.identity.plan_year, self.identity.review_end
        if self.role == "plan" and first:
            return first, first + length - 1
        if self.role == "review" and last:
            return last - length + 1, last
        return None
