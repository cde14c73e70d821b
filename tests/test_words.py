"""Words: counts and matrices, against a plain count of what jieba cuts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import jieba
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import mmread

from govtext import words
from govtext.cli import cli
from govtext.errors import UsageError
from govtext.results import Results
from sample import sample_results

SENTENCES = [
    ("甲", "review", "agri", "云砚区建成高标准农田2.3万亩。"),
    ("甲", "plan", "agri;water", "建设高标准农田。"),
    ("甲", "plan", "", "谢谢大家！"),
    ("乙", "plan", "water", "疏浚河道12公里，河道更清。"),
]


def tables_of(*rows: tuple[str, str, str, str], script: str = "Hans") -> tuple[pd.DataFrame, pd.DataFrame]:
    sentences = pd.DataFrame(rows, columns=["doc_id", "section_role", "themes", "text"])
    about = {"region": "云砚区", "region_code": "", "script": script}
    ids = dict.fromkeys(sentences["doc_id"])
    documents = pd.DataFrame([{"doc_id": doc_id, **about, "report_year": 2023 + n} for n, doc_id in enumerate(ids)])
    return documents.astype({"report_year": "Int64"}), sentences


def counted(*texts: str) -> Counter[str]:
    """The reference: jieba's words that hold a letter or a Chinese character, counted one by one."""
    return Counter(word for text in texts for word in jieba.lcut(text) if any(map(str.isalpha, word)))


@pytest.mark.parametrize(
    ("by", "key", "texts"),
    [
        pytest.param("report", ("甲",), [0, 1, 2], id="report"),
        pytest.param("report", ("乙",), [3], id="another report"),
        pytest.param("theme", ("甲", "agri"), [0, 1], id="the primary theme counts"),
        pytest.param("theme", ("甲", words.NO_THEME), [2], id="no theme"),
        pytest.param("theme", ("乙", "water"), [3], id="a theme of another report"),
        pytest.param("year", (2024,), [3], id="year"),
    ],
)
def test_counts_are_those_of_a_plain_count(by: words.By, key: tuple[object, ...], texts: list[int]) -> None:
    found = words.words(*tables_of(*SENTENCES), by=by)
    labels = {"report": ["doc_id"], "theme": ["doc_id", "theme"], "year": ["report_year"]}[by]
    rows = found[(found[labels] == list(key)).all(axis=1)]
    assert dict(zip(rows["token"], rows["count"], strict=True)) == counted(*(SENTENCES[n][3] for n in texts))


def test_counts_of_the_sample_reports_are_those_of_a_plain_count(tmp_path_factory: pytest.TempPathFactory) -> None:
    results = sample_results(tmp_path_factory)
    simple = results.documents.query("script == 'Hans'")["doc_id"]
    found = results.words()
    for doc_id in simple.iloc[:2]:
        rows = found[found["doc_id"] == doc_id]
        texts = results.sentences.loc[results.sentences["doc_id"] == doc_id, "text"]
        assert dict(zip(rows["token"], rows["count"], strict=True)) == counted(*texts), doc_id


def test_sentences_are_cut_as_the_pipeline_cut_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    results = sample_results(tmp_path_factory)
    cut = words.cutter()
    sound = results.sentences[~results.sentences["doc_id"].str.contains("2024年度工作總結")]  # debris across sentences
    found = [len(cut(text)) for text in words.as_analysed(results.documents, sound)]
    assert found == sound["tokens"].tolist()


@settings(max_examples=25)
@given(st.lists(st.text(alphabet="高标准农田云砚区，。、2.3%GDP ", min_size=1, max_size=30), min_size=1, max_size=4))
def test_tokens_of_a_passage_are_those_of_its_sentences(texts: list[str]) -> None:
    documents, sentences = tables_of(*(("甲", "plan", "", text) for text in texts))
    cut = words.cutter()
    (passage,) = words.passages(documents, sentences, ["doc_id"])
    assert "".join(passage.tokens) == passage.text
    expected = [token for text in words.as_analysed(documents, sentences) for token in (*cut(text), "\n")]
    assert [*passage.tokens, "\n"] == expected


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        pytest.param({}, {"云砚区", "农田", "河道"}, {"2.3", "12", "，", "。"}, id="numbers and marks are no words"),
        pytest.param({"stop_words": ["农田", "區"]}, {"河道"}, {"农田"}, id="stop words"),
        pytest.param({"stop_words": ["農田"]}, {"河道"}, {"农田"}, id="stop words in Traditional script"),
        pytest.param({"dictionary": ["高标准农田"]}, {"高标准农田"}, {"农田"}, id="own words stay whole"),
        pytest.param({"dictionary": ["高標準農田"]}, {"高标准农田"}, {"农田"}, id="own words in Traditional script"),
        pytest.param({"min_count": 2}, {"农田", "河道"}, {"疏浚", "谢谢"}, id="rare words left out"),
    ],
)
def test_options(options: dict[str, object], there: set[str], gone: set[str]) -> None:
    found = set(words.words(*tables_of(*SENTENCES), **options)["token"])  # type: ignore[arg-type]
    assert there <= found
    assert not gone & found


def test_own_words_stay_with_the_one_who_brought_them() -> None:
    before = jieba.lcut("建设高标准农田")
    words.words(*tables_of(*SENTENCES), dictionary=["高标准农田"])
    assert jieba.lcut("建设高标准农田") == before
    assert "农田" in set(words.words(*tables_of(*SENTENCES))["token"])


def test_traditional_script_counts_as_simplified() -> None:
    found = words.words(*tables_of(("甲", "plan", "", "建設高標準農田。"), script="Hant"))
    assert dict(zip(found["token"], found["count"], strict=True)) == counted("建设高标准农田。")


@pytest.mark.parametrize("by", ["report", "theme", "year"])
def test_a_matrix_is_read_back_with_its_rows_and_columns(tmp_path: Path, by: words.By) -> None:
    table = words.words(*tables_of(*SENTENCES), by=by)
    path, docs, terms = words.write(table, tmp_path / "words.mtx")
    counts = mmread(path).tocsr()
    rows, columns = (pd.read_csv(beside, dtype=str, keep_default_na=False) for beside in (docs, terms))
    assert counts.shape == (len(rows), len(columns))
    cells = {
        (*rows.iloc[i].tolist(), columns["token"].iloc[j]): int(counts[i, j])
        for i, j in zip(*counts.nonzero(), strict=True)
    }
    expected = table.astype(str).set_index([*rows.columns, "token"])["count"].astype(int).to_dict()
    assert cells == expected
    assert columns["count"].astype(int).tolist() == counts.toarray().sum(axis=0).tolist()
    assert columns["documents"].astype(int).tolist() == (counts.toarray() > 0).sum(axis=0).tolist()


def test_a_word_list_is_one_word_a_line_or_jiebas_own_form(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("高标准农田 10 n\n\n河长制\n", encoding="utf-8-sig")
    assert words.read_list(path) == ["高标准农田", "河长制"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("的\n".encode("gbk"), "save it as UTF-8", id="another encoding"),
        pytest.param(b"\n \n", "holds no word", id="nothing in it"),
    ],
)
def test_a_word_list_that_cannot_be_used_says_why(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "stop.txt"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=says):
        words.read_list(path)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param({"by": "region"}, "choose report, theme, year", id="unknown document"),
        pytest.param({"min_count": 0}, "1 or more", id="no count"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_why(options: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        words.words(*tables_of(*SENTENCES), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["words.parquet", "words.csv", "words.mtx"])
def test_the_command_writes_what_python_gives(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    results, folder = sample_results(tmp_path_factory), tmp_path_factory.mktemp("words")
    arguments = ["words", str(results.folder), "--by", "theme", "--min-count", "3", "-o", str(folder / name)]
    assert CliRunner().invoke(cli, arguments, standalone_mode=False).return_value == 0
    expected = Results(results.folder).words(by="theme", min_count=3)
    files = words.files_of(folder / name)
    assert all(path.exists() for path in files)
    if name.endswith("parquet"):
        pd.testing.assert_frame_equal(pd.read_parquet(files[0]), expected, check_dtype=False)
    elif name.endswith("csv"):
        assert pd.read_csv(files[0])["count"].tolist() == expected["count"].tolist()
    else:
        assert mmread(files[0]).sum() == expected["count"].sum()
    refused = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "add --force" in str(refused.exception)
