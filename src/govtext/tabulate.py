"""Tabulating: from an analysed document to rows. A row is a tuple in the order of the table's columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from spacy.tokens import Doc

from govtext.cleaning import Cleaned
from govtext.pipes import token_starts
from govtext.reading.report import Report

Cell = str | int | float | Decimal | None
Row = tuple[Cell, ...]
PARTS = ("whole", "review", "plan")


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one document for each stored table."""

    documents: list[Row]
    indicators: list[Row]
    sentences: list[Row]
    themes: list[Row]


def tabulate(report: Report, cleaned: Cleaned, doc: Doc, *, annexes: bool = False) -> Tables:
    """The rows of one document.

    Args:
        report: the report as read; evidence is quoted from it.
        cleaned: its cleaned text, whose offset map leads back to the report.
        doc: the analysed document.
        annexes: whether numbers of annexes count as indicators.
    """
    shown = [
        number
        for number, mention in enumerate(doc._.mentions)
        if annexes or doc._.sections[mention.section].role != "annex"
    ]
    sentences = _sentences(report, cleaned, doc)
    return Tables(
        documents=[_document(report, cleaned, doc, len(shown))],
        indicators=list(_indicators(report, cleaned, doc, shown, sentences)),
        sentences=sentences,
        themes=list(_themes(report, doc, shown)),
    )


def _document(report: Report, cleaned: Cleaned, doc: Doc, indicators: int) -> Row:
    who = doc._.identity
    return (
        report.doc_id, report.path, who.title, who.kind, who.level, who.region, who.region_code, who.report_year,
        who.review_start, who.review_end, cleaned.script, report.encoding, len(report.text),
        len(doc._.sentences), len(doc), indicators, len(cleaned.edits), report.sha256, "; ".join(who.warnings),
    )  # fmt: skip


def _indicators(
    report: Report, cleaned: Cleaned, doc: Doc, shown: Iterable[int], sentences: list[Row]
) -> Iterator[Row]:
    who = doc._.identity
    for mention_id, number in enumerate(shown, 1):
        mention, themes = doc._.mentions[number], doc._.themes.mentions[number]
        quantity, section = mention.quantity, doc._.sections[mention.section]
        start, end = cleaned.offsets.span(quantity.start, quantity.end)
        yield (
            report.doc_id, mention_id, who.region, who.region_code, who.report_year,
            " > ".join(section.path),
            section.role, mention.sentence + 1, start, end, report.text[start:end],
            quantity.value, quantity.high, quantity.unit, quantity.unit_class, quantity.bound, mention.kind, mention.direction, mention.status, mention.period.label,
            mention.period.start, mention.period.end, mention.name, doc._.concepts[number], themes[0] if themes else "",
            ";".join(themes), sentences[mention.sentence][6],
        )  # fmt: skip


def _sentences(report: Report, cleaned: Cleaned, doc: Doc) -> list[Row]:
    starts = token_starts(doc)
    rows: list[Row] = []
    for number, sentence in enumerate(doc._.sentences):
        section = doc._.sections[sentence.section]
        start, end = cleaned.offsets.span(sentence.start, sentence.end)
        tokens = int(
            np.searchsorted(starts[:-1], sentence.end, side="left")
            - np.searchsorted(starts[:-1], sentence.start, side="left")
        )
        rows.append(
            (
                report.doc_id, number + 1, " > ".join(section.path), section.role, start, end, report.text[start:end],
                ";".join(doc._.themes.sentences[number]), tokens,
            )
        )  # fmt: skip
    return rows


def _themes(report: Report, doc: Doc, shown: Iterable[int]) -> Iterator[Row]:
    """How much of each part of the report speaks of each theme, by the primary theme of its sentences."""
    who = doc._.identity
    primary = [themes[0] if themes else "" for themes in doc._.themes.sentences]
    for part in PARTS:
        inside = [
            number for number, sentence in enumerate(doc._.sentences)
            if part == "whole" or doc._.sections[sentence.section].role == part
        ]  # fmt: skip
        lengths = {number: doc._.sentences[number].end - doc._.sentences[number].start for number in inside}
        count, chars = len(inside), sum(lengths.values())
        mentioned: dict[str, int] = {}
        for number in shown:
            themes = doc._.themes.mentions[number]
            if themes and (part == "whole" or doc._.sections[doc._.mentions[number].section].role == part):
                mentioned[themes[0]] = mentioned.get(themes[0], 0) + 1
        for theme in sorted({primary[number] for number in inside if primary[number]} | set(mentioned)):
            own = [number for number in inside if primary[number] == theme]
            own_chars = sum(lengths[number] for number in own)
            yield (
                report.doc_id, who.region, who.region_code, who.report_year, part, theme, len(own),
                _share(len(own), count), own_chars, _share(own_chars, chars), mentioned.get(theme, 0),
            )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 0.0
