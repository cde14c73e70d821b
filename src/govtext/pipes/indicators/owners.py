"""Owners: what a number that names its thing in short takes from the numbers and clauses before it.

财政收入10亿元、|支出|9亿元      whose it is
新建驿站12家，改造|5家          what it was done with
粮食连续增产，|总产量|9万吨      what an earlier clause speaks of
"""

from __future__ import annotations

from collections.abc import Sequence

from govtext.pipes.indicators.counted import LONGEST
from govtext.pipes.indicators.frames import Frame, Marks, strip_leading
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase
from govtext.pipes.indicators.stems import beside, stem, without_act, without_addition, without_verdict


def with_owner(
    text: str, frames: Sequence[Frame], found: Sequence[str], name: str, words: Lexicon, marks: Marks
) -> str:
    """A name with what was said before it and holds for it too.

    Args:
        text: analysed text.
        frames: the numbers of the sentence.
        found: the names of the numbers before this one.
        name: what its own clause names.
        words: the word lists.
        marks: where verbs stand in the text.
    """
    frame = frames[len(found)]
    whole = phrase("share_of").match(name) is not None
    measure = whole or name in words.relational
    if found:
        if size := phrase("size_class").search(text, frame.subject[0], frame.quantity.left):
            return size[0] + phrase("sized").sub("", without_act(found[-1], words))
        if name.removeprefix("新增") in words.of_counted and (owner := _counted(frames, found, words)):
            return owner + name
        if name in words.short and frame.same_clause:
            return stem(found[-1], words) + name
        if not frame.same_clause and phrase("grade").fullmatch(name):  # 特色小镇9个，其中省级4个
            return name + phrase("graded").sub("", without_act(found[-1], words))
        if phrase("of_crops").fullmatch(name) and phrase("of_crops").search(found[-1]):
            return beside(found[-1], name) + name  # 玉米种植面积、|产量
        within = text.startswith("其中", frame.clause[0]) and phrase("finished").fullmatch(name) is None
        if _is_act(name, words) and not within:
            return _done_too(text, frames[: len(found)], frame, found[-1], name, words)
        if part := _part_said(text, frame):
            return found[-1] + part
        if measure:
            return _beside(found, name, whole, words) + name
    if phrase("contribution").match(name):
        return _contributed(text, frame, found, words, marks) + name
    if measure or (frame.quantity.unit_class == "share" and phrase("place_alone").fullmatch(name)):
        return _of_topic(text, frame, name, words, marks)
    return _said_once(text, frames[len(found) - 1], frame, found[-1], name, words) + name if found else name


def whole_of(found: Sequence[str], words: Lexicon, *, rates: bool = False) -> str:
    """The last name, or what it is a share of: behind 投资 and 投资完成年度计划 it is 投资; of `rates` too."""
    last = found[-1]
    for whole in (part for name in reversed(found[:-1]) for part in (name, without_act(name, words))):
        said = last.removeprefix(whole)
        if said != last and (phrase("share_of").match(said) or (rates and said in words.relational)):
            return whole
    return last


def _counted(frames: Sequence[Frame], found: Sequence[str], words: Lexicon) -> str:
    """The thing counted that a measure is of, behind others of it: 茶校3所，教师60人，|在校生|900人."""
    for frame, name in zip(reversed(frames[: len(found)]), reversed(found), strict=True):
        if frame.quantity.unit in words.counters:
            thing = without_act(without_addition(name, words), words).removeprefix("的").removesuffix("数")
            owner = phrase("happened").sub("", thing)
            return "" if phrase("allotted").search(owner) else owner
        if not name.endswith((*words.of_counted, *words.relational)):
            return ""
    return ""


def _is_act(name: str, words: Lexicon) -> bool:
    """Whether a name is a verb and nothing else: 新建驿站12家，改造|5家."""
    act = words.acts_begin.match(name, len(name), 0)
    return act is not None and act[0] == name


def _is_done(name: str, words: Lexicon) -> bool:
    """Whether a name begins with what was done: 改造茶亭, 投资, but not 供水管网."""
    act = words.acts_begin.match(name, len(name), 0)
    nouns = (phrase("goes_on_as_noun"), phrase("facility"))
    return act is not None and not any(noun.match(name, len(act[0])) for noun in nouns)


def _done_too(text: str, before: Sequence[Frame], frame: Frame, named: str, verb: str, words: Lexicon) -> str:
    """A verb with what it was done with, unless the numbers before count something else."""
    unit, last = frame.quantity.unit, before[-1].quantity
    parted = "；" in text[last.end : frame.quantity.start]
    found = unit in words.cases and words.cases.isdisjoint(other.quantity.unit for other in before)
    spent = last.unit_class == "money" != frame.quantity.unit_class  # 投入资金3万元，惠及|5万人
    ahead = frame.quantity.unit_class == "money" and _acts(text, frame, words)
    own = verb in words.own_object
    apart = ahead or (own and parted) or (unit != last.unit and (parted or found or spent or own))
    return verb if apart or phrase("alone").fullmatch(verb) else _acted_on(named, verb, words)


def _acts(text: str, frame: Frame, words: Lexicon) -> bool:
    """Whether an act follows a number directly: 投资228万元|完成水源工程."""
    return words.acts_begin.match(text, frame.clause[1], frame.quantity.right) is not None


def _part_said(text: str, frame: Frame) -> str:
    """The part of the thing before that a share is of, where the words before the share end in it."""
    begin = max(frame.clause[0], frame.subject[1] - LONGEST)
    share = frame.quantity.unit_class == "share"
    part = phrase("with_part").search(text, begin, frame.subject[1]) if share else None
    return part["part"] if part else ""


def _contributed(text: str, frame: Frame, found: Sequence[str], words: Lexicon, marks: Marks) -> str:
    """Who contributed: what the clause named before, else what the clause before speaks of, if it can."""
    if found and frame.same_clause:
        return without_act(whole_of(found, words), words)
    begin = strip_leading(text, *frame.topic, words)
    giver = text[begin : marks.first_state(begin, frame.topic[1])]
    return giver if phrase("contributor").search(giver) else ""


def _beside(found: Sequence[str], name: str, whole: bool, words: Lexicon) -> str:
    """What a share or a measure is of, said with the number before it, without the share said of that."""
    if name.startswith("占") and name not in words.relational:
        return phrase("of_whole").sub("", without_act(found[-1], words))  # 占全市41%，占全省36%
    if whole:
        planned = name.startswith(("完成", "为"))
        return phrase("merely_reached").sub("", found[-1]) if planned else without_act(found[-1], words)
    return beside(without_act(whole_of(found, words, rates=True), words), name)


def _acted_on(before: str, verb: str, words: Lexicon) -> str:
    """A verb with what the number before says it was done with: 新建驿站12家，改造|5家; 生猪存栏9头，出栏|4头."""
    done = words.acts_end.match(before, len(before), 0)
    ended = done and (words.deeds.fullmatch(done[0]) or done[0] in words.paired) and done[0] not in {before, verb}
    if done and ended and not words.acts_begin.match(before, len(before), 0):
        return before.removesuffix(done[0]) + verb
    if words.deeds.fullmatch(before) or _is_act(before, words):
        return verb  # 批捕9人，起诉|7人
    if phrase("spent_on").fullmatch(verb):
        return without_verdict(without_act(without_addition(before, words), words)) + verb  # 重点项目|完成投资
    if words.deeds.fullmatch(verb):
        return verb + phrase("happened").sub("", without_act(without_addition(before, words), words))
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
    owner = without_verdict(text[begin : marks.first_state(begin, stop)])
    return name if name == "增加值" and not phrase("contributor").search(owner) else owner + name


def _said_once(text: str, before: Frame, frame: Frame, named: str, name: str, words: Lexicon) -> str:
    """What a list says once, in what it `named` before: its verb (新建改造茶园…亩、茶亭…座), or of which side."""
    joined = (text.startswith(("、", "和", "及", "以及"), place) for place in (before.quantity.right, before.object[1]))
    if not (frame.same_clause and any(joined)):
        return ""
    if any(_is_done(own, words) for own in (name, name.removeprefix("新"))) or phrase("of_all").search(name):
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
