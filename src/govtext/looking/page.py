"""A page with one document and its mentions highlighted in the colour of their theme. Whatever is shown is escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from spacy.tokens import Doc

from govtext.files import plain
from govtext.looking.colours import colour_of, name_of
from govtext.pipes.indicators import Mention
from govtext.pipes.tokenizer import text_of

_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{max-width:46em;margin:2em auto;padding:0 1em}}</style></head>
<body>{body}</body></html>
"""
_STYLE = "background:{colour};color:#000;padding:0 .2em;border-radius:.2em"


def render(doc: Doc, *, whole_page: bool = True) -> str:
    """The document as HTML: title, the themes it speaks of with their mentions counted, and the highlighted text.

    Resting on a mention shows what was read from it.

    Args:
        doc: an analysed document.
        whole_page: a page of its own, or only the part that a notebook shows.
    """
    title = doc._.identity.title
    themes = [found[0] if found else "" for found in doc._.themes.mentions]
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    text = f'<div style="line-height:1.9;white-space:pre-wrap">{_highlighted(doc, themes)}</div>'
    body = f"{heading}{legend(themes)}{text}"
    return _PAGE.format(title=escape(title), body=body) if whole_page else f"<div>{body}</div>"


def mark(text: str, theme: str, title: str = "") -> str:
    """A stretch of text in the colour of a theme, with what is shown when one rests on it."""
    shown = f' title="{escape(title)}"' if title else ""
    return f'<mark style="{_style(theme)}"{shown}>{escape(text)}</mark>'


def legend(themes: Iterable[str]) -> str:
    """The themes of mentions with their numbers, the most frequent first."""
    entries = [
        f'<span style="{_style(theme)}">{escape(name_of(theme))} {count}</span>'
        for theme, count in Counter(themes).most_common()
    ]
    return f"<p>{' '.join(entries)}</p>" if entries else ""


def facts(mention: Mention) -> str:
    """What was read from a mention, in one line: name: bound value unit; kind; status; period."""
    quantity = mention.quantity
    high = f"–{plain(quantity.high)}" if quantity.high is not None else ""
    bound = "" if quantity.bound in {"=", "range"} else f"{quantity.bound} "
    value = f"{bound}{plain(quantity.value)}{high} {quantity.unit}".strip()
    kind = f"{mention.kind} {mention.direction}".strip()
    return f"{mention.name}: {'; '.join(filter(None, (value, kind, mention.status, mention.period.label)))}"


def _highlighted(doc: Doc, themes: list[str]) -> str:
    text, place, pieces = text_of(doc), 0, []
    for mention, theme in zip(doc._.mentions, themes, strict=True):
        start, end = mention.quantity.start, mention.quantity.end
        pieces += [escape(text[place:start]), mark(text[start:end], theme, facts(mention))]
        place = end
    return "".join([*pieces, escape(text[place:])])


def _style(theme: str) -> str:
    return _STYLE.format(colour=colour_of(theme))
