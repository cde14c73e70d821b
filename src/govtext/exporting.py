"""Exporting: tables to files that other programs open: CSV, Excel, Stata and Parquet."""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from govtext.errors import UsageError
from govtext.files import write_csv
from govtext.tabulate import Cell, Row

CHINESE = {
    "region_code": "地区代码", "region": "地区", "period": "时期", "concept": "指标编号", "concept_name": "指标",
    "indicator": "指标", "kind": "类别", "direction": "升降", "status": "实绩或目标", "value": "数值",
    "value_high": "区间上限", "unit": "单位", "bound": "界限", "report_year": "报告年份", "doc_id": "文档",
    "mention_id": "提及编号", "mentions": "提及次数", "rule": "取舍规则", "target": "目标值",
    "target_high": "目标区间上限", "strength": "目标约束强度", "words": "约束用词", "target_report": "目标所在报告年份",
    "target_doc_id": "目标所在文档", "target_mention_id": "目标提及编号", "result": "实际值",
    "result_direction": "实际升降", "result_bound": "实际值界限", "result_report": "实际值所在报告年份",
    "result_doc_id": "实际值所在文档", "result_mention_id": "实际值提及编号", "gap": "实际与目标之差",
    "met": "是否达标", "target_sentence": "目标原句", "result_sentence": "实际值原句",
    "sentence": "原句", "text": "原文", "name": "名称",
    "column": "列", "median": "中位数", "decision": "取舍", "theme": "主题", "signed": "带符号数值",
}  # fmt: skip
_PREFIXES = {"change ": "变化", "percent ": "百分比变化", "rank ": "位次", "from median ": "与中位数之差"}
_PLAIN = {"report_year", "target_report", "result_report", "mention_id", "target_mention_id", "result_mention_id"}
_STATA_NAME, _STATA_LABEL, _STATA_TEXT = 32, 80, 2045  # the format's limits: characters, characters, bytes
_STATA_WORDS = {"byte", "double", "end", "float", "if", "in", "int", "long", "str", "strL", "using", "with"}
_SHEET_ROWS = 1_048_576  # of a worksheet, its header among them
_WIDEST = 60  # characters; longer texts are cut by the window, not by the file


def write(frame: pd.DataFrame, path: Path, *, evidence: pd.DataFrame | None = None) -> Path:
    """Writes a table in the format that the file's ending names: .csv, .xlsx, .dta or .parquet.

    CSV is UTF-8 with byte-order mark, plain decimals and no live formulas. A workbook has a frozen header and number
    formats. Stata files are of version 118, with ASCII variable names and Chinese labels.

    Args:
        frame: the table.
        path: the file; it appears whole or not at all.
        evidence: where the cells are from. In a workbook it is a sheet of its own that the cells link to; for other
            formats it is written beside the table as `NAME.evidence.ENDING`.

    Raises:
        UsageError: the file's ending is not one that can be written, or a worksheet cannot hold so many rows.
    """
    ending = path.suffix.lower()
    if ending not in _WRITERS:
        raise UsageError(f'cannot write "{path.suffix}"; name a file that ends in {", ".join(_WRITERS)}')
    path.parent.mkdir(parents=True, exist_ok=True)
    if ending == ".xlsx":
        if len(frame) >= _SHEET_ROWS:
            raise UsageError(
                f"{path}: {len(frame):,} rows are more than the {_SHEET_ROWS - 1:,} of a worksheet; "
                "write them as .csv, .parquet or .dta"
            )
        return _write_workbook(frame, path, evidence)
    if evidence is not None:
        _WRITERS[ending](evidence, path.with_name(f"{path.stem}.evidence{path.suffix}"))
    return _WRITERS[ending](frame, path)


def ascii_names(labels: Sequence[str]) -> dict[str, str]:
    """A variable name for every column: ASCII, unique, at most 32 characters, the same for the same columns.

    Years get `y2024`, provinces their codes (`r310000`), other Chinese headings their place (`v7`).
    """
    from govtext.identity import provinces  # noqa: PLC0415

    codes = {"全国": "r100000"} | {row.name: f"r{row.code}" for row in provinces()}
    names: dict[str, str] = {}
    for number, label in enumerate(labels, start=1):
        words = [codes.get(word, word) for word in re.split(r"[\s\-]+", label)]
        name = re.sub(r"[^A-Za-z0-9_]+", "_", "_".join(words)).strip("_")
        if not name or any(ord(letter) > 127 for word in words for letter in word):
            stem = re.match(r"[A-Za-z_]*", name)
            name = f"{stem[0].rstrip('_') if stem and stem[0] else 'v'}{number}"
        if name[0].isdigit():
            name = f"y{name}"
        if name in _STATA_WORDS:
            name += "_"
        name = name[:_STATA_NAME]
        if name.lower() in {other.lower() for other in names.values()}:
            name = f"{name[: _STATA_NAME - len(str(number)) - 1]}_{number}"
        names[label] = name
    return names


def chinese(label: str) -> str:
    """What a column is called in Chinese."""
    for prefix, meaning in _PREFIXES.items():
        if label.startswith(prefix):
            return f"{label.removeprefix(prefix)}{meaning}"
    return CHINESE.get(label, label)


def _write_csv(frame: pd.DataFrame, path: Path) -> Path:
    return write_csv(path, [str(label) for label in frame.columns], _rows(frame))


def _write_parquet(frame: pd.DataFrame, path: Path) -> Path:
    return _whole(path, lambda part: frame.rename(columns=str).to_parquet(part, index=False))


def _write_stata(frame: pd.DataFrame, path: Path) -> Path:
    frame = frame.rename(columns=str)
    names = ascii_names(list(frame.columns))
    plain = pd.DataFrame({names[label]: _stata_column(frame[label]) for label in frame.columns})
    texts = [name for name in plain if plain[name].dtype == object]
    long = [name for name in texts if max((len(text.encode()) for text in plain[name]), default=0) > _STATA_TEXT]
    labels = {names[label]: chinese(label)[:_STATA_LABEL] for label in frame.columns}
    return _whole(
        path,
        lambda part: plain.to_stata(part, write_index=False, version=118, variable_labels=labels, convert_strl=long),
    )


def _stata_column(column: pd.Series) -> pd.Series:
    """A column as Stata holds it: numbers with missing values as doubles, everything else as text."""
    if pd.api.types.is_bool_dtype(column):
        return column.astype("int8")
    if pd.api.types.is_numeric_dtype(column):
        whole = pd.api.types.is_integer_dtype(column) and not column.hasnans
        return column.astype("int64") if whole else column.astype("float64")
    return column.astype(object).where(column.notna(), "").astype(str).astype(object)


def _write_workbook(frame: pd.DataFrame, path: Path, evidence: pd.DataFrame | None = None) -> Path:
    if importlib.util.find_spec("openpyxl") is None:
        raise UsageError("writing .xlsx needs openpyxl; install govtext[excel]")
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = "data"
    _fill(sheet, frame)
    if evidence is not None:
        _fill(book.create_sheet("evidence"), evidence)
        _link(sheet, frame, evidence)
    return _whole(path, book.save)


def _fill(sheet: Any, frame: pd.DataFrame) -> None:
    """One sheet: header bold and frozen, numbers as numbers with a format, texts never run as formulas."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # type: ignore[import-untyped]  # noqa: PLC0415
    from openpyxl.styles import Font  # type: ignore[import-untyped]  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]  # noqa: PLC0415

    labels = [str(label) for label in frame.columns]
    sheet.append(labels)
    for place, label in enumerate(labels, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        widest = max([len(label) * 2, *(len(str(cell)) + 2 for cell in frame.iloc[:200, place - 1])])
        sheet.column_dimensions[get_column_letter(place)].width = min(_WIDEST, widest)
    sheet.freeze_panes = "A2"
    if len(frame):
        sheet.auto_filter.ref = sheet.dimensions
    for number, row in enumerate(_rows(frame), start=2):
        for place, (label, found) in enumerate(zip(labels, row, strict=True), start=1):
            if found is None or found == "":
                continue
            cell = sheet.cell(number, place)
            if isinstance(found, str):
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", found)
                cell.data_type = "s"  # text that begins with = stays text
            else:
                cell.value = found
                cell.number_format = "0" if label in _PLAIN else number_format(found)


def number_format(number: int | float | Decimal) -> str:
    """How a workbook shows a number: thousands apart, as many decimals as it has, at most six."""
    decimals = -int(Decimal(str(number)).normalize().as_tuple().exponent)
    return "#,##0" + (f".{'0' * min(decimals, 6)}" if decimals > 0 else "")


def _link(sheet: Any, frame: pd.DataFrame, evidence: pd.DataFrame) -> None:
    """Links cells to the row of the sheet `evidence` that says where they are from."""
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped]  # noqa: PLC0415

    key = [label for label in evidence.columns if label in frame.columns and label not in {"value", "value_high"}]
    wide = "column" in evidence.columns
    if not wide:
        key = [label for label in ("doc_id", "mention_id") if label in key]
    rows = {
        tuple(str(cell) for cell in cells): number
        for number, cells in enumerate(
            evidence[[*key, "column"] if wide else key].itertuples(index=False, name=None), start=2
        )
    }
    labels = [str(label) for label in frame.columns]
    shown = set(evidence["column"]) if wide else {"value"}
    for number, cells in enumerate(frame[key].itertuples(index=False, name=None), start=2):
        for place, label in enumerate(labels, start=1):
            if label not in shown:
                continue
            there = rows.get((*(str(cell) for cell in cells), *([label] if wide else [])))
            cell = sheet.cell(number, place)
            if there is not None and cell.value is not None:
                cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"evidence!A{there}")
                cell.font = Font(color="0563C1", underline="single")


def _whole(path: Path, write_to: Callable[[Path], object]) -> Path:
    """Writes a file under a temporary name and renames it, so that nobody ever sees a part of it."""
    part = path.with_name(f".{path.stem}.part{path.suffix}")
    try:
        write_to(part)
        return part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _rows(frame: pd.DataFrame) -> Iterator[Row]:
    for row in frame.itertuples(index=False, name=None):
        yield tuple(_cell(cell) for cell in row)


def _cell(cell: object) -> Cell:
    if cell is None or cell is pd.NA:
        return None
    if isinstance(cell, float):
        return None if math.isnan(cell) else Decimal(repr(float(cell)))
    return int(cell) if hasattr(cell, "__index__") else str(cell)


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], Path]] = {
    ".csv": _write_csv, ".xlsx": _write_workbook, ".dta": _write_stata, ".parquet": _write_parquet,
}  # fmt: skip
