"""Identity: whose report, of which kind and year, and what it looks back on; told by metadata, file name, title, text."""

# ruff: noqa: E501  a row of a table stays on one line
from __future__ import annotations

import pytest

from govtext.cleaning import clean
from govtext.identity import Identity, identify, provinces
from govtext.reading.report import Report

case = pytest.param


def identity(path: str, text: str = "各位代表：", **metadata: str) -> Identity:
    return identify(Report("doc", text, path, "utf-8", "", metadata), clean(text).text)


KINDS = [
    case("2024年云砚区政府工作报告.txt", "", "government_work_report", id="work report, file name"),
    case("a.txt", "2024年云砚区政府工作报告\n各位代表：", "government_work_report", id="work report, title"),
    case("a.txt", "各位代表：\n现在报告工作。", "government_work_report", id="work report, address to the delegates"),
    case("a.txt", "雲硯區政府工作報告\n各位代表：", "government_work_report", id="work report, Traditional"),
    case("望澜区总工会2023年度工作总结.txt", "", "unit_summary", id="summary of a unit"),
    case("望瀾區總工會2024年度工作總結.txt", "", "unit_summary", id="summary of a unit, Traditional file name"),
    case("望澜区2023年国民经济和社会发展统计公报.txt", "", "statistical_communique", id="communiqué"),
    case("望澜区2023年计划执行情况.txt", "", "plan_report", id="plan report"),
    case("2024年施政报告.txt", "", "policy_address", id="policy address"),
    case("干部大会上的讲话.txt", "", "speech", id="speech"),
    case("note.txt", "晨雾散去，茶园里人来人往。", "other", id="anything else"),
]


@pytest.mark.parametrize(("path", "text", "kind"), KINDS)
def test_kind(path: str, text: str, kind: str) -> None:
    assert identity(path, text).kind == kind


REGIONS = [
    case("2025年上海市政府工作报告.txt", ("provincial", "上海市", "310000"), id="municipality"),
    case("2021年黑龙江政府工作报告.txt", ("provincial", "黑龙江省", "230000"), id="province by its short name"),
    case("2021年内蒙古自治区政府工作报告.txt", ("provincial", "内蒙古自治区", "150000"), id="autonomous region"),
    case("2024年国务院政府工作报告.txt", ("national", "全国", "000000"), id="State Council"),
    case("2024年云砚区政府工作报告.txt", ("county", "云砚区", ""), id="fictional district has no code"),
    case("云砚区2024年政府工作报告.txt", ("county", "云砚区", ""), id="region before the year"),
    case("2024年云砚县人民政府工作报告.txt", ("county", "云砚县", ""), id="people's government"),
    case("2024年砚州市政府工作报告.txt", ("prefectural", "砚州市", ""), id="fictional city has no code"),
    case("砚北自治州2024年政府工作报告.txt", ("prefectural", "砚北自治州", ""), id="autonomous prefecture"),
    case("云砚自治县2024年政府工作报告.txt", ("county", "云砚自治县", ""), id="autonomous county"),
    case("2024年砚溪镇政府工作报告.txt", ("township", "砚溪镇", ""), id="township"),
    case("2023年望澜区总工会工作总结.txt", ("unit", "望澜区", ""), id="a unit, whatever its region"),
    case("XX市2024年政府工作报告.txt", ("", "", ""), id="placeholder XX"),
    case("××区2024年政府工作报告.txt", ("", "", ""), id="placeholder ××"),
    case("某市2024年政府工作报告.txt", ("", "", ""), id="placeholder 某"),
    case("2021年江苏省云砚市政府工作报告.txt", ("prefectural", "云砚市", ""), id="city in a province"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), REGIONS)
def test_level_region_and_code(path: str, expected: tuple[str, str, str]) -> None:
    found = identity(path)
    assert (found.level, found.region, found.region_code) == expected


def test_every_province_is_known_by_both_names() -> None:
    for province in provinces():
        for name in (province.name, province.short):
            found = identity(f"2024年{name}政府工作报告.txt")
            assert (found.level, found.region, found.region_code) == ("provincial", province.name, province.code)


GOVERNMENT = (
    "政府工作报告\n（——2024年1月12日在云砚区第三届人民代表大会第三次会议上\n云砚区人民政府区长　沈知远）\n各位代表："
)
IN_TEXT = [
    case("政府工作报告\n云砚区人民政府区长　沈知远\n各位代表：", "云砚区", id="government in the heading lines"),
    case(GOVERNMENT, "云砚区", id="congress behind a date"),
    case("政府工作报告\n各位代表：", "", id="nobody named"),
]


@pytest.mark.parametrize(("text", "region"), IN_TEXT)
def test_region_in_the_text(text: str, region: str) -> None:
    assert identity("report.txt", text).region == region


YEARS = [
    case("2025年云砚区政府工作报告.txt", "", 2025, (2024, 2024), id="file name"),
    case("云砚区政府工作报告（2025）.txt", "", 2025, (2024, 2024), id="year alone in the file name"),
    case("report.txt", "2025年云砚区政府工作报告\n各位代表：", 2025, (2024, 2024), id="title"),
    case("report.txt", GOVERNMENT, 2024, (2023, 2023), id="day it was given"),
    case(
        "report.txt",
        "政府工作报告\n——二〇二四年一月在云砚区人民代表大会上",
        2024,
        (2023, 2023),
        id="day in Chinese digits",
    ),
    case(
        "report.txt",
        "政府工作报告\n各位代表：\n一、2023年工作回顾\n略。",
        2024,
        (2023, 2023),
        id="heading of the review",
    ),
    case(
        "report.txt", "政府工作报告\n各位代表：\n二、2024年主要任务\n略。", 2024, (2023, 2023), id="heading of the plan"
    ),
    case(
        "2026年云砚区政府工作报告.txt",
        "政府工作报告\n一、过去五年工作回顾\n略。",
        2026,
        (2021, 2025),
        id="five years reviewed",
    ),
    case("望澜区总工会2023年度工作总结.txt", "", 2023, (2023, 2023), id="a summary is named after the year it reviews"),
    case("望澜区2023年统计公报.txt", "", 2023, (2023, 2023), id="so is a communiqué"),
    case("云砚区20xx年政府工作报告.txt", "", None, (None, None), id="placeholder 20xx"),
    case("云砚区20XX年政府工作报告.txt", "", None, (None, None), id="placeholder 20XX"),
    case(
        "云砚区政府工作报告.txt",
        "到2035年基本建成宜居之区。",
        None,
        (None, None),
        id="a year in passing is not the report's",
    ),
    case("云砚区政府工作报告12024号.txt", "", None, (None, None), id="four digits of a longer number"),
]


@pytest.mark.parametrize(("path", "text", "year", "reviewed"), YEARS)
def test_years(path: str, text: str, year: int | None, reviewed: tuple[int | None, int | None]) -> None:
    found = identity(path, text)
    assert (found.report_year, (found.review_start, found.review_end)) == (year, reviewed)
    assert found.plan_year == (None if reviewed[1] is None else reviewed[1] + 1)


def test_metadata_wins_over_everything() -> None:
    found = identity(
        "2019年青栎区政府工作报告.txt",
        "2018年望澜区政府工作报告\n各位代表：",
        year="2022",
        region="砚州市",
        title="砚州市政府工作报告",
    )
    assert (found.report_year, found.region, found.title) == (2022, "砚州市", "砚州市政府工作报告")


def test_file_name_wins_over_title_and_text() -> None:
    found = identity("2019年青栎区政府工作报告.txt", "2018年望澜区政府工作报告\n各位代表：")
    assert (found.report_year, found.region) == (2019, "青栎区")


def test_what_is_missing_is_said() -> None:
    assert identity("云砚区2024年政府工作报告.txt").warnings == ()
    said = " ".join(identity("XX市20xx年政府工作报告.txt").warnings)
    assert "year" in said
    assert "region" in said
