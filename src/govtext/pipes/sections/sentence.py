"""Sentences, and their parts between semicolons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from govtext.pipes.sections.outline import Section
from govtext.pipes.sections.paragraphs import paragraphs

_SENTENCE = re.compile(r"(?:[^\s。！？!?][^。！？!?]*[。！？!?]*|[。！？!?]+)[”’」』）)]*")
_SEMICOLON = re.compile(r"[；;]\s*")


class Sentence(NamedTuple):
    """One sentence; `section` is its section's place in the list of sections."""

    start: int
    end: int
    section: int


def sentences(text: str, sections: Sequence[Section]) -> list[Sentence]:
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
