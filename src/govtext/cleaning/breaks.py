"""Line breaks that no writer made: inside numbers, before a unit, inside sentences."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from govtext import rules
from govtext.cleaning.artefacts import FILE
from govtext.cleaning.offsets import Edit

_BREAK = re.compile(r"\n[ \t\r\n　]*")
_BLANKS = " \t\r　"
_ENDS = frozenset("。！？：；”’」』）》】.!?:;)>—…")
_REACH = 32  # how much of either side the rules look at
_NUMBERED = re.compile(
    r"[　 ]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分条]|[—●■◆])"
)
_FAR = 500  # how far back a sentence is looked for
_LONG = 40  # longer lines with a comma are sentences and no headings


class BreakRule(rules.Rule):
    """A break that is undone: `before` fits the end of the line, `after` the beginning of what follows.

    `blank` is how many empty lines may stand between; `inside` asks that the line is a sentence that has not ended.
    """

    id: str
    before: str
    after: str
    blank: int = Field(default=0, ge=0, le=3)
    indented: bool = False
    inside: bool = False
    reason: str
    example: dict[str, str]


@cache
def load_rules() -> tuple[BreakRule, ...]:
    """The rules of breaks, checked."""
    return rules.load(FILE, BreakRule, "break", lambda row: [row.id])


@cache
def _patterns() -> tuple[tuple[BreakRule, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(f"(?:{row.before})$"), re.compile(row.after)) for row in load_rules())


def find(text: str) -> list[Edit]:
    """The breaks to undo, in text order."""
    edits: list[Edit] = []
    line = 0  # where the sentence or paragraph that reaches to this break begins
    for found in _BREAK.finditer(text):
        start, end = found.span()
        while start > line and text[start - 1] in _BLANKS:
            start -= 1
        row = _rule(text, line, start, end, found.group()) if line < start and end < len(text) else None
        if row:
            edits.append(Edit(start, end, "", row.id))
        else:
            line = end
    return edits


def _rule(text: str, line: int, start: int, end: int, gap: str) -> BreakRule | None:
    if text[start - 1] in _ENDS and text[start - 1] != ".":
        return None
    before, after = text[max(line, start - _REACH) : start], text[end : end + _REACH]
    blank, indented = gap.count("\n") - 1, gap[-1] != "\n"
    for row, ending, beginning in _patterns():
        if (
            blank <= row.blank
            and (row.indented or not indented)
            and beginning.match(after)
            and ending.search(before)
            and (not row.inside or _unfinished(text, line, start))
        ):
            return row
    return None


def _unfinished(text: str, line: int, start: int) -> bool:
    """Whether the line is running text: it holds a whole sentence, or is too long for a heading and has a comma."""
    near = max(line, start - _FAR)
    if text.find("。", near, start) >= 0:
        return True
    comma = text.find("，", near, start) >= 0 or text.find(",", near, start) >= 0
    return comma and start - line >= _LONG and not _NUMBERED.match(text, line)
