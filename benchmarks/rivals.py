"""Runs other packages that read Chinese numbers on the annotated passages and scores them as govtext is scored.

    pip install '.[rivals]'
    python benchmarks/rivals.py [GOLD]

Every package sees the text of each passage as it is, alone; so does govtext here. A package that is not installed is
passed over with a message. GOLD is corpora/gold unless told; ../shared/gold/dev is added where it stands beside the
checkout. Rows: what a package gives, over all annotated mentions or over those of money only.

What they give is read in their favour: Recognizers-Text may name any unit that its own list has under its English name,
and loses no number to a date that is only part of it; jionlp's "blur+" goes for both > and >=. cn2an finds nothing, it
reads what it is handed: the annotated numbers.
"""

# ruff: noqa: PLC0415  # a package that is not installed must not keep the others from running

from __future__ import annotations

import argparse
import importlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govtext.evaluation import Evaluation, Passage, Prediction, interval, judge, match

ROOT = Path(__file__).parents[1]
DEV = ROOT.parent / "shared" / "gold" / "dev"
FIND = Callable[[str], list[Prediction]]

_NUMBER = re.compile(r"[\d,，.．〇零一二两三四五六七八九十百千万亿点分之廿萬億兩點]+")
_LEADING = re.compile(r"\d+(?:\.\d+)?")
_CURRENCIES = {
    "Chinese yuan": "元", "United States dollar": "美元", "Hong Kong dollar": "港元", "Euro": "欧元",
    "British pound": "英镑", "Japanese yen": "日元",
}  # fmt: skip
_DEFINITIONS = {"accurate": {"="}, "blur": {"~"}, "blur+": {">", ">="}, "blur-": {"<", "<="}}


@dataclass(frozen=True, slots=True)
class Rival:
    """A package, what of it is scored, and how it is made ready."""

    name: str
    needs: str
    make: Callable[[], FIND]
    money_only: bool = False


def prediction(start: int, end: int, value: float, unit: str, high: float | None = None, **more: Any) -> Prediction:
    blank = dict.fromkeys(("bound", "kind", "direction", "status", "period", "name", "theme", "text"), "")
    return blank | {"start": start, "end": end, "value": value, "value_high": high, "unit": unit} | more


def govtext_finder() -> FIND:
    import govtext
    from govtext.reading.report import Report

    nlp = govtext.load()

    def find(text: str) -> list[Prediction]:
        doc, cleaned = govtext.analyse(Report("passage", text, "passage.txt", "utf-8", ""), nlp)
        found = []
        for quantity in (mention.quantity for mention in doc._.mentions):
            start, end = cleaned.offsets.span(quantity.start, quantity.end)
            high = _float(quantity.high)
            found.append(prediction(start, end, float(quantity.value), quantity.unit, high, bound=quantity.bound))
        return found

    return find


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def recognizers(*, only_with_unit: bool) -> FIND:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension
    from recognizers_number_with_unit.resources.chinese_numeric_with_unit import ChineseNumericWithUnit
    from recognizers_text import Culture

    dimensions = {name: words.split("|") for name, words in ChineseNumericWithUnit.DimensionSuffixList.items()}

    def unit_of(found: Any) -> str:
        name = found.resolution["unit"]
        if "isoCurrency" in found.resolution or name in _CURRENCIES:
            return _CURRENCIES.get(name, name)
        return max((word for word in dimensions.get(name, []) if found.text.endswith(word)), key=len, default=name)

    def find(text: str) -> list[Prediction]:
        spans: list[Prediction] = []
        for recognise in (recognize_currency, recognize_dimension, recognize_percentage, recognize_number):
            if only_with_unit and recognise is recognize_number:
                continue
            for found in recognise(text, Culture.Chinese):
                value = (found.resolution or {}).get("value")
                if value is None:
                    continue
                unit = "%" if value.endswith("%") else unit_of(found) if "unit" in found.resolution else ""
                spans.append(prediction(found.start, found.end + 1, float(value.removesuffix("%")), unit))
        dates = [(found.start, found.end + 1) for found in recognize_datetime(text, Culture.Chinese)]
        kept: list[Prediction] = []
        for span in sorted(spans, key=lambda span: span["start"] - span["end"]):  # the longest first
            dated = any(start <= span["start"] and span["end"] <= end for start, end in dates)
            if not dated and not any(span["start"] < other["end"] and other["start"] < span["end"] for other in kept):
                kept.append(span)
        return kept

    return find


def jionlp_money() -> FIND:
    import jionlp

    def find(text: str) -> list[Prediction]:
        found = []
        for money in jionlp.ner.extract_money(text):
            detail, (start, end) = money["detail"], money["offset"]
            several = isinstance(detail["num"], list)
            low, high = detail["num"] if several else (detail["num"], None)
            bounds = {"range", ">"} if several else _DEFINITIONS.get(detail["definition"], set())
            found.append(prediction(start, end, float(low), detail["case"], _float(high), bounds=bounds))
        return found

    return find


RIVALS = [
    Rival("govtext", "govtext", govtext_finder),
    Rival("govtext, money", "govtext", govtext_finder, money_only=True),
    Rival("Recognizers-Text, all but dates", "recognizers_number_with_unit", lambda: recognizers(only_with_unit=False)),
    Rival("Recognizers-Text, with a unit", "recognizers_number_with_unit", lambda: recognizers(only_with_unit=True)),
    Rival("jionlp, money", "jionlp", jionlp_money, money_only=True),
    Rival("jionlp, all", "jionlp", jionlp_money),
]


def score(passages: list[dict[str, Any]], find: FIND, *, money_only: bool) -> Evaluation:
    from govtext.pipes import units

    scored = []
    for passage in passages:
        shift = passage["start"]
        mentions, optional = passage["mentions"], [list(span) for span in passage["optional"]]
        if money_only:
            others = [m for m in mentions if units.table().class_of(m["unit"]) != "money"]
            mentions = [m for m in mentions if m not in others]
            optional += [[m["start"], m["end"]] for m in others]
        predicted = [p | {"start": p["start"] + shift, "end": p["end"] + shift} for p in find(passage["text"])]
        if money_only:
            predicted = [p for p in predicted if "bounds" in p or units.table().class_of(p["unit"]) == "money"]
        pairs, _, spurious = match(mentions, predicted, optional)
        right = dict.fromkeys(("detection", "quantity", "bound"), 0)
        for annotated, found in pairs:
            verdict = judge(annotated, found)
            verdict["bound"] = annotated["bound"] in found.get("bounds", {found["bound"]})
            for key in right:
                right[key] += verdict[key]
        scored.append(Passage(passage["doc"], len(mentions), len(pairs) + len(spurious), right))
    return Evaluation(tuple(scored), disagreements=None)  # type: ignore[arg-type]


def cn2an_values(passages: list[dict[str, Any]]) -> tuple[int, int]:
    """How many annotated values cn2an reads right, of how many; ranges are left out."""
    import cn2an

    def value_of(written: str) -> float | None:
        number = _NUMBER.match(written)
        try:
            return float(cn2an.cn2an(number.group(), "smart")) if number else None
        except ValueError:  # it says so for whatever it does not read; its other function may
            rewritten = _LEADING.match(cn2an.transform(written))
            return float(rewritten.group()) if rewritten else None

    mentions = [m for passage in passages for m in passage["mentions"] if m.get("high") is None]
    read = [value_of(m["q"]) for m in mentions]
    right = [abs(a - m["value"]) <= 1e-5 * m["value"] for a, m in zip(read, mentions, strict=True) if a is not None]
    return sum(right), len(mentions)


def installed(module: str) -> bool:
    try:
        importlib.import_module(module)
    except ImportError as error:
        print(f"{module} is passed over: {error}; pip install '.[rivals]' brings it")
        return False
    return True


def measure(gold: Path) -> None:
    passages = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(gold.glob("*.json"))]
    print(f"== {gold} ==\n{len(passages)} passages, {sum(len(p['mentions']) for p in passages)} annotated mentions")
    print(f"{'':<34}{'detection F1':<22}{'precision':<11}{'recall':<8}{'quantity F1':<22}bound")
    for rival in RIVALS:
        if not installed(rival.needs):
            continue
        found = score(passages, rival.make(), money_only=rival.money_only)
        right, annotated, predicted = (
            sum(p.right["detection"] for p in found.passages),
            sum(p.annotated for p in found.passages),
            sum(p.predicted for p in found.passages),
        )
        f1 = [
            "{:.3f} [{:.3f}, {:.3f}]".format(found.f1(level), *interval(level, found.f1, found.passages))
            for level in ("detection", "quantity")
        ]
        bound = "" if rival.name.startswith("Recognizers") else f"{found.share('bound'):.3f}"
        precision, recall = right / predicted, right / annotated
        print(f"{rival.name:<34}{f1[0]:<22}{precision:<11.3f}{recall:<8.3f}{f1[1]:<22}{bound}", flush=True)
    if installed("cn2an"):
        right, handed = cn2an_values(passages)
        print(f"cn2an reads {right} of the {handed} numbers it is handed: {right / handed:.3f}")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shipped = [ROOT / "corpora" / "gold", *([DEV] if DEV.exists() else [])]
    arguments.add_argument("gold", type=Path, nargs="*", default=shipped)
    for gold in arguments.parse_args().gold:
        measure(gold)


if __name__ == "__main__":
    main()
