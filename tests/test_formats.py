"""One report in many formats: the same text, the same mentions, and tables whose numbers keep name and unit."""

from __future__ import annotations

import io
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import govtext
import written
from govtext.errors import ReadingError
from govtext.reading import Failure, Source, discover, formats, grids, read
from govtext.reading.report import Report
from marked import case
from sample import FILES, IDS, pipeline

TITLE = "2024年青桐市政府工作报告"
LINES = [
    TITLE,
    "一、2023年工作回顾",
    "全市地区生产总值312.6亿元，增长5.4%，城镇新增就业3.2万人。",
    "债券发行情况见下表。",
]
GRID = [["期次", "发行总额（亿元）", "期限（年）"], ["第一期", "10.00", "3"], ["第二期", "8.50", "5"]]
TOLD = ["第一期：发行总额10.00亿元。第一期：期限3年。", "第二期：发行总额8.50亿元。第二期：期限5年。"]
LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(68) + b"\xff" * 436 + bytes(600)  # the head of a .doc
BY_FORMAT = pytest.mark.parametrize("suffix", sorted(written.WRITERS))
Fact = tuple[str, str, str]


def lines_of(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def mentions(*lines: str) -> list[Fact]:
    text = "\n".join([*LINES[:2], *lines])
    doc, _ = govtext.analyse(Report("x", text, f"{TITLE}.txt", "utf-8", ""), pipeline())
    found = [mention.quantity for mention in doc._.mentions]
    return [(f"{q.value.normalize():f}", q.unit, m.name) for q, m in zip(found, doc._.mentions, strict=True)]


# --- the same report in every format


@cache
def as_text(path: Path) -> list[Fact]:
    return analysed(written.txt(lines_of(path)).decode(), path.stem)


def analysed(text: str, stem: str) -> list[Fact]:
    doc, _ = govtext.analyse(Report(stem, text, f"{stem}.txt", "utf-8", ""), pipeline())
    found = doc._.mentions
    assert len(found) > 100
    return [(f"{m.quantity.value.normalize():f}", m.quantity.unit, m.name) for m in found]


@pytest.mark.parametrize("suffix", [*sorted(written.WRITERS), "csv"])
@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_every_format_gives_the_same_mentions(tmp_path: Path, path: Path, suffix: str) -> None:
    lines = lines_of(path)
    data = written.csv(lines) if suffix == "csv" else written.WRITERS[suffix](lines, ())
    [source] = discover([written.file(tmp_path, f"{path.stem}.{suffix}", data)])
    assert isinstance(source, Source)
    assert analysed(read(source).text, path.stem) == as_text(path)


@pytest.mark.parametrize("suffix", ["doc", "docx", "html", "odt", "pdf", "rtf"])
def test_files_of_libreoffice_give_the_same_mentions(tmp_path: Path, suffix: str) -> None:
    files = FILES[-3:] if suffix == "doc" else FILES  # each .doc starts the program again
    made = written.office({f"{path.stem}.odt": written.odt(lines_of(path)) for path in files}, suffix, tmp_path)
    found = {path.stem: formats.extract(made[f"{path.stem}.odt"], f".{suffix}")[0] for path in files}
    assert [path.stem for path in files if analysed(found[path.stem], path.stem) != as_text(path)] == []


def test_offsets_lead_into_the_text_of_every_format(tmp_path: Path) -> None:
    lines = lines_of(FILES[0])
    for suffix, write in written.WRITERS.items():
        written.file(tmp_path / "in", f"{suffix}.{suffix}", write(lines, ()))
    results = govtext.run(tmp_path / "in", tmp_path / "out")
    kept = {path.stem: path.read_bytes().decode() for path in (tmp_path / "out" / "text").iterdir()}
    rows = list(results.indicators.itertuples())
    assert {row.doc_id for row in rows} == set(written.WRITERS)
    assert [row.text for row in rows if kept[row.doc_id][row.start : row.end] != row.text] == []


@BY_FORMAT
def test_paragraphs_and_tables_come_out_as_lines(suffix: str) -> None:
    text, name = formats.extract(written.WRITERS[suffix](LINES, GRID), f".{suffix}")
    assert [line.strip() for line in text.split("\n") if line.strip()] == [*LINES, *TOLD]
    assert name == suffix


@pytest.mark.parametrize("suffix", ["doc", "docx", "html", "odt", "pdf", "rtf"])
def test_tables_of_libreoffice_come_out_as_lines(tmp_path: Path, suffix: str) -> None:
    given = {"a.html": written.html(LINES, GRID).replace(b"<table>", b"<table border=1>")}
    text = formats.extract(written.office(given, suffix, tmp_path)["a.html"], f".{suffix}")[0]
    assert [line for line in [*LINES, *TOLD] if line not in text.split("\n")] == []


def lines_by_another_docx_reader(data: bytes) -> str:
    from docx2python import docx2python

    with docx2python(io.BytesIO(data)) as document:
        return str(document.text)


def lines_by_another_pdf_reader(data: bytes) -> str:
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"— \d+ —", "", text)


def lines_by_another_html_reader(data: bytes) -> str:
    import html5lib

    return "".join(html5lib.parse(data, namespaceHTMLElements=False).find("body").itertext())


def lines_by_another_odt_reader(data: bytes) -> str:
    from odf import teletype, text
    from odf.opendocument import load

    blocks = [*load(io.BytesIO(data)).getElementsByType(text.H), *load(io.BytesIO(data)).getElementsByType(text.P)]
    return "\n".join(map(teletype.extractText, blocks))


SECOND = [
    case("docx", "docx", lines_by_another_docx_reader), case("pdf", "pdf", lines_by_another_pdf_reader),
    case("html", "html", lines_by_another_html_reader), case("odt", "odt", lines_by_another_odt_reader),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "other"), SECOND)
def test_another_library_reads_the_same_lines(suffix: str, other: Callable[[bytes], str]) -> None:
    lines = lines_of(FILES[0])
    data = written.WRITERS[suffix](lines, ())
    ours, theirs = formats.extract(data, f".{suffix}")[0], other(data)
    assert [squeezed(line) for line in ours.split("\n") if line.strip()] == [squeezed(line) for line in lines]
    assert [line for line in lines if squeezed(line) not in squeezed(theirs)] == []


@pytest.mark.parametrize("suffix", ["docx", "html", "odt", "rtf"])
def test_libreoffice_reads_the_same_lines(tmp_path: Path, suffix: str) -> None:
    lines = lines_of(FILES[0])
    data = written.WRITERS[suffix](lines, ())
    theirs = written.office({f"a.{suffix}": data}, "txt", tmp_path)[f"a.{suffix}"].decode("utf-8-sig")
    ours = formats.extract(data, f".{suffix}")[0]
    assert [line for line in lines if line not in ours.split("\n")] == []
    assert [line for line in lines if line not in theirs.splitlines()] == []


def squeezed(text: str) -> str:
    """Without blanks and line breaks, of which each reader keeps others."""
    return "".join(text.split())


def test_only_documents_without_a_text_of_their_own_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written.file(folder, "甲.txt", written.txt(LINES))
    written.file(folder, "乙.docx", written.docx(LINES))
    written.file(folder, "深/丙.csv", written.csv(LINES))
    results = govtext.run(folder, tmp_path / "out")
    kept = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out" / "text").iterdir()}
    assert kept == {"乙.txt": "\n".join(LINES), "深-丙.csv_1.txt": "\n".join(LINES)}
    assert dict(zip(results.documents["doc_id"], results.documents["encoding"], strict=True)) == {
        "乙": "docx", "甲": "utf-8", "深-丙.csv_1": "table",
    }  # fmt: skip


# --- tables inside documents

TABLES = [
    case("the header names", GRID, "", TOLD,
         [("1000000000", "元", "发行总额"), ("3", "年", "期限"), ("850000000", "元", "发行总额"), ("5", "年", "期限")]),
    case("the row names, the unit has a column",
         [["指标", "单位", "2023年", "增长（%）"], ["粮食产量", "万吨", "26.25", "2.1"],
          ["汽车产量", "万辆", "3.2", "-4.5"]], "",
         ["2023年粮食产量26.25万吨，增长2.1%。", "2023年汽车产量3.2万辆，下降4.5%。"],
         [("262500", "吨", "粮食产量"), ("2.1", "%", "粮食产量"),
          ("32000", "辆", "汽车产量"), ("4.5", "%", "汽车产量")]),
    case("the row names with its unit, two years",
         [["指标", "2023年", "2022年", "同比增速"], ["地区生产总值（亿元）", "312.6", "299.1", "5.4"]], "",
         ["2023年地区生产总值312.6亿元。2022年地区生产总值299.1亿元。2023年地区生产总值增长5.4%。"],
         [("31260000000", "元", "地区生产总值"), ("29910000000", "元", "地区生产总值"), ("5.4", "%", "地区生产总值")]),
    case("rows of years", [["年份", "收入（亿元）", "增长（%）"], ["2022", "20.1", "3.1"]], "",
         ["2022年收入20.1亿元，增长3.1%。"], [("2010000000", "元", "收入"), ("3.1", "%", "收入")]),
    case("a unit for the whole table, not for shares",
         [["项目", "金额", "比重"], ["工业投资", "12.5", "40.2"]], "亿元",
         ["工业投资12.5亿元，比重40.2。"], [("1250000000", "元", "工业投资")]),
    case("serial numbers are no figures", [["序号", "项目", "投资（万元）"], ["1", "青桐大桥", "32000"]], "",
         ["青桐大桥投资32000万元。"], [("320000000", "元", "青桐大桥投资")]),
    case("cells with their own units", [["指标", "完成情况"], ["新建学校", "12所"], ["新增就业", "3.2万人"]], "",
         ["新建学校12所。", "新增就业3.2万人。"], [("12", "所", "新建学校"), ("32000", "人", "新增就业")]),
    case("a header over two rows, cells that span",
         [["指标", "2023年", "2023年"], ["指标", "产量（万吨）", "播种面积（万亩）"], ["水稻", "26.25", "31"]], "",
         ["2023年水稻产量26.25万吨。2023年水稻播种面积31万亩。"],
         [("262500", "吨", "水稻产量"), ("310000", "亩", "水稻播种面积")]),
    case("units have a row of the header",
         [["作物", "面积", "产量"], ["作物", "万亩", "万吨"], ["水稻", "31", "26.25"]], "",
         ["水稻面积31万亩。水稻产量26.25万吨。"],
         [("310000", "亩", "水稻面积"), ("262500", "吨", "水稻产量")]),
    case("the unit in a corner of the table",
         [["", "", "单位：万元"], ["项目", "预算数", "完成预算%"], ["一、教育支出", "350", "98.5"]], "",
         ["单位：万元", "教育支出预算数350万元。教育支出完成预算98.5%。"],
         [("3500000", "元", "教育支出"), ("98.5", "%", "教育支出完成预算")]),
    case("years without a word, and years before one",
         [["项目", "2023", "2024年预算"], ["教育支出", "350", "360"]], "万元",
         ["2023年教育支出350万元。2024年教育支出预算360万元。"],
         [("3500000", "元", "教育支出"), ("3600000", "元", "教育支出预算")]),
    case("bounds, and numbers aimed at",
         [["类别", "指标", "单位", "2024年目标"],
          ["民生", "新增就业", "人", "3000以上"], ["民生", "失业率", "%", "<5.5"],
          ["经济", "生产总值增长", "%", "5-6"]], "",
         ["2024年新增就业预期目标3000人以上。新增就业：类别民生。", "2024年失业率预期目标低于5.5%。失业率：类别民生。",
          "2024年生产总值预期增长5-6%。生产总值增长：类别经济。"],
         [("3000", "人", "新增就业"), ("5.5", "%", "失业率"), ("5", "%", "生产总值")]),
    case("an amount of change, in the unit of the table",
         [["项目", "2023年", "增减额", "增减（%）"], ["教育支出", "350", "-12", "-3.3"]], "万元",
         ["2023年教育支出350万元，下降12万元，下降3.3%。"],
         [("3500000", "元", "教育支出"), ("120000", "元", "教育支出"), ("3.3", "%", "教育支出")]),
    case("two blocks side by side", [["指标", "数值", "指标", "数值"], ["茶园", "5亩", "游客", "6万人次"]], "",
         ["茶园5亩。游客6万人次。"], [("5", "亩", "茶园"), ("60000", "人次", "游客")]),
    case("what is said beside the numbers", [["序号", "项目名称", "建设内容", "总投资（亿元）", "完工时间"],
         ["1", "青桐大桥", "桥长3.2公里", "12.5", "2024-06"]], "",
         ["青桐大桥总投资12.5亿元。青桐大桥：建设内容桥长3.2公里，完工时间2024-06。"],
         [("1250000000", "元", "青桐大桥总投资"), ("3.2", "公里", "建设内容桥长")]),
    case("no number", [["姓名", "职务"], ["甲", "主席"]], "", ["姓名　职务", "甲　主席"], []),
    case("layout", [["", "报告" * 150], ["一、回顾", "完成。\n好。"]], "",
         ["报告" * 150, "一、回顾", "完成。", "好。"], []),
]  # fmt: skip


@pytest.mark.parametrize(("grid", "unit", "told", "found"), TABLES)
def test_tables(grid: list[list[str]], unit: str, told: list[str], found: list[Fact]) -> None:
    assert grids.lines(grid, unit) == told
    assert [fact for fact in mentions(*told) if fact[1]] == found


UNITS = [
    case("brackets", "（单位：亿元）", "亿元"),
    case("behind a title", "表1 主要指标　单位: 万人", "万人"),
    case("full stop", "以元为单位。", ""),
    case("a unit that is an office", "责任单位：市总工会", ""),
]


@pytest.mark.parametrize(("caption", "unit"), UNITS)
def test_the_unit_above_a_table(caption: str, unit: str) -> None:
    assert grids.table_unit(caption) == unit


def test_numbers_without_a_known_unit_keep_none() -> None:
    assert grids.lines([["指标", "数值"], ["景气指数", "104.2"]]) == ["景气指数104.2。"]


@pytest.mark.parametrize("suffix", ["html", "docx", "odt", "rtf"])
def test_a_unit_in_the_line_above_reaches_the_table(suffix: str) -> None:
    lines = [TITLE, "财政收支　单位：万元"]
    text, _ = formats.extract(written.WRITERS[suffix](lines, [["项目", "金额"], ["公共服务支出", "350"]]), f".{suffix}")
    assert "公共服务支出350万元。" in text.split("\n")


# --- what is peculiar to a format

PAGES = [
    case("hidden and scripted", "<p>甲</p><p style='display: none'>乙1</p><script>丙</script><p hidden>丁</p>", "甲"),
    case("what stands behind something hidden", "<p>增长<script>1</script>5%</p>", "增长5%"),
    case("line breaks", "甲<br>乙<br/>丙", "甲\n乙\n丙"),
    case("a number over several elements", "<p>增长<b>5</b>.<span>4</span>%</p>", "增长5.4%"),
    case("the source's own line breaks", "<p>地区生产\n    总值312.6\n亿元</p>", "地区生产总值312.6 亿元"),
    case("entities", "<p>甲&nbsp;&mdash;&#20057;&lt;3</p>", "甲\xa0—乙<3"),
    case("links inside a sentence stay", "<p>完成<a href='x'>投资3亿元</a>。</p>", "完成投资3亿元。"),
    case("a list of points stays", "<ul><li>新增学位300个。</li><li>新建公园2座</li></ul>",
         "新增学位300个。\n新建公园2座"),
    case("a list of links goes", "<ul><li><a>新闻2024</a></li></ul><p>甲</p>", "甲"),
    case("pronunciation", "<p><ruby>甲<rt>jiǎ</rt></ruby>乙</p>", "甲乙"),
    case("no body", "甲<p>乙", "甲\n乙"),
    case("layout by tables", "<table><tr><td><table><tr><td>甲<p>乙</p></td></tr></table></td></tr></table>", "甲\n乙"),
    case("spans",
         "<table><tr><td rowspan=2>指标<td colspan=2>2023年<tr><td>产量（吨）<td>面积（亩）"
         "<tr><td>茶<td>5<td>6</table>",
         "2023年茶产量5吨。2023年茶面积6亩。"),
    case("a number before its stop", "<div>一</div>二<div>三</div>四", "一\n二\n三\n四"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "text"), PAGES)
def test_html(page: str, text: str) -> None:
    assert formats.extract(page.encode(), ".html")[0] == text


MARKDOWN = [
    case("a table with units in its header", "| 指标 | 数值（亿元） |\n|--|--:|\n| 财政收入 | 26.3 |",
         "财政收入26.3亿元。"),
    case("lines around it stay as written",
         "# 甲\n\n　　**增长5%**。\n\n|指标|2023年|增长（%）|\n|:--|:-:|--:|\n|产值|3亿元|-2.0|\n\n    乙",
         "# 甲\n\n　　**增长5%**。\n\n2023年产值3亿元，下降2.0%。\n\n    乙"),
    case("a unit above it", "**单位：亿元**\n\n指标 | 数值\n-- | --\n支出 | 31.5", "**单位：亿元**\n\n支出31.5亿元。"),
    case("marks in cells", "| 指标 | 数值 |\n|--|--|\n| **产值** | `3` 亿元 |\n| [收入](a.md) | 2亿元 |",
         "产值3亿元。\n收入2亿元。"),
    case("two tables", "|项目|数值|\n|--|--|\n|收入|1亿元|\n\n|项目|数值|\n|--|--|\n|支出|2亿元|",
         "收入1亿元。\n\n支出2亿元。"),
    case("in a quotation", "> |项目|数值|\n> |--|--|\n> |收入|1亿元|", "收入1亿元。"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "text"), MARKDOWN)
def test_markdown_tables(tmp_path: Path, source: str, text: str) -> None:
    report = read(written.file(tmp_path, "甲.md", source.encode()))
    assert (report.text, report.encoding, report.extracted) == (text, "markdown", True)


NO_TABLE = [
    case("no table at all", "# 甲\n\n| 财政收入 | 26.3亿元 |\n"),
    case("a table that is shown as code", "```\n|项目|数值|\n|--|--|\n|收入|1亿元|\n```\n"),
    case("a rule with a stroke", "甲\n\n--- | ---\n\n乙"),
]


@pytest.mark.parametrize("source", NO_TABLE)
def test_markdown_without_tables_is_plain_text(tmp_path: Path, source: str) -> None:
    report = read(written.file(tmp_path, "甲.md", source.encode()))
    assert (report.text, report.encoding, report.extracted) == (source, "utf-8", False)


def test_a_table_in_plain_text_is_left_alone(tmp_path: Path) -> None:
    source = "|项目|数值|\n|--|--|\n|收入|1亿元|\n"
    assert read(written.file(tmp_path, "甲.txt", source.encode())).text == source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_html_in_any_encoding_whatever_it_claims(encoding: str) -> None:
    page = written.html(LINES, GRID, "utf-8").decode().encode(encoding)
    assert [line.strip("　") for line in formats.extract(page, ".htm")[0].split("\n")] == [*LINES, *TOLD]


def test_the_title_of_a_page_comes_first_where_its_body_does_not_show_it() -> None:
    page = f"<html><head><title>{TITLE} - 青桐政务网</title></head><body><p>甲</p></body></html>"
    assert formats.extract(page.encode(), ".html")[0] == f"{TITLE}\n甲"


def word(change: str, into: str) -> str:
    """The text of a Word file of one paragraph 甲乙, whose XML was changed as Word itself would write it."""
    made, data = io.BytesIO(), written.docx(["标题", "甲乙"])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename == "word/document.xml":
                assert change in content.decode()
                content = content.decode().replace(change, into).encode()
            new.writestr(member, content)
    return formats.extract(made.getvalue(), ".docx")[0].removeprefix("标题\n")


RUN = "<w:r><w:t>甲乙</w:t></w:r>"
WORD = [
    case("inserted", RUN, f'<w:ins w:id="1" w:author="x">{RUN}</w:ins>', "甲乙"),
    case("deleted", RUN, f'{RUN}<w:del w:id="1" w:author="x"><w:r><w:delText>35</w:delText></w:r></w:del>', "甲乙"),
    case("moved away", RUN, f'{RUN}<w:moveFrom w:id="1" w:author="x"><w:r><w:t>35</w:t></w:r></w:moveFrom>', "甲乙"),
    case("content control", RUN, f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>", "甲乙"),
    case("link", RUN, f"<w:hyperlink>{RUN}</w:hyperlink>", "甲乙"),
    case("tab and break", RUN, "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
    case("field code", RUN, f"<w:r><w:instrText>PAGE 35</w:instrText></w:r>{RUN}", "甲乙"),
    case("text box", RUN,
         f"{RUN}<w:r><w:pict><w:txbxContent><w:p>{RUN}</w:p></w:txbxContent></w:pict></w:r>", "甲乙\n甲乙"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "into", "text"), WORD)
def test_docx(change: str, into: str, text: str) -> None:
    assert word(change, into) == text


def test_docx_writes_out_automatic_numbers() -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    shapes = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (kind, pattern) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{shapes}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in [(0, "回顾"), (1, "工业"), (1, "农业"), (2, "粮食"), (0, "安排"), (1, "投资")]:
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = 77
    file = io.BytesIO()
    document.save(file)
    told = "一、回顾 （一）工业 （二）农业 1.粮食 二、安排 （一）投资"
    assert formats.extract(file.getvalue(), ".docx")[0].split("\n") == told.split()


def test_docx_cells_that_are_merged_stand_in_each_place() -> None:
    import docx

    document = docx.Document()
    table = document.add_table(3, 3)
    for row, cells in zip(
        table.rows, [["指标", "2023年", ""], ["", "产量（吨）", "面积（亩）"], ["茶", "5", "6"]], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    file = io.BytesIO()
    document.save(file)
    assert formats.extract(file.getvalue(), ".docx")[0].split("\n")[-1] == "2023年茶产量5吨。2023年茶面积6亩。"


def test_pdf_paragraphs_run_on_over_pages_without_page_numbers() -> None:
    long = "，".join(f"第{n}片区新增就业{n + 100}人" for n in range(300)) + "。"
    text, _ = formats.extract(written.pdf([TITLE, long, "完。"]), ".pdf")
    assert text.split("\n") == [TITLE, long, "完。"]


def test_legacy_word_files_name_the_program_they_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReadingError, match="install LibreOffice Writer"):
        formats.extract(LEGACY, ".doc")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("does", "said"), [case("converts", "cp", ""), case("makes nothing", "true", "could not convert")]
)
def test_legacy_word_files_go_through_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, said: str
) -> None:
    stand_in = written.file(tmp_path, "made.docx", written.docx(LINES))
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\n{does} "{stand_in}" "$2/in.docx"\n')
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: str(program))
    if said:
        with pytest.raises(ReadingError, match=said):
            formats.extract(LEGACY, ".doc")
    else:
        assert formats.extract(LEGACY, ".doc")[0].split("\n") == LINES


@pytest.mark.parametrize("suffix", ["docx", "rtf", "html"])
def test_files_that_only_call_themselves_doc(suffix: str) -> None:
    assert LINES[2] in formats.extract(written.WRITERS[suffix](LINES, ()), ".doc")[0]


@pytest.mark.parametrize(("suffix", "needs", "extra"), [
    case("html", "html", "lxml", "html"), case("docx", "docx", "docx", "docx"), case("pdf", "pdf", "pdfplumber", "pdf"),
    case("rtf", "rtf", "striprtf.striprtf", "rtf"), case("odt", "odt", "lxml", "odt"),
])  # fmt: skip
def test_a_missing_library_is_named_with_its_extra(
    monkeypatch: pytest.MonkeyPatch, suffix: str, needs: str, extra: str
) -> None:
    monkeypatch.delitem(sys.modules, f"govtext.reading.formats.{suffix}", raising=False)
    monkeypatch.setitem(sys.modules, needs, None)
    with pytest.raises(ReadingError, match=rf"pip install 'govtext\[{extra}\]'"):
        formats.extract(b"x", f".{suffix}")


# --- Stata tables and archives


def test_stata_tables(tmp_path: Path) -> None:
    frame = pd.DataFrame({"正文": ["\n".join(LINES), "乙" * 3000], "year": [2024.0, None], "地区": ["青桐市", ""]})
    frame.to_stata(tmp_path / "a.dta", write_index=False, version=118, convert_strl=["正文"])
    sources = [source for source in discover([tmp_path / "a.dta"]) if isinstance(source, Source)]
    assert [(read(one).text, read(one).metadata) for one in sources] == [
        ("\n".join(LINES), {"region": "青桐市", "year": "2024"}), ("乙" * 3000, {}),
    ]  # fmt: skip


def archive(folder: Path, members: dict[str, bytes], name: str = "市级.zip") -> Path:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as made:
        for member, data in members.items():
            made.writestr(member, data)
    return folder / name


def test_archives_are_opened_in_place(tmp_path: Path) -> None:
    path = archive(tmp_path, {
        "乙/2024年青桐市.docx": written.docx(LINES), "甲.txt": written.txt(LINES), "丙.csv": written.csv(LINES),
        "图.png": b"", "__MACOSX/._甲.txt": b"x", "丁.zip": b"PK",
    })  # fmt: skip
    found = list(discover([path]))
    assert [(one.shown, one.doc_id) for one in found if isinstance(one, Source)] == [
        ("市级.zip/丙.csv#1", "市级.zip-丙.csv_1"),
        ("市级.zip/乙/2024年青桐市.docx", "市级.zip-乙-2024年青桐市"),
        ("市级.zip/甲.txt", "市级.zip-甲"),
    ]
    assert [one.path for one in found if isinstance(one, Failure)] == ["市级.zip/丁.zip"]
    assert {read(one).text.strip() for one in found if isinstance(one, Source)} == {"\n".join(LINES)}


def test_names_in_archives_of_older_chinese_systems(tmp_path: Path) -> None:
    placeholder, name = "XXXXXXXX.txt", "青桐市政府.txt".encode("gbk")[-12:]
    path = archive(tmp_path, {placeholder: written.txt(LINES)}, "a.zip")
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), name))
    [source] = discover([path])
    assert isinstance(source, Source)
    assert (source.shown, read(source).text) == (f"a.zip/{name.decode('gbk')}", "\n".join([*LINES, ""]))
