"""The terminal: what fits the width in a terminal, and everything as it is in a pipe."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from spacy.tokens import Doc

import govtext
from govtext.looking import terminal
from govtext.reading.report import Report
from sample import pipeline

TEXT = (
    "2024年石溪县政府工作报告\n一、2023年工作回顾\n"
    "粮食产量超过3.2万吨，纳入“5G+文旅”试点，新增就业1500人，完成造林800亩，清退散乱企业12家，治理河道35.7公里。\n"
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@cache
def analysed(text: str = TEXT) -> Doc:
    report = Report(doc_id="石溪", text=text, path="2024年石溪县政府工作报告.txt", encoding="utf-8", sha256="")
    return govtext.analyse(report, pipeline())[0]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is seen in a terminal of 40 columns with all colours."""
    found = io.StringIO()
    monkeypatch.delenv("NO_COLOR", raising=False)

    def console(**options: Any) -> Console:
        return Console(file=found, force_terminal=True, width=40, color_system="truecolor", **options)

    monkeypatch.setattr(terminal, "Console", console)
    return found


def lines(screen: io.StringIO) -> list[str]:
    return [ESCAPE.sub("", line) for line in screen.getvalue().splitlines()]


def test_every_line_fits_and_nothing_is_lost(screen: io.StringIO) -> None:
    terminal.show(analysed())
    shown = lines(screen)
    assert max(map(cell_len, shown)) <= 40
    body = "".join(shown)
    assert TEXT.replace("\n", "") in body


def test_numbers_stay_on_one_line(screen: io.StringIO) -> None:
    terminal.show(analysed())
    text = lines(screen)
    for number in ("3.2", "1500", "800", "12", "35.7"):
        assert any(number in line for line in text), number
    assert not [line for line in text if line.startswith(("，", "。"))]


def test_mentions_have_the_colour_of_their_theme(screen: io.StringIO) -> None:
    terminal.show(analysed())
    marked = re.findall(r"\x1b\[30;48;2;[0-9;]+m([^\x1b]+)", screen.getvalue())
    assert {"1500人", "800亩", "12家"} <= set(marked)
    assert any(re.fullmatch(r" 就业与创业 \d+ ", entry) for entry in marked)


def test_no_colour_where_none_is_wanted(screen: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    terminal.show(analysed())
    assert not re.search(r"\x1b\[[0-9;]*[34]8;", screen.getvalue())


def test_piped_is_the_text_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(analysed())
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert TEXT in out
    rows = [line.split("\t") for line in out.splitlines() if "\t" in line]
    assert rows[0] == ["name", "value", "unit", "bound", "kind", "status", "period", "concept", "theme"]
    assert [row[1:4] for row in rows[1:]][:2] == [["32000", "吨", ">"], ["1500", "人", "="]]
    assert {len(row) for row in rows} == {9}


def test_piped_rejected(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show_rejected(analysed())
    head, *rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert head == ["text", "context", "reason"]
    assert any("5G" in context and reason for _, context, reason in rows)


HOSTILE = [
    pytest.param("\x1b[31m", id="a colour"),
    pytest.param("\x07", id="the bell"),
    pytest.param("\u202e", id="right to left"),
    pytest.param("\x9b2J", id="a C1 control"),
]


@pytest.mark.parametrize("code", HOSTILE)
def test_codes_of_the_text_do_nothing(screen: io.StringIO, code: str) -> None:
    doc = analysed(f"2024年石溪县政府工作报告\n粮食产量{code}3.2万吨，新增就业1500人。\n")
    terminal.show(doc)
    terminal.show_rejected(doc)
    shown = ESCAPE.sub("", screen.getvalue())
    assert code not in shown
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown)
    assert "1500人" in shown


WIDE = pd.DataFrame(
    {"concept": ["grain_output"], "indicator": ["粮食产量"]} | {f"第{number}列": [number * 1.5] for number in range(12)}
)


def test_a_wide_table_goes_on_below(screen: io.StringIO) -> None:
    terminal.show_table(WIDE)
    shown = lines(screen)
    assert max(map(cell_len, shown)) <= 40
    words = [word for line in shown for word in line.split()]
    assert [word for word in words if word.startswith("第")] == [f"第{number}列" for number in range(12)]
    assert {"16.5", "15", "grain_output", "粮食产量"} <= set(words)
    assert words.count("#") > 1


def test_a_narrow_table_is_one_block(screen: io.StringIO) -> None:
    terminal.show_table(WIDE.iloc[:, :2])
    assert [line.split() for line in lines(screen)] == [["concept", "indicator"], ["grain_output", "粮食产量"]]


def test_a_terminal_says_what_it_left_out(screen: io.StringIO) -> None:
    terminal.show_table(pd.DataFrame({"a": range(100)}), rows=10)
    assert len([line for line in lines(screen) if line.strip().isdigit()]) == 10
    assert "90 more rows" in screen.getvalue()


def test_a_pipe_gets_every_row_and_digit(capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame({"value": [123456789.123, 0.1, None] * 40, "text": ["a\tb\nc", "", None] * 40})
    terminal.show_table(frame, rows=10)
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 121
    assert rows[:4] == [["value", "text"], ["123456789.123", "a b c"], ["0.1", ""], ["", ""]]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_shown_as_it_is(number: float) -> None:
    assert float(Decimal(terminal._exact(number))) == number
    assert terminal._grouped(number).replace(",", "") == terminal._exact(number)


@given(st.text(alphabet="县粮，。（12.5%ab \n　", max_size=60), st.integers(4, 30))
def test_lines_are_never_wider(text: str, width: int) -> None:
    """But for one piece that is wider by itself, such as a long number."""
    ends = [0, *terminal._breaks(text, width), len(text)]
    assert ends == sorted(ends)
    for start, end in pairwise(ends):
        line = text[start:end].rstrip("\n")
        assert cell_len(line) <= width or len(list(terminal._PIECE.finditer(line))) == 1


def test_a_document_without_mentions(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.show(analysed("各位代表，谢谢大家。\n"))
    assert capsys.readouterr().out.split() == ["各位代表，谢谢大家。", "no", "mentions"]
