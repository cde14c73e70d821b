"""Grids: tables inside documents, told as sentences, so that a number keeps the name and unit its table gives it.

A row becomes one line, each of its numbers a sentence that can stand alone: the name before it, the unit behind it.

    期次 | 发行总额（亿元）              第一期：发行总额10.00亿元。
    第一期 | 10.00

    指标 | 单位 | 2024年 | 增长（%）       2024年粮食产量26.25万吨，增长2.1%。
    粮食产量 | 万吨 | 26.25 | 2.1

    作物 | 面积（万亩） | 产量（万吨）         水稻面积31万亩。水稻产量26.25万吨。
    水稻 | 31 | 26.25

- The unit is the cell's own, that of the column's header, of the row's name, of a column 单位, or of the table
  (单位：亿元), whichever comes first; the table's unit is not given to rates and shares.
- The name is the column's header; where that says only a year, a goal or nothing in particular (完成, 绝对数), the name
  of the row; where it says what is measured and not of what (面积, 预算数), both. Changes are told as 增长 or 下降, by
  their sign, and continue the number before them.
- A table without numbers, and one whose cells hold whole paragraphs (it only serves the layout), is told cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from govtext.reading.cells import Figure, Head, figure, head, is_rate, table_unit, without_unit, year

__all__ = ["Grid", "lines", "table_unit"]

Grid = Sequence[Sequence[str]]

_SUBJECT = re.compile(r"(?:主要|具体|经济|统计)?(?:指标|项目|科目|品种|产品|行业|名称)(?:名称|内容)?")
_SERIAL = re.compile(r"序号|编号|排名|名次|代码|行次|(?:联系)?电话|邮编|文号")
_YEAR_COLUMN = re.compile(r"年份|年度|年|时间")
_UNIT_COLUMN = re.compile(r"(?:计量)?单位")
_SHARE = re.compile(r"比重|占比|比例")
_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[、．.](?!\d)|其中[：:]|[#＃*＊])+"
)
_RISES = re.compile(r"(?P<what>.*?)(?P<word>年均增长|增长)")
_NOTHING = {"", "-", "--", "—", "——", "－", "/", "…", "……"}
_BLANK = re.compile(r"\s+")
_LAYOUT_CELL = 200


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
    while rows and (title := _title(rows[0])):
        unit = table_unit(title) or unit
        told.append(title)
        rows.pop(0)
    first = next((n for n, row in enumerate(rows) if _holds_figures(row, n)), len(rows))
    if first == len(rows):
        return [*told, *("　".join(_once(row)) for row in rows)]
    heads = [head(_once([row[n] for row in rows[:first]])) for n in range(width)]
    return [*told, *filter(None, (_row(row, heads, unit) for row in rows[first:]))]


def _title(row: Sequence[str]) -> str:
    """The title or the unit of a table, merged over its width or alone in its row; or nothing."""
    [words, *others] = {cell for cell in row if cell}
    return words if not others and (all(row) or table_unit(words)) else ""


def _holds_figures(row: Sequence[str], number: int) -> bool:
    """A row of data; years alone in the first row are a header."""
    figures = [cell for cell in row[1:] if figure(cell)]
    return bool(figures) and not (number == 0 and all(map(year, figures)))


def _row(row: Sequence[str], heads: Sequence[Head], table: str) -> str:
    """One row as sentences."""
    if len(set(row)) == 1:
        return row[0]
    named = [n for n, column in enumerate(heads) if _SUBJECT.fullmatch(column.name)]
    teller = _Teller(_years(row, heads), table)
    before = ""
    for n, (cell, column) in enumerate(zip(row, heads, strict=True)):
        repeated, before = cell == before, cell
        if cell in _NOTHING or _SERIAL.fullmatch(column.name):
            continue
        found = figure(cell)
        if _UNIT_COLUMN.fullmatch(column.name):
            teller.unit = cell.replace("％", "%")
        elif year(cell) and (_YEAR_COLUMN.fullmatch(column.name) or not (teller.subject or teller.sentences)):
            teller.year = year(cell)
        elif found:
            teller.tell(column, found)
        elif repeated:
            continue
        elif n in named or not (named or teller.subject):
            teller.name(cell)
        else:
            teller.remarks.append(f"{column.name}{cell}")
    return teller.line()


def _years(row: Sequence[str], heads: Sequence[Head]) -> set[str]:
    return {column.year for cell, column in zip(row, heads, strict=True) if column.year and figure(cell)}


class _Teller:
    """Tells a row from left to right: of what its numbers are, of when, in which unit."""

    def __init__(self, years: set[str], table: str) -> None:
        self.years, self.table = years, table
        self.subject = self.year = self.unit = self.label_unit = ""
        self.sentences: list[str] = []
        self.remarks: list[str] = []

    def name(self, cell: str) -> None:
        """What the numbers behind this cell are about."""
        if self.subject and not self.sentences:
            self.remarks.append(self.subject)
        self.subject, self.label_unit = without_unit(_ORDINAL.sub("", cell) or cell)

    def tell(self, column: Head, number: Figure) -> None:
        """One number: a sentence, or a clause of the one before."""
        if column.change is None:
            self._level(column, number)
        else:
            self._change(column, column.change, number)

    def line(self) -> str:
        """The row as it was told; what is neither number nor name comes last."""
        if not self.sentences:
            return "　".join(filter(None, [self.year, self.subject, *self.remarks]))
        remark = [f"{self.subject}：{'，'.join(self.remarks)}"] if self.remarks else []
        return "".join(f"{sentence}。" for sentence in [*self.sentences, *remark])

    def _level(self, column: Head, number: Figure) -> None:
        when, unit = column.year or self.year, column.unit or self.unit or self.label_unit
        if _SHARE.fullmatch(column.name) and self.sentences:
            self.sentences[-1] += f"，{column.name}{number.told(unit if unit in {'%', '‰'} else '')}"
            return
        name, lead = column.name, ""
        if column.general:
            name = _aimed_at(self.subject) if column.goal else self.subject
        elif column.measure:
            name = f"{self.subject}{column.name}"
        elif self.subject:
            lead = f"{self.subject}："
        fitting = unit or ("" if is_rate(name) else self.table)
        self.sentences.append(f"{lead}{when}{name}{number.told(fitting)}")

    def _change(self, column: Head, name: str, number: Figure) -> None:
        """A change continues the number before it; behind several years it is that of the latest."""
        unit = column.change_unit or ("" if column.name[-1:] not in "额量" else self.unit or self.table)
        told = number.change(unit)
        if not name and self.sentences and len(self.years) < 2:
            self.sentences[-1] += f"，{column.year}{told}"
            return
        latest = "" if "年均" in column.name else max(self.years, default="")
        when = column.year or self.year or latest
        lead = f"{self.subject}：" if name and self.subject else ""
        self.sentences.append(f"{lead}{when}{name or self.subject}{told}")


def _aimed_at(subject: str) -> str:
    """The name of a number that is aimed at: 新增就业预期目标, 生产总值预期增长."""
    rises = _RISES.fullmatch(subject)
    return f"{rises['what']}预期{rises['word']}" if rises else f"{subject}预期目标"


def _once(cells: Iterable[str]) -> list[str]:
    """The cells without blanks, one that spans several places only once."""
    seen: list[str] = []
    for cell in cells:
        if cell and (not seen or seen[-1] != cell):
            seen.append(cell)
    return seen
