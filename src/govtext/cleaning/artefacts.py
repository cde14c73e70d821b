"""Mending what conversion and scraping broke: tables of rules, one pass over the text each.

Debris is mended first, then what is no part of the report is left out (`page`), then broken lines are joined
(`breaks`).
"""

from __future__ import annotations

import html
from functools import cache
from typing import Literal

import ahocorasick_rs
import regex
from pydantic import Field, model_validator

from govtext import rules
from govtext.cleaning.offsets import Edit
from govtext.cleaning.script import simplified

FILE = rules.FOLDER / "artefacts.toml"
# Readings of punctuation in GBK whose first byte was lost: the byte that is put back before the garbled characters.
_LOST_BYTES = (b"\xa1", b"\xa3")
_MARKS = {"?": "？；", ",": "，", ";": "；", ":": "："}


class ArtefactRule(rules.Rule):
    """One sort of debris: how it looks, what it is replaced with, and why it is debris."""

    id: str
    hints: list[str] = Field(min_length=1)
    pattern: str
    replace: str | None = None
    decode: Literal["html", "unspace", "gbk"] | None = None
    reason: str
    example: dict[Literal["raw", "mended"], str]

    @model_validator(mode="after")
    def _says_what_to_do(self) -> ArtefactRule:
        if (self.replace is None) == (self.decode is None):
            raise ValueError('needs either "replace" or "decode"')
        return self

    def mended(self, match: regex.Match[str]) -> str | None:
        """What stands in place of the match; None if it is sound after all."""
        if self.decode == "unspace":
            return match.group().replace(" ", "")
        if self.decode == "gbk":
            return _shifted_back(match.group())
        if self.replace is None:
            return _unescaped(match.group())
        text = self.replace
        for name, caught in match.groupdict(default="").items():
            text = text.replace(f"${name}", caught)
        return text


@cache
def load_rules() -> tuple[ArtefactRule, ...]:
    """The artefact rules, checked."""
    return rules.load(FILE, ArtefactRule, "artefact", lambda row: [row.id, row.pattern])


@cache
def _patterns() -> tuple[tuple[ArtefactRule, regex.Pattern[str]], ...]:
    return tuple((row, regex.compile(row.pattern)) for row in load_rules())


@cache
def _hints() -> tuple[ahocorasick_rs.AhoCorasick, tuple[int, ...]]:
    """All hints as one automaton, and for each the place of its rule in the table."""
    flat = [(hint, order) for order, row in enumerate(load_rules()) for hint in row.hints]
    automaton = ahocorasick_rs.AhoCorasick([hint for hint, _ in flat], implementation=ahocorasick_rs.Implementation.DFA)
    return automaton, tuple(order for _, order in flat)


def find(text: str) -> list[Edit]:
    """The repairs a text needs, in text order, none overlapping; at one place the earlier rule goes first."""
    found: list[tuple[int, int, Edit]] = []
    hints, owners = _hints()
    hinted = {owners[index] for index, _, _ in hints.find_matches_as_indexes(text, overlapping=True)}
    for order in sorted(hinted):
        row, pattern = _patterns()[order]
        for match in pattern.finditer(text):
            put = row.mended(match)
            if put is not None:
                found.append((match.start(), order, Edit(match.start(), match.end(), put, row.id)))
    edits: list[Edit] = []
    for _, _, edit in sorted(found, key=lambda entry: entry[:2]):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return edits


def _unescaped(entity: str) -> str:
    if not entity.startswith("&"):
        entity = f"&{entity}"
    return html.unescape(html.unescape(entity.rstrip(";") + ";")).replace("\xa0", "")


def _shifted_back(garbled: str) -> str | None:
    """The characters as they were before a lost byte shifted all that followed: `?偨Y` was 。總結.

    Taken only where every character that comes out is common, and one that goes in is not.
    """
    mark, rest = garbled[0], garbled[1:].partition("(")[0]  # a reading behind the last character goes with it
    if len(rest) > 1 and _common(rest[:-1]):
        return None
    for lost, first in [(lost, first) for first in _MARKS.get(mark, mark) for lost in _LOST_BYTES]:
        try:
            text = (lost + (first + rest).encode("gbk")).decode("gbk")
        except UnicodeError:
            continue
        if text[0] in "。，、；：（" and _common(simplified(text[1:])):
            return text
    return None


def _common(text: str) -> bool:
    """Whether all characters are among the Chinese ones of GB 2312; those of reports are."""
    try:
        return all(byte >= 0xB0 for byte in text.encode("gb2312")[::2])
    except UnicodeError:
        return False
