"""Attention: hits and shares of word lists, against a plain loop over words."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate, pairwise, product
from pathlib import Path

import jieba
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext import attention
from govtext.errors import UsageError

TERMS = {
    "环境": ("生态",),
    "环境保护": ("治理",),
    "保护": ("治理",),
    "绿": ("生态",),
    "绿色": ("生态", "发展"),
    "护环": ("发展",),
}


def plainly(text: str, terms: dict[str, tuple[str, ...]], bounds: set[int] | None) -> list[tuple[int, int]]:
    """The reference: at every place try every word, the longest first."""
    found, place = [], 0
    while place < len(text):
        for term in sorted(terms, key=len, reverse=True):
            end = place + len(term)
            if text.startswith(term, place) and (bounds is None or {place, end} <= bounds):
                found.append((place, end))
                place = end - 1
                break
        place += 1
    return found


@pytest.mark.parametrize("tokens", [False, True], ids=["substring", "token"])
@given(text=st.text(alphabet="环境保护绿色，不", max_size=40), cuts=st.sets(st.integers(0, 40)))
def test_the_automaton_finds_what_a_loop_over_words_finds(tokens: bool, text: str, cuts: set[int]) -> None:
    bounds = cuts | {0, len(text)} if tokens else None
    found = attention.hits(text, attention.Dictionary("甲", TERMS), bounds=bounds)
    assert [(hit.start, hit.end) for hit in found] == plainly(text, TERMS, bounds)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("营商环境保护", ["环境保护"], id="the longest term wins"),
        pytest.param("环境好，保护好", ["环境", "保护"], id="shorter ones elsewhere"),
        pytest.param("绿水青山", ["绿"], id="a single character"),
        pytest.param("修路架桥", [], id="none"),
    ],
)
def test_hits(text: str, terms: list[str]) -> None:
    found = attention.hits(text, attention.Dictionary("甲", TERMS))
    assert [text[hit.start : hit.end] for hit in found] == terms


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        pytest.param("不污染河水", True, id="negation just before"),
        pytest.param("严禁新的污染", True, id="negation three characters before"),
        pytest.param("治理污染", False, id="no negation"),
        pytest.param("绝不，污染", False, id="negation in another clause"),
        pytest.param("没有放松对各处污染的治理", False, id="negation too far"),
        pytest.param("不断治理污染", False, id="a word that only begins with one"),
    ],
)
def test_negated_hits_are_dropped_on_request(text: str, dropped: bool) -> None:
    words = attention.Dictionary("甲", {"污染": ("环境",)})
    assert len(attention.hits(text, words)) == 1
    assert len(attention.hits(text, words, drop_negated=True)) == (0 if dropped else 1)


def tables_of(*sentences: tuple[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    documents = pd.DataFrame(
        [{"doc_id": "甲", "region": "云砚区", "region_code": "", "report_year": 2024, "script": "Hans"}]
    )
    rows = [{"doc_id": "甲", "section_role": role, "text": text} for role, text in sentences]
    return documents, pd.DataFrame(rows)


def counted(
    sentences: list[tuple[str, str]], lists: list[attention.Dictionary], matching: attention.Rule
) -> Counter[tuple[str, str, str, str]]:
    """The reference: sentence by sentence with jieba itself, list by list; what by part, list and dimension."""
    found: Counter[tuple[str, str, str, str]] = Counter()
    for role, text in sentences:
        edges = list(accumulate(map(len, jieba.lcut(text)), initial=0))
        for each in lists:
            for start, end in plainly(text, each.terms, set(edges) if matching == "token" else None):
                touched = sum(a < end and start < b for a, b in pairwise(edges))
                what = {"hits": 1, "hit_chars": end - start, "hit_tokens": touched}
                for part, dimension in product({"whole", role} & set(attention.PARTS), each.terms[text[start:end]]):
                    found.update({(part, each.name, dimension, label): count for label, count in what.items()})
    return found


LISTS = [
    attention.Dictionary("甲", TERMS),
    attention.Dictionary("乙", {"环境": ("环境",), "绿色发展": ("环境",), "保护环境": ("环境",)}),
]


@pytest.mark.parametrize("matching", attention.RULES)
@settings(max_examples=50)
@given(
    sentences=st.lists(
        st.tuples(
            st.sampled_from(["review", "plan", "other"]),
            st.lists(st.sampled_from(["环境", "保护", "绿色", "发展", "绿", "护", "，", "5G"]), min_size=1).map(
                "".join
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_counts_are_those_of_the_reference(matching: attention.Rule, sentences: list[tuple[str, str]]) -> None:
    table = attention.attention(*tables_of(*sentences), LISTS, matching=matching)
    assert set(table["matching"]) == {matching}
    long = table.melt(["part", "dictionary", "dimension"], ["hits", "hit_chars", "hit_tokens"])
    assert +Counter({(*key,): n for *key, n in long.itertuples(index=False)}) == counted(sentences, LISTS, matching)
    for part in attention.PARTS:
        texts = [text for role, text in sentences if part in {"whole", role}]
        rows = table[table["part"] == part]
        assert set(rows["chars"]) == {sum(map(len, texts))}
        assert set(rows["tokens"]) == {sum(len(jieba.lcut(text)) for text in texts)}


def test_a_term_that_the_tokenizer_cuts_counts_whole() -> None:
    text = "推进数字乡村建设行动。"
    words = attention.Dictionary("甲", {"数字乡村建设": ("数字",)})
    found = attention.attention(*tables_of(("plan", text)), [words], matching="token")
    row = found[found["part"] == "plan"].iloc[0]
    assert (row["hits"], row["hit_chars"]) == (1, 6)
    assert row["hit_tokens"] > 1


def test_a_word_inside_another_word_counts_only_as_substring() -> None:
    words = attention.Dictionary("甲", {"绿": ("环境",)})
    counts = {
        rule: attention.attention(*tables_of(("plan", "推进绿色发展。")), [words], matching=rule)["hits"].max()
        for rule in attention.RULES
    }
    assert counts == {"token": 0, "substring": 1}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("dictionary,term\n甲,环境\n", ":1: the column dimension is missing", id="no dimension"),
        pytest.param("dictionary,dimension,term\n甲,乙,环境\n甲,乙, \n", ":3: the term is empty", id="empty term"),
        pytest.param("dictionary,dimension,term\n,乙,环境\n", ":2: the dictionary is empty", id="empty dictionary"),
        pytest.param("dictionary,dimension,term\n", "holds no term", id="no row"),
    ],
)
def test_a_word_list_that_cannot_be_used_says_why(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        attention.read(path)


@pytest.mark.parametrize("key", ["dictionary", "dict_id"])
def test_a_word_list_is_read(tmp_path: Path, key: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(f"{key},dimension,term\n甲,生态,绿色\n甲,发展,绿色\n乙,环境,污染\n", encoding="utf-8-sig")
    assert [(words.name, words.terms) for words in attention.read(path)] == [
        ("甲", {"绿色": ("生态", "发展")}), ("乙", {"污染": ("环境",)}),
    ]  # fmt: skip
