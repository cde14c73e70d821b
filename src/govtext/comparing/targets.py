"""Targets and results: what was planned for a year, what the report of the year after says came of it."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any, NamedTuple

import pandas as pd

from govtext.comparing import choice
from govtext.comparing.choice import CELL
from govtext.pipes import concepts, units
from govtext.pipes.concepts import ConceptTable

COLUMNS = [
    "region_code", "region", "period", "concept", "concept_name", "kind", "direction", "basis",
    "target", "target_high", "unit", "bound", "strength", "words", "target_report", "target_doc_id",
    "target_mention_id", "result", "result_direction", "result_bound", "result_report", "result_doc_id",
    "result_mention_id", "gap", "met", "target_sentence", "result_sentence",
]  # fmt: skip
_KEY = ["region", "period", "concept", "kind", "_base", "_yearly"]
_STOP = re.compile(r"[，,；;。：:]")
_ASPIRES = re.compile(r"力争|争取|努力|奋力|预期性")
_BINDS = re.compile(r"确保|必须|保证|严格控制|约束性|守住")
_LOOSE = re.compile(r"左右|上下|大约|约(?!束)")
_FIRM = re.compile(r"以上|以内|以下|之内|不低于|不少于|不高于|不超过|不突破|至少|高于|低于|超过")


class Force(NamedTuple):
    """How firm a target is: `hard`, `soft` or `plain`, and the words that make it so, joined with ;."""

    strength: str
    words: str


def targets(
    indicators: pd.DataFrame, documents: pd.DataFrame | None = None, concept_table: ConceptTable | None = None
) -> pd.DataFrame:
    """One row a region, period, concept and kind that a report sets a target for.

    The target is that of the report of its year (of a span of years: of the first report that sets it); the result is
    that of the first report given after the period. `basis` is `a year` for growth on the average of a span's
    years, which is never set against growth over all of them. `gap` is result minus target in `unit`, falls being
    negative; `met` is `yes`, `no`, `about` (a target of 左右 missed by no more than a tenth), or empty where it is
    open.

    Args:
        indicators: the table of mentions.
        documents: the table of documents, so that a unit's summary does not outrank the government's own report.
        concept_table: the concepts; the shipped ones unless told.
    """
    known = concept_table or concepts.load()
    looked = choice.candidates(indicators, documents, known)
    chosen = choice.choose(looked, [*CELL, "report_year", "_base", "_yearly"])
    chosen = chosen[chosen["kind"] != "gap"].assign(_end=_last_year(chosen["period"]))
    aims = _set(chosen[chosen["status"] == "target"])
    results = chosen[(chosen["status"] == "actual") & (chosen["report_year"] > chosen["_end"])]
    results = results.sort_values("report_year", kind="stable").drop_duplicates(_KEY)
    both = aims.merge(results, on=_KEY, how="left", suffixes=("", "_result"))
    table, rules = units.table(), known.concepts
    rows = [_row(row, table, rules) for row in both.to_dict("records")]
    found = pd.DataFrame(rows, columns=COLUMNS)
    for label in ("target_report", "target_mention_id", "result_report", "result_mention_id"):
        found[label] = found[label].astype("Int64")
    return found.sort_values(["region_code", "region", "period", "concept", "kind"], kind="stable", ignore_index=True)


def force(sentence: str, text: str, bound: str, nth: int = 0) -> Force:
    """How firm the target is that a sentence states with `text`, by its bound and the words of the clause.

    A word that aspires (力争) outweighs one that binds (确保), and both outweigh the bound (左右 soft, 以上 hard).
    """
    at = choice.place(sentence, text, nth)
    begins = [found.end() for found in _STOP.finditer(sentence, 0, at)]
    ends = _STOP.search(sentence, at)
    clause = sentence[begins[-1] if begins else 0 : ends.start() if ends else len(sentence)]
    of_bound = _LOOSE if bound == "~" else _FIRM if bound in {">", ">=", "<", "<="} else None
    aspires, binds, bounds = (
        [found[0] for found in words.finditer(clause)] if words else [] for words in (_ASPIRES, _BINDS, of_bound)
    )
    words = ";".join(dict.fromkeys([*aspires, *binds, *bounds]))
    if aspires or binds:
        return Force("soft" if aspires else "hard", words)
    return Force("plain" if of_bound is None else "soft" if of_bound is _LOOSE else "hard", words)


def is_met(target: float, high: float, bound: str, result: float, result_bound: str, *, ceiling: bool) -> str:
    """Whether a result meets a target, both counted in the target's direction.

    Args:
        target: the target, of a range its low end.
        high: the high end of a range.
        bound: bound of the target.
        result: what was reached.
        result_bound: bound of the result; a result above or below a threshold may leave the question open.
        ceiling: the indicator is one to be kept low, so that a target without bound is the most it may be.
    """
    kept_low = bound in {"<", "<="} or (ceiling and bound in {"=", "~", "range"})
    limit = high if bound == "range" and kept_low else target
    above, below = result_bound in {">", ">="}, result_bound in {"<", "<="}
    if (above and result < limit) or (below and result > limit):
        return ""  # more than 3 may or may not reach 5
    reached = result < limit if bound == "<" and not below else result <= limit if kept_low else result >= limit
    if (above and kept_low and reached and result < limit) or (below and not kept_low and reached):
        return ""
    if reached:
        return "yes"
    return "about" if bound == "~" and abs(result - limit) <= abs(limit) / 10 else "no"


def _set(stated: pd.DataFrame) -> pd.DataFrame:
    """The report that sets a target: of one year the latest not after it, of a span the first."""
    late = stated["report_year"] > stated["_end"]
    near = stated["report_year"].where(stated["period"].str.contains("-"), -stated["report_year"])
    ordered = stated.assign(_late=late, _near=near).sort_values(["_late", "_near"], kind="stable")
    return ordered.drop_duplicates(_KEY)


def _last_year(periods: pd.Series) -> pd.Series:
    return periods.str.findall(r"\d{4}").map(lambda years: int(years[-1]) if years else 0)


def _row(row: dict[Hashable, Any], table: units.UnitTable, rules: dict[str, concepts.ConceptRule]) -> list[object]:
    sentence, concept = str(row["sentence"]), str(row["concept"])
    firmness = force(sentence, str(row["text"]), str(row["bound"]), int(str(row["_nth"])))
    rule = rules.get(concept)
    target, direction = float(str(row["value"])), str(row["direction"])
    high = float(str(row["value_high"]))
    result = gap = float("nan")
    met = ""
    if not pd.isna(row["value_result"]):
        ratio = table.base(str(row["unit_result"]))[1] / table.base(str(row["unit"]))[1]
        result = float(str(row["value_result"])) * float(ratio)
        falls = str(row["direction_result"]) == "down"
        gap = round((-result if falls else result) - (-target if direction == "down" else target), 6)
        same = falls == (direction == "down")
        met = is_met(
            target, high, str(row["bound"]), result if same else -result, str(row["bound_result"]) if same else "=",
            ceiling=rule is not None and rule.ceiling and direction != "down",
        )  # fmt: skip
    return [
        row["region_code"], row["region"], row["period"], concept, rule.zh if rule else concept, row["kind"], direction,
        "a year" if row["_yearly"] else "",
        target, high, row["unit"], row["bound"], *firmness, row["report_year"], row["doc_id"], row["mention_id"],
        result, row["direction_result"], row["bound_result"], row["report_year_result"], row["doc_id_result"],
        row["mention_id_result"], gap, met, sentence, row["sentence_result"],
    ]  # fmt: skip
