"""Batches: tables of the promised form, bad inputs named while the rest goes on, runs that repeat exactly."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

import govtext
from govtext import batch, store, tables
from govtext.errors import NothingDoneError, UsageError
from sample import CORPORA, FILES, sample_results

TEXT = "2024年云砚区政府工作报告\n一、2023年工作回顾\n森林覆盖率68.1%。全年造林1.08万亩，发放慰问金28.315万元。\n"
COLUMNS = {
    "documents": "doc_id, path, title, kind, level, region, region_code, report_year, review_start, review_end, "
    "script, encoding, chars, sentences, tokens, indicators, repairs, sha256, warnings",
    "indicators": "doc_id, mention_id, region, region_code, report_year, section, section_role, sentence_id, start, "
    "end, text, value, value_high, unit, unit_class, bound, kind, direction, status, period, period_start, period_end, "
    "name, concept, theme, themes, sentence",
    "sentences": "doc_id, sentence_id, section, section_role, start, end, text, themes, tokens",
    "themes": "doc_id, region, region_code, report_year, part, theme, sentences, sentence_share, chars, char_share, "
    "indicators",
    "errors": "path, stage, error, message",
}  # fmt: skip
TABLES = pytest.mark.parametrize("name", tables.STORED)


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_results(tmp_path_factory).folder


def read(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def written(folder: Path, name: str = "2024年云砚区政府工作报告.txt", text: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@TABLES
def test_columns_are_those_of_the_contract_in_order(out: Path, name: str) -> None:
    head = (out / f"{name}.csv").read_text(encoding="utf-8-sig").split("\n", 1)[0].split(",")
    promised = COLUMNS[name].split(", ")
    assert head == list(tables.columns(name))
    assert head[: len(promised)] == promised  # later ones may follow


@TABLES
def test_files_open_in_spreadsheets(out: Path, name: str) -> None:
    data = (out / f"{name}.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\xef\xbb\xbf") == 1
    assert b"\r" not in data
    assert data.endswith(b"\n")


@TABLES
def test_database_and_csv_say_the_same(out: Path, name: str) -> None:
    assert len(store.frame(out, name)) == len(read(out, name))


def test_codebook_explains_every_column(out: Path) -> None:
    lines = (out / "codebook.md").read_text(encoding="utf-8").splitlines()
    for name in tables.STORED:
        for label, column in tables.columns(name).items():
            assert any(line.startswith(f"| {label} |") and column.meaning in line for line in lines)


def test_documents_stand_in_input_order_and_counts_agree(out: Path) -> None:
    documents, mentions, sentences = (read(out, name) for name in ("documents", "indicators", "sentences"))
    assert [row["path"] for row in documents] == [path.relative_to(CORPORA).as_posix() for path in FILES]
    for rows, counted in ((mentions, "indicators"), (sentences, "sentences")):
        assert list(dict.fromkeys(row["doc_id"] for row in rows)) == [row["doc_id"] for row in documents]
        for document in documents:
            assert sum(row["doc_id"] == document["doc_id"] for row in rows) == int(document[counted])


@pytest.mark.parametrize("name", ["indicators", "sentences"])
def test_evidence_can_be_found_in_the_files(out: Path, name: str) -> None:
    paths = {row["doc_id"]: CORPORA / row["path"] for row in read(out, "documents")}
    texts = {doc_id: path.read_bytes().decode("utf-8-sig") for doc_id, path in paths.items()}
    for row in read(out, name):
        assert texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_values_are_plain_decimals(out: Path) -> None:
    for row in read(out, "indicators"):
        for value in (row["value"], row["value_high"]):
            assert value == "" or value == format(Decimal(value).normalize(), "f")
        assert (row["value_high"] != "") == (row["bound"] == "range")


EXACT = [
    pytest.param("发放慰问金28.315万元", "283150", id="no binary fraction"),
    pytest.param("完成投资2.3万亿元", "2300000000000", id="no exponent"),
    pytest.param("贷款余额123456.78亿元", "12345678000000", id="large and exact"),
    pytest.param("受害率0.09‰", "0.09", id="small"),
    pytest.param("增长5.0%", "5", id="no needless zeros"),
    pytest.param("新增就业1,234人", "1234", id="grouped digits"),
]


@pytest.mark.parametrize(("sentence", "value"), EXACT)
def test_values_are_exact(tmp_path: Path, sentence: str, value: str) -> None:
    govtext.run(written(tmp_path, text=f"一、2023年工作回顾\n{sentence}。\n"), tmp_path / "out")
    assert [row["value"] for row in read(tmp_path / "out", "indicators")] == [value]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_formulas_are_neutralised_where_text_is_quoted(tmp_path: Path, sign: str) -> None:
    sentence = f"{sign}1+2，森林覆盖率68.1%。"
    path = written(tmp_path, name=f"{sign}云砚.txt", text=f"一、2023年工作回顾\n{sentence}\n")
    results = govtext.run(path, tmp_path / "out")
    assert [row["sentence"] for row in read(tmp_path / "out", "indicators")] == [f"'{sentence}"]
    assert [row["path"] for row in read(tmp_path / "out", "documents")] == [f"'{sign}云砚.txt"]
    assert list(results.indicators["sentence"]) == [sentence]  # only where a spreadsheet reads it


def test_formulas_are_neutralised_in_every_cell(tmp_path: Path) -> None:
    govtext.run(written(tmp_path, name='=HYPERLINK("x").txt'), tmp_path / "out")
    cells = [cell for name in tables.STORED for row in read(tmp_path / "out", name) for cell in row.values()]
    assert [cell for cell in cells if len(cell) > 1 and cell[0] in "=+-@" and cell not in tables.BOUNDS] == []


BAD = [
    pytest.param(b"", "empty", id="empty file"),
    pytest.param(b" \r\n\t\n", "empty", id="nothing but blanks"),
    pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image", id="image"),
    pytest.param(b"%PDF-1.7\n", "PDF", id="PDF named .txt"),
    pytest.param(bytes(range(256)) * 8, "binary", id="bytes of all kinds"),
]


@pytest.mark.parametrize(("data", "said"), BAD)
def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path, data: bytes, said: str) -> None:
    folder = tmp_path / "in"
    written(folder, "a.txt", data)
    written(folder)
    summary = batch.run([folder], tmp_path / "out")
    assert (summary.documents, summary.mentions, len(summary.failures)) == (1, 3, 1)
    (error,) = read(tmp_path / "out", "errors")
    assert (error["path"], error["stage"]) == ("a.txt", "read")
    assert said in error["message"]
    assert [row["path"] for row in read(tmp_path / "out", "documents")] == ["2024年云砚区政府工作报告.txt"]


def test_missing_and_empty_folders_are_named(tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    batch.run([tmp_path / "gone", tmp_path / "leer", written(tmp_path)], tmp_path / "out")
    errors = read(tmp_path / "out", "errors")
    assert [Path(row["path"]).name for row in errors] == ["gone", "leer"]
    assert "no such file or folder" in errors[0]["message"]
    assert "holds no file" in errors[1]["message"]


def test_a_table_row_without_text_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    table = pd.DataFrame({"id": ["甲", "乙"], "year": "2024", "region": ["云砚区", "青栎区"], "text": [TEXT, " "]})
    table.to_csv(tmp_path / "reports.csv", index=False)
    batch.run([tmp_path / "reports.csv"], tmp_path / "out")
    (document,) = read(tmp_path / "out", "documents")
    assert (document["doc_id"], document["region"], document["report_year"]) == ("甲", "云砚区", "2024")
    assert [(row["path"], row["stage"]) for row in read(tmp_path / "out", "errors")] == [("reports.csv#2", "read")]


def test_nothing_done_is_an_error_that_lists_the_reasons(tmp_path: Path) -> None:
    with pytest.raises(NothingDoneError, match=r"errors\.csv(.|\n)*a\.txt: the file is empty"):
        batch.run([written(tmp_path, "a.txt", "")], tmp_path / "out")
    assert len(read(tmp_path / "out", "errors")) == 1


def test_existing_results_are_kept_without_force_and_replaced_with_it(tmp_path: Path) -> None:
    first, second = written(tmp_path), written(tmp_path, "2023年青栎区政府工作报告.txt")
    batch.run([first], tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    with pytest.raises(UsageError, match="--force"):
        batch.run([second], tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()} == before
    batch.run([second], tmp_path / "out", force=True)
    assert [row["region"] for row in read(tmp_path / "out", "documents")] == ["青栎区"]


def test_force_leaves_alone_what_is_not_its_own(tmp_path: Path) -> None:
    path = written(tmp_path)
    batch.run([path], tmp_path / "out")
    notes = written(tmp_path / "out", "my notes.csv", "mine\n")
    batch.run([path], tmp_path / "out", force=True)
    assert notes.exists()


def test_a_file_is_no_results_folder(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(UsageError, match="is a file"):
        batch.run([path], path)
    assert path.read_text(encoding="utf-8") == TEXT


def test_two_runs_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    batch.run([CORPORA], tmp_path / "again")
    for name in [*(f"{name}.csv" for name in tables.STORED), "codebook.md"]:
        assert (tmp_path / "again" / name).read_bytes() == (out / name).read_bytes(), name


def test_input_order_is_kept(tmp_path: Path) -> None:
    paths = [written(tmp_path, f"{name}政府工作报告.txt") for name in ("2023年望澜区", "2024年云砚区", "2022年青栎区")]
    batch.run(paths, tmp_path / "out")
    assert [row["path"] for row in read(tmp_path / "out", "documents")] == [path.name for path in paths]


def test_doc_ids_are_unique_and_do_not_hang_on_the_place(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        for place in ("甲/a.txt", "乙/a.txt", "a b.txt", "a_b.txt"):
            written(tmp_path / folder, place)
        batch.run([tmp_path / folder], tmp_path / f"out {folder}")
    here, there = (
        [row["doc_id"] for row in read(tmp_path / f"out {folder}", "documents")] for folder in ("here", "there")
    )
    assert here == there
    assert len(set(here)) == 4


def test_results_know_their_tables(tmp_path: Path) -> None:
    results = govtext.run(written(tmp_path), tmp_path / "out")
    assert {name: len(getattr(results, name)) for name in tables.STORED} == {
        name: len(read(tmp_path / "out", name)) for name in tables.STORED
    }
    assert list(results.indicators["value"]) == [68.1, 10800.0, 283150.0]
    with pytest.raises(UsageError, match="govtext run"):
        _ = govtext.Results(tmp_path / "nowhere").documents
