"""The terminal: a document with its mentions highlighted, and tables that fit the width. Plain when piped."""

from __future__ import annotations

import math

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy.tokens import Doc

from govtext.looking.colours import colours
from govtext.pipes import themes
from govtext.pipes.indicators import Mention
from govtext.pipes.tokenizer import text_of

_ROWS = 60


def show(doc: Doc) -> None:
    """Prints a document with every mention in the colour of its theme, and below it one line a mention."""
    console = Console()
    text = Text(text_of(doc))
    used: dict[str, None] = {}
    for mention, found in zip(doc._.mentions, doc._.themes.mentions, strict=True):
        theme = found[0] if found else ""
        used[theme] = None
        text.stylize(f"black on {colours()[theme]}", mention.quantity.start, mention.quantity.end)
    console.print(text)
    names = themes.load().themes
    legend = Text("  ").join(
        Text(f" {names[theme].zh if theme in names else '—'} ", style=f"black on {colours()[theme]}") for theme in used
    )
    console.print(legend)
    show_table(
        pd.DataFrame([_row(mention, concept) for mention, concept in zip(doc._.mentions, doc._.concepts, strict=True)]),
        rows=None,
    )


def _row(mention: Mention, concept: str) -> dict[str, str]:
    quantity = mention.quantity
    value = format(quantity.value.normalize(), "f")
    high = f"–{format(quantity.high.normalize(), 'f')}" if quantity.high is not None else ""
    return {
        "name": mention.name, "value": value + high, "unit": quantity.unit, "bound": quantity.bound,
        "kind": f"{mention.kind} {mention.direction}".strip(), "status": mention.status, "period": mention.period.label,
        "concept": concept,
    }  # fmt: skip


def show_rejected(doc: Doc) -> None:
    """Prints the numbers that are no indicators, with their surroundings and the reason."""
    text = text_of(doc)
    rows = [
        {
            "text": text[number.start : number.end],
            "context": text[max(0, number.start - 12) : number.end + 12].replace("\n", " "),
            "reason": number.reason,
        }
        for number in doc._.rejected
    ]
    show_table(pd.DataFrame(rows), rows=None)


def show_table(frame: pd.DataFrame, *, rows: int | None = _ROWS) -> None:
    """Prints a table; says how many rows it left out."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=10_000, no_color=True)
    shown = frame if rows is None else frame.head(rows)
    table = Table(box=None, pad_edge=False)
    for label in shown.columns:
        table.add_column(
            Text(str(label)),
            overflow="fold",
            justify="right" if pd.api.types.is_numeric_dtype(frame[label]) else "left",
        )
    for row in shown.itertuples(index=False, name=None):
        table.add_row(*(Text(_shown(cell)) for cell in row))
    console.print(table)
    if len(shown) < len(frame):
        console.print(f"... {len(frame) - len(shown)} more rows; write all with -o FILE.csv")


def _shown(cell: object) -> str:
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return (
        f"{cell:,.6g}"
        if isinstance(cell, float) and abs(cell) < 1e6
        else f"{cell:,.0f}"
        if isinstance(cell, float)
        else str(cell)
    )
