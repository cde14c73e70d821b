"""Periods: the year or years a number is about, from its sentence, else from its paragraph, else from its section."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.kinds import Kind
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.scope import CLAUSE_END, nearest, opens
from govtext.pipes.indicators.times import PARAGRAPH, UNKNOWN, Period, Time, Timeline, years
from govtext.pipes.sections import Section, Sentence


def is_baseline(text: str, framed: Sequence[Frame], place: int) -> bool:
    """从A提高到B: A is where it started; of a list (从A、B提高到) it is asked for the first."""
    frame = framed[place]
    if not phrase("baseline").search(text, *frame.peeled):
        return False
    following = next((other for other in islice(framed, place + 1, None) if not other.joined), None)
    if following is None:
        return False
    between = text[frame.quantity.right : following.quantity.left]
    if phrase("then_arrived").fullmatch(between):
        return True
    return following.same_clause and bool(phrase("arriving").search(between)) and not CLAUSE_END.search(between)


def period_of(text: str, frame: Frame, kind: Kind, flow: bool, baseline: bool, section: Section, sentence: Sentence,
              found: Timeline, carried: Time | None) -> Period:  # fmt: skip
    """The time one number is about.

    Args:
        text: analysed text.
        frame: what stands around the number.
        kind: the number's kind.
        flow: it counts what was done over a time (新增, 建成), not what there is at its end.
        baseline: it is where a change began.
        section: where it stands.
        sentence: its sentence.
        found: all time expressions of the text.
        carried: the time that its paragraph is about, said at the beginning of an earlier sentence.
    """
    own = nearest(text, found, sentence, frame, section)
    settled = _of_change(text, found, sentence, frame, kind, baseline, own)
    if settled is not None:
        return settled
    if (own is None or (own.named and own.first == own.last)) and section.years and _so_far(text, frame, section):
        return years(section.years[0] - 1, section.years[0] - 1)
    stated = own or carried
    if stated is not None and stated.named:
        stated = _counted(text, found, sentence, stated, carried)
    period = stated.period(section) if stated else _of_part(section)
    if period.start is None or period.end is None:
        return period
    if period.start == period.end:
        if kind in {"growth", "change"} and phrase("yearly").search(text, frame.clause[0], frame.quantity.left):
            return _since_earlier(text, found, sentence, frame, period.end, section)
        return UNKNOWN if baseline and not (stated and stated.of and not stated.since) else period
    if baseline and stated and (stated.since or stated.from_to):
        return UNKNOWN if stated.since else years(period.start, period.start)
    return _in_span(
        text, frame, kind, flow, (period.start, period.end), baseline, section.role == "plan", own is not None
    )


def _of_part(section: Section) -> Period:
    """The time that a part of a report is about."""
    if section.years is None:
        return UNKNOWN
    first, last = section.years
    return Period(f"{last}{section.part}", last, last) if first == last else years(first, last)


def _counted(text: str, found: Timeline, sentence: Sentence, time: Time, carried: Time | None) -> Time:
    """A time counted from the year spoken of (本年, 两年平均), with that year: of its clause, sentence or paragraph."""
    before = [t for t in found.between(sentence.start, time.start) if t.first == t.last and not (t.of_part or t.part)]
    if time.first < time.last and not phrase("average").match(text, time.end):
        return time  # 三年累计新增 ends with the year of the part
    if before and not (CLAUSE_END.search(text, before[-1].end, time.start)):
        year = before[-1]
    elif before and opens(text, before[0], sentence.start):
        year = before[0] if time.first == time.last else before[-1]
    elif carried is not None and carried.first == carried.last and not carried.of_part:
        year = carried
    elif before and time.first < time.last:
        year = before[-1]
    else:
        return time
    return Time(time.start, time.end, year.last + time.first, year.last + time.last, part=time.part)


def _of_change(
    text: str, found: Timeline, sentence: Sentence, frame: Frame, kind: Kind, baseline: bool, own: Time | None
) -> Period | None:
    """The time of a number that a change said before it settles: the change beside it, or that of a parallel part."""
    parallel = _parallel(text, found, sentence, frame, kind, baseline) if own is None else None
    if parallel is not None or not baseline or (own is not None and own.of):
        return parallel
    return _begun(text, found, sentence, frame.quantity.start)


def _begun(text: str, found: Timeline, sentence: Sentence, stop: int) -> Period | None:
    """When a change began that does not say it: with the change before it, or the year compared."""
    for time in reversed(found.between(sentence.start, stop)):
        if time.of and time.first == time.last and not time.of_part and text[time.start - 1] in "从由":
            return years(time.first, time.first)
    for time in reversed(found.compared_between(sentence.start, stop)):
        if text[time.start - 1] in "同与和":
            return years(time.first, time.first)
    return None


def _parallel(
    text: str, found: Timeline, sentence: Sentence, frame: Frame, kind: Kind, baseline: bool
) -> Period | None:
    """The time of a number behind a semicolon, where the part before it said from when to when it all went.

    甲从2016年的3亿元增加到2021年的5亿元；乙从2亿元增加到4亿元，年均增长9%.
    """
    stop = text.find("；", sentence.start, frame.quantity.start)
    if stop < 0:
        return None
    said = [time for time in found.between(sentence.start, stop) if not (time.of_part or time.part)]
    first = next((time for time in said if text[time.start - 1] in "从由"), None)
    last = next((time for time in said if text[time.start - 1] in "到至"), None)
    if first is None or last is None or first.first >= last.first:
        return None
    if baseline:
        return years(first.first, first.first)
    if kind in {"growth", "change"}:
        return years(first.first + 1, last.first)
    return years(last.first, last.first) if phrase("arrives").search(text, *frame.peeled) else None


def year_by_year(
    text: str, framed: Sequence[Frame], names: Sequence[str], found: Timeline, sentence: Sentence
) -> dict[int, Period]:
    """The years of lists with a number of one thing for each (2021年至2023年，分别新增3家、5家和9家), by place."""
    result: dict[int, Period] = {}
    heads = [place for place, frame in enumerate(framed) if not frame.joined]
    for first, last in pairwise([*heads, len(framed)]):
        if last - first > 1 and len(set(names[first:last])) == 1:
            said = _listed_years(text, found, sentence, framed[first], last - first)
            result |= {first + place: years(year, year) for place, year in enumerate(said)}
    return result


def _listed_years(text: str, found: Timeline, sentence: Sentence, frame: Frame, count: int) -> list[int]:
    """As many years as there are numbers, said before 分别 in one stretch or one by one."""
    apart = text.rfind("分别", sentence.start, frame.quantity.start)
    if apart < 0 or CLAUSE_END.search(text, apart, frame.quantity.start):
        return []
    said: list[int] = []
    following = None
    for time in reversed(found.between(sentence.start, apart)):
        beside = following is None or text[time.end : following.start] in {"、", "和", "，"}
        if time.part or time.of_part or not beside or len(said) >= count:
            break
        said = [*range(time.first, time.last + 1), *said]
        following = time
    return said if len(said) == count else []


def _so_far(text: str, frame: Frame, section: Section) -> bool:
    """Whether a part that looks ahead says what has been reached: 已开工的|12个项目."""
    before = text[frame.clause[0] : frame.quantity.left]
    done = phrase("so_far").search(before) or (phrase("done").search(before) and not phrase("loose").search(before))
    return section.role == "plan" and bool(done)


def _since_earlier(text: str, found: Timeline, sentence: Sentence, frame: Frame, last: int, section: Section) -> Period:
    """The years of a yearly growth: from the one after the earliest named in the sentence to the one it reached.

    Where the sentence names none, the last span that its paragraph spoke of.
    """
    stop = frame.quantity.start
    named = [*found.between(sentence.start, stop), *found.compared_between(sentence.start, stop)]
    years_named = [time.first for time in named if not time.of_part]
    first = min((year for year in years_named if year < last), default=None)
    if first is not None:
        return years(first + 1, last)
    if section.years is not None and section.years[0] < section.years[1] == last:
        return years(*section.years)
    earliest = max(0, sentence.start - PARAGRAPH)
    paragraph = max(text.rfind("\n", earliest, sentence.start), earliest)
    spans = [time for time in found.between(paragraph, frame.quantity.start) if time.first < time.last]
    return spans[-1].period(section) if spans else years(last, last)


def _in_span(
    text: str, frame: Frame, kind: Kind, flow: bool, span: tuple[int, int], baseline: bool, planned: bool, said: bool
) -> Period:
    """Which part of several years a number is about: their start, their end, or all of them.

    `said` tells that the sentence itself names the years, so that what it lists was done in them.
    """
    first, last = span
    if baseline:
        return years(first - 1, first - 1)
    begin, stop = frame.clause[0], frame.quantity.left
    reached = bool(
        phrase("reached").search(text, frame.peeled[0], stop) or phrase("step").search(text, stop, frame.quantity.start)
    )
    own = text[max(begin, frame.subject[0]) : stop]
    moved = kind in {"growth", "change"} or (kind == "multiple" and phrase("moved").search(text, begin, stop))
    if moved or phrase("over_span").search(own if reached and frame.same_clause else text[begin:stop]):
        return years(first, last)
    if phrase("held").search(text, begin, stop) and (planned or kind in {"share", "level"}):
        return years(first, last)
    if kind in {"share", "gap", "multiple"}:
        return years(last, last)
    if reached or phrase("by_now").search(text, begin, stop):
        return years(last, last)
    listed = said and not frame.roles and phrase("list_goes_on").search(text, begin - 1, frame.subject[0])
    stock = phrase("stock").fullmatch(text, *frame.subject)
    return years(first, last) if (flow or listed) and not stock else years(last, last)
