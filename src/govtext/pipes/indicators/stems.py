"""Stems: a name without one of its parts: its verb, its measure, its movement."""

from __future__ import annotations

from govtext.pipes.indicators.lexicon import Lexicon
from govtext.pipes.indicators.phrases import phrase


def stem(name: str, words: Lexicon) -> str:
    """Whose or of what, without what is measured of it: 财政收入 → 财政."""
    deed = words.deeds.match(name)
    thing = (name[deed.end() :] if deed else name).removeprefix("的")
    head = words.heads.match(thing, len(thing), 0)
    return thing.removesuffix(head[0]) if head else thing


def beside(before: str, name: str) -> str:
    """What two measures are both of: behind 粮食播种面积 总产量 is that of 粮食, behind 经济增速 总量 that of 经济."""
    for measures in (phrase("of_crops"), phrase("of_value")):
        if measures.search(name) and measures.search(before):
            return measures.sub("", before)
    return without_movement(before)


def run_on(name: str, measure: str) -> str:
    """A thing with what is measured of it, what both say said once: 住户存款 and 存款余额 are 住户存款余额."""
    both = next((size for size in range(len(measure), 1, -1) if name.endswith(measure[:size])), 0)
    return name + measure[both:]


def without_verdict(name: str) -> str:
    """A thing without how it went: 茶税又上台阶, 茶叶喜获丰收."""
    return phrase("stepped").sub("", phrase("grew").sub("", name))


def without_act(name: str, words: Lexicon) -> str:
    """What was acted on: 新建驿站 → 驿站."""
    act = words.acts_begin.match(name, len(name), 0)
    rest = name.removeprefix(act[0]) if act else name
    if phrase("goes_on_as_noun").match(rest):
        return name
    return rest if rest and rest not in words.relational else name  # 出口|规模 is nothing that was done


def without_addition(name: str, words: Lexicon) -> str:
    """What there is in all of something that was added to: 首店新增, 新增首店 → 首店."""
    added = words.deeds.match(name) if name.startswith(("新", "建成", "修建")) else None
    if added and added.group() != name:
        return name.removeprefix(added.group())
    deed = words.acts_end.match(name, len(name), 0)
    return name.removesuffix(deed[0]) if deed and deed[0] != name and deed[0].startswith("新") else name


def without_movement(name: str) -> str:
    """The thing that moved: 居民消费价格涨幅 → 居民消费价格."""
    return phrase("movement_noun").sub("", name) or name
