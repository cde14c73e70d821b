"""Corrections: what a person says of single mentions, applied wherever mentions are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import govtext
from govtext.corrections import FILE
from govtext.errors import UsageError

TEXT = "一、上年工作回顾\n粮食产量8万吨。森林覆盖率68.1%。茶旅融合基地6个。\n"
NAMES = ("粮食产量", "森林覆盖率", "茶旅融合基地")


def run(home: Path, text: str = TEXT) -> govtext.Results:
    (home / "in").mkdir(exist_ok=True)
    (home / "in" / "2024年云砚区政府工作报告.txt").write_text(text, encoding="utf-8")
    return govtext.run(home / "in", home / "out", force=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("corrected")
    run(home)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


def correct(home: Path, *rows: tuple[str, str, str], by: str = "start,end") -> govtext.Results:
    """Writes corrections of mentions by their names, and reads the results."""
    mentions = govtext.Results(home / "out").indicators.set_index("name")
    lines = [f"doc_id,{by},column,value,note"]
    for name, column, value in rows:
        mention = mentions.loc[name]
        place = ",".join(str(mention[label]) for label in by.split(","))
        lines.append(f"{mention['doc_id']},{place},{column},{value},read again")
    (home / "out" / FILE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return govtext.Results(home / "out")


APPLIED = [
    pytest.param("value", "81000", {"value": 81000.0}, id="value"),
    pytest.param("unit", "亩", {"unit": "亩", "unit_class": "area"}, id="unit and its class"),
    pytest.param("bound", ">=", {"bound": ">="}, id="bound"),
    pytest.param("status", "target", {"status": "target"}, id="status"),
    pytest.param("kind", "change", {"kind": "change"}, id="kind"),
    pytest.param("direction", "up", {"direction": "up"}, id="direction"),
    pytest.param("name", "稻谷产量", {"name": "稻谷产量"}, id="name"),
    pytest.param("concept", "", {"concept": ""}, id="no concept"),
    pytest.param("period", "2021-2025", {"period": "2021-2025", "period_start": 2021, "period_end": 2025}, id="years"),
    pytest.param("period", "2024Q3", {"period": "2024Q3", "period_start": 2024, "period_end": 2024}, id="quarter"),
    pytest.param(
        "period", "2024Q1-Q3", {"period": "2024Q1-Q3", "period_start": 2024, "period_end": 2024}, id="quarters"
    ),
    pytest.param("period", "2024M1-M5", {"period": "2024M1-M5", "period_start": 2024, "period_end": 2024}, id="months"),
    pytest.param("period", "2024-06", {"period": "2024-06", "period_start": 2024, "period_end": 2024}, id="month"),
]


@pytest.mark.parametrize("by", ["start,end", "mention_id,text"])
@pytest.mark.parametrize(("column", "value", "cells"), APPLIED)
def test_a_correction_changes_its_mention_alone(
    home: Path, by: str, column: str, value: str, cells: dict[str, object]
) -> None:
    before = govtext.Results(home / "out").indicators
    after = correct(home, ("粮食产量", column, value), by=by).indicators
    assert after.loc[0, list(cells)].to_dict() == cells
    others = [label for label in before.columns if label not in cells]
    pd.testing.assert_frame_equal(after[others], before[others])
    pd.testing.assert_frame_equal(after[1:], before[1:])


def test_a_correction_reaches_the_panel_and_the_comparison(home: Path) -> None:
    results = correct(home, ("粮食产量", "value", "81000"))
    assert list(results.panel().query("concept == 'grain_output'")["value"]) == [81000]
    assert list(results.compare(across="year", concepts=["grain_output"]).evidence["value"]) == [81000]


def test_a_dropped_mention_is_gone(home: Path) -> None:
    results = correct(home, ("森林覆盖率", "drop", "yes"))
    assert list(results.indicators["name"]) == ["粮食产量", "茶旅融合基地"]
    assert list(results.indicators.index) == list(results.aligned.index)


def test_corrections_survive_a_new_run(home: Path) -> None:
    """The mention keeps its place when an earlier one is no longer found."""
    correct(home, ("森林覆盖率", "value", "68.3"))
    results = run(home, TEXT.replace("8万吨", "若干吨"))
    assert list(results.indicators["value"]) == [68.3, 6]


def test_a_correction_of_the_concept_outweighs_an_alignment(home: Path) -> None:
    results = correct(home, ("茶旅融合基地", "concept", ""))
    results.align()
    path = home / "out" / "alignment.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.loc[table["name"] == "茶旅融合基地", "concept"] = "four_above_firms"
    table.to_csv(path, index=False)
    assert "four_above_firms" not in set(govtext.Results(home / "out").indicators["concept"])


def test_a_number_alone_is_warned_about(home: Path) -> None:
    with pytest.warns(UserWarning, match=f"{FILE}:2: mention_id"):
        assert correct(home, ("粮食产量", "value", "7"), by="mention_id").indicators.loc[0, "value"] == 7


def test_a_range_is_corrected_with_both_its_ends(home: Path) -> None:
    rows = [("森林覆盖率", "bound", "range"), ("森林覆盖率", "value_high", "70"), ("茶旅融合基地", "value", "7")]
    mention = correct(home, *rows).indicators.loc[1]
    assert (mention["value"], mention["value_high"], mention["bound"]) == (68.1, 70, "range")


SAVED = [
    pytest.param(",", "utf-8", id="commas"),
    pytest.param(";", "utf-8-sig", id="semicolons"),
    pytest.param(";", "gb18030", id="semicolons in GBK"),
    pytest.param("\t", "utf-16", id="Unicode text"),
    pytest.param("，", "utf-8", id="full-width commas"),
]


@pytest.mark.parametrize(("mark", "encoding"), SAVED)
def test_a_file_is_read_as_the_spreadsheet_saved_it(home: Path, mark: str, encoding: str) -> None:
    correct(home, ("森林覆盖率", "name", "林木覆盖率"))
    path = home / "out" / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(",", mark), encoding=encoding)
    assert list(govtext.Results(home / "out").indicators["name"])[1] == "林木覆盖率"


WRONG = [
    pytest.param("value", "八万", "plain number", id="value in words"),
    pytest.param("value", "", "plain number", id="no value"),
    pytest.param("value", "inf", "plain number", id="infinite value"),
    pytest.param("bound", "range", "needs a value_high above", id="range without its high end"),
    pytest.param("value_high", "90", "only a range has a value_high", id="high end without a range"),
    pytest.param("kind", "rate", "one of level", id="unknown kind"),
    pytest.param("status", "plan", "one of actual", id="unknown status"),
    pytest.param("status", "", "one of actual", id="empty status"),
    pytest.param("concept", "grain_outptu", "did you mean grain_output", id="unknown concept"),
    pytest.param("concept", "粮食产量", "did you mean grain_output", id="concept by its name"),
    pytest.param("theme", "fisal", "did you mean fiscal", id="unknown theme"),
    pytest.param("vlaue", "7", "did you mean value", id="unknown column"),
    pytest.param("period", "去年", "a period is like", id="period in words"),
    pytest.param("sentence", "x", "cannot be corrected", id="what stands in the text"),
    pytest.param("drop", "no", "drop takes yes", id="drop"),
]


@pytest.mark.parametrize(("column", "value", "said"), WRONG)
def test_a_wrong_row_is_named_and_nothing_is_applied(home: Path, column: str, value: str, said: str) -> None:
    results = correct(home, ("粮食产量", "value", "81000"), ("森林覆盖率", column, value))
    with pytest.raises(UsageError) as error:
        _ = results.indicators
    assert f"{FILE}:3: " in str(error.value)
    assert said in str(error.value)


LINES = [
    pytest.param("doc_id,start,end,column,value\nD,1,2,value,7\n", "no such mention", id="nothing at this place"),
    pytest.param("doc_id,mention_id,text,column,value\nD,9,8万吨,value,7\n", "no such mention", id="unknown number"),
    pytest.param("doc_id,mention_id,text,column,value\nD,1,9万吨,value,7\n", "8万吨", id="another text"),
    pytest.param("doc_id,mention_id,column,value\nD,,value,7\n", "say which mention", id="no place"),
    pytest.param("doc_id,start,end,value\nD,1,2,7\n", "column", id="a column is missing"),
    pytest.param("doc_id,mention_id,text,column,value\nD,1,8万吨,value,7\nD,1,8万吨,value,8\n", "line 2", id="twice"),
    pytest.param("doc_id,mention_id,Column,value\nD,1,value,7\n", "column: did you mean Column", id="a capital letter"),
    pytest.param("doc_id,mention_id,note,column,value\nD,1,a,b,value,7\n", "6 cells for 5", id="a comma too many"),
]


@pytest.mark.parametrize(("content", "said"), LINES)
def test_a_file_that_cannot_be_used(home: Path, content: str, said: str) -> None:
    doc = govtext.Results(home / "out").documents["doc_id"][0]
    (home / "out" / FILE).write_text(content.replace("\nD,", f"\n{doc},"), encoding="utf-8")
    with pytest.raises(UsageError, match=FILE) as error:
        govtext.Results(home / "out").panel()
    assert said in str(error.value)
