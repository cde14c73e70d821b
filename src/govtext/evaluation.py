"""Evaluation: how well the results agree with passages that people annotated.

A predicted mention and an annotated one belong together when they overlap, one to one, the largest overlap first.
Detection counts those pairs; quantity those with value, range and unit right; record those with bound, kind,
direction, status and name right as well. A name is right when its longest common subsequence with an accepted
name reaches an F1 of 0.6 over characters.

Passages are also counted by kind: the kind of document and the time of its report as the results have them, and
whether most of what was annotated is planned or reported.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pandas as pd

from govtext.cleaning.script import simplified
from govtext.errors import UsageError
from govtext.results import Results

LEVELS = ("detection", "quantity", "record")
FIELDS = ("value", "unit", "bound", "kind", "direction", "status", "period", "name", "theme")
_NAME_HIT = 0.6
_SAMPLES = 1000
_FEWEST = 3  # passages; an interval over fewer says nothing
_PUNCTUATION = str.maketrans("", "", " 　、，,“”\"'‘’（）()《》的")
_SAME_UNIT = {
    "个百分点": "百分点", "平方千米": "平方公里", "千米": "公里", "公斤": "千克", "度": "千瓦时",
    "元人民币": "元", "台（套）": "台(套)", "只": "个",
}  # fmt: skip

Annotation = dict[str, Any]
Prediction = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """The agreement of one passage.

    `annotated` and `predicted` count mentions, `right` those that are right for each level and field;
    `kinds` are the kinds of passage it is of, one of each sort, such as `plan`.
    """

    name: str
    annotated: int
    predicted: int
    right: dict[str, int]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The agreement of all passages, and every disagreement."""

    passages: tuple[Passage, ...]
    disagreements: pd.DataFrame

    def f1(self, level: str, passages: Sequence[Passage] | None = None) -> float:
        """F1 of a level over the passages, 0 to 1."""
        chosen = self.passages if passages is None else passages
        both = sum(p.annotated + p.predicted for p in chosen)
        return 2 * sum(p.right[level] for p in chosen) / both if both else 0.0

    def share(self, field: str, passages: Sequence[Passage] | None = None) -> float:
        """The share of detected mentions whose field is right, 0 to 1."""
        chosen = self.passages if passages is None else passages
        detected = sum(p.right["detection"] for p in chosen)
        return sum(p.right[field] for p in chosen) / detected if detected else 0.0

    def figures(self) -> pd.DataFrame:
        """One row a level or field: its figure and the bounds of a 95 % interval over resampled passages."""
        rows = [(name, self.f1, "F1") for name in LEVELS] + [(name, self.share, "share right") for name in FIELDS]
        return pd.DataFrame(
            [(name, what, figure(name), *interval(name, figure, self.passages)) for name, figure, what in rows],
            columns=["figure", "measure", "estimate", "low", "high"],
        )

    def by_kind(self) -> pd.DataFrame:
        """One row a kind of passage and level, in the form of `figures`; no interval over fewer than three passages."""
        rows = []
        sorts = zip(*(passage.kinds for passage in self.passages), strict=True)
        for kind in (kind for sort in sorts for kind in sorted(set(sort))):
            chosen = [passage for passage in self.passages if kind in passage.kinds]
            for level in LEVELS:
                bounds = interval(level, self.f1, chosen) if len(chosen) >= _FEWEST else (math.nan, math.nan)
                mentions = sum(passage.annotated for passage in chosen)
                rows.append((kind, len(chosen), mentions, level, self.f1(level, chosen), *bounds))
        columns = ["kind", "passages", "mentions", "figure", "estimate", "low", "high"]
        return pd.DataFrame(rows, columns=columns)

    def summary(self) -> str:
        """All figures as lines of text."""
        mentions = sum(p.annotated for p in self.passages)
        lines = [f"{len(self.passages)} passages, {mentions} annotated mentions"]
        lines += [
            f"{row.figure:<10} {row.measure:<12} {row.estimate:.3f}  [{row.low:.3f}, {row.high:.3f}]"
            for row in self.figures().itertuples()
        ]
        lines += ["", f"{'kind of passage':<24} {'passages':>8} {'mentions':>8}  F1 of detection, quantity, record"]
        for (kind, passages, count), rows in self.by_kind().groupby(["kind", "passages", "mentions"], sort=False):
            cells = rows[["estimate", "low", "high"]].to_numpy(float).tolist()
            shown = "  ".join(_with_interval(*cell) for cell in cells)
            lines.append(f"{kind:<24} {passages:>8} {count:>8}  {shown}")
        return "\n".join(lines)


def interval(
    name: str, figure: Callable[[str, Sequence[Passage]], float], passages: Sequence[Passage]
) -> tuple[float, float]:
    """The bounds of a 95 % interval: passages are drawn with replacement, as many as there are, a thousand times."""
    chance = random.Random(0)
    drawn = sorted(figure(name, chance.choices(passages, k=len(passages))) for _ in range(_SAMPLES))
    return drawn[_SAMPLES // 40], drawn[-_SAMPLES // 40 - 1]


def evaluate(results: Results, gold: Path) -> Evaluation:
    """Compares results with annotated passages.

    Args:
        results: a results folder.
        gold: a folder with one JSON file a passage: `doc` (a file name), `start`, `end`, `mentions`, `optional`.

    Raises:
        UsageError: no passage there, or one that names a document the results lack.
    """
    files = sorted(gold.glob("*.json")) if gold.is_dir() else [gold]
    if not files or not all(file.exists() for file in files):
        raise UsageError(f"{gold} holds no annotated passages (*.json)")
    doc_ids = {
        Path(path).name: doc_id
        for path, doc_id in zip(results.documents["path"], results.documents["doc_id"], strict=True)
    }
    predicted: dict[str, list[Prediction]] = {
        str(doc_id): cast("list[Prediction]", frame.to_dict("records"))
        for doc_id, frame in results.indicators.groupby("doc_id")
    }
    documents = results.documents.set_index("doc_id")[["kind", "report_year"]]
    passages: list[Passage] = []
    disagreements: list[tuple[str, int, str, str, str, str]] = []
    for file in files:
        annotated = json.loads(file.read_text(encoding="utf-8"))
        doc_id = doc_ids.get(annotated["doc"])
        if doc_id is None:
            raise UsageError(
                f"{file.name} annotates {annotated['doc']}, which the results lack; run it too, or move the file"
            )
        passage, wrong = _passage(file.stem, annotated, predicted.get(doc_id, []))
        kind, year = documents.loc[doc_id]
        passages.append(replace(passage, kinds=kinds_of(str(kind), year, annotated["mentions"])))
        disagreements += wrong
    labels = ["passage", "start", "what", "annotated_text", "annotated", "predicted"]
    return Evaluation(tuple(passages), pd.DataFrame(sorted(disagreements), columns=labels))


def kinds_of(document: str, report_year: Any, annotated: Sequence[Annotation]) -> tuple[str, ...]:
    """The kinds of a passage: of its document, of the time of its report, and of what most of it is about."""
    if pd.isna(report_year):
        time = "year unknown"
    elif report_year < 1979:
        time = "1978 and before"
    else:
        time = "1979 to 2000" if report_year <= 2000 else "2001 and after"
    planned = sum(mention["status"] == "target" for mention in annotated)
    return document, time, "plan" if 2 * planned > len(annotated) else "review"


def _passage(
    name: str, annotated: dict[str, Any], everywhere: Iterable[Prediction]
) -> tuple[Passage, list[tuple[str, int, str, str, str, str]]]:
    inside = [p for p in everywhere if annotated["start"] <= p["start"] < annotated["end"]]
    pairs, missed, spurious = match(annotated["mentions"], inside, annotated["optional"])
    right = dict.fromkeys((*LEVELS, *FIELDS), 0)
    wrong: list[tuple[str, int, str, str, str, str]] = []
    for mention, prediction in pairs:
        found = judge(mention, prediction)
        for key in right:
            right[key] += found[key]
        failed = [field for field in FIELDS if not found[field]]
        if failed:
            wrong.append(
                (
                    name,
                    mention["start"],
                    ",".join(failed),
                    mention["q"],
                    _shown(mention, failed),
                    _shown_prediction(prediction, failed),
                )
            )
    wrong += [(name, mention["start"], "missed", mention["q"], mention["name"], "") for mention in missed]
    wrong += [
        (name, prediction["start"], "spurious", "", "", f"{prediction['text']} {prediction['name']}")
        for prediction in spurious
    ]
    return Passage(name, len(annotated["mentions"]), len(pairs) + len(spurious), right), wrong


def match(annotated: Sequence[Annotation], predicted: Sequence[Prediction], optional: Sequence[Sequence[int]]) -> tuple[
    list[tuple[Annotation, Prediction]], list[Annotation], list[Prediction]
]:  # fmt: skip
    """Pairs of mentions that overlap, annotated ones without a partner, predicted ones without (and not optional)."""
    overlaps = sorted(
        (-_overlap(one["start"], one["end"], other["start"], other["end"]), i, j)
        for i, one in enumerate(annotated)
        for j, other in enumerate(predicted)
        if one["start"] < other["end"] and other["start"] < one["end"]
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in overlaps:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(annotated[i], predicted[j]) for i, j in sorted(partner.items())]
    missed = [a for i, a in enumerate(annotated) if i not in partner]
    spurious = [
        p for j, p in enumerate(predicted)
        if j not in taken and not any(_overlap(low, high, p["start"], p["end"]) > 0 for low, high in optional)
    ]  # fmt: skip
    return pairs, missed, spurious


def judge(annotated: Annotation, predicted: Prediction) -> dict[str, bool]:
    """Which levels and fields of a predicted mention agree with the annotated one."""
    right = {
        "detection": True,
        "value": _close(annotated["value"], predicted["value"])
        and _close(annotated.get("high"), predicted["value_high"]),
        "unit": _unit(annotated["unit"]) == _unit(predicted["unit"]),
        "bound": annotated["bound"] == predicted["bound"],
        "kind": annotated["kind"] == predicted["kind"],
        "direction": (annotated.get("dir") or "") == predicted["direction"],
        "status": annotated["status"] == predicted["status"],
        "period": annotated["period"] == predicted["period"],
        "name": any(
            name_f1(name, predicted["name"]) >= _NAME_HIT for name in [annotated["name"], *annotated.get("alt", [])]
        ),
        "theme": annotated["theme"] == predicted["theme"],
    }
    right["quantity"] = right["value"] and right["unit"]
    right["record"] = right["quantity"] and all(
        right[field] for field in ("bound", "kind", "direction", "status", "name")
    )
    return right


def name_f1(one: str, other: str) -> float:
    """F1 of the longest common subsequence of two names, over characters, 0 to 1."""
    one, other = (simplified(name).translate(_PUNCTUATION) for name in (one, other))
    if not one or not other:
        return 0.0
    row = [0] * (len(other) + 1)
    for a in one:
        diagonal = 0
        for place, b in enumerate(other, 1):
            diagonal, row[place] = row[place], diagonal + 1 if a == b else max(row[place], row[place - 1])
    return 2 * row[-1] / (len(one) + len(other))


def _unit(unit: str) -> str:
    bare = simplified(unit.strip()).replace("（", "(").replace("）", ")")
    return _SAME_UNIT.get(bare, bare)


def _close(one: float | None, other: float | None) -> bool:
    absent = [value is None or math.isnan(value) for value in (one, other)]
    if any(absent):
        return all(absent)
    return math.isclose(one, other, rel_tol=1e-5, abs_tol=1e-9)  # type: ignore[arg-type]


def _overlap(low: int, high: int, start: int, end: int) -> int:
    return max(0, min(high, end) - max(low, start))


def _with_interval(estimate: float, low: float, high: float) -> str:
    return f"{estimate:.3f} " + (" " * 14 if math.isnan(low) else f"[{low:.3f}, {high:.3f}]")


def _shown(annotated: Annotation, fields: Sequence[str]) -> str:
    return "; ".join(f"{field}={annotated.get({'direction': 'dir'}.get(field, field))}" for field in fields)


def _shown_prediction(predicted: Prediction, fields: Sequence[str]) -> str:
    return "; ".join(f"{field}={predicted[field]}" for field in fields)
