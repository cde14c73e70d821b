"""Expressions: the words and shapes in which a text says when, from the rule table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.identity.calendar import FROM_JANUARY

FILE = rules.FOLDER / "periods.toml"


class TimeRule(rules.Rule):
    """Words that place something in time.

    They count from the report's year (today), from the year its part speaks of, from the one the sentence names, or
    from the end of the report's century.
    """

    words: list[str] = Field(min_length=1)
    counted: Literal["today", "part", "named", "century"] = Field(alias="from")
    year: int
    reason: str


_HAN_YEAR = "[一二][〇○零一二三四五六七八九]{3}"
_YEAR = rf"(?:(?:1[89]|20)\d\d|{_HAN_YEAR})"
_LEG = "[前头后][一两二三四]年(?!度)"
_MONTH_ALONE = r"(?<![\d\-—－–~～至到、年])(?P<m4>1[0-2]|[1-9])月份(?![前底起开至到以、\-—－–~～])"
_QUARTER = r"(?:前三季度|前3季度|首三季度?|第?[一二三四1-4]季度)"


@dataclass(frozen=True, slots=True)
class Expressions:
    """One pattern for all, and what the words in it stand for."""

    expression: re.Pattern[str]
    words: dict[str, TimeRule]
    plans: dict[str, int]
    ordinals: dict[str, str]
    eras: dict[str, int]


@cache
def load_rules() -> Expressions:
    """The words of time, checked."""
    rows = rules.load(FILE, TimeRule, "time", lambda row: row.words)
    words = {word: row for row in rows for word in row.words}
    raw = rules.read_toml(FILE)
    months = rf"(?P<months>{FROM_JANUARY})|(?P<month>1[0-2]|[1-9])月(?:份|底|末)?"
    part = rf"(?P<quarter>{_QUARTER})|(?P<half>[上下]半年)|{months}"
    openings = "中民" + "".join(sorted({word[0] for word in [*words, *raw["plans"], *raw["eras"]]}))
    expression = re.compile(
        # the first character decides fast
        rf"(?=[12“从自第前首头后上下这近过今未连两一二三四五六七八九十{openings}]|[3-9]\d?年|[3-9]月份)(?:"
        rf"(?P<from>[从自])?(?P<first>{_YEAR})\s?年?\s?[-—－–~～至到、和]+\s?(?P<last>{_YEAR}|\d\d(?=年))\s?[两三四五六七八]?年"
        r"|(?:中华)?民国\s?(?P<republic>\d{1,3})\s?年度?"
        rf"|(?P<year>{_YEAR})\s?年度?(?:(?P<edge>[底末初])|的?(?:{part}))?"
        rf"|“?(?P<plan>{rules.alternation(raw['plans'])})”?(?P<plan_part>时期|期间|以来|末|五年|的五年|的?{_LEG}|收官|圆满|胜利|(?:规划|计划)(?=期|末|胜利|圆满|顺利|收官|草案|规定|要求|指标))"
        rf"|第(?P<ordinal>{rules.alternation(raw['ordinals'])})个五年计划(?:的?(?P<ordinal_leg>{_LEG}))?"
        rf"|(?P<of_plan>五年计划的?)?(?P<leg>{_LEG})"
        rf"|(?<!十)(?P<word>{rules.alternation(words)})(?!均)(?:(?P<q2>{_QUARTER})|(?P<h2>[上下]半年)|(?P<m2>{FROM_JANUARY}))?"
        rf"|(?P<era>{rules.alternation(raw['eras'])})(?=以来(?!的?[最第首路各历]|更))"
        rf"|(?P<q3>{_QUARTER})|(?P<h3>[上下]半年)|(?<![\d.])(?P<m3>{FROM_JANUARY})|{_MONTH_ALONE}"
        r"|(?:(?:这|近|过去的?|今后|未来|连续|(?<![\d.\u4e00-\u9fff])(?=\d{1,2}年(?:来|间|累计|共)(?![首最新])))(?P<digits>[2-9]|[1-9]\d)"
        r"|(?<![第前\d一二三四五六七八九十周百])(?:这|近|过去的?|今后|未来|连续)?(?P<count>[两二三四五六七八九十]))年(?![期计规行级度以制代初底末多前后]|义务|一贯))"
    )
    return Expressions(expression, words, raw["plans"], raw["ordinals"], raw["eras"])
