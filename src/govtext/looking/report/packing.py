"""Tables as compact JSON that is safe inside a page: columns instead of rows, repeated texts once."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
from jinja2.utils import htmlsafe_json_dumps

Packed = list[Any] | dict[str, list[Any]]


def packed(frame: pd.DataFrame) -> dict[str, Packed]:
    """Column → its cells as a list, missing ones None; texts that repeat as `of` (each once) and `at` (which one)."""
    return {str(label): _column(frame[label]) for label in frame.columns}


def as_json(value: object) -> str:
    """JSON without `<`, `>`, `&` and `'`, so that nothing in it can end the script element that holds it."""
    return str(htmlsafe_json_dumps(value, dumps=json.dumps, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _column(cells: pd.Series) -> Packed:
    if pd.api.types.is_bool_dtype(cells):
        return [int(cell) for cell in cells]
    if pd.api.types.is_numeric_dtype(cells):
        return [None if pd.isna(cell) else _short(cell) for cell in cells.tolist()]
    texts = cells.fillna("").astype(str)
    at, of = pd.factorize(texts)
    return texts.tolist() if 2 * len(of) > len(at) else {"of": list(of), "at": at.tolist()}


def _short(number: float) -> float:
    return int(number) if number == int(number) else number
