"""The pipeline as a whole: offsets lead back, no value is invented, same input same output, config files are obeyed."""

# ruff: noqa: E501  a row of a table stays on one line
from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import tables
from govtext.errors import RuleError
from govtext.language import default_config, for_tables
from govtext.reading import Report
from govtext.tabulate import tabulate
from sample import FILES, IDS, pipeline

DOCUMENTS = pytest.mark.parametrize("path", FILES, ids=IDS)
REPORT = """2024年云砚区政府工作报告
一、2023年工作回顾
森林覆盖率68.1%。新建道路36公里，培训干部710余人次。
二、2024年目标任务
新建道路40公里以上。
名词解释
一站通办：把12个窗口并作3个窗口。
"""


def rows(text: str, name: str = "indicators", *, annexes: bool = False, nlp: Any = None) -> list[dict[str, Any]]:
    """The rows of one table for one text."""
    report = Report("doc", text, "2024年云砚区政府工作报告.txt", "utf-8", "", {})
    doc, cleaned = govtext.analyse(report, nlp or pipeline())
    found = getattr(tabulate(report, cleaned, doc, annexes=annexes), name)
    return [dict(zip(tables.columns(name), row, strict=True)) for row in found]


def raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def nonzero_digits(text: str) -> str:
    """The digits that a number is written with, zeros left out, in ASCII: 一百二十余项 → 12, 千人 → 1, 百分之十五 → 15."""
    text = re.sub("百分之|[个個]?百分[点點]", "", text)
    text = re.sub(r"^[百千万萬亿億]|(?<![一二三四五六七八九])十", "1", text)
    return re.sub(
        "[^1-9]",
        "",
        text.translate(str.maketrans("一二两兩三四五六七八九１２３４５６７８９", "12223456789" + "123456789")),
    )


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("31万多名", "31"),
        ("一百二十余项", "12"),
        ("百分之十五", "15"),
        ("千人", "1"),
        ("２．５個百分點", "25"),
        ("三成五", "35"),
    ],
)
def test_digits_are_read_as_this_file_means_it(text: str, digits: str) -> None:
    assert nonzero_digits(text) == digits


@DOCUMENTS
def test_offsets_lead_back_to_the_file(path: Path) -> None:
    text = raw(path)
    sentences = {row["sentence_id"]: row for row in rows(text, "sentences")}
    mentions = rows(text)
    assert mentions
    for row in [*mentions, *sentences.values()]:
        assert text[row["start"] : row["end"]] == row["text"]
    for row in mentions:
        around = sentences[row["sentence_id"]]
        assert around["start"] <= row["start"] < row["end"] <= around["end"]
        assert around["text"] in row["sentence"]
        assert row["sentence"] in text
    assert [row["start"] for row in mentions] == sorted({row["start"] for row in mentions})


@DOCUMENTS
def test_no_value_is_invented(path: Path) -> None:
    """Every value, and for a range both, is written with just the digits that the text has there."""
    for row in rows(raw(path)):
        fraction = re.fullmatch(r"([二三四五六七八九十])分之([一二三四五六七八九])", row["text"])
        if fraction:
            below, above = ("一二三四五六七八九十".index(figure) + 1 for figure in fraction.groups())
            assert row["value"] == round(Decimal(above) / Decimal(below), 6)
        else:
            values = [value for value in (row["value"], row["value_high"]) if value is not None]
            assert "".join(nonzero_digits(format(value, "f")) for value in values) == nonzero_digits(row["text"]), row[
                "text"
            ]


@DOCUMENTS
def test_same_input_same_output_whatever_came_before(path: Path) -> None:
    before = rows(raw(path))
    rows(REPORT)
    assert rows(raw(path)) == before


FIELDS = [
    "value",
    "value_high",
    "unit",
    "bound",
    "kind",
    "direction",
    "status",
    "period",
    "name",
    "concept",
    "section_role",
]
DISGUISES = [
    pytest.param(lambda text: text.replace("\n", "\r\n"), id="Windows line ends"),
    pytest.param(lambda text: text.replace("\n", "\n\n　　"), id="blank lines and indents"),
    pytest.param(
        lambda text: text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％")), id="full-width digits"
    ),
    pytest.param(lambda text: text.replace("，", ",").replace("：", ":"), id="ASCII punctuation"),
]


@pytest.mark.parametrize("disguise", DISGUISES)
def test_outward_form_changes_nothing(disguise: Any) -> None:
    text = disguise(REPORT)
    plain, found = rows(REPORT), rows(text)
    assert [[row[field] for field in FIELDS] for row in found] == [[row[field] for field in FIELDS] for row in plain]
    assert all(text[row["start"] : row["end"]] == row["text"] for row in found)


@given(
    st.one_of(st.text(max_size=60), st.text(alphabet="一二三百万亿0123.%，。个多元年增长到至从(（\n　 ", max_size=60))
)
def test_any_text_can_be_analysed(text: str) -> None:
    for name in ("indicators", "sentences"):
        assert all(text[row["start"] : row["end"]] == row["text"] != "" for row in rows(text, name))


def test_sample_covers_both_parts_and_every_kind() -> None:
    """What the laws above are checked on is not one-sided."""
    found = [row for path in FILES for row in rows(raw(path))]
    assert {row["section_role"] for row in found} >= {"review", "plan"}
    assert {row["kind"] for row in found} == set(tables.KINDS)
    assert {row["bound"] for row in found} == set(tables.BOUNDS)


@pytest.mark.parametrize(
    ("annexes", "texts"),
    [
        pytest.param(False, ["68.1%", "36公里", "710余人次", "40公里"], id="left out"),
        pytest.param(True, ["68.1%", "36公里", "710余人次", "40公里", "12个", "3个"], id="asked for"),
    ],
)
def test_annexes(annexes: bool, texts: list[str]) -> None:
    found = rows(REPORT, annexes=annexes)
    assert [row["text"] for row in found] == texts
    assert [row["mention_id"] for row in found] == list(range(1, len(texts) + 1))


def test_sentences_of_annexes_stay_in_the_table() -> None:
    assert "annex" in {row["section_role"] for row in rows(REPORT, "sentences")}


def test_spacy_sees_sentences_and_spans() -> None:
    report = Report("doc", REPORT, "2024年云砚区政府工作报告.txt", "utf-8", "", {})
    doc, _ = govtext.analyse(report, pipeline())
    assert doc.text == REPORT
    assert len(doc.spans["indicators"]) == len(doc._.mentions) == 6
    for span, mention in zip(doc.spans["indicators"], doc._.mentions, strict=True):
        assert span.start_char <= mention.quantity.start < mention.quantity.end <= span.end_char
    assert {sentence.start_char for sentence in doc.sents} >= {0, REPORT.index("新建道路36") - len("森林覆盖率68.1%。")}


def config(tmp_path: Path, old: str = "", new: str = "") -> Path:
    """The shipped config with one thing changed."""
    text = default_config().read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "my.cfg"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_config_with_another_engine_gives_the_same_indicators(tmp_path: Path) -> None:
    nlp = govtext.load(config(tmp_path, 'engine = "rjieba"', 'engine = "jieba"'))
    assert nlp.tokenizer.engine == "jieba"
    assert rows(REPORT, nlp=nlp) == rows(REPORT)


def test_a_config_with_words_of_its_own(tmp_path: Path) -> None:
    nlp = govtext.load(config(tmp_path, "words = []", 'words = ["云砚链长制办"]'))
    assert "云砚链长制办" in [token.text for token in nlp.make_doc("设立云砚链长制办三处")]


@pytest.mark.parametrize(
    "strange", [pytest.param(False, id="ours alone"), pytest.param(True, id="one of a person's own")]
)
def test_a_pipeline_for_tables_makes_tokens_only_for_components_that_are_not_ours(strange: bool) -> None:
    nlp = govtext.load()
    if strange:
        nlp.add_pipe("sentencizer")
    for_tables(nlp)
    doc, _ = govtext.analyse(Report("doc", REPORT, "report.txt", "utf-8", "", {}), nlp)
    assert bool(len(doc)) is strange
    for name in ("documents", "indicators", "sentences", "themes"):
        assert rows(REPORT, name, nlp=nlp) == rows(REPORT, name)


WRONG = [
    pytest.param("", "", "nowhere.cfg", id="no such file"),
    pytest.param('engine = "rjieba"', 'engine = "thulac"', "rjieba", id="unknown engine names the known ones"),
    pytest.param('factory = "govtext_themes"', 'factory = "govtext_themen"', "govtext_themen", id="unknown component"),
    pytest.param(
        "govtext.JiebaTokenizer.v1", "govtext.JiebaTokenizer.v99", "JiebaTokenizer.v99", id="unknown tokenizer"
    ),
    pytest.param("[nlp]", "nlp", "my.cfg", id="no config file at all"),
    pytest.param("path = null", 'path = "gone.toml"', "gone.toml", id="concept table that is not there"),
]


@pytest.mark.parametrize(("old", "new", "named"), WRONG)
def test_a_config_that_cannot_be_used_says_what_is_wrong(old: str, new: str, named: str, tmp_path: Path) -> None:
    path = tmp_path / "nowhere.cfg" if not old else config(tmp_path, old, new)
    with pytest.raises(RuleError, match=re.escape(named)):
        govtext.load(path)
