"""Indicators: quantities with what they measure, how, for when, and whether it was reached.

`find` is a pure function; `Mention` is its result, one number of the text with everything the tables say of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from govtext.identity import Identity
from govtext.pipes.indicators.coordination import is_summed
from govtext.pipes.indicators.frames import Frame, Marks, frames
from govtext.pipes.indicators.kinds import (
    Direction,
    Kind,
    follows_suit,
    kind_of,
    listed_direction,
    moves_by_name,
    said_direction,
)
from govtext.pipes.indicators.lexicon import Lexicon, lexicon
from govtext.pipes.indicators.names import names_of
from govtext.pipes.indicators.periods import is_baseline, period_of, year_by_year
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.scope import announced, carried_over
from govtext.pipes.indicators.statuses import Status, is_whole_aim, status_of
from govtext.pipes.indicators.stems import without_movement
from govtext.pipes.indicators.times import Period, Time, Timeline, times, whole_years
from govtext.pipes.quantities import Quantity
from govtext.pipes.sections import Section, Sentence

_ITEM_HEAD = 12
Placed = TypeVar("Placed", Quantity, Time)
__all__ = ["Direction", "Kind", "Mention", "Status", "find"]


class Mention(NamedTuple):
    """One number of a text, its unit, and what it measures.

    `sentence` and `section` count from 0; `clause` is the clause the number stands in; all places are in analysed text.
    """

    quantity: Quantity
    name: str
    kind: Kind
    direction: Direction
    status: Status
    period: Period
    sentence: int
    section: int
    clause: tuple[int, int]


def find(text: str, quantities: Sequence[Quantity], sections: Sequence[Section], sentences: Sequence[Sentence],
         identity: Identity) -> list[Mention]:  # fmt: skip
    """The mentions of a text, one for each quantity, in text order.

    Args:
        text: analysed text.
        quantities: its numbers, in text order.
        sections: its sections, which give roles and years.
        sentences: its sentences.
        identity: whose report it is, and of which years.
    """
    words = lexicon()
    marks = Marks(text, words)
    found = times(text, identity)
    counted, timed = _by_sentence(quantities, sentences), _by_sentence(found.times, sentences)
    result: list[Mention] = []
    carried: Time | None = None
    listed: Time | None = None
    for number, sentence in enumerate(sentences):
        if number and sentence.section != sentences[number - 1].section:
            carried = listed = None
        elif number and "\n" in text[sentences[number - 1].end - 1 : sentence.start]:
            listed = announced(found, text, sentences[number - 1]) or (listed if _is_item(text, sentence) else None)
            carried = listed
        if number in counted:
            last = result[-1] if result and result[-1].sentence == number - 1 else None
            said = last.name if last and last.section == sentence.section else ""
            place = _Place(number, sentence, sections[sentence.section], found, carried, said)
            result += _in_sentence(text, counted[number], place, identity, words, marks)
        if number in timed:
            carried = carried_over(found, sentence, sections[sentence.section]) or carried
    return result


def _by_sentence(things: Sequence[Placed], sentences: Sequence[Sentence]) -> dict[int, list[Placed]]:
    """The numbers or times of each sentence that has any, by its place."""
    inside: dict[int, list[Placed]] = {}
    starts = [sentence.start for sentence in sentences]
    for thing in things:
        number = bisect_right(starts, thing.start) - 1
        if number >= 0 and thing.start < sentences[number].end:
            inside.setdefault(number, []).append(thing)
    return inside


def _is_item(text: str, sentence: Sentence) -> bool:
    """Whether a paragraph is an entry of a list (粮食：达到3800亿斤)."""
    return "：" in text[sentence.start : sentence.start + _ITEM_HEAD]


class _Place(NamedTuple):
    """Where a sentence stands, what times hold there, and what the sentence before named last."""

    number: int
    sentence: Sentence
    section: Section
    times: Timeline
    carried: Time | None
    said: str


def _in_sentence(
    text: str, quantities: Sequence[Quantity], place: _Place, identity: Identity, words: Lexicon, marks: Marks
) -> list[Mention]:
    sentence, section = place.sentence, place.section
    framed = frames(text, sentence.start, sentence.end, quantities, words, marks)
    goes_on = phrase("goes_on").match(text, sentence.start) or phrase("by_parts").match(text, sentence.start)
    heading = section.path[-1] if section.path else ""
    names = names_of(text, framed, place.said if goes_on else "", heading, words, marks)
    result: list[Mention] = []
    each = year_by_year(text, framed, names, place.times, sentence)
    flow = baseline = False
    head = 0
    for number, (frame, name) in enumerate(zip(framed, names, strict=True)):
        head = head if frame.joined else number
        kind, direction = _kind(text, framed, number, framed[head], name, words, result)
        baseline = (baseline and frame.joined) or is_baseline(text, framed, number)
        part = flow and _is_part(text, frame, framed[number - 1])
        flow = part or frame.object[0] < frame.object[1] or words.deeds.search(name) is not None
        aim = is_whole_aim(text, frame)
        period = period_of(text, frame, kind, flow, baseline, section, sentence, place.times, place.carried)
        if number in each:
            period = each[number]
        elif number and kind == "gap" and _leans_on(frame, result[-1], place.times):
            period = result[-1].period
        elif aim and not phrase("aim_of_part").search(text, frame.clause[0], frame.quantity.left):
            period = whole_years(period)
        status = "target" if aim else status_of(text, frame, period, baseline, section, identity, sentence)
        shown = _shown(name, kind, aim=aim)
        result.append(
            Mention(
                frame.quantity, shown, kind, direction, status, period, place.number, sentence.section, frame.clause
            )
        )
    return result


def _shown(name: str, kind: Kind, *, aim: bool) -> str:
    """A name as the table gives it: what moved without its movement, what is aimed at without the aim."""
    if aim:
        return phrase("of_aim").sub("", name)
    return without_movement(name) if kind in {"growth", "change", "gap"} else name


def _leans_on(frame: Frame, before: Mention, found: Timeline) -> bool:
    """Whether a gap is that of the growth said before it: 年均增长9%，高于全国2个百分点."""
    own = frame.subject[0] < frame.subject[1] or found.between(before.quantity.end, frame.quantity.start)
    return before.kind in {"growth", "gap"} and not own


def _is_part(text: str, frame: Frame, whole: Frame) -> bool:
    """Whether a number is a part of the one before, and so of its time: 新增技工5万人，其中女性2万人."""
    return text.startswith("其中", frame.clause[0]) and frame.quantity.unit == whole.quantity.unit


def _kind(
    text: str, framed: Sequence[Frame], place: int, head: Frame, name: str, words: Lexicon, before: Sequence[Mention]
) -> tuple[Kind, Direction]:
    """The kind of a number, which a list takes from its head and an elliptic clause from the number before."""
    frame = framed[place]
    if place and _restates(text, frame, before[-1]):
        return "growth", before[-1].direction
    if place and frame.joined and before[-1].kind == "multiple" and frame.quantity.unit_class == "share":
        return "growth", before[-1].direction  # 分别增长3倍、80%
    if place and frame.quantity.unit == framed[place - 1].quantity.unit:
        goes_on = frame.joined and before[-1].kind in {"growth", "change"} and not is_summed(text, frame)
        if goes_on and (said := said_direction(text, head) or listed_direction(text, head, name)):
            return before[-1].kind, "down" if frame.quantity.negative else said
        if frame.joined and before[-1].kind == "gap":
            return before[-1].kind, before[-1].direction
        bare = frame.object[0] >= frame.object[1] or phrase("aim_behind").match(text, frame.quantity.right)
        inherited = frame.subject[0] >= frame.subject[1] and bool(bare)
        if follows_suit(text, frame, name, inherited) and not moves_by_name(text, framed[place - 1]):
            return before[-1].kind, before[-1].direction
    return kind_of(text, frame, name, words)


def _restates(text: str, frame: Frame, before: Mention) -> bool:
    """Whether a share says again how much something moved: 比上年增加3亿元，即7.8%."""
    return (
        before.kind == "change"
        and frame.quantity.unit_class == "share"
        and before.quantity.unit_class not in {"share", "points"}
        and phrase("in_other_words").fullmatch(text, *frame.peeled) is not None
    )
