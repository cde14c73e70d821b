"""The accessor: rows by what they say, from tables as they are and as CSV gives them back; figures."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pandas as pd
import pytest

import govtext.looking.accessor  # noqa: F401  registers df.govtext
from govtext.errors import UsageError

COLUMNS = ["region", "report_year", "period", "concept", "concept_name", "kind", "direction", "status", "value",
           "value_high", "unit", "bound"]  # fmt: skip
NONE = float("nan")
ROWS = [
    ("石溪县", 2024, "2023", "grain_output", "粮食产量", "level", "", "actual", 2e8, NONE, "斤", "="),
    ("石溪县", 2024, "2024", "grain_output", "粮食产量", "level", "", "target", 3e8, NONE, "斤", ">="),
    ("石溪县", 2025, "2024", "gdp", "地区生产总值", "growth", "up", "actual", 5.0, NONE, "%", "="),
    ("青川市", 2025, "2021-2025", "grain_output", "粮食产量", "level", "", "actual", 4e8, NONE, "斤", "="),
]
PANEL = pd.DataFrame(ROWS, columns=COLUMNS)

WANTED = [
    pytest.param({}, [0, 1, 2, 3], id="nothing asked"),
    pytest.param({"concept": "gdp"}, [2], id="concept"),
    pytest.param({"concept": ["gdp", "grain_output"]}, [0, 1, 2, 3], id="several concepts"),
    pytest.param({"unit_class": "mass"}, [0, 1, 3], id="unit class, told by the unit"),
    pytest.param({"period": "2024"}, [1, 2], id="period"),
    pytest.param({"period": ("2023", "2021-2025")}, [0, 3], id="periods"),
    pytest.param({"status": "target"}, [1], id="status"),
    pytest.param({"region": "青川市"}, [3], id="region"),
    pytest.param({"year": 2024}, [0, 1], id="year of the report"),
    pytest.param({"year": range(2024, 2026)}, [0, 1, 2, 3], id="years"),
    pytest.param({"concept": "grain_output", "status": "actual", "region": "石溪县"}, [0], id="all of them"),
]


@pytest.mark.parametrize(("wanted", "rows"), WANTED)
def test_filter(wanted: dict[str, Any], rows: list[int]) -> None:
    assert list(PANEL.govtext.filter(**wanted).index) == rows


def test_a_unit_class_of_its_own_is_taken() -> None:
    frame = PANEL.assign(unit_class=["mass", "area", "share", "mass"])
    assert list(frame.govtext.filter(unit_class="area").index) == [1]


def test_numbers_that_csv_made_of_text_are_found() -> None:
    frame = PANEL.drop(index=3).assign(period=[2023, 2024, 2024], report_year=[2024.0, 2024.0, float("nan")])
    assert list(frame.govtext.filter(period="2024", year=2024).index) == [1]


REFUSED = [
    pytest.param({"concept": "gpd"}, ['no concept is "gpd"', "did you mean gdp"], id="a slip of the pen"),
    pytest.param({"year": 1999}, ['no report_year is "1999"', "there are: 2024, 2025"], id="no such year"),
    pytest.param({"status": ["actual", "planned"]}, ['"planned"', "actual, target"], id="one of several"),
]


@pytest.mark.parametrize(("wanted", "said"), REFUSED)
def test_what_is_not_there_is_named(wanted: dict[str, Any], said: list[str]) -> None:
    with pytest.raises(UsageError) as raised:
        PANEL.govtext.filter(**wanted)
    assert [words for words in said if words not in str(raised.value)] == []


def test_other_tables_have_no_accessor() -> None:
    with pytest.raises(AttributeError, match="concept"):
        _ = pd.DataFrame({"a": [1]}).govtext


def test_plot_draws_what_the_table_holds() -> None:
    pytest.importorskip("matplotlib", reason="needs the extra figures")
    pytest.importorskip("pylopdf_fonts_zh_cn", reason="needs the extra figures")
    figure = PANEL.govtext.filter(concept="grain_output", region="石溪县").govtext.plot()
    drawn = {str(line.get_label()): list(line.get_ydata()) for line in figure.axes[0].get_lines()}
    assert (drawn["结果"], drawn["目标"]) == ([2.0], [3.0])
    assert "粮食产量" in figure.axes[0].get_title()
    with pytest.raises(UsageError, match="name the concept to draw; the table has: grain_output, gdp"):
        PANEL.govtext.plot()


def test_importing_govtext_loads_no_pandas() -> None:
    before = "import sys, govtext; print('pandas' in sys.modules)"
    after = "import pandas; govtext.Results; print(hasattr(pandas.DataFrame, 'govtext'))"
    done = subprocess.run([sys.executable, "-c", f"{before}; {after}"], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
