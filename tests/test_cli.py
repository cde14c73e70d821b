# ruff: noqa: E501  a row of a table stays on one line
"""The command line: exit codes, messages that say what and how to go on, nothing overwritten unasked."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from govtext.cli import main
from sample import CORPORA, FILES, sample_results

COMMANDS = ["run", "compare", "panel", "evaluate", "show"]
REPORT = "2024年云砚区政府工作报告\n一、2023年工作回顾\n森林覆盖率68.1%。全年造林1.08万亩，纳入“5G+文旅”试点。\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Run:
    """Calls the command as the shell does."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Outcome:
        self.capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        return Outcome(int(ended.value.code or 0), *self.capsys.readouterr())


@pytest.fixture
def govtext(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_results(tmp_path_factory).folder


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2024年云砚区政府工作报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    return path


def table(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_0_all_done(govtext: Run, report: Path, tmp_path: Path) -> None:
    code, out, err = govtext("run", report, "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert "1 documents, 2 mentions, 0 failures" in out
    assert str(tmp_path / "out") in out


def test_1_some_failed(govtext: Run, report: Path, empty: Path, tmp_path: Path) -> None:
    code, out, err = govtext("run", report, empty, "-o", tmp_path / "out")
    assert code == 1
    assert "1 documents, 2 mentions, 1 failures" in out
    assert "empty.txt: the file is empty" in err
    assert [row["path"] for row in table(tmp_path / "out" / "errors.csv")] == ["empty.txt"]


def test_3_nothing_could_be_done(govtext: Run, empty: Path, tmp_path: Path) -> None:
    code, out, err = govtext("run", empty, tmp_path / "gone", "-o", tmp_path / "out")
    assert (code, out) == (3, "")
    assert "empty.txt: the file is empty" in err
    assert "gone: there is no such file or folder" in err
    assert "errors.csv" in err


USAGE = [
    pytest.param(["nonsense"], ["nonsense", "--help"], id="unknown command"),
    pytest.param(["run", "{report}"], ["--out"], id="run: no folder for the results"),
    pytest.param(["run", "-o", "{tmp}/out"], ["INPUTS"], id="run: no input"),
    pytest.param(["run", "{report}", "-o", "{report}"], ["is a file", "folder"], id="run: a file for the results"),
    pytest.param(["run", "{report}", "-o", "{results}"], ["already holds results", "--force"], id="run: folder in use"),
    pytest.param(["run", "{report}", "-o", "{tmp}/out", "--config", "{tmp}/no.cfg"], ["no.cfg"], id="run: no such config"),
    pytest.param(["run", "{report}", "-o", "{tmp}/out", "--config", "{report}"], ["2024年云砚区政府工作报告.txt"], id="run: config that is none"),
    pytest.param(["run", "{report}", "-o", "{tmp}/out", "--metadata", "{tmp}/no.csv"], ["no.csv"], id="run: no such metadata table"),
    pytest.param(["run", "{report}", "-o", "{tmp}/out", "--metadata", "{report}"], ["2024年云砚区政府工作报告.txt", ".xlsx"], id="run: metadata that is no table"),
    pytest.param(["run", "{report}", "-o", "{tmp}/out", "--nonsense"], ["--nonsense"], id="run: unknown option"),
    pytest.param(["compare", "{results}"], ["--across"], id="compare: across what"),
    pytest.param(["compare", "{results}", "--across", "month"], ["month", "year", "region"], id="compare: across nonsense"),
    pytest.param(["compare", "{tmp}", "--across", "year"], ["holds no results", "govtext run"], id="compare: no results there"),
    pytest.param(["compare", "{results}", "--across", "year"], ["--region", "云砚区", "望澜区", "青栎区"], id="compare: whose years"),
    pytest.param(["compare", "{results}", "--across", "year", "--region", "砚州市"], ["砚州市", "云砚区"], id="compare: unknown region"),
    pytest.param(["compare", "{results}", "--across", "region", "--year", "1999"], ["1999", "2024"], id="compare: unknown year"),
    pytest.param(["compare", "{results}", "--across", "region", "--concept", "grain"], ["grain", "grain_output"], id="compare: unknown concept"),
    pytest.param(["compare", "{results}", "--across", "region", "-o", "{tmp}/a.nonsense"], [".nonsense", ".csv"], id="compare: unknown format"),
    pytest.param(["panel", "{tmp}"], ["holds no results", "govtext run"], id="panel: no results there"),
    pytest.param(["show", "{tmp}/gone.txt"], ["No such file"], id="show: no such file"),
    pytest.param(["show", "{empty}"], ["empty"], id="show: empty file"),
]  # fmt: skip


@pytest.fixture
def places(report: Path, empty: Path, results: Path, tmp_path: Path) -> dict[str, Path]:
    return {"report": report, "empty": empty, "results": results, "tmp": tmp_path}


@pytest.mark.parametrize(("arguments", "said"), USAGE)
def test_2_wrong_usage(govtext: Run, places: dict[str, Path], arguments: list[str], said: list[str]) -> None:
    code, out, err = govtext(*(word.format(**places) for word in arguments))
    assert (code, out) == (2, "")
    assert [words for words in said if words not in err] == []
    assert "Traceback" not in err
    assert {path.name for path in places["tmp"].iterdir()} - {"out"} == {places["report"].name, places["empty"].name}
    assert places["report"].read_text(encoding="utf-8") == REPORT


def test_quiet_is_silent(govtext: Run, report: Path, tmp_path: Path) -> None:
    assert govtext("run", report, "-o", tmp_path / "out", "--quiet") == (0, "", "")
    assert govtext("run", report, "-o", tmp_path / "again", "-q") == (0, "", "")


def test_quiet_still_names_failures(govtext: Run, report: Path, empty: Path, tmp_path: Path) -> None:
    code, out, err = govtext("run", report, empty, "-o", tmp_path / "out", "--quiet")
    assert (code, out) == (1, "")
    assert "empty.txt" in err


def test_force_replaces_results(govtext: Run, report: Path, tmp_path: Path) -> None:
    for arguments, code in (([], 0), ([], 2), (["--force"], 0)):
        assert govtext("run", report, "-o", tmp_path / "out", *arguments).code == code
    assert len(table(tmp_path / "out" / "documents.csv")) == 1


def test_annexes(govtext: Run, tmp_path: Path) -> None:
    path = tmp_path / "2024年云砚区政府工作报告.txt"
    path.write_text(REPORT + "名词解释\n链长：12家企业的联络人。\n", encoding="utf-8")
    assert "2 mentions" in govtext("run", path, "-o", tmp_path / "without").out
    assert "3 mentions" in govtext("run", path, "-o", tmp_path / "with", "--annexes").out


def test_columns_of_a_table(govtext: Run, tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("nr,wo,wann,inhalt\n甲,云砚区,2022,森林覆盖率68.1%。\n", encoding="utf-8")
    code, _, err = govtext("run", path, "-o", tmp_path / "untold")
    assert code == 3
    assert "--text-column" in err
    assert "inhalt" in err
    told = ["--text-column", "inhalt", "--id-column", "nr", "--region-column", "wo", "--year-column", "wann"]
    assert govtext("run", path, "-o", tmp_path / "told", *told).code == 0
    (row,) = table(tmp_path / "told" / "documents.csv")
    assert (row["doc_id"], row["region"], row["report_year"]) == ("甲", "云砚区", "2022")


def test_a_warning_names_what_is_wrong_and_no_place_in_the_code(govtext: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    govtext("run", report, "-o", out, "-q")
    row = table(out / "indicators.csv")[0]
    line = f"{row['doc_id']},{row['mention_id']},unit,{row['unit']}"
    (out / "corrections.csv").write_text(f"doc_id,mention_id,column,value\n{line}\n", encoding="utf-8")
    code, _, err = govtext("panel", out, "-o", tmp_path / "panel.csv")
    assert (code, err.count("warning: "), err.count(".py")) == (0, 1, 0)


def test_warnings_are_no_failures(govtext: Run, report: Path, tmp_path: Path) -> None:
    code, _, err = govtext("run", report, "-o", tmp_path / "out", "--text-column", "text")
    assert (code, err.count("warning: ")) == (0, 1)
    assert govtext("run", report, "-o", tmp_path / "quiet", "--text-column", "text", "-q") == (0, "", "")


def test_what_a_person_tells(govtext: Run, report: Path, tmp_path: Path) -> None:
    path = tmp_path / "told.csv"
    path.write_text(f"path,region,year\n{report.name},青栎区,2019\ngone.txt,,2020\n", encoding="utf-8")
    code, _, err = govtext("run", report, "-o", tmp_path / "out", "--metadata", path)
    assert code == 1
    assert "told.csv:3" in err
    (row,) = table(tmp_path / "out" / "documents.csv")
    assert (row["region"], row["report_year"]) == ("青栎区", "2019")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(govtext: Run, command: str, option: str) -> None:
    code, out, err = govtext(command, option)
    assert (code, err) == (0, "")
    assert f"Usage: govtext {command}" in out
    assert "Options:" in out


def test_help_lists_the_commands(govtext: Run) -> None:
    code, out, _ = govtext("--help")
    assert code == 0
    assert [command for command in COMMANDS if command not in out] == []


def test_the_module_runs_as_a_command() -> None:
    done = subprocess.run([sys.executable, "-m", "govtext", "--version"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("govtext")


def test_compare_prints(govtext: Run, results: Path) -> None:
    code, out, err = govtext(
        "compare", results, "--across", "region", "--year", "2024", "--concept", "grain_output", "--status", "actual"
    )
    assert (code, err) == (0, "")
    head, *lines = [line.split() for line in out.splitlines()]
    assert head[:5] == ["concept", "indicator", "kind", "status", "unit"]
    assert {"望澜区", "青栎区"} < set(head)
    assert lines
    assert all(line[0] == "grain_output" and "actual" in line for line in lines)


def test_compare_writes_table_and_evidence(govtext: Run, results: Path, tmp_path: Path) -> None:
    path, evidence = tmp_path / "grain.csv", tmp_path / "grain.evidence.csv"
    arguments = ["compare", results, "--across", "region", "--year", "2024", "--concept", "grain_output", "-o", path]
    code, out, _ = govtext(*arguments)
    assert code == 0
    assert str(path) in out
    assert str(evidence) in out
    assert {row["concept"] for row in table(path)} == {"grain_output"}
    assert all(row["sentence"] for row in table(evidence))
    check_overwriting(govtext, arguments, [path, evidence])


def test_compare_writes_both_or_nothing(govtext: Run, results: Path, tmp_path: Path) -> None:
    (tmp_path / "grain.evidence.csv").write_text("mine", encoding="utf-8")
    code, _, _ = govtext(
        "compare", results, "--across", "region", "--concept", "grain_output", "-o", tmp_path / "grain.csv"
    )
    assert code == 2
    assert (tmp_path / "grain.evidence.csv").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "grain.csv").exists()


def test_panel_prints(govtext: Run, results: Path) -> None:
    code, out, err = govtext("panel", results)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].split()[:4] == ["region_code", "region", "period", "concept"]
    assert "more rows" not in out


def test_panel_writes(govtext: Run, results: Path, tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    code, out, _ = govtext("panel", results, "-o", path)
    assert code == 0
    assert f"{len(table(path))} rows" in out
    check_overwriting(govtext, ["panel", results, "-o", path], [path])
    assert govtext("panel", results, "--vintages", "-o", tmp_path / "vintages.csv").code == 0
    assert len(table(tmp_path / "vintages.csv")) > len(table(path))


def test_show_prints_text_and_mentions(govtext: Run, report: Path) -> None:
    code, out, err = govtext("show", report)
    assert (code, err) == (0, "")
    assert "森林覆盖率68.1%。" in out
    (line,) = [line for line in out.splitlines() if line.startswith("森林覆盖率\t")]
    assert {"68.1", "%", "share", "actual", "2023"} <= set(line.split())


def test_show_lists_what_is_no_indicator(govtext: Run, report: Path) -> None:
    code, out, _ = govtext("show", report, "--rejected")
    assert code == 0
    head, *lines = [line.split() for line in out.splitlines()]
    assert head == ["text", "context", "reason"]
    assert any(line[0].startswith("5") and "5G" in line[1] for line in lines)
    assert not any(line[0] in {"68.1%", "1.08万亩"} for line in lines)


def test_show_writes_a_page(govtext: Run, report: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    code, out, _ = govtext("show", report, "--html", path)
    assert code == 0
    assert f"2 mentions in {path}" in out
    page = path.read_text(encoding="utf-8")
    assert "<html" in page
    assert page.count("<mark") == 2
    check_overwriting(govtext, ["show", report, "--html", path], [path])


def check_overwriting(govtext: Run, arguments: list[str | Path], paths: list[Path]) -> None:
    """The same again is refused, and done with --force."""
    before = [path.read_bytes() for path in paths]
    for path in paths:
        path.write_bytes(b"mine")
    code, out, err = govtext(*arguments)
    assert (code, out) == (2, "")
    assert "--force" in err
    assert [path.read_bytes() for path in paths] == [b"mine"] * len(paths)
    assert govtext(*arguments, "--force").code == 0
    assert [path.read_bytes() for path in paths] == before


def test_the_sample_corpus_from_the_shell(govtext: Run, tmp_path: Path) -> None:
    code, out, _ = govtext("run", CORPORA, "-o", tmp_path / "out")
    assert code == 0
    assert f"{len(FILES)} documents" in out
