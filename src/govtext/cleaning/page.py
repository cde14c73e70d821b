"""What of a scraped page is no part of the report: navigation, share bars, footers, and the body said once more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import ahocorasick_rs
from pydantic import Field

from govtext import rules
from govtext.cleaning.artefacts import FILE
from govtext.cleaning.offsets import Edit

REPEAT = "repeated-body"
_LONGEST_LINE = 240
_SENTENCE = re.compile(r"[^。！？\n]+[。！？”）]*")
_SHORTEST = 2
_TELLING = 12  # shorter sentences (各位代表) stand in a report many times
_BODY = 300  # characters said word for word before: no report does that, a page with several copies does
_FEW = 3


class FurnitureRule(rules.Rule):
    """A line that belongs to the page and not to the report; `pattern` fits the whole line without outer blanks."""

    id: str
    hints: list[str] = Field(min_length=1)
    pattern: str
    reason: str
    example: str


class _Sentence(NamedTuple):
    start: int
    end: int
    first: int  # place of the sentence with the same words that came first; its own place if it is new
    chars: int


@cache
def load_rules() -> tuple[FurnitureRule, ...]:
    """The furniture rules, checked."""
    return rules.load(FILE, FurnitureRule, "furniture", lambda row: [row.id, row.pattern])


@cache
def _patterns() -> tuple[ahocorasick_rs.AhoCorasick, tuple[FurnitureRule, ...], tuple[re.Pattern[str], ...]]:
    """All hints of all rules as one automaton, and for each hint its rule and the rule's pattern."""
    flat = [(hint, row, re.compile(row.pattern)) for row in load_rules() for hint in row.hints]
    automaton = ahocorasick_rs.AhoCorasick(
        [hint for hint, _, _ in flat], implementation=ahocorasick_rs.Implementation.DFA
    )
    return automaton, tuple(row for _, row, _ in flat), tuple(pattern for _, _, pattern in flat)


def find(text: str) -> list[Edit]:
    """What is left out of a text, in text order, none overlapping; a line goes with its line end."""
    repeats = list(_repeats(text))
    lines: dict[int, Edit] = {}
    automaton, rows, patterns = _patterns()
    stop = start = -1
    for index, _, place in automaton.find_matches_as_indexes(text, overlapping=True):
        if place > stop:
            start = text.rfind("\n", 0, place) + 1
            stop = text.find("\n", place)
            stop = len(text) if stop < 0 else stop
        if stop - start <= _LONGEST_LINE and start not in lines and patterns[index].fullmatch(text[start:stop].strip()):
            lines[start] = Edit(start, min(stop + 1, len(text)), "", rows[index].id)
    if not repeats:
        return [lines[start] for start in sorted(lines)]
    kept = [edit for edit in lines.values() if not any(r.start < edit.end and edit.start < r.end for r in repeats)]
    return sorted([*kept, *repeats], key=lambda edit: edit.start)


def _repeats(text: str) -> Iterator[Edit]:
    """Runs of sentences that all stood there before, in the same order."""
    if not _says_again(text):
        return
    sentences = _sentences(text)
    place = 0
    while place < len(sentences):
        if sentences[place].first == place:
            place += 1
            continue
        begin = place
        while place < len(sentences) and sentences[place].first < begin:
            place += 1
        run = [one for one in sentences[begin:place] if one.chars >= _TELLING]
        ordered = sum(a.first < b.first for a, b in pairwise(run))
        if sum(one.chars for one in run) >= _BODY and len(run) >= _FEW and ordered >= (len(run) - 1) // 2:
            end = sentences[place].start if place < len(sentences) else len(text)
            yield Edit(sentences[begin].start, end, "\n", REPEAT)


def _says_again(text: str) -> bool:
    """Whether a body's worth of sentences stands in a text twice: a quick look that spares most texts the rest."""
    words = [found.strip() for found in _SENTENCE.findall(text.replace(" ", "").replace("\u3000", ""))]
    return len("".join(words)) - len("".join(set(words))) >= _BODY


def _sentences(text: str) -> list[_Sentence]:
    seen: dict[str, int] = {}
    found: list[_Sentence] = []
    for match in _SENTENCE.finditer(text):
        words = match.group().strip()
        if len(words) >= _SHORTEST:
            if " " in words or "\u3000" in words:
                words = words.replace(" ", "").replace("\u3000", "")
            found.append(_Sentence(match.start(), match.end(), seen.setdefault(words, len(found)), len(words)))
    return found
