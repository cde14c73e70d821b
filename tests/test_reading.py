"""From inputs to reports: files, folders and tables, in what order and under which ids."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.errors import ReadingError
from govtext.reading import Failure, Source, discover, doc_id_of, read
from govtext.reading.tables import Columns
from marked import case

TEXT = "青桐市政府工作报告\n地区生产总值312.6亿元，增长5.4%。\n"


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return folder


def sources(*inputs: Path, columns: Columns | None = None) -> list[Source]:
    found = list(discover(inputs, columns))
    assert [f for f in found if isinstance(f, Failure)] == []
    return [f for f in found if isinstance(f, Source)]


def failure(path: Path, columns: Columns | None = None) -> Failure:
    [found] = discover([path], columns)
    assert isinstance(found, Failure)
    return found


# --- files and folders


def test_folders_are_searched_recursively_in_the_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/2.md", "a/1.txt", "a/深/3.TXT", ".hidden.txt", "picture.png", "c.text")
    assert [s.shown for s in sources(tmp_path)] == ["a/1.txt", "a/2.md", "a/深/3.TXT", "b.txt", "c.text"]


def test_inputs_keep_their_order(tmp_path: Path) -> None:
    fill(tmp_path, "z.txt", "a.txt", "m/1.txt")
    found = sources(tmp_path / "z.txt", tmp_path / "m", tmp_path / "a.txt")
    assert [s.shown for s in found] == ["z.txt", "1.txt", "a.txt"]


def test_a_named_file_is_taken_whatever_its_suffix(tmp_path: Path) -> None:
    assert [s.doc_id for s in sources(fill(tmp_path, "report.dat") / "report.dat")] == ["report.dat"]


IDS = [
    case("file", "2025年青桐市政府工作报告.txt", "2025年青桐市政府工作报告"),
    case("file in a folder", "市级/2025年青桐市.txt", "市级-2025年青桐市"),
    case("suffix in capitals", "REPORT.TXT", "REPORT"),
    case("markdown", "报告.md", "报告"),
    case("blanks", "青桐市 2025.txt", "青桐市_2025"),
    case("full-width blank and brackets", "青桐市（2025）　终稿.txt", "青桐市_2025_终稿"),
    case("signs of paths and shells", "a:b*c?.txt", "a_b_c"),
    case("points inside stay", "v1.2.txt", "v1.2"),
    case("nothing but signs", "（）.txt", "_"),
]


@pytest.mark.parametrize(("shown", "doc_id"), IDS)
def test_doc_id(shown: str, doc_id: str) -> None:
    assert doc_id_of(shown) == doc_id


def test_ids_do_not_depend_on_the_place_of_the_input(tmp_path: Path) -> None:
    names = ("市级/a b.txt", "市级/a_b.txt", "c.txt")
    here, there = fill(tmp_path / "here", *names), fill(tmp_path / "else" / "where", *names)
    ids = [s.doc_id for s in sources(here)]
    assert ids == [s.doc_id for s in sources(there)] == ["c", "市级-a_b", "市级-a_b~2"]


UNIQUE = [
    case("same name in two suffixes", ["a.md", "a.txt"]),
    case("same name after cleaning", ["a b.txt", "a(b.txt", "a_b.txt"]),
    case("folder and file of one name", ["a/b.txt", "a-b.txt"]),
    case("a name that looks like a second one", ["a.md", "a.txt", "a~2.txt"]),
]


@pytest.mark.parametrize("names", UNIQUE)
def test_ids_are_unique(tmp_path: Path, names: list[str]) -> None:
    ids = [s.doc_id for s in sources(fill(tmp_path, *names))]
    assert len(ids) == len(names) == len(set(ids))


@given(st.text(st.sampled_from("青桐2a /._-（）~、"), min_size=1, max_size=12))
def test_ids_hold_nothing_that_paths_or_tables_trip_over(shown: str) -> None:
    assert not set(doc_id_of(shown)) & set(' /\\:*?"<>|（）、\n\t')


def test_missing_input_is_named(tmp_path: Path) -> None:
    found = failure(tmp_path / "missing.txt")
    assert (found.stage, "missing.txt" in found.path, "no such file" in found.message) == ("find", True, True)


def test_folder_without_documents_is_named(tmp_path: Path) -> None:
    found = failure(fill(tmp_path, "picture.png"))
    assert found.stage == "find"
    assert ".txt" in found.message


def test_the_rest_goes_on_after_a_missing_input(tmp_path: Path) -> None:
    found = list(discover([tmp_path / "missing", fill(tmp_path, "a.txt") / "a.txt"]))
    assert [type(f) for f in found] == [Failure, Source]


def test_read_leaves_the_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "青桐市 2025.txt"
    data = b"\xef\xbb\xbf" + "１２％\r\n總結(jié)\n".encode()
    path.write_bytes(data)
    report = read(str(path))
    assert report.text == "１２％\r\n總結(jié)\n"
    assert (report.doc_id, report.path, report.encoding) == ("青桐市_2025", "青桐市 2025.txt", "utf-8-sig")
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.metadata == {}


def test_read_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="cannot be read"):
        read(tmp_path / "missing.txt")


def test_read_refuses_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(ReadingError, match="empty"):
        read(tmp_path / "empty.txt")


# --- tables

Write = Callable[[pd.DataFrame, Path], object]
FORMATS = [
    case("csv", ".csv", lambda frame, path: frame.to_csv(path, index=False, encoding="utf-8-sig")),
    case("csv in GBK", ".csv", lambda frame, path: frame.to_csv(path, index=False, encoding="gbk")),
    case("tsv", ".tsv", lambda frame, path: frame.to_csv(path, index=False, sep="\t")),
    case("xlsx", ".xlsx", lambda frame, path: frame.to_excel(path, index=False)),
    case("jsonl", ".jsonl", lambda frame, path: frame.to_json(path, orient="records", lines=True, force_ascii=False)),
    case("parquet", ".parquet", lambda frame, path: frame.to_parquet(path)),
]
FRAME = pd.DataFrame({
    "编号": ["007", "008", "009"],
    "地区": ["青桐市", "白芦县", ""],
    "年份": ["2024", "2025", "2025"],
    "备注": ["x", "y", "z"],
    "正文": [TEXT, "白芦县政府工作报告\n=增长5%，“平稳”", "  "],
})  # fmt: skip


def reports(path: Path, columns: Columns | None = None) -> list[tuple[str, str, dict[str, str]]]:
    read_ = [read(source) for source in sources(path, columns=columns)]
    return [(report.doc_id, report.text, dict(report.metadata)) for report in read_]


@pytest.mark.parametrize(("suffix", "write"), FORMATS)
def test_columns_are_found_by_their_usual_names(tmp_path: Path, suffix: str, write: Write) -> None:
    path = tmp_path / f"reports{suffix}"
    write(FRAME.head(2), path)
    assert reports(path) == [
        ("007", TEXT, {"region": "青桐市", "year": "2024"}),
        ("008", FRAME["正文"][1], {"region": "白芦县", "year": "2025"}),
    ]


@pytest.mark.parametrize(("suffix", "write"), FORMATS)
def test_columns_can_be_named(tmp_path: Path, suffix: str, write: Write) -> None:
    path = tmp_path / f"reports{suffix}"
    other = {"正文": "稿子", "编号": "档号", "地区": "哪里", "年份": "哪年"}
    write(FRAME.head(2).rename(columns=other).assign(text="不是它"), path)
    told = Columns(text="稿子", id="档号", region="哪里", year="哪年")
    assert [(doc_id, metadata) for doc_id, _, metadata in reports(path, told)] == [
        ("007", {"region": "青桐市", "year": "2024"}),
        ("008", {"region": "白芦县", "year": "2025"}),
    ]
    assert reports(path, told)[0][1] == TEXT


@pytest.mark.parametrize(
    ("suffix", "write"),
    [
        case("xlsx", *FORMATS[3].values),
        case("jsonl", *FORMATS[4].values),
        case("parquet", *FORMATS[5].values),
    ],
)
def test_years_stored_as_numbers_stay_whole(tmp_path: Path, suffix: str, write: Write) -> None:
    path = tmp_path / f"reports{suffix}"
    write(pd.DataFrame({"text": [TEXT, TEXT], "year": [2024, None]}), path)
    assert [metadata.get("year", "") for _, _, metadata in reports(path)] == ["2024", ""]


NAMED = [
    case("Chinese", {"报告正文": TEXT, "省": "浙江省", "报告年份": "2024"}, {"region": "浙江省", "year": "2024"}),
    case("English in capitals", {"Report_Text": TEXT, "Province": "浙江省", "Year": "2024"},
         {"region": "浙江省", "year": "2024"}),
    case("city behind its province", {"正文": TEXT, "省份": "浙江省", "城市": "青桐市"}, {"region": "浙江省青桐市"}),
    case("district of a municipality", {"正文": TEXT, "省份": "上海市", "城市": "上海市", "区县": "青桐区"},
         {"region": "上海市青桐区"}),
    case("city that repeats its province", {"正文": TEXT, "省份": "浙江省", "城市": "浙江省青桐市"},
         {"region": "浙江省青桐市"}),
    case("a report of the province", {"正文": TEXT, "省份": "浙江省", "城市": ""}, {"region": "浙江省"}),
    case("a column for any region", {"正文": TEXT, "省份": "浙江省", "地区": "青桐市"}, {"region": "青桐市"}),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "metadata"), NAMED)
def test_other_usual_names(tmp_path: Path, columns: dict[str, str], metadata: dict[str, str]) -> None:
    path = tmp_path / "reports.csv"
    pd.DataFrame([columns]).to_csv(path, index=False)
    assert [(text, found) for _, text, found in reports(path)] == [(TEXT, metadata)]


def test_a_region_column_that_was_named_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    pd.DataFrame([{"正文": TEXT, "省份": "浙江省", "城市": "青桐市"}]).to_csv(path, index=False)
    assert reports(path, Columns(region="省份"))[0][2] == {"region": "浙江省"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_with_any_usual_separator(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "reports.csv"
    FRAME.head(2).to_csv(path, index=False, sep=separator)
    assert [text for _, text, _ in reports(path)] == list(FRAME["正文"][:2])


def test_a_separator_at_the_end_of_lines_moves_no_column(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("编号,正文\n7,青桐市工作回顾,\n8,砚山县工作回顾,\n", encoding="utf-8")
    assert [(doc_id, text) for doc_id, text, _ in reports(path)] == [("7", "青桐市工作回顾"), ("8", "砚山县工作回顾")]


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    path = tmp_path / "县级 报告.csv"
    FRAME.head(2).drop(columns="编号").to_csv(path, index=False)
    assert [s.doc_id for s in sources(path)] == ["县级_报告.csv_1", "县级_报告.csv_2"]
    assert [s.shown for s in sources(path)] == ["县级 报告.csv#1", "县级 报告.csv#2"]


def test_ids_that_stand_twice_become_two(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    FRAME.head(2).assign(编号="7").to_csv(path, index=False)
    assert [s.doc_id for s in sources(path)] == ["7", "7~2"]


def test_an_empty_text_cell_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    FRAME.to_csv(path, index=False)
    found = sources(path)
    assert read(found[0]).text == TEXT
    with pytest.raises(ReadingError, match="text cell of this row is empty"):
        read(found[2])


def test_a_mended_table_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    for text in ("旧稿", "新稿"):
        FRAME.head(1).assign(正文=text).to_csv(path, index=False)
        last = reports(path)[0][1]
    assert last == "新稿"


NO_TABLE = [
    case("no text column", "a.csv", "甲,乙\n1,2\n".encode(), None, ["--text-column", "甲, 乙"]),
    case("no such text column", "a.csv", "甲,text\n1,2\n".encode(), Columns(text="全部"), ['"全部"', "甲, text"]),
    case("no such region column", "a.csv", "甲,text\n1,2\n".encode(), Columns(region="省"), ['"省"', "甲, text"]),
    case("empty csv", "a.csv", b"", None, ["empty"]),
    case("csv of uneven rows", "a.csv", b"text,id\n1,2,3,4\n1\n1,2,3,4,5\n", None, ["cannot be read"]),
    case("a cell more than the header", "a.csv", b"id,text\n\n1,abc,d\n", None, ["line 3", "3 cells", "in quotes"]),
    case("broken jsonl", "a.jsonl", b'{"text": "a"}\n{"text": \n', None, ["cannot be read"]),
    case("broken parquet", "a.parquet", b"PAR1 and then nothing", None, ["cannot be read"]),
    case("a text file named xlsx", "a.xlsx", "青桐市".encode(), None, ["cannot be read"]),
    case("a truncated xlsx", "a.xlsx", b"PK\x03\x04 ", None, ["cannot be read"]),
]


@pytest.mark.parametrize(("name", "data", "columns", "said"), NO_TABLE)
def test_tables_that_cannot_be_read(
    tmp_path: Path, name: str, data: bytes, columns: Columns | None, said: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    found = failure(path, columns)
    assert (found.path, found.stage, found.error) == (name, "read", "ReadingError")
    assert [part for part in said if part not in found.message] == []


def test_a_table_with_a_head_and_no_rows_is_named(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("text,id\n", encoding="utf-8")
    assert "no row" in failure(path).message
