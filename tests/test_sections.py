"""Sections and sentences: heading shapes, paths, roles, cues, years; nothing of a text is lost."""

# ruff: noqa: E501  a row of a table stays on one line
from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govtext.identity import Identity
from govtext.pipes import sections

REPORT = Identity(kind="government_work_report", report_year=2024, review_start=2023, review_end=2023)
FIVE_YEARS = Identity(kind="government_work_report", report_year=2026, review_start=2021, review_end=2025)
PLAN_OUTLINE = Identity(report_year=2021, review_start=2016, review_end=2020, outline=True)
SUMMARY = Identity(kind="unit_summary", report_year=2023, review_start=2023, review_end=2023)
case = pytest.param


def section_of(text: str, words: str, identity: Identity = REPORT) -> sections.Section:
    """The section in which the words stand."""
    place = text.index(words)
    return next(section for section in sections.find(text, identity) if section.start <= place < section.end)


BODY = "粮食产量8万吨。"
SHAPES = [
    case("一、工业\n", ("一、工业",), id="Chinese number and comma"),
    case("一．工业\n", ("一．工业",), id="Chinese number and full-width dot"),
    case("十二、工业\n", ("十二、工业",), id="two-character number"),
    case("第一部分 工业回顾\n", ("第一部分 工业回顾",), id="part"),
    case("第三章　工业\n", ("第三章　工业",), id="chapter"),
    case("（一）工业\n", ("（一）工业",), id="number in brackets"),
    case("(二)工业\n", ("(二)工业",), id="number in half-width brackets"),
    case("1.工业\n", ("1.工业",), id="Arabic number and dot"),
    case("（3）工业\n", ("（3）工业",), id="Arabic number in brackets"),
    case("2023年工作回顾\n", ("2023年工作回顾",), id="no number, but words of a heading"),
    case("　　一、工业\n", ("一、工业",), id="indented"),
    case("一、工业：\n", ("一、工业",), id="colon behind it is no part of it"),
    case("（一）工业。稳字当头。", ("（一）工业",), id="heading that its paragraph runs on from"),
    case("新建道路8公里\n", (), id="plain line"),
    case("3.5万户受益\n", (), id="decimal number is no heading"),
    case("一、" + "长" * 80 + "\n", (), id="too long to be a heading"),
    case("壹、前言\n", ("壹、前言",), id="formal number"),
    case("壹、前言\n一、工业\n", ("壹、前言", "一、工业"), id="plain number under a formal one"),
    case("第一部分 工作\n一、工业\n（一）钢铁\n", ("第一部分 工作", "一、工业", "（一）钢铁"), id="three levels"),
    case(
        "（一）工业\n一、钢铁\n",
        ("（一）工业", "一、钢铁"),
        id="brackets number the parts, plain numbers what is in them",
    ),
    case("2023年工作回顾\n一、工业\n", ("2023年工作回顾", "一、工业"), id="numbers under a heading without one"),
    case("一、降低消耗；\n", (), id="item of a list"),
    case("《\n城市发展规划纲要\n》公布。\n", (), id="title torn out of its quotation"),
]


ONE_LINE = [
    case("　　", id="ideographic spaces"),
    case("\u2003\u2003", id="em spaces"),
    case("    ", id="four spaces"),
    case(" ", id="single spaces"),
]


@pytest.mark.parametrize("gap", ONE_LINE)
def test_report_in_one_line(gap: str) -> None:
    filler = "我们持续改进服务，百姓安居乐业。" * 30
    text = gap.join(
        ["各位代表：", "一、2023年工作回顾", filler, "（一）工业", "甲甲。", "二、2024年主要任务", f"乙乙。{filler}"]
    )
    first, second = section_of(text, "甲甲"), section_of(text, "乙乙")
    assert (first.path, first.role) == (("一、2023年工作回顾", "（一）工业"), "review")
    assert (second.path, second.role) == (("二、2024年主要任务",), "plan")


def test_report_in_one_line_without_any_blank() -> None:
    filler = "我们持续改进服务，百姓安居乐业。" * 200
    text = f"各位代表：{filler}一、2023年工作回顾过去一年，{filler}二、2024年工作总体部署今年，乙乙。{filler}"
    found = section_of(text, "乙乙")
    assert (found.path, found.role) == (("二、2024年工作总体部署",), "plan")


HALF_YEAR = Identity(kind="plan_report", report_year=2024, review_start=2024, review_end=2024, interim=True, part="H1")


def test_the_year_before_in_a_report_about_half_a_year() -> None:
    text = "一、2023年决算情况\n（一）收入\n甲甲。\n二、2024年上半年执行情况\n乙乙。\n三、2023年和2024年上半年比较\n丙丙。\n"
    found = {words: section_of(text, words, HALF_YEAR) for words in ("甲甲", "乙乙", "丙丙")}
    assert (found["甲甲"].years, found["甲甲"].part) == ((2023, 2023), "")
    assert (found["乙乙"].years, found["乙乙"].part) == ((2024, 2024), "H1")
    assert (found["丙丙"].years, found["丙丙"].part) == ((2024, 2024), "H1")


ADDRESS = Identity(kind="policy_address", report_year=2024, review_start=2023, review_end=2023)


def test_numbered_paragraphs_of_a_policy_address() -> None:
    text = f"一、房屋\n12. {'我们会继续增建公营房屋，' * 10}甲甲。\n13. {'我们会改善交通，' * 10}乙乙。\n"
    assert section_of(text, "甲甲", ADDRESS).path == ("一、房屋", "12.")
    assert section_of(text, "乙乙", ADDRESS).path == ("一、房屋", "13.")


@pytest.mark.parametrize(("heading", "path"), SHAPES)
def test_shape_of_a_heading(heading: str, path: tuple[str, ...]) -> None:
    assert section_of(heading + BODY, BODY).path == path


OUTLINE = """一、2023年工作回顾
甲甲。
（一）工业
乙乙。
1.钢铁
丙丙。
2.水泥
丁丁。
（二）农业
戊戊。
二、2024年工作安排
己己。
"""
PATHS = [
    case("甲甲", ("一、2023年工作回顾",), id="first level"),
    case("乙乙", ("一、2023年工作回顾", "（一）工业"), id="second level"),
    case("丙丙", ("一、2023年工作回顾", "（一）工业", "1.钢铁"), id="third level"),
    case("丁丁", ("一、2023年工作回顾", "（一）工业", "2.水泥"), id="neighbour replaces"),
    case("戊戊", ("一、2023年工作回顾", "（二）农业"), id="higher level closes the lower"),
    case("己己", ("二、2024年工作安排",), id="first level closes all"),
]


@pytest.mark.parametrize(("words", "path"), PATHS)
def test_path(words: str, path: tuple[str, ...]) -> None:
    assert section_of(OUTLINE, words).path == path


FILLER = "我们持续改进服务，百姓安居乐业。" * 5
ROLES = [
    case("一、主要举措\n", SUMMARY, "review", id="how the work of a year was done"),
    case("一、工作亮点\n（一）强化要求，明确思路\n", SUMMARY, "review", id="slogans of a summary"),
    case("三、下一步工作思路\n", SUMMARY, "plan", id="a summary turns to the next year"),
    case("一、主要目标提前实现\n", REPORT, "review", id="aims that were reached early"),
    case("第一章 发展基础\n", PLAN_OUTLINE, "review", id="foundations"),
    case("第一章 “十三五”规划实施情况\n", PLAN_OUTLINE, "review", id="a plan carried out, in the next one"),
    case("二、2024年目标任务\n略。\n名词解释：\n", REPORT, "annex", id="glossary with a colon"),
    case(f"附件\n{FILLER}\n", REPORT, "review", id="a link to an annex before a report without headings"),
    case("一、2023年工作回顾\n", REPORT, "review", id="review"),
    case("一、过去一年主要工作\n", REPORT, "review", id="past year"),
    case("一、2023年主要工作\n", REPORT, "review", id="year reviewed"),
    case("二、2024年目标任务\n", REPORT, "plan", id="goals"),
    case("二、2024年重点工作\n", REPORT, "plan", id="year planned"),
    case("一、工业稳步回升\n二、统筹做好下一步的事\n", REPORT, "plan", id="second part of a work report"),
    case("六、下一步工作打算\n", SUMMARY, "plan", id="summary: what comes next"),
    case("三、维护职工权益\n", SUMMARY, "review", id="summary: further parts still look back"),
    case("二、2024年目标任务\n略。\n名词解释\n", REPORT, "annex", id="glossary"),
    case("二、2024年目标任务\n略。\n附件\n", REPORT, "annex", id="annex"),
    case(
        f"二、2024年目标任务\n{FILLER}\n附件1\n一、十件实事\n二、2024年重点工作\n",
        REPORT,
        "annex",
        id="headings of the annex leave it an annex",
    ),
    case(
        f"二、2024年目标任务\n{FILLER}\n《政府工作报告》有关名词注释\n",
        REPORT,
        "annex",
        id="glossary with words before it",
    ),
    case(
        f"附件\n一、2023年工作回顾\n{FILLER}\n",
        REPORT,
        "review",
        id="a link to an annex before the report",
    ),
    case("2023年工作回顾\n一、工业\n二、农业\n", REPORT, "review", id="further numbers under a review"),
    case(
        "2023年工作回顾\n略。\n今年发展的总体要求是稳中求进。\n一、工业\n",
        REPORT,
        "plan",
        id="a review without numbers ends at the plan's first words",
    ),
    case("二、2024年目标任务\n（一）回顾反思\n", REPORT, "plan", id="a lower heading does not overrule"),
    case(
        "一、“十四五”时期发展成就和“十五五”时期主要目标\n（一）“十四五”时期发展成就\n",
        REPORT,
        "review",
        id="mixed part, lower heading looks back",
    ),
    case(
        "一、“十四五”时期发展成就和“十五五”时期主要目标\n（一）发展成就\n略。\n（二）主要目标\n",
        REPORT,
        "plan",
        id="mixed part, lower heading looks ahead",
    ),
]


@pytest.mark.parametrize(("headings", "identity", "role"), ROLES)
def test_role(headings: str, identity: Identity, role: str) -> None:
    assert section_of(headings + BODY, BODY, identity).role == role


CUES = [
    case("全县经济社会发展的主要预期目标是：\n" + BODY, "plan", id="the aims of a place, without a year"),
    case("各位代表！\n" + BODY, "review", id="before any cue a report looks back"),
    case("2024年经济社会发展主要预期目标是：\n" + BODY, "plan", id="expected goals"),
    case("2024年是“十四五”规划实施的关键之年。\n" + BODY, "plan", id="this year is the key year"),
    case("今年要重点做好以下工作。\n" + BODY, "plan", id="this year's tasks"),
    case("今年发展的总体要求是稳中求进。\n略。\n回顾过去五年，成绩可喜。\n" + BODY, "review", id="looking back again"),
    case(
        "二、发展成就和主要目标任务\n过去五年，成绩可喜。\n《纲要（草案）》提出12项主要指标。\n" + BODY,
        "plan",
        id="an outline of years to come",
    ),
    case(
        "二、发展成就和主要目标任务\n过去五年，成绩可喜。\n我们编制了发展规划纲要（草案）。\n" + BODY,
        "plan",
        id="an outline drawn up",
    ),
    case(
        "二、发展成就和主要目标任务\n五年来，《发展规划纲要》提出的主要目标全部完成。\n" + BODY,
        "review",
        id="an outline carried out",
    ),
    case("一、2023年工作回顾\n今年要重点做好以下工作。\n" + BODY, "review", id="a heading outweighs a cue"),
]


@pytest.mark.parametrize(("text", "role"), CUES)
def test_cues_where_there_are_no_headings(text: str, role: str) -> None:
    assert section_of(text, BODY).role == role


YEARS = [
    case("一、2023年工作回顾\n", REPORT, (2023, 2023), id="review of one year"),
    case("二、2024年工作安排\n", REPORT, (2024, 2024), id="plan of one year"),
    case("第一章 发展基础\n", PLAN_OUTLINE, (2016, 2020), id="what the outline of a plan looks back on"),
    case("第二章 主要目标\n", PLAN_OUTLINE, (2021, 2025), id="what the outline of a plan aims at"),
    case("过去五年工作回顾\n", FIVE_YEARS, (2021, 2025), id="review of five years"),
    case(
        "一、过去五年工作回顾\n",
        FIVE_YEARS,
        (2021, 2025),
        id="review of five years, told behind the heading's number",
    ),
    case(
        "一、过去五年工作回顾\n五年来，产业兴旺。\n2025年，收官之战告捷。\n",
        FIVE_YEARS,
        (2025, 2025),
        id="paragraph about the last year",
    ),
    case(
        "一、2025年及“十四五”时期工作回顾\n略。\n各位代表！2025年是收官之年。五年来，产业兴旺。\n",
        FIVE_YEARS,
        (2021, 2025),
        id="a paragraph that comes from the last year to five",
    ),
    case(
        "一、2025年及“十四五”时期工作回顾\n五年来，产业兴旺。\n各位代表！2025年，收官之战告捷。\n",
        FIVE_YEARS,
        (2025, 2025),
        id="a paragraph that comes back to the last year",
    ),
    case("二、“十五五”时期主要目标\n", FIVE_YEARS, (2026, 2030), id="plan of five years"),
    case(
        "二、“十五五”时期目标任务和2026年工作安排\n未来五年，产业要兴旺。\n今年是开局之年。\n（一）产业\n",
        FIVE_YEARS,
        (2026, 2026),
        id="a heading of five years and one: the last that is spoken of goes on",
    ),
    case("二、今后五年的目标任务\n略。\n三、2026年重点工作\n", FIVE_YEARS, (2026, 2026), id="back to one year"),
    case("六、下一步工作打算\n", SUMMARY, (2024, 2024), id="summary plans the year after"),
    case("二、2024年工作安排\n略。\n名词解释\n", REPORT, None, id="an annex has no year"),
    case("一、工作回顾\n", Identity(kind="government_work_report"), None, id="no year known"),
]


@pytest.mark.parametrize(("headings", "identity", "years"), YEARS)
def test_years(headings: str, identity: Identity, years: tuple[int, int] | None) -> None:
    assert section_of(headings + BODY, BODY, identity).years == years


SENTENCES = [
    case("稳中求进。再创佳绩。", ["稳中求进。", "再创佳绩。"], id="full stops"),
    case("成了！真的？是的。", ["成了！", "真的？", "是的。"], id="exclamation and question"),
    case(
        "他说：“稳中求进。”再创佳绩。",
        ["他说：“稳中求进。”", "再创佳绩。"],
        id="closing quotation mark goes with its sentence",
    ),
    case("稳中求进；再创佳绩。", ["稳中求进；再创佳绩。"], id="semicolon ends none"),
    case("增长3.5%。", ["增长3.5%。"], id="decimal point ends none"),
    case("一、工业\n　　稳中求进", ["一、工业", "稳中求进"], id="line ends end one, blanks belong to none"),
    case("稳中求进。　　再创佳绩", ["稳中求进。", "再创佳绩"], id="indent inside a line"),
    case("  \n\n ", [], id="nothing but blanks"),
    case("", [], id="nothing"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[s.start : s.end] for s in sections.sentences(text, sections.find(text, REPORT))] == expected


PIECES = ["一、2023年工作回顾", "（一）工业", "1.钢铁", "名词解释", "2024年，", "五年来，", "增长3.5%", "今年是关键之年", "各位代表！",
          "”", "。", "；", "\n", "\n\n", " ", "　　", "    ", "\t", "Ａ", "𠀀"]  # fmt: skip
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.text(max_size=120))


@example("\n一、2023年工作回顾")
@given(TEXTS)
def test_sections_tile_the_text(text: str) -> None:
    found = sections.find(text, REPORT)
    assert [section.start for section in found] == [0, *(section.end for section in found[:-1])]
    assert found[-1].end == len(text)


@given(TEXTS)
def test_sentences_cover_every_visible_character_once_and_in_order(text: str) -> None:
    found = sections.find(text, REPORT)
    places = [place for s in sections.sentences(text, found) for place in range(s.start, s.end)]
    assert places == sorted(set(places))
    assert {place for place, character in enumerate(text) if not character.isspace()} <= set(places)


@given(TEXTS)
def test_a_sentence_stands_in_its_section_and_has_no_blank_edges(text: str) -> None:
    found = sections.find(text, REPORT)
    for sentence in sections.sentences(text, found):
        assert found[sentence.section].start <= sentence.start < sentence.end <= found[sentence.section].end
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
