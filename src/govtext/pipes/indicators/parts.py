"""Parts: what is measured of a part, which is said only with the whole (用电量增长7%，其中|工业|增长4%)."""

from __future__ import annotations

from collections.abc import Sequence

from govtext.pipes.indicators.frames import Frame
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import run_on

_LEAD = 14  # 分登记注册类型看，


def measured(text: str, frames: Sequence[Frame], found: Sequence[str], name: str, said: str, words: Lexicon) -> str:
    """A name with what is measured of the whole that it is a part of; the name as it is where it says what it measures.

    Args:
        text: analysed text.
        frames: the numbers of the sentence.
        found: the names of the numbers before this one.
        name: what its own clause names.
        said: what the sentence before named last.
        words: the word lists.
    """
    measure = phrase("measure_of_parts").search(_whole(text, frames, found, said))
    if measure is None or _is_complete(name, words):
        return name
    return run_on(name, measure[0])


def _whole(text: str, frames: Sequence[Frame], found: Sequence[str], said: str) -> str:
    """The name of what this number is of a part of; "" if it is of none."""
    frame = frames[len(found)]
    begin = frames[0].clause[0]
    place = text.rfind("其中", begin, frame.subject[1])
    if place < 0 and not said:
        return ""
    grown = frame.quantity.unit_class == "share" and not {"rise", "fall"}.isdisjoint(frame.roles)
    if phrase("by_parts").search(text, max(0, begin - _LEAD), begin):
        return said if grown else ""
    last = next((number for number in range(len(found) - 1, -1, -1) if frames[number].quantity.end <= place), None)
    if place < 0 or last is None or "；" in text[place : frame.quantity.start]:
        return ""
    same = frames[last].quantity.unit == frame.quantity.unit != "%"
    return found[last] if grown or (same and frame.quantity.unit_class not in {"count", "share"}) else ""


def _is_complete(name: str, words: Lexicon) -> bool:
    """Whether a name says what is measured, or what was done."""
    act = words.acts_begin.match(name, len(name), 0)
    if act and phrase("goes_on_as_noun").match(name, len(act[0])) is None:
        return True
    if name in words.relational or name.endswith(tuple(words.short)) or phrase("own_measure").search(name):
        return True
    head = words.heads.match(name, len(name), 0)
    return head is not None and phrase("doer").search(name) is None
