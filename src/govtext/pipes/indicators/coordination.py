"""Coordination: what the numbers of one list share: their things, what is said of them, their grade."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from govtext.pipes.indicators.frames import Frame, Marks
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.owners import whole_of
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import run_on, stem, without_addition, without_movement

_MIXED = 3  # things before the last of a list that are of several sorts, if the first has a measure of its own


def share_out(text: str, frames: Sequence[Frame], found: list[str], words: Lexicon) -> None:
    """Gives every number of a coordinated list its own thing: A、B分别增长x、y."""
    start = 0
    while start < len(frames):
        stop = start + 1
        while stop < len(frames) and frames[stop].joined and frames[stop].object[0] == frames[stop].object[1]:
            stop += 1
        if stop - start > 1 and not counted_again(frames, start + 1):  # 职务犯罪36件59人
            things = _things(text, frames[start:stop], found[: start + 1], words)
            found[start:stop] = things or found[start:stop]
        start = stop


def counted_again(frames: Sequence[Frame], place: int) -> bool:
    """Whether a number counts in another unit what the one directly before it counts: 9户|14人."""
    return 0 < place < len(frames) and frames[place].quantity.left == frames[place - 1].quantity.right


def _things(text: str, frames: Sequence[Frame], found: Sequence[str], words: Lexicon) -> list[str]:
    """What the numbers of a list are of: as many things named before it, or those that its first name lists."""
    *before, name = found
    frame, count = frames[0], len(frames)
    own = text[slice(*frame.subject)]
    apart = "分别" in text[slice(*frame.peeled)]
    if not own and (apart or _is_bare(text, frames)):
        things = _named_last(before, count, whatever=apart)  # 游客…人次、收入…元，分别增长…和…
        if not {"rise", "fall"}.isdisjoint(frame.roles):
            things = [whole_of((*before, thing), words) for thing in things]
        if things:
            return [without_addition(thing, words) for thing in things] if is_summed(text, frame) else things
    elif phrase("share_of").match(own):
        last = _named_last(before, count, whatever=False)
        things = [phrase("merely_reached").sub("", thing) + own for thing in last]
        return things or split_list(name, count, words)
    return split_list(name, count, words)


def _is_bare(text: str, frames: Sequence[Frame]) -> bool:
    """Whether nothing but joints stands between the numbers of a list."""
    between = (text[one.quantity.right : other.quantity.left] for one, other in pairwise(frames))
    return all(not joint.strip("、和与及") for joint in between)


def _named_last(before: Sequence[str], count: int, *, whatever: bool) -> list[str]:
    """As many names as a list has numbers: the last ones before it, each said once; `whatever` they are if told so."""
    last = list(dict.fromkeys(reversed(before)))[:count]
    if len(last) == count:
        return last[::-1]
    return list(before[-count:]) if whatever and len(before) >= count else []


def is_summed(text: str, frame: Frame) -> bool:
    """Whether a number is what there is now, behind what was added: 通车里程新增3公里、突破11公里."""
    said = frame.peeled[0], frame.quantity.start
    return "累计" in text[slice(*frame.peeled)] or phrase("now_there_are").fullmatch(text, *said) is not None


def share_predicate(text: str, frames: Sequence[Frame], found: list[str], marks: Marks) -> None:
    """What is said of a whole list belongs to each of its things: 3个茶园、5个茶厂|入选示范."""
    for number in range(len(frames) - 2, -1, -1):
        frame, after = frames[number], frames[number + 1]
        if (
            not after.same_clause
            or not after.joined
            or not (frame.object[0] < frame.object[1] and after.object[0] < after.object[1])
        ):
            continue
        graded = phrase("grade").fullmatch(text, *frame.object) and phrase("grade").match(text, *after.object)
        if graded or text[frame.object[1] : after.quantity.left].strip("、和与及"):
            continue  # it has a verb of its own: 4个县摘帽、9个村|出列
        verb = marks.first_state(*after.object)
        if verb < after.object[1] and frame.subject[0] >= frame.subject[1]:
            found[number] += text[verb : after.object[1]]


def share_graded(text: str, frames: Sequence[Frame], found: list[str]) -> None:
    """Things of several grades are named once, behind the last: 创建3家国家级、5家省级|绿色工厂."""
    things = ""
    for number in range(len(frames) - 2, -1, -1):
        after = frames[number + 1]
        grade = phrase("grade").match(text, *after.object) if after.same_clause else None
        things = (text[grade.end() : after.object[1]] or things) if grade else ""
        if things and phrase("grade").fullmatch(text, *frames[number].object):
            found[number] += things


def split_list(name: str, count: int, words: Lexicon) -> list[str]:
    """The single names of a list of things, or nothing if it does not have that many.

    家电、新能源汽车零售额 (2) → 家电零售额, 新能源汽车零售额; 城乡居民人均可支配收入 (2) → 城镇居民…, 农村居民….
    """
    for rule in words.splits:
        listed = len(phrase("list_joint").split(name.partition(rule.words)[0]))
        if rule.words in name and len(rule.parts) == count != listed:
            return [name.replace(rule.words, part, 1) for part in rule.parts]
    whose, _, what = name.partition("分别")
    if what:  # 甲区、乙区|分别|新增学位
        return [item + phrase("merely_reached").sub("", what) for item in split_list(whose, count, words)]
    items = [item for item in phrase("list_joint").split(name) if item]
    if len(items) != count:
        items = name.split("、")  # 茶业、瓷器和竹编业 are two
    return _handed_back(_handed_on(items, words), words) if len(items) == count else []


def _handed_on(items: list[str], words: Lexicon) -> list[str]:
    """A list with what its first thing says for all: its verb, and whose it is."""
    first, *others = items
    newly = words.deeds.match(first) if first.startswith("新") else None
    if newly:
        alone = (phrase("measure").search(item) or words.deeds.match(item) for item in others)
        others = [item if own else newly.group() + item for item, own in zip(others, alone, strict=True)]
    per = phrase("per_output").match(first)
    if per:
        others = [per[0] + item if phrase("used").fullmatch(item) else item for item in others]
    return [first, *(stem(first, words) + item if item in words.short else item for item in others)]


def _handed_back(items: list[str], words: Lexicon) -> list[str]:
    """A list with what its last thing says for all: what is graded, of what it is a share, what is measured."""
    *others, last = items
    for sort in ("grade", "side"):  # 国家级、省级|绿色工厂; 城市、农村|低保对象
        own = phrase(sort).match(last)
        others = [item + last[own.end() :] if own and phrase(sort).fullmatch(item) else item for item in others]
    share = phrase("share_said").search(last)
    if share:  # 甲出口、乙出口|占全部出口的比重
        return [*(item if phrase("share_said").search(item) else item + share[0] for item in others), last]
    bare = without_movement(last)
    found = words.heads.match(bare, len(bare), 0) or phrase("shared_kind").search(bare)
    if found is None:
        return [*others, last]
    deed = words.acts_end.match(bare, len(bare) - 1, 0) if len(found[0]) == 1 else None
    each = phrase("per_unit").search(bare.removesuffix(found[0]))
    head = (deed[0] if deed else each[0] if each else "") + found[0]  # 垃圾、污水|治理率, but 托位、床位|数
    if len(others) >= _MIXED and not phrase("rate").search(head) and _whole(others[0], words):
        return [*others, last]  # 进口货值、入境游客、进出船舶、零售额: each is named
    if head == bare:
        return [*others, last]
    return [*(item if _is_complete(item, head, words) else _joined(item, head, words) for item in others), last]


def _is_complete(item: str, head: str, words: Lexicon) -> bool:
    """Whether a thing of a list needs nothing of what its last one says; of a share an amount does: 产值、出口|占比."""
    return phrase("rate").search(item) is not None if phrase("share_head").fullmatch(head) else _whole(item, words)


def _joined(item: str, head: str, words: Lexicon) -> str:
    """A thing with what is measured of it: 工业 and 产业增加值 are 工业增加值."""
    for said in words.compound:
        if item.endswith(said[-1]) and head.startswith(said):
            return item + head.removeprefix(said)
    return run_on(item, head)


def _whole(name: str, words: Lexicon) -> bool:
    """Whether a name says what is measured, and not only of what."""
    return words.heads.match(name, len(name), 0) is not None or name.endswith(tuple(words.short))
