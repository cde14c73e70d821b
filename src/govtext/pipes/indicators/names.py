"""Names: the shortest phrase that says what a number measures, made of words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.pipes.indicators.coordination import is_summed, share_graded, share_out, share_predicate
from govtext.pipes.indicators.frames import (
    VERB_LENGTH,
    Frame,
    Marks,
    ends_in_preposition,
    strip_leading,
    strip_trailing,
)
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import beside, stem, without_act, without_addition

_LONGEST = 30
_AND = re.compile(r"和|与|及")
_NEEDS_OBJECT = {"count", "other", "area", "length", "mass", "volume", "power", "energy"}
_PEOPLE = {"人", "名", "位"}
_LEAD_LENGTH = 20
_SHORT_OBJECT = 8
_GROUND_END = 3
_SPACE = re.compile(r"[\s　]+")
_NUMBERING = re.compile(
    r"(?:第?[一二三四五六七八九十\d]+(?:部分)?[、.．\s]|[（(][一二三四五六七八九十\d]+[）)])[、\s]*"
)


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
        name = _own_name(text, frame, frames[number - 1] if number else None, words, marks)
        if _says_something(name, frame):
            name = _with_verb(text, frame, frames, found, number, name, words, marks)
        elif frame.joined and number:
            name = without_addition(found[-1], words) if is_summed(text, frame) else found[-1]
        elif _is_said_of_people(text, frame):
            name = text[frame.quantity.right : min(frame.clause[1], frame.quantity.right + _LONGEST)]
        else:
            name = _inherited(text, frame, found, words, marks) or _heading_name(heading, words)
            name = without_addition(name, words) if is_summed(text, frame) else name
        found.append(name)
    share_out(text, frames, found, words)
    share_predicate(text, frames, found, marks)
    share_graded(text, frames, found)
    return [_tidy(name) for name in found]


def _heading_name(heading: str, words: Lexicon) -> str:
    """What a heading says is measured (（二）居民收入); nothing where it is one of a part (一、当前的经济形势)."""
    name = _NUMBERING.sub("", heading, count=1)
    return name if words.heads.match(name, len(name)) else ""


def _own_name(text: str, frame: Frame, before: Frame | None, words: Lexicon, marks: Marks) -> str:
    """What the clause itself says is measured."""
    begin, stop = frame.subject
    if before is not None and frame.same_clause and phrase("beneficiary").search(text, *before.peeled):
        begin = min(stop, max(begin, before.object[1]))  # 为30名茶农|办理贷款90万元
    if _counts_object(text, frame, words):
        return _lead(text, frame, words) + text[frame.object[0] : strip_trailing(text, *frame.object, words)]
    stop = strip_trailing(text, begin, stop, words)
    if stop - begin > _LONGEST:
        begin = _shortened(text, stop, words, marks)
    return _core(text, begin, stop, words)


def _core(text: str, begin: int, stop: int, words: Lexicon) -> str:
    """What is measured, without who says so, what is done to it, and on what ground: 省里决定将|低保标准."""
    handled = phrase("handled").search(text, begin, stop)
    if handled and words.acts_begin.match(text, stop, handled.end()):
        handled = None  # 财政将|安排: what will be done
    introduced = handled or phrase("said_by").match(text, begin, stop)
    name = text[introduced.end() if introduced else begin : stop]
    since = phrase("since_when").search(name)
    name = name[: since.start()] if since else name
    name = phrase("moves_rate").sub("", phrase("said_before").sub("", name))
    grounded = phrase("ends_in_ground").search(name, max(0, len(name) - _GROUND_END))
    ground = phrase("ground").search(name) if grounded else None
    return name[: ground.start()] if ground else name


def _says_something(name: str, frame: Frame) -> bool:
    """Whether a stretch names a thing, and does not only remark or compare (扣除价格因素, 相当于前九年总和)."""
    if phrase("remark").fullmatch(name) or phrase("hollow").fullmatch(name):
        return False
    if frame.quantity.unit_class == "multiple" and phrase("is_so_many_times").match(name):
        return False
    return len(name) > 1 or phrase("single_thing").fullmatch(name) is not None


def _shortened(text: str, stop: int, words: Lexicon, marks: Marks) -> int:
    """Where a name begins that would be too long: behind 等, at its last verb, else behind a 、."""
    start = stop - _LONGEST
    kind = phrase("and_such").search(text, start, stop)
    if kind:
        return kind.end()
    begin = marks.last_act(start, stop)
    if begin == start:
        comma = text.find("、", start, stop)
        begin = comma + 1 if comma >= 0 else start
    return strip_leading(text, begin, stop, words)


def _counts_object(text: str, frame: Frame, words: Lexicon) -> bool:
    """Whether the thing counted follows the number (10名|劳动模范) rather than stands before it (茶农|210人)."""
    quantity, (begin, stop) = frame.quantity, frame.subject
    if frame.object[0] >= frame.object[1] or phrase("aim_behind").match(text, quantity.right):
        return False
    if quantity.unit_class == "share":
        return text.startswith("的", quantity.right)
    if _enumerates(text, frame):
        return True
    if _is_crowd(text, frame):
        return True
    verb = words.acts_end.match(text, stop, begin)
    if quantity.unit_class == "money":
        return (
            text.startswith("的", quantity.right)
            or begin >= stop
            or (verb is not None and len(verb[0]) == stop - begin)
        )
    if quantity.unit_class not in _NEEDS_OBJECT:
        return False
    if verb or begin >= stop or ends_in_preposition(text, begin, frame.peeled[1], words):
        return True
    if frame.object[1] - frame.object[0] <= _SHORT_OBJECT and words.acts_begin.match(text, stop, begin):
        return True  # 出台促进高质量发展|30条|措施
    done = not frame.roles or text[slice(*frame.peeled)] == "了"  # 维护了|3000户|居民权益
    return stop - begin <= VERB_LENGTH and not words.heads.match(text, stop, begin) and done


def _enumerates(text: str, frame: Frame) -> bool:
    """Whether a list of as many things as the number says stands before what they are: 茶城、瓷都|2个|集聚区."""
    begin, stop = frame.subject
    listed = text[begin:stop].split("、")
    counted = frame.quantity.unit_class == "count" and not frame.roles and "、" in text[begin:stop]
    return counted and frame.quantity.value in {len(listed), len(listed) + len(_AND.findall(listed[-1]))}


def _is_crowd(text: str, frame: Frame) -> bool:
    """Whether people follow a number without a unit, whatever stands before it: 发挥九万|农民的积极性."""
    quantity = frame.quantity
    return not quantity.unit and quantity.value > 1 and phrase("crowd").match(text, quantity.right) is not None


def _lead(text: str, frame: Frame, words: Lexicon) -> str:
    """The verb that belongs to the name of a thing counted behind its number: 新增|7个|农业园区."""
    begin, stop = frame.subject
    if frame.quantity.unit_class == "share":
        return text[begin:stop]
    if text.startswith("的", stop):
        return ""  # 年初承诺的|10件|民生实事
    if _enumerates(text, frame):
        end = begin
        while act := words.acts_begin.match(text, stop, end):  # 启动|建设
            end += len(act[0])
        return text[begin:end]
    if stop - begin <= _LEAD_LENGTH and words.acts_begin.match(text, stop, begin):
        return text[begin:stop]
    verb = words.acts_end.match(text, stop, begin)
    if verb:
        return text[stop - len(verb[0]) : stop]
    if stop - begin > VERB_LENGTH or _is_crowd(text, frame):
        return ""
    return "" if ends_in_preposition(text, begin, frame.peeled[1], words) else text[begin:stop]


def _with_verb(text: str, frame: Frame, frames: Sequence[Frame], found: Sequence[str], number: int, name: str,
               words: Lexicon, marks: Marks) -> str:  # fmt: skip
    """A name with what the numbers before say for it: whose it is, of what it is a part, what is done with it."""
    if found and name in words.short and frame.same_clause:
        return stem(found[-1], words) + name
    act = words.acts_begin.match(name, len(name), 0)
    if found and act and act[0] == name and not _of_which(text, frame):  # 新建“书屋”6家，累计建成47家
        if words.deeds.fullmatch(name):
            return name + without_act(found[-1], words)
        return name if name in {*words.short, found[-1]} else stem(found[-1], words) + name
    whole = phrase("share_of").match(name) is not None
    if found and (whole or name in words.relational):
        before = without_act(found[-1], words)
        return (before if whole else beside(before, name)) + name
    if whole or name in words.relational:  # 粮食连续三年增产，总产量9万吨
        begin = strip_leading(text, *frame.topic, words)
        return text[begin : frame.topic[1] if whole else marks.first_state(begin, frame.topic[1])] + name
    return _verb_of_list(text, frames[number - 1], frame, found[-1], name, words) + name if found else name


def _verb_of_list(text: str, before: Frame, frame: Frame, named: str, name: str, words: Lexicon) -> str:
    """The verb that a list says once, as the thing `named` before has it: 新建改造茶园…亩、茶亭…座."""
    if not (frame.same_clause and text.startswith(("、", "和", "及"), before.quantity.right)):
        return ""
    if words.acts_begin.match(name, len(name), 0) or phrase("of_all").search(name):
        return ""
    if not {"rise", "fall"}.isdisjoint(before.roles):
        return ""  # 游客增长12%、旅游收入增长15%: each is said for itself
    first = words.acts_begin.match(named, len(named), 0)
    if first is None or first[0] == named:
        return ""
    if first[0].startswith("新") and frame.quantity.unit_class != "count" and phrase("measure").search(name):
        return ""  # 新增装机30万千瓦、发电量2亿度
    more = phrase("second_act").match(named, len(first[0]))  # 新建|改造
    return first[0] + (more[0] if more else "")


def _of_which(text: str, frame: Frame) -> bool:
    """Whether what a clause names is a part of what was counted before and needs no more: 其中出口3亿美元."""
    return text.startswith("其中", frame.clause[0])


def _is_said_of_people(text: str, frame: Frame) -> bool:
    """Whether people are counted of whom only something is said: 全区有2人获评劳动奖章."""
    right = frame.quantity.right
    elsewhere = text.startswith("、", right) or phrase("goes_on_moving").match(text, right)
    return frame.quantity.unit in _PEOPLE and right < frame.clause[1] and not frame.same_clause and not elsewhere


def _inherited(text: str, frame: Frame, found: Sequence[str], words: Lexicon, marks: Marks) -> str:
    """The subject of an earlier clause: the last one without a number, else that of the number before."""
    begin, stop = frame.topic
    begin = strip_leading(text, begin, stop, words)
    stop = strip_trailing(text, begin, stop, words)
    said = strip_trailing(text, begin, marks.first_state(begin, stop), words)
    if words.heads.match(text, said, begin) and not phrase("rate_of_change").search(text, begin, stop):
        stop = said  # 固定资产投资|持续回升，增长7.6%
    topic = _core(text, begin, stop, words)
    if topic and text[frame.topic[0] - 1] == "；":
        return topic[-_LONGEST:]
    if found and (not topic or not words.heads.match(topic, len(topic), 0)):
        return _part_taken(found, frame)
    return topic[-_LONGEST:] if topic else (found[-1] if found else "")


def _part_taken(found: Sequence[str], frame: Frame) -> str:
    """The name of the number before; behind a share (占总额的47%，增长9%) what the share was taken of goes on."""
    if len(found) < 2 or frame.quantity.unit_class == "points" or {"rise", "fall"}.isdisjoint(frame.roles):
        return found[-1]
    last, whole = found[-1], found[-2]
    return whole if last.startswith(whole) and phrase("share_of").match(last.removeprefix(whole)) else last


def _tidy(name: str) -> str:
    name = _SPACE.sub("", name)
    opened, closed = name.find("（"), name.rfind("）")
    if opened > 1 and closed < opened:
        name = name[:opened]  # 工业总产值（不包括手工业
    elif opened < 0 <= closed < len(name) - 1:
        name = name[closed + 1 :]
    return name.strip("，。；：、—-·…")
