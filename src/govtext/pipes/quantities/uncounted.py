"""Uncounted: numbers that no rule of the tables speaks against, and that measure nothing where they stand."""

from __future__ import annotations

import re

from govtext.pipes.quantities import bounds
from govtext.pipes.quantities.amounts import SCALE, Amount
from govtext.pipes.quantities.contexts import ahead, behind, load
from govtext.pipes.units import Unit

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LONE_SCALE = re.compile(r"[百千万亿]+")
_ONE_OF = set("座所条处套台辆部项名期份件块支栋")
_INDEFINITE = {"count", "time", "money", "length"}
_AGES = {"岁", "周岁"}
_SIZES = {"人", "户", "吨", "千瓦"}
_CAPACITY = {"power", "mass", "volume"}
_PHYSICAL = {"area", "length", "mass", "volume", "power", "energy"}
_CLASS_NOUNS = {"级", "强", "产", "镇", "园", "县", "企", "集", "项"}


def why_uncounted(text: str, number: re.Match[str], amount: Amount, *, bounded: bool) -> str:
    """Why a number measures nothing; "" if it does.

    Args:
        text: analysed text.
        number: a match of `NUMBER` in it.
        amount: how much it says.
        bounded: the words of a bound stand before it.
    """
    start, end, unit = number.start(), amount.end, amount.unit
    if unit is None:
        return _why_bare(text, number, bounded=bounded)
    if text.startswith("级", end) and unit.unit_class != "other":
        return "grade or class"
    if not bounded and _is_lone_scale(number):
        return "scale word in a name"
    alone = number.group() == "一" and amount.value == 1  # 一头半 is 1.5
    if alone and unit.unit_class in _INDEFINITE and not _is_single(text, start, unit, end):
        return "indefinite 一"
    if unit.unit_class == "time":
        return _why_no_duration(text, start, unit, end, bounded=bounded)
    if bounded and unit.unit_class == "money" and behind("after_attribute", text, end):
        return "condition in a name"
    return "condition in a name" if _is_condition(text, start, unit, amount) else ""


def _why_bare(text: str, number: re.Match[str], *, bounded: bool) -> str:
    """The same for a number without a unit: fractions, 万 and 亿 before a noun, and values of an index."""
    end = number.end()
    if number["den"] or number["over"]:
        return ""
    if SCALE.search(number.group()):
        if bounded and behind("after_attribute", text, end):
            return "condition in a name"
        if not _is_lone_scale(number):
            return ""
        if not bounded:
            return "scale word in a name"
        return "grade or class" if text[end : end + 1] in _CLASS_NOUNS else ""
    exact = bounded or "." in number.group()
    is_value = exact and behind("after_value", text, end) and ahead("before_value", text, number.start())
    return "" if is_value else "no unit"


def _is_lone_scale(number: re.Match[str]) -> bool:
    """Whether nothing is multiplied: 万 of 万村千乡, 百 of 百强."""
    return _LONE_SCALE.fullmatch(number.group()) is not None


def _is_single(text: str, start: int, unit: Unit, end: int) -> bool:
    """建成养老中心一座 counts one; 迈上一个台阶 counts nothing."""
    return unit.name in _ONE_OF and behind("after_stop", text, end) and ahead("before_counted", text, start)


def _why_no_duration(text: str, start: int, unit: Unit, end: int, *, bounded: bool) -> str:
    """Durations are indicators where something is measured by them, ages where somebody reaches them."""
    if unit.name in _AGES:
        return "condition in a name" if behind("after_age_group", text, end) else ""
    if unit.name != "年" and behind("after_limit", text, end):
        return ""
    changed = behind("after_baseline", text, end)
    if changed and ahead("before_baseline", text, start):
        return ""
    if not changed and not behind("after_stop", text, end):
        return "span of time"
    if ahead("before_measured", text, start):
        return ""
    limited = bounded or bounds.load().behind(text, end) is not None
    measured = limited and (unit.name != "年" or ahead("before_measured_wide", text, start))
    return "" if measured else "span of time"


def _is_condition(text: str, start: int, unit: Unit, amount: Amount) -> bool:
    """25人以下 before 集体合同, 30万千瓦 before 机组: the number tells which things, not how many."""
    end, unit_class = amount.end, unit.unit_class
    if behind("after_category", text, end):
        return True
    threshold = load()["after_threshold"].match(text, end)
    if threshold:
        return _names_a_class(text, unit, threshold.end())
    named = _HAN.match(text, end) is not None
    if amount.ranged and unit_class == "count":
        return named and behind("after_later_number", text, end)
    if unit_class in _CAPACITY and behind("after_plant", text, end):
        return behind("after_later_number", text, end) or not ahead("before_act", text, start)
    return named and unit_class in _PHYSICAL and ahead("before_superlative", text, start)


def _names_a_class(text: str, unit: Unit, end: int) -> bool:
    """Whether a threshold that ends here only tells which things are meant."""
    noun = _HAN.match(text, end) is not None and not behind("after_going_on", text, end)
    attribute = text.startswith("的", end)
    if unit.unit_class == "money":
        return noun or attribute or behind("after_size", text, end)
    if unit.name in _SIZES:
        return noun
    kind = unit.unit_class == "other" or unit.unit_class in _PHYSICAL
    return kind and (noun or attribute) and behind("after_later_number", text, end)
