"""Targets and results: what was planned, how firmly, and what came of it."""

from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
import pytest

import govtext
from govtext.comparing.targets import COLUMNS, force, is_met, targets

FORCES = [
    pytest.param("地区生产总值增长5%左右", "5%", "~", "soft", "左右", id="about"),
    pytest.param("地区生产总值增长5%以上", "5%", ">=", "hard", "以上", id="floor"),
    pytest.param("力争地区生产总值增长5%以上", "5%", ">=", "soft", "力争;以上", id="aspired floor"),
    pytest.param("确保城镇新增就业3万人", "3万人", "=", "hard", "确保", id="bound to be reached"),
    pytest.param("地区生产总值增长5%", "5%", "=", "plain", "", id="without any word"),
    pytest.param("力争增长6%，失业率控制在5%以内", "5%", "<=", "hard", "以内", id="words of another clause"),
    pytest.param("增长5%左右、新增就业3万人以上", "3万人", ">=", "hard", "以上", id="bound of a neighbour"),
    pytest.param("增长5.5%左右，失业率5.5%以内", "5.5%", "~", "soft", "左右", id="first of two equal numbers"),
]


@pytest.mark.parametrize(("sentence", "text", "bound", "strength", "words"), FORCES)
def test_how_firm_a_target_is(sentence: str, text: str, bound: str, strength: str, words: str) -> None:
    assert force(sentence, text, bound) == (strength, words)


def test_the_second_of_two_equal_numbers_has_its_own_words() -> None:
    assert force("增长5.5%左右，失业率5.5%以内", "5.5%", "<=", nth=1) == ("hard", "以内")


NONE = math.nan
MET = [
    pytest.param(5, NONE, "=", 5, "=", False, "yes", id="reached exactly"),
    pytest.param(5, NONE, "~", 4.9, "=", False, "about", id="about, missed by little"),
    pytest.param(5, NONE, "~", 3, "=", False, "no", id="about, missed by much"),
    pytest.param(5, NONE, ">=", 4.9, "=", False, "no", id="floor missed by little"),
    pytest.param(3, NONE, "~", 2, "=", True, "yes", id="prices below the target"),
    pytest.param(4, NONE, "=", 4.8, "=", True, "no", id="prices above the target"),
    pytest.param(5.5, NONE, "<=", 5.2, "=", True, "yes", id="under the ceiling"),
    pytest.param(6, 6.5, "range", 6.1, "=", False, "yes", id="within a range"),
    pytest.param(6, 6.5, "range", 7, "=", False, "yes", id="above a range"),
    pytest.param(6, 6.5, "range", 7, "=", True, "no", id="above a range that is a ceiling"),
    pytest.param(5, NONE, ">=", 3, ">", False, "", id="more than 3 may be 5"),
    pytest.param(5, NONE, "<=", 3, ">", True, "", id="more than 3 may be 6"),
    pytest.param(3, NONE, "=", 5, ">", False, "yes", id="more than 5 is more than 3"),
]


@pytest.mark.parametrize(("target", "high", "bound", "result", "result_bound", "ceiling", "met"), MET)
def test_whether_it_was_met(
    target: float, high: float, bound: str, result: float, result_bound: str, ceiling: bool, met: str
) -> None:
    assert is_met(target, high, bound, result, result_bound, ceiling=ceiling) == met


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    folder = tmp_path_factory.mktemp("targets")
    (folder / "in").mkdir()
    reports = {
        2023: "一、2022年工作回顾\n地区生产总值增长4%。\n二、2023年目标任务\n今年主要预期目标是：地区生产总值"
        "增长6%左右，粮食产量20亿斤以上，居民消费价格涨幅3%左右，单位地区生产总值能耗下降2%以上，力争固定资产投资增长8%。\n",
        2024: "一、2023年工作回顾\n地区生产总值增长5.8%，粮食产量110万吨，居民消费价格上涨1%，"
        "单位地区生产总值能耗下降3%。\n二、2024年目标任务\n今年主要预期目标是：地区生产总值增长5%左右。\n",
    }
    for year, text in reports.items():
        (folder / "in" / f"{year}年云砚县政府工作报告.txt").write_text(text, encoding="utf-8")
    results = govtext.run(folder / "in", folder / "out")
    return targets(results.indicators, results.documents)


ROWS = [
    pytest.param("gdp", "growth", 6, 5.8, -0.2, "about", "soft", id="missed by little"),
    pytest.param("grain_output", "level", 2e9, 2.2e9, 2e8, "yes", "hard", id="units converted"),
    pytest.param("cpi", "growth", 3, 1, -2, "yes", "soft", id="prices are to be kept low"),
    pytest.param("energy_intensity", "growth", 2, 3, -1, "yes", "hard", id="a greater fall"),
    pytest.param("fixed_asset_investment", "growth", 8, NONE, NONE, "", "soft", id="no result reported"),
]


@pytest.mark.parametrize(("concept", "kind", "target", "result", "gap", "met", "strength"), ROWS)
def test_target_and_result_of_a_year(
    found: pd.DataFrame, concept: str, kind: str, target: float, result: float, gap: float, met: str, strength: str
) -> None:
    row = found[(found["period"] == "2023") & (found["concept"] == concept) & (found["kind"] == kind)].iloc[0]
    assert (row["target"], row["met"], row["strength"]) == (target, met, strength)
    assert [row["result"], row["gap"]] == pytest.approx([result, gap], nan_ok=True)
    assert row["target_report"] == 2023


def test_a_target_without_a_later_report_has_no_result(found: pd.DataFrame) -> None:
    row = found[(found["period"] == "2024") & (found["concept"] == "gdp")].iloc[0]
    assert math.isnan(row["result"])
    assert row["met"] == ""
    assert list(found.columns) == COLUMNS


def test_growth_a_year_is_not_set_against_growth_over_all_years(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    plan = (
        "一、2020年工作回顾\n地区生产总值增长4%。\n二、“十四五”时期主要目标\n“十四五”时期，地区生产总值年均增长6%。\n"
    )
    review = "一、过去五年工作回顾\n过去五年，地区生产总值累计增长30%。\n二、2026年目标任务\n地区生产总值增长5%。\n"
    for year, text in ((2021, plan), (2026, review)):
        (tmp_path / "in" / f"{year}年云砚县政府工作报告.txt").write_text(text, encoding="utf-8")
    results = govtext.run(tmp_path / "in", tmp_path / "out")
    row = targets(results.indicators).query("period == '2021-2025' and concept == 'gdp'").iloc[0]
    assert (row["target"], row["basis"]) == (6, "a year")
    assert math.isnan(row["result"])
