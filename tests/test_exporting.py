"""Exporting: what another program reads back is what was written."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from govtext.errors import UsageError
from govtext.exporting import ascii_names, number_format, write

WIDE = pd.DataFrame({
    "concept": ["gdp", "grain_output"], "indicator": ["地区生产总值", "粮食产量"], "kind": ["growth", "level"],
    "status": ["target", "actual"], "unit": ["%", "斤"], "2024": [5.5, 1e9], "2025": [float("nan"), 1.1e9],
    "change 2024-2025": [float("nan"), 1e8],
})  # fmt: skip
EVIDENCE = pd.DataFrame({
    "concept": ["grain_output", "grain_output", "gdp"], "indicator": ["粮食产量", "粮食产量", "地区生产总值"],
    "kind": ["level", "level", "growth"], "status": ["actual", "actual", "target"], "unit": ["斤", "斤", "%"],
    "column": ["2024", "2025", "2024"], "value": [1e9, 1.1e9, 5.5], "doc_id": ["a", "b", "a"],
    "mention_id": [1, 2, 3], "sentence": ["粮食产量10亿斤。", "=粮食产量11亿斤。", "增长5.5%。"],
})  # fmt: skip

NAMES = [
    pytest.param(["2024", "change 2024-2025"], ["y2024", "change_2024_2025"], id="years"),
    pytest.param(["上海市", "rank 上海市", "全国"], ["r310000", "rank_r310000", "r100000"], id="regions by code"),
    pytest.param(["云砚县", "rank 云砚县"], ["v1", "rank2"], id="regions without code"),
    pytest.param(["a b", "a-b", "A_B"], ["a_b", "a_b_2", "A_B_3"], id="names that would be the same"),
    pytest.param(["x" * 40, "x" * 39], ["x" * 32, "x" * 30 + "_2"], id="long names"),
]


@pytest.mark.parametrize(("labels", "names"), NAMES)
def test_names_that_stata_takes(labels: list[str], names: list[str]) -> None:
    assert ascii_names(labels) == dict(zip(labels, names, strict=True))


def test_stata_reads_back_values_names_and_labels(tmp_path: Path) -> None:
    path = write(WIDE, tmp_path / "wide.dta", evidence=EVIDENCE)
    assert path.read_bytes()[:60].count(b"<release>118</release>") == 1
    with pd.io.stata.StataReader(path) as reader:
        back, labels = reader.read(), reader.variable_labels()
    assert list(back.columns) == [*WIDE.columns[:5], "y2024", "y2025", "change_2024_2025"]
    assert back["y2024"].tolist() == [5.5, 1e9]
    assert back["y2025"].isna().tolist() == [True, False]
    assert back["indicator"].tolist() == ["地区生产总值", "粮食产量"]
    assert labels["indicator"] == "指标"
    assert labels["change_2024_2025"] == "2024-2025变化"
    assert len(pd.read_stata(tmp_path / "wide.evidence.dta")) == 3


def test_stata_keeps_long_texts_and_missing_whole_numbers(tmp_path: Path) -> None:
    frame = pd.DataFrame({"sentence": ["粮" * 2000, ""], "report_year": pd.array([2024, None], dtype="Int64")})
    back = pd.read_stata(write(frame, tmp_path / "long.dta"))
    assert back["sentence"].tolist() == ["粮" * 2000, ""]
    assert back["report_year"].isna().tolist() == [False, True]


def test_parquet_reads_back_the_same(tmp_path: Path) -> None:
    pd.testing.assert_frame_equal(pd.read_parquet(write(WIDE, tmp_path / "wide.parquet")), WIDE)


def test_a_workbook_links_cells_to_their_evidence(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(write(WIDE, tmp_path / "wide.xlsx", evidence=EVIDENCE))
    data, evidence = book["data"], book["evidence"]
    assert (data.freeze_panes, evidence.freeze_panes) == ("A2", "A2")
    linked = {}
    for row in data.iter_rows(min_row=2):
        for cell in row:
            if cell.hyperlink:
                there = evidence[cell.hyperlink.location.removeprefix("evidence!")].row
                linked[cell.coordinate] = (cell.value, [found.value for found in evidence[there]][5:7])
    assert linked == {
        "F2": (5.5, ["2024", 5.5]), "F3": (1e9, ["2024", 1e9]), "G3": (1.1e9, ["2025", 1.1e9])
    }  # fmt: skip
    formula = evidence["J3"]
    assert (formula.value, formula.data_type) == ("=粮食产量11亿斤。", "s")


FORMATS = [
    pytest.param(1000000000, "#,##0", id="whole"),
    pytest.param(5.5, "#,##0.0", id="one decimal"),
    pytest.param(0.333333333, "#,##0.000000", id="never more than six decimals"),
]


@pytest.mark.parametrize(("number", "shown"), FORMATS)
def test_number_formats(number: float, shown: str) -> None:
    assert number_format(number) == shown


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.csv, \.xlsx, \.dta, \.parquet"):
        write(WIDE, tmp_path / "wide.sav")
    assert not list(tmp_path.iterdir())
