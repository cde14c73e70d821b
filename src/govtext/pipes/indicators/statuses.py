"""Status: what is reported as having happened, and what is planned."""

from __future__ import annotations

from typing import Literal

from govtext.identity import Identity
from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.scope import statement
from govtext.pipes.indicators.times import Period
from govtext.pipes.sections import Section, Sentence

Status = Literal["actual", "target"]
_AIM = 6  # how long the words may be that call a number an aim


def status_of(
    text: str, frame: Frame, period: Period, baseline: bool, section: Section, identity: Identity, sentence: Sentence
) -> Status:
    """Whether a number is reported or planned.

    Args:
        text: analysed text.
        frame: what stands around the number.
        period: the time it is about.
        baseline: it is where a change began, which has happened.
        section: where it stands; its role decides where the sentence does not.
        identity: whose report it is, and of which years.
        sentence: its sentence.
    """
    if baseline:
        return "actual"
    begin = statement(text, sentence)
    before, clause = text[begin : frame.quantity.left], text[frame.clause[0] : frame.quantity.left]
    ahead = phrase("goal_ahead").search(clause, max(0, len(clause) - _AIM))
    aimed = ahead or phrase("goal_behind").match(text, frame.quantity.right)
    aimed = aimed or phrase("first_planned").search(clause)
    goal = bool(aimed) and not phrase("beaten").search(clause)
    over = period.end is not None and identity.plan_year is not None and period.end < identity.plan_year
    if section.role == "plan":
        if over:
            return "actual"
        behind = phrase("done_behind").match(text, frame.quantity.right) and not phrase("brought_about").search(before)
        so_far = behind or phrase("done").search(clause) or phrase("so_far_sentence").match(before)
        planned = phrase("loose").search(before if phrase("so_far_sentence").match(before) else clause)
        return "actual" if so_far and not planned else "target"
    if frame.gap:
        return "actual"
    laid_down = phrase("proposed").search(before) or (phrase("prescribed").search(before) and "完成" not in before)
    if goal or (laid_down and "实际" not in before):
        return "target"
    firm = phrase("firm").search(clause) and not phrase("so_far").search(clause)
    if over:
        aimed_at = firm or phrase("strive").search(before)
        return "target" if section.role == "review" and aimed_at and period.end == identity.review_end else "actual"
    if period.start is not None and identity.plan_year is not None and period.start > identity.plan_year:
        return "target"
    if section.role == "review":
        return "target" if firm or _to_come(before, period, identity) else "actual"
    address = identity.kind == "policy_address" and phrase("will").search(clause)
    return "target" if address or phrase("loose").search(before) else "actual"


def is_whole_aim(text: str, frame: Frame) -> bool:
    """Whether a number is the aim that a share behind it is taken of (完成预算|3亿元|的102%), or a task, then done."""
    right = frame.quantity.right
    if not text.startswith(("的", "，"), right):
        return False
    if phrase("done_follows").match(text, right):
        return phrase("task").search(text, frame.clause[0], frame.quantity.left) is not None
    if phrase("share_follows").match(text, right) is None:
        return False
    return phrase("aim_ahead").search(text, frame.clause[0], frame.quantity.left) is not None


def _to_come(before: str, period: Period, identity: Identity) -> bool:
    """Whether a sentence of a review turns to what shall be: 力争…, …; or to the year that the report plans."""
    if phrase("strive").search(before):
        return True
    ahead = period.start is not None and period.start == identity.plan_year and not identity.interim
    named = f"{identity.plan_year}年" in before or "今年" in before
    return identity.opens_year and ahead and named and not phrase("so_far_this_year").search(before)
