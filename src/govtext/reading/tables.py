"""Tables with one report a row: CSV, Excel, JSON Lines, Parquet and Stata."""

from __future__ import annotations

import csv
import functools
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.errors import ReadingError
from govtext.reading import limits, packages
from govtext.reading.decoding import decode
from govtext.reading.places import Place

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = {".csv", ".tsv", ".xlsx", ".jsonl", ".parquet", ".dta"}
_MOST_BYTES = 2_000_000_000  # thirty years of three hundred cities
NAMES = {
    "text": (
        "text", "content", "fulltext", "full_text", "body", "report_text", "正文", "全文", "文本", "内容", "报告正文",
        "报告全文", "報告全文", "报告内容", "报告文本", "文本内容", "政府工作报告", "工作报告", "report",
    ),
    "id": ("doc_id", "id", "编号", "序号", "文件名", "filename", "file"),
    "title": ("title", "标题", "题名", "报告标题", "文件标题", "报告名称"),
    "region": ("region", "地区", "行政区", "地区名称", "region_name", "area"),
    "province": ("province", "省份", "省", "省级", "省份名称", "所属省份", "province_name"),
    "city": ("city", "城市", "市", "地级市", "城市名称", "所属城市", "city_name"),
    "county": ("county", "district", "区县", "县", "县区", "县市区", "区", "区县名称", "县级"),
    "year": ("report_year", "year", "年份", "年度", "年", "报告年份", "报告年度", "会计年度"),
    "kind": ("kind", "文种"),
}  # fmt: skip
_LEVELS = ("province", "city", "county")  # together they name a region, where no one column does
_SEPARATORS = (",", "\t", ";", "，")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; None lets them be found by their usual names."""

    text: str | None = None
    id: str | None = None
    title: str | None = None
    region: str | None = None
    year: str | None = None


def ids(place: Place, columns: Columns) -> list[str]:
    """The id of every row, empty where the table has no id column.

    Raises:
        ReadingError: the table cannot be read, or has no text column.
    """
    frame = _frame(place)
    found = _find(frame, place, columns)
    if frame.empty:
        raise ReadingError(f"the table {place.name} has no row")
    if "id" not in found:
        return [""] * len(frame)
    return [str(cell) for cell in frame[found["id"]]]


def row(place: Place, number: int, columns: Columns) -> tuple[str, dict[str, str]]:
    """The text of a row and what its other columns say of the report."""
    frame = _frame(place)
    found = _find(frame, place, columns)
    cells = {what: str(frame[name].iloc[number]) for what, name in found.items() if what not in {"text", "id"}}
    return str(frame[found["text"]].iloc[number]), told(cells)


def told(cells: Mapping[str, str]) -> dict[str, str]:
    """What the cells of a row say of a report: title, region, year and kind; a blank cell says nothing."""
    said = {what: cell.strip().removesuffix(".0") for what, cell in cells.items()}  # a year column with gaps: floats
    levels = [said.pop(level, "") for level in _LEVELS]
    said["region"] = said.get("region") or _region(levels)
    return {what: cell for what, cell in said.items() if cell}


def lines(place: Place) -> list[tuple[int, list[str]]]:
    """The lines of a CSV, TSV or Excel table, its header first, each with its number and cells; blank ones left out.

    One that is too short to tell its encoding is taken for GB 18030, which Excel on a Chinese Windows saves.

    Raises:
        ReadingError: the table cannot be read.
    """
    if place.suffix == ".xlsx":
        frame = _frame(place)
        rows = list(enumerate([list(frame.columns), *frame.to_numpy().tolist()], 1))
    else:
        rows = list(_csv_lines(place, decode(place.data(), otherwise="gb18030").text))
    stripped = [(number, [str(cell).strip() for cell in cells]) for number, cells in rows]
    return [(number, cells) for number, cells in stripped if any(cells)]


def _csv_lines(place: Place, text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines as they are counted in an editor, where pandas counts neither blank ones nor breaks inside a cell."""
    separator = "\t" if place.suffix == ".tsv" else _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise ReadingError(f"the table cannot be read: line {number}: {error}") from error


def _region(levels: list[str]) -> str:
    """The narrowest region of a row with the wider ones before it: 甲省乙市; a municipality is its own province."""
    name = ""
    for level in levels:
        name = level if level.startswith(name) else name if name.endswith(level) else name + level
    return name


def _find(frame: pd.DataFrame, place: Place, columns: Columns) -> dict[str, str]:
    found: dict[str, str] = {}
    by_lower = {str(name).strip().lower(): str(name) for name in frame.columns}
    for what, usual in NAMES.items():
        told: str | None = getattr(columns, what, None)
        if columns.region and what in _LEVELS:
            continue
        if told is not None and told not in frame.columns:
            raise ReadingError(f'there is no column "{told}"; the table has: {", ".join(map(str, frame.columns))}')
        name = told or next((by_lower[candidate] for candidate in usual if candidate in by_lower), None)
        if name:
            found[what] = name
    if "text" not in found:
        raise ReadingError(
            f"no column of {place.name} is known to hold the text; name it with --text-column "
            f"(the table has: {', '.join(map(str, frame.columns))})"
        )
    return found


def _frame(place: Place) -> pd.DataFrame:
    return _read(place, place.changed())


@functools.lru_cache(maxsize=2)
def _read(place: Place, changed: int) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415

    data = place.data(_MOST_BYTES)
    frame: pd.DataFrame
    try:
        match place.suffix:
            case ".xlsx":
                packages.open_office(data, limits.UNPACKED_BYTES).close()
                frame = pd.read_excel(io.BytesIO(data), dtype=str, keep_default_na=False, engine="openpyxl")
            case ".parquet":
                frame = _parquet(data).astype("string").fillna("")
            case ".dta":
                frame = pd.read_stata(io.BytesIO(data), convert_dates=False, preserve_dtypes=True)
                frame = frame.astype(object).where(frame.notna(), "")
            case ".jsonl":
                frame = pd.read_json(io.StringIO(decode(data).text), lines=True, dtype=False)
                frame = frame.astype(object).where(frame.notna(), "")
            case _:
                frame = _csv(place, data)
    except ImportError as error:
        raise ReadingError(f"{place.suffix} tables need an extra: pip install 'govtext[excel]' ({error})") from error
    except MemoryError:
        raise
    except Exception as error:  # what a damaged table makes its library raise is no closed set
        raise ReadingError(f"the table cannot be read: {error}") from error
    return frame


def _csv(place: Place, data: bytes) -> pd.DataFrame:
    """A CSV table; where rows are longer than the header, pandas would move all columns by one."""
    import pandas as pd  # noqa: PLC0415

    text = decode(data).text
    separator = "\t" if place.suffix == ".tsv" else _separator(text)
    with warnings.catch_warnings(record=True) as longer:
        warnings.simplefilter("always", pd.errors.ParserWarning)
        frame: pd.DataFrame = pd.read_csv(
            io.StringIO(text), dtype=str, keep_default_na=False, sep=separator, index_col=False
        )
    if longer:
        for number, cells in _csv_lines(place, text):
            if any(cell.strip() for cell in cells[len(frame.columns) :]):
                raise ReadingError(
                    f"line {number} has {len(cells)} cells and the header {len(frame.columns)}: "
                    f'put cells that hold "{separator}" in quotes'
                )
    return frame


def _separator(text: str) -> str:
    """What stands between the names of the columns most often: a comma, or what Excel writes in some countries."""
    head = text.lstrip("\r\n").split("\n", 1)[0]
    return max(_SEPARATORS, key=head.count)


def _parquet(data: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415

    file = pq.ParquetFile(io.BytesIO(data))
    claimed = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
    if claimed > _MOST_BYTES:
        raise ReadingError(f"the table unpacks to {claimed:,} bytes, more than {_MOST_BYTES:,}; split it")
    frame: pd.DataFrame = file.read().to_pandas()
    return frame
