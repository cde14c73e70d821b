"""Sections and sentences: the tree of headings, what part of the report each opens, and of which years it speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from govtext import rules
from govtext.identity import Identity

Role = Literal["review", "plan", "annex", "other"]
FILE = rules.FOLDER / "sections.toml"

# How far out a heading stands: alone without a number, 一、, （一）, and without a number inside a numbered part.
LONE, NUMBERED, BRACKETED, UNDER = 0, 3, 4, 7

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"[ \u3000\u2000-\u200a]")
_INDENT = re.compile(r"(?<=[。！？；：”）])(?:　{2,}| {4,}|　 ?(?=[一二三四五六七八九十（(——]))")
_NUMBER = r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|[、.．])|[（(][一二三四五六七八九十]{1,3}[）)])"
_LONG_LINE, _ENDLESS_LINE = 400, 3000
_LONG_BREAK = re.compile(
    rf"[ \u2000-\u200a]*(?:[\u3000\u2000-\u200a] ?){{2,}}[ \u2000-\u200a]*|(?<=[。！？；：”）]) +|\s+(?={_NUMBER})"
)
_ENDLESS_BREAK = re.compile(rf"{_LONG_BREAK.pattern}|(?<=[。！？”）])(?={_NUMBER})")
_HEADING_AND_BLANK = re.compile(rf"{_NUMBER}[^。，；：\s]{{2,30}}(?=\s)")
_SENTENCE = re.compile(r"(?:[^\s。！？!?][^。！？!?]*[。！？!?]*|[。！？!?]+)[”’」』）)]*")
_SEMICOLON = re.compile(r"[；;]\s*")
_NUMBERING = re.compile(r"^[　 ]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s?")
_TITLE_END = re.compile(r"[。\n]")
_NO_LONE_HEADING = re.compile(r"[。，；！？：:]")
_ANNEX_LINE = re.compile(r"附|名词")
_FURTHER = re.compile(r"第?[（(]?(?:[二三四五六七八九]|十[一二]?)[）)]?(?:[、.．]|部分)?")
_GLUED = re.compile(
    r"[^，。；：]{2,24}?(?:工作回顾|工作总体部署|总体部署|重点工作|主要任务|工作安排|目标任务|工作任务|总体要求|工作建议|主要工作)(?![和与及、的])"
)
_HEADING_LENGTH = 60
_LONE_HEADING = 30
_LAST_PART = 0.4  # no annex opens in this part of the text; behind it, it is the end of the text


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


class Section(NamedTuple):
    """A stretch of text under one heading.

    `path` holds the headings from the outermost to its own; `years` is the time its numbers are about
    unless a sentence says otherwise: one year, or first and last of a span.
    """

    start: int
    end: int
    path: tuple[str, ...]
    role: Role
    years: tuple[int, int] | None


class Sentence(NamedTuple):
    """One sentence; `section` is its section's place in the list of sections."""

    start: int
    end: int
    section: int


@dataclass(frozen=True, slots=True)
class _Tables:
    shapes: re.Pattern[str]
    roles: tuple[tuple[Role, str], ...]
    cues: tuple[tuple[Role, str], ...]
    spans: tuple[tuple[Role, str], ...]
    single: tuple[tuple[Role, str], ...]


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
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The rules with the years of one report filled in."""

    roles: tuple[tuple[Role, re.Pattern[str]], ...]
    cues: tuple[tuple[Role, re.Pattern[str]], ...]
    spans: dict[Role, re.Pattern[str]]
    single: dict[Role, re.Pattern[str]]


@cache  # most patterns name no year
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _patterns(plan_year: int, review_year: int) -> _Patterns:
    def fill(pattern: str) -> re.Pattern[str]:
        return _compiled(pattern.replace("{year}", str(plan_year)).replace("{last}", str(review_year)))

    tables = load_rules()
    return _Patterns(
        roles=tuple((role, fill(pattern)) for role, pattern in tables.roles),
        cues=tuple((role, fill(pattern)) for role, pattern in tables.cues),
        spans={role: fill(pattern) for role, pattern in tables.spans},
        single={role: fill(pattern) for role, pattern in tables.single},
    )


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph: lines, and inside a line the stretches that an indent sets off."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        inner = line.group().strip()
        if not inner:
            continue
        breaks = _breaks(inner)
        if breaks is None:
            yield start, end
            continue
        for gap in breaks.finditer(text, start, end):
            if text[start : gap.start()].strip():
                yield from _with_heading(text, start, gap.start(), len(inner) > _LONG_LINE)
                start = gap.end()
        if text[start:end].strip():
            yield from _with_heading(text, start, end, len(inner) > _LONG_LINE)


def _breaks(line: str) -> re.Pattern[str] | None:
    """What sets paragraphs off in a line; nothing in one that is a paragraph."""
    if len(line) > _ENDLESS_LINE:
        return _ENDLESS_BREAK
    if len(line) > _LONG_LINE:
        return _LONG_BREAK if _BLANK.search(line) else None
    return _INDENT if "　" in line or "    " in line else None


def _with_heading(text: str, start: int, end: int, long: bool) -> Iterator[tuple[int, int]]:
    """A paragraph of a long line; where a heading and a blank open it, the heading by itself."""
    heading = _HEADING_AND_BLANK.match(text, start, end) if long else None
    if heading:
        yield start, heading.end()
        start = heading.end()
    yield start, end


def find(text: str, identity: Identity) -> list[Section]:
    """The sections of a text, in order and without gaps.

    Args:
        text: analysed text.
        identity: whose report it is and of which years; roles and years of sections hang on it.
    """
    plan_year, review_year = identity.plan_year or 0, identity.review_end or 0
    state = _State(text, identity, _patterns(plan_year, review_year))
    found: list[tuple[int, tuple[tuple[str, ...], Role, tuple[int, int] | None]]] = []
    for start, end in paragraphs(text):
        place = state.advance(start, end)
        if not found or found[-1][1] != place:
            found.append((start, place))
    if not found:
        return [Section(0, len(text), (), "other", None)]
    starts = [0, *(start for start, _ in found[1:])]
    ends = [*starts[1:], len(text)]
    return [Section(start, end, *place) for start, end, (_, place) in zip(starts, ends, found, strict=True)]


class _State:
    """What the paragraphs read so far say of the one that comes."""

    def __init__(self, text: str, identity: Identity, patterns: _Patterns) -> None:
        self.text = text
        self.identity = identity
        self.patterns = patterns
        self.headings: dict[int, tuple[str, Role | None]] = {}
        self.path: tuple[str, ...] = ()
        self.role: Role = "review"
        self.span = False
        self.told: bool | None = None  # whether the outermost heading says several years, None if it says nothing
        self.first_rank: int | None = None
        self.bracketed = False
        self.closing = False

    def advance(self, start: int, end: int) -> tuple[tuple[str, ...], Role, tuple[int, int] | None]:
        """Path, role and years of a paragraph."""
        paragraph = self.text[start:end].strip()
        heading = self.heading_at(paragraph, start, end)
        if heading:
            self.open(*heading)
            if len(self.headings) > 1 and self.told is not None:
                self.span = self.told  # what a paragraph said of its own year ends with its section
            self.path = tuple(title for _, (title, _) in sorted(self.headings.items()))
        else:
            self.take_cue(paragraph)
        said = self.take_years(heading[1] if heading else paragraph)
        if heading and len(self.headings) == 1:
            self.told = self.span if said else None
        return self.path, self.role, self.years()

    def heading_at(self, bare: str, start: int, end: int) -> tuple[int, str] | None:
        """Rank and title of the heading that a paragraph is or begins with."""
        match = load_rules().shapes.match(bare)
        if match and len(bare) > match.end():
            rank = int(match.lastgroup[1:])  # type: ignore[index]
            return self.numbered(rank, bare, match.end())
        if len(bare) > _LONE_HEADING:
            return None
        lone = bare.rstrip("：:")
        role = None if _NO_LONE_HEADING.search(lone) else self.role_of(lone)
        if role is None and _ANNEX_LINE.match(lone):
            role = self.role_of(lone)
        if role is None or lone == self.identity.title or self.quoted(start, end):
            return None
        if role == "annex" and start <= _LAST_PART * len(self.text):
            return None  # a link to it
        return (LONE if role == "annex" or self.first_rank in {None, LONE} else UNDER), lone

    def numbered(self, rank: int, bare: str, number_end: int) -> tuple[int, str] | None:
        if bare.endswith(("；", ";")):
            return None  # an item of a list
        title = _TITLE_END.split(bare, maxsplit=1)[0].rstrip("：:")
        glued = _GLUED.match(title, number_end) if rank <= NUMBERED and "，" in title and "。" in bare else None
        if glued:
            return rank, title[: glued.end()]
        if len(title) > _HEADING_LENGTH:
            return self.numbered_paragraph(rank, bare, number_end)
        if rank <= NUMBERED and "。" in bare and len(title) >= _LONE_HEADING:
            return None
        return rank, title

    def numbered_paragraph(self, rank: int, bare: str, number_end: int) -> tuple[int, str] | None:
        """A paragraph of a policy address is known by its number."""
        if self.identity.kind != "policy_address" or not bare[0].isdigit():
            return None
        return rank, bare[:number_end].strip()

    def quoted(self, start: int, end: int) -> bool:
        """Whether a line stands between 《 and 》 of the lines around it: a title that a link tore out."""
        return (
            self.text[max(0, start - 4) : start].rstrip().endswith("《")
            or self.text[end : end + 4].lstrip()[:1] == "》"
        )

    def role_of(self, title: str) -> Role | None:
        for role, pattern in self.patterns.roles:
            if pattern.search(title):
                return role
        return None

    def open(self, rank: int, title: str) -> None:
        """Takes a heading into the path, and its role where it has one."""
        rank = self.turned(rank, title)
        self.headings = {other: entry for other, entry in self.headings.items() if other < rank}
        above = list(self.headings.values())
        role = self.role_of(title) if len(above) <= 1 else None
        self.headings[rank] = (title, role)
        if self.closing:
            return
        if role == "annex":
            self.role = role
            self.closing = True
        elif not above:
            self.span = False
            if role and role != "other":
                self.role = role
            elif role is None and self.identity.kind == "government_work_report" and _FURTHER.match(title):
                self.role = "plan"  # the first part looks back, what follows looks ahead
        elif role in {"review", "plan"} and above[0][1] in {"other", None}:
            self.role = role

    def turned(self, rank: int, title: str) -> int:
        """The rank of a heading in a report that numbers its parts （一） and what is in them 一、."""
        if self.first_rank is None:
            self.first_rank = rank
            self.bracketed = rank == BRACKETED and title[1] == "一"
        if self.bracketed and rank == NUMBERED and BRACKETED not in self.headings:
            self.bracketed = title[0] == "一"
        if self.bracketed and rank in {NUMBERED, BRACKETED}:
            return NUMBERED + BRACKETED - rank
        return rank

    def take_cue(self, paragraph: str) -> None:
        """The role of a paragraph under no heading that has one; a review without numbers may end under no other."""
        told = [(rank, role) for rank, (_, role) in self.headings.items() if role not in {"other", None}]
        if self.closing or (told and told != [(LONE, "review")]):
            return
        head = paragraph[:80]
        for role, pattern in self.patterns.cues:
            if (not told or role == "plan") and pattern.search(head):
                self.role = role
                return

    def take_years(self, words: str) -> bool:
        """Whether words say of one year or of several, which is taken over."""
        span, single = self.patterns.spans.get(self.role), self.patterns.single.get(self.role)
        if span is None or single is None:
            return False
        numbering = _NUMBERING.match(words)
        head = words[numbering.end() : 40] if numbering else words[:40]
        spans, singles = bool(span.search(head)), bool(single.search(head))
        if spans != singles:
            self.span = spans
        return spans != singles

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
    result: list[Sentence] = []
    number, last = 0, len(sections) - 1
    for start, end in paragraphs(text):
        while number < last and sections[number].end <= start:
            number += 1
        for found in _SENTENCE.finditer(text, start, end):
            first, stop = found.span()
            while text[stop - 1].isspace():
                stop -= 1
            result.append(Sentence(first, stop, number))
    return result


def parts(text: str, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences cut behind their semicolons: a list of achievements is one sentence and speaks of many things."""
    result: list[Sentence] = []
    for sentence in sentences:
        begin = sentence.start
        for stop in _SEMICOLON.finditer(text, sentence.start, sentence.end):
            result.append(Sentence(begin, stop.start() + 1, sentence.section))
            begin = stop.end()
        if begin < sentence.end:
            result.append(Sentence(begin, sentence.end, sentence.section))
    return result
