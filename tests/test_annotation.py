# ruff: noqa: E501  a row of a table stays on one line
"""Annotation: out to the tools and back; what a person changed arrives, and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from spacy.tokens import DocBin, Span
from spacy.vocab import Vocab

import govtext
from govtext import annotation, corrections, evaluation
from govtext.annotation.changes import changes
from govtext.annotation.tasks import Task, tasks_of
from govtext.errors import UsageError
from govtext.pipes import concepts

# No. 5 holds a character beyond the basic plane, a tab, and debris inside a number; places count code points.
TEXT = (
    "2024年石溪县政府工作报告\n一、2023年工作回顾\n"
    "粮食产量超过3.2万吨，新增就业1500人。\n完成造林800亩，清退散乱企业12家。\n"
    "𠮷安渠灌溉农田\t4.5万亩，下降3%。\n各位代表，谢谢大家。\n二、2024年工作安排\n一般公共预算收入增长5%左右。\n"
)
TOOLS = [pytest.param(tool, id=tool) for tool in annotation.ENDINGS]
Change = Callable[[str, dict[str, str]], None]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    folder = tmp_path_factory.mktemp("annotation")
    path = folder / "2024年石溪县政府工作报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return govtext.run(path, folder / "out")


class Edited:
    """A tool's file opened as a person would: marks are found by their text, changed, removed and added."""

    def __init__(self, tool: str, path: Path) -> None:
        self.tool, self.path = tool, path
        if tool == "prodigy":
            self.entries: list[Any] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        elif tool == "label-studio":
            self.entries = json.loads(path.read_text(encoding="utf-8"))
            for entry in self.entries:  # what Label Studio does when an annotator submits the prediction
                entry["annotations"] = [{"result": entry.pop("predictions")[0]["result"], "was_cancelled": False}]
        elif tool == "spacy":
            self.entries = list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))
        else:
            self.lines = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]

    def relabel(self, text: str, field: str, label: str) -> None:
        getattr(self, f"_relabel_{self.tool.replace('-', '_')}")(text, field, label)

    def remove(self, text: str) -> None:
        getattr(self, f"_remove_{self.tool.replace('-', '_')}")(text)

    def add(self, text: str, labels: dict[str, str]) -> None:
        getattr(self, f"_add_{self.tool.replace('-', '_')}")(text, labels)

    def save(self) -> Path:
        if self.tool == "prodigy":
            lines = [json.dumps(entry | {"answer": "accept", "_input_hash": 1}) for entry in self.entries]
            self.path.write_text("\n".join(lines), encoding="utf-8")
        elif self.tool == "label-studio":
            self.path.write_text(json.dumps(self.entries), encoding="utf-8")
        elif self.tool == "spacy":
            DocBin(store_user_data=True, docs=self.entries).to_disk(self.path)
        else:
            self.path.write_text("\n".join("\t".join(line) for line in self.lines), encoding="utf-8")
        return self.path

    def _relabel_prodigy(self, text: str, _: str, label: str) -> None:
        for entry in self.entries:
            for span in entry["spans"]:
                if entry["text"][span["start"] : span["end"]] == text:
                    span["label"] = label

    def _remove_prodigy(self, text: str) -> None:
        for entry in self.entries:
            entry["spans"] = [s for s in entry["spans"] if entry["text"][s["start"] : s["end"]] != text]

    def _add_prodigy(self, text: str, labels: dict[str, str]) -> None:
        (entry,) = [entry for entry in self.entries if text in entry["text"]]
        start = entry["text"].index(text)
        entry["spans"].append({"start": start, "end": start + len(text), "label": labels["theme"]})

    def _regions(self, text: str) -> tuple[list[dict[str, Any]], set[str]]:
        for entry in self.entries:
            parts = entry["annotations"][0]["result"]
            ids = {part["id"] for part in parts if part["value"].get("text") == text}
            if ids:
                return parts, ids
        raise AssertionError(text)

    def _relabel_label_studio(self, text: str, field: str, label: str) -> None:
        parts, ids = self._regions(text)
        for part in parts:
            if part["id"] in ids and part["from_name"] == field:
                part["value"]["labels" if field == "theme" else "choices"] = [label]

    def _remove_label_studio(self, text: str) -> None:
        parts, ids = self._regions(text)
        parts[:] = [part for part in parts if part["id"] not in ids]

    def _add_label_studio(self, text: str, labels: dict[str, str]) -> None:
        (entry,) = [entry for entry in self.entries if text in entry["data"]["text"]]
        start = entry["data"]["text"].index(text)
        place = {"start": start, "end": start + len(text)}
        parts = entry["annotations"][0]["result"]
        for field, label in labels.items():
            value = place | ({"labels": [label], "text": text} if field == "theme" else {"choices": [label]})
            parts.append({"id": "new", "from_name": field, "to_name": "text", "value": value})

    def _relabel_spacy(self, text: str, field: str, label: str) -> None:
        for doc in self.entries:
            spans = [(s.start, s.end, label if s.text == text else s.label_) for s in doc.spans[field]]
            doc.spans[field] = [Span(doc, start, end, label=name) for start, end, name in spans]

    def _remove_spacy(self, text: str) -> None:
        for doc in self.entries:
            for field in list(doc.spans):
                doc.spans[field] = [span for span in doc.spans[field] if span.text != text]

    def _add_spacy(self, text: str, labels: dict[str, str]) -> None:
        (doc,) = [doc for doc in self.entries if text in doc.text]
        start = doc.text.index(text)
        for field, label in labels.items():
            doc.spans[field] = [*doc.spans[field], doc.char_span(start, start + len(text), label=label)]

    def _conll_rows(self, text: str) -> list[list[str]]:
        """The rows whose tokens together are the text, within one sentence."""
        for first in range(len(self.lines)):
            for last in range(first + 1, len(self.lines) + 1):
                rows = self.lines[first:last]
                joined = "".join(row[0] for row in rows)
                if joined == text and all(len(row) == 8 for row in rows):
                    return rows
                if not text.startswith(joined):
                    break
        raise AssertionError(text)

    def _relabel_conll(self, text: str, field: str, label: str) -> None:
        column = 3 + ["theme", "kind", "direction", "bound", "status"].index(field)
        for row in self._conll_rows(text):
            row[column] = row[column][:2] + label

    def _remove_conll(self, text: str) -> None:
        for row in self._conll_rows(text):
            row[3:] = ["O"] * 5

    def _add_conll(self, text: str, labels: dict[str, str]) -> None:
        for number, row in enumerate(self._conll_rows(text)):
            row[3:] = [f"{'I' if number else 'B'}-{label}" for label in labels.values()]


@pytest.fixture
def edited(results: govtext.Results, tmp_path: Path) -> Callable[[str], Edited]:
    def export(tool: str, label: str = "theme") -> Edited:
        path = tmp_path / f"tasks{annotation.ENDINGS[tool]}"
        annotation.write(results, path, tool, label=label)
        return Edited(tool, path)

    return export


def rows_of(results: govtext.Results, path: Path) -> list[tuple[str, str, str]]:
    """What changed as text of the mention, column and value; places are checked against the text."""
    answers, _ = annotation.read(path, results)
    found = pd.concat(changes(answers))
    assert [TEXT[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == list(found["text"])
    return list(found[["text", "column", "value"]].itertuples(index=False, name=None))


def test_a_task_is_a_sentence_as_written(results: govtext.Results) -> None:
    tasks = tasks_of(results)
    assert [TEXT[task.offset : task.offset + len(task.text)] for task in tasks] == [task.text for task in tasks]
    marked = [task.text[record.start : record.end] for task in tasks for record in task.records]
    assert marked == list(results.indicators["text"])
    assert marked == ["3.2万吨", "1500人", "800亩", "12家", "4.5万亩", "3%", "5%"]
    assert any(not task.records for task in tasks)
    assert [Task.from_json(json.loads(json.dumps(task.as_json())), "here") for task in tasks] == tasks


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_changed_gives_nothing(results: govtext.Results, edited: Callable[[str], Edited], tool: str) -> None:
    path = edited(tool).save()
    answers, left = annotation.read(path, results)
    assert (len(answers), left) == (len(results.sentences), 0)
    assert rows_of(results, path) == []


CHANGED = [
    pytest.param("12家", "theme", "environment", id="theme"),
    pytest.param("1500人", "kind", "change", id="kind"),
    pytest.param("5%", "status", "actual", id="status"),
    pytest.param("3%", "direction", "up", id="direction"),
    pytest.param("4.5万亩", "bound", ">=", id="bound, behind a character beyond the basic plane"),
]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(("text", "field", "value"), CHANGED)
def test_one_label_changed(results: govtext.Results, edited: Any, tool: str, text: str, field: str, value: str) -> None:
    file = edited(tool, field)
    file.relabel(text, field, value)
    assert rows_of(results, file.save()) == [(text, field, value)]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_label_removed(results: govtext.Results, edited: Any, tool: str) -> None:
    file = edited(tool, "direction")
    file.relabel("3%", "direction", "none")
    assert rows_of(results, file.save()) == [("3%", "direction", "")]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_span_removed(results: govtext.Results, edited: Any, tool: str) -> None:
    file = edited(tool)
    file.remove("800亩")
    assert rows_of(results, file.save()) == [("800亩", "drop", "yes")]


ADDED = {"theme": "none", "kind": "level", "direction": "none", "bound": "=", "status": "actual"}


@pytest.mark.parametrize("tool", TOOLS)
def test_a_span_added(results: govtext.Results, edited: Any, tool: str, tmp_path: Path) -> None:
    """Its number is read where govtext reads one; what nobody said is named as not known."""
    file = edited(tool)
    file.remove("1500人")
    file.save()
    (before,) = [task for task in tasks_of(results) if "1500人" in task.text]
    file.add("大家", ADDED)
    rows = rows_of(results, file.save())
    assert ("大家", "add", "yes") in rows
    assert not {column for text, column, _ in rows if text == "大家"} & {"value", "unit", "name", "period"}
    assert [row for row in rows if row[0] != "大家"] == [("1500人", "drop", "yes")]
    annotation.take_back(results, file.path, tmp_path / "gold", "gold")
    mentions = [m for path in (tmp_path / "gold").glob("*.json") for m in json.loads(path.read_bytes())["mentions"]]
    (added,) = [mention for mention in mentions if mention["q"] == "大家"]
    assert {"value", "name", "period"} <= set(added["incomplete"])
    assert added["value"] is None
    assert sum("incomplete" in mention for mention in mentions) == 1
    assert before.text


@pytest.mark.parametrize("tool", TOOLS)
def test_a_span_moved_keeps_what_it_measures(results: govtext.Results, edited: Any, tool: str) -> None:
    """Cut to a part of the number it has no number that can be read, so that none is told."""
    name = results.indicators.set_index("text").at["12家", "name"]
    file = edited(tool)
    file.remove("12家")
    file.add("12", ADDED)
    rows = rows_of(results, file.save())
    assert rows[0][:2] in {("12", "add"), ("12家", "drop")}
    assert ("12", "name", name) in rows
    assert not [row for row in rows if row[:2] == ("12", "value")]


def test_label_studio_takes_typed_fields(results: govtext.Results, edited: Any) -> None:
    file = edited("label-studio")
    parts, ids = file._regions("3.2万吨")
    for part in parts:
        if part["id"] in ids and part["from_name"] in {"value", "name"}:
            part["value"]["text"] = [{"value": "33000", "name": "全县粮食产量"}[part["from_name"]]]
    assert rows_of(results, file.save()) == [("3.2万吨", "value", "33000"), ("3.2万吨", "name", "全县粮食产量")]


def test_gold_is_what_evaluation_reads(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    file = edited("conll")
    file.relabel("1500人", "kind", "change")
    said = annotation.take_back(results, file.save(), tmp_path / "gold", "gold")
    assert "1 passages with 7 mentions" in said
    found = evaluation.evaluate(results, tmp_path / "gold")
    assert found.f1("quantity") == 1
    assert found.f1("record") == pytest.approx(6 / 7)
    assert list(found.disagreements["what"]) == ["kind"]
    (path,) = (tmp_path / "gold").glob("*.json")
    passage = json.loads(path.read_bytes())
    for mention in passage["mentions"]:
        low, high = (mention[key] - passage["start"] for key in ("start", "end"))
        assert passage["text"][low:high] == mention["q"]


def test_sentences_left_out_split_the_gold(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    file = edited("prodigy")
    for entry in file.entries:
        entry["answer"] = "reject" if "12家" in entry["text"] else "accept"
    file.path.write_text("\n".join(json.dumps(entry) for entry in file.entries), encoding="utf-8")
    said = annotation.take_back(results, file.path, tmp_path / "gold", "gold")
    assert "1 left out" in said
    passages = [json.loads(path.read_bytes()) for path in (tmp_path / "gold").glob("*.json")]
    assert len(passages) == 2
    assert not any("12家" in passage["text"] for passage in passages)


def test_corrections_change_one_cell(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    """The file is one that `govtext.corrections` takes, and what it does is the change and nothing else."""
    file = edited("spacy")
    file.relabel("3%", "status", "target")
    file.relabel("1500人", "bound", "=")
    path = tmp_path / "corrections.csv"
    assert "1 corrected cells" in annotation.take_back(results, file.save(), path, "corrections")
    assert not (tmp_path / "corrections.spans.csv").exists()
    found = corrections.read(path, results.indicators, concepts.load())
    before, after = results.indicators, corrections.apply(results.indicators, found)
    differs = (before != after) & ~(before.isna() & after.isna())
    assert [
        (before["text"].iloc[row], before.columns[column])
        for row, column in zip(*differs.to_numpy().nonzero(), strict=True)
    ] == [("3%", "status")]


def test_removed_mentions_are_dropped(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    file = edited("conll")
    file.remove("800亩")
    file.relabel("3.2万吨", "bound", "=")
    path, beside = tmp_path / "corrections.csv", tmp_path / "corrections.spans.csv"
    annotation.take_back(results, file.save(), path, "corrections")
    found = corrections.read(path, results.indicators, concepts.load())
    texts = results.indicators["text"]
    assert {(texts.iloc[one.row], one.column, one.value) for one in found} == {
        ("800亩", "drop", "yes"), ("3.2万吨", "bound", "="),
    }  # fmt: skip
    assert not beside.exists()


def test_corrections_of_the_folder_keep_earlier_ones(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    own = results.folder / corrections.FILE
    try:
        for text in ("800亩", "3.2万吨"):
            file = edited("conll")
            file.relabel(text, "bound", "~")
            annotation.take_back(results, file.save(), own, "corrections")
        with own.open(encoding="utf-8-sig", newline="") as opened:
            assert [(row["text"], row["value"]) for row in csv.DictReader(opened)] == [("800亩", "~"), ("3.2万吨", "~")]
    finally:
        own.unlink()


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


BAD = [
    pytest.param("prodigy", lambda t: t[:200], [":1", "not JSON", "db-out"], id="prodigy: cut off"),
    pytest.param("prodigy", swap('"govtext"', '"other"'), [":1", "govtext"], id="prodigy: the task is lost"),
    pytest.param("prodigy", swap('"label": "', '"label": "gov'), [":1"], id="prodigy: unknown field"),
    pytest.param("prodigy", lambda t: t + t, [":1", "again"], id="prodigy: answered twice"),
    pytest.param("label-studio", lambda t: t[:-5], ["not JSON"], id="label-studio: cut off"),
    pytest.param("label-studio", swap('"data"', '"date"'), ["task 1", "JSON-MIN"], id="label-studio: no data"),
    pytest.param("conll", swap("I-", "I-x"), ["goes on with nothing"], id="conll: a label changed half way"),
    pytest.param("conll", swap("B-target", "B-done"), ["done", "actual, target"], id="conll: unknown status"),
    pytest.param("conll", swap("B-actual", "O"), ["goes on with nothing"], id="conll: a span half removed"),
    pytest.param("conll", swap("代表", "代 表"), ["does not stand at"], id="conll: a token changed"),
    pytest.param("conll", swap("\tO\tO", "\tO"), ["columns form, start"], id="conll: a column lost"),
    pytest.param("conll", swap("# govtext", "# nothing"), ["keep it before every sentence"], id="conll: comment lost"),
    pytest.param("spacy", lambda t: "nothing", ["no DocBin"], id="spacy: another file"),
]


@pytest.mark.parametrize(("tool", "spoil", "said"), BAD)
def test_bad_files_name_place_and_mend(
    results: govtext.Results, edited: Any, tool: str, spoil: Callable[[str], str], said: list[str]
) -> None:
    path = edited(tool).path
    text = "" if tool == "spacy" else path.read_text(encoding="utf-8")
    path.write_text(spoil(text), encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        annotation.read(path, results)
    assert str(path) in str(raised.value)
    assert [words for words in said if words not in str(raised.value)] == []


def test_layers_that_disagree_are_refused(results: govtext.Results, edited: Any) -> None:
    file = edited("spacy")
    for doc in file.entries:
        doc.spans["kind"] = [span for span in doc.spans["kind"] if span.text != "800亩"]
    with pytest.raises(UsageError, match=r'Doc \d+: "800亩" is marked for .* and not for kind'):
        annotation.read(file.save(), results)


def test_overlapping_spans_are_refused(results: govtext.Results, edited: Any) -> None:
    file = edited("prodigy")
    file.add("业12家", ADDED)
    with pytest.raises(UsageError, match="overlaps"):
        annotation.read(file.save(), results)


def test_unanswered_files_are_refused(results: govtext.Results, tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    annotation.write(results, path, "label-studio")
    with pytest.raises(UsageError, match="no sentence in it is answered"):
        annotation.take_back(results, path, tmp_path / "gold", "gold")
    assert not (tmp_path / "gold").exists()


def test_other_results_are_refused(results: govtext.Results, edited: Any, tmp_path: Path) -> None:
    report = tmp_path / "2024年石溪县政府工作报告.txt"
    report.write_text(TEXT.replace("800亩", "900亩"), encoding="utf-8")
    other = govtext.run(report, tmp_path / "out")
    with pytest.raises(UsageError, match="another text there"):
        annotation.read(edited("conll").save(), other)


OPTIONS = [
    pytest.param(["--to", "gold", "-o", "{tmp}/gold"], "--from", id="gold from nothing"),
    pytest.param(["--to", "spacy", "--from", "{tmp}/x.conll", "-o", "{tmp}/y.spacy"], "--to gold", id="from tool to tool"),
    pytest.param(["--to", "spacy", "--label", "kind", "-o", "{tmp}/y.spacy"], "--label", id="label without use"),
    pytest.param(["--to", "conll", "-o", "{tmp}/y.txt"], ".conll", id="another ending"),
    pytest.param(["--to", "gold", "--from", "{tmp}/gone.conll", "-o", "{tmp}/gold"], "gone.conll", id="no such file"),
    pytest.param(["--to", "conll", "--doc", "无此文", "-o", "{tmp}/y.conll"], "无此文", id="no such document"),
]  # fmt: skip


@pytest.mark.parametrize(("options", "said"), OPTIONS)
def test_command_refuses(
    results: govtext.Results, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    from govtext.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["export", str(results.folder), *(option.format(tmp=tmp_path) for option in options)])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_command_there_and_back(results: govtext.Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from govtext.cli import main

    tasks, table = tmp_path / "tasks.conll", tmp_path / "corrections.csv"
    for arguments in (["--to", "conll", "-o", tasks], ["--from", tasks, "--to", "corrections", "-o", table]):
        for extra, code in (([], 0), ([], 2), (["--force"], 0)):
            with pytest.raises(SystemExit) as ended:
                main(["export", str(results.folder), *map(str, arguments), *extra])
            assert int(ended.value.code or 0) == code
    assert "0 corrected cells" in capsys.readouterr().out
