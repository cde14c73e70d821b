"""Panel and comparison: one row an indicator in one unit, every cell traceable, choices made by a stated rule."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import pytest

import govtext
from govtext import tables
from govtext.comparing.choice import place, span
from govtext.comparing.panel import conflicts, panel
from govtext.comparing.wide import KEY, _with_changes, _with_ranks, in_one_unit
from govtext.errors import UsageError
from govtext.pipes import units
from sample import sample_results

CELL = ["region", "period", "concept", "kind", "status"]
REVIEW, PLAN = "一、上年工作回顾\n", "二、今年目标任务\n"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    return sample_results(tmp_path_factory)


def results(tmp_path: Path, reports: dict[str, str]) -> govtext.Results:
    """The results of invented reports: place and year to text."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in reports.items():
        (folder / f"{name}政府工作报告.txt").write_text(text, encoding="utf-8")
    return govtext.run(folder, tmp_path / "out")


def only(frame: pd.DataFrame, **cells: str) -> pd.Series:
    """The one row that has these cells."""
    for label, cell in cells.items():
        frame = frame[frame[label] == cell]
    assert len(frame) == 1
    return frame.iloc[0]


WAYS = [
    pytest.param({"across": "region", "year": year}, id=f"regions in {year}") for year in (2022, 2023, 2024, 2025)
] + [pytest.param({"across": "year", "region": region}, id=region) for region in ("云砚区", "望澜区", "青栎区")]


@pytest.mark.parametrize("way", WAYS)
def test_every_cell_is_traced_to_a_mention_that_says_it(sample: govtext.Results, way: dict[str, object]) -> None:
    """As many pieces of evidence as cells; each holds the cell's value, its sentence the number as written."""
    found = sample.compare(**way)
    shown = list(dict.fromkeys(found.evidence["column"]))
    assert set(shown) <= set(found.table.columns)
    cells = found.table.melt(KEY, shown, "column", "cell").dropna(subset="cell")
    joined = cells.merge(found.evidence, on=[*KEY, "column"], validate="one_to_one")
    assert len(joined) == len(cells) == len(found.evidence)
    assert ((joined["cell"] - joined["value"]).abs() <= 1e-6).all()
    mentions = sample.indicators.set_index(["doc_id", "mention_id"])
    table = units.table()
    for row in joined.itertuples():
        mention = mentions.loc[(row.doc_id, row.mention_id)]
        assert row.text == mention["text"]
        assert row.text in row.sentence
        assert (row.concept, row.kind, row.status) == (mention["concept"], mention["kind"], mention["status"])
        assert row.column == mention["period" if way["across"] == "year" else "region"]
        (base, factor), (stated_base, stated_factor) = table.base(row.unit), table.base(mention["unit"])
        assert base == stated_base
        sign = -1 if mention["direction"] == "down" else 1
        assert row.value == pytest.approx(sign * mention["value"] * float(stated_factor / factor))


@pytest.mark.parametrize("way", WAYS)
def test_points_never_share_a_row_with_per_cent(sample: govtext.Results, way: dict[str, object]) -> None:
    evidence = sample.compare(**way).evidence
    units_stated = sample.indicators[["doc_id", "mention_id", "unit"]]
    stated = evidence.merge(units_stated, on=["doc_id", "mention_id"], suffixes=("", " stated"))
    for _, group in stated.groupby(KEY, dropna=False):
        assert group["unit stated"].isin(["百分点"]).nunique() == 1


def test_points_and_per_cent_of_one_concept(tmp_path: Path) -> None:
    found = results(tmp_path, {
        "2024年云砚区": f"{REVIEW}居民消费价格上涨2%。\n",
        "2024年青栎区": f"{REVIEW}居民消费价格涨幅扩大0.3个百分点。\n",
    }).compare(across="region", concepts=["cpi"])  # fmt: skip
    percent, points = only(found.table, unit="%"), only(found.table, unit="百分点")
    assert (percent["云砚区"], points["青栎区"]) == (2, 0.3)
    assert pd.isna(percent["青栎区"])
    assert pd.isna(points["云砚区"])


@pytest.mark.parametrize("unit", ["百分点", "美元", "亩"])
def test_units_that_cannot_be_converted_stay_apart(unit: str) -> None:
    same = {"concept": "c", "kind": "change", "status": "actual", "value_high": None}
    cells = pd.DataFrame([same | {"unit": "%", "value": 1.0}, same | {"unit": unit, "value": 2.0}])
    assert list(in_one_unit(cells)["unit"]) == ["%", unit]
    assert list(in_one_unit(cells)["value"]) == [1.0, 2.0]


GRAIN = {
    "2024年云砚区": f"{REVIEW}粮食产量8.75万吨。\n",
    "2024年青栎区": f"{REVIEW}粮食总产量9万吨。\n",
    "2024年望澜区": f"{REVIEW}粮食产量2.08亿斤。\n",
}


def test_two_units_of_weight_come_into_one(tmp_path: Path) -> None:
    found = results(tmp_path, GRAIN).compare(across="region", concepts=["grain_output"])
    row = only(found.table, kind="level")
    assert row["unit"] == "吨"
    assert [row[region] for region in ("云砚区", "青栎区", "望澜区")] == [87500.0, 90000.0, 104000.0]
    assert only(found.evidence, column="望澜区")["text"] == "2.08亿斤"


def test_two_units_of_weight_in_the_sample(sample: govtext.Results) -> None:
    grain = sample.indicators[sample.indicators["concept"] == "grain_output"]
    assert {"吨", "斤"} <= set(grain["unit"])
    table = sample.compare(across="region", year=2024, concepts=["grain_output"], status="target").table
    row = only(table, kind="level")
    assert row[["云砚区", "望澜区", "青栎区"]].notna().all()
    assert row[["云砚区", "望澜区", "青栎区"]].max() < 10 * row[["云砚区", "望澜区", "青栎区"]].min()


def test_regions_are_ranked_and_set_against_the_median(tmp_path: Path) -> None:
    row = only(results(tmp_path, GRAIN).compare(across="region").table, concept="grain_output")
    assert [row[f"rank {region}"] for region in ("望澜区", "青栎区", "云砚区")] == [1, 2, 3]
    assert row["median"] == 90000
    assert [row[f"from median {region}"] for region in ("望澜区", "青栎区", "云砚区")] == [14000, 0, -2500]


def test_years_show_change_and_per_cent(tmp_path: Path) -> None:
    found = results(tmp_path, {
        "2023年云砚区": f"{REVIEW}粮食产量8万吨。城镇化率60%。\n",
        "2024年云砚区": f"{REVIEW}粮食产量8.4万吨。城镇化率61.5%。\n",
    }).compare(across="year")  # fmt: skip
    grain, rate = only(found.table, concept="grain_output"), only(found.table, kind="share")
    assert list(grain[["2022", "2023", "change 2022-2023", "percent 2022-2023"]]) == [80000, 84000, 4000, 5]
    assert rate["change 2022-2023"] == 1.5
    assert pd.isna(rate["percent 2022-2023"])  # a rate moves in points


def test_actual_and_target_stand_apart(tmp_path: Path) -> None:
    found = results(tmp_path, {
        "2024年云砚区": f"{REVIEW}粮食产量8万吨。\n{PLAN}粮食产量8.2万吨以上。\n",
        "2025年云砚区": f"{REVIEW}粮食产量8.3万吨。\n",
    })  # fmt: skip
    table = found.compare(across="year", concepts=["grain_output"]).table
    assert only(table, status="target")["2024"] == 82000
    assert [only(table, status="actual")[year] for year in ("2023", "2024")] == [80000, 83000]
    assert set(found.compare(across="year", status="target").table["status"]) == {"target"}


def test_the_latest_year_is_compared_unless_told(sample: govtext.Results) -> None:
    latest = max(int(period) for period in sample.panel()["period"] if period.isdigit())
    untold, told = sample.compare(across="region").table, sample.compare(across="region", year=latest).table
    pd.testing.assert_frame_equal(untold, told)


UNKNOWN = [
    pytest.param({"across": "year"}, ["--region", "云砚区", "望澜区", "青栎区"], id="whose years"),
    pytest.param({"across": "year", "region": "砚州市"}, ["砚州市", "云砚区", "望澜区", "青栎区"], id="region"),
    pytest.param({"across": "region", "year": 1999}, ["1999", "2023", "2024"], id="year"),
    pytest.param({"across": "region", "concepts": ["grain"]}, ["grain_output"], id="concept, near ones are named"),
    pytest.param({"across": "region", "concepts": ["xyzq"]}, ["there are", "grain_output"], id="concept far off"),
    pytest.param({"across": "region", "concepts": ["粮食产量"]}, ["did you mean grain_output"], id="concept's name"),
    pytest.param({"across": "year", "region": "云砚"}, ["did you mean 云砚区"], id="region, a part of its name"),
    pytest.param({"across": "month"}, ["month", "year", "region"], id="across"),
    pytest.param({"across": "region", "status": "hoped"}, ["hoped", "actual", "target"], id="status"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "said"), UNKNOWN)
def test_the_answer_names_what_there_is(sample: govtext.Results, options: dict[str, object], said: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        sample.compare(**options)
    assert [words for words in said if words not in str(error.value)] == []


@pytest.mark.parametrize("vintages", [False, True])
def test_panel_has_one_row_a_cell_and_the_promised_columns(sample: govtext.Results, vintages: bool) -> None:
    found = sample.panel(vintages=vintages)
    assert list(found.columns) == list(tables.columns("panel"))
    assert not found.duplicated([*CELL, "report_year"] if vintages else CELL).any()
    assert (found[["region", "period", "concept", "concept_name", "rule"]] != "").all(axis=None)


def test_panel_quotes_mentions_and_leaves_no_cell_out(sample: govtext.Results) -> None:
    found, mentions = sample.panel(), sample.indicators
    eligible = mentions[(mentions["concept"] != "") & (mentions["region"] != "") & (mentions["period"] != "")]
    listed = conflicts(mentions)
    refused = listed[listed["decision"].str.startswith("refused")]
    assert found["mentions"].sum() + len(refused) == len(eligible)
    left_out = set(eligible[CELL].itertuples(index=False)) - set(found[CELL].itertuples(index=False))
    assert left_out <= set(refused[CELL].itertuples(index=False))
    shared = [label for label in found.columns if label in mentions.columns and label not in {"doc_id", "mention_id"}]
    quoted = found.merge(mentions, on=["doc_id", "mention_id"], suffixes=("", " stated"), validate="one_to_one")
    assert len(quoted) == len(found)
    for label in shared:
        pd.testing.assert_series_equal(quoted[label], quoted[f"{label} stated"], check_names=False)


REVISED = {
    "2024年云砚区": f"{REVIEW}粮食产量8.75万吨。\n",
    "2025年云砚区": f"{REVIEW}粮食产量9万吨。2023年粮食产量8.8万吨。\n",
}


def test_the_latest_report_wins_and_vintages_keep_all(tmp_path: Path) -> None:
    found = results(tmp_path, REVISED)
    latest = only(found.panel(), period="2023")
    assert (latest["value"], latest["report_year"], latest["mentions"]) == (88000, 2025, 2)
    assert "latest report" in latest["rule"]
    vintages = found.panel(vintages=True)
    vintages = vintages[vintages["period"] == "2023"]
    assert list(zip(vintages["report_year"], vintages["value"], strict=True)) == [(2024, 87500), (2025, 88000)]
    assert set(vintages["mentions"]) == {1}


CHOICES = [
    pytest.param("森林覆盖率约68%。森林覆盖率68.1%。", 68.1, id="exact before rounded"),
    pytest.param("森林覆盖率68.1%。森林覆盖率68.2%。", 68.1, id="first in the text"),
    pytest.param("森林覆盖率68.1%。2023年森林覆盖率68.2%。", 68.2, id="period named before period told by the section"),
]


@pytest.mark.parametrize(("sentences", "chosen"), CHOICES)
def test_the_choice_among_mentions_of_one_report(tmp_path: Path, sentences: str, chosen: float) -> None:
    row = only(results(tmp_path, {"2024年云砚区": f"{REVIEW}{sentences}\n"}).panel(), concept="forest_coverage")
    assert row["value"] == chosen
    assert row["mentions"] == 2


REFUSED = [
    pytest.param("2023年地区生产总值增长6%、年均增长7%。", 6, "yearly average", id="average of several years"),
    pytest.param("2023年地区生产总值增长6%，比2018年增长40%。", 6, "several years", id="growth since an earlier year"),
]


@pytest.mark.parametrize(("sentence", "chosen", "reason"), REFUSED)
def test_growth_of_several_years_fills_no_cell_of_one(
    tmp_path: Path, sentence: str, chosen: float, reason: str
) -> None:
    mentions = results(tmp_path, {"2024年云砚区": f"{REVIEW}{sentence}\n"}).indicators.assign(period="2023")
    assert list(panel(mentions)["value"]) == [chosen]
    refused = conflicts(mentions).query("decision.str.startswith('refused')")
    assert len(refused) == 1
    assert reason in refused["decision"].iloc[0]


def test_two_numbers_of_one_name_in_one_sentence_fill_no_cell(tmp_path: Path) -> None:
    mentions = results(tmp_path, {"2024年云砚区": f"{REVIEW}粮食产量8万吨，油料产量2万吨。\n"}).indicators
    muddled = mentions.assign(name="粮食产量", concept="grain_output")
    assert panel(muddled).empty
    assert list(conflicts(muddled)["decision"]) == ["refused: one sentence gives two numbers for one name"] * 2


def test_a_unit_does_not_outrank_the_government(tmp_path: Path) -> None:
    reports = {"2023年云砚区": f"{REVIEW}森林覆盖率68.1%。\n", "2024年云砚区": f"{REVIEW}2022年森林覆盖率69.2%。\n"}
    found = results(tmp_path, reports)
    documents = found.documents.assign(kind=["government_work_report", "unit_summary"])
    assert only(panel(found.indicators), period="2022")["value"] == 69.2
    row = only(panel(found.indicators, documents=documents), period="2022")
    assert (row["value"], row["rule"]) == (68.1, "report of the government before that of a unit")


def test_contradictions_are_named(tmp_path: Path) -> None:
    found = results(tmp_path, {"2024年云砚区": f"{REVIEW}森林覆盖率68.1%。森林覆盖率70.2%。\n"}).indicators
    assert list(conflicts(found)["decision"]) == ["chosen", "not chosen"]


def test_an_implausible_value_is_listed_and_keeps_its_cell(tmp_path: Path) -> None:
    found = results(tmp_path, {"2024年云砚区": f"{REVIEW}地区生产总值增长530%。森林覆盖率68.1%。\n"})
    assert list(found.conflicts()["decision"]) == ["implausible: outside -30 to 60; chosen"]
    assert only(found.panel(), concept="gdp")["value"] == 530


OWN = """[[concept]]
id = "tea_halls"
zh = "茶馆数"
en = "tea houses"
theme = "industry_structure"
unit_class = ["count"]
kinds = ["level"]
names = ["百年茶馆"]
"""


def test_the_concept_table_of_the_run_reaches_every_table(tmp_path: Path) -> None:
    """The table lies beside the results, so that they are read alike wherever the folder goes."""
    found = results(tmp_path, {
        "2024年云砚区": f"{REVIEW}百年茶馆12家。\n{PLAN}百年茶馆15家以上。\n",
        "2025年云砚区": f"{REVIEW}百年茶馆16家。\n",
    })  # fmt: skip
    (found.folder / "concepts.toml").write_text(OWN, encoding="utf-8")
    (found.folder / "corrections.csv").write_text(
        "doc_id,start,end,column,value\n"
        + "".join(f"{row.doc_id},{row.start},{row.end},concept,tea_halls\n" for row in found.indicators.itertuples()),
        encoding="utf-8",
    )
    again = govtext.Results(found.folder)
    assert set(again.panel()["concept_name"]) == {"茶馆数"}
    assert list(again.targets()["concept_name"]) == ["茶馆数"]
    assert set(again.compare(across="year", concepts=["tea_halls"]).table["indicator"]) == {"茶馆数"}


def test_a_rounded_number_is_no_contradiction(tmp_path: Path) -> None:
    found = results(tmp_path, {"2024年云砚区": f"{REVIEW}粮食产量9万吨。粮食产量8.98万吨。\n"}).indicators
    assert conflicts(found).empty
    assert list(panel(found)["value"]) == [89800]


SPANS = [
    pytest.param(10.3, "=", "10.3%", "up", (10.25, 10.35), id="rounded at its last digit"),
    pytest.param(100, "~", "100人", "", (95, 105), id="about"),
    pytest.param(5, ">=", "5%", "up", (4.5, float("inf")), id="floor"),
    pytest.param(3, "=", "3.0%", "down", (-3.05, -2.95), id="a fall is negative"),
]


@pytest.mark.parametrize(("value", "bound", "text", "direction", "ends"), SPANS)
def test_what_a_number_can_stand_for(
    value: float, bound: str, text: str, direction: str, ends: tuple[float, float]
) -> None:
    assert span(value, float("nan"), bound, text, direction) == pytest.approx(ends)


def test_a_number_is_not_found_inside_another() -> None:
    assert place("增长5.5%、5%", "5%", 0) == 7


def test_reports_without_a_region_are_not_left_out_silently(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, head in {"甲": "工作报告", "2024年云砚区政府工作报告": "2024年云砚区政府工作报告"}.items():
        (folder / f"{name}.txt").write_text(f"{head}\n{REVIEW}2023年，粮食产量8万吨。\n", encoding="utf-8")
    found = govtext.run(folder, tmp_path / "out")
    with pytest.warns(UserWarning, match=r"1 mentions of 1 reports without a region are left out \(甲\)"):
        table = found.panel()
    assert set(table["region"]) == {"云砚区"}


@pytest.mark.parametrize("across", ["year", "region"])
def test_a_wide_comparison_makes_pandas_complain_of_nothing(across: str) -> None:
    """Sixty years, or regions, of one indicator."""
    columns = [str(year) for year in range(1954, 2014)]
    kind = pd.MultiIndex.from_tuples([("level",)], names=["kind"])
    wide = pd.DataFrame([[float(number) for number in range(1, 61)]], kind, columns)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = (_with_changes if across == "year" else _with_ranks)(wide, columns)
    assert found["change 1954-1955" if across == "year" else "rank 1954"].iloc[0] == (1 if across == "year" else 60)
