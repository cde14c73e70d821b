"""Choice: which of several mentions of one cell is believed, by a stated rule; what contradicts it is kept and named.

Before a cell is filled, mentions are refused that are surely not of it: growth on the yearly average or since an
earlier year that is dated as growth of one year, targets that were taken for results, numbers of the whole country in a
region's report, what is newly added in a series of totals and the other way round, and numbers of one sentence that
carry the same name and contradict each other. Of the others the first by `ORDER` is chosen; precision counts only among
numbers that agree.
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Sequence

import pandas as pd

from govtext.comparing import flows
from govtext.errors import few
from govtext.pipes import concepts, units
from govtext.pipes.concepts import ConceptTable

CELL = ["region", "period", "concept", "kind", "status"]
ORDER = {  # column: what it means that the chosen mention is before the next one
    "_odd_unit": "unit that most reports use",
    "_summary": "report of the government before that of a unit",
    "_older": "latest report",
    "_part": "own region before a part of it",
    "_aside": "section that reports results or sets targets",
    "_no_headline": "sentence that lists the main targets",
    "_undated": "sentence that names the period before one whose section tells it",
    "_total": "growth a year before growth over all years",
    "_rounded": "exact before rounded",
    "_coarse": "more digits before fewer",
    "doc_id": "first in the results",
    "mention_id": "first in the text",
}
_PART = re.compile(r"其中|开发区|新区|高新区|园区|自贸|县域|重点|部分")
_ELSEWHERE = re.compile(r"^(?:全国|我国|世界|全球|中国)")
_HEADLINE = re.compile(r"预期目标|主要目标|预期性指标")
_AVERAGE = re.compile(r"(?:年均|年平均|平均每年|每年平均|逐年)[^，,；;。]{0,12}$")
_SUMMED = re.compile(r"(?<!全年)(?<!当年)(?<!今年)(?<!去年)(?:累计|总共)[^，,；;。]{0,8}$")
_SINCE = re.compile(r"[比较]\s*((?:19|20)\d\d)年[^，,；;。]{0,14}$")
_LAST_YEAR, _THIS_YEAR = re.compile("去年|上年|上一年"), re.compile("今年|本年|当年")
_SPAN = re.compile(r"“?[一二三四五六七八九十]+五”?(?:时期|期间|规划|以来|末|计划)|五年来?")
_YEARS = re.compile(r"\d{4}")
_DIGITS = re.compile(r"[0-9０-９.．]+")


def candidates(
    indicators: pd.DataFrame, documents: pd.DataFrame | None = None, table: ConceptTable | None = None
) -> pd.DataFrame:
    """Mentions that could fill a cell, with what the choice looks at; `_refused` says why one must not, or is empty.

    Args:
        indicators: the table of mentions.
        documents: the table of documents; without it, units' summaries are not told from reports of governments.
        table: the concepts; the shipped ones unless told.

    Warns:
        UserWarning: reports have no region, so that their mentions have no place in any table.
    """
    _warn_of_nowhere(indicators)
    placed = indicators.assign(_nth=indicators.groupby(["doc_id", "sentence_id", "text"]).cumcount())
    known = placed[(placed["concept"] != "") & (placed["region"] != "") & (placed["period"] != "")]
    base = known["unit"].map({unit: units.table().base(unit)[0] for unit in known["unit"].unique()})
    kind = {} if documents is None else dict(zip(documents["doc_id"], documents["kind"], strict=True))
    target = known["status"] == "target"
    looked = known.assign(
        _base=base,
        _older=-known["report_year"].fillna(0).astype(int),
        _summary=known["doc_id"].map(kind) == "unit_summary",
        _part=known["name"].str.contains(_PART),
        _aside=known["section_role"] != target.map({True: "plan", False: "review"}),
        _no_headline=~(target & known["sentence"].str.contains(_HEADLINE)),
        _undated=[
            not names_period(*cells)
            for cells in zip(known["sentence"], known["period"], known["report_year"].fillna(0), strict=True)
        ],
        _rounded=~target & (known["bound"] != "="),
        _coarse=[-digits(text) for text in known["text"]],
    )
    written = (looked[label] for label in ("value", "value_high", "bound", "text", "direction"))
    spans = [span(*cells) for cells in zip(*written, strict=True)]
    looked["_low"], looked["_high"] = [low for low, _ in spans], [high for _, high in spans]
    known_concepts = table or concepts.load()
    looked["_odd_unit"] = looked["_base"] != _usual(looked, known_concepts)
    read = (looked[label] for label in _READ)
    looked["_yearly"] = [  # of a span of years, growth a year is another number than growth over all of them
        kind == "growth" and bool(_AVERAGE.search(sentence[: place(sentence, text, nth)]))
        for kind, sentence, text, nth in zip(
            looked["kind"], looked["sentence"], looked["text"], looked["_nth"], strict=True
        )
    ]
    looked["_total"] = ~looked["_yearly"]
    looked["_refused"] = [_refusal(*cells) for cells in zip(*read, strict=True)]
    return _without_muddle(_without_mixture(looked, known_concepts))


def _warn_of_nowhere(indicators: pd.DataFrame) -> None:
    lost = indicators[(indicators["concept"] != "") & (indicators["region"] == "")]
    if len(lost):
        reports = list(dict.fromkeys(lost["doc_id"]))
        warnings.warn(
            f"{len(lost)} mentions of {len(reports)} reports without a region are left out ({few(reports, 3)}); "
            f"name it in the file's name, the title or a column of the table",
            stacklevel=4,
        )


def choose(looked: pd.DataFrame, cell: Sequence[str]) -> pd.DataFrame:
    """One mention a cell: the first by `ORDER`, with `mentions` (how many could have filled it) and `rule`."""
    order = [label for label in ORDER if label not in cell]
    fit = _levelled(looked[looked["_refused"] == ""], cell).sort_values(order, kind="stable")
    groups = fit.groupby(list(cell), sort=False, dropna=False)
    chosen = groups.nth(0)
    second = groups.nth(1).set_index(list(cell))[order]
    size = groups["mention_id"].transform("size").loc[chosen.index]
    rules = []
    for row in chosen[[*cell, *order]].itertuples(index=False, name=None):
        key = row[: len(cell)]
        other = second.loc[key] if key in second.index else None
        rules.append("only mention" if other is None else _decisive(row[len(cell) :], list(other), order))
    rules = [
        f"{rule}; growth a year" if a_year else rule for rule, a_year in zip(rules, chosen["_yearly"], strict=True)
    ]
    return chosen.assign(mentions=size, rule=rules)


def _levelled(fit: pd.DataFrame, cell: Sequence[str]) -> pd.DataFrame:
    """Precision decides only among numbers that agree; of those that contradict each other it says nothing."""
    groups = fit.groupby([*dict.fromkeys([*cell, "_base", "_yearly"])], sort=False, dropna=False)
    agree = groups["_low"].transform("max") <= groups["_high"].transform("min")
    return fit.assign(_rounded=fit["_rounded"] & agree, _coarse=fit["_coarse"].where(agree, 0))


def contradictions(
    looked: pd.DataFrame, chosen: pd.DataFrame, cell: Sequence[str], table: ConceptTable | None = None
) -> pd.DataFrame:
    """All mentions of the cells in which one contradicts another, those refused, and those that are not plausible.

    A value outside the range of its concept keeps its cell; `decision` says `implausible` and the range.
    """
    keys = [*dict.fromkeys([*cell, "_base", "_yearly"])]
    fit = looked[looked["_refused"] == ""]
    groups = fit.groupby(keys, sort=False, dropna=False)
    disagree = groups["_low"].transform("max") > groups["_high"].transform("min")
    picked = set(zip(chosen["doc_id"], chosen["mention_id"], strict=True))
    odd = _implausible(looked, table or concepts.load())
    listed = looked[(odd != "") | (looked["_refused"] != "") | disagree.reindex(looked.index, fill_value=False)]
    mentions = zip(listed["doc_id"], listed["mention_id"], strict=True)
    taken = pd.Series(
        ["chosen" if key in picked else "not chosen" for key in mentions], index=listed.index, dtype=object
    )
    decision = listed["_refused"].where(listed["_refused"] != "", taken)
    strange = odd.loc[listed.index]
    decision = decision.where(strange == "", strange + "; " + decision)
    columns = [
        "region_code", *cell, "direction", "value", "value_high", "unit", "bound", "report_year",
        "doc_id", "mention_id", "name", "text", "decision", "sentence",
    ]  # fmt: skip
    listed = listed.assign(decision=decision).sort_values([*cell, "report_year", "doc_id", "mention_id"], kind="stable")
    return listed[list(dict.fromkeys(columns))].reset_index(drop=True)


def names_period(sentence: str, period: str, report_year: int) -> bool:
    """Whether a sentence itself names the period of its number: in figures, as 去年 or 今年, or as a span of years."""
    years = _YEARS.findall(period)
    if all(year in sentence for year in years):
        return True
    if period == str(int(report_year) - 1):
        return bool(_LAST_YEAR.search(sentence))
    if period == str(int(report_year)):
        return bool(_THIS_YEAR.search(sentence))
    return len(years) > 1 and bool(_SPAN.search(sentence))


def _implausible(looked: pd.DataFrame, table: ConceptTable) -> pd.Series:
    """For every mention whether it lies outside the range that its concept is expected in: which one, or ""."""
    found: list[str] = []
    columns = (looked[label] for label in ("concept", "kind", "value", "direction"))
    for concept, kind, value, direction in zip(*columns, strict=True):
        rule = table.concepts.get(concept)
        low, high = rule.range.get(kind, (-math.inf, math.inf)) if rule else (-math.inf, math.inf)
        inside = low <= (-value if direction == "down" else value) <= high
        found.append("" if inside else f"implausible: outside {low:g} to {high:g}")
    return pd.Series(found, index=looked.index, dtype=object)


def digits(text: str) -> int:
    """How many significant digits a number is written with; 0 if it is written in Chinese numerals."""
    found = _DIGITS.match(text)
    return len(re.sub(r"[.．]", "", found[0]).lstrip("0０")) if found else 0


def span(value: float, high: float, bound: str, text: str, direction: str) -> tuple[float, float]:
    """The lowest and the highest number that a mention can stand for; a fall is negative.

    An exact number may have been rounded at its last digit; 左右 and 约 allow a twentieth.
    """
    figures = digits(text) or 2
    slack = 0.5 * 10.0 ** (math.floor(math.log10(abs(value))) - figures + 1) if value else 0.5
    low, top = value - slack, value + slack
    if bound == "range":
        top = high
    elif bound == "~":
        low, top = min(low, 0.95 * value), max(top, 1.05 * value)
    elif bound in {">", ">="}:
        top = math.inf
    elif bound in {"<", "<="}:
        low = -math.inf
    return (-top, -low) if direction == "down" else (low, top)


def _usual(looked: pd.DataFrame, table: ConceptTable) -> pd.Series:
    """The unit family of every mention's indicator: one the concept expects, the most frequent of those."""
    rules = table.concepts
    counted = looked.groupby(["concept", "kind", "_base", "unit_class"]).size().reset_index(name="_n")
    counted["_strange"] = [
        unit_class not in rules[concept].unit_class if concept in rules and kind == "level" else False
        for concept, kind, unit_class in zip(counted["concept"], counted["kind"], counted["unit_class"], strict=True)
    ]
    best = counted.sort_values(["_strange", "_n"], ascending=[True, False], kind="stable")
    first = best.drop_duplicates(["concept", "kind"]).set_index(["concept", "kind"])["_base"]
    wanted = pd.MultiIndex.from_frame(looked[["concept", "kind"]])
    return pd.Series(first.reindex(wanted).to_numpy(), index=looked.index)


_READ = ["name", "region", "kind", "status", "period", "report_year", "sentence", "text", "_nth"]


def _refusal(name: str, region: str, kind: str, status: str, period: str, year: float, sentence: str, text: str,
             nth: int) -> str:  # fmt: skip
    """Why a mention must not fill the cell that it would go into, or "" if it may."""
    if region != "全国" and _ELSEWHERE.match(name):
        return "refused: not of this region"
    if status == "actual" and period == str(year) and _HEADLINE.search(sentence):
        return "refused: reported where targets are listed"
    if kind in {"growth", "change"} and period.isdigit():
        before = sentence[: place(sentence, text, nth)]
        if _AVERAGE.search(before):
            return "refused: a yearly average over several years"
        since = _SINCE.search(before)
        if (since and int(since[1]) != int(period) - 1) or _SUMMED.search(before):
            return "refused: growth over several years"
    return ""


def place(sentence: str, text: str, nth: int) -> int:
    """Where a sentence has `text` as a number of its own for the nth time, counted from 0; its end if it has it not."""
    found, at = [], sentence.find(text)
    while at >= 0:
        own = not (at and (sentence[at - 1].isdecimal() or sentence[at - 1] in ".．"))
        found += [at] if own else []
        at = sentence.find(text, at + (len(text) if own else 1))
    return found[min(nth, len(found) - 1)] if found else len(sentence)


def _without_mixture(looked: pd.DataFrame, table: ConceptTable) -> pd.DataFrame:
    """Refuses what was newly added in a series of totals, and totals in a series of what is added.

    What an aligned name is called, its mentions say. Of a share or of growth the name alone tells.
    """
    called = {concept: tuple(names) for concept, names in looked.groupby("concept")["name"].unique().items()}
    called |= {concept: (rule.zh, *rule.names) for concept, rule in table.concepts.items()}
    fit = looked[looked["_refused"] == ""]
    read = (fit[label] for label in ("concept", "kind", "name", "period", "sentence", "text", "_nth"))
    looked.loc[fit.index, "_refused"] = [
        flows.refusal(called[concept], name, sentence[: place(sentence, text, nth)] if kind == "level" else "", period)
        for concept, kind, name, period, sentence, text, nth in zip(*read, strict=True)
    ]
    return looked


def _without_muddle(looked: pd.DataFrame) -> pd.DataFrame:
    """Refuses numbers of one sentence that share a name, a unit and a cell and yet contradict each other."""
    keys = ["doc_id", "sentence_id", *CELL, "name", "_base", "_yearly"]
    groups = looked[looked["_refused"] == ""].groupby(keys, sort=False, dropna=False)
    muddled = groups["_low"].transform("max") > groups["_high"].transform("min")
    looked.loc[muddled[muddled].index, "_refused"] = "refused: one sentence gives two numbers for one name"
    return looked


def _decisive(row: Sequence[object], other: Sequence[object], order: Sequence[str]) -> str:
    for label, mine, theirs in zip(order, row, other, strict=True):
        if mine != theirs:
            return ORDER[label]
    return "first in the text"
