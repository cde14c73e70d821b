"""Status: what is reported as having happened, and what is planned."""

from __future__ import annotations

import re
from typing import Literal

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.periods import Period
from govtext.pipes.sections import Section
from govtext.identity import Identity

Status = Literal["actual", "target"]

_PLANNED = re.compile(r"力争|拟|目标(?:是|为|：)|预期目标|(?<!的)计划(?!完成|投资|单列|生育|外|内|执行|的)|争取(?!到|中央|国家|上级|资金)|将(?!军|近|士)|到20[2-9]\d年(?![底末]?(?:累计|，已))|确保(?!了)|规定")
_PLAIN_PLAN = re.compile(r"将(?!军|近|士|其|他|她|它|领)|要(?!素|求|闻|道|塞)|拟|力争|争取|确保|计划|预计|目标|规定|应|可以")
_GOAL_AFTER = re.compile(r"[^，。；]{0,6}的(?:年度)?(?:增长|预期|发展|奋斗)?(?:目标|要求|任务|规划)")
_DONE = re.compile(r"已|了|去年|上年|目前|现有|过去|截至|超额|来")
_BEATEN = re.compile(r"超过|高于|低于|完成|实现|达到|好于|优于|快于")


def status_of(text: str, frame: Frame, period: Period, section: Section, identity: Identity, sentence: int) -> Status:
    """Whether a number is reported or planned.

    Args:
        text: analysed text.
        frame: what stands around the number.
        period: the time it is about.
        section: where it stands; its role decides where the sentence does not.
        identity: whose report it is, and of which years.
        sentence: where the sentence begins.
    """
    before = text[sentence : frame.quantity.left]
    clause = text[frame.clause[0] : frame.quantity.left]
    last_seen = identity.review_end
    if last_seen and period.end is not None and period.start is not None:
        if period.end < last_seen or (period.end == last_seen and section.role != "plan"):
            return "target" if _GOAL_AFTER.match(text, frame.quantity.right) and not _BEATEN.search(clause) else "actual"
        if period.start > last_seen and section.role != "plan":
            return "target" if _PLAIN_PLAN.search(before) or period.start > last_seen + 1 else "actual"
    if section.role == "plan":
        if period.end is not None and last_seen and period.end <= last_seen:
            return "actual"
        return "actual" if _DONE.search(clause) and not _PLAIN_PLAN.search(clause) else "target"
    if section.role == "review":
        return "target" if _PLANNED.search(clause) or _GOAL_AFTER.match(text, frame.quantity.right) else "actual"
    return "target" if _PLAIN_PLAN.search(before) else "actual"
