"""Numbers as they are written, and how much they are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.pipes.numerals import NUMBER, neighbours, value_of
from marked import case

NUMBERS = [
    case("Arabic", "3120", "3120"),
    case("Arabic decimal", "35.705", "35.705"),
    case("decimal that floats cannot hold", "0.1", "0.1"),
    case("thousands", "23,876", "23876"),
    case("thousands twice", "1,234,567.8", "1234567.8"),
    case("thousands set off by spaces", "18 600", "18600"),
    case("mixed 万", "35.705万", "357050"),
    case("mixed 亿", "186.4亿", "18640000000"),
    case("mixed 万亿", "1.4万亿", "1400000000000"),
    case("mixed 百万", "6百万", "6000000"),
    case("mixed 千万", "8千万", "80000000"),
    case("mixed 千", "3千", "3000"),
    case("亿 and 万 behind each other", "2亿3500万", "235000000"),
    case("亿, 千 and 多 inside", "5亿7千多万", "570000000"),
    case("多 before 万", "6600多万", "66000000"),
    case("余 behind", "600余", "600"),
    case("thousands behind 万", "1万5000", "15000"),
    case("thousands with a comma behind 万", "3万3,883", "33883"),
    case("亿, 万 and thousands", "280亿6344万9000", "28063449000"),
    case("亿 and 万 with commas", "1,276亿6,100万", "127661000000"),
    case("Arabic digits with 点", "386点96亿", "38696000000"),
    case("兆 before 亿", "4兆8,530亿", "4853000000000"),
    case("Chinese digits by position, with a point", "一一一三.二亿", "111320000000"),
    case("neighbouring digits behind a point", "九二七.五六亿", "92756000000"),
    case("廿 with a point", "廿五.六亿", "2560000000"),
    case("Chinese digit", "七", "7"),
    case("两", "两千", "2000"),
    case("十 alone", "十", "10"),
    case("十 in front", "十二", "12"),
    case("tens", "二十", "20"),
    case("廿", "廿五", "25"),
    case("卅", "卅", "30"),
    case("零 in the middle", "一百零二", "102"),
    case("a digit left off at the end of hundreds", "一百二", "120"),
    case("a digit left off at the end of thousands", "三千五", "3500"),
    case("a digit left off behind 万", "两万五", "25000"),
    case("nothing left off behind tens", "二十五", "25"),
    case("〇 by position", "二〇二四", "2024"),
    case("○ by position", "一九八○", "1980"),
    case("all steps", "四千三百二十一", "4321"),
    case("万 and thousands", "四十三万四千", "434000"),
    case("万 with zeros", "一万零三十", "10030"),
    case("亿 and 万, Chinese", "三亿两千万", "320000000"),
    case("Chinese decimal", "八十八点八", "88.8"),
    case("Chinese decimal with 万", "三点六万", "36000"),
    case("per cent", "百分之八点五", "8.5"),
    case("per cent, Arabic", "百分之12.5", "12.5"),
    case("per cent above a hundred", "百分之一百二十", "120"),
    case("per mille", "千分之三", "3"),
    case("a third", "三分之一", "0.333333"),
    case("two thirds", "三分之二", "0.666667"),
    case("a tenth", "十分之一", "0.1"),
    case("fraction with a slash", "1/4", "0.25"),
    case("scale word alone", "千亿", "100000000000"),
    case("万, thousands and tens without a digit before 十", "一万三千五百十三", "13513"),
    case("万, thousands and a zero", "四万四千零二十四", "44024"),
]


@pytest.mark.parametrize(("written", "value"), NUMBERS)
def test_value(written: str, value: str) -> None:
    match = NUMBER.fullmatch(written)
    assert match is not None, "not read as one number"
    assert value_of(match) == Decimal(value)


STOPS = [
    case("千 belongs to 千瓦", "30千瓦", "30"),
    case("千 belongs to 千米", "5千米", "5"),
    case("千 belongs to 千克", "8千克", "8"),
    case("万 does not belong to 千瓦", "30万千瓦", "30万"),
    case("亿 does not belong to 千瓦时", "2.5亿千瓦时", "2.5亿"),
    case("a full stop is no point", "12.", "12"),
    case("a comma is no thousands separator", "12,34", "12"),
    case("a date is no fraction", "2024/5/6", "2024"),
]


@pytest.mark.parametrize(("text", "number"), STOPS)
def test_where_a_number_ends(text: str, number: str) -> None:
    match = NUMBER.search(text)
    assert match is not None
    assert match.group() == number


NEIGHBOURS = [
    case("hundreds", "三四百", (300, 400)),
    case("tens", "七八十", (70, 80)),
    case("behind a ten", "十五六万", (150000, 160000)),
    case("万", "两三万", (20000, 30000)),
    case("not neighbours", "三五百", None),
    case("falling", "四三百", None),
    case("ones", "三四", (3, 4)),
    case("one or two", "一两", (1, 2)),
    case("ones behind a ten", "十三四", (13, 14)),
    case("per cent", "百分之三四", (3, 4)),
    case("tens of per cent", "百分之三四十", (30, 40)),
    case("tenths", "十分之三四", (Decimal("0.3"), Decimal("0.4"))),
    case("behind the point", "八点三四", None),
    case("three digits", "三四五", None),
    case("one digit", "四百", None),
    case("a year", "二〇二四", None),
]


@pytest.mark.parametrize(("text", "expected"), NEIGHBOURS)
def test_neighbours(text: str, expected: tuple[int, int] | None) -> None:
    match = NUMBER.fullmatch(text)
    assert match is not None
    assert neighbours(match) == expected


def in_chinese(number: int) -> str:
    """A whole number below 10**12, written out as it is taught at school: 10030 → 一万零三十."""
    if number == 0:
        return "零"
    text, zeros = "", False
    for power, sign in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10**4
        if group:
            text += "零" * bool(text and (zeros or group < 1000)) + _group(group) + sign
        zeros = group == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _group(group: int) -> str:
    text, zero = "", False
    for step, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // step % 10
        if digit:
            text += "零" * (zero and bool(text)) + "零一二三四五六七八九"[digit] + sign
        zero = digit == 0
    return text


SPELT = {
    10: "十", 102: "一百零二", 120: "一百二十", 1005: "一千零五", 10030: "一万零三十", 110000: "十一万",
    100000001: "一亿零一",
}  # fmt: skip


@pytest.mark.parametrize(("number", "written"), SPELT.items())
def test_converter(number: int, written: str) -> None:
    assert in_chinese(number) == written


WHOLE = st.one_of(st.integers(0, 9999), st.integers(0, 10**8), st.integers(0, 10**12 - 1))


@given(WHOLE)
def test_chinese_reads_back(number: int) -> None:
    match = NUMBER.fullmatch(in_chinese(number))
    assert match is not None
    assert value_of(match) == number


@given(WHOLE, st.integers(0, 999))
def test_thousands_and_decimals_read_back(number: int, thousandths: int) -> None:
    for written in (f"{number}.{thousandths:03}", f"{number:,}.{thousandths:03}"):
        match = NUMBER.fullmatch(written)
        assert match is not None
        value = value_of(match)
        assert isinstance(value, Decimal)
        assert value * 1000 == number * 1000 + thousandths


@given(st.integers(1, 10**6), st.integers(0, 9999), st.sampled_from([("万", 4), ("亿", 8), ("万亿", 12)]))
def test_multipliers_are_exact(whole: int, part: int, scale: tuple[str, int]) -> None:
    sign, power = scale
    match = NUMBER.fullmatch(f"{whole}.{part:04}{sign}")
    assert match is not None
    assert value_of(match) == (whole * 10**4 + part) * 10 ** (power - 4)
