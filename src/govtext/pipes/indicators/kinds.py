"""Kind and direction: an amount, a share, how much something moved, or how far two things are apart."""

from __future__ import annotations

from typing import Literal

from govtext.pipes.indicators.coordination import is_summed
from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase

Kind = Literal["level", "share", "growth", "change", "multiple", "gap"]
Direction = Literal["up", "down", ""]


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
    if not quantity.unit and phrase("ratio_name").search(name):
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


def said_direction(text: str, frame: Frame) -> Direction:
    """Which way a verb beside the number says that the thing moved."""
    if frame.quantity.unit_class == "count" and text[frame.peeled[1] - 1] == "的":
        return ""  # 减产不减收的|30条措施
    if _is_taken_up(text, frame):
        return ""  # 因为提高效率而增加的占|62%
    for role in frame.roles:
        if role in {"rise", "fall"} and not _moves_other(text, frame, frame.peeled[0]):
            return "up" if role == "rise" else "down"
    return ""


def named_direction(name: str) -> Direction:
    """Which way a thing moved whose name is that of a rate: 茶价涨幅."""
    if phrase("rate_of_change").search(name):
        return "up"
    return "down" if phrase("rate_of_decline").search(name) else ""


def listed_direction(text: str, head: Frame, name: str) -> Direction:
    """Which way a thing moved whose rate is said once behind a list, 茶业、瓷业|增速; a rate has its own."""
    own = head.quantity.unit_class != "share" or phrase("rate").search(name)
    return "" if own else named_direction(text[slice(*head.subject)])


def direction_of(text: str, frame: Frame, name: str, words: Lexicon) -> Direction:
    """Which way the thing moved; empty where the number says how much there is."""
    if frame.quantity.negative:
        return "down"
    said = said_direction(text, frame)
    if said:
        return said
    if named := named_direction(name) or listed_direction(text, frame, name):
        return named
    if frame.quantity.unit_class == "share" and phrase("growth_behind").match(text, frame.quantity.right):
        return "up"
    if not _is_part(text, frame) and not phrase("arrives").search(text, *frame.peeled):
        raised = words.raising.search(text, *frame.subject)
        if raised and not phrase("raised_before").search(text, frame.subject[0], raised.start()):
            return "" if _moves_other(text, frame, raised.start()) else "up"
        cut = words.cutting.search(text, *frame.subject)
        if cut:
            return "" if _moves_other(text, frame, cut.start()) else "down"
        if frame.same_clause and not phrase("moves_other").match(name):  # 净增床位30张、|学位50个
            return "up" if words.raising.match(name) else "down" if words.cutting.match(name) else ""
    return ""


def _is_taken_up(text: str, frame: Frame) -> bool:
    """Whether 占 stands right before a share."""
    return frame.quantity.unit_class == "share" and text.startswith("占", frame.peeled[1] - 1)


def _is_part(text: str, frame: Frame) -> bool:
    """Whether a share says which part of something a thing is, not how much it moved."""
    named = frame.quantity.unit_class == "share" and phrase("part_of").search(text[slice(*frame.subject)])
    return bool(named) or _is_taken_up(text, frame)


def _moves_other(text: str, frame: Frame, verb: int) -> bool:
    """Whether things are counted behind a verb that moves something else of them: 延长营业时间公交线路12条."""
    return frame.quantity.unit_class == "count" and phrase("moves_other").match(text, verb) is not None


def follows_suit(text: str, frame: Frame, name: str, inherited: bool) -> bool:
    """Whether a number is of the kind of the one before it: 分别增长4.3%、6.1%; 增长5%以上，力争5.5%."""
    if any(role in {"rise", "fall"} for role in frame.roles) or named_direction(name):
        return False
    if text.rfind("（", frame.clause[0], frame.quantity.left) >= 0 and phrase("bracketed_part").search(
        text, frame.clause[0], frame.quantity.left
    ):
        return True
    if is_summed(text, frame):
        return False  # 净增9户、突破|90户
    return frame.joined or (inherited and not phrase("arrives").search(text, *frame.peeled))


def moves_by_name(text: str, frame: Frame) -> bool:
    """Whether only the name of a thing says that it moved (居民消费价格涨幅), which holds for this thing alone."""
    return (
        frame.joined is False
        and not any(role in {"rise", "fall"} for role in frame.roles)
        and bool(phrase("rate_of_change").search(text, *frame.subject))
    )
