"""Batches: tables of the promised form, bad inputs named while the rest goes on, runs that repeat exactly."""

from __future__ import annotations

import csv
import errno
import inspect
import json
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

import govtext
from govtext import batch, exporting, store, tables
from govtext.cli import cli
from govtext.errors import NothingDoneError, StoreError, UsageError
from govtext.language import default_config
from govtext.parallel import Crew, WorkerDiedError, done_by
from govtext.reading.tables import Columns
from govtext.settings import Settings
from govtext.store import Format, database, writing
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


def test_python_has_the_options_of_the_command() -> None:
    options = {str(option.name) for option in cli.commands["run"].params}
    columns = {option for option in options if option.endswith("_column")}
    assert set(inspect.signature(govtext.run).parameters) == options - columns - {"quiet"} | {"columns"}


def test_python_names_columns_and_a_log(tmp_path: Path) -> None:
    table = written(tmp_path, "reports.csv", "nr,inhalt\n甲,森林覆盖率68.1%。\n")
    log = tmp_path / "log.jsonl"
    results = govtext.run(table, tmp_path / "out", columns={"text": "inhalt", "id": "nr"}, log=log)
    assert list(results.documents["doc_id"]) == ["甲"]
    assert [json.loads(line)["doc_id"] for line in log.read_text(encoding="utf-8").splitlines()] == ["甲"]


def test_columns_without_a_table_are_noticed(tmp_path: Path) -> None:
    text, table = written(tmp_path), written(tmp_path, "reports.csv", "nr,inhalt\n甲,森林覆盖率68.1%。\n")
    named = Settings(columns=Columns(text="inhalt"))
    packed = tmp_path / "reports.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(table, "reports.csv")
    for inputs, settings, said in (
        ([text], named, 1),
        ([text, packed], named, 0),
        ([text, table], named, 0),
        ([text], Settings(), 0),
    ):
        summary = batch.run(inputs, tmp_path / "out", settings=settings, force=True)
        assert [("no input is a table" in warning) for warning in summary.warnings] == [True] * said


RIVALS = [
    pytest.param(
        "2024年云砚区政府工作报告（摘要）.txt", "2024年云砚区政府工作报告\n造林1万亩。", True, id="two that differ"
    ),
    pytest.param("copy.txt", TEXT, False, id="the same bytes, which are named anyway"),
    pytest.param("2023年云砚区政府工作报告.txt", "造林1万亩。", False, id="another year"),
    pytest.param("2024年青栎区政府工作报告.txt", "造林1万亩。", False, id="another region"),
    pytest.param("2024年云砚区统计公报.txt", "造林1万亩。", False, id="another kind"),
    pytest.param("随想.txt", "造林1万亩。", False, id="neither region nor year"),
]


@pytest.mark.parametrize(("name", "text", "warned"), RIVALS)
def test_documents_of_the_same_region_year_and_kind_are_noticed(
    tmp_path: Path, name: str, text: str, warned: bool
) -> None:
    inputs = [written(tmp_path), written(tmp_path, name, text)]
    warnings = batch.run(inputs, tmp_path / "out").warnings
    assert [all(path.name in warning for path in inputs) for warning in warnings] == [True] * warned


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


def test_a_folder_where_the_database_cannot_stand_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name another folder"):
        batch.run([written(tmp_path / "in")], tmp_path / "what?" / "out")
    assert not (tmp_path / "what?").exists()


def test_folders_may_have_any_other_name(tmp_path: Path) -> None:
    out = tmp_path / "云 砚's 100%#&;"
    assert batch.run([written(tmp_path / "in")], out).documents == 1
    assert batch.run([tmp_path / "in"], out, resume=True).kept == 1


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


def test_what_a_person_keeps_in_the_folder_stays(tmp_path: Path) -> None:
    """Files that happen to have the names of ours, in a folder that holds no results."""
    report, out = written(tmp_path / "in"), tmp_path / "mine"
    (out / "text").mkdir(parents=True)
    (out / "text" / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "themes.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds te?.*no run of govtext"):
        batch.run([report], out)
    assert (out / "themes.csv").read_text(encoding="utf-8") == "mine"
    batch.run([report], out, force=True)
    assert (out / "text" / "notes.txt").read_text(encoding="utf-8") == "mine"


# Going on where a run stopped


def everything(folder: Path) -> dict[str, bytes]:
    """All files that a run writes, but for the database."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".duckdb"
    }


def reports(folder: Path, *years: int) -> None:
    for year in years:
        text = TEXT.replace("2024", str(year)).replace("2023", str(year - 1))
        written(folder, f"{year}年云砚区政府工作报告.txt", text)


def worked_on(inputs: Path, out: Path, tmp_path: Path, **options: Any) -> set[str]:
    """Runs with `resume`; the inputs that were worked on, by the log."""
    log = tmp_path / "log.jsonl"
    log.unlink(missing_ok=True)
    batch.run([inputs], out, resume=True, log=log, **options)
    return {json.loads(line)["path"] for line in log.read_text(encoding="utf-8").splitlines()}


def changed_text(folder: Path) -> None:
    written(folder, "2022年云砚区政府工作报告.txt", TEXT.replace("68.1", "68.9"))


CHANGES = [
    pytest.param(lambda folder: None, [], id="nothing changed"),
    pytest.param(lambda folder: reports(folder, 2020), ["2020"], id="a report that goes before the others"),
    pytest.param(lambda folder: reports(folder, 2023), ["2023"], id="one in between"),
    pytest.param(lambda folder: reports(folder, 2025), ["2025"], id="one behind"),
    pytest.param(changed_text, ["2022"], id="a report with another text"),
]


@pytest.mark.parametrize(("change", "years"), CHANGES)
def test_resuming_costs_only_what_is_new(tmp_path: Path, change: Callable[[Path], None], years: list[str]) -> None:
    reports(tmp_path / "in", 2021, 2022, 2024)
    batch.run([tmp_path / "in"], tmp_path / "out")
    change(tmp_path / "in")
    paths = {f"{year}年云砚区政府工作报告.txt" for year in years}
    assert worked_on(tmp_path / "in", tmp_path / "out", tmp_path) == paths
    batch.run([tmp_path / "in"], tmp_path / "fresh")
    assert everything(tmp_path / "out") == everything(tmp_path / "fresh")


@pytest.mark.parametrize(("drop", "documents"), [(False, 2), (True, 1)])
def test_documents_that_are_gone_go_when_told(tmp_path: Path, drop: bool, documents: int) -> None:
    reports(tmp_path / "in", 2021, 2022)
    batch.run([tmp_path / "in"], tmp_path / "out")
    (tmp_path / "in" / "2021年云砚区政府工作报告.txt").unlink()
    summary = batch.run([tmp_path / "in"], tmp_path / "out", resume=True, drop_gone=drop)
    assert (summary.documents, summary.kept, summary.gone) == (documents, 1, 0 if drop else 1)
    years = [row["report_year"] for row in read(tmp_path / "out", "documents")]
    assert years == ["2022", "2021"][:documents]  # what is no input any more stands behind


def test_another_config_or_option_makes_everything_again(tmp_path: Path) -> None:
    reports(tmp_path / "in", 2021, 2022)
    batch.run([tmp_path / "in"], tmp_path / "out")
    config = tmp_path / "my.cfg"
    config.write_text(default_config().read_text(encoding="utf-8").replace("words = []", 'words = ["造林"]'), "utf-8")
    for settings, again in ((Settings(annexes=True), 2), (Settings(config), 2), (Settings(config), 0)):
        assert len(worked_on(tmp_path / "in", tmp_path / "out", tmp_path, settings=settings)) == again


def test_failures_are_tried_again(tmp_path: Path) -> None:
    reports(tmp_path / "in", 2021)
    written(tmp_path / "in", "b.txt", "")
    assert len(batch.run([tmp_path / "in"], tmp_path / "out").failures) == 1
    written(tmp_path / "in", "b.txt")
    summary = batch.run([tmp_path / "in"], tmp_path / "out", resume=True)
    assert (summary.documents, summary.kept, summary.failures) == (2, 1, ())
    assert read(tmp_path / "out", "errors") == []


@pytest.mark.parametrize("killed_after", [1, 3, 5])
def test_a_killed_run_goes_on_to_the_same_tables(tmp_path: Path, killed_after: int) -> None:
    """The process is killed as the system kills it, so nothing of ours gets a word in."""
    reports(tmp_path / "in", *range(2015, 2023))
    kill = (
        "import os, signal, sys; from pathlib import Path; from govtext import batch\n"
        "from govtext.store import database; database._ROWS_AT_ONCE = 1\n"
        f"def stop(progress):\n    if progress.done == {killed_after}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "batch.run([Path(sys.argv[1])], Path(sys.argv[2]), progress=stop)"
    )
    killed = subprocess.run([sys.executable, "-c", kill, tmp_path / "in", tmp_path / "out"], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "out" / "documents.csv").exists()
    kept = batch.run([tmp_path / "in"], tmp_path / "out", resume=True).kept
    assert killed_after - 1 <= kept <= killed_after
    batch.run([tmp_path / "in"], tmp_path / "fresh")
    assert everything(tmp_path / "out") == everything(tmp_path / "fresh")


def test_a_second_run_of_the_same_process_stops(tmp_path: Path) -> None:
    with store.Store(tmp_path / "out"), pytest.raises(UsageError, match="in use by another run"):
        batch.run([written(tmp_path / "in")], tmp_path / "out", force=True)


def test_a_second_run_into_the_folder_stops(tmp_path: Path) -> None:
    path = written(tmp_path / "in")
    hold = (
        "import sys; from pathlib import Path; from govtext.store import Store\n"
        "with Store(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, tmp_path / "out"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        first.stdout.readline()
        for options in ({"force": True}, {"resume": True}):
            with pytest.raises(UsageError, match="in use by another run"):
                batch.run([path], tmp_path / "out", **options)
        first.communicate()
    assert batch.run([path], tmp_path / "out", resume=True).documents == 1


def test_a_database_that_cannot_be_made_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise duckdb.IOException("IO Error: No space left on device")

    monkeypatch.setattr(database, "_attached", full)
    with pytest.raises(StoreError, match=r"cannot be written.*make room"):
        batch.run([written(tmp_path / "in")], tmp_path / "out")


def test_results_that_cannot_be_written_say_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = written(tmp_path / "in")
    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_whole", full)
        with pytest.raises(StoreError, match=r"No space left.*--resume"):
            batch.run([path], tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.csv"))
    assert not list((tmp_path / "out").glob(".*"))
    assert batch.run([path], tmp_path / "out", resume=True).kept == 1


def test_a_table_too_long_for_a_worksheet_keeps_no_other_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_SHEET_ROWS", 2)
    with pytest.raises(UsageError, match=r"indicators\.xlsx: \d+ rows are more than the 1 of a worksheet") as error:
        batch.run([written(tmp_path / "in")], tmp_path / "out", formats=["xlsx", "csv"])
    assert "documents.xlsx" not in str(error.value)
    assert {"documents.xlsx", "indicators.csv", "errors.csv"} <= set(everything(tmp_path / "out"))
    assert "indicators.xlsx" not in everything(tmp_path / "out")


@pytest.mark.parametrize("form", ["parquet", "xlsx", "dta"])
def test_formats_hold_what_the_csv_holds(tmp_path: Path, form: Format) -> None:
    batch.run([written(tmp_path / "in")], tmp_path / "out", formats=["csv", form])
    readers = {"parquet": pd.read_parquet, "xlsx": pd.read_excel, "dta": pd.read_stata}
    for name in ("documents", "indicators", "sentences", "themes"):
        frame = readers[form](tmp_path / "out" / f"{name}.{form}")
        assert len(frame) == len(read(tmp_path / "out", name))
    assert [float(value) for value in readers[form](tmp_path / "out" / f"indicators.{form}")["value"]] == [
        float(row["value"]) for row in read(tmp_path / "out", "indicators")
    ]


# Several processes


def test_tables_of_several_processes_are_those_of_one(tmp_path: Path) -> None:
    reports(tmp_path / "in", *range(2010, 2022))
    written(tmp_path / "in", "2015-empty.txt", "")
    written(tmp_path / "in", "more.csv", "id,text\n" + "".join(f"r{n},森林覆盖率{n}%。\n" for n in range(5)))
    batch.run([tmp_path / "in"], tmp_path / "one")
    batch.run([tmp_path / "in"], tmp_path / "two", crew=Crew(2))
    assert everything(tmp_path / "one") == everything(tmp_path / "two")


def dies(item: int, again: Path) -> int:
    """Kills its process on 3 always; on 5 the first time, which a file remembers."""
    if item == 3 or (item == 5 and not again.exists()):
        again.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return item * item


def test_a_worker_that_dies_costs_its_document_alone(tmp_path: Path) -> None:
    (tmp_path / "mark").touch()
    found = list(done_by(Crew(2), partial(dies, again=tmp_path / "mark"), range(8)))
    assert [item for item, _ in found] == list(range(8))
    assert [type(result) for item, result in found if item == 3] == [WorkerDiedError]
    assert [result for item, result in found if item != 3] == [item * item for item in range(8) if item != 3]


def test_a_document_gets_a_second_try(tmp_path: Path) -> None:
    work = partial(dies, again=tmp_path / "mark")
    assert [result for _, result in done_by(Crew(2), work, [4, 5, 6])] == [16, 25, 36]
