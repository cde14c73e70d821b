"""Units: every entry of the table is found, has a class, and converts into what its kind is compared in."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext import rules
from govtext.errors import RuleError
from govtext.pipes import units
from marked import case

TABLE = units.table()
PHYSICAL = {"length", "area", "mass", "volume", "energy", "power"}


# --- every unit of the table


@pytest.mark.parametrize("word", TABLE.classes)
def test_every_unit_is_found_as_written(word: str) -> None:
    found = TABLE.at(f"共12{word}，", 3)
    assert found == units.Unit(TABLE.aliases.get(word, word), TABLE.classes[word], len(word))


def test_there_are_several_hundred() -> None:
    assert len(TABLE.classes) > 500


@pytest.mark.parametrize("name", TABLE.conversions)
def test_every_conversion_is_an_expression_of_its_kind(name: str) -> None:
    """pint reads the expression, and it measures the same as its base; a base is one of itself."""
    base, factor = TABLE.base(name)
    assert TABLE.classes[name] == TABLE.classes[base]
    assert factor > 0
    assert TABLE.base(base) == (base, Decimal(1))


def test_every_physical_unit_converts_or_says_why_not() -> None:
    apart = units.apart()
    physical = {name for name, unit_class in TABLE.classes.items() if unit_class in PHYSICAL} - set(TABLE.aliases)
    assert physical - set(TABLE.conversions) - set(apart) == set()
    assert set(apart) & set(TABLE.conversions) == set()
    assert set(apart) - set(TABLE.classes) == set()


def test_only_names_of_one_currency_convert() -> None:
    money = [name for name, unit_class in TABLE.classes.items() if unit_class == "money" and name not in TABLE.aliases]
    groups: dict[str, set[str]] = {}
    for name in money:
        groups.setdefault(TABLE.base(name)[0], set()).add(name)
    assert [group for group in groups.values() if len(group) > 1] == [
        {"元", "角"}, {"港元", "港币"}, {"澳门元", "澳门币"}, {"新台币", "台币"},
    ]  # fmt: skip


# --- what a unit is worth, from outside knowledge

WORTH = [
    case("15亩 are one 公顷", "亩", "公顷", 15),
    case("100 公顷 are one 平方公里", "公顷", "平方公里", 100),
    case("1500亩 are one 平方公里", "亩", "平方公里", 1500),
    case("2斤 are one 公斤", "斤", "公斤", 2),
    case("20担 are one 吨", "担", "吨", 20),
    case("2000斤 are one 吨", "斤", "吨", 2000),
    case("2里 are one 公里", "里", "公里", 2),
    case("3 市尺 are one 米", "市尺", "米", 3),
    case("1000升 are one 立方米", "升", "立方米", 1000),
    case("one 度 is one 千瓦时", "度", "千瓦时", 1),
    case("3600千焦 are one 千瓦时", "千焦", "千瓦时", 3600),
    case("a million 千瓦时 are one 吉瓦时", "千瓦时", "吉瓦时", 1000000),
    case("1000 千瓦 are one 兆瓦", "千瓦", "兆瓦", 1000),
    case("24 hours are one day", "小时", "天", 24),
    case("12 months are one year", "个月", "年", 12),
    case("10角 are one 元", "角", "元", 10),
    case("two 20-foot boxes are one of 40", "标箱", "FEU", 2),
    case("1000 TB are one PB", "TB", "PB", 1000),
    case("compound: 克 per 千瓦时 and 千克", "克/千瓦时", "千克/千瓦时", 1000),
    case("compound: 微克 and 毫克 per 立方米", "微克/立方米", "毫克/立方米", 1000),
    case("compound: yields of 亩 and 公顷", "公斤/公顷", "公斤/亩", 15),
    case("compound: a scale behind the slash", "吨标准煤/万元", "吨标准煤/元", 10000),
    case("compound: a year behind a point", "元/人·年", "元/人·个月", 12),
]


@pytest.mark.parametrize(("small", "large", "many"), WORTH)
def test_worth(small: str, large: str, many: int) -> None:
    (base, little), (same, much) = TABLE.base(small), TABLE.base(large)
    assert base == same
    assert float(much / little) == pytest.approx(many, rel=1e-20)


APART = [
    case("currencies", "元", "美元"),
    case("per cent and points", "%", "百分点"),
    case("people and acts", "人", "人次"),
    case("calendar months and days", "个月", "天"),
    case("working days and days", "个工作日", "天"),
    case("power and energy", "千瓦", "千瓦时"),
    case("coal equivalent and coal", "吨标准煤", "吨"),
    case("an emission and a weight", "吨二氧化碳", "吨"),
    case("ships and goods", "载重吨", "吨"),
    case("lines and lengths", "芯公里", "公里"),
    case("standard gas and water", "标准立方米", "立方米"),
    case("apparent and real power", "千伏安", "千瓦"),
    case("compounds of different things", "元/亩", "公斤/亩"),
    case("compounds per different things", "元/亩", "元/人"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_apart(one: str, other: str) -> None:
    assert TABLE.base(one)[0] != TABLE.base(other)[0]


# --- reading a unit at a place

READ = [
    case("the longest wins", "人次数", "人次", "count", 2),
    case("an alias", "个百分点，", "百分点", "points", 4),
    case("a slash", "元/人，", "元/人", "other", 3),
    case("a full-width slash", "元／亩，", "元/亩", "other", 3),
    case("a slash and a point", "元/人·年。", "元/人·年", "other", 5),
    case("an alias behind a slash", "元/㎡，", "元/平方米", "other", 3),
    case("a scale behind a slash", "升/百公里，", "升/百公里", "other", 5),
    case("千瓦时 behind a slash", "分/千瓦时，", "分/千瓦时", "other", 5),
    case("no unit behind the slash", "元/次日", "元/次", "other", 3),
    case("a slash that leads nowhere", "元/甲", "元", "money", 1),
    case("brackets", "台(套)，", "台(套)", "count", 4),
    case("full-width brackets", "台（套）", "台(套)", "count", 4),
    case("brackets around no unit", "台（新）", "台", "count", 1),
    case("brackets that stay open", "台（套", "台", "count", 1),
    case("at the end of the text", "千瓦时", "千瓦时", "energy", 3),
    case("Latin letters", "kW，", "千瓦", "power", 2),
    case("GWh is no GW", "GWh，", "吉瓦时", "energy", 3),
    case("rates per 100 000", "/10万，", "/10万", "share", 4),
]


@pytest.mark.parametrize(("text", "name", "unit_class", "length"), READ)
def test_read(text: str, name: str, unit_class: units.UnitClass, length: int) -> None:
    assert TABLE.at(text, 0) == units.Unit(name, unit_class, length)


@pytest.mark.parametrize(
    "text", [case("a step", "台阶"), case("letters go on", "kmh"), case("no unit", "甲"), case("nothing", "")]
)
def test_no_unit(text: str) -> None:
    assert TABLE.at(text, 0) is None


@given(st.text(alphabet="人次元台套（）(/／·千瓦时年kWh百", max_size=12), st.integers(0, 12))
def test_a_unit_lies_in_the_text_and_is_the_longest(text: str, place: int) -> None:
    found = TABLE.at(text, place)
    if found is None:
        return
    written = text[place : place + found.length]
    assert len(written) == found.length
    head = max((word for word in TABLE.classes if text.startswith(word, place) and word in written), key=len)
    assert found.name.startswith(TABLE.aliases.get(head, head))


# --- what the loader refuses

REFUSED = [
    case(
        "of another class",
        '[conversions."米"]',
        '[conversions."米"]\n"亩" = "meter"',
        '"亩", which is of another class',
    ),
    case(
        "unknown unit",
        '[conversions."米"]',
        '[conversions."米"]\n"坛子" = "meter"',
        '"坛子", which is of another class',
    ),
    case("twice", '[conversions."千伏"]', '[conversions."千伏"]\n"千瓦" = "kilowatt"', '"千瓦" is converted twice'),
    case(
        "base without a value", '[conversions."千伏"]', '[conversions."兆伏安"]', 'does not say what "兆伏安" itself is'
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), REFUSED)
def test_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str) -> None:
    path = tmp_path / "units.toml"
    text = units.FILE.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(units, "FILE", path)
    with pytest.raises(RuleError, match=said):
        units.table.__wrapped__()


@pytest.mark.parametrize(
    "expression", [case("unknown", "furlongish"), case("another dimension", "kilogram"), case("no sense", "3 **")]
)
def test_expression_that_pint_cannot_convert(expression: str) -> None:
    with pytest.raises(RuleError, match=r"units\.toml: .*cannot be converted"):
        units.factor(expression, "meter")


def test_pint_is_not_loaded_for_finding() -> None:
    code = """
import sys
from govtext.pipes import quantities
found, _ = quantities.find("共12公里")
sys.exit(len(found) != 1 or "pint" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_definitions_are_all_used() -> None:
    used = " ".join(conversion.pint for conversion in TABLE.conversions.values())
    assert [name for name in rules.read_toml(units.FILE)["definitions"] if name not in used] == []
