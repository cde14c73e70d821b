"""Notebook display: documents, mentions, results and comparisons as compact HTML. Whatever is shown is escaped.

Results and comparisons show themselves. Documents are spaCy's, which show their text; in Jupyter

    %load_ext govtext.looking.notebook

has those that govtext analysed, and their mentions, shown with highlights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy.tokens import Doc

from govtext.comparing.wide import KEY
from govtext.looking.page import facts, legend, mark, render
from govtext.pipes.indicators import Mention

if TYPE_CHECKING:
    from govtext.comparing import Comparison
    from govtext.results import Results

_ROWS = 40
_SCROLL = '<div style="max-height:32em;overflow:auto;border:1px solid #8884;padding:0 1em">{}</div>'
_DOCUMENTS = ["doc_id", "region", "report_year", "kind", "indicators", "repairs", "warnings"]

Cells = Sequence[tuple[str, str]]  # the text of a cell as HTML, and what resting on it shows


def document(doc: Doc) -> str | None:
    """An analysed document in a box that scrolls; None for a Doc without mentions, which spaCy shows itself."""
    return _SCROLL.format(render(doc, whole_page=False)) if doc._.mentions else None


def mention(found: Mention) -> str:
    """One mention in a line."""
    return f"<span>{escape(facts(found))}</span>"


def results(found: Results) -> str:
    """What a results folder holds: numbers, themes of its mentions, and its documents."""
    documents, mentions, failures = found.documents, found.indicators, len(found.errors)
    count = f"{len(documents)} documents, {len(mentions)} mentions, {failures} failures"
    rows = ([(_shown(cell), "") for cell in row] for row in documents[_DOCUMENTS].itertuples(index=False, name=None))
    return (
        f"<div><p><b>{escape(str(found.folder))}</b>: {count}</p>{legend(mentions['theme'])}"
        f"{_table(_DOCUMENTS, rows, len(documents))}</div>"
    )


def comparison(found: Comparison) -> str:
    """Years or regions side by side; indicators in the colour of their theme; resting on a cell shows its sentence."""
    from govtext.pipes.themes import themes_of_concepts  # noqa: PLC0415

    table, themes = found.table, themes_of_concepts()
    said = {
        tuple(row[label] for label in (*KEY, "column")): f"{row['doc_id']} #{row['mention_id']}: {row['sentence']}"
        for row in found.evidence.to_dict("records")
    }
    labels = [str(label) for label in table.columns]

    def cells(row: dict[str, Any]) -> Cells:
        key = tuple(row[label] for label in KEY)
        theme = themes.get(str(row["concept"]), "")
        return [
            (mark(str(value), theme), "") if label == "indicator" else (_shown(value), said.get((*key, label), ""))
            for label, value in row.items()
        ]

    rows = (cells({str(label): value for label, value in row.items()}) for row in table.to_dict("records"))
    return f'<div style="overflow:auto">{_table(labels, rows, len(table))}</div>'


def load_ipython_extension(shell: Any) -> None:
    """Has IPython show analysed documents and mentions as HTML."""
    formatter = shell.display_formatter.formatters["text/html"]
    formatter.for_type(Doc, document)
    formatter.for_type(Mention, mention)


def unload_ipython_extension(shell: Any) -> None:
    """Takes back what `load_ipython_extension` did."""
    formatter = shell.display_formatter.formatters["text/html"]
    for kind in (Doc, Mention):
        formatter.pop(kind, None)


def _table(labels: Sequence[str], rows: Iterable[Cells], length: int) -> str:
    """The first rows as an HTML table, and how many there are besides."""
    head = "".join(f"<th>{escape(label)}</th>" for label in labels)
    lines = [f"<tr>{''.join(map(_cell, cells))}</tr>" for _, cells in zip(range(_ROWS), rows, strict=False)]
    rest = f"<p>{length - _ROWS} more rows</p>" if length > _ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{rest}"


def _cell(cell: tuple[str, str]) -> str:
    shown, said = cell
    return f'<td title="{escape(said)}">{shown}</td>' if said else f"<td>{shown}</td>"


def _shown(value: Any) -> str:
    if pd.isna(value):
        return ""
    return f"{Decimal(repr(float(value))).normalize():,f}" if isinstance(value, float) else escape(str(value))
