"""A page with one document and its mentions highlighted, drawn by displaCy."""

from __future__ import annotations

from spacy import displacy
from spacy.tokens import Doc

from govtext.looking.colours import colours
from govtext.pipes import themes
from govtext.pipes.tokenizer import text_of


def render(doc: Doc, *, whole_page: bool = True) -> str:
    """The document as HTML, mentions in the colour of their theme, labelled with what they measure.

    Args:
        doc: an analysed document.
        whole_page: a page of its own, or only the part that a notebook shows.
    """
    names = themes.load().themes
    labels = {theme: names[theme].zh if theme in names else "—" for theme in colours()}
    spans = [
        {"start": mention.quantity.start, "end": mention.quantity.end, "label": labels[found[0] if found else ""]}
        for mention, found in zip(doc._.mentions, doc._.themes.mentions, strict=True)
    ]
    drawn: str = displacy.render(
        {"text": text_of(doc), "ents": spans, "title": doc._.identity.title},
        style="ent", manual=True, page=whole_page, jupyter=False,
        options={"colors": {labels[theme]: colour for theme, colour in colours().items()}},
    )  # fmt: skip
    return drawn
