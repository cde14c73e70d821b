"""Reading numbers: Arabic, Chinese and mixed, to exact decimals.

`NUMBER` matches the longest stretch that can be one number; `value_of` says how much it is.
Nothing here knows of units, bounds or sentences.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
          "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
TENS = {"廿": 20, "卅": 30}
STEPS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"兆": 10**12, "亿": 10**8, "万": 10**4}  # the larger first: 1.4万亿 is (1.4万) 亿

_D = "".join(DIGITS)
# 千 before these belongs to the unit (千瓦, 千米) or to the next number (千分之), it multiplies nothing.
_THOUSAND = "千(?![瓦米克伏卡帕赫兆焦安周字分])"
# 兆 multiplies money (25兆元, 4兆8530亿); elsewhere it belongs to the unit (兆瓦, 兆赫)
_TRILLION = r"兆(?=[\d.,]+亿|多?(?:元|美元|港元|新?台币|日[元圆]|韩元|人民币))"
_POINT = rf"[.．·](?=[{_D}]+[万亿%％元])"  # 卅七.四五%: between Chinese digits a point may also part two numbers
_HAN = rf"(?:[{_D}十百廿卅]|{_THOUSAND})+(?:(?:点|{_POINT})[{_D}]+)?"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+|点\d+(?=[万亿%％]))?"
_SOFT = r"[多余几来]"
_SCALE = rf"(?:[十百千]?{_SOFT}?(?:[万亿]+|{_TRILLION})|{_THOUSAND})"
_ONES = r"(?<=万)(?:\d,\d{3}|\d{3,4})(?![\d.,年月%])"  # 1万5000元
_SPACED = rf"(?:[ 　](?=[十百千]?{_SOFT}?[万亿]))?"  # 39.8 万亿元
_MIXED = rf"{_ARABIC}{_SOFT}?{_SPACED}(?:{_SCALE}(?:{_ARABIC}{_SOFT}?{_SCALE})*(?:{_ONES}|{_SOFT}?))?"  # 5亿7千多万
_SPELT = rf"{_HAN}{_SOFT}?(?:{_SCALE}(?:{_HAN}{_SOFT}?{_SCALE})*{_SOFT}?(?:(?<=[万亿千]){_HAN}{_SOFT}?)?)?"  # 四万三千

NUMBER = re.compile(
    rf"(?=[\d{_D}十百千万亿廿卅])(?:"  # the first character decides fast
    rf"(?P<per>[百千万])分之(?P<part>{_ARABIC}|{_HAN})"
    rf"|(?P<den>[{_D}十百]+)分之(?P<num>[{_D}十百]+)"
    rf"|(?<![\d/])(?P<over>\d{{1,2}})/(?P<under>\d{{1,3}})(?![\d/])"
    rf"|(?P<plain>{_MIXED}|{_SPELT})"
    rf"|(?P<bare>[十百千]?[万亿]{{1,2}}))"
)
SOFTENED = re.compile(_SOFT)
_POINTS = re.compile(r"[.．·]")
_NEIGHBOURS = re.compile(rf"(?<![{_D}点.．·])(?P<a>[{_D}])(?P<b>[{_D}])(?P<steps>[十百千万亿]+|$)")


def han_value(text: str) -> Decimal:
    """The value of Chinese digits without 万 and 亿: 四千二百 → 4200, 一九五二 → 1952, 八十八点八 → 88.8."""
    whole, _, fraction = _POINTS.sub("点", text).partition("点")
    number = _steps(whole) if any(c in STEPS or c in TENS for c in whole) else _positional(whole)
    tail = "".join(str(DIGITS[c]) for c in fraction)
    return Decimal(f"{number}.{tail}") if tail else Decimal(number)


def _positional(digits: str) -> int:
    return int("".join(str(DIGITS[c]) for c in digits) or "0")


def _steps(text: str) -> int:
    total = digit = 0
    for c in text:
        if c in STEPS:
            total += (digit or 1) * STEPS[c]
            digit = 0
        elif c in TENS:
            total += TENS[c]
        else:
            digit = DIGITS[c]
    if digit and len(text) > 1 and text[-2] in "百千":
        digit *= STEPS[text[-2]] // 10  # 一百二 is 120; 一百零二 is 102
    return total + digit


@lru_cache(maxsize=4096)  # a report says 一 and 2 hundreds of times
def plain_value(text: str) -> Decimal:
    """The value of a number with its multipliers: 5亿7千多万 → 570000000, 1.39万亿 → 1390000000000.

    多, 余, 几 and 来 are passed over: they soften the number, and the bound says so.
    """
    if text.isascii() and text.isdigit():
        return Decimal(text)
    return _myriads(SOFTENED.sub("", text))


def _myriads(text: str) -> Decimal:
    for sign, power in MYRIADS.items():
        head, found, rest = text.rpartition(sign)
        if found:
            low = Decimal(DIGITS[rest] * power // 10) if rest in DIGITS else _myriads(rest)  # 两万五 is 25000
            return _myriads(head or "一") * power + low
    text = text.strip(" 　")
    if not text:
        return Decimal(0)
    if text[0].isdigit():
        mantissa = text.rstrip("十百千")
        value = Decimal(mantissa.replace(",", "").replace(" ", "").replace("点", "."))
        for step in text[len(mantissa) :]:
            value *= STEPS[step]
        return value
    return han_value(text)


def value_of(match: re.Match[str]) -> Decimal:
    """The value of a match of `NUMBER`; per cent and per mille stay as written (百分之八点五 → 8.5)."""
    if match["part"]:
        return plain_value(match["part"])
    if match["den"]:
        return _ratio(han_value(match["num"]), han_value(match["den"]))
    if match["over"]:
        return _ratio(Decimal(match["over"]), Decimal(match["under"]))
    return plain_value(match["plain"] or match["bare"])


def neighbours(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    """Low and high of a match of `NUMBER` said by two neighbouring digits; None if it is not.

    三四百 → (300, 400), 一两 → (1, 2), 百分之三四 → (3, 4), 十分之三四 → (0.3, 0.4).
    """
    text = match["part"] or match["num"] or match["plain"] or ""
    pair = None if text.isascii() else _NEIGHBOURS.search(text)
    if pair is None or DIGITS[pair["b"]] != DIGITS[pair["a"]] + 1 or pair["a"] in "零〇○":
        return None
    low, high = (plain_value(text[: pair.start()] + pair[side] + text[pair.start("steps") :]) for side in "ab")
    if match["den"]:
        whole = han_value(match["den"])
        return _ratio(low, whole), _ratio(high, whole)
    return low, high


def _ratio(part: Decimal, whole: Decimal) -> Decimal:
    """Six places are enough for a share and are what 三分之一 is written as: 0.333333."""
    return (part / whole).quantize(Decimal("0.000001")).normalize() if whole else Decimal(0)
