"""The terminal: a document with its mentions highlighted, and tables that fit the width.

Where the output is piped it is data: no colours, no wrapping, every row, every digit, tables with tabs between cells.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import starmap

import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text
from spacy.tokens import Doc

from govtext.files import plain
from govtext.looking.colours import colour_of, name_of
from govtext.pipes.indicators import Mention
from govtext.pipes.tokenizer import text_of

_ROWS = 60
_WIDEST = 24  # cells of a terminal; longer texts are folded
_GAP = 2
_ROOMY = 110
_PIECE = re.compile(r"\n|(?:[0-9A-Za-z.,%‰+\-]+|[^\n])[，。、；：？！”’）》〉%‰]*")


def show(doc: Doc) -> None:
    """Prints a document with every mention in the colour of its theme, a legend, and one line a mention."""
    console = Console(highlight=False)
    themes = [found[0] if found else "" for found in doc._.themes.mentions]
    text = Text(_printable(text_of(doc)))
    for mention, theme in zip(doc._.mentions, themes, strict=True):
        text.stylize(_style(theme), mention.quantity.start, mention.quantity.end)
    legend = [Text(f" {name_of(theme)} {count} ", _style(theme)) for theme, count in Counter(themes).most_common()]
    if not console.is_terminal:
        console.print(text, soft_wrap=True)
        console.print(Text("  ").join(legend) if legend else "no mentions", soft_wrap=True)
        show_table(pd.DataFrame(list(starmap(_row, zip(doc._.mentions, doc._.concepts, themes, strict=True)))))
        return
    for line in text.divide(_breaks(text.plain, console.width)):
        line.rstrip()
        console.print(line)
    console.print(Text("  ").join(legend) if legend else "no mentions")
    _print_mentions(console, doc, themes)


def _row(mention: Mention, concept: str, theme: str) -> dict[str, str]:
    quantity = mention.quantity
    high = f"–{plain(quantity.high)}" if quantity.high is not None else ""
    return {
        "name": mention.name, "value": plain(quantity.value) + high, "unit": quantity.unit, "bound": quantity.bound,
        "kind": f"{mention.kind} {mention.direction}".strip(), "status": mention.status, "period": mention.period.label,
        "concept": concept, "theme": name_of(theme),
    }  # fmt: skip


def _print_mentions(console: Console, doc: Doc, themes: Sequence[str]) -> None:
    """One line a mention, its name in the colour of its theme; the concept where there is room for it."""
    labels = ["name", "kind", "status", "period", *(["concept"] if console.width >= _ROOMY else [])]
    table = Table(box=None, pad_edge=False)
    for label in (labels[0], "value", *labels[1:]):
        table.add_column(label, overflow="fold")
    for mention, concept, theme in zip(doc._.mentions, doc._.concepts, themes, strict=True):
        row = _row(mention, concept, theme)
        bound = "" if row["bound"] in {"=", "range"} else row["bound"]
        value = " ".join(filter(None, (bound, row["value"], row["unit"])))
        table.add_row(Text(row["name"], _style(theme)), Text(value), *(Text(row[label]) for label in labels[1:]))
    console.print(table)


def _breaks(text: str, width: int) -> list[int]:
    """Where lines of at most so many terminal cells end; words, numbers and what closes a clause are kept together."""
    breaks, used = [], 0
    for match in _PIECE.finditer(text):
        taken = cell_len(match.group())
        if match.group() == "\n":
            breaks.append(match.end())
            used = 0
            continue
        if used and used + taken > width:
            breaks.append(match.start())
            used = 0
        used += taken
    return breaks


def show_rejected(doc: Doc) -> None:
    """Prints the numbers that are no indicators, with their surroundings and the reason."""
    text = text_of(doc)
    rows = [
        {
            "text": text[number.start : number.end],
            "context": text[max(0, number.start - 12) : number.end + 12],
            "reason": number.reason,
        }
        for number in doc._.rejected
    ]
    show_table(pd.DataFrame(rows, columns=["text", "context", "reason"]), rows=None)


def show_table(frame: pd.DataFrame, *, rows: int | None = _ROWS) -> None:
    """Prints a table.

    In a terminal, columns that do not fit go into further blocks below, their rows numbered, and it is said how many
    rows were left out. Elsewhere the whole table is printed, one row a line, with tabs between cells.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        _print_lines(frame)
        return
    shown = frame if rows is None else frame.head(rows)
    cells = {str(label): [_grouped(cell) for cell in shown[label]] for label in shown.columns}
    right = {str(label) for label in shown.columns if pd.api.types.is_numeric_dtype(frame[label])}
    numbers = [str(number) for number in range(1, len(shown) + 1)]
    blocks = list(_blocks(cells, console.width, first=len(str(len(shown)))))
    for block in blocks:
        table = Table(box=None, pad_edge=False)
        columns = {label: cells[label] for label in block}
        for label, column in ({"#": numbers} | columns if len(blocks) > 1 else columns).items():
            widest = max(map(cell_len, [label, *column]), default=0)
            table.add_column(
                Text(label),
                overflow="fold",
                justify="right" if label in right or label == "#" else "left",
                min_width=min(widest, 1 if len(block) == 1 else _WIDEST),
            )
        for row in zip(*([numbers] if len(blocks) > 1 else []), *columns.values(), strict=True):
            table.add_row(*map(Text, row))
        console.print(table)
    if len(shown) < len(frame):
        console.print(f"... {len(frame) - len(shown)} more rows; write all with -o FILE.csv")


def _blocks(cells: dict[str, list[str]], width: int, first: int) -> Iterator[list[str]]:
    """The columns in blocks as wide as the terminal; `first` is the width of the row numbers before each."""
    widths = {
        label: min(max([cell_len(label), *map(cell_len, column)]), _WIDEST) + _GAP for label, column in cells.items()
    }
    if sum(widths.values()) - _GAP <= width:
        yield list(cells)
        return
    block: list[str] = []
    for label in cells:
        if block and first + _GAP + sum(widths[other] for other in (*block, label)) - _GAP > width:
            yield block
            block = []
        block.append(label)
    yield block


def _print_lines(frame: pd.DataFrame) -> None:
    head: Sequence[str] = [str(label) for label in frame.columns]
    rows = ([_exact(cell) for cell in row] for row in frame.itertuples(index=False, name=None))
    for row in (head, *rows):
        print("\t".join(row))


def _style(theme: str) -> str:
    return f"black on {colour_of(theme)}"


def _exact(cell: object) -> str:
    """A cell with all its digits and without characters that end a line or do something to a terminal."""
    if cell is None or cell is pd.NA or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float):
        return f"{Decimal(repr(float(cell))).normalize():f}"
    return _printable(str(cell)).replace("\n", " ")


def _grouped(cell: object) -> str:
    """A cell with thousands set off where it is a decimal number."""
    if isinstance(cell, float) and not math.isnan(cell):
        return f"{Decimal(repr(float(cell))).normalize():,f}"
    return _exact(cell)


def _printable(text: str) -> str:
    """A text as long as before, without characters that do something to a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in "\n\u3000" else " " if c in "\t\xa0" else "·" for c in text)
