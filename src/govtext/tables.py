"""The tables: every column declared once, with its meaning. Store, CSV files, checks and codebook follow from here.

All text is UTF-8, in Simplified characters unless it quotes the report. An empty cell means missing, never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

Type = Literal["text", "free text", "whole number", "number", "exact number"]
TEXT: Type = "text"
FREE: Type = "free text"  # what people wrote; neutralised where a spreadsheet would run it as a formula
WHOLE: Type = "whole number"
NUMBER: Type = "number"
EXACT: Type = "exact number"  # a decimal, never a float, until it reaches a DataFrame
_PANDAS: dict[Type, str] = {TEXT: "string", FREE: "string", WHOLE: "Int64", NUMBER: "float64", EXACT: "float64"}

KINDS = ("level", "share", "growth", "change", "multiple", "gap")
BOUNDS = ("=", ">=", ">", "<=", "<", "~", "range")
DIRECTIONS = ("up", "down", "")
STATUSES = ("actual", "target")
ROLES = ("review", "plan", "annex", "other")
UNIT_CLASSES = ("money", "count", "area", "length", "mass", "volume", "energy", "power", "time", "share", "points",
                "multiple", "other")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, what it means, and what its cells may be besides missing."""

    type: Type
    meaning: str
    one_of: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, and its columns in order."""

    meaning: str
    columns: dict[str, Column]


DOCUMENTS = Table(
    "One row a document.",
    {
        "doc_id": Column(
            FREE, "short, readable, stable id, from the path relative to the input or the table's id column"
        ),
        "path": Column(FREE, "where the document came from, relative to the input; for a table row with #row"),
        "title": Column(FREE, "title of the report, in Simplified characters"),
        "kind": Column(
            TEXT,
            "government_work_report, unit_summary, plan_report, statistical_communique, policy_address, speech, other",
        ),
        "level": Column(
            TEXT, "national, provincial, prefectural, county, township, or unit for a department or organisation"
        ),
        "region": Column(FREE, "whose report it is; 全国 for the State Council"),
        "region_code": Column(
            TEXT, "GB/T 2260 code of the region as text; 000000 for 全国; empty where it is not known or ambiguous"
        ),
        "report_year": Column(WHOLE, "year the report is given; for a unit's summary the year it is named after"),
        "review_start": Column(WHOLE, "first year the report reviews"),
        "review_end": Column(WHOLE, "last year the report reviews"),
        "script": Column(
            TEXT, "script of the text as read: Hans (Simplified) or Hant (Traditional)", one_of=("Hans", "Hant")
        ),
        "encoding": Column(TEXT, "encoding the file was decoded from; table for a row of a table"),
        "chars": Column(WHOLE, "characters of the text as read", least=0),
        "sentences": Column(WHOLE, "number of sentences", least=0),
        "tokens": Column(WHOLE, "number of words after segmentation, punctuation included", least=0),
        "indicators": Column(WHOLE, "number of rows in indicators.csv", least=0),
        "repairs": Column(
            WHOLE, "number of places where debris of conversion or scraping was mended before analysis", least=0
        ),
        "sha256": Column(TEXT, "SHA-256 of the bytes as read (of the UTF-8 text for a row of a table)"),
        "warnings": Column(FREE, "what could not be told, joined with ;"),
        "repairs_by_rule": Column(TEXT, "what was repaired and how often: pinyin 12; spaced-digits 3"),
    },
)

INDICATORS = Table(
    "One row a mention: one number with its unit, as the text has it, and what it measures.",
    {
        "doc_id": Column(FREE, "the document"),
        "mention_id": Column(WHOLE, "counts from 1 within the document, in text order", least=1),
        "region": Column(FREE, "region of the document"),
        "region_code": Column(TEXT, "code of the region, as text"),
        "report_year": Column(WHOLE, "year the report is given"),
        "section": Column(FREE, "path of headings, joined with ' > '"),
        "section_role": Column(TEXT, "review, plan, annex or other", one_of=ROLES),
        "sentence_id": Column(WHOLE, "row of sentences.csv; counts from 1 within the document", least=1),
        "start": Column(
            WHOLE, "first character of the mention, counted in code points of the decoded text from 0", least=0
        ),
        "end": Column(WHOLE, "one past its last character: raw[start:end] is the mention as written", least=1),
        "text": Column(FREE, "the mention as written, from the first character of the number to the last of its unit"),
        "value": Column(
            EXACT, "value in the unit's base, 万 and 亿 multiplied out; exact plain decimal; low end of a range"
        ),
        "value_high": Column(EXACT, "high end, only for a range"),
        "unit": Column(TEXT, "unit in Simplified characters without multiplier; empty where a noun follows the number"),
        "unit_class": Column(
            TEXT,
            "money, count, area, length, mass, volume, energy, power, time, share, points, multiple or other",
            one_of=UNIT_CLASSES,
        ),
        "bound": Column(
            TEXT, "= exact, >= at least, > more than, <= at most, < less than, ~ about, range", one_of=BOUNDS
        ),
        "kind": Column(
            TEXT,
            "level, share, growth (relative), change (absolute), multiple, gap (to anything but its past)",
            one_of=KINDS,
        ),
        "direction": Column(TEXT, "up or down for growth, change, multiple and gap; else empty", one_of=DIRECTIONS),
        "status": Column(
            TEXT, "actual: reported as having happened; target: planned, expected or required", one_of=STATUSES
        ),
        "period": Column(
            TEXT,
            "what time it is about: 2024, 2021-2025, 2024Q3, 2024H1, 2024M1-M5, 2024-06; empty if it cannot be told",
        ),
        "period_start": Column(WHOLE, "first whole year of the period"),
        "period_end": Column(WHOLE, "last whole year of the period"),
        "name": Column(FREE, "what is measured, in words of the text"),
        "concept": Column(TEXT, "id of the canonical indicator; empty if it is none that is known"),
        "theme": Column(TEXT, "primary policy theme"),
        "themes": Column(TEXT, "all policy themes, joined with ;, the primary one first"),
        "sentence": Column(FREE, "the sentence as written, up to its full stop: the evidence"),
    },
)

SENTENCES = Table(
    "One row a sentence; a sentence ends at 。！？； or with its paragraph.",
    {
        "doc_id": Column(FREE, "the document"),
        "sentence_id": Column(WHOLE, "counts from 1 within the document", least=1),
        "section": Column(FREE, "path of headings, joined with ' > '"),
        "section_role": Column(TEXT, "review, plan, annex or other", one_of=ROLES),
        "start": Column(WHOLE, "first character, counted in code points of the decoded text from 0", least=0),
        "end": Column(WHOLE, "one past the last character", least=1),
        "text": Column(FREE, "the sentence as written"),
        "themes": Column(TEXT, "its policy themes, joined with ;, the primary one first; empty for none"),
        "tokens": Column(WHOLE, "number of words", least=0),
    },
)

THEMES = Table(
    "One row a document, part and theme: how much the report speaks of it, by the primary theme of its sentences.",
    {
        "doc_id": Column(FREE, "the document"),
        "region": Column(FREE, "region of the document"),
        "region_code": Column(TEXT, "code of the region, as text"),
        "report_year": Column(WHOLE, "year the report is given"),
        "part": Column(TEXT, "whole, review or plan", one_of=("whole", "review", "plan")),
        "theme": Column(TEXT, "theme id"),
        "sentences": Column(WHOLE, "sentences whose primary theme it is", least=0),
        "sentence_share": Column(NUMBER, "their share of the part's sentences, 0 to 1", least=0, most=1),
        "chars": Column(WHOLE, "characters of those sentences", least=0),
        "char_share": Column(NUMBER, "their share of the characters of the part's sentences, 0 to 1", least=0, most=1),
        "indicators": Column(WHOLE, "mentions of the part whose primary theme it is", least=0),
        "tokens": Column(WHOLE, "words of those sentences, punctuation included", least=0),
        "token_share": Column(NUMBER, "their share of the words of the part's sentences, 0 to 1", least=0, most=1),
    },
)

ERRORS = Table(
    "One row an input that gave no document, and why.",
    {
        "path": Column(FREE, "the input"),
        "stage": Column(TEXT, "find, read, analyse or metadata"),
        "error": Column(TEXT, "kind of error"),
        "message": Column(FREE, "what is wrong and how to mend it"),
    },
)


PANEL = Table(
    "One row a region, period, concept, kind and status.",
    {
        "region_code": Column(TEXT, "code of the region, as text"),
        "region": Column(FREE, "the region"),
        "period": Column(TEXT, "what time the number is about"),
        "concept": Column(TEXT, "id of the canonical indicator"),
        "concept_name": Column(TEXT, "its Chinese name"),
        "kind": Column(TEXT, "level, share, growth, change, multiple or gap", one_of=KINDS),
        "direction": Column(TEXT, "up, down or empty", one_of=DIRECTIONS),
        "status": Column(TEXT, "actual or target", one_of=STATUSES),
        "value": Column(NUMBER, "value in the unit's base"),
        "value_high": Column(NUMBER, "high end of a range"),
        "unit": Column(TEXT, "unit without multiplier"),
        "bound": Column(TEXT, "bound of the value", one_of=BOUNDS),
        "report_year": Column(WHOLE, "year of the report the value is taken from"),
        "doc_id": Column(FREE, "that report"),
        "mention_id": Column(WHOLE, "the mention in indicators.csv"),
        "mentions": Column(WHOLE, "how many mentions there were for this cell", least=1),
        "rule": Column(TEXT, "why this one was chosen"),
    },
)

STORED = {
    "documents": DOCUMENTS,
    "indicators": INDICATORS,
    "sentences": SENTENCES,
    "themes": THEMES,
    "errors": ERRORS,
}
DERIVED = {"panel": PANEL}


def columns(name: str) -> dict[str, Column]:
    """The columns of a table, in order."""
    return (STORED | DERIVED)[name].columns


@cache
def schema(name: str) -> pa.DataFrameSchema:
    """What a DataFrame of this table has to be."""
    import pandera.pandas as pa  # noqa: PLC0415  takes longer to load than a small run

    return pa.DataFrameSchema(
        {
            label: pa.Column(
                _PANDAS[column.type],
                checks=[
                    *([pa.Check.isin(column.one_of)] if column.one_of else []),
                    *([pa.Check.ge(column.least)] if column.least is not None else []),
                    *([pa.Check.le(column.most)] if column.most is not None else []),
                ],
                nullable=True,
                coerce=True,
                description=column.meaning,
            )
            for label, column in columns(name).items()
        },
        ordered=True,
        strict=True,
    )


def checked(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The DataFrame with the types of the table, checked against its declaration."""
    valid: pd.DataFrame = schema(name).validate(frame)
    return valid


def codebook() -> str:
    """All tables and columns as Markdown."""
    lines = [
        "# Codebook",
        "",
        "CSV files are UTF-8 with a byte-order mark; codes are text; an empty cell means missing.",
        "Free text that a spreadsheet would run as a formula stands behind an apostrophe.",
        "",
    ]
    for name, table in (STORED | DERIVED).items():
        lines += [f"## {name}.csv", "", table.meaning, "", "| column | type | meaning |", "|---|---|---|"]
        lines += [f"| {label} | {column.type} | {column.meaning} |" for label, column in table.columns.items()]
        lines.append("")
    return "\n".join(lines)
