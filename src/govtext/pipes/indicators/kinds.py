"""Kind and direction: an amount, a share, how much something moved, or how far two things are apart."""

from __future__ import annotations

import re
from typing import Literal

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.lexicon import Lexicon

Kind = Literal["level", "share", "growth", "change", "multiple", "gap"]
Direction = Literal["up", "down", ""]

_RATE_OF_CHANGE = re.compile(
    r"(?:涨幅|增速|增幅|(?<!自然)增长率|递增率|增长速度|发展速度|上涨幅度|增长幅度|增长(?=的?(?:预期)?目标))(?:的?(?:预期|宏观|调控)*(?:目标|指标))?$"
)
_RATE_OF_DECLINE = re.compile(r"(?:降幅|减幅|跌幅|下降率)$")
_GROWTH_BEHIND = re.compile(r"的?(?:年均)?(?:增长(?!极)|增速|增幅|涨幅|速度)")
_TIMES = re.compile(r"倍差|倍数|收入比|之比$")
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
    if not quantity.unit and _TIMES.search(name):
        return "multiple", ""
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
    if frame.quantity.unit_class == "share" and _GROWTH_BEHIND.match(text, frame.quantity.right):
        return "up"
    if not _ARRIVES.search(text, *frame.peeled):
        if words.raising.search(text, *frame.subject):
            return "up"
        if words.cutting.search(text, *frame.subject):
            return "down"
    return ""


def follows_suit(text: str, frame: Frame, name: str, inherited: bool) -> bool:
    """Whether a number is of the kind of the one before it: 分别增长4.3%、6.1%; 增长5%以上，力争5.5%."""
    if (
        any(role in {"rise", "fall"} for role in frame.roles)
        or _RATE_OF_CHANGE.search(name)
        or _RATE_OF_DECLINE.search(name)
    ):
        return False
    return frame.joined or (inherited and not _ARRIVES.search(text, *frame.peeled))


def moves_by_name(text: str, frame: Frame) -> bool:
    """Whether only the name of a thing says that it moved (居民消费价格涨幅), which holds for this thing alone."""
    return (
        frame.joined is False
        and not any(role in {"rise", "fall"} for role in frame.roles)
        and bool(_RATE_OF_CHANGE.search(text, *frame.subject))
    )
