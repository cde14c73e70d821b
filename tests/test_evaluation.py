"""Evaluation: which mentions belong together, what counts as right, and what the figures are made of."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import evaluation
from govtext.errors import UsageError
from govtext.evaluation import Evaluation, Passage, interval, judge, kinds_of, match, name_f1
from marked import case


def spans(*places: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"start": start, "end": end} for start, end in places]


# annotated, predicted, optional; then the pairs by number, the missed and the spurious ones
MATCHED = [
    case("the same place", [(0, 3)], [(0, 3)], [], [(0, 0)], [], []),
    case("one character shared", [(0, 3)], [(2, 6)], [], [(0, 0)], [], []),
    case("side by side", [(0, 3)], [(3, 6)], [], [], [0], [0]),
    case("the larger overlap wins", [(0, 6)], [(0, 2), (2, 6)], [], [(0, 1)], [], [0]),
    case("one to one", [(0, 3), (3, 6)], [(0, 6)], [], [(0, 0)], [1], []),
    case("each its own", [(0, 3), (5, 8)], [(5, 8), (0, 3)], [], [(0, 1), (1, 0)], [], []),
    case("optional is not spurious", [], [(4, 6)], [(0, 5)], [], [], []),
    case("beside an optional span", [], [(5, 6)], [(0, 5)], [], [], [0]),
    case("optional does not hide a pair", [(0, 3)], [(0, 3)], [(0, 9)], [(0, 0)], [], []),
    case("nothing predicted", [(0, 3)], [], [], [], [0], []),
]


@pytest.mark.parametrize(("annotated", "predicted", "optional", "pairs", "missed", "spurious"), MATCHED)
def test_match(annotated: Any, predicted: Any, optional: Any, pairs: Any, missed: Any, spurious: Any) -> None:
    gold, found = spans(*annotated), spans(*predicted)
    got = match(gold, found, optional)
    assert got == (
        [(gold[i], found[j]) for i, j in pairs], [gold[i] for i in missed], [found[j] for j in spurious],
    )  # fmt: skip


PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda p: (p[0], p[0] + p[1])), max_size=6)


@given(PLACES, PLACES, PLACES)
def test_match_takes_each_mention_once(annotated: Any, predicted: Any, optional: Any) -> None:
    gold, found = spans(*annotated), spans(*predicted)
    pairs, missed, spurious = match(gold, found, optional)
    assert len(pairs) + len(missed) == len(gold)
    assert len({id(one) for one, _ in pairs} | {id(one) for one in missed}) == len(gold)
    assert len(pairs) + len(spurious) <= len(found)
    assert all(one["start"] < other["end"] and other["start"] < one["end"] for one, other in pairs)


GOLD: dict[str, Any] = {
    "value": 5.2, "unit": "%", "bound": "=", "kind": "growth", "dir": "up", "status": "actual", "period": "2024",
    "name": "地区生产总值", "alt": ["经济"], "theme": "macro",
}  # fmt: skip
FOUND: dict[str, Any] = {
    "value": 5.2, "value_high": math.nan, "unit": "%", "bound": "=", "kind": "growth", "direction": "up",
    "status": "actual", "period": "2024", "name": "地区生产总值", "theme": "macro",
}  # fmt: skip
BOTH = ("quantity", "record")

# what is changed in the annotation and in the prediction; then every level and field that is no longer right
JUDGED = [
    case("all right", {}, {}, set()),
    case("another value", {}, {"value": 5.3}, {"value", *BOTH}),
    case("a value that differs by rounding", {}, {"value": 5.2000001}, set()),
    case("a high end too much", {}, {"value_high": 6.0}, {"value", *BOTH}),
    case("a high end missing", {"high": 6}, {}, {"value", *BOTH}),
    case("a range", {"high": 6}, {"value_high": 6.0}, set()),
    case("another unit", {}, {"unit": "百分点"}, {"unit", *BOTH}),
    case("no unit", {}, {"unit": ""}, {"unit", *BOTH}),
    case("two words for one unit", {"unit": "千米"}, {"unit": "公里"}, set()),
    case("a unit in Traditional script", {"unit": "萬噸"}, {"unit": "万吨"}, set()),
    case("full-width brackets", {"unit": "台（套）"}, {"unit": "台(套)"}, set()),
    case("bound", {}, {"bound": "~"}, {"bound", "record"}),
    case("kind", {}, {"kind": "share"}, {"kind", "record"}),
    case("direction", {}, {"direction": "down"}, {"direction", "record"}),
    case("no direction on either side", {"dir": None}, {"direction": ""}, set()),
    case("status", {}, {"status": "target"}, {"status", "record"}),
    case("the period is no part of the record", {}, {"period": "2023"}, {"period"}),
    case("the theme is no part of the record", {}, {"theme": "fiscal"}, {"theme"}),
    case("another name", {}, {"name": "固定资产投资"}, {"name", "record"}),
    case("another accepted name", {}, {"name": "经济"}, set()),
    case("no name", {}, {"name": ""}, {"name", "record"}),
]


@pytest.mark.parametrize(("annotated", "predicted", "wrong"), JUDGED)
def test_judge(annotated: dict[str, Any], predicted: dict[str, Any], wrong: set[str]) -> None:
    found = judge(GOLD | annotated, FOUND | predicted)
    assert set(found) == {*evaluation.LEVELS, *evaluation.FIELDS}
    assert {key for key, right in found.items() if not right} == wrong


NAMES = [
    case("the same", "城镇新增就业", "城镇新增就业", 1.0),
    case("nothing shared", "粮食", "就业", 0.0),
    case("nothing there", "", "就业", 0.0),
    case("half of it", "新增就业", "就业", 4 / 6),
    case("order matters", "甲乙", "乙甲", 2 / 4),
    case("的 and quotation marks do not", "“学校”的数量", "学校数量", 1.0),
    case("script does not", "發電量", "发电量", 1.0),
    case("with gaps", "高速公路通车里程", "公路里程", 8 / 12),
]


@pytest.mark.parametrize(("one", "other", "expected"), NAMES)
def test_name_f1(one: str, other: str, expected: float) -> None:
    assert name_f1(one, other) == pytest.approx(expected)


@given(st.text("甲乙丙丁", max_size=8), st.text("甲乙丙丁", max_size=8))
def test_name_f1_is_fair(one: str, other: str) -> None:
    assert name_f1(one, other) == name_f1(other, one)
    assert 0 <= name_f1(one, other) <= 1
    assert (name_f1(one, other) == 1) == (one == other != "")


def passage(annotated: int, predicted: int, right: int, *kinds: str) -> Passage:
    return Passage("p", annotated, predicted, dict.fromkeys((*evaluation.LEVELS, *evaluation.FIELDS), right), kinds)


FIGURES = [
    case("all found", [(4, 4, 4)], 1.0, 1.0),
    case("half missed", [(4, 2, 2)], 2 / 3, 1.0),
    case("half spurious", [(2, 4, 2)], 2 / 3, 1.0),
    case("summed over passages, not averaged", [(9, 9, 9), (1, 1, 0)], 0.9, 1.0),
    case("nothing there", [(0, 0, 0)], 0.0, 0.0),
]


@pytest.mark.parametrize(("counts", "f1", "share"), FIGURES)
def test_figures(counts: list[tuple[int, int, int]], f1: float, share: float) -> None:
    found = Evaluation(tuple(passage(*count) for count in counts), disagreements=None)  # type: ignore[arg-type]
    assert found.f1("detection") == pytest.approx(f1)
    assert found.share("name") == pytest.approx(share)


def test_interval_holds_the_figure_and_repeats() -> None:
    found = Evaluation(tuple(passage(10, 10, right) for right in (6, 8, 9, 10, 10)), disagreements=None)  # type: ignore[arg-type]
    low, high = interval("record", found.f1, found.passages)
    assert 0.6 <= low < found.f1("record") < high <= 1
    assert interval("record", found.f1, found.passages) == (low, high)


KINDS = [
    case("old", 1956, ["actual"], ("government_work_report", "1978 and before", "review")),
    case("the last of the old", 1978, ["actual"], ("government_work_report", "1978 and before", "review")),
    case("in between", 1979, ["actual"], ("government_work_report", "1979 to 2000", "review")),
    case("new", 2001, ["actual"], ("government_work_report", "2001 and after", "review")),
    case("mostly planned", 2024, ["target", "target", "actual"], ("government_work_report", "2001 and after", "plan")),
    case("half planned", 2024, ["target", "actual"], ("government_work_report", "2001 and after", "review")),
    case("no year", None, ["actual"], ("government_work_report", "year unknown", "review")),
]


@pytest.mark.parametrize(("year", "statuses", "expected"), KINDS)
def test_kinds(year: int | None, statuses: list[str], expected: tuple[str, ...]) -> None:
    assert kinds_of("government_work_report", year, [{"status": status} for status in statuses]) == expected


def test_by_kind_counts_each_passage_once_a_sort() -> None:
    passages = (
        passage(4, 4, 4, "report", "old", "plan"), passage(4, 4, 2, "report", "new", "plan"),
        passage(2, 2, 2, "report", "new", "review"),
    )  # fmt: skip
    found = Evaluation(passages, disagreements=None)  # type: ignore[arg-type]
    table = found.by_kind()
    record = table[table["figure"] == "record"].set_index("kind")
    assert list(record.index) == ["report", "new", "old", "plan", "review"]
    assert list(record["passages"]) == [3, 2, 1, 2, 1]
    assert list(record["mentions"]) == [10, 6, 4, 8, 2]
    assert list(record["estimate"]) == pytest.approx([0.8, 4 / 6, 1.0, 0.75, 1.0])
    assert record["low"].notna().to_list() == [True, False, False, False, False]


# --- a folder of results against a folder of passages

TEXT = "一、上年工作回顾\n全区完成造林1200亩。新增就业3500人。\n"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    folder = tmp_path_factory.mktemp("evaluation")
    (folder / "2024年云砚区政府工作报告.txt").write_text(TEXT, encoding="utf-8")
    return govtext.run(folder, folder / "out")


def annotation(document: str, *mentions: dict[str, Any]) -> dict[str, Any]:
    return {"doc": document, "start": 0, "end": len(TEXT), "mentions": list(mentions), "optional": []}


def mention(written: str, value: int, unit: str, name: str) -> dict[str, Any]:
    start = TEXT.index(written)
    return GOLD | {
        "start": start, "end": start + len(written), "q": written, "value": value, "unit": unit, "name": name,
        "alt": [], "kind": "level", "dir": None, "period": "2023",
    }  # fmt: skip


def test_disagreements_say_what_and_where(tmp_path: Path, results: govtext.Results) -> None:
    gold = annotation("2024年云砚区政府工作报告.txt", mention("1200亩", 1300, "亩", "造林"))
    (tmp_path / "passage.json").write_text(json.dumps(gold), encoding="utf-8")
    found = evaluation.evaluate(results, tmp_path)
    assert (found.passages[0].annotated, found.passages[0].predicted) == (1, 2)
    rows = {(row["annotated_text"], row["what"].split(",")[0]) for row in found.disagreements.to_dict("records")}
    assert rows == {("1200亩", "value"), ("", "spurious")}
    assert found.f1("detection") == pytest.approx(2 / 3)
    assert "government_work_report" in found.summary()


def test_unknown_document_is_refused(tmp_path: Path, results: govtext.Results) -> None:
    (tmp_path / "passage.json").write_text(json.dumps(annotation("别处.txt")), encoding="utf-8")
    with pytest.raises(UsageError, match=r"别处\.txt"):
        evaluation.evaluate(results, tmp_path)


def test_folder_without_passages_is_refused(tmp_path: Path, results: govtext.Results) -> None:
    with pytest.raises(UsageError, match="no annotated passages"):
        evaluation.evaluate(results, tmp_path)
