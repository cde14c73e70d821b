"""The tokenizer: cuts join to the text, both engines agree, and words added to one stay its own."""

from __future__ import annotations

import pickle
from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from govtext.cleaning import clean
from govtext.pipes.tokenizer import JiebaTokenizer, create_tokenizer, text_of, word_starts
from sample import FILES, IDS

ENGINES = ["rjieba", "jieba"]
TOKENIZERS = {engine: JiebaTokenizer(Vocab(), engine=engine) for engine in ENGINES}
OWN = "云砚链长制办"  # an invented word that no dictionary holds
SENTENCE = f"设立{OWN}三处"


def words(tokenizer: JiebaTokenizer, text: str) -> list[str]:
    return [token.text for token in tokenizer(text)]


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.one_of(st.text(max_size=80), st.text(alphabet="增长3.5%，。\n　 ABＡ１𠀀粮食产量", max_size=80)))
def test_tokens_join_to_the_text(engine: str, text: str) -> None:
    doc = TOKENIZERS[engine](text)
    assert "".join(token.text_with_ws for token in doc) == doc.text == text_of(doc) == text


@given(text=st.text(alphabet="增长3.5%，。\n　 ABＡ１𠀀粮食产量", max_size=80))
def test_words_begin_at_the_same_places_where_none_is_kept(text: str) -> None:
    counter = JiebaTokenizer(Vocab())
    counter._cut = TOKENIZERS["rjieba"]._cut  # the dictionary is read once
    counter.counting = True
    doc = counter(text)
    tokens = TOKENIZERS["rjieba"](text)
    assert len(doc) == 0
    assert text_of(doc) == text
    assert word_starts(doc).tolist() == word_starts(tokens).tolist() == [*(token.idx for token in tokens), len(text)]


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_both_engines_give_the_same_cuts(path: Path) -> None:
    text = clean(path.read_text(encoding="utf-8-sig")).text
    assert words(TOKENIZERS["rjieba"], text) == words(TOKENIZERS["jieba"], text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("增长5.2%，比上年高0.3个百分点", id="decimals and per cent"),
        pytest.param("共23,876人、1.5万户", id="grouped digits"),
        pytest.param("PM2.5浓度26微克/立方米，GDP和5G", id="Latin letters"),
        pytest.param("新建3-5家，GB-2260，5G-A，1.5-2.0万，C919-100，3.5%-4%，T_1a", id="hyphens and underscores"),
        pytest.param("第12.5.3条，http://www.a.com/b?x=1，yy@163.com", id="points and addresses"),
        pytest.param("新建3—5家、4~6处", id="dash and tilde in a range"),
        pytest.param("“十四五”时期　　《条例》（试行）", id="punctuation and full-width blanks"),
    ],
)
def test_both_engines_cut_alike(text: str) -> None:
    assert words(TOKENIZERS["rjieba"], text) == words(TOKENIZERS["jieba"], text)


def test_unknown_engine_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"thulac.*rjieba or jieba"):
        JiebaTokenizer(Vocab(), engine="thulac")  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_added_word_is_kept_whole(engine: str) -> None:
    assert OWN not in words(TOKENIZERS[engine], SENTENCE)
    assert OWN in words(JiebaTokenizer(Vocab(), engine=engine, words=[OWN]), SENTENCE)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_added_word_reaches_nobody_else(engine: str) -> None:
    earlier = JiebaTokenizer(Vocab(), engine=engine)
    owner = JiebaTokenizer(Vocab(), engine=engine, words=[OWN])
    later = JiebaTokenizer(Vocab(), engine=engine)
    assert OWN in words(owner, SENTENCE)
    for other in (earlier, later):
        assert OWN not in words(other, SENTENCE)
    assert OWN not in jieba.lcut(SENTENCE)


def test_a_word_added_to_the_global_jieba_reaches_no_tokenizer() -> None:
    jieba.initialize()
    total = jieba.dt.total
    jieba.add_word(OWN, 10_000_000)
    try:
        assert OWN in jieba.lcut(SENTENCE)
        for engine in ENGINES:
            assert OWN not in words(TOKENIZERS[engine], SENTENCE)
            assert OWN not in words(JiebaTokenizer(Vocab(), engine=engine), SENTENCE)
    finally:
        jieba.del_word(OWN)
        jieba.dt.total = total  # which del_word forgets, and all other words would weigh less


@pytest.mark.parametrize("engine", ENGINES)
def test_pickling_keeps_engine_words_and_cuts(engine: str) -> None:
    before = JiebaTokenizer(Vocab(), engine=engine, words=[OWN])
    after = pickle.loads(pickle.dumps(before))
    assert (after.engine, after.words) == (engine, (OWN,))
    assert words(after, SENTENCE) == words(before, SENTENCE)


@pytest.mark.parametrize("engine", ENGINES)
def test_bytes_and_files_keep_the_settings(engine: str, tmp_path: Path) -> None:
    before = JiebaTokenizer(Vocab(), engine=engine, words=[OWN])
    before.to_disk(tmp_path / "tokenizer")
    for after in (
        JiebaTokenizer(Vocab()).from_bytes(before.to_bytes()),
        JiebaTokenizer(Vocab()).from_disk(tmp_path / "tokenizer"),
    ):
        assert (after.engine, after.words) == (engine, (OWN,))
        assert words(after, SENTENCE) == words(before, SENTENCE)


def test_a_config_makes_it() -> None:
    class Pipeline:
        vocab = Vocab()

    made = create_tokenizer(engine="jieba", words=[OWN])(Pipeline())  # type: ignore[arg-type]
    assert (made.engine, made.words, made.vocab) == ("jieba", (OWN,), Pipeline.vocab)
