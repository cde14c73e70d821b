"""Names: the shortest phrase that says what a number measures, made of words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.pipes.indicators.coordination import counted_again, is_summed, share_graded, share_out, share_predicate
from govtext.pipes.indicators.counted import LONGEST, counts_object, object_name, said_of
from govtext.pipes.indicators.frames import Frame, Marks, strip_leading, strip_trailing
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.owners import whole_of, with_owner
from govtext.pipes.indicators.parts import measured
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import without_addition, without_verdict

_GROUND_END = 3
_LONGEST_LIST = 90  # what 分别 takes apart; one that does not come apart is cut like any other name
_SPACE = re.compile(r"[\s　]+")
_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+(?:部分)?[、.．\s]|[（(][一二三四五六七八九十\d]+[）)])[、\s]*"
)


def names_of(text: str, frames: Sequence[Frame], said: str, heading: str, words: Lexicon, marks: Marks) -> list[str]:
    """One name for every frame of a sentence, in order; empty where nothing says what is measured.

    Args:
        text: analysed text.
        frames: the numbers of the sentence.
        said: what the sentence before named last, where this one goes on about it.
        heading: the heading of the section, used where the sentence itself names nothing.
        words: the word lists.
        marks: where verbs stand in the text.
    """
    found: list[str] = []
    for number, frame in enumerate(frames):
        name = _own_name(text, frame, frames[number - 1] if number else None, words, marks)
        if _says_something(name, frame):
            name = measured(text, frames, found, name, said, words)
            name = with_owner(text, frames, found, name, words, marks)
        elif own := said_of(text, frame, marks):
            name = own
        elif frame.joined and number:
            name = without_addition(found[-1], words) if is_summed(text, frame) else found[-1]
        else:
            name = _inherited(text, frames, found, words, marks) or said or _heading_name(heading, words)
            name = without_addition(name, words) if is_summed(text, frame) else name
        found.append(name or _said_behind(text, frame))
        if counted_again(frames, number):
            found[-2] = found[-2] or found[-1]
    share_out(text, frames, found, words)
    share_predicate(text, frames, found, marks)
    share_graded(text, frames, found)
    return [
        _tidy(_end_of_list(name) if _is_long_list(frame, name) else name)
        for frame, name in zip(frames, found, strict=True)
    ]


def _is_long_list(frame: Frame, name: str) -> bool:
    """Whether a list before a number is too long for a name, and did not come apart."""
    return len(name) > LONGEST and frame.subject[1] - frame.subject[0] >= len(name)


def _end_of_list(name: str) -> str:
    """The last things of a list."""
    end = name[-LONGEST:]
    return end.partition("、")[2] or end


def _said_behind(text: str, frame: Frame) -> str:
    """What is said of the things counted, where nothing names them: 9户14人|享受补助."""
    begin, end = frame.quantity.right, min(frame.clause[1], frame.quantity.right + LONGEST)
    return text[begin:end] if frame.quantity.unit_class == "count" and text[begin:end].isalpha() else ""


def _heading_name(heading: str, words: Lexicon) -> str:
    """What a heading says is measured (（二）居民收入); nothing where it is one of a part (一、当前的经济形势)."""
    name = _NUMBERING.sub("", heading, count=1)
    return name if words.heads.match(name, len(name)) else ""


def _own_name(text: str, frame: Frame, before: Frame | None, words: Lexicon, marks: Marks) -> str:
    """What the clause itself says is measured."""
    begin, stop = frame.subject
    if before is not None and frame.same_clause and _is_for(text, before):
        begin = min(stop, max(begin, marks.first_act(*before.object)))  # 为30名茶农|办理贷款90万元
    if counts_object(text, frame, words):
        return object_name(text, frame, words)
    inside = phrase("own_movement").match(text, stop, frame.peeled[1]) if begin < stop else None
    stop = inside.end() if inside else strip_trailing(text, begin, stop, words)
    if stop - begin > (_LONGEST_LIST if "分别" in text[slice(*frame.peeled)] else LONGEST):
        begin = _shortened(text, stop, words, marks)
    name = _core(text, begin, stop, words)
    name = name if phrase("share_of").match(name) else phrase("called_aim").sub("", name)
    if phrase("done_follows").match(text, frame.quantity.right):
        name = phrase("task").sub("", name)
    bare = phrase("merely_reached").sub("", name)
    name = bare if bare in words.relational else name
    moved = not {"rise", "fall"}.isdisjoint(frame.roles) and frame.quantity.unit_class != "points"
    return phrase("moves").sub("", name) if moved else name


def _is_for(text: str, frame: Frame) -> bool:
    """Whether a number counts those for whom something is done."""
    return phrase("beneficiary").search(text, frame.subject[0], frame.quantity.left) is not None


def _core(text: str, begin: int, stop: int, words: Lexicon) -> str:
    """What is measured, without who says so, what is done to it, and on what ground: 省里决定将|低保标准."""
    handled = phrase("handled").search(text, begin, stop)
    if handled and words.acts_begin.match(text, stop, handled.end()):
        handled = None  # 财政将|安排: what will be done
    introduced = handled or phrase("said_by").match(text, begin, stop)
    name = text[introduced.end() if introduced else begin : stop]
    since = phrase("since_when").search(name)
    name = name[: since.start()] if since else name
    name = phrase("stepped").sub("", phrase("compared_before").sub("", name))
    name = phrase("place_reached").sub("", phrase("moves_rate").sub("", phrase("said_before").sub("", name)))
    grounded = phrase("ends_in_ground").search(name, max(0, len(name) - _GROUND_END))
    ground = phrase("ground").search(name) if grounded else None
    return name[: ground.start()] if ground else name


def _says_something(name: str, frame: Frame) -> bool:
    """Whether a stretch names a thing, and does not only remark or compare (扣除价格因素, 相当于前九年总和)."""
    if phrase("remark").fullmatch(name) or phrase("hollow").fullmatch(name):
        return False
    if frame.quantity.unit_class == "multiple" and phrase("is_so_many_times").match(name):
        return False
    return len(name) > 1 or (frame.quantity.unit != "" and phrase("single_thing").fullmatch(name) is not None)


def _shortened(text: str, stop: int, words: Lexicon, marks: Marks) -> int:
    """Where a name begins that would be too long: behind 等, at its last verb, else behind a 、."""
    start = stop - LONGEST
    kind = phrase("and_such").search(text, start, stop)
    if kind:
        return kind.end()
    begin = marks.last_act(start, stop)
    if begin == start:
        comma = text.find("、", start, stop)
        begin = comma + 1 if comma >= 0 else start
    return strip_leading(text, begin, stop, words)


def _inherited(text: str, frames: Sequence[Frame], found: Sequence[str], words: Lexicon, marks: Marks) -> str:
    """The subject of an earlier clause: the last one without a number, else that of the number before."""
    frame = frames[len(found)]
    begin, stop = frame.topic
    begin = strip_leading(text, begin, stop, words)
    stop = strip_trailing(text, begin, stop, words)
    said = strip_trailing(text, begin, marks.first_state(begin, stop), words)
    if words.heads.match(text, said, begin) and not phrase("rate_of_change").search(text, begin, stop):
        stop = said  # 固定资产投资|持续回升，增长7.6%
    topic = without_verdict(_core(text, begin, stop, words))
    if topic and text[frame.topic[0] - 1] == "；":
        return topic[-LONGEST:]
    if found and (not topic or not words.heads.match(topic, len(topic), 0)):
        return _moved_last(frames, found, frame) or _part_taken(found, frame, words)
    return topic[-LONGEST:] if topic else (found[-1] if found else "")


def _moved_last(frames: Sequence[Frame], found: Sequence[str], frame: Frame) -> str:
    """What moved by so many: of the things counted in the sentence the last one told in this unit."""
    if {"rise", "fall"}.isdisjoint(frame.roles) or frame.quantity.unit_class != "count":
        return ""
    told = [name for other, name in zip(frames, found, strict=False) if other.quantity.unit == frame.quantity.unit]
    return told[-1] if told else ""


def _part_taken(found: Sequence[str], frame: Frame, words: Lexicon) -> str:
    """The name of the number before; behind a share (占总额的47%，增长9%) what the share was taken of goes on."""
    share = frame.quantity.unit_class == "share" and {"rise", "fall"}.isdisjoint(frame.roles)
    if share or frame.quantity.unit_class == "points":
        return found[-1]
    return phrase("of_aim").sub("", whole_of(found, words))


def _tidy(name: str) -> str:
    name = phrase("said_inside").sub("", _SPACE.sub("", name))
    opened, closed = name.find("（"), name.rfind("）")
    if opened > 1 and closed < opened:
        name = name[:opened]  # 工业总产值（不包括手工业
    elif opened < 0 <= closed < len(name) - 1:
        name = name[closed + 1 :]
    return phrase("light_verb").sub(r"\g<thing>\g<verb>", name).strip("，。；：、—-·…")
