"""Measures: readability, density, bounds and similarity, each against its definition."""

from __future__ import annotations

from math import isnan, log, sqrt

import jieba
import pandas as pd
import pytest
from click.testing import CliRunner

from govtext import measures
from govtext.cli import cli
from govtext.errors import UsageError
from sample import sample_results

DOCUMENT = {"region": "云砚区", "region_code": "", "level": "county", "kind": "government_work_report"}


def documents_of(*rows: dict[str, object]) -> pd.DataFrame:
    documents = pd.DataFrame([DOCUMENT | {"script": "Hans"} | row for row in rows])
    return documents.astype({"report_year": "Int64"})


def sentences_of(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "section_role", "text"])


def mentions_of(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["doc_id", "section_role", "status", "bound"])


@pytest.mark.parametrize(("among", "blank"), [("region", {"region": ""}), ("year", {"report_year": None})])
def test_reports_of_no_known_region_or_year_are_not_of_the_same(
    among: measures.Among, blank: dict[str, object]
) -> None:
    ids = ("甲", "乙", "丙", "丁")
    documents = documents_of(*({"doc_id": one, "report_year": 2024} | (blank if one in "甲乙" else {}) for one in ids))
    sentences = sentences_of(*((one, "review", "修桥修路。") for one in ids))
    with pytest.warns(UserWarning, match=f"2 reports without a {among} go unpaired: 甲, 乙"):
        found = measures.similarity(documents, sentences, among=among)
    assert set(zip(found["doc_id"], found["other_doc_id"], strict=True)) == {("丙", "丁")}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        pytest.param("河道清了。", ["河道清了"], id="one"),
        pytest.param("河道清了，道路通了。", ["河道清了", "道路通了"], id="comma"),
        pytest.param("河道清；道路通：都好！", ["河道清", "道路通", "都好"], id="semicolon and colon"),
        pytest.param("修桥、修路、修渠。", ["修桥、修路、修渠"], id="a list is one clause"),
        pytest.param("建成3.5公里，", ["建成3.5公里"], id="a decimal point parts nothing"),
        pytest.param("这就是目标——河更清……", ["这就是目标", "河更清"], id="dash and ellipsis"),
        pytest.param("“，”。", [], id="marks alone are none"),
    ],
)
def test_clauses(sentence: str, found: list[str]) -> None:
    assert measures.clauses(sentence) == found


@pytest.mark.parametrize(
    ("text", "share"),
    [
        pytest.param("农田", 1, id="both common"),
        pytest.param("栎树", 0.5, id="one of level two"),
        pytest.param("農田", 0.5, id="Traditional ones are not in the list"),
        pytest.param("啊座", 1, id="first and last of the list"),
        pytest.param("亍GDP农", 0.5, id="the first beyond it; letters do not count"),
    ],
)
def test_common_share(text: str, share: float) -> None:
    assert measures.common_share(text) == share


def test_the_common_characters_are_level_one_of_the_standard() -> None:
    assert len(measures.LEVEL_ONE) == 3755
    assert isnan(measures.common_share("2024，GDP"))


def test_columns_follow_their_definitions() -> None:
    documents = documents_of({"doc_id": "甲", "report_year": 2024}, {"doc_id": "空", "report_year": 2024})
    sentences = sentences_of(
        ("甲", "review", "一、回顾"),
        ("甲", "review", "修了路，架了桥。"),
        ("甲", "plan", "力争新增就业 500人以上。"),
    )
    mentions = mentions_of(
        ("甲", "review", "actual", "="), ("甲", "plan", "target", ">="), ("甲", "plan", "target", "~"),
        ("甲", "plan", "target", "="), ("甲", "plan", "target", "="),
    )  # fmt: skip
    found = measures.measures(documents, sentences, mentions).set_index("part")
    assert list(found.index) == ["whole", "review", "plan"]
    expected = {
        "sentences": [3, 2, 1],
        "chars": [25, 12, 13],
        "ended_sentences": [2, 1, 1],
        "sentence_chars": [10.5, 8, 13],
        "sentence_clauses": [1.5, 2, 1],
        "clause_chars": [6, 3, 12],
        "mentions": [5, 1, 4],
        "mention_density": [200, 83.333333, 307.692308],
        "targets": [4, 0, 4],
        "bounded_targets": [1, 0, 1],
        "approximate_targets": [1, 0, 1],
    }
    for label, values in expected.items():
        assert found[label].tolist() == values, label
    assert found["bounded_share"].tolist()[::2] == [0.25, 0.25]
    assert found["approximate_share"].tolist()[::2] == [0.25, 0.25]
    assert isnan(found["bounded_share"]["review"])


def cosine(text: str, other: str, *everything: str) -> float:
    """The reference: the definition, word by word, with jieba itself."""
    bags = [[word for word in jieba.lcut(each) if any(map(str.isalpha, word))] for each in everything]

    def weight(word: str, bag: list[str]) -> float:
        return bag.count(word) * (log((1 + len(bags)) / (1 + sum(word in each for each in bags))) + 1)

    one, two = (bags[everything.index(each)] for each in (text, other))
    dot = sum(weight(word, one) * weight(word, two) for word in set(one) & set(two))
    return dot / sqrt(sum(weight(w, one) ** 2 for w in set(one))) / sqrt(sum(weight(w, two) ** 2 for w in set(two)))


TEXTS = {
    "甲": "建设高标准农田，疏浚河道。",
    "乙": "建设河道护岸，河道更清。",
    "丙": "幼儿园新增学位。",
    "丁": "疏浚河道。",
}


def test_similarity_is_the_cosine_of_tfidf() -> None:
    documents = documents_of(*({"doc_id": doc_id, "report_year": 2021 + n} for n, doc_id in enumerate(TEXTS)))
    sentences = sentences_of(*((doc_id, "plan", text) for doc_id, text in TEXTS.items()))
    found = measures.similarity(documents, sentences)
    assert set(found["part"]) == {"whole", "plan"}
    whole = found[found["part"] == "whole"]
    assert len(whole) == 6
    for doc_id, other, value in whole[["doc_id", "other_doc_id", "similarity"]].itertuples(index=False, name=None):
        assert value == pytest.approx(cosine(TEXTS[doc_id], TEXTS[other], *TEXTS.values()), abs=1e-6), (doc_id, other)
    assert 0 < whole["similarity"].max() < 1


@pytest.mark.parametrize(
    ("among", "pairs"),
    [
        pytest.param("all", {"甲乙", "甲丙", "甲丁", "乙丙", "乙丁", "丙丁"}, id="all"),
        pytest.param("region", {"甲乙", "丙丁"}, id="within a region"),
        pytest.param("year", {"甲丙", "乙丁"}, id="within a year"),
    ],
)
def test_pairs(among: measures.Among, pairs: set[str]) -> None:
    places = {"甲": ("云砚区", 2023), "乙": ("云砚区", 2024), "丙": ("望澜区", 2023), "丁": ("望澜区", 2024)}
    documents = documents_of(
        *({"doc_id": doc_id, "region": region, "report_year": year} for doc_id, (region, year) in places.items())
    )
    sentences = sentences_of(*((doc_id, "other", text) for doc_id, text in TEXTS.items()))
    found = measures.similarity(documents, sentences, among=among)
    assert set(found["doc_id"] + found["other_doc_id"]) == pairs


def test_unknown_pairs_are_refused() -> None:
    with pytest.raises(UsageError, match="choose all, region, year"):
        measures.similarity(documents_of({"doc_id": "甲", "report_year": 2024}), sentences_of(), among="level")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "found"),
    [
        pytest.param([{}], True, id="the year before"),
        pytest.param([{"report_year": 2022}], False, id="two years before"),
        pytest.param([{"region": "望澜区"}], False, id="another region"),
        pytest.param([{"kind": "unit_summary"}], False, id="another kind of report"),
        pytest.param([{"region_code": "999999"}], False, id="a region of the same name"),
        pytest.param([{}, {"doc_id": "再"}], False, id="two of them: none is chosen"),
        pytest.param([{"report_year": pd.NA}], False, id="no year"),
    ],
)
def test_the_report_a_year_before(before: list[dict[str, object]], found: bool) -> None:
    rows = [{"doc_id": "先", "report_year": 2023} | row for row in before]
    documents = documents_of(*rows, {"doc_id": "后", "report_year": 2024})
    sentences = sentences_of(*((str(doc_id), "plan", "疏浚河道。") for doc_id in documents["doc_id"]))
    table = measures.measures(documents, sentences, mentions_of())
    row = table[(table["doc_id"] == "后") & (table["part"] == "whole")].iloc[0]
    assert (row["previous_doc_id"] == "先") is found
    assert bool(row["previous_similarity"] == 1) is found


def test_measures_of_the_sample_reports_hold_together(tmp_path_factory: pytest.TempPathFactory) -> None:
    results = sample_results(tmp_path_factory)
    found = results.measures()
    assert list(found.columns) == measures.COLUMNS
    whole = found[found["part"] == "whole"].set_index("doc_id")
    about = results.documents.set_index("doc_id")
    assert whole["sentences"].to_dict() == about["sentences"].to_dict()
    assert whole["mentions"].to_dict() == about["indicators"].to_dict()
    pairs = results.similarity()
    of_pair = {(*key,): value for *key, value in pairs[["part", "doc_id", "other_doc_id", "similarity"]].to_numpy()}
    linked = found.dropna(subset="previous_doc_id")
    assert len(linked)
    for part, doc_id, other, value in linked[["part", "doc_id", "previous_doc_id", "previous_similarity"]].to_numpy():
        assert value == of_pair.get((part, other, doc_id), of_pair.get((part, doc_id, other)))


def test_the_command_writes_both_tables(tmp_path_factory: pytest.TempPathFactory) -> None:
    results, folder = sample_results(tmp_path_factory), tmp_path_factory.mktemp("measures")
    measured, pairs = folder / "measures.csv", folder / "pairs.parquet"
    arguments = ["measures", str(results.folder), "-o", str(measured), "--pairs", str(pairs), "--among", "region"]
    assert CliRunner().invoke(cli, arguments, standalone_mode=False).return_value == 0
    assert list(pd.read_csv(measured).columns) == measures.COLUMNS
    assert len(pd.read_parquet(pairs)) == len(results.similarity(among="region"))
    refused = CliRunner().invoke(cli, arguments, standalone_mode=False)
    assert "add --force" in str(refused.exception)
    same = ["measures", str(results.folder), "-o", str(measured), "--pairs", str(measured), "--force"]
    assert "cannot hold both" in str(CliRunner().invoke(cli, same, standalone_mode=False).exception)
