"""Concepts: the canonical indicator that a mention belongs to, so that 国内生产总值 and GDP land in one row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from govtext import rules
from govtext.pipes.indicators import Kind, Mention
from govtext.pipes.units import UnitClass

FILE = rules.FOLDER / "concepts.toml"

_NOISE = re.compile(r"[“”‘’\"'\s　的]|（[^（）]*）|\([^()]*\)")
# What says that all of this place is meant, says nothing of what is measured: 全旗, 我区, 本州, 全疆, 沪上, 在沪.
_UNIT, _SHORT = "国省市区县州盟旗镇乡村", "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇陕秦甘陇青宁藏疆港澳台蒙"
_SCOPE = re.compile(
    rf"^(?:其中|全年|当年|年均|全社会(?=固定资产)|全部|国内(?!生产|财政|增加|市场|旅)|实现|完成|预计|[全我本][{_UNIT}]|(?:全|在|驻)[{_SHORT}]|沪上?|全域|全街道|全境|全辖区|国家|地方(?=生产总值)|城乡(?=居民消费价格)|当期|累计)+"
)
_VERBS = re.compile(
    r"^(?:新增|完成|实现|建成|发放|达到|签订|支付|开展|保持|稳定|控制|推动|促进|力争|确保|筹集|安排|拟安排|累计|预计|获得|拥有|接待|引进|办理|提高|降低|增加|减少|节约|吸纳|带动|争取|落实|巩固|扩大|改造|新建|新改建|新开工|开工)"
)
# What stands before or behind a name in a sentence about a plan: it says how the number was meant, not what of.
_PLANNED = re.compile(r"^.*(?:年初|原来?|预先|计划)(?:确定|提出|规定|预定)的?|^(?:把|使|将|对|要|让)(?:全年|当年)?")
_AIMS = re.compile(
    r"(?:(?:的?(?:宏观)?(?:预期|调控|控制|计划|奋斗|发展|年度|主要|增长|速度))*的?目标(?:值)?|的?(?:计划|预期|预计|指标)|(?:只|都|均|也|仍|还|将|就)*[要将拟]|力争|确保)$"
)
# One share said in several ways: 在生产总值中所占份额, 占生产总值比例.
_SHARE = re.compile(
    r"(?:占|在(?=.+[中里内](?:所占)?(?:比|份)))(.+?)[中里内]?(?:所占)?(?:比重|比例|份额|占比|比率|百分比)$"
)
_TAILS = ("总量", "总额", "总值", "规模", "总数", "数量", "水平", "数", "总规模")


class ConceptRule(rules.Rule):
    """One canonical indicator: its names across decades and places, and what its numbers may be."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")
    zh: str
    en: str
    theme: str
    unit_class: list[UnitClass]
    kinds: list[Kind]
    names: list[str] = Field(min_length=1)
    growth_names: list[str] = []
    range: dict[Kind, tuple[float, float]] = {}
    ceiling: bool = False  # to be kept low: a target that names no bound is the most it may be
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConceptTable:
    """The concepts, by id and by name."""

    concepts: dict[str, ConceptRule]
    by_name: dict[str, str]
    by_growth_name: dict[str, str]

    def concept_of(self, mention: Mention, region: str = "") -> str:
        """The id of the concept a mention belongs to, or "" if it belongs to none that is known."""
        return self.named(mention.name, mention.kind, mention.quantity.unit_class, region)

    def named(self, name: str, kind: Kind, unit_class: str, region: str = "") -> str:
        """The concept of a name, for a number of this kind and unit class."""
        moved = kind in {"growth", "gap", "change"}
        for candidate in _candidates(name, region):
            if len(candidate) < 2 and candidate != name:
                continue  # 煤 is a name where it stands alone, not what is left of a longer one
            if moved:
                found = self.by_growth_name.get(candidate)
                if found and self.fits(found, kind, unit_class):
                    return found
            found = self.by_name.get(candidate)
            if found and self.fits(found, kind, unit_class):
                return found
        return ""

    def fits(self, concept: str, kind: Kind, unit_class: str) -> bool:
        """Whether a number of this kind and unit class may be one of a concept."""
        rule = self.concepts[concept]
        if kind not in rule.kinds:
            return False
        if kind == "level":
            return unit_class in rule.unit_class
        if kind == "change":
            return unit_class in rule.unit_class or unit_class in {"points", "share"}
        return True


def _candidates(name: str, region: str) -> Iterator[str]:
    """Ever shorter forms of a name, the fullest first."""
    bare = _NOISE.sub("", name)
    forms = (bare, _AIMS.sub("", _PLANNED.sub("", bare)))
    if region not in {"", "全国"}:  # a region's own revenue is local; only the State Council tells 地方 from 中央
        forms = (forms[0].removeprefix("地方"), forms[1].removeprefix("地方"))
    yield from forms
    bare = forms[1]
    for place in (region, region.rstrip("省市区县")):
        if len(place) > 1 and bare.startswith(place):
            bare = bare.removeprefix(place)
            yield bare
            break
    scoped = _SCOPE.sub("", bare)
    if region not in {"", "全国"}:
        scoped = scoped.removeprefix("地方")
    yield scoped
    verbless = _VERBS.sub("", scoped)
    yield verbless
    yield _SHARE.sub(r"占\1比重", scoped)
    for form in (scoped, verbless):
        for tail in _TAILS:
            if form.endswith(tail) and len(form) > len(tail) + 1:
                yield form.removesuffix(tail)


def load(path: Path = FILE) -> ConceptTable:
    """The concepts of a rule table, checked: no id and no name stands twice."""
    return _load(path)  # one entry in the cache, however the path is given


@cache
def _load(path: Path = FILE) -> ConceptTable:
    rows = rules.load(path, ConceptRule, "concept", lambda row: [f"id {row.id}", *row.names])
    return ConceptTable(
        concepts={row.id: row for row in rows},
        by_name={_NOISE.sub("", name): row.id for row in rows for name in row.names},
        by_growth_name={_NOISE.sub("", name): row.id for row in rows for name in row.growth_names},
    )


def find(mentions: Sequence[Mention], table: ConceptTable, region: str = "") -> list[str]:
    """The concept of every mention, in order."""
    return [table.concept_of(mention, region) for mention in mentions]
