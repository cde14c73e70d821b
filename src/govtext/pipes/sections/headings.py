"""Headings: which paragraph is one or begins with one, how far out it stands, and its title."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.identity import Identity
from govtext.pipes.sections.patterns import Patterns, Role, load_rules

# How far out a heading stands: alone without a number, 一、, （一）, and without a number inside a numbered part.
LONE, NUMBERED, BRACKETED, UNDER = 0, 3, 4, 7

_LONGEST_TITLE = 60
_LONGEST_LONE = 30
_LAST_PART = 0.4  # no annex opens in this part of the text; behind it, it is the end of the text
_TITLE_END = re.compile(r"[。\n]")
_NO_LONE_HEADING = re.compile(r"[。，；！？：:]")
_ANNEX_LINE = re.compile(r"附|名词")
_GLUED = re.compile(
    r"[^，。；：]{2,24}?(?:工作回顾|工作总体部署|总体部署|重点工作|主要任务|工作安排|目标任务|工作任务|总体要求|工作建议|主要工作)(?![和与及、的])"
)


class Heading(NamedTuple):
    """A heading: its rank, smaller the farther out it stands; its title with its number; the role its title tells."""

    rank: int
    title: str
    role: Role | None


class Headings:
    """Finds the headings of a text, asked of its paragraphs in order.

    `open` holds those that the last paragraph stands under, the outermost first, `path` their titles.
    """

    def __init__(self, text: str, identity: Identity, patterns: Patterns) -> None:
        self.open: tuple[Heading, ...] = ()
        self.path: tuple[str, ...] = ()
        self._text = text
        self._identity = identity
        self._patterns = patterns
        self._first_rank: int | None = None
        self._brackets_outside = False

    def at(self, bare: str, start: int, end: int) -> Heading | None:
        """The heading that a paragraph is or begins with; it is then the innermost that is open.

        Args:
            bare: the paragraph without blanks around it.
            start: where it begins in the text.
            end: where it ends.
        """
        number = load_rules().shapes.match(bare)
        if number and len(bare) > number.end():
            rank = int(number.lastgroup[1:])  # type: ignore[index]
            title = self._numbered(rank, bare, number.end())
        else:
            rank, title = self._lone(bare, start, end)
        return self._opened(self._turned(rank, title), title) if title else None

    def _numbered(self, rank: int, bare: str, number_end: int) -> str:
        """The title of a paragraph with a number; empty for an item of a list or a sentence."""
        if bare.endswith(("；", ";")):
            return ""
        title = _TITLE_END.split(bare, maxsplit=1)[0].rstrip("：:")
        outer = rank <= NUMBERED and "。" in bare
        glued = _GLUED.match(title, number_end) if outer and "，" in title else None
        if glued:
            return title[: glued.end()]
        if len(title) > _LONGEST_TITLE:  # a paragraph of a policy address is known by its number
            by_number = self._identity.kind == "policy_address" and bare[0].isdigit()
            return bare[:number_end].strip() if by_number else ""
        return "" if outer and len(title) >= _LONGEST_LONE else title

    def _lone(self, bare: str, start: int, end: int) -> tuple[int, str]:
        """Rank and title of a heading without a number, which its words tell; the title is empty where it is none."""
        title = bare.rstrip("：:")
        words = len(bare) <= _LONGEST_LONE and (not _NO_LONE_HEADING.search(title) or _ANNEX_LINE.match(title))
        role = self._patterns.role_of(title) if words else None
        if role is None or title == self._identity.title or self._quoted(start, end):
            return LONE, ""
        if role == "annex":
            linked = start <= _LAST_PART * len(self._text)
            return LONE, "" if linked else title
        return (LONE if self._first_rank in {None, LONE} else UNDER), title

    def _quoted(self, start: int, end: int) -> bool:
        """Whether a line stands between 《 and 》 of the lines around it: a title that a link tore out."""
        before, behind = self._text[max(0, start - 4) : start], self._text[end : end + 4]
        return before.rstrip().endswith("《") or behind.lstrip()[:1] == "》"

    def _turned(self, rank: int, title: str) -> int:
        """The rank of a heading in a report that numbers its parts （一） and what is in them 一、."""
        if self._first_rank is None:
            self._first_rank = rank
            self._brackets_outside = rank == BRACKETED and title[1] == "一"
        if self._brackets_outside and rank == NUMBERED and all(above.rank != BRACKETED for above in self.open):
            self._brackets_outside = title[0] == "一"
        if self._brackets_outside and rank in {NUMBERED, BRACKETED}:
            return NUMBERED + BRACKETED - rank
        return rank

    def _opened(self, rank: int, title: str) -> Heading:
        """Takes a heading into the path; deep inside, its words tell no role."""
        above = tuple(heading for heading in self.open if heading.rank < rank)
        heading = Heading(rank, title, self._patterns.role_of(title) if len(above) <= 1 else None)
        self.open = (*above, heading)
        self.path = tuple(heading.title for heading in self.open)
        return heading
