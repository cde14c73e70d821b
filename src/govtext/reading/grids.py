"""Grids: tables inside documents, told as sentences, so that a number keeps the name and unit its table gives it.

A row becomes one line. Of a number the name stands before it and the unit behind it:

    期次 | 发行总额（亿元）          第一期：发行总额10.00亿元。
    第一期 | 10.00

    指标 | 单位 | 2024年 | 增长（%）   2024年粮食产量26.25万吨，增长2.1%。
    粮食产量 | 万吨 | 26.25 | 2.1

- The unit is the cell's own, that of the column's header, of the row's name, of a column 单位, or of the table
  (单位：亿元), whichever comes first; the table's unit is not given to rates and shares.
- The name is the column's header; where that says only a year, a change or nothing in particular (完成, 绝对数),
  the name of the row. Changes are told as 增长 or 下降, by their sign.
- A table without numbers, and one whose cells hold whole paragraphs (it only serves the layout), is told cell by cell.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from govtext import rules

Grid = Sequence[Sequence[str]]

_NUMBER = re.compile(r"(?P<sign>[-+−－＋]?)\s*(?P<digits>\d[\d,，]*(?:[.．]\d+)?)\s*(?P<unit>[^\d\s.．,，]{0,6})")
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?(?!\d)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?")
_YEAR_COLUMN = re.compile(r"年份|年度|年|时间")
_CHANGE = re.compile(
    r"(?:同比|[比较]上年|比去年|同口径|年均|环比)*[±+]?(?:增长率?|增速|增幅|增减|增降|涨幅|升降|同比|[比较]上年)[±+]?"
)
_PERCENT = re.compile(r"增长率|增速|增幅|涨幅")
_RATE = re.compile(r"率|比重|占比|比例|增|同比|环比|[比较]上年|指数|[%％‰]")
_SERIAL = re.compile(r"序号|编号|排名|名次|代码|行次")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_GENERAL = re.compile(
    r"(?:数值|数量|绝对[数值]|总量|实绩|实际|完成[数值]?|完成情况|本年|本期|全年|合计|累计|指标值|数据|金额)?"
)
_DOWN = ("-", "−", "－")
_NOTHING = {"", "-", "--", "—", "——", "－", "/", "…", "……"}
_BLANK = re.compile(r"\s+")
_LAYOUT_CELL = 200


@dataclass(frozen=True, slots=True)
class _Head:
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
    def general(self) -> bool:
        """It names nothing of its own, so that the row does."""
        return bool(_GENERAL.fullmatch(self.name))


@dataclass(frozen=True, slots=True)
class _UnitPatterns:
    """Where a table writes its units: in brackets, behind a stroke, after 单位."""

    in_header: re.Pattern[str]
    of_table: re.Pattern[str]


@cache
def _unit_patterns() -> _UnitPatterns:
    classes = tomllib.loads((rules.FOLDER / "units.toml").read_text(encoding="utf-8"))["class"]
    units = sorted((re.escape(unit) for row in classes for unit in row["units"]), key=len, reverse=True)
    one = rf"[十百千万亿兆]*个?(?:{'|'.join([*units, '％'])})"
    unit = rf"(?P<{{}}>{one}(?:/{one})?|[十百千万亿]+)"
    return _UnitPatterns(
        in_header=re.compile(
            rf"[（(\[［](?:(?:计量)?单位[：:])?{unit.format('bracketed')}[）)\]］]|[/／]{unit.format('behind')}$"
        ),
        of_table=re.compile(rf"(?:计量)?单位[：:]\s*{unit.format('told')}[）)]?$"),
    )


def table_unit(caption: str) -> str:
    """The unit that a line above a table gives to all of it (单位：亿元), or nothing."""
    if "单位" not in caption[-20:]:
        return ""
    found = _unit_patterns().of_table.search(caption.strip()[-20:])
    return found["told"] if found else ""


def lines(grid: Grid, unit: str = "") -> list[str]:
    """A table as lines of text.

    Args:
        grid: its rows of cells; a cell that spans several places stands in each of them.
        unit: what a line above the table says of its unit.
    """
    rows = [[cell.strip() for cell in row] for row in grid if any(cell.strip() for cell in row)]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    if width < 2 or any(len(cell) > _LAYOUT_CELL for row in rows for cell in row):
        return [line for row in rows for cell in _once(row) for line in cell.splitlines() if line.strip()]
    rows = [[_BLANK.sub("", cell) for cell in row] for row in rows]
    told: list[str] = []
    while rows and len(set(rows[0])) == 1:  # a title or a unit, merged over the whole width
        unit = table_unit(rows[0][0]) or unit
        told.append(rows.pop(0)[0])
    first = next((n for n, row in enumerate(rows) if any(_is_figure(cell) for cell in row[1:])), len(rows))
    if first == len(rows):
        return [*told, *("　".join(_once(row)) for row in rows)]
    heads = [_head("".join(_once([row[n] for row in rows[:first]]))) for n in range(width)]
    return [*told, *filter(None, (_row(row, heads, unit) for row in rows[first:]))]


def _is_figure(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not (_BARE_YEAR.fullmatch(cell) and cell.endswith(("年", "度")))


def _head(cell: str) -> _Head:
    name, unit = _without_unit(cell)
    year = _YEAR.search(name)
    if year is None:
        return _Head("", name, unit)
    written = year.group() if year.group().endswith(("年", "度")) else f"{year.group()}年"
    return _Head(written, name[: year.start()] + name[year.end() :], unit)


def _without_unit(cell: str) -> tuple[str, str]:
    found = _unit_patterns().in_header.search(cell)
    if found is None:
        return cell, ""
    return cell[: found.start()] + cell[found.end() :], (found["bracketed"] or found["behind"]).replace("％", "%")


def _row(row: Sequence[str], heads: Sequence[_Head], table: str) -> str:
    """One row as a sentence."""
    if len(set(row)) == 1:
        return row[0]
    year, own_unit = "", ""
    labels: list[str] = []
    figures: list[tuple[_Head, str]] = []
    for cell, head in zip(row, heads, strict=True):
        if cell in _NOTHING or _SERIAL.fullmatch(head.name):
            continue
        if _UNIT_COLUMN.fullmatch(head.name):
            own_unit = cell
        elif _BARE_YEAR.fullmatch(cell) and (_YEAR_COLUMN.fullmatch(head.name) or not (figures or labels)):
            year = cell if cell.endswith(("年", "度")) else f"{cell}年"
        elif _is_figure(cell):
            figures.append((head, cell))
        else:
            labels.append(f"{head.name}{cell}" if labels or figures else cell)
    subject, label_unit = _without_unit(labels[0]) if labels else ("", "")
    if not figures:
        return "　".join(filter(None, [year, *labels]))
    lead = labels[1:]
    if subject and any(head.change is None and not head.general for head, _ in figures):
        lead.insert(0, subject)  # headers name the numbers; the row says of whom
    clauses = _clauses(figures, subject, year, own_unit or label_unit, table)
    sentence = f"{''.join(clauses)}。"
    return f"{'，'.join(lead)}：{sentence}" if lead else sentence


def _clauses(figures: Sequence[tuple[_Head, str]], subject: str, year: str, unit: str, table: str) -> list[str]:
    """A clause a number. A change continues the number before it; behind several years it is that of the latest."""
    years = {head.year for head, _ in figures if head.year}
    latest = max(years, default="")
    clauses: list[str] = []

    def add(clause: str, joint: str) -> None:
        clauses.append(f"{joint}{clause}" if clauses else clause)

    for head, cell in figures:
        when = head.year or year
        if head.change is None:
            name = subject if head.general else head.name
            joint = "，" if _RATE.search(name) else "；"  # a share is one of the number before; others are their own
            add(f"{when}{name}{_figure(cell, head.unit or unit or _fit(table, name))}", joint)
            continue
        name = head.change
        if name or not clauses or len(years) > 1:
            name, when = name or subject, when or ("" if "年均" in head.name else latest)
        else:
            when = head.year
        percent = "%" if _PERCENT.search(head.name) else ""
        add(f"{when}{name}{_change(cell, head.unit or percent)}", "；" if name else "，")
    return clauses


def _fit(unit: str, name: str) -> str:
    return "" if _RATE.search(name) else unit


def _figure(cell: str, unit: str) -> str:
    found = _NUMBER.fullmatch(cell)
    return cell if found is None or found["unit"] else f"{cell}{unit}"


def _change(cell: str, unit: str) -> str:
    found = _NUMBER.fullmatch(cell)
    if found is None:
        return cell
    return f"{'下降' if found['sign'] in _DOWN else '增长'}{found['digits']}{found['unit'] or unit}"


def _once(cells: Iterable[str]) -> list[str]:
    """The cells without blanks, one that spans several places only once."""
    seen: list[str] = []
    for cell in cells:
        if cell and (not seen or seen[-1] != cell):
            seen.append(cell)
    return seen
