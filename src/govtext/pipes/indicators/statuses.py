"""Status: what is reported as having happened, and what is planned."""

from __future__ import annotations

import re
from typing import Literal

from govtext.identity import Identity
from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.periods import Period
from govtext.pipes.sections import Section, Sentence

Status = Literal["actual", "target"]

_FIRM = re.compile(
    r"力争|拟(?!定|态|订)|目标(?:是|为|：)|预期目标|(?<!的)计划(?:到|投|新|完成(?=\d)|安排)|争取(?:到20|达到|实现|在)|将(?!军|近|士|其|领)"
    r"|确保(?!了)|(?:年初|预先)(?:确定|提出|预定|安排)的"
)
_LOOSE = re.compile(
    r"将(?!军|近|士|其|他|她|它|领)|(?<![主重需只首次摘纪紧])要(?!素|求|闻|道|塞|件|害|点)|拟(?!定|态|订)|力争|争取|确保|计划|预计|目标|规定|应当|应该"
)
_GOAL_BEHIND = re.compile(
    r"[^，。；]{0,6}的(?:年度)?(?:增长|预期|发展|奋斗|投资)?(?:目标|要求|任务|规划|计划)|[^。]{0,20}等?预期目标没有"
)
_PROPOSED = re.compile(r"报告中?(?:曾)?提出")
_DONE = re.compile(r"已(?!有|经有)|(?<=[\u4e00-\u9fff])了|(?<![比较由从])(?:去年|上年)|目前|现有|过去|截至|超额")
_BEATEN = re.compile(r"超过|高于|低于|完成|(?<!没有)实现|达到|好于|优于|快于")


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
    before, clause = text[sentence.start : frame.quantity.left], text[frame.clause[0] : frame.quantity.left]
    goal = bool(_GOAL_BEHIND.match(text, frame.quantity.right)) and not _BEATEN.search(clause)
    if section.role == "plan":
        if period.end is not None and identity.review_end is not None and period.end <= identity.review_end:
            return "actual"
        return "actual" if _DONE.search(clause) and not _LOOSE.search(clause) else "target"
    if frame.gap:
        return "actual"
    if goal or (_PROPOSED.search(before) and "实际" not in before):
        return "target"
    if period.end is not None and identity.review_end is not None and period.end <= identity.review_end:
        return (
            "target"
            if section.role == "review" and _FIRM.search(clause) and period.end == identity.review_end
            else "actual"
        )
    if section.role == "review":
        return "target" if _FIRM.search(clause) else "actual"
    return "target" if _LOOSE.search(before) else "actual"
