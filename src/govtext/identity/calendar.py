"""Calendar: years and parts of years, from how reports write them to how the tables do."""

from __future__ import annotations

import re

from govtext.identity.congress import ordinal

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_BEFORE_REPUBLIC = 1911  # 民国1年 is 1912
_QUARTERS = "一二三四"
_SO_MANY_MONTHS = {3: "Q1", 6: "H1", 9: "Q1-Q3", 12: ""}
FROM_JANUARY = (
    r"(?:1月?\s?[-—－–~～至到]\s?(?:1[0-2]|[2-9])月份?"
    r"|(?<![提以之此目当])[前首头](?:1[01]|[2-9]|十一|[二三四五六七八九十两])个月)"
)


def year_written(written: str) -> int:
    """A year in digits of either sort: 2024, 二〇二四."""
    return int(written.translate(_HAN_DIGITS))


def year_of_republic(number: str) -> int:
    """The year that one of the Republic is: of 民国100年 the 100 is 2011."""
    return _BEFORE_REPUBLIC + int(number)


def part_label(written: str) -> str:
    """How the tables write a part of a year: Q1, H1, Q1-Q3, M1-M5 from January to May, -05 for May; "" for it all."""
    if "季" in written:
        number = written.removeprefix("第")[0]
        return "Q1-Q3" if number in "前首" else f"Q{_QUARTERS.find(number) + 1 or number}"
    if written.endswith("半年"):
        return "H2" if written.startswith("下") else "H1"
    months = [int(month) for month in re.findall(r"\d+", written)]
    if len(months) > 1 or "个月" in written:
        last = months[-1] if months else ordinal(written[1:-2].replace("两", "二"))
        return _SO_MANY_MONTHS.get(last, f"M1-M{last}")
    return f"-{months[0]:02d}" if months else ""
