"""RTF."""

from __future__ import annotations

import re
from itertools import groupby

from striprtf.striprtf import rtf_to_text

from govtext.errors import ReadingError
from govtext.reading import grids, limits

_TABLE_ROW = re.compile(r".*\|\s*$")
_MOST = 8 * limits.CHARACTERS  # a Chinese character takes up to eight bytes


def text(data: bytes) -> str:
    """The text of a document: a line a paragraph, tables told row by row."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadingError("the file is no RTF document")
    if len(data) > _MOST:
        raise ReadingError(f"the file has {len(data):,} bytes, more than {_MOST:,}; take the pictures out")
    found: str = rtf_to_text(data.decode("latin-1"), errors="strict")  # type: ignore[no-untyped-call]
    lines: list[str] = []
    for is_table, group in groupby(found.split("\n"), lambda line: bool(_TABLE_ROW.match(line))):
        if is_table:
            unit = grids.table_unit(next((line for line in reversed(lines) if line.strip()), ""))
            lines += grids.lines([line.rstrip().removesuffix("|").split("|") for line in group], unit)
        else:
            lines += group
    return "\n".join(lines)
