"""What the report page shows: the tables of a results folder, each packed, and the sentences of every document."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from govtext.comparing import choice
from govtext.comparing.panel import rows, signed
from govtext.comparing.wide import in_one_unit
from govtext.looking.colours import colours
from govtext.looking.report.packing import as_json, packed
from govtext.pipes import themes as theme_table
from govtext.pipes.concepts import ConceptTable
from govtext.results import Results

_DOCUMENT = ["doc_id", "path", "title", "kind", "level", "region", "report_year", "chars", "sentences", "indicators",
             "repairs", "warnings"]  # fmt: skip
_MENTION = ["doc", "mention_id", "sentence", "at", "length", "text", "value", "value_high", "unit", "unit_class",
            "bound", "kind", "direction", "status", "period", "name", "concept", "theme", "themes"]  # fmt: skip
_CELL = ["region", "period", "concept", "kind", "direction", "status", "value", "value_high", "unit", "bound",
         "report_year", "doc", "mention_id", "mentions", "rule"]  # fmt: skip
_TARGET = ["region", "period", "concept", "kind", "direction", "basis", "target", "target_high", "unit", "bound",
           "strength", "words", "target_doc", "target_mention_id", "result", "result_direction", "result_bound",
           "result_doc", "result_mention_id", "gap", "met"]  # fmt: skip
_DOUBT = ["region", "period", "concept", "kind", "status", "value", "value_high", "unit", "bound", "name", "text",
          "decision", "doc", "mention_id"]  # fmt: skip
_WIDEST_PLANE = "\uffff"


class Content:
    """The parts of the report page as JSON texts.

    Args:
        results: the results folder.
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        self.number = {doc_id: number for number, doc_id in enumerate(results.documents["doc_id"])}
        sentences = results.sentences.assign(doc=results.sentences["doc_id"].map(self.number))
        sentences["place"] = sentences.groupby("doc_id").cumcount()
        sentences["apart"] = sentences["start"].ne(sentences.groupby("doc_id")["end"].shift(1)).fillna(True)
        self._sentences = dict(iter(sentences.groupby("doc", sort=False)))
        self._mentions = _placed(self._numbered(results.indicators), sentences)

    def overview(self) -> dict[str, str]:
        """Name → JSON of everything but mentions and texts."""
        results = self.results
        known = results.concepts
        looked = choice.candidates(results.indicators, results.documents, known)
        panel = choice.choose(looked, choice.CELL)
        cells = in_one_unit(rows(choice.choose(looked, [*choice.CELL, "_base"]), known))
        tables = {
            "documents": results.documents[_DOCUMENT],
            "errors": results.errors,
            "counts": results.indicators.groupby(["theme", "kind"], sort=False).size().reset_index(name="mentions"),
            "shares": self._shares(),
            "cells": self._numbered(cells.assign(value=signed(cells)))[_CELL],
            "panel": self._numbered(rows(panel, known))[_CELL],
            "targets": self._targets(),
            "doubts": self._numbered(choice.contradictions(looked, panel, choice.CELL, known))[_DOUBT],
        }
        return names(known) | {name: as_json(packed(table)) for name, table in tables.items()}

    def mentions(self) -> str:
        """JSON of all mentions."""
        return as_json(packed(self._mentions[_MENTION]))

    def texts(self) -> Iterator[str]:
        """JSON of every document's sentences, in the order of the documents."""
        for number in range(len(self.number)):
            yield as_json(packed(self._text(number)))

    def document(self, number: int) -> dict[str, str]:
        """Name → JSON of a page that shows one document alone, there as document 0.

        Args:
            number: which one, from 0.
        """
        mentions = self._mentions[self._mentions["doc"] == number].assign(doc=0)
        return names(self.results.concepts) | {
            "documents": as_json(packed(self.results.documents.loc[[number], _DOCUMENT])),
            "mentions": as_json(packed(mentions[_MENTION])),
            "text-0": as_json(packed(self._text(number))),
        }

    def _text(self, number: int) -> pd.DataFrame:
        none = pd.DataFrame(columns=["text", "section", "section_role", "apart"])
        return self._sentences.get(number, none)[list(none.columns)]

    def _doc(self, doc_ids: pd.Series) -> pd.Series:
        return doc_ids.map(self.number).astype("Int64")

    def _shares(self) -> pd.DataFrame:
        """Shares of themes, each with the first mention of the theme, where there is one."""
        themes, mentions = self.results.themes, self.results.indicators
        first = mentions.groupby(["doc_id", "theme"], as_index=False)["mention_id"].first()
        found = themes[themes["sentences"] > 0].merge(first, on=["doc_id", "theme"], how="left")
        return self._numbered(found)[["doc", "part", "theme", "sentence_share", "mention_id"]]

    def _targets(self) -> pd.DataFrame:
        found = self.results.targets()
        of = {label: self._doc(found[f"{label}_id"]) for label in ("target_doc", "result_doc")}
        return found.assign(**of)[_TARGET]

    def _numbered(self, found: pd.DataFrame) -> pd.DataFrame:
        return found.assign(doc=self._doc(found["doc_id"]))


def names(table: ConceptTable) -> dict[str, str]:
    """JSON of the themes (id, Chinese, English, colour) and the concepts (id → Chinese, English)."""
    themes, colour = theme_table.load().themes, colours()
    return {
        "themes": as_json([[theme, rule.zh, rule.en, colour[theme]] for theme, rule in themes.items()]),
        "concepts": as_json({concept: [rule.zh, rule.en] for concept, rule in table.concepts.items()}),
    }


def _placed(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Mentions with the sentence they stand in (from 0) and where in it, in UTF-16 units as browsers count."""
    whole = sentences[["doc_id", "sentence_id", "place", "start", "text"]]
    both = mentions.merge(whole, on=["doc_id", "sentence_id"], how="left", suffixes=("", "_sentence"))
    begins = both["start"] - both["start_sentence"]
    at = [_units(text[:begin]) for text, begin in zip(both["text_sentence"], begins, strict=True)]
    return both.assign(sentence=both["place"], at=at, length=[_units(text) for text in both["text"]])


def _units(text: str) -> int:
    return len(text) if max(text, default="") <= _WIDEST_PLANE else len(text.encode("utf-16-le")) // 2
