"""Identity: whose report, of which kind and year, and what it looks back on; told by metadata, file name, title, text."""

# ruff: noqa: E501  a row of a table stays on one line
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from govtext import reading, regions
from govtext.cleaning import clean
from govtext.identity import Identity, identify, provinces
from govtext.reading.report import Report

case = pytest.param


SHARED = Path(__file__).parents[2] / "shared" / "corpus"


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
    case(
        "tj2024.txt",
        "云砚县统计局\n一、综合\n初步核算，粮食产量8万吨。",
        "statistical_communique",
        id="communiqué without a title",
    ),
    case(
        "云砚区第十四个五年规划纲要.txt",
        "一、“十三五”规划执行情况",
        "other",
        id="an outline reports no plan carried out",
    ),
    case("a.txt", "一、综合治理有力\n粮食产量8万吨。", "other", id="a heading of another report"),
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
PARTS = [
    case("云砚区2024年上半年工作总结.txt", "H1", id="first half"),
    case("云砚区2024年1—9月工作总结.txt", "Q1-Q3", id="months"),
    case("云砚区2024年前三季度工作总结.txt", "Q1-Q3", id="three quarters"),
    case("云砚区2024年第一季度工作总结.txt", "Q1", id="a quarter"),
    case("云砚区2024年1-10月工作总结.txt", "M1-M10", id="ten months"),
    case("云砚区2024年工作总结.txt", "", id="the whole year"),
]


@pytest.mark.parametrize(("path", "part"), PARTS)
def test_part_of_the_year(path: str, part: str) -> None:
    assert identity(path).part == part


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
    case(
        "a.txt",
        "云砚区2023年政府工作报告\n——2024年1月9日在云砚区人民代表大会上\n各位代表：",
        2024,
        (2023, 2023),
        id="the day of the meeting wins over the title",
    ),
    case(
        "a.txt",
        "政府工作报告\n——2023年12月21日在云砚区人民代表大会上\n各位代表：",
        2023,
        (2023, 2023),
        id="given at the end of the year it reviews",
    ),
    case(
        "a.txt",
        "政府工作报告\n1992年2月在云砚区人民代表大会上\n各位代表：",
        1992,
        (1991, 1991),
        id="month without a day",
    ),
    case(
        "a.txt",
        "政府工作报告\n云砚区区长 李望 （2023年2月25日）\n各位代表：",
        2023,
        (2022, 2022),
        id="in brackets behind who speaks",
    ),
    case(
        "a.txt",
        "帮扶工作推进情况汇报\n2022年10月15日\n",
        2022,
        (2022, 2022),
        id="a summary is of the year it is dated in",
    ),
    case("a.txt", "帮扶工作推进情况汇报\n2022年1月15日\n", 2022, (2021, 2021), id="in January, of the year before"),
    case("云砚区政府工作报告12024号.txt", "", None, (None, None), id="four digits of a longer number"),
]


PLAN = "国民经济和社会发展计划"
REVIEWED = [  # report year, the years reviewed, the year planned
    case(f"云砚区2024年上半年{PLAN}执行情况.txt", "", (2024, 2024, 2024, 2024), id="first half of a plan's year"),
    case("a.txt", f"云砚区2024年1—6月{PLAN}执行情况的报告\n", (2024, 2024, 2024, 2024), id="months, in the title"),
    case("2024年云砚区半年政府工作报告.txt", "", (2024, 2024, 2024, 2024), id="half-year work report"),
    case("a.txt", "民生实事的通报\n2022年11月20日\n", (2022, 2022, 2022, 2022), id="any text dated late in the year"),
    case("砚溪镇2024年前三季度工作总结.txt", "", (2024, 2024, 2024, 2024), id="three quarters of a unit"),
    case("yunyan2024.txt", "一、2024年上半年工作回顾\n略。", (2024, 2024, 2024, 2024), id="half-year told by its heading"),
    case("a.txt", "一、2024年上半年工作回顾\n略。", (2024, 2024, 2024, 2024), id="half-year told by its heading alone"),
    case("砚溪镇2024年下半年工作计划.txt", "", (2024, 2023, 2023, 2024), id="second half, which is planned"),
    case(f"云砚区2023年{PLAN}执行情况.txt", "", (2024, 2023, 2023, 2024), id="a plan carried out"),
    case(f"2023年{PLAN}执行情况与2024年{PLAN}草案.txt", "", (2024, 2023, 2023, 2024), id="a plan carried out, and the next"),
    case(f"关于2024年{PLAN}草案.txt", "", (2024, 2023, 2023, 2024), id="a plan"),
    case("yunyan2023.txt", "一、2023年工作回顾\n略。", (2023, 2023, 2023, 2024), id="the year named is the one reviewed"),
    case("yunyan2024.txt", "一、2023年工作回顾\n略。", (2024, 2023, 2023, 2024), id="the year named is the one planned"),
    case("a.txt", "青栎社讯 2014年9月，戏台落成。\n今年共演出三场。", (2014, 2014, 2014, 2014), id="news tells of its own year"),
    case("a.txt", "云砚区2022年民生实事完成情况\n2023年1月24日\n", (2022, 2022, 2022, 2023), id="told of a year, dated in the next"),
    case("云砚区2022年度财政决算.txt", "", (2022, 2022, 2022, 2023), id="accounts of a year"),
    case("a.txt", "云砚区国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要\n2021年2月5日\n", (2021, 2016, 2020, 2021), id="outline of a plan, dated"),
    case("a.txt", "云砚区第十一个五年规划纲要\n一、“十五”计划执行情况\n", (2006, 2001, 2005, 2006), id="outline of a plan by its number"),
    case("第一个五年计划.txt", "", (1953, 1948, 1952, 1953), id="the first plan, which began in no sixth year"),
    case("云砚区“八五”普法规划.txt", "", (None, None, None, None), id="campaigns for law count their own"),
    case("云砚区“十二五”茶业规划.txt", "", (2011, 2006, 2010, 2011), id="outline of a trade's plan"),
    case("tj2024.txt", "一、综合\n粮食产量8万吨。", (2024, 2024, 2024, 2025), id="communiqué without a title"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), REVIEWED)
def test_what_is_reviewed_and_planned(path: str, text: str, expected: tuple[int, ...]) -> None:
    found = identity(path, text)
    assert (found.report_year, found.review_start, found.review_end, found.plan_year) == expected


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


def test_a_year_that_the_meeting_contradicts_is_doubted() -> None:
    meeting = "政府工作报告\n——{}在云砚区人民代表大会上\n各位代表："
    doubted = identity("2023年云砚区政府工作报告.txt", meeting.format("2024年1月9日"))
    assert doubted.report_year == 2023
    said = "taken for the report of 2023, but it was given in 2024: check its year, which --metadata can tell"
    assert said in doubted.warnings
    for day in ("2024年1月9日", "2023年12月20日"):
        assert not any(
            "taken" in said for said in identity("2024年云砚区政府工作报告.txt", meeting.format(day)).warnings
        )


def test_what_is_missing_is_said() -> None:
    assert identity("昆山市2024年政府工作报告.txt").warnings == ()
    said = " ".join(identity("XX市20xx年政府工作报告.txt").warnings)
    assert "year" in said
    assert "region" in said


CODES = [
    case("昆山市2023年政府工作报告.txt", "", ("county", "昆山市", "320583"), id="county-level city"),
    case("昆山市1990年政府工作报告.txt", "", ("county", "昆山市", "329012"), id="the code it had in that year"),
    case("1990年重庆市政府工作报告.txt", "", ("prefectural", "重庆市", "510200"), id="a municipality before it was one"),
    case("2025年重庆市政府工作报告.txt", "", ("provincial", "重庆市", "500000"), id="the municipality"),
    case("2021年江干区政府工作报告.txt", "", ("county", "江干区", "330104"), id="January speaks of the unit of the year before"),
    case("2023年苏州政府工作报告.txt", "", ("prefectural", "苏州市", "320500"), id="prefecture by its short name"),
    case("2023年朝阳政府工作报告.txt", "", ("", "", ""), id="short name of a city and of districts"),
    case("延边州2023年政府工作报告.txt", "", ("prefectural", "延边州", "222400"), id="autonomous prefecture by its short name"),
    case("景德镇市2023年政府工作报告.txt", "", ("prefectural", "景德镇市", "360200"), id="the longest name counts, not 景德镇"),
    case("2023年朝阳区政府工作报告.txt", "", ("county", "朝阳区", ""), id="ambiguous name"),
    case("北京市朝阳区2023年政府工作报告.txt", "", ("county", "朝阳区", "110105"), id="parent in the file name"),
    case("2023年长春朝阳区政府工作报告.txt", "", ("county", "朝阳区", "220104"), id="short parent in the file name"),
    case("福建/鼓楼区2023年政府工作报告.txt", "", ("county", "鼓楼区", "350102"), id="province in the folder"),
    case("徐州市/鼓楼区2023.txt", "", ("county", "鼓楼区", "320302"), id="prefecture in the folder"),
    case("a.txt", "南京市鼓楼区2023年政府工作报告\n各位代表：", ("county", "鼓楼区", "320106"), id="parent in the title"),
    case("鼓楼区2023年政府工作报告.txt", "各位代表：\n我们服务开封市大局。\n办好开封市交办的事。", ("county", "鼓楼区", "410204"), id="parent in the text"),
    case("江苏省云砚市2023年政府工作报告.txt", "", ("prefectural", "云砚市", ""), id="fictional city in a real province"),
    case("浙江省昆山市2023年政府工作报告.txt", "", ("prefectural", "昆山市", ""), id="a parent it does not have"),
    case("上海/2023.txt", "各位代表：", ("provincial", "上海市", "310000"), id="region from the folder alone"),
    case("上海/a.txt", "浦东新区2023年政府工作报告\n各位代表：", ("county", "浦东新区", "310115"), id="title is narrower than the folder"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), CODES)
def test_code_of_that_year(path: str, text: str, expected: tuple[str, str, str]) -> None:
    found = identity(path, text)
    assert (found.level, found.region, found.region_code) == expected
    assert any(expected[1] in warning for warning in found.warnings if "region" in warning or "code" in warning) == (
        not expected[2]
    )


def test_an_ambiguous_name_names_its_places() -> None:
    said = " ".join(identity("2023年朝阳区政府工作报告.txt").warnings)
    assert "北京市" in said
    assert "长春市" in said


def test_metadata_resolves_an_ambiguous_name() -> None:
    assert identity("2023年朝阳区政府工作报告.txt", region="吉林省长春市朝阳区").region_code == "220104"


def test_every_row_of_the_lists_can_be_asked_for() -> None:
    for code, rows in regions.table().by_code.items():
        for row in rows:
            assert code in regions.codes(row.name, row.first)
            assert row.first <= row.last


SPOKEN = [
    case("现在，我代表昆山市人民政府，向大会报告工作。", "昆山市", id="on behalf of"),
    case("昆山市市长　沈知远\n各位代表：", "昆山市", id="its mayor"),
    case("2024年1月12日在昆山市第十九届\n人民代表大会第三次会议上", "昆山市", id="congress, broken line"),
    case("现在，我代表省人民政府，向大会报告工作。", "", id="a rank alone is no region"),
    case("按照市总工会部署，我们完成任务。", "", id="words before a rank are no region"),
    case("现在，我代表国务院，向大会作报告。", "全国", id="State Council"),
]


@pytest.mark.parametrize(("text", "region"), SPOKEN)
def test_who_speaks(text: str, region: str) -> None:
    assert identity("doc001.txt", f"{text}\n各位代表：\n茶园里人来人往。").region == region


GIVEN = [
    case("向第八届全国人民代表大会第三次会议报告工作。", 1995, id="number of the congress and of its session"),
    case("向第四届全国人民代表大会报告工作。", 1975, id="a congress that met once"),
    case("第九届全国人民代表大会第一次会议以来的五年，成绩可喜。", 2003, id="five years since a congress"),
    case("从去年十月第七届全国人民代表大会第二次会议到现在，又是一年。", 1990, id="last year's session"),
    case("今年是新中国成立75周年。", 2024, id="anniversary this year"),
    case("过去一年，新中国成立75周年，举国欢庆。", 2025, id="anniversary in the year reviewed"),
    case("一、去年工作回顾\n2005年，粮食丰收。", 2006, id="review of last year, which the next line names"),
    case("一、“十一五”时期工作回顾\n五年来，粮食丰收。", 2011, id="five-year plan reviewed"),
    case(
        "发布日期：2019-05-06\n新华社北京2019年3月16日电\n——2018年3月5日在全国人民代表大会会议上",
        2018,
        id="the day of the meeting, not of the news",
    ),
    case("根据一九九三年六月大会的决议，各项工作展开。", None, id="a day in passing"),
    case("20xx年，我们努力工作。", None, id="placeholder"),
]


@pytest.mark.parametrize(("text", "year"), GIVEN)
def test_year_in_the_text(text: str, year: int | None) -> None:
    assert identity("doc001.txt", f"各位代表：\n现在，我代表国务院，向大会作政府工作报告。\n{text}").report_year == year


def _corpus() -> list[tuple[Path, int, str]]:
    """The files of the corpus with the year and the code that their names tell."""
    names = {name: row.code for row in provinces() for name in (row.name, row.short)} | {"国务院": "000000"}
    files = sorted(path for folder in ("national", "provincial") for path in (SHARED / folder).glob("*.txt"))
    return [(path, int(path.name[:4]), names[path.name[5:].split("政府工作报告")[0]]) for path in files]


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus in ../shared/corpus is not here")
@pytest.mark.parametrize(
    ("name", "share"), [case("", 1.0, id="with their file names"), case("doc001.txt", 0.95, id="all called doc001.txt")]
)
def test_region_and_year_of_the_corpus(name: str, share: float) -> None:
    wrong, invented, files = [], [], _corpus()
    for path, year, code in files:
        report = reading.read(path)
        found = identify(replace(report, path=name or report.path), clean(report.text).text)
        if (found.report_year, found.region_code) != (year, code):
            wrong.append(path.name)
        if found.report_year not in {year, None} or found.region_code not in {code, ""}:
            invented.append(path.name)
    assert invented == []
    assert len(wrong) <= (1 - share) * len(files), wrong
