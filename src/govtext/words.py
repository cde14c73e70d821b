"""Words: what stands in each report, theme or year, cut as the pipeline cuts, as a document-term matrix.

The words come from the table `sentences`: each sentence is cleaned again and cut by the tokenizer of the pipeline.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from govtext.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_array

By = Literal["report", "theme", "year"]
NO_THEME = "none"
_ABOUT: dict[By, list[str]] = {
    "report": ["doc_id", "region", "region_code", "report_year"],
    "theme": ["doc_id", "region", "region_code", "report_year", "theme"],
    "year": ["report_year"],
}
# Cleaning finds nothing in a sentence that has none but these, and most have none but these.
_ODD = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9，。、；：？！“”‘’（）《》〈〉【】「」—…·%.+/○〇]")


class Passage(NamedTuple):
    """Sentences of one key, one a line, in Simplified characters and half width; `tokens` join to `text`."""

    key: tuple[object, ...]
    text: str
    tokens: list[str]


def passages(
    documents: pd.DataFrame, sentences: pd.DataFrame, keys: Sequence[str], words: Sequence[str] = ()
) -> Iterator[Passage]:
    """The sentences that agree in columns of the table, cut into tokens; a line's end is a token of its own.

    Args:
        documents: the table `documents`; tells which reports are in Traditional script.
        sentences: the table `sentences`.
        keys: columns of `sentences`.
        words: words that are kept whole besides those of the dictionary.
    """
    cut = cutter(tuple(words))
    grouped: dict[tuple[object, ...], list[str]] = defaultdict(list)
    columns = (sentences[key].tolist() for key in keys)
    for *key, text in zip(*columns, as_analysed(documents, sentences), strict=True):
        grouped[tuple(key)].append(text)
    for found, texts in grouped.items():
        text = "\n".join(texts)
        yield Passage(found, text, cut(text))


def as_analysed(documents: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """The text of every sentence as the pipeline saw it: mended, Simplified, half-width, without line breaks."""
    from govtext.cleaning import clean  # noqa: PLC0415
    from govtext.cleaning.script import simplified  # noqa: PLC0415

    traditional = set(documents.loc[documents["script"] == "Hant", "doc_id"])
    found: list[str] = []
    for doc_id, raw in zip(sentences["doc_id"].tolist(), sentences["text"].tolist(), strict=True):
        text = clean(raw).text.replace("\n", " ") if _ODD.search(raw) else raw
        found.append(simplified(text) if doc_id in traditional else text)
    return found


@lru_cache(maxsize=4)
def cutter(words: tuple[str, ...] = ()) -> Callable[[str], list[str]]:
    """The tokenizer of the pipeline, from text to tokens; it keeps a dictionary of its own.

    Args:
        words: words to keep whole; each also in Simplified characters.
    """
    from spacy.vocab import Vocab  # noqa: PLC0415

    from govtext.pipes import JiebaTokenizer  # noqa: PLC0415

    return JiebaTokenizer(Vocab(), words=_simplified_too(words))._cut


def read_list(path: Path) -> list[str]:
    """The words of a text file: one a line; of a line `word frequency tag`, as jieba writes it, the word.

    Raises:
        UsageError: the file cannot be read as UTF-8, or holds no word.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read; save it as UTF-8 text, one word a line: {error}") from error
    found = [line.split()[0] for line in lines if line.strip()]
    if not found:
        raise UsageError(f"{path}: holds no word; write one a line")
    return found


def words(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: By = "report",
    stop_words: Sequence[str] = (),
    dictionary: Sequence[str] = (),
    min_count: int = 1,
) -> pd.DataFrame:
    """How often each word stands in each report, each theme of a report, or each year: columns `token` and `count`.

    Punctuation and numbers are no words: a token counts if it holds a letter or a Chinese character. Rows stand in
    input order, the most frequent word of a report first.

    Args:
        documents: the table `documents`.
        sentences: the table `sentences`.
        by: what is one document of the matrix; a sentence belongs to its primary theme, `none` if it has none.
        stop_words: words to leave out.
        dictionary: words that are kept whole.
        min_count: leave out words that stand fewer times in all sentences together.

    Raises:
        UsageError: `by` is none of these, or `min_count` is below 1.
    """
    import pandas as pd  # noqa: PLC0415

    if by not in _ABOUT:
        raise UsageError(f'cannot count by "{by}"; choose {", ".join(_ABOUT)}')
    if min_count < 1:
        raise UsageError(f"min_count is {min_count}; it has to be 1 or more")
    who = documents.set_index("doc_id")[["region", "region_code", "report_year"]]
    theme = sentences["themes"].fillna("").str.partition(";")[0].replace("", NO_THEME)
    asked = sentences.assign(theme=theme).join(who, on="doc_id")
    left_out = set(_simplified_too(stop_words))
    counts = [
        (passage.key, Counter({word: n for word, n in Counter(passage.tokens).items() if is_word(word, left_out)}))
        for passage in passages(documents, asked, _ABOUT[by], dictionary)
    ]
    total = Counter[str]()
    for _, count in counts:
        total.update(count)
    rows = [
        (*key, word, n) for key, count in counts for word, n in count.most_common() if total[word] >= min_count
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*_ABOUT[by], "token", "count"]).astype({"report_year": "Int64"})


def is_word(token: str, stop_words: Collection[str] = ()) -> bool:
    """Whether a token counts: it holds a letter or a Chinese character and is no stop word."""
    return token not in stop_words and any(map(str.isalpha, token))


class Matrix(NamedTuple):
    """A document-term matrix: whole numbers, a row a document, a column a term; and what the rows and columns are."""

    counts: csr_array
    documents: pd.DataFrame
    terms: pd.DataFrame


def matrix(table: pd.DataFrame) -> Matrix:
    """The document-term matrix of the table that `words` gives; rows in its order, terms sorted by code point."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    about = [label for label in table.columns if label not in {"token", "count"}]
    rows = table.groupby(about, sort=False, dropna=False).ngroup().to_numpy()
    codes, terms = table["token"].astype(object).factorize(sort=True)
    documents = table[about].drop_duplicates(ignore_index=True)
    counts = csr_array((table["count"].to_numpy(dtype="int64"), (rows, codes)), shape=(len(documents), len(terms)))
    columns = table[["token"]].drop_duplicates().assign(token=terms)
    columns["count"] = counts.sum(axis=0)
    columns["documents"] = (counts > 0).sum(axis=0)
    return Matrix(counts, documents, columns.reset_index(drop=True))


def write(table: pd.DataFrame, path: Path) -> list[Path]:
    """Writes the table that `words` gives: long (.parquet, .csv, .xlsx, .dta), or as a matrix (.mtx).

    A matrix is a Matrix Market file of whole numbers; beside `NAME.mtx` stand `NAME.docs.csv` with a line a row and
    `NAME.terms.csv` with a line a column.

    Returns:
        The files written.
    """
    from govtext import exporting  # noqa: PLC0415

    files = files_of(path)
    if len(files) == 1:
        return [exporting.write(table, path)]
    from scipy.io import mmwrite  # noqa: PLC0415

    found = matrix(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        mmwrite(target, found.counts, field="integer", symmetry="general")
    for frame, beside in zip((found.documents, found.terms), files[1:], strict=True):
        exporting.write(frame, beside)
    return files


def files_of(path: Path) -> list[Path]:
    """The files that `write` writes for a path."""
    if path.suffix.lower() != ".mtx":
        return [path]
    return [path, path.with_suffix(".docs.csv"), path.with_suffix(".terms.csv")]


def _simplified_too(words: Sequence[str]) -> list[str]:
    from govtext.cleaning.script import simplified  # noqa: PLC0415

    return list(dict.fromkeys(form for word in words for form in (word, simplified(word))))
