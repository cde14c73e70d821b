"""Names: the shortest phrase that says what a number measures, made of words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.pipes.indicators.frames import Frame, Marks, ends_in_preposition, strip_leading, strip_trailing
from govtext.pipes.indicators.lexicon import Lexicon

_LONGEST = 30
_LIST = re.compile(r"、|和|与|及|以及")
_NEEDS_OBJECT = {"count", "other", "area", "length", "mass", "volume", "power", "energy"}
_SHARE_NOUN = re.compile(r"(?:涨幅|增速|增幅|增长率|递增率|增长速度|发展速度|上涨幅度|增长幅度|降幅|减幅|跌幅)$")
_OWN_SHARE = re.compile(r"^(?:占|的?比重|的?比例|中|内)")
_SPACE = re.compile(r"[\s　]+")
_SCOPE = re.compile(r"(?:全[国省市区县州社]|我[国省市区县])?")


def names_of(text: str, frames: Sequence[Frame], heading: str, words: Lexicon, marks: Marks) -> list[str]:
    """One name for every frame of a sentence, in order; empty where nothing says what is measured.

    Args:
        text: analysed text.
        frames: the numbers of the sentence.
        heading: the heading of the section, used where the sentence itself names nothing.
        words: the word lists.
        marks: where verbs stand in the text.
    """
    found: list[str] = []
    for number, frame in enumerate(frames):
        name = _own_name(text, frame, words, marks)
        if name:
            name = _with_verb(text, frame, frames, found, number, name, words)
        elif frame.joined and number:
            name = found[-1]
        else:
            name = _inherited(text, frame, found, words) or heading
        found.append(name)
    _share_out(text, frames, found, words)
    return [_tidy(name) for name in found]


def _own_name(text: str, frame: Frame, words: Lexicon, marks: Marks) -> str:
    """What the clause itself says is measured."""
    begin, stop = frame.subject
    verb = words.acts_end.match(text, stop, begin)
    object_begin, object_end = frame.object
    if object_begin < object_end and _takes_object(text, frame, bool(verb)):
        lead = text[stop - len(verb[0]) : stop] if verb else ""
        if text.startswith("的", frame.quantity.right) and frame.quantity.unit_class == "share":
            lead = text[begin:stop]
        return lead + text[object_begin : strip_trailing(text, object_begin, object_end, words)]
    stop = strip_trailing(text, begin, stop, words)
    if stop - begin > _LONGEST:
        begin = marks.last_act(stop - _LONGEST, stop)
        begin = strip_leading(text, begin, stop, words)
    return text[begin:stop]


def _takes_object(text: str, frame: Frame, after_verb: bool) -> bool:
    """Whether the thing counted follows the number (10名|劳动模范) rather than stands before it (农民工|490人)."""
    quantity = frame.quantity
    begin, stop = frame.subject
    if quantity.unit_class == "share":
        return text.startswith("的", quantity.right)
    if quantity.unit_class == "money":
        return begin >= stop and not frame.roles
    if quantity.unit_class not in _NEEDS_OBJECT:
        return False
    return after_verb or begin >= stop or ends_in_preposition(text, begin, frame.peeled[1])


def _with_verb(text: str, frame: Frame, frames: Sequence[Frame], found: Sequence[str], number: int, name: str,
               words: Lexicon) -> str:  # fmt: skip
    """A list shares the verb of its first item: 改造燃气管道…公里、供水管道…公里."""
    if _OWN_SHARE.match(name) and found:
        topic = text[slice(*frame.topic)] or found[-1]
        return topic.strip("，。；、 　") + name if len(topic) < _LONGEST else name
    if not (number and frame.same_clause and text[frames[number - 1].quantity.right : frame.quantity.left].startswith(("、", "和", "及"))):
        return name
    if words.acts_begin.match(name, len(name), 0):
        return name
    first = words.acts_begin.match(found[-1], len(found[-1]), 0)
    return first[0] + name if first and first[0] != found[-1] else name


def _inherited(text: str, frame: Frame, found: Sequence[str], words: Lexicon) -> str:
    """The subject of an earlier clause: the last one without a number, else that of the number before."""
    begin, stop = frame.topic
    begin = strip_leading(text, begin, stop, words)
    stop = strip_trailing(text, begin, stop, words)
    topic = text[begin:stop]
    if found and (not topic or not words.heads.match(topic, len(topic), 0)):
        return found[-1]
    return topic[-_LONGEST:] if topic else (found[-1] if found else "")


def _share_out(text: str, frames: Sequence[Frame], found: list[str], words: Lexicon) -> None:
    """Gives every number of a coordinated list its own thing: A、B分别增长x、y."""
    start = 0
    while start < len(frames):
        stop = start + 1
        while stop < len(frames) and frames[stop].joined and frames[stop].object[0] == frames[stop].object[1]:
            stop += 1
        if stop - start > 1:
            items = split_list(found[start], stop - start, words)
            if items:
                found[start:stop] = items
        start = stop


def split_list(name: str, count: int, words: Lexicon) -> list[str]:
    """The single names of a list of things, or nothing if it does not have that many.

    家电、新能源汽车零售额 (2) → 家电零售额, 新能源汽车零售额; 城乡居民人均可支配收入 (2) → 城镇居民…, 农村居民….
    """
    for rule in words.splits:
        if rule.words in name and len(rule.parts) == count:
            return [name.replace(rule.words, part, 1) for part in rule.parts]
    items = [item for item in _LIST.split(name) if item]
    if len(items) != count:
        return []
    head = words.heads.match(items[-1], len(items[-1]), 0)
    if head is None:
        return items
    return [item if words.heads.match(item, len(item), 0) or head[0] == items[-1] else item + head[0] for item in items[:-1]] + items[-1:]


def without_movement(name: str) -> str:
    """The thing that moved: 居民消费价格涨幅 → 居民消费价格."""
    return _SHARE_NOUN.sub("", name) or name


def _tidy(name: str) -> str:
    return _SPACE.sub("", name).strip("，。；：、—-·…")
