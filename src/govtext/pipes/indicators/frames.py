"""Frames: what stands around each number of a sentence, taken apart once and read by everything that follows.

全年|粮食产量|达到|726.8亿斤       subject 粮食产量, roles (report)
新增|7个|国家级农业园区            subject 新增, object 国家级农业园区
|比上年增长|5.3%                  no subject, roles (rise), compared with 比上年
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from govtext.pipes.indicators.lexicon import Lexicon, Part
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.quantities import Quantity

Span = tuple[int, int]

_BREAK = re.compile(r"[，；：。！？!?\n]|,(?!\d)|;|:(?!\d)")
_YEAR = r"(?:(?:1[89]|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_TIME_AT_END = re.compile(
    rf"(?:(?:中华)?民国\d{{1,3}}年度?|{_YEAR}[和、]{_YEAR}两年|{_YEAR}(?:年度?)?(?:[底末初]|以来|[上下]半年)?|[今去上当本]年(?:[底末初]|同期)?|年[底末初]|(?:\d{{1,2}}月?[-—－至到])?\d{{1,2}}月(?:底|末|份)?|“?十[一二三四五六]?五”?(?:时期|期间|末)?"
    r"|[一二三四五六七八九]十年代(?:[初中末后]期|[初中末])?|第?[一二三四]季度|[上下]半年|前?[两二三四五六七八九十\d]+年[来间内中]?|[年月]内|期内|期间|当前|过去|原来|现在)$"
)
_TIME_ENDS = frozenset("年代月期五”度底末初份来去在间内中前0123456789〇○零一二三四五六七八九")
_TIME_AT_START = re.compile(
    rf"(?:(?:中华)?民国\d{{1,3}}年度?|{_YEAR}(?:[-—－–~至到、和]{_YEAR})?\s?年(?:度|底|末|初|以来|同|比|的|[上下]半年)*|[今去上当本前]年(?:底|末)?|\d{{1,2}}(?:[-—至]\d{{1,2}})?月(?:份|底|末)?|“?十[一二三四五六]?五”?(?:时期|期间|以来|期?末)"
    r"|(?:前三季度|[一二三四]季度|[上下]半年)|(?:这|近|前|过去)?[两二三四五六七八九十]+(?:多)?年(?:[来间内中]|以来)|[\u4e00-\u9fff]{2,8}?以来(?!的?[最第首]))"
)
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十])|\d{1,2}[、.．](?!\d)|[（(][一二三四五六七八九十]{1,3}[）)]"
)
_CONNECTOR = re.compile(r"[\s、和与及或者至到—－~～\-以并]*")
_OBJECT_BEGINS = re.compile(r"[\u4e00-\u9fffA-Za-z“‘《\d]")
_OBJECT_CUT = 24
VERB_LENGTH = 4  # a verb beside a number is no longer
_COMPARED = 24  # how long a comparison may be, with its verb


class Frame(NamedTuple):
    """What stands around one quantity; all spans are places in the text.

    Attributes:
        quantity: the number.
        clause: the clause it stands in.
        subject: what is left of the words before it once verbs, dates and joining words are peeled off.
        roles: parts of the peeled verbs, the one nearest to the number first.
        peeled: the peeled stretch.
        compared: what it is compared with (上年, 全国), empty span if with nothing.
        gap: the comparison says how far apart two things are, not how one of them moved.
        object: the thing counted where it follows the number, empty span if it does not.
        topic: the last clause before this one that holds no number, empty span if there is none.
        joined: nothing but 、 or 和 stands between it and the number before.
        same_clause: the number before stands in the same clause.
    """

    quantity: Quantity
    clause: Span
    subject: Span
    roles: tuple[Part, ...]
    peeled: Span
    compared: Span
    gap: bool
    object: Span
    topic: Span
    joined: bool
    same_clause: bool


class Marks:
    """Where verbs stand in a whole text, found once."""

    def __init__(self, text: str, words: Lexicon) -> None:
        found = words.states.find_matches_as_indexes(text)
        self.states = [start for _, start, end in found if text[start:end] not in words.nouns]
        self.acts = [(start, end) for _, start, end in words.acts.find_matches_as_indexes(text)]
        self._act_starts = [start for start, _ in self.acts]

    def first_state(self, start: int, end: int) -> int:
        """The first verb after `start`, or `end` if there is none before it."""
        place = bisect_left(self.states, start + 1)
        return min(self.states[place], end) if place < len(self.states) else end

    def first_act(self, start: int, end: int) -> int:
        """Where the first act after `start` begins, or `end` if there is none before it."""
        place = bisect_left(self._act_starts, start + 1)
        return min(self._act_starts[place], end) if place < len(self._act_starts) else end

    def last_act(self, start: int, end: int) -> int:
        """Where the last act between start and end begins, or `start`."""
        place = bisect_left(self._act_starts, end) - 1
        return self._act_starts[place] if place >= 0 and self._act_starts[place] > start else start


def frames(
    text: str, start: int, end: int, quantities: Sequence[Quantity], words: Lexicon, marks: Marks
) -> list[Frame]:
    """The frames of the quantities of one sentence."""
    ends = [quantity.end for quantity in quantities]
    breaks = [match.start() for match in _BREAK.finditer(text, start, end)]
    breaks = [place for place in breaks if not _inside(place, quantities, ends)]
    result: list[Frame] = []
    for number, quantity in enumerate(quantities):
        before = quantities[number - 1] if number else None
        after = quantities[number + 1] if number + 1 < len(quantities) else None
        place = bisect_left(breaks, quantity.start)
        clause_start = breaks[place - 1] + 1 if place else start
        clause_end = breaks[place] if place < len(breaks) else end
        same_clause = before is not None and before.start >= clause_start
        right = min(clause_end, after.left) if after else clause_end
        left = _behind(text, before.right, quantity.left) if before is not None and same_clause else clause_start
        result.append(
            _frame(
                text, words, marks, quantity,
                clause=(clause_start, clause_end), left=left, same_clause=same_clause,
                right=_short_of_verb(text, quantity.right, right) if after and after.left == right else right,
                shared=after is not None and after.left <= clause_end,
                topic=_topic(text, breaks, place, start, before, words),
            )
        )  # fmt: skip
    return result


def _inside(place: int, quantities: Sequence[Quantity], ends: Sequence[int]) -> bool:
    number = bisect_right(ends, place)
    return number < len(ends) and quantities[number].start <= place


def _behind(text: str, start: int, stop: int) -> int:
    """Where the words of a number begin that follows another one in its clause.

    What stands directly behind the other number and before 、 is the thing that one counts: 12家工会、80家企业; so are
    the places that hold smaller ones: 4个镇20个村.
    """
    if phrase("places").fullmatch(text, start, stop):
        return stop
    for sign in ("、", "和", "及"):
        place = text.find(sign, start, stop)
        joins = place > start and phrase("list_joint").match(text, place)  # 及 of 惠及 does not
        if joins and (sign == "、" or not text[place + 1 : stop].strip()):
            return place
    return start


def _short_of_verb(text: str, start: int, stop: int) -> int:
    """Where the thing ends that a number counts, if only the verb of the next number follows: 床位|、扩充|3家."""
    comma = text.rfind("、", start, stop)
    verb = text[comma + 1 : stop]
    return comma if comma > start and len(verb) <= VERB_LENGTH and not verb.endswith(("和", "与", "及")) else stop


def _topic(text: str, breaks: list[int], place: int, start: int, before: Quantity | None, words: Lexicon) -> Span:
    """The last clause without a number between the number before and the clause of this one, remarks passed over."""
    while place:
        begin, end = breaks[place - 2] + 1 if place > 1 else start, breaks[place - 1]
        if before is not None and before.end > begin:
            break
        clause = text[begin:end].strip()
        remark = clause.startswith(words.aside) or phrase("remark").fullmatch(clause)
        if clause and not remark and not _TIME_AT_START.fullmatch(clause):
            return (begin, end)
        place -= 1
    return (start, start)


def _frame(text: str, words: Lexicon, marks: Marks, quantity: Quantity, *, clause: Span, left: int, right: int,
           shared: bool, topic: Span, same_clause: bool) -> Frame:  # fmt: skip
    joined = same_clause and _CONNECTOR.fullmatch(text, left, quantity.left) is not None
    obj = _object(text, quantity, right, shared, marks)
    each = obj[0] < obj[1] and quantity.unit in words.counters and not phrase("rungs").match(text, *obj)
    stop, roles, compared, gap = _peel(text, left, quantity.left, words, each=each)
    aim = phrase("from_aim").search(text, *clause) if shared or same_clause else None
    if aim and aim.start("aim") == quantity.start:
        roles = ()
    elif aim and aim.start("far") == quantity.start:
        roles, gap = ("fall" if aim["below"] else "rise",), True
    begin = strip_leading(text, left, stop, words)
    return Frame(
        quantity, clause, (begin, stop), roles, (stop, quantity.left), compared, gap, obj, topic, joined, same_clause
    )


def _peel(text: str, left: int, stop: int, words: Lexicon, *, each: bool) -> tuple[int, tuple[Part, ...], Span, bool]:
    """Takes verbs, dates and comparisons off the end of what stands before a number.

    `each` tells that the things it counts stand behind it, so that they are what is raised: 提升100所|学校.
    """
    if each and phrase("raised_each").search(text, left, stop):
        return stop, (), (stop, stop), False
    roles: list[Part] = []
    compared: Span = (stop, stop)
    gap = False
    while stop > left:
        if text[stop - 1] in " 　\xa0":
            stop -= 1
            continue
        if text[stop - 1] == "均" and phrase("per_head").search(text, max(left, stop - 3), stop):
            stop -= 2
            continue
        if roles and phrase("a_year").search(text, max(left, stop - 2), stop):
            stop -= 1
            continue
        date = text[stop - 1] in _TIME_ENDS and _TIME_AT_END.search(text, max(left, stop - 14), stop)
        compares = date and phrase("year_compared").search(text, max(left, date.start() - 12), date.start())
        if date and not (compares and _compared(text, left, stop, roles)):  # 比2020年|增长
            stop = date.start()
            continue
        entry = words.tail.match(text, stop, left)
        aim = entry is not None and entry[0].endswith(("目标", "计划", "预期"))  # 比年初目标|低, but 增长目标|为
        if aim and phrase("of_plan").search(text, left, stop):
            break  # 占市级计划|144%
        if entry and entry[1] != "keep" and not (aim and _compared(text, left, stop, roles)):
            stop -= len(entry[0])
            roles.append(entry[1])
            continue
        if compared[0] == compared[1]:
            found = _compared(text, left, stop, roles)
            if found:
                stop, compared, gap, role = found
                roles += [role] if role else []
                continue
        break
    return stop, tuple(roles), compared, gap


def _is_gap(other: str) -> bool:
    """Whether what a number is compared with is something else than its own past."""
    if phrase("year_last").search(other):
        return False
    return bool(phrase("not_own_past").search(other)) or not phrase("own_past").search(other)


def _compared(text: str, left: int, stop: int, roles: list[Part]) -> tuple[int, Span, bool, Part | None] | None:
    """A comparison that ends at `stop`: where it begins, what with, whether it is a gap, and its direction."""
    if "rise" in roles or "fall" in roles:
        match = phrase("compared").search(text, max(left, stop - _COMPARED), stop)
        if match:
            group = "than" if match["than"] else "with"
            return match.start(), match.span(group), _is_gap(match[group]), None
    short = phrase("short_of").search(text, max(left, stop - 2), stop) if text[stop - 1] == "差" else None
    match = phrase("apart").search(text, max(left, stop - _COMPARED), short.start() if short else stop)
    if match is None or (match["verb"] in {"离", "距"}) != bool(short):
        return None
    role: Part = "fall" if match["verb"] in {"低于", "慢于", "落后于", "少于", "离", "距"} else "rise"
    return match.start(), match.span("other"), _is_gap(match["other"]), role


def strip_leading(text: str, begin: int, stop: int, words: Lexicon) -> int:
    """Where the thing measured begins, once joining words and dates before it are passed over."""
    while begin < stop:
        entry = words.leading.match(text, stop, begin)
        if entry and entry[1] == "keep":
            break
        passed = _TIME_AT_START.match(text, begin, stop) or _NUMBERED.match(text, begin, stop)
        if passed:
            begin = passed.end()
        elif entry:
            begin += len(entry[0])
        else:
            break
    return begin


def strip_trailing(text: str, begin: int, stop: int, words: Lexicon) -> int:
    """Where the thing measured ends, once joining words behind it are taken off."""
    while stop > begin:
        entry = words.trailing.match(text, stop, begin)
        if entry is None or entry[1] == "keep":
            break
        stop -= len(entry[0])
    return stop


def _object(text: str, quantity: Quantity, right: int, shared: bool, marks: Marks) -> Span:
    """The thing counted behind the number, up to its verb where another number shares the clause."""
    begin = quantity.right
    if text.startswith("的", begin):
        begin += 1
    if begin >= right or not _OBJECT_BEGINS.match(text, begin) or text.startswith("或", begin):
        return (begin, begin)
    if begin == quantity.right and begin in _set(marks, begin):
        return (begin, begin)
    if text.startswith("之间", begin):
        return (begin, begin)
    end = min(right, begin + _OBJECT_CUT)
    closed = text.find("）", begin, end)
    if closed >= 0 and text.find("（", begin, closed) < 0:
        end = closed  # 小学9所（含4个|教学点）、中学2所
    if shared or end < right:
        end = marks.first_state(begin, end)
    said = phrase("copula").search(text, begin + 2, end)
    end = said.start() if said else end
    while end > begin and (text[end - 1] in "、和与及的，（(" or text.startswith("以及", end - 1)):
        end -= 1
    return (begin, end)


def _set(marks: Marks, place: int) -> tuple[int, ...]:
    index = bisect_left(marks.states, place)
    return (marks.states[index],) if index < len(marks.states) else ()


def ends_in_preposition(text: str, begin: int, stop: int, words: Lexicon) -> bool:
    """Whether what stands before a number leaves the thing counted to come behind it."""
    return begin >= stop or text[begin:stop].endswith(words.prepositions)
