"""Markdown: pipe tables told row by row; everything else is text as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from govtext.reading import grids

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

SUFFIXES = {".md"}
# The line under a table's header; without one there is no table, and the parser is not needed.
_UNDER_HEADER = re.compile(r"^[ >\t]*\|?[ \t]*:?-+:?[ \t]*\|[ \t:|-]*$", re.MULTILINE)


def text(source: str) -> str | None:
    """The text with the rows of its tables told as sentences, or None where it holds no table.

    Lines outside tables stay as written, marks and all.
    """
    if not _UNDER_HEADER.search(source):
        return None
    lines = source.splitlines()
    told: list[str] = []
    done = 0
    for first, last, grid in _tables(_parser().parse("\n".join(lines))):
        told += lines[done:first]
        told += grids.lines(grid, _unit_above(lines[done:first]))
        done = last
    return "\n".join([*told, *lines[done:]]) if done else None


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  few documents need it

    # Paragraphs of Chinese reports are indented, which would make them code.
    return MarkdownIt("commonmark").enable("table").disable("code")


def _tables(tokens: list[Token]) -> Iterator[tuple[int, int, list[list[str]]]]:
    """The first line of each table, the line behind it, and its cells row by row."""
    place = (0, 0)
    grid: list[list[str]] = []
    for token in tokens:
        if token.type == "table_open" and token.map:
            place, grid = (token.map[0], token.map[1]), []
        elif token.type == "tr_open":
            grid.append([])
        elif token.type in {"th_open", "td_open"}:
            grid[-1].append("")
        elif token.type == "inline" and grid and grid[-1]:
            grid[-1][-1] = _words(token)
        elif token.type == "table_close":
            yield *place, grid
            grid = []


def _words(cell: Token) -> str:
    """What a cell says, without the marks of emphasis, links and line breaks."""
    return "".join(part.content for part in cell.children or () if part.type in {"text", "code_inline"}).strip()


def _unit_above(lines: list[str]) -> str:
    """The unit that the last line before a table gives it (单位：亿元)."""
    return grids.table_unit(next((line.strip(" 　*_") for line in reversed(lines) if line.strip()), ""))
