"""Tables with one report a row: CSV, Excel, JSON Lines, Parquet and Stata."""

from __future__ import annotations

import functools
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govtext.errors import ReadingError
from govtext.reading import packages
from govtext.reading.decoding import decode
from govtext.reading.places import Place

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = {".csv", ".tsv", ".xlsx", ".jsonl", ".parquet", ".dta"}
_MOST_BYTES = 2_000_000_000  # thirty years of three hundred cities
_NAMES = {
    "text": (
        "text",
        "content",
        "fulltext",
        "full_text",
        "body",
        "正文",
        "全文",
        "文本",
        "内容",
        "報告全文",
        "报告全文",
        "报告内容",
    ),
    "id": ("doc_id", "id", "编号", "序号", "文件名", "filename", "file"),
    "title": ("title", "标题", "题名"),
    "region": ("region", "地区", "省份", "城市", "province", "city", "区县", "行政区"),
    "year": ("report_year", "year", "年份", "年度", "年"),
}


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
    metadata = {what: str(frame[name].iloc[number]) for what, name in found.items() if what not in {"text", "id"}}
    metadata = {
        what: cell.removesuffix(".0") for what, cell in metadata.items()
    }  # a year column with gaps holds floats
    return str(frame[found["text"]].iloc[number]), {what: cell for what, cell in metadata.items() if cell}


def _find(frame: pd.DataFrame, place: Place, columns: Columns) -> dict[str, str]:
    found: dict[str, str] = {}
    by_lower = {str(name).strip().lower(): str(name) for name in frame.columns}
    for what, usual in _NAMES.items():
        told: str | None = getattr(columns, what)
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
                packages.open_office(data).close()
                frame = pd.read_excel(io.BytesIO(data), dtype=str, keep_default_na=False, engine="openpyxl")
            case ".parquet":
                frame = _parquet(data).astype("string").fillna("")
            case ".dta":
                frame = pd.read_stata(io.BytesIO(data), convert_dates=False, preserve_dtypes=True)
                frame = frame.astype(object).where(frame.notna(), "")
            case ".jsonl":
                frame = pd.read_json(io.StringIO(decode(data).text), lines=True, dtype=False)
                frame = frame.astype(object).where(frame.notna(), "")
            case suffix:
                text = decode(data).text
                frame = pd.read_csv(
                    io.StringIO(text), dtype=str, keep_default_na=False, sep="\t" if suffix == ".tsv" else ","
                )
    except ImportError as error:
        raise ReadingError(f"{place.suffix} tables need an extra: pip install 'govtext[excel]' ({error})") from error
    except MemoryError:
        raise
    except Exception as error:  # what a damaged table makes its library raise is no closed set
        raise ReadingError(f"the table cannot be read: {error}") from error
    return frame


def _parquet(data: bytes) -> pd.DataFrame:
    import pyarrow.parquet as pq  # noqa: PLC0415

    file = pq.ParquetFile(io.BytesIO(data))
    claimed = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
    if claimed > _MOST_BYTES:
        raise ReadingError(f"the table unpacks to {claimed:,} bytes, more than {_MOST_BYTES:,}; split it")
    frame: pd.DataFrame = file.read().to_pandas()
    return frame
