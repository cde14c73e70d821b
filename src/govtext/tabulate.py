"""Tabulating: from an analysed document to rows. A row is a tuple in the order of the table's columns."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from spacy.tokens import Doc

from govtext.cleaning import Cleaned
from govtext.identity import Identity
from govtext.pipes.indicators import Mention
from govtext.pipes.sections import Sentence
from govtext.pipes.tokenizer import word_starts
from govtext.reading.report import Report

Cell = str | int | float | Decimal | None
Row = tuple[Cell, ...]
PARTS = ("whole", "review", "plan")
_ALL = ""  # stands for all sentences of a part, with a theme or without


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of one document for each stored table.

    `extracted` is the text that offsets count in, where the file has no decoded text of its own; otherwise None.
    """

    documents: list[Row]
    indicators: list[Row]
    sentences: list[Row]
    themes: list[Row]
    extracted: str | None = None


def tabulate(report: Report, cleaned: Cleaned, doc: Doc, *, annexes: bool = False) -> Tables:
    """The rows of one document.

    Args:
        report: the report as read; evidence is quoted from it.
        cleaned: its cleaned text, whose offset map leads back to the report.
        doc: the analysed document.
        annexes: whether numbers of annexes count as indicators.
    """
    roles = [section.role for section in doc._.sections]
    mentions: Sequence[Mention] = doc._.mentions
    shown = [number for number, mention in enumerate(mentions) if annexes or roles[mention.section] != "annex"]
    sentences = _sentences(report, cleaned, doc)
    return Tables(
        documents=[_document(report, cleaned, doc, len(shown))],
        indicators=list(_indicators(report, cleaned, doc, shown, sentences)),
        sentences=sentences,
        themes=list(_themes(report, doc, shown, sentences)),
        extracted=report.text if report.extracted else None,
    )


def _document(report: Report, cleaned: Cleaned, doc: Doc, indicators: int) -> Row:
    who: Identity = doc._.identity
    return (
        report.doc_id, report.path, who.title, who.kind, who.level, who.region, who.region_code, who.report_year,
        who.review_start, who.review_end, cleaned.script, report.encoding, len(report.text),
        len(doc._.parts), len(word_starts(doc)) - 1, indicators, len(cleaned.edits), report.sha256,
        "; ".join(who.warnings),
        "; ".join(f"{rule} {count}" for rule, count in Counter(edit.rule for edit in cleaned.edits).most_common()),
    )  # fmt: skip


def _indicators(report: Report, cleaned: Cleaned, doc: Doc, shown: Iterable[int], rows: Sequence[Row]) -> Iterator[Row]:
    who: Identity = doc._.identity
    mentions, themes, concepts = doc._.mentions, doc._.themes.mentions, doc._.concepts
    sentences: Sequence[Sentence] = doc._.sentences
    starts = [part.start for part in doc._.parts]
    for mention_id, number in enumerate(shown, 1):
        mention: Mention = mentions[number]
        quantity, period, found = mention.quantity, mention.period, themes[number]
        start, end = cleaned.offsets.span(quantity.start, quantity.end)
        _, sentence_id, path, role, *_ = rows[bisect_right(starts, quantity.start) - 1]
        evidence = report.text[slice(*cleaned.offsets.span(*sentences[mention.sentence][:2]))]
        yield (
            report.doc_id, mention_id, who.region, who.region_code, who.report_year, path, role, sentence_id,
            start, end, report.text[start:end],
            quantity.value, quantity.high, quantity.unit, quantity.unit_class, quantity.bound,
            mention.kind, mention.direction, mention.status, period.label, period.start, period.end,
            mention.name, concepts[number], found[0] if found else "", ";".join(found), evidence,
        )  # fmt: skip


def _sentences(report: Report, cleaned: Cleaned, doc: Doc) -> list[Row]:
    sentences: Sequence[Sentence] = doc._.parts
    themes = doc._.themes.sentences
    places = [(" > ".join(section.path), section.role) for section in doc._.sections]
    starts = word_starts(doc)[:-1]
    first = np.searchsorted(starts, [sentence.start for sentence in sentences])
    last = np.searchsorted(starts, [sentence.end for sentence in sentences])
    rows: list[Row] = []
    for number, (sentence, tokens) in enumerate(zip(sentences, (last - first).tolist(), strict=True)):
        start, end = cleaned.offsets.span(sentence.start, sentence.end)
        path, role = places[sentence.section]
        found = ";".join(themes[number])
        rows.append((report.doc_id, number + 1, path, role, start, end, report.text[start:end], found, tokens))
    return rows


def _themes(report: Report, doc: Doc, shown: Iterable[int], rows: Sequence[Row]) -> Iterator[Row]:
    """How much of each part of the report speaks of each theme, by the primary theme of its sentences."""
    who: Identity = doc._.identity
    roles = [section.role for section in doc._.sections]
    sentences, chars, tokens, mentioned = (Counter[tuple[str, str]]() for _ in range(4))
    sums: dict[tuple[str, str], list[int]] = {}
    for sentence, themes, row in zip(doc._.parts, doc._.themes.sentences, rows, strict=True):
        entry = sums.setdefault((roles[sentence.section], themes[0] if themes else _ALL), [0, 0, 0])
        entry[0] += 1
        entry[1] += sentence.end - sentence.start
        entry[2] += int(row[-1] or 0)
    for (role, theme), counts in sums.items():
        for key in {(part, name) for part in ("whole", role) for name in (_ALL, theme)}:
            for counter, count in zip((sentences, chars, tokens), counts, strict=True):
                counter[key] += count
    mentions, of_mention = doc._.mentions, doc._.themes.mentions
    for number in shown:
        for theme in of_mention[number][:1]:
            for part in ("whole", roles[mentions[number].section]):
                mentioned[part, theme] += 1
    found = sorted(key for key in sentences.keys() | mentioned.keys() if key[0] in PARTS and key[1] != _ALL)
    for key in sorted(found, key=lambda key: PARTS.index(key[0])):
        everything = (key[0], _ALL)
        yield (
            report.doc_id, who.region, who.region_code, who.report_year, *key,
            sentences[key], _share(sentences[key], sentences[everything]),
            chars[key], _share(chars[key], chars[everything]), mentioned[key],
            tokens[key], _share(tokens[key], tokens[everything]),
        )  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(part / whole, 6) if whole else 0.0
