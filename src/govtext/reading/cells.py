"""Cells: what one cell of a table says: a figure with its bound and unit, or the header of a column."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from govtext import rules

_DIGITS = r"\d[\d,，]*(?:[.．]\d+)?"
_FIGURE = re.compile(
    r"(?P<before>[<＜≤>＞≥≈~～]|约|不?[低高少多大小]于|超过?|达到)?"
    rf"(?P<sign>[-+−－＋]?)(?P<digits>{_DIGITS}(?:[%％]?[-—–~～至]{{1,2}}{_DIGITS})?)"
    r"(?P<unit>[^\d\s.．,，<>＜＞≤≥]{0,6}?)(?P<after>以上|以下|以内|之内|左右|上下)?"
)
_SIGNS = {"<": "低于", "＜": "低于", "≤": "不高于", ">": "高于", "＞": "高于", "≥": "不低于"}
_SIGNS |= dict.fromkeys("≈~～", "约")
_DOWN = ("-", "−", "－")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?(?!\d)")
_YEAR_CELL = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_DATE = re.compile(r"(?:19|20)\d\d(?:[年/].*|[-—–](?:\d{1,2}|(?:19|20)\d\d)(?:[-—–年].*)?)")
_CHANGE = re.compile(
    r"(?:同比|[比较]上年|比去年|同口径|年均|环比)*[±+]?"
    r"(?:增长率?|增速|增幅|增减[额量]?|增加[额量]|增降|涨幅|升降|同比|[比较]上年)[±+]?"
)
_PERCENT = re.compile(r"增长率|增速|增幅|涨幅")
_RATE = re.compile(r"率|比重|占比|比例|增(?!加值)|同比|环比|[比较]上年|指数|[%％‰]")
_GENERAL = re.compile(
    r"(?:数值|数量|绝对[数值]|总量|实绩|实际|实际值|完成[数值]?|完成情况|本年|本期|全年|合计|累计|指标值|数据|金额)?"
)
_GOAL = re.compile(r"(?:预期|计划|规划|年度)?(?:目标|预期|规划)值?|预计数?|计划数?")
# What is measured, not of what: the row says that. 面积 under 作物 is that of the crop.
_MEASURE = re.compile(
    r"(?:播种|种植|建筑|占地|总|新增|人均|平均|计划|实际|年初|调整)*"
    r"(?:产量|总产|单产|亩产|面积|产值|增加值|销量|销售[额量]|(?:进出|进|出)口[额量]?|价格?|人数|人次|户数|个数|家数|"
    r"投资额?|存栏量?|出栏量?|收入|支出|余额|规模|里程|利润|税收|[预决]算数?|执行数|比重|占比|比例)|完成(?:年初|调整)?预算"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a cell has it; `before` and `after` are its bound in words (低于, 以上)."""

    before: str
    down: bool
    digits: str
    unit: str
    after: str

    def told(self, unit: str) -> str:
        """The number with its bound, and with the unit where the cell has none of its own."""
        sign = "-" if self.down else ""
        return f"{self.before}{sign}{self.digits}{self.unit or unit}{self.after}"

    def change(self, unit: str) -> str:
        """The number as one of growth or decline, by its sign."""
        return f"{'下降' if self.down else '增长'}{self.before}{self.digits}{self.unit or unit}{self.after}"


def figure(cell: str) -> Figure | None:
    """The number that a cell holds and nothing beside it; dates and years with 年 are none."""
    found = _FIGURE.fullmatch(cell)
    if found is None or _DATE.fullmatch(cell):
        return None
    before = found["before"] or ""
    return Figure(
        _SIGNS.get(before, before), found["sign"] in _DOWN, found["digits"], found["unit"], found["after"] or ""
    )


def year(cell: str) -> str:
    """The year that a cell holds and nothing beside it, with 年; nothing where there is none."""
    return _with_year_word(cell) if _YEAR_CELL.fullmatch(cell) else ""


def _with_year_word(written: str) -> str:
    return written if written.endswith(("年", "度")) else f"{written}年"


@dataclass(frozen=True, slots=True)
class Head:
    """What the header of a column says: the year, what is measured, and the unit."""

    year: str
    name: str
    unit: str

    @property
    def change(self) -> str | None:
        """What changes, where the header ends with a word for change (nothing, where it is only that word)."""
        found = _CHANGE.search(self.name)
        return self.name[: found.start()] if found and found.end() == len(self.name) else None

    @property
    def change_unit(self) -> str:
        """The unit of a change that the header tells, in brackets or by its word."""
        return self.unit or ("%" if _PERCENT.search(self.name) else "")

    @property
    def general(self) -> bool:
        """It names nothing of its own, so that the row does."""
        return bool(_GENERAL.fullmatch(self.name) or self.goal)

    @property
    def goal(self) -> bool:
        """Its numbers are aimed at, not reached."""
        return bool(_GOAL.fullmatch(self.name))

    @property
    def measure(self) -> bool:
        """It says what is measured, but not of what."""
        return bool(_MEASURE.fullmatch(self.name))


def head(parts: Sequence[str]) -> Head:
    """The header of a column from its cells, top down; one that is only a unit is the unit of those above."""
    name, unit = "", ""
    for part in parts:
        if name and not unit and _unit_patterns().alone.fullmatch(part):
            unit = part.replace("％", "%")
            continue
        words, own = without_unit(part)
        name, unit = name + words, unit or own
    found = _YEAR.search(name)
    if found is None:
        return Head("", name, unit)
    return Head(_with_year_word(found.group()), name[: found.start()] + name[found.end() :], unit)


def is_rate(name: str) -> bool:
    """A share, a rate or a change, which has not the unit of the rest of its table."""
    return bool(_RATE.search(name))


@dataclass(frozen=True, slots=True)
class _UnitPatterns:
    """Where a table writes its units: alone in a cell; in brackets, behind a stroke or last; after 单位."""

    alone: re.Pattern[str]
    in_header: re.Pattern[str]
    of_table: re.Pattern[str]


@cache
def _unit_patterns() -> _UnitPatterns:
    classes = tomllib.loads((rules.FOLDER / "units.toml").read_text(encoding="utf-8"))["class"]
    units = sorted((re.escape(unit) for row in classes for unit in row["units"]), key=len, reverse=True)
    one = rf"[十百千万亿兆]*个?(?:{'|'.join([*units, '％'])})"
    unit = rf"(?P<{{}}>{one}(?:/{one})?|[十百千万亿]+)"
    return _UnitPatterns(
        alone=re.compile(rf"{one}(?:/{one})?"),
        in_header=re.compile(
            rf"[（(\[［](?:(?:计量)?单位[：:])?{unit.format('bracketed')}[）)\]］]|[/／]{unit.format('behind')}$"
            r"|(?P<percent>[%％‰])$"
        ),
        of_table=re.compile(rf"(?:计量)?单位[：:]\s*{unit.format('told')}[）)]?$"),
    )


def table_unit(caption: str) -> str:
    """The unit that a line above a table gives to all of it (单位：亿元), or nothing."""
    if "单位" not in caption[-20:]:
        return ""
    found = _unit_patterns().of_table.search(caption.strip()[-20:])
    return found["told"] if found else ""


def without_unit(cell: str) -> tuple[str, str]:
    """The words of a header or a row's name, and the unit it bears (发行总额（亿元）, 增长%)."""
    found = _unit_patterns().in_header.search(cell)
    if found is None:
        return cell, ""
    unit = found["bracketed"] or found["behind"] or found["percent"]
    return cell[: found.start()] + cell[found.end() :], unit.replace("％", "%")
