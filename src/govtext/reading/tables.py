"""Tables with one report a row: CSV, Excel, JSON Lines and Parquet."""

from __future__ import annotations

import functools
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govtext.errors import ReadingError
from govtext.reading.decoding import decode

if TYPE_CHECKING:
    import pandas as pd

SUFFIXES = {".csv", ".tsv", ".xlsx", ".jsonl", ".parquet"}
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


def ids(path: Path, columns: Columns) -> list[str]:
    """The id of every row, empty where the table has no id column.

    Raises:
        ReadingError: the table cannot be read, or has no text column.
    """
    frame = _frame(path)
    found = _find(frame, path, columns)
    if frame.empty:
        raise ReadingError(f"the table {path.name} has no row")
    if "id" not in found:
        return [""] * len(frame)
    return [str(cell) for cell in frame[found["id"]]]


def row(path: Path, number: int, columns: Columns) -> tuple[str, dict[str, str]]:
    """The text of a row and what its other columns say of the report."""
    frame = _frame(path)
    found = _find(frame, path, columns)
    metadata = {what: str(frame[name].iloc[number]) for what, name in found.items() if what not in {"text", "id"}}
    metadata = {
        what: cell.removesuffix(".0") for what, cell in metadata.items()
    }  # a year column with gaps holds floats
    return str(frame[found["text"]].iloc[number]), {what: cell for what, cell in metadata.items() if cell}


def _find(frame: pd.DataFrame, path: Path, columns: Columns) -> dict[str, str]:
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
            f"no column of {path.name} is known to hold the text; name it with --text-column "
            f"(the table has: {', '.join(map(str, frame.columns))})"
        )
    return found


def _frame(path: Path) -> pd.DataFrame:
    return _read(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> pd.DataFrame:
    import io  # noqa: PLC0415

    import pandas as pd  # noqa: PLC0415

    try:
        match path.suffix.lower():
            case ".xlsx":
                frame = pd.read_excel(path, dtype=str, keep_default_na=False)
            case ".parquet":
                frame = pd.read_parquet(path).astype("string").fillna("")
            case ".jsonl":
                frame = pd.read_json(io.StringIO(decode(path.read_bytes()).text), lines=True, dtype=False)
                frame = frame.astype(object).where(frame.notna(), "")
            case suffix:
                text = decode(path.read_bytes()).text
                frame = pd.read_csv(
                    io.StringIO(text), dtype=str, keep_default_na=False, sep="\t" if suffix == ".tsv" else ","
                )
    except ImportError as error:
        raise ReadingError(f"{path.suffix} tables need an extra: pip install 'govtext[excel]' ({error})") from error
    except (ValueError, OSError, zipfile.BadZipFile, KeyError) as error:
        raise ReadingError(f"the table cannot be read: {error}") from error
    return frame
