"""Counted: things that stand behind the number that counts them (新增|7个|农业园区), with the words before it."""

from __future__ import annotations

import re

from govtext.pipes.indicators.frames import VERB_LENGTH, Frame, Marks, ends_in_preposition, strip_trailing
from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase

LONGEST = 30  # a name
_AND = re.compile(r"和|与|及")
_NEEDS_OBJECT = {"count", "other", "area", "length", "mass", "volume", "power", "energy"}
_PEOPLE = {"人", "名", "位"}
_LEAD_LENGTH = 20
_SHORT_OBJECT = 8
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_NEXT = re.compile(r"、(?=[\d一二两三四五六七八九十百千万])")
_NEXT_ACT = re.compile(r"、(?=[\d一二两三四五六七八九十]+次)")


def counts_object(text: str, frame: Frame, words: Lexicon) -> bool:
    """Whether the thing counted follows the number (10名|劳动模范) rather than stands before it (茶农|210人)."""
    quantity, (begin, stop) = frame.quantity, frame.subject
    if frame.object[0] >= frame.object[1] or phrase("aim_behind").match(text, quantity.right):
        return False
    if quantity.unit_class == "share":
        return text.startswith("的", quantity.right) and not phrase("growth_behind").match(text, quantity.right)
    if _enumerates(text, frame):
        return True
    if _is_crowd(text, frame):
        return True
    verb = words.acts_end.match(text, stop, begin)
    if quantity.unit_class in {"money", "area", "length"} and _of_place(text, frame, words):
        return True
    if quantity.unit_class == "money":
        return (
            text.startswith("的", quantity.right)
            or begin >= stop
            or (verb is not None and len(verb[0]) == stop - begin)
            or (verb is not None and phrase("money_noun").match(text, *frame.object) is not None)
        )
    if quantity.unit_class not in _NEEDS_OBJECT:
        return False
    if phrase("towards").match(text, begin, stop) and not frame.roles:
        return True
    if verb or begin >= stop or ends_in_preposition(text, begin, frame.peeled[1], words):
        return True
    first = text[slice(*frame.object)].partition("、")[0]
    if len(first) <= _SHORT_OBJECT and words.acts_begin.match(text, stop, begin):
        return True  # 出台促进高质量发展|30条|措施
    done = not frame.roles or text[slice(*frame.peeled)] == "了"  # 维护了|3000户|居民权益
    return stop - begin <= VERB_LENGTH and not words.heads.match(text, stop, begin) and done


def object_name(text: str, frame: Frame, words: Lexicon) -> str:
    """The thing counted behind a number, with the verb or thing before it that belongs to its name."""
    begin, stop = frame.object
    money = phrase("money_noun").match(text, begin, stop) if frame.quantity.unit_class == "money" else None
    stop = money.end() if money and money["sort"] else strip_trailing(text, begin, stop, words)
    return _lead(text, frame, words) + text[begin:stop]


def _lead(text: str, frame: Frame, words: Lexicon) -> str:
    """The verb that belongs to the name of a thing counted behind its number: 新增|7个|农业园区."""
    begin, stop = frame.subject
    if frame.quantity.unit_class == "share":
        return text[begin:stop]
    if text.startswith("的", stop):
        return ""  # 年初承诺的|10件|民生实事
    if _enumerates(text, frame) or text.endswith("和", begin, frame.quantity.left):  # 新建茶城和|2个|茶亭
        end = begin
        while act := words.acts_begin.match(text, stop, end):  # 启动|建设
            end += len(act[0])
        return text[begin:end]
    spreads = phrase("spreads").search(text, begin, frame.quantity.left)
    if spreads or (phrase("towards").match(text, begin, stop) and not frame.roles):
        return text[begin : spreads.start() if spreads else stop]
    if stop - begin <= _LEAD_LENGTH and words.acts_begin.match(text, stop, begin):
        return text[begin:stop]
    verb = words.acts_end.match(text, stop, begin)
    if verb:
        return text[stop - len(verb[0]) : stop]
    if _of_place(text, frame, words):
        return text[begin:stop]
    if stop - begin > VERB_LENGTH or _is_crowd(text, frame):
        return ""
    return "" if ends_in_preposition(text, begin, frame.peeled[1], words) else text[begin:stop]


def _of_place(text: str, frame: Frame, words: Lexicon) -> bool:
    """Whether a place stands before a sum or a size, and what is there behind it: 开发区|60万平方米|厂房."""
    begin, end = frame.object
    if frame.roles or phrase("place_before").search(text, *frame.subject) is None:
        return False
    return (words.heads.match(text, end, begin) or phrase("built").search(text, begin, end)) is not None


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


def said_of(text: str, frame: Frame, marks: Marks) -> str:
    """What is said of people counted (全区有2人|获评劳动奖章), or which act was done so often (四次|下调茶税)."""
    right = frame.quantity.right
    said = text[right : min(frame.clause[1], right + LONGEST)]
    if frame.quantity.unit == "次" and frame.subject[0] >= frame.subject[1]:
        return _NEXT_ACT.split(said)[0] if _WORD.match(said) else ""
    elsewhere = said.startswith("、") or phrase("goes_on_moving").match(said)
    if elsewhere or frame.quantity.unit not in _PEOPLE:
        return ""
    listed = text.startswith("、", frame.quantity.left - 1) and marks.first_state(right - 1, right + 1) == right
    return _NEXT.split(said)[0] if listed or not frame.same_clause else ""
