"""Scope: how far a time expression holds: in its clause, sentence or paragraph, or in the list that it announces."""

from __future__ import annotations

import re

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.times import PARAGRAPH, Time, Timeline
from govtext.pipes.sections import Section, Sentence

CLAUSE_END = re.compile(r"[，；。：]")
_AT_START = 4
_LEAD = 32


def statement(text: str, sentence: Sentence) -> int:
    """Where the statement begins that a sentence belongs to: 其中 goes on about the one before in its paragraph."""
    if not text.startswith("其中", sentence.start):
        return sentence.start
    earliest = max(0, sentence.start - PARAGRAPH)
    before = text.rfind("。", earliest, sentence.start - 1) + 1, text.rfind("\n", earliest, sentence.start) + 1
    return max(*before, earliest)


def nearest(text: str, found: Timeline, sentence: Sentence, frame: Frame, section: Section) -> Time | None:
    """The last time expression before a number that still holds there.

    One at the beginning of a sentence holds for all of it, another until the next semicolon; a quarter or half of a
    year, one that belongs to another number (由2020年的…), and in a review one that is still to come, only in their own
    clause.
    """
    begin, stop = statement(text, sentence), frame.quantity.start
    place = found.first_from(stop) - 1
    while place >= 0 and found.times[place].start >= begin:
        time = found.times[place]
        if _holds(text, time, begin, sentence, frame, section):
            return time
        place -= 1
    return None


def _holds(text: str, time: Time, begin: int, sentence: Sentence, frame: Frame, section: Section) -> bool:
    """Whether a time said in the statement that begins here still holds at a number of it."""
    between = text[time.end : frame.quantity.start]
    if time.of:
        return not re.search(r"[\d一二三四五六七八九]", between)
    if time.running:
        return phrase("held").match(between) is not None and not CLAUSE_END.search(between)
    if time.part and phrase("that_part").search(between):
        return True
    first = opens(text, time, begin)
    leads = first or time.start < sentence.start
    if time.part and (first or (leads and between.startswith("，"))):
        return True
    if time.part or (not leads and _is_to_come(time, section)):
        ends = CLAUSE_END.findall(between.lstrip("，"))
        goes_on = time.part and frame.subject[0] >= frame.subject[1]  # 上半年增加3亿元，达到9亿元
        return not ends or (bool(goes_on) and ends == ["，"])
    part, listed = between.find("；"), between.find("：")
    return part < 0 or 0 <= listed < part or leads


def _is_to_come(time: Time, section: Section) -> bool:
    """Whether a review names a year that is to come."""
    if section.role != "review" or section.years is None or time.of_part:
        return False
    return time.first > section.years[1] + 1


def opens(text: str, time: Time, begin: int) -> bool:
    """Whether a time opens the sentence that begins here, so that all of it is about this time."""
    return time.start - begin <= _AT_START or (
        time.start - begin <= _LEAD and phrase("before_leading_time").fullmatch(text, begin, time.start) is not None
    )


def carried_over(found: Timeline, sentence: Sentence, section: Section) -> Time | None:
    """The time that a sentence begins with and that the rest of its paragraph is about, if it is whole years.

    In a part about several years a sentence about one of them (2022年世博会成功举办) is only about itself, unless a
    comma sets the year before all that follows.
    """
    place = found.first_from(sentence.start)
    if place == len(found.times) or found.times[place].start >= sentence.end:
        return None
    text, inside = found.text, found.between(sentence.start, sentence.end)
    for time in inside:
        if phrase("just_past").search(text, sentence.start, time.start) and not time.of_part:
            return time
    if not opens(text, inside[0], sentence.start):
        return None
    time = inside[0]
    if time.since and text.startswith("今年", time.start):
        return time._replace(since=False)  # ends the span that was spoken of before
    several = section.years is not None and section.years[0] < section.years[1]
    if several and time.first == time.last and not text.startswith(("，", ","), time.end):
        return None
    if time.of_part and time.first < time.last and phrase("span_goes_on").match(text, time.end):
        return time
    return None if time.part or time.of or time.of_part or time.since else time


def announced(found: Timeline, text: str, sentence: Sentence) -> Time | None:
    """The time of a list that a sentence announces (主要产品一九五七年的产量如下)."""
    if not text.startswith(("：", ":"), sentence.end - 1):
        return None
    said = [time for time in found.between(sentence.start, sentence.end) if not time.of]
    return said[-1] if said and not said[-1].part else None
