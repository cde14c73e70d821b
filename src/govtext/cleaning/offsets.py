"""Offset maps: from a place in the mended text back to the characters as they were read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters start to end of a text, replaced by `text` under the rule `rule`."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where every stretch of a mended text comes from.

    The mended text is cut into stretches: `mended[i]` is where stretch i begins there, `raw[i]` where it begins in the
    text as read, and `raw_end[i]` where it ends there. A stretch that was kept has the same length on both sides and is
    mapped character by character; one that was replaced is mapped as a whole.
    """

    mended: tuple[int, ...] = (0,)
    raw: tuple[int, ...] = (0,)
    raw_end: tuple[int | None, ...] = (None,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters as read that a stretch of mended text stands for; at least as wide as they are needed.

        Args:
            start: first character in the mended text.
            end: one past the last, greater than start.
        """
        if len(self.mended) == 1 and self.raw_end[0] is None:
            return start + self.raw[0], max(start, end) + self.raw[0]
        first, last = self._stretch(start), self._stretch(max(start, end - 1))
        kept = self.raw_end[first] is None
        raw_start = self.raw[first] + (start - self.mended[first] if kept else 0)
        stop = self.raw_end[last]
        raw_stop = self.raw[last] + end - self.mended[last] if stop is None else stop
        return raw_start, max(raw_start, raw_stop)

    def around(self, start: int, end: int, length: int) -> tuple[int, int]:
        """A stretch of mended text, widened to whole replacements where it cuts one; `length` is the text's."""
        first, last = self._stretch(start), self._stretch(max(start, end - 1))
        left = start if self.raw_end[first] is None else self.mended[first]
        if self.raw_end[last] is None:
            return left, end
        return left, self.mended[last + 1] if last + 1 < len(self.mended) else length

    def _stretch(self, place: int) -> int:
        return bisect_right(self.mended, place) - 1


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """The text with edits carried out, and the map back. Edits are in text order and do not overlap."""
    pieces: list[str] = []
    mended, raw, raw_end = [], [], []
    place = length = 0

    def stretch(start: int, stop: int | None, piece: str) -> None:
        nonlocal length
        mended.append(length)
        raw.append(start)
        raw_end.append(stop)
        pieces.append(piece)
        length += len(piece)

    for edit in edits:
        if edit.start > place:
            stretch(place, None, text[place : edit.start])
        if edit.text:
            stretch(edit.start, edit.end, edit.text)
        place = edit.end
    if place < len(text) or not mended:
        stretch(place, None, text[place:])
    return "".join(pieces), OffsetMap(tuple(mended), tuple(raw), tuple(raw_end))


def chain(first: Sequence[Edit], second: Sequence[Edit], text: str, offsets: OffsetMap) -> list[Edit]:
    """Two rounds of edits as one.

    Args:
        first: edits of the text as read.
        second: edits of the text that the first made.
        text: the text that the first made.
        offsets: its map back.

    Returns:
        Edits of the text as read. A second edit swallows the first ones it covers; where it cuts what a first one put
        in, the rest of that stays.
    """
    if not second:
        return list(first)
    moved: list[Edit] = []
    for edit in second:
        start, end = offsets.span(edit.start, edit.end)
        if moved and start < moved[-1].end:
            continue
        left, right = offsets.around(edit.start, edit.end, len(text))
        put = text[left : edit.start] + edit.text + text[edit.end : right]
        moved.append(Edit(start, end, put, edit.rule))
    starts = [edit.start for edit in moved]

    def swallowed(edit: Edit) -> bool:
        place = bisect_right(starts, edit.start) - 1
        return place >= 0 and edit.start < moved[place].end

    return sorted([*(edit for edit in first if not swallowed(edit)), *moved], key=lambda edit: edit.start)
