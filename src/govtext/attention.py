"""Attention: how much of each report's words are those of a published word list.

Matching is leftmost-longest within a dictionary: at every place the longest term wins, and what it covers is not
counted again. `substring` counts a term wherever its characters stand; `token` only where it begins and ends where
jieba's words do, so that a term that jieba cuts into several words counts all the same. All lists are looked for in
one pass; the counting is done in arrays, a row a term.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from govtext import edited
from govtext.errors import UsageError
from govtext.words import Passage, passages

if TYPE_CHECKING:
    import pandas as pd

Rule = Literal["token", "substring"]
RULES: tuple[Rule, ...] = ("token", "substring")
PARTS = ("whole", "review", "plan")
NEGATIONS = ("不", "没", "没有", "无", "未", "非", "并非", "不再", "不得", "禁止", "杜绝", "严禁", "避免", "防止")
NOT_NEGATING = (
    "不断",
    "不仅",
    "不但",
    "不同",
    "不少",
    "不久",
    "不动产",
    "无人",
    "无线",
    "无锡",
    "未来",
    "非常",
    "非公",
    "非遗",
    "非物质",
)
NEGATED_WITHIN = 3
NEGATION_RULE = (
    f"dropped where one of {'|'.join(NEGATIONS)} (but not {'|'.join(NOT_NEGATING)}) "
    f"ends at most {NEGATED_WITHIN} characters before the hit in the same clause"
)
_NEGATED = re.compile(
    f"(?!{'|'.join(NOT_NEGATING)})(?:{'|'.join(sorted(NEGATIONS, key=len, reverse=True))})"
    rf"[^，。；：、！？\n]{{0,{NEGATED_WITHIN}}}$"
)
_LOOKED_AT = NEGATED_WITHIN + max(map(len, NEGATIONS))
COLUMNS = (
    "doc_id", "region", "region_code", "report_year", "part", "dictionary", "dimension", "matching", "negated",
    "hits", "hit_chars", "hit_tokens", "chars", "tokens", "char_share", "token_share",
)  # fmt: skip

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A word list: every term and its dimensions, usually one."""

    name: str
    terms: dict[str, tuple[str, ...]]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Its dimensions, in the order of its file."""
        return tuple(dict.fromkeys(dimension for found in self.terms.values() for dimension in found))


@dataclass(frozen=True, slots=True)
class Hit:
    """A term at `text[start:end]`."""

    start: int
    end: int
    dimensions: tuple[str, ...]


def read(path: Path) -> list[Dictionary]:
    """The dictionaries of a CSV file with columns `dictionary` (or `dict_id`), `dimension` and `term`.

    A term that stands in two dimensions of a dictionary counts in both.

    Raises:
        UsageError: the file cannot be read, lacks a column, or holds an empty term.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for line in edited.lines(path, ["dimension", "term"]):
        if not {"dictionary", "dict_id"} & line.cells.keys():
            raise UsageError(f"{path}:1: has no column dictionary (or dict_id); give it one")
        if not line["term"]:
            raise line.wrong("the term is empty; fill it in or take the line out")
        if not (line["dictionary"] or line["dict_id"]):
            raise line.wrong("the dictionary is empty; write its name in every line")
        of_term = found[line["dictionary"] or line["dict_id"]]
        of_term[line["term"]] = tuple(dict.fromkeys((*of_term.get(line["term"], ()), line["dimension"])))
    if not found:
        raise UsageError(f"{path}: holds no term")
    return [Dictionary(name, terms) for name, terms in found.items()]


def hits(
    text: str, words: Dictionary, *, bounds: Collection[int] | None = None, drop_negated: bool = False
) -> list[Hit]:
    """The terms of a dictionary in a text, leftmost first, of those the longest, none within another.

    Args:
        text: the text, usually a sentence.
        words: the dictionary.
        bounds: where tokens begin and end; None to match wherever the characters stand.
        drop_negated: leave out hits that a negation stands before (`NEGATION_RULE`).
    """
    edges = None if bounds is None else np.array(sorted({place for place in bounds if place <= len(text)}), dtype=int)
    found = _Lists([words]).find(text, edges, drop_negated=drop_negated)
    dimensions = list(words.terms.values())
    return [Hit(start, end, dimensions[term]) for term, start, end in found.T.tolist()]


def negated(text: str, start: int) -> bool:
    """Whether `NEGATION_RULE` drops a hit that begins at a place."""
    window = max(0, start - _LOOKED_AT)
    return any(_NEGATED.match(text, place, start) for place in range(window, start))


class _Lists:
    """All word lists as one automaton. A term that stands in two lists is there twice.

    `owner` and `length` have one number a term; `dimensions` is terms by (list, dimension), 1 where a term counts.
    """

    def __init__(self, dictionaries: Sequence[Dictionary]) -> None:
        terms = [(number, term) for number, words in enumerate(dictionaries) for term in words.terms]
        self.rows = [(words.name, dimension) for words in dictionaries for dimension in words.dimensions]
        self.owner: Ints = np.array([number for number, _ in terms], dtype=np.int64)
        self.length: Ints = np.array([len(term) for _, term in terms], dtype=np.int64)
        self.dimensions: Ints = np.zeros((len(terms), len(self.rows)), dtype=np.int64)
        places = {row: place for place, row in enumerate(self.rows)}
        for number, (owner, term) in enumerate(terms):
            words = dictionaries[owner]
            self.dimensions[number, [places[words.name, dimension] for dimension in words.terms[term]]] = 1
        self._automaton = ahocorasick_rs.AhoCorasick([term for _, term in terms])

    def find(self, text: str, edges: Ints | None, *, drop_negated: bool = False) -> Ints:
        """The hits in a text, list by list, leftmost first: rows term, start and end; a column a hit.

        Args:
            text: the text.
            edges: where tokens begin and end; None to match wherever the characters stand.
            drop_negated: leave out negated hits.
        """
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        found = np.fromiter(chain.from_iterable(matches), dtype=np.int64, count=3 * len(matches)).reshape(-1, 3).T
        if edges is not None:
            edge = np.zeros(len(text) + 1, dtype=bool)
            edge[edges] = True
            found = found[:, edge[found[1]] & edge[found[2]]]
        found = self._longest(found, len(text) + 1)
        if drop_negated:
            found = found[:, [not negated(text, start) for start in found[1].tolist()]]
        return found

    def _longest(self, found: Ints, width: int) -> Ints:
        """Of hits that overlap in one list the leftmost, of those the longest; the lists lie `width` apart."""
        term, start, end = found
        apart = self.owner[term] * width
        order = np.lexsort((-end, start + apart))
        kept, place = [], 0
        for number, first, last in zip(order.tolist(), (start + apart)[order].tolist(), (end + apart)[order].tolist(),
                                       strict=True):  # fmt: skip
            if first >= place:
                place = last
                kept.append(number)
        return found[:, kept]

    def count(self, found: Ints, edges: Ints) -> Ints:
        """Of hits, for every list and dimension: how many, their characters, and the tokens they touch."""
        term, start, end = found
        touched = np.searchsorted(edges, end, side="left") - np.searchsorted(edges, start, side="right") + 1
        most = len(self.owner)
        number = np.bincount(term, minlength=most)
        tokens = np.bincount(term, weights=touched, minlength=most).astype(np.int64)
        return self.dimensions.T @ np.stack([number, number * self.length, tokens], axis=1)


@dataclass(slots=True)
class _Count:
    """What a part of a report holds: hits by (list, dimension) and (hits, characters, tokens), and all of the part."""

    hits: Ints
    chars: int = 0
    tokens: int = 0

    def add(self, hits: Ints, chars: int, tokens: int) -> None:
        self.hits += hits
        self.chars += chars
        self.tokens += tokens


def attention(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    dictionaries: Sequence[Dictionary],
    *,
    matching: Rule,
    drop_negated: bool = False,
    words: Sequence[str] = (),
) -> pd.DataFrame:
    """One row a report, part, dictionary and dimension: hits, their characters and tokens, and shares of the part's.

    A term's tokens are those that it touches. Shares are of all characters and tokens of the part's sentences.

    Args:
        documents: the table `documents`.
        sentences: the table `sentences`; matched as the pipeline saw them, in Simplified characters.
        dictionaries: the word lists.
        matching: `token` or `substring`.
        drop_negated: leave out negated hits.
        words: words that the tokenizer keeps whole besides its own.
    """
    import pandas as pd  # noqa: PLC0415

    lists = _Lists(dictionaries)
    counts = _counts(lists, passages(documents, sentences, ["doc_id", "section_role"], words), matching, drop_negated)
    stated = (matching, NEGATION_RULE if drop_negated else "counted")
    rows = [
        (*who, part, *row, *stated, *hits, count.chars, count.tokens,
         _share(hits[1], count.chars), _share(hits[2], count.tokens))
        for who in documents[list(COLUMNS[:4])].itertuples(index=False, name=None)
        for part in PARTS
        for count in [counts[str(who[0]), part]]
        for row, hits in zip(lists.rows, count.hits.tolist(), strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _counts(
    lists: _Lists, texts: Iterable[Passage], matching: Rule, drop_negated: bool
) -> dict[tuple[str, str], _Count]:
    """The counts of every report and part."""
    counts: dict[tuple[str, str], _Count] = defaultdict(lambda: _Count(np.zeros((len(lists.rows), 3), dtype=np.int64)))
    for (doc_id, role), text, tokens in texts:
        edges = np.fromiter(accumulate(map(len, tokens), initial=0), dtype=np.int64, count=len(tokens) + 1)
        found = lists.find(text, edges if matching == "token" else None, drop_negated=drop_negated)
        hits, breaks = lists.count(found, edges), text.count("\n")
        for part in {"whole", str(role)} & set(PARTS):
            counts[str(doc_id), part].add(hits, len(text) - breaks, len(tokens) - breaks)
    return counts


def _share(part: int, whole: int) -> float:
    return round(part / whole, 8) if whole else 0.0
