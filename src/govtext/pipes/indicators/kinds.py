"""Kind and direction: an amount, a share, how much something moved, or how far two things are apart."""

from __future__ import annotations

import re
from typing import Literal

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.lexicon import Lexicon

Kind = Literal["level", "share", "growth", "change", "multiple", "gap"]
Direction = Literal["up", "down", ""]

_RATE_OF_CHANGE = re.compile(r"(?:涨幅|增速|增幅|增长率|递增率|增长速度|发展速度|上涨幅度)$")
_RATE_OF_DECLINE = re.compile(r"(?:降幅|减幅|跌幅|下降率)$")
_ARRIVES = re.compile(r"[到至为达]")


def kind_of(text: str, frame: Frame, name: str, words: Lexicon) -> tuple[Kind, Direction]:
    """Kind and direction of one number.

    Args:
        text: analysed text.
        frame: what stands around the number.
        name: what it measures, before a growth word at its end is cut off.
        words: the word lists.
    """
    quantity = frame.quantity
    direction = direction_of(text, frame, name, words)
    if quantity.unit_class == "multiple":
        return "multiple", direction or "up"
    if frame.gap and direction:
        return "gap", direction
    if quantity.unit_class == "points":
        return "change", direction or "up"
    if quantity.unit_class == "share" or _is_fraction(frame):
        return ("growth", direction) if direction else ("share", "")
    return ("change", direction) if direction else ("level", "")


def _is_fraction(frame: Frame) -> bool:
    return not frame.quantity.unit and frame.quantity.value < 1


def direction_of(text: str, frame: Frame, name: str, words: Lexicon) -> Direction:
    """Which way the thing moved; empty where the number says how much there is."""
    for role in frame.roles:
        if role in {"rise", "fall"}:
            return "up" if role == "rise" else "down"
    if _RATE_OF_CHANGE.search(name):
        return "up"
    if _RATE_OF_DECLINE.search(name):
        return "down"
    begin, stop = frame.subject
    mover = words.movers.match(text, stop, begin)
    if mover and mover[1] in {"rise", "fall"} and not _ARRIVES.search(text, *frame.peeled):
        return "up" if mover[1] == "rise" else "down"
    return ""
