"""Attention: how much of each report's words are those of a published word list.

Matching is leftmost-longest within a dictionary: at every place the longest term wins, and what it covers is not
counted again. `substring` counts a term wherever its characters stand; `token` only where it begins and ends where
jieba's words do, so that a term that jieba cuts into several words counts all the same.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import ahocorasick_rs

from govtext.errors import UsageError

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
_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}  # full-width letters, digits
COLUMNS = (
    "doc_id", "region", "region_code", "report_year", "part", "dictionary", "dimension", "matching", "negated",
    "hits", "hit_chars", "hit_tokens", "chars", "tokens", "char_share", "token_share",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A word list: the dimensions of every term (usually one), and one automaton over all terms."""

    name: str
    terms: dict[str, tuple[str, ...]]
    automaton: ahocorasick_rs.AhoCorasick

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


def dictionary(name: str, terms: dict[str, tuple[str, ...]]) -> Dictionary:
    """A word list from its terms and their dimensions."""
    return Dictionary(name, terms, ahocorasick_rs.AhoCorasick(list(terms)))


def read(path: Path) -> list[Dictionary]:
    """The dictionaries of a CSV file with columns `dictionary` (or `dict_id`), `dimension` and `term`.

    A term that stands in two dimensions of a dictionary counts in both.

    Raises:
        UsageError: the file cannot be read, lacks a column, or holds an empty term.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            names = set(reader.fieldnames or ())
            key = "dictionary" if "dictionary" in names else "dict_id"
            missing = sorted({key, "dimension", "term"} - names)
            if missing:
                raise UsageError(
                    f"{path}: has no column {', '.join(missing)}; it needs dictionary (or dict_id), dimension and term"
                )
            for row in reader:
                term, dimension = (row["term"] or "").strip(), (row["dimension"] or "").strip()
                if not term:
                    raise UsageError(f"{path}:{reader.line_num}: the term is empty; fill it in or take the line out")
                of_term = found[(row[key] or "").strip()]
                of_term[term] = tuple(dict.fromkeys((*of_term.get(term, ()), dimension)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    if not found:
        raise UsageError(f"{path}: holds no term")
    return [dictionary(name, terms) for name, terms in found.items()]


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
    terms = list(words.terms)
    found = sorted(
        ((start, -end, terms[term]) for term, start, end in words.automaton.find_matches_as_indexes(
            text, overlapping=True)),
    )  # fmt: skip
    result: list[Hit] = []
    place = 0
    for start, backwards, term in found:
        end = -backwards
        if start < place or (bounds is not None and (start not in bounds or end not in bounds)):
            continue
        place = end
        if not (drop_negated and negated(text, start)):
            result.append(Hit(start, end, words.terms[term]))
    return result


def negated(text: str, start: int) -> bool:
    """Whether `NEGATION_RULE` drops a hit that begins at a place."""
    window = max(0, start - _LOOKED_AT)
    return any(_NEGATED.match(text, place, start) for place in range(window, start))


@dataclass(slots=True)
class _Count:
    hits: int = 0
    chars: int = 0
    tokens: int = 0


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
        sentences: the table `sentences`; converted to Simplified characters before matching.
        dictionaries: the word lists.
        matching: `token` or `substring`.
        drop_negated: leave out negated hits.
        words: words that the tokenizer keeps whole besides its own.
    """
    import pandas as pd  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    from govtext.cleaning.script import simplified  # noqa: PLC0415
    from govtext.pipes import JiebaTokenizer, token_starts  # noqa: PLC0415

    tokenizer = JiebaTokenizer(Vocab(), words=words)
    rows: list[tuple[object, ...]] = []
    by_document = {str(key): group for key, group in sentences.groupby("doc_id", sort=False)}
    about = ["doc_id", "region", "region_code", "report_year"]
    for *who, script in documents[[*about, "script"]].itertuples(index=False, name=None):
        counts: dict[tuple[str, str, str], _Count] = defaultdict(_Count)
        total: dict[str, _Count] = defaultdict(_Count)
        group = by_document.get(str(who[0]))
        for role, text in () if group is None else _texts(group):
            shown = (simplified(text) if script == "Hant" else text).translate(_NARROW)
            edges = token_starts(tokenizer(shown)).tolist()
            parts = tuple(part for part in PARTS if part in {"whole", role})
            breaks = shown.count("\n")
            for part in parts:
                total[part].chars += len(shown) - breaks
                total[part].tokens += len(edges) - 1 - breaks
            for key, hit in _found(shown, dictionaries, edges if matching == "token" else None, drop_negated):
                tokens = bisect_left(edges, hit.end) - (bisect_left(edges, hit.start + 1) - 1)
                for part, dimension in product(parts, hit.dimensions):
                    count = counts[part, key, dimension]
                    count.hits += 1
                    count.chars += hit.end - hit.start
                    count.tokens += tokens
        for part in PARTS:
            whole = total[part]
            for words_of in dictionaries:
                for dimension in words_of.dimensions:
                    count = counts[part, words_of.name, dimension]
                    rows.append((
                        *who, part, words_of.name, dimension, matching, NEGATION_RULE if drop_negated else "counted",
                        count.hits, count.chars, count.tokens, whole.chars, whole.tokens,
                        _share(count.chars, whole.chars), _share(count.tokens, whole.tokens),
                    ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _found(
    text: str, dictionaries: Iterable[Dictionary], edges: Sequence[int] | None, drop_negated: bool
) -> Iterator[tuple[str, Hit]]:
    bounds = None if edges is None else frozenset(edges)
    for words in dictionaries:
        for hit in hits(text, words, bounds=bounds, drop_negated=drop_negated):
            yield words.name, hit


def _texts(sentences: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """The sentences of each role, one a line; a line's end parts words, so that no hit reaches over it."""
    for role, group in sentences.groupby("section_role", sort=False):
        yield str(role), "\n".join(text.replace("\n", " ") for text in group["text"])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 8) if whole else 0.0
