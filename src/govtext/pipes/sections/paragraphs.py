"""Paragraphs: where a text breaks, also inside a line that lost its line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONG_LINE, _ENDLESS_LINE = 400, 3000  # characters; a line holds several paragraphs, a whole report

_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"[ \u3000\u2000-\u200a]")
_INDENT = re.compile(r"(?<=[。！？；：”）])(?:　{2,}| {4,}|　 ?(?=[一二三四五六七八九十（(——]))")
_NUMBER = r"(?:第?[一二三四五六七八九十]{1,3}(?:部分|[、.．])|[（(][一二三四五六七八九十]{1,3}[）)])"
_LONG_BREAK = re.compile(
    rf"[ \u2000-\u200a]*(?:[\u3000\u2000-\u200a] ?){{2,}}[ \u2000-\u200a]*|(?<=[。！？；：”）]) +|\s+(?={_NUMBER})"
)
_ENDLESS_BREAK = re.compile(rf"{_LONG_BREAK.pattern}|(?<=[。！？”）])(?={_NUMBER})")
_HEADING_AND_BLANK = re.compile(rf"{_NUMBER}[^。，；：\s]{{2,30}}(?=\s)")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every paragraph: lines, and inside a line the stretches that an indent sets off."""
    for line in _LINE.finditer(text):
        inner = line.group().strip()
        breaks = _breaks(inner)
        if breaks is not None:
            yield from _within(text, *line.span(), breaks, len(inner) > _LONG_LINE)
        elif inner:
            yield line.span()


def _breaks(line: str) -> re.Pattern[str] | None:
    """What sets paragraphs off in a line; nothing in one that is a paragraph."""
    if len(line) > _ENDLESS_LINE:
        return _ENDLESS_BREAK
    if len(line) > _LONG_LINE:
        return _LONG_BREAK if _BLANK.search(line) else None
    return _INDENT if "　" in line or "    " in line else None


def _within(text: str, start: int, end: int, breaks: re.Pattern[str], long: bool) -> Iterator[tuple[int, int]]:
    """The paragraphs of a line; a break that nothing stands before sets none off."""
    for gap in breaks.finditer(text, start, end):
        if text[start : gap.start()].strip():
            yield from _with_heading(text, start, gap.start(), long)
            start = gap.end()
    if text[start:end].strip():
        yield from _with_heading(text, start, end, long)


def _with_heading(text: str, start: int, end: int, long: bool) -> Iterator[tuple[int, int]]:
    """A paragraph of a line; where a heading and a blank open it in a long line, the heading by itself."""
    heading = _HEADING_AND_BLANK.match(text, start, end) if long else None
    if heading:
        yield start, heading.end()
        start = heading.end()
    yield start, end
