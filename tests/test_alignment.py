"""Alignment: mentions without a concept grouped across reports, and what a person makes of the groups."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import govtext
from conftest import ROOT
from govtext.comparing import alignment, names
from govtext.errors import UsageError
from sample import sample_results

PAIRS = ROOT / "tests" / "data" / "pairs.csv"
RULES = [*names.load().idle, *names.load().same]


def one_group(name: str, other: str, said: tuple[dict, dict] = ({}, {}), blocks: tuple[str, str] = ("", "")) -> bool:
    first, second = names.groups([name, other], blocks, said)
    return first == second


@pytest.mark.parametrize("row", RULES, ids=lambda row: row.words[-1])
def test_the_two_names_of_an_example_are_one(row: names.IdleRule | names.SameRule) -> None:
    assert one_group(*row.example)


@pytest.mark.parametrize("row", names.load().apart, ids=lambda row: row.words[0])
def test_the_two_names_of_an_example_stay_apart(row: names.ApartRule) -> None:
    plain = [names.load().plain(name) for name in row.example]
    marked = [names.load().marked(name) for name in plain]
    assert marked[0] != marked[1]
    assert not one_group(*row.example)


NAMES = [
    pytest.param("老旧灌渠改造", "改造老旧灌渠", True, id="verb before or behind its object"),
    pytest.param("乡村医生签约服务覆盖率", "乡村医生签约服务的覆盖率", True, id="的"),
    pytest.param("年销售亿元以上茶企", "年销售5亿元以上茶企", False, id="another threshold"),
    pytest.param("为60岁以上老人免费体检", "为65岁以上老人免费体检", False, id="another age"),
    pytest.param("创建4A级景区", "创建5A级景区", False, id="another grade"),
    pytest.param("第二产业从业人员", "第三产业从业人员", False, id="another number word"),
    pytest.param("陶瓷产业综合产值", "竹编产业综合产值", False, id="another industry"),
    pytest.param("税收", "陶瓷业税收", False, id="the whole and its part"),
    pytest.param("农村公厕保洁覆盖率", "农村公厕改造合格率", False, id="another head"),
    pytest.param("会员参保率", "非会员参保率", False, id="a negation"),
]


@pytest.mark.parametrize(("name", "other", "one"), NAMES)
def test_names_of_one_indicator(name: str, other: str, one: bool) -> None:
    assert one_group(name, other) == one_group(other, name) == one


def test_two_values_of_one_report_are_two_indicators() -> None:
    here, there = ("report 1", "2024", "actual"), ("report 2", "2024", "actual")
    pair = "智慧粮仓建设数", "智慧粮仓的建设数"
    assert one_group(*pair, said=({here: 5.0}, {there: 6.0}))
    assert not one_group(*pair, said=({here: 5.0}, {here: 6.0}))


def test_other_kinds_and_units_are_other_indicators() -> None:
    assert not one_group("财政自给率", "财政自给率", blocks=("change|%", "change|百分点"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    return sample_results(tmp_path_factory)


def test_pairs_read_by_hand(sample: govtext.Results) -> None:
    """Mentions of neighbouring years, same or different by their sentences, in units that convert into each other."""
    pairs = pd.read_csv(PAIRS)
    assert len(pairs) >= 200
    table = alignment.align(sample.indicators)
    group = {(row.doc_id, row.start, row.end): row.group for row in table.itertuples()}
    first, second = (
        [group.get(place, "") for place in zip(pairs[f"doc_{side}"], pairs[f"start_{side}"], pairs[f"end_{side}"],
                                               strict=True)] for side in "ab"
    )  # fmt: skip
    merged = pd.Series([bool(one) and one == other for one, other in zip(first, second, strict=True)])
    same = pairs["same"] == "yes"
    precision, recall = (merged & same).sum() / merged.sum(), (merged & same).sum() / same.sum()
    print(f"precision {precision:.3f}, recall {recall:.3f} on {len(pairs)} pairs")
    assert precision >= 0.95
    assert recall >= 0.80


def test_groups_do_not_depend_on_the_order_of_reports(sample: govtext.Results) -> None:
    forth, back = alignment.align(sample.indicators), alignment.align(sample.indicators[::-1])
    columns = ["group", "doc_id", "start", "end"]
    pd.testing.assert_frame_equal(*(
        table[columns].sort_values(columns[1:], ignore_index=True) for table in (forth, back)
    ))  # fmt: skip


REPORTS = {
    "2023年云砚区": "一、上年工作回顾\n建成智慧粮仓12座。茶产业综合产值7亿元。茶旅融合基地6个。\n",
    "2024年云砚区": "一、上年工作回顾\n新建智慧粮仓15座。茶产业综合产值8亿元。竹编体验馆9个。\n",
}
Edit = Callable[[list[dict[str, str]]], None]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("aligned")
    (home / "in").mkdir()
    for name, text in REPORTS.items():
        (home / "in" / f"{name}政府工作报告.txt").write_text(text, encoding="utf-8")
    govtext.run(home / "in", home / "out").align()
    return home / "out"


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    """A results folder of its own, with an alignment."""
    return Path(shutil.copytree(folder, tmp_path / "out"))


def edit(out: Path, change: Edit, encoding: str = "utf-8-sig") -> None:
    path = out / alignment.FILE
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    change(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def named(rows: list[dict[str, str]], name: str) -> list[dict[str, str]]:
    return [row for row in rows if name in row["name"]]


def put(name: str, column: str, value: str, which: int = 0) -> Edit:
    """Writes into one cell: of the row with this name, of several the one told."""
    return lambda rows: named(rows, name)[which].__setitem__(column, value)


def compared(out: Path) -> dict[str, list[float]]:
    """What the comparison of years says of each indicator without a concept."""
    table = govtext.Results(out).compare(across="year").table
    loose = table[table["concept"] == ""]
    return {row["indicator"]: [row["2022"], row["2023"]] for _, row in loose.iterrows()}


GRAIN, TEA = [12.0, 15.0], [7e8, 8e8]


def test_compare_shows_aligned_names_of_several_years(out: Path) -> None:
    expected = {"建成智慧粮仓": GRAIN, "茶产业综合产值": TEA}
    assert compared(out) == expected
    (out / alignment.FILE).unlink()
    assert compared(out) == expected


EDITS = [
    pytest.param(put("智慧粮仓", "group_name", "智慧粮仓"), {"智慧粮仓": GRAIN, "茶产业综合产值": TEA}, id="rename"),
    pytest.param(put("智慧粮仓", "group", "mine", 1), {"茶产业综合产值": TEA}, id="split the second"),
    pytest.param(put("智慧粮仓", "group", "", 0), {"茶产业综合产值": TEA}, id="leave the first alone"),
    pytest.param(put("竹编体验馆", "group_name", "茶旅融合基地"),
                 {"建成智慧粮仓": GRAIN, "茶产业综合产值": TEA, "茶旅融合基地": [6.0, 9.0]}, id="merge"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), EDITS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_compare_obeys_an_edited_cell(out: Path, change: Edit, expected: dict[str, float], encoding: str) -> None:
    edit(out, change, encoding)
    assert compared(out) == expected


@pytest.mark.parametrize("which", [0, 1])
def test_a_concept_in_one_row_promotes_the_group(out: Path, which: int) -> None:
    edit(out, put("茶产业综合产值", "concept", "gdp", which))
    results = govtext.Results(out)
    assert list(results.panel().query("concept == 'gdp'")["value"]) == TEA
    assert list(results.compare(across="year", concepts=["gdp"]).evidence["value"]) == TEA


WRONG = [
    pytest.param(put("竹编", "mention_id", "99"), "no mention", id="unknown number"),
    pytest.param(put("竹编", "end", "9999"), "no mention", id="unknown place"),
    pytest.param(put("竹编", "doc_id", "2031年云砚区"), "no mention", id="unknown document"),
    pytest.param(put("竹编", "start", "x"), "whole number", id="no number"),
    pytest.param(put("竹编", "concept", "bamboo_halls"), "bamboo_halls", id="unknown concept"),
    pytest.param(put("竹编", "concept", "gdp"), "of money", id="concept of another unit"),
    pytest.param(lambda rows: named(rows, "竹编")[0].update(named(rows, "茶旅")[0]), "already", id="named twice"),
]


@pytest.mark.parametrize(("change", "said"), WRONG)
def test_a_wrong_row_is_named_and_nothing_is_applied(out: Path, change: Edit, said: str) -> None:
    where: list[int] = []

    def both(rows: list[dict[str, str]]) -> None:
        put("智慧粮仓", "group_name", "粮仓")(rows)
        where.append(rows.index(named(rows, "竹编")[0]) + 2)
        change(rows)

    edit(out, both)
    for ask in (compared, lambda out: govtext.Results(out).panel(), lambda out: govtext.Results(out).align()):
        with pytest.raises(UsageError) as error:
            ask(out)
        assert f"{alignment.FILE}:{where[0]}:" in str(error.value)
        assert said in str(error.value)
        assert "nothing of this file was applied" in str(error.value)


def test_two_names_for_one_group(out: Path) -> None:
    edit(out, lambda rows: [put("茶产业综合产值", "group_name", name, nth)(rows) for nth, name in enumerate("甲乙")])
    with pytest.raises(UsageError, match=r"甲.*乙"):
        govtext.Results(out).panel()


def test_align_again_changes_nothing(out: Path) -> None:
    before = (out / alignment.FILE).read_bytes()
    assert govtext.Results(out).align().added == 0
    assert (out / alignment.FILE).read_bytes() == before


def test_align_again_keeps_decisions_and_adds_new_mentions(out: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    later = {"2025年云砚区": "一、上年工作回顾\n新建智慧粮仓18座。刺绣工坊4家。\n"}
    for name, text in (REPORTS | later).items():
        (tmp_path / "in" / f"{name}政府工作报告.txt").write_text(text, encoding="utf-8")
    edit(out, put("智慧粮仓", "group_name", "粮仓"))
    results = govtext.run(tmp_path / "in", out, force=True)
    change = results.align()
    assert (change.added, change.dropped) == (2, 0)
    row = results.compare(across="year").table.query("indicator == '粮仓'").iloc[0]
    assert [row["2022"], row["2023"], row["2024"]] == [12, 15, 18]


def test_mentions_that_are_gone(out: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    name, text = next(iter(REPORTS.items()))
    (tmp_path / "in" / f"{name}政府工作报告.txt").write_text(text, encoding="utf-8")
    results = govtext.run(tmp_path / "in", out, force=True)
    with pytest.raises(UsageError, match="--drop-missing"):
        results.align()
    assert results.align(drop_missing=True).dropped == 3
    assert len(results.indicators) == 3
