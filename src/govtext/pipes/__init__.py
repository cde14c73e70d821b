"""The spaCy components: each finds with a pure function, then writes what it found on the Doc.

On the Doc: `doc._.identity` (set before the pipes run), `doc._.sections`, `doc._.sentences`, `doc._.parts` (sentences
cut at semicolons, the rows of sentences.csv), `doc._.quantities`,
`doc._.rejected`, `doc._.mentions`, `doc._.concepts`, `doc._.themes`. The last component shows these to spaCy's own
tools as `doc.sents` and `doc.spans["indicators"]`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span

from govtext.identity import Identity
from govtext.pipes import concepts, indicators, quantities, sections, themes
from govtext.pipes.tokenizer import JiebaTokenizer, text_of, word_starts

__all__ = ["JiebaTokenizer"]

SPANS = "indicators"
VIEWS = "views"
_EXTENSIONS = ("sections", "sentences", "parts", "quantities", "rejected", "mentions", "concepts", "themes")
for _name in _EXTENSIONS:
    Doc.set_extension(_name, default=(), force=True)
Doc.set_extension("identity", default=Identity(), force=True)


@Language.component("govtext_sections")
def find_sections(doc: Doc) -> Doc:
    """Finds sections and sentences."""
    text = text_of(doc)
    doc._.sections = tuple(sections.find(text, doc._.identity))
    doc._.sentences = tuple(sections.sentences(text, doc._.sections))
    doc._.parts = tuple(sections.parts(text, doc._.sentences))
    return doc


@Language.component("govtext_quantities")
def find_quantities(doc: Doc) -> Doc:
    """Finds numbers with their units and bounds."""
    found, rejected = quantities.find(text_of(doc))
    doc._.quantities, doc._.rejected = tuple(found), tuple(rejected)
    return doc


@Language.component("govtext_indicators")
def find_indicators(doc: Doc) -> Doc:
    """Finds what each number measures, how, for when, and whether it was reached."""
    found = indicators.find(text_of(doc), doc._.quantities, doc._.sections, doc._.sentences, doc._.identity)
    doc._.mentions = tuple(found)
    return doc


@Language.factory("govtext_concepts", default_config={"path": None})
class Concepts:
    """Finds the canonical indicator of every mention."""

    def __init__(self, nlp: Language, name: str, path: str | None) -> None:
        self.table = concepts.load(Path(path) if path else concepts.FILE)

    def __call__(self, doc: Doc) -> Doc:
        """Sets `doc._.concepts`, one id or "" a mention."""
        doc._.concepts = tuple(concepts.find(doc._.mentions, self.table, doc._.identity.region))
        return doc


@Language.factory("govtext_themes", default_config={"path": None, "words": None, "model": None, "concepts": None})
class Themes:
    """Finds the policy themes of sentences and mentions.

    `path`: a theme table; `words`: a table of words that are added to it; `model`: a model of `govtext themes train`
    for where its words do not tell; `concepts`: the
    concept table that the pipeline uses, whose themes come first.
    """

    def __init__(
        self, nlp: Language, name: str, path: str | None, words: str | None, model: str | None, concepts: str | None
    ) -> None:
        self.table = themes.load(Path(path) if path else themes.FILE, _path(model), _path(words))
        self.theme_of = themes.themes_of_concepts(_path(concepts))

    def __call__(self, doc: Doc) -> Doc:
        """Sets `doc._.themes`."""
        measured = [self.theme_of.get(concept, "") for concept in doc._.concepts]
        doc._.themes = themes.find(text_of(doc), doc._.sections, doc._.parts, doc._.mentions, self.table, measured)
        return doc


def _path(name: str | None) -> Path | None:
    return Path(name) if name else None


@Language.component("govtext_views")
def show_to_spacy(doc: Doc) -> Doc:
    """Sets `doc.sents`, and `doc.spans["indicators"]`: the tokens of every mention, labelled with its primary theme."""
    if len(doc):
        starts = word_starts(doc)
        _set_sentences(doc, starts)
        doc.spans[SPANS] = _spans(doc, starts)
    return doc


def _set_sentences(doc: Doc, starts: np.ndarray) -> None:
    marks = np.full(len(doc), -1, dtype=np.int64)
    begins = np.searchsorted(starts, [sentence.start for sentence in doc._.sentences], side="right") - 1
    marks[begins[begins >= 0]] = 1
    marks[0] = 1
    doc.from_array([SENT_START], marks.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]


def _spans(doc: Doc, starts: np.ndarray) -> list[Span]:
    """The tokens that each mention touches; its exact place is that of its quantity."""
    places = [mention.quantity for mention in doc._.mentions]
    first = np.searchsorted(starts, [quantity.start for quantity in places], side="right") - 1
    last = np.searchsorted(starts, [quantity.end for quantity in places], side="left")
    labels = (found[0] if found else "" for found in doc._.themes.mentions)
    return [Span(doc, i, j, label=label) for i, j, label in zip(first.tolist(), last.tolist(), labels, strict=True)]
