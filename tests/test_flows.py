"""Flows and stocks: no series holds both what was added in a period and how much there is at its end."""

from __future__ import annotations

from pathlib import Path

import pytest

import govtext
from govtext.comparing import flows

SAID = [
    pytest.param("新增停车位", "全年新增停车位", "added", id="added by its name"),
    pytest.param("家庭床位新增", "家庭床位新增", "added", id="added behind its name"),
    pytest.param("外资研发中心", "地区总部、外资研发中心分别新增", "added", id="added, of two things"),
    pytest.param("外资研发中心", "地区总部、外资研发中心分别新认定12家、", "added", id="second number of two things"),
    pytest.param("新增地区总部", "新增地区总部12家、累计达到", "summed", id="total behind what was added"),
    pytest.param("经营主体", "经营主体净增3万户、达", "total", id="reached behind what was added"),
    pytest.param("铁路里程新增", "铁路里程新增170公里、突破", "total", id="passed behind what was added"),
    pytest.param("公园总数", "新增公园35个、公园总数达", "total", id="total by its name"),
    pytest.param("绿道", "累计建成绿道", "summed", id="over an open time"),
    pytest.param("绿道", "全年累计建成绿道", "", id="over the year"),
    pytest.param("停车位", "停车位达到", "reached", id="reached"),
    pytest.param("停车位", "建设停车位", "", id="nothing said"),
    pytest.param("老旧电梯", "更新改造老旧电梯", "", id="renewed is not newly built"),
    pytest.param("新区增加值", "新建区", "", id="a district's name"),
    pytest.param("产业", "培育新增长点", "", id="a growth point"),
    pytest.param("高新技术企业", "高新技术企业超过", "", id="new and high technology"),
]


@pytest.mark.parametrize(("name", "before", "said"), SAID)
def test_what_the_text_says_of_a_number(name: str, before: str, said: str) -> None:
    assert flows.said(name, before) == said


STOCK, FLOW, BOTH = ("孵化器", "孵化器总数"), ("新增孵化器",), ("孵化器", "建设孵化器", "新增孵化器")
REFUSED = [
    pytest.param(STOCK, "孵化器", "孵化器分别新增", "2024", True, id="added in a series of totals"),
    pytest.param(STOCK, "孵化器", "孵化器累计达到", "2024", False, id="total in a series of totals"),
    pytest.param(FLOW, "新增孵化器", "新增孵化器", "2024", False, id="added in a series of what is added"),
    pytest.param(FLOW, "新增孵化器", "新增孵化器3家、总数达到", "2024", True, id="total in a series of what is added"),
    pytest.param(BOTH, "建设孵化器", "累计建设孵化器", "2024", True, id="summed up to a year"),
    pytest.param(BOTH, "建设孵化器", "累计建设孵化器", "2021-2025", False, id="summed over the span it is about"),
    pytest.param(BOTH, "孵化器", "孵化器达到", "2024", True, id="reached, of a name with a twin"),
    pytest.param(BOTH, "建设孵化器", "建设孵化器达到", "2024", False, id="reached, of what is done"),
]


@pytest.mark.parametrize(("names", "name", "before", "period", "refused"), REFUSED)
def test_which_numbers_a_series_refuses(
    names: tuple[str, ...], name: str, before: str, period: str, refused: bool
) -> None:
    assert bool(flows.refusal(names, name, before, period)) == refused


def test_no_series_holds_both_what_is_added_and_what_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    years = {
        2023: "2022年，跨国公司地区总部达到80家。",
        2024: "2023年，跨国公司地区总部、外资研发中心分别新增12家、9家，累计分别达到92家、50家。",
        2025: "2024年，新增跨国公司地区总部8家、累计达到100家。",
    }
    for year, sentence in years.items():
        text = f"{year}年云砚市政府工作报告\n一、上年工作回顾\n{sentence}\n二、今年目标任务\n努力工作。\n"
        (folder / f"{year}年云砚市政府工作报告.txt").write_text(text, encoding="utf-8")
    found = govtext.run(folder, tmp_path / "out")
    series = found.panel()[["concept", "period", "value"]]
    assert sorted(series[series["concept"] == "regional_hqs"].itertuples(index=False, name=None)) == [
        ("regional_hqs", "2022", 80.0), ("regional_hqs", "2023", 92.0), ("regional_hqs", "2024", 100.0),
    ]  # fmt: skip
    added = series[series["concept"] == "new_regional_hqs"]
    assert sorted(added[["period", "value"]].values.tolist()) == [["2023", 12.0], ["2024", 8.0]]
