"""The tokenizer: jieba's dictionary and model, as a spaCy tokenizer.

rjieba and jieba give the same cuts (rjieba's runs of ASCII such as 3-5 are cut as jieba does); rjieba gives them many
times as fast. Each tokenizer keeps a dictionary of its own:
words added here never reach the global jieba, nor another tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import spacy
import srsly
from spacy.attrs import LENGTH
from spacy.tokens import Doc
from spacy.vocab import Vocab

Engine = Literal["rjieba", "jieba"]
_SIGNED = re.compile(r"[-_.]")
_DOTTED = re.compile(r"\.(?:\D|\d+[A-Za-z_.\-]|(?<=[^A-Za-z0-9]\.)\d|$)")  # a point that is none of a decimal
_WHOLE = re.compile(r"[A-Za-z0-9]+(?:\.\d+)?%?")
_PIECES = re.compile(rf"{_WHOLE.pattern}|.", re.DOTALL)
_SURE = 10_000_000  # outweighs every way of cutting an added word apart
TEXT = "govtext.text"
_STARTS = "govtext.word_starts"


def text_of(doc: Doc) -> str:
    """The text of a Doc; `doc.text` puts it together token by token, which takes longer than all the pipes."""
    text: str | None = doc.user_data.get(TEXT)
    return doc.text if text is None else text


def word_starts(doc: Doc) -> np.ndarray:
    """The first character of every word, and behind the last one the length of the text."""
    counted: np.ndarray | None = doc.user_data.get(_STARTS)
    return _sums(doc.to_array(LENGTH)) if counted is None else counted


def _sums(lengths: Iterable[int] | np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, np.int64))])


class JiebaTokenizer:
    """Cuts a text into the words of jieba's dictionary, and adds nothing and drops nothing.

    Args:
        vocab: the pipeline's vocabulary.
        engine: `rjieba` (fast) or `jieba` (pure Python).
        words: words to keep whole besides those of the dictionary.

    With `counting` set it knows where words begin and makes no tokens, which takes as long as to find all numbers of a
    text. That is enough for pipelines whose components read the text alone; see `text_of` and `word_starts`.
    """

    counting = False

    def __init__(self, vocab: Vocab, *, engine: Engine = "rjieba", words: Sequence[str] = ()) -> None:
        self.vocab = vocab
        self.engine: Engine = engine
        self.words = tuple(words)
        self._cut = _cutter(engine, self.words)

    def __call__(self, text: str) -> Doc:
        """The text as a Doc whose tokens join to exactly the text, or as one without tokens."""
        words = self._cut(text) if text else []
        if self.counting:
            doc = Doc(self.vocab)
            doc.user_data[_STARTS] = _sums(map(len, words))
        else:
            doc = Doc(self.vocab, words=words, spaces=[False] * len(words))
        doc.user_data[TEXT] = text
        return doc

    def __reduce__(self) -> tuple[Callable[..., JiebaTokenizer], tuple[Any, ...]]:
        return _rebuild, (self.vocab, self.engine, self.words)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings; dictionaries are built again from them."""
        data: bytes = srsly.msgpack_dumps({"engine": self.engine, "words": list(self.words)})
        return data

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> JiebaTokenizer:
        """Takes over settings that `to_bytes` wrote."""
        settings = srsly.msgpack_loads(data)
        self.engine, self.words = settings["engine"], tuple(settings["words"])
        self._cut = _cutter(self.engine, self.words)
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes the settings to a file."""
        Path(path).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> JiebaTokenizer:
        """Reads settings that `to_disk` wrote."""
        return self.from_bytes(Path(path).read_bytes())


def _rebuild(vocab: Vocab, engine: Engine, words: tuple[str, ...]) -> JiebaTokenizer:
    return JiebaTokenizer(vocab, engine=engine, words=words)


def _cutter(engine: Engine, words: tuple[str, ...]) -> Callable[[str], list[str]]:
    if engine == "rjieba":
        import rjieba  # noqa: PLC0415

        fast = rjieba.Jieba()
        for word in words:
            fast.add_word(word, _SURE, None)
        return lambda text: _cut_ascii(text, fast.cut(text), fast.has_word)
    if engine == "jieba":
        import jieba  # noqa: PLC0415

        slow = jieba.Tokenizer()
        slow.initialize()
        for word in words:
            slow.add_word(word, _SURE)
        return slow.lcut  # type: ignore[no-any-return]
    raise ValueError(f'unknown engine "{engine}": choose rjieba or jieba')


def _cut_ascii(text: str, words: list[str], known: Callable[[str], bool]) -> list[str]:
    """Cuts 3-5 and GB-2260 at their signs, as jieba does; decimals and words of the dictionary stay whole."""
    if "-" not in text and "_" not in text and not _DOTTED.search(text):
        return words
    joined = {word for word in set(words) if word[0] < "\x80" and len(word) > 1 and _SIGNED.search(word)}
    joined = {word for word in joined if not _WHOLE.fullmatch(word) and not known(word)}
    if not joined:
        return words
    return [piece for word in words for piece in (_PIECES.findall(word) if word in joined else (word,))]


@spacy.registry.tokenizers("govtext.JiebaTokenizer.v1")  # type: ignore[attr-defined, untyped-decorator]
def create_tokenizer(
    engine: Engine = "rjieba", words: Sequence[str] = ()
) -> Callable[[spacy.language.Language], JiebaTokenizer]:
    """The tokenizer as a config file names it."""

    def create(nlp: spacy.language.Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, engine=engine, words=words)

    return create
