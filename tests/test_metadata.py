"""Metadata tables: what a person tells of reports wins; what cannot be followed is named with its line."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import batch, metadata
from govtext.errors import UsageError
from govtext.reading import Failure, Source, discover
from marked import case
from test_batch import TEXT, everything, read, reports, worked_on, written

HEAD = ["path", "region", "year", "title", "kind"]
KEYS = ["documents", "region", "report_year", "title", "kind"]


def told(folder: Path, *rows: list[str], name: str = "told.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    return path


def who(out: Path) -> dict[str, tuple[str, str, str, str]]:
    """Region, year, title and kind of every document, by its path."""
    return {
        row["path"]: (row["region"], row["report_year"], row["title"], row["kind"]) for row in read(out, "documents")
    }


def errors(out: Path) -> list[tuple[str, str]]:
    return [(row["path"], row["error"]) for row in read(out, "errors")]


USUAL = ("云砚区", "2024", "2024年云砚区政府工作报告", "government_work_report")
TOLD = [
    case("all four", ["青栎区", "2019", "青栎区年度报告", "speech"], ("青栎区", "2019", "青栎区年度报告", "speech")),
    case("blank cells tell nothing", ["", " ", "", ""], USUAL),
    case("only the year", ["", "2021", "", ""], (USUAL[0], "2021", *USUAL[2:])),
    case("a year with its word", ["", "2021年", "", ""], (USUAL[0], "2021", *USUAL[2:])),
    case("a year as Excel counts", ["", "2021.0", "", ""], (USUAL[0], "2021", *USUAL[2:])),
    case("a year in Chinese digits", ["", "二〇二一年", "", ""], (USUAL[0], "2021", *USUAL[2:])),
    case("Traditional characters", ["雲硯縣", "", "", "施政報告"], ("云砚县", *USUAL[1:3], "policy_address")),
    case("a kind by its word", ["", "", "", "工作总结"], (*USUAL[:3], "unit_summary")),
    case("a kind that is none of the named", ["", "", "", "other"], (*USUAL[:3], "other")),
    case("the whole country", ["全国", "", "", ""], ("全国", *USUAL[1:])),
]


@pytest.mark.parametrize(("cells", "expected"), TOLD)
def test_what_is_told_wins(tmp_path: Path, cells: list[str], expected: tuple[str, ...]) -> None:
    report = written(tmp_path / "in")
    table = told(tmp_path, [report.name, *cells])
    assert batch.run([tmp_path / "in"], tmp_path / "out", metadata=table).failures == ()
    assert who(tmp_path / "out") == {report.name: expected}


def test_periods_follow_the_told_year(tmp_path: Path) -> None:
    report = written(tmp_path, text="云砚区政府工作报告\n一、过去一年工作回顾\n去年，森林覆盖率68.1%。\n")
    govtext.run(report, tmp_path / "out", metadata=told(tmp_path, [report.name, "", "2019", "", ""]))
    assert [row["period"] for row in read(tmp_path / "out", "indicators")] == ["2018"]


def test_rows_of_tables_are_told_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["甲", "乙"], "year": "2024", "region": "云砚区", "text": TEXT})
    frame.to_csv(tmp_path / "reports.csv", index=False)
    table = told(tmp_path, ["甲", "青栎区", "", "", ""], ["reports.csv#2", "", "2020", "", ""])
    batch.run([tmp_path / "reports.csv"], tmp_path / "out", metadata=table)
    found = [(row["region"], row["report_year"]) for row in read(tmp_path / "out", "documents")]
    assert found == [("青栎区", "2024"), ("云砚区", "2020")]


PLACES = ["a.txt", "甲/a.txt", "甲/b.txt", "乙/b.txt", "丙/c d.txt"]
NAMES = [
    case("a path", "甲/b.txt", ["甲/b.txt"]),
    case("a path that is the name of others, too", "a.txt", ["a.txt"]),
    case("a path as Windows writes it", "甲\\b.txt", ["甲/b.txt"]),
    case("a file name", "c d.txt", ["丙/c d.txt"]),
    case("a doc_id", "丙-c_d", ["丙/c d.txt"]),
    case("a file name that several have", "b.txt", "SeveralReports"),
    case("a part of a name", "c d", "NoSuchReport"),
    case("no name", "", "NoSuchReport"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_a_row_names_one_report(tmp_path: Path, name: str, expected: list[str] | str) -> None:
    for place in PLACES:
        written(tmp_path / "in", place)
    rows = metadata.read(told(tmp_path, [name, "", "2019", "", ""]))
    places = metadata.tell(rows, list(discover([tmp_path / "in"])))
    found = [place.shown for place in places if isinstance(place, Source) and place.told]
    failures = [place for place in places if isinstance(place, Failure)]
    if isinstance(expected, list):
        assert (found, failures) == (expected, [])
    else:
        assert (found, [(failure.path, failure.error) for failure in failures]) == ([], [("told.csv:2", expected)])


def test_rows_that_cannot_be_followed_are_failures_and_the_rest_goes_on(tmp_path: Path) -> None:
    reports(tmp_path / "in", 2021, 2022)
    name = "2022年云砚区政府工作报告.txt"
    table = told(
        tmp_path,
        ["gone.txt", "青栎区", "", "", ""],
        [name, "望澜区", "", "", ""],
        [name, "青栎区", "", "", ""],
    )
    summary = batch.run([tmp_path / "in"], tmp_path / "out", metadata=table)
    assert (summary.documents, len(summary.failures)) == (2, 2)
    assert errors(tmp_path / "out") == [("told.csv:2", "NoSuchReport"), ("told.csv:4", "ToldTwice")]
    assert [found[0] for found in who(tmp_path / "out").values()] == ["云砚区", "望澜区"]


def test_lines_are_counted_as_editors_count_them(tmp_path: Path) -> None:
    report = written(tmp_path / "in")
    path = tmp_path / "told.csv"
    path.write_text(f'path,title\n{report.name},"两行\n的题"\n\ngone.txt,题\n', encoding="utf-8")
    batch.run([tmp_path / "in"], tmp_path / "out", metadata=path)
    assert errors(tmp_path / "out") == [("told.csv:5", "NoSuchReport")]


FORMS = [
    case("csv in GB 18030", "told.csv", lambda frame, path: frame.to_csv(path, index=False, encoding="gb18030")),
    case("csv with semicolons", "told.csv", lambda frame, path: frame.to_csv(path, index=False, sep=";")),
    case("tsv", "told.tsv", lambda frame, path: frame.to_csv(path, index=False, sep="\t")),
    case("xlsx", "told.xlsx", lambda frame, path: frame.to_excel(path, index=False)),
]


@pytest.mark.parametrize(("name", "write"), FORMS)
def test_forms_and_column_names_of_tables(tmp_path: Path, name: str, write: object) -> None:
    frame = pd.DataFrame({"文件名": ["a.txt", "b.txt"], "省份": "浙江省", "城市": ["砚州市", ""], "年份": [2021, None]})
    assert callable(write)
    write(frame, tmp_path / name)
    assert [(row.number, row.name, row.told) for row in metadata.read(tmp_path / name)] == [
        (2, "a.txt", {"region": "浙江省砚州市", "year": "2021"}),
        (3, "b.txt", {"region": "浙江省"}),
    ]


WRONG = [
    case("no such file", "told.csv", None, ["told.csv", "cannot be read"]),
    case("a form that is none", "told.json", b"[]", ["told.json", ".csv, .tsv, .xlsx"]),
    case("an empty file", "told.csv", b"", ["told.csv", "empty"]),
    case("an Excel file that is none", "told.xlsx", b"path", ["told.xlsx", "cannot be read"]),
    case("no column that names reports", "told.csv", b"region,year\n,2021\n", ["told.csv:1", "column path"]),
    case("an unknown column", "told.csv", b"path,jahr\na.txt,2021\n", ["told.csv:1", '"jahr"', "year"]),
    case("a column twice", "told.csv", b"path,year,report_year\n", ["told.csv:1", '"year"', '"report_year"']),
    case("a cell beyond the header", "told.csv", b"path,year\na.txt,2021,x\n", ["told.csv:2", '"x"']),
    case("a year that is none", "told.csv", b"path,year\na.txt,2021\nb.txt,abc\n", ["told.csv:3", "year", '"abc"']),
    case("a year out of the world", "told.csv", b"path,year\na.txt,12021\n", ["told.csv:2", "year", '"12021"']),
    case("two years", "told.csv", b"path,year\na.txt,2021-2022\n", ["told.csv:2", "year"]),
    case("a kind that is none", "told.csv", b"path,kind\na.txt,essay\n", ["told.csv:2", "kind", "speech, other"]),
    case("a region that is none", "told.csv", b"path,region\na.txt,nowhere\n", ["told.csv:2", "region", '"nowhere"']),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "said"), WRONG)
def test_a_table_that_cannot_be_used_stops_before_the_run(
    tmp_path: Path, name: str, data: bytes | None, said: list[str]
) -> None:
    report = written(tmp_path / "in")
    batch.run([report], tmp_path / "out")
    before = everything(tmp_path / "out")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError) as error:
        batch.run([report], tmp_path / "out", metadata=tmp_path / name, force=True)
    assert [words for words in said if words not in str(error.value)] == []
    assert everything(tmp_path / "out") == before


def test_a_changed_row_makes_its_document_again_alone(tmp_path: Path) -> None:
    reports(tmp_path / "in", 2021, 2022)
    first, second = (f"{year}年云砚区政府工作报告.txt" for year in (2021, 2022))
    steps = [
        (told(tmp_path, [first, "青栎区", "", "", ""], name="a.csv"), {first, second}),
        (told(tmp_path, [first, "青栎区", "", "", ""], name="same.csv"), set()),
        (told(tmp_path, [first, "望澜区", "", "", ""], name="changed.csv"), {first}),
        (told(tmp_path, [first, "望澜区", "", "", ""], [second, "", "2020", "", ""], name="more.csv"), {second}),
        (None, {first, second}),
    ]
    for table, again in steps:
        assert worked_on(tmp_path / "in", tmp_path / "out", tmp_path, metadata=table) == again
    batch.run([tmp_path / "in"], tmp_path / "fresh")
    assert everything(tmp_path / "out") == everything(tmp_path / "fresh")


def test_a_changed_row_of_an_input_table_too(tmp_path: Path) -> None:
    written(tmp_path / "in", "reports.csv", "id,text\n甲,森林覆盖率68.1%。\n乙,森林覆盖率68.2%。\n")
    table = told(tmp_path, ["甲", "青栎区", "", "", ""])
    assert worked_on(tmp_path / "in", tmp_path / "out", tmp_path) == {"reports.csv#1", "reports.csv#2"}
    assert worked_on(tmp_path / "in", tmp_path / "out", tmp_path, metadata=table) == {"reports.csv#1"}


def test_the_table_may_lie_among_the_reports(tmp_path: Path) -> None:
    report = written(tmp_path / "in")
    table = told(tmp_path / "in", [report.name, "", "2019", "", ""])
    for inputs in ([tmp_path / "in"], sorted((tmp_path / "in").iterdir())):
        summary = batch.run(inputs, tmp_path / "out", metadata=table, force=True)
        assert (summary.documents, summary.failures) == (1, ())


@given(st.lists(st.sampled_from([*PLACES, "b.txt", "gone", ""]), max_size=6))
def test_every_row_is_followed_or_named(names: list[str]) -> None:
    sources = [Source(Path(place), place, f"id{number}") for number, place in enumerate(PLACES)]
    rows = [metadata.Row(Path("told.csv"), n, name, {"year": str(2000 + n)}) for n, name in enumerate(names)]
    places = metadata.tell(rows, sources)
    followed = [place.told for place in places if isinstance(place, Source) and place.told]
    assert [place.doc_id for place in places if isinstance(place, Source)] == [source.doc_id for source in sources]
    assert len(followed) + sum(isinstance(place, Failure) for place in places) == len(rows)
