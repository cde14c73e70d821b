"""Names: the shortest phrase that says what a number measures, made of words of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtext.pipes.indicators.coordination import counted_again, is_summed, share_graded, share_out, share_predicate
from govtext.pipes.indicators.counted import LONGEST, counts_object, object_name, said_of
from govtext.pipes.indicators.frames import Frame, Marks, strip_leading, strip_trailing
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import beside, stem, without_act, without_addition

_GROUND_END = 3
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
            name = _with_verb(text, frame, frames, found, number, name, words, marks)
        elif frame.joined and number:
            name = without_addition(found[-1], words) if is_summed(text, frame) else found[-1]
        elif own := said_of(text, frame):
            name = own
        else:
            name = _inherited(text, frame, found, words, marks) or said or _heading_name(heading, words)
            name = without_addition(name, words) if is_summed(text, frame) else name
        found.append(name or _said_behind(text, frame))
        if counted_again(frames, number):
            found[-2] = found[-2] or found[-1]
    share_out(text, frames, found, words)
    share_predicate(text, frames, found, marks)
    share_graded(text, frames, found)
    return [_tidy(name) for name in found]


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
        begin = min(stop, max(begin, before.object[1]))  # 为30名茶农|办理贷款90万元
    if counts_object(text, frame, words):
        return object_name(text, frame, words)
    stop = strip_trailing(text, begin, stop, words)
    if stop - begin > LONGEST:
        begin = _shortened(text, stop, words, marks)
    name = _core(text, begin, stop, words)
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
    name = phrase("adverb_inside").sub("", phrase("compared_before").sub("", name))
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
    return len(name) > 1 or phrase("single_thing").fullmatch(name) is not None


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


def _with_verb(text: str, frame: Frame, frames: Sequence[Frame], found: Sequence[str], number: int, name: str,
               words: Lexicon, marks: Marks) -> str:  # fmt: skip
    """A name with what the numbers before say for it: whose it is, of what it is a part, what is done with it."""
    if found and name in words.short and frame.same_clause:
        return stem(found[-1], words) + name
    if found and not frame.same_clause and phrase("grade").fullmatch(name):  # 特色小镇9个，其中省级4个
        return name + without_act(found[-1], words)
    act = words.acts_begin.match(name, len(name), 0)
    if found and act and act[0] == name and not _of_which(text, frame):  # 新建“书屋”6家，累计建成47家
        before = frames[number - 1].quantity
        parted = "；" in text[before.end : frame.quantity.start] and before.unit != frame.quantity.unit
        own = name in words.own_object and before.unit != frame.quantity.unit
        apart = parted or own
        return name if apart or phrase("alone").fullmatch(name) else _acted_on(found[-1], name, words)
    begin = max(frame.clause[0], frame.subject[1] - LONGEST)
    share = frame.quantity.unit_class == "share"
    part = phrase("with_part").search(text, begin, frame.subject[1]) if found and share else None
    if part:
        return found[-1] + part["part"]
    whole = phrase("share_of").match(name) is not None
    if found and (whole or name in words.relational):
        return _beside(found, name, whole, words) + name
    if phrase("contribution").match(name):
        if found and frame.same_clause:
            return without_act(_whole_of(found, words), words) + name
        begin = strip_leading(text, *frame.topic, words)
        giver = text[begin : marks.first_state(begin, frame.topic[1])]
        return giver + name if phrase("contributor").search(giver) else name
    if whole or name in words.relational or (share and phrase("place_alone").fullmatch(name)):
        return _of_topic(text, frame, name, words, marks)
    return _said_once(text, frames[number - 1], frame, found[-1], name, words) + name if found else name


def _beside(found: Sequence[str], name: str, whole: bool, words: Lexicon) -> str:
    """What a share or a measure is of, said with the number before it, without the share said of that."""
    if name.startswith("占") and name not in words.relational:
        return phrase("of_whole").sub("", without_act(found[-1], words))  # 占全市41%，占全省36%
    if whole:
        planned = name.startswith(("完成", "为"))
        return phrase("merely_reached").sub("", found[-1]) if planned else without_act(found[-1], words)
    return beside(without_act(_whole_of(found, words), words), name)


def _whole_of(found: Sequence[str], words: Lexicon) -> str:
    """The last name, or what it is a share of: behind 投资 and 投资完成年度计划 it is 投资."""
    last = found[-1]
    wholes = (without_act(name, words) for name in reversed(found[:-1]))
    return next((w for w in wholes if last.startswith(w) and phrase("share_of").match(last.removeprefix(w))), last)


def _acted_on(before: str, verb: str, words: Lexicon) -> str:
    """A verb with what the number before says it was done with: 新建驿站12家，改造|5家; 生猪存栏9头，出栏|4头."""
    done = words.acts_end.match(before, len(before), 0)
    ended = done and (words.deeds.fullmatch(done[0]) or done[0] in words.paired) and done[0] not in {before, verb}
    if done and ended and not words.acts_begin.match(before, len(before), 0):
        return before.removesuffix(done[0]) + verb
    if words.deeds.fullmatch(before):
        return verb  # 批捕9人，起诉|7人
    if words.deeds.fullmatch(verb):
        return verb + without_act(without_addition(before, words), words)
    return verb if verb in {*words.short, before} else stem(before, words) + verb


def _of_topic(text: str, frame: Frame, name: str, words: Lexicon, marks: Marks) -> str:
    """A name with what an earlier clause without a number speaks of, if it does: 粮食连续三年增产，总产量9万吨."""
    begin, stop = strip_leading(text, *frame.topic, words), frame.topic[1]
    if phrase("place_alone").fullmatch(name):
        return text[begin:stop] + name if words.heads.match(text, stop, begin) else name
    moved = phrase("moved_thing").match(text, begin, stop)
    begin = moved.end() if moved else begin
    if phrase("share_of").match(name):
        return text[begin:stop] + name
    owner = phrase("grew").sub("", text[begin : marks.first_state(begin, stop)])
    return name if name == "增加值" and not phrase("contributor").search(owner) else owner + name


def _said_once(text: str, before: Frame, frame: Frame, named: str, name: str, words: Lexicon) -> str:
    """What a list says once, in what it `named` before: its verb (新建改造茶园…亩、茶亭…座), or of which side."""
    joined = (text.startswith(("、", "和", "及", "以及"), place) for place in (before.quantity.right, before.object[1]))
    if not (frame.same_clause and any(joined)):
        return ""
    acted = any(words.acts_begin.match(own, len(own)) for own in (name, name.removeprefix("新")))
    if acted or phrase("of_all").search(name):
        return ""
    if not {"rise", "fall"}.isdisjoint(before.roles):
        return ""  # 游客增长12%、旅游收入增长15%: each is said for itself
    side = phrase("side").match(named)
    measured = words.heads.match(name, len(name))
    if side and not measured and named.startswith(name[:2], side.end()):  # 城市低保户9户、低保对象14人
        return side[0]
    first = words.acts_begin.match(named, len(named), 0)
    if first is None or first[0] == named or phrase("goes_on_as_noun").match(named, len(first[0])):
        return ""
    if phrase("measure").search(name) and (frame.quantity.unit_class != "count" or name.endswith("量")):
        return ""  # 新增装机30万千瓦、发电量2亿度
    more = phrase("second_act").match(named, len(first[0]))  # 新建|改造
    return first[0] + (more[0] if more else "")


def _of_which(text: str, frame: Frame) -> bool:
    """Whether what a clause names is a part of what was counted before and needs no more: 其中出口3亿美元."""
    return text.startswith("其中", frame.clause[0])


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
        return topic[-LONGEST:]
    if found and (not topic or not words.heads.match(topic, len(topic), 0)):
        return _part_taken(found, frame, words)
    return topic[-LONGEST:] if topic else (found[-1] if found else "")


def _part_taken(found: Sequence[str], frame: Frame, words: Lexicon) -> str:
    """The name of the number before; behind a share (占总额的47%，增长9%) what the share was taken of goes on."""
    if len(found) < 2 or frame.quantity.unit_class == "points" or {"rise", "fall"}.isdisjoint(frame.roles):
        return found[-1]
    return _whole_of(found, words)


def _tidy(name: str) -> str:
    name = _SPACE.sub("", name)
    opened, closed = name.find("（"), name.rfind("）")
    if opened > 1 and closed < opened:
        name = name[:opened]  # 工业总产值（不包括手工业
    elif opened < 0 <= closed < len(name) - 1:
        name = name[closed + 1 :]
    return name.strip("，。；：、—-·…")
