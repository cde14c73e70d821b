"""The tables: every column declared once, with its description. Store, CSV files, checks and codebook follow from here.

All text is UTF-8, in Simplified characters unless it quotes the report. An empty cell means missing, never zero.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

field = partial(pa.Field, nullable=True)
Text = Series[pd.StringDtype]
Whole = Series[pd.Int64Dtype]
Number = Series[float]

KINDS = ["level", "share", "growth", "change", "multiple", "gap"]
BOUNDS = ["=", ">=", ">", "<=", "<", "~", "range"]
DIRECTIONS = ["up", "down", ""]
STATUSES = ["actual", "target"]
ROLES = ["review", "plan", "annex", "other"]
UNIT_CLASSES = ["money", "count", "area", "length", "mass", "volume", "energy", "power", "time", "share", "points",
                "multiple", "other"]  # fmt: skip


class Documents(pa.DataFrameModel):
    """One row a document."""

    doc_id: Text = field(
        description="short, readable, stable id, from the path relative to the input or the table's id column"
    )
    path: Text = field(description="where the document came from, relative to the input; for a table row with #row")
    title: Text = field(description="title of the report, in Simplified characters")
    kind: Text = field(
        description="government_work_report, unit_summary, plan_report, statistical_communique, policy_address, "
        "speech, other"
    )
    level: Text = field(
        description="national, provincial, prefectural, county, township, or unit for a department or organisation"
    )
    region: Text = field(description="whose report it is; 全国 for the State Council")
    region_code: Text = field(
        description="GB/T 2260 code of the region as text; 000000 for 全国; empty where it is not known or ambiguous"
    )
    report_year: Whole = field(description="year the report is given; for a unit's summary the year it is named after")
    review_start: Whole = field(description="first year the report reviews")
    review_end: Whole = field(description="last year the report reviews")
    script: Text = field(
        description="script of the text as read: Hans (Simplified) or Hant (Traditional)", isin=["Hans", "Hant"]
    )
    encoding: Text = field(description="encoding the file was decoded from; table for a row of a table")
    chars: Whole = field(description="characters of the text as read", ge=0)
    sentences: Whole = field(description="number of sentences", ge=0)
    tokens: Whole = field(description="number of words after segmentation, punctuation included", ge=0)
    indicators: Whole = field(description="number of rows in indicators.csv", ge=0)
    repairs: Whole = field(
        description="number of places where debris of conversion or scraping was mended before analysis", ge=0
    )
    sha256: Text = field(description="SHA-256 of the bytes as read (of the UTF-8 text for a row of a table)")
    warnings: Text = field(description="what could not be told, joined with ;")


class Indicators(pa.DataFrameModel):
    """One row a mention: one number with its unit, as the text has it, and what it measures."""

    doc_id: Text = field(description="the document")
    mention_id: Whole = field(description="counts from 1 within the document, in text order", ge=1)
    region: Text = field(description="region of the document")
    region_code: Text = field(description="code of the region, as text")
    report_year: Whole = field(description="year the report is given")
    section: Text = field(description="path of headings, joined with ' > '")
    section_role: Text = field(description="review, plan, annex or other", isin=ROLES)
    sentence_id: Whole = field(description="sentence in sentences.csv; counts from 1 within the document", ge=1)
    start: Whole = field(
        description="first character of the mention, counted in code points of the decoded text from 0", ge=0
    )
    end: Whole = field(description="one past its last character: raw[start:end] is the mention as written", ge=1)
    text: Text = field(
        description="the mention as written, from the first character of the number to the last of its unit"
    )
    value: Number = field(
        description="value in the unit's base, 万 and 亿 multiplied out; exact plain decimal; low end of a range"
    )
    value_high: Number = field(description="high end, only for a range")
    unit: Text = field(
        description="unit in Simplified characters without multiplier; empty where a noun follows the number"
    )
    unit_class: Text = field(
        description="money, count, area, length, mass, volume, energy, power, time, share, points, multiple or other",
        isin=UNIT_CLASSES,
    )
    bound: Text = field(
        description="= exact, >= at least, > more than, <= at most, < less than, ~ about, range", isin=BOUNDS
    )
    kind: Text = field(
        description="level, share, growth (relative), change (absolute), multiple, gap (to anything but its past)",
        isin=KINDS,
    )
    direction: Text = field(description="up or down for growth, change, multiple and gap; else empty", isin=DIRECTIONS)
    status: Text = field(
        description="actual: reported as having happened; target: planned, expected or required", isin=STATUSES
    )
    period: Text = field(
        description="what time it is about: 2024, 2021-2025, 2024Q3, 2024H1, 2024-06; empty if it cannot be told"
    )
    period_start: Whole = field(description="first whole year of the period")
    period_end: Whole = field(description="last whole year of the period")
    name: Text = field(description="what is measured, in words of the text")
    concept: Text = field(description="id of the canonical indicator; empty if it is none that is known")
    theme: Text = field(description="primary policy theme")
    themes: Text = field(description="all policy themes, joined with ;, the primary one first")
    sentence: Text = field(description="the sentence as written: the evidence")


class Sentences(pa.DataFrameModel):
    """One row a sentence."""

    doc_id: Text = field(description="the document")
    sentence_id: Whole = field(description="counts from 1 within the document", ge=1)
    section: Text = field(description="path of headings, joined with ' > '")
    section_role: Text = field(description="review, plan, annex or other", isin=ROLES)
    start: Whole = field(description="first character, counted in code points of the decoded text from 0", ge=0)
    end: Whole = field(description="one past the last character", ge=1)
    text: Text = field(description="the sentence as written")
    themes: Text = field(description="its policy themes, joined with ;, the primary one first; empty for none")
    tokens: Whole = field(description="number of words", ge=0)


class Themes(pa.DataFrameModel):
    """One row a document, part and theme: how much the report speaks of it, by the primary theme of its sentences."""

    doc_id: Text = field(description="the document")
    region: Text = field(description="region of the document")
    region_code: Text = field(description="code of the region, as text")
    report_year: Whole = field(description="year the report is given")
    part: Text = field(description="whole, review or plan", isin=["whole", "review", "plan"])
    theme: Text = field(description="theme id")
    sentences: Whole = field(description="sentences whose primary theme it is", ge=0)
    sentence_share: Number = field(description="their share of the part's sentences, 0 to 1", ge=0, le=1)
    chars: Whole = field(description="characters of those sentences", ge=0)
    char_share: Number = field(description="their share of the characters of the part's sentences, 0 to 1", ge=0, le=1)
    indicators: Whole = field(description="mentions of the part whose primary theme it is", ge=0)


class Errors(pa.DataFrameModel):
    """One row an input that gave no document, and why."""

    path: Text = field(description="the input")
    stage: Text = field(description="find, read or analyse")
    error: Text = field(description="kind of error")
    message: Text = field(description="what is wrong and how to mend it")


class Panel(pa.DataFrameModel):
    """One row a region, period, concept, kind and status."""

    region_code: Text = field(description="code of the region, as text")
    region: Text = field(description="the region")
    period: Text = field(description="what time the number is about")
    concept: Text = field(description="id of the canonical indicator")
    concept_name: Text = field(description="its Chinese name")
    kind: Text = field(description="level, share, growth, change, multiple or gap", isin=KINDS)
    direction: Text = field(description="up, down or empty", isin=DIRECTIONS)
    status: Text = field(description="actual or target", isin=STATUSES)
    value: Number = field(description="value in the unit's base")
    value_high: Number = field(description="high end of a range")
    unit: Text = field(description="unit without multiplier")
    bound: Text = field(description="bound of the value", isin=BOUNDS)
    report_year: Whole = field(description="year of the report the value is taken from")
    doc_id: Text = field(description="that report")
    mention_id: Whole = field(description="the mention in indicators.csv")
    mentions: Whole = field(description="how many mentions there were for this cell", ge=1)
    rule: Text = field(description="why this one was chosen")


STORED: dict[str, type[pa.DataFrameModel]] = {
    "documents": Documents, "indicators": Indicators, "sentences": Sentences, "themes": Themes, "errors": Errors,
}  # fmt: skip
DERIVED: dict[str, type[pa.DataFrameModel]] = {"panel": Panel}
FREE_TEXT = frozenset(
    {"doc_id", "path", "title", "region", "section", "text", "name", "sentence", "warnings", "message"}
)


def columns(name: str) -> dict[str, Any]:
    """The columns of a table in order: name to pandera column."""
    schema: dict[str, Any] = (STORED | DERIVED)[name].to_schema().columns
    return schema


def codebook() -> str:
    """All tables and columns as Markdown."""
    lines = ["# Codebook", "",
             "CSV files are UTF-8 with a byte-order mark; codes are text; an empty cell means missing.",
             "Free text that a spreadsheet would run as a formula stands behind an apostrophe.", ""]  # fmt: skip
    for name, model in (STORED | DERIVED).items():
        lines += [
            f"## {name}.csv",
            "",
            (model.__doc__ or "").strip(),
            "",
            "| column | type | meaning |",
            "|---|---|---|",
        ]
        for label, spec in columns(name).items():
            kind = {"string": "text", "Int64": "whole number", "float64": "number"}.get(
                str(spec.dtype).split("[")[0], str(spec.dtype)
            )
            lines.append(f"| {label} | {kind} | {spec.description} |")
        lines.append("")
    return "\n".join(lines)
