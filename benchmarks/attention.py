"""Times `attention` against a plain loop over words, and says whether both count the same.

    python benchmarks/attention.py [--results FOLDER] [--dictionary FILE.csv]

Runs govtext on ../shared/corpus (or takes a results folder that an earlier run left). The loop takes one sentence after
the other, cuts it with jieba, looks for one term after the other, and keeps the leftmost, of those the longest.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import jieba
import pandas as pd

import govtext
from govtext import attention, words

SHARED = Path(__file__).parents[2] / "shared"
Counts = Counter[tuple[str, str, str, str, str]]


def places(text: str, terms: dict[str, tuple[str, ...]], edges: set[int] | None) -> list[tuple[int, int]]:
    """Where terms stand in a sentence."""
    found = []
    for term in terms:
        start = text.find(term)
        while start >= 0:
            if edges is None or {start, start + len(term)} <= edges:
                found.append((start, start + len(term)))
            start = text.find(term, start + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def plainly(
    documents: pd.DataFrame,
    sentences: pd.DataFrame,
    lists: list[attention.Dictionary],
    matching: attention.Rule,
    cut: Callable[[str], list[str]],
) -> Counts:
    """Hits, their characters and their tokens by report, part, dictionary and dimension."""
    counts: Counts = Counter()
    texts = words.as_analysed(documents, sentences)
    for doc_id, role, text in zip(sentences["doc_id"], sentences["section_role"], texts, strict=True):
        edges = [0]
        for token in cut(text):
            edges.append(edges[-1] + len(token))
        for each in lists:
            for start, end in places(text, each.terms, set(edges) if matching == "token" else None):
                touched = bisect_left(edges, end) - bisect_left(edges, start + 1) + 1
                for dimension in each.terms[text[start:end]]:
                    for part in {"whole", role} & set(attention.PARTS):
                        counts[doc_id, part, each.name, dimension, "hits"] += 1
                        counts[doc_id, part, each.name, dimension, "hit_chars"] += end - start
                        counts[doc_id, part, each.name, dimension, "hit_tokens"] += touched
    return counts


def counts_of(table: pd.DataFrame) -> Counts:
    """The counts of a table of `attention`, those of 0 left out."""
    long = table.melt(["doc_id", "part", "dictionary", "dimension"], ["hits", "hit_chars", "hit_tokens"])
    return +Counter({(*key,): n for *key, n in long.itertuples(index=False, name=None)})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--results", type=Path)
    arguments.add_argument("--dictionary", type=Path, default=SHARED / "attention_dictionaries.csv")
    args = arguments.parse_args()
    if not args.dictionary.exists():
        raise SystemExit(f"{args.dictionary} is not there; name a word list with --dictionary")
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    lists = attention.read(args.dictionary)
    with tempfile.TemporaryDirectory() as folder:
        found = govtext.Results(args.results) if args.results else govtext.run(SHARED / "corpus", Path(folder) / "out")
        documents, sentences = found.documents, found.sentences
    print(f"{len(documents)} reports, {len(sentences):,} sentences, {len(lists)} word lists; seconds of the processor")
    for matching in attention.RULES:
        start = time.process_time()
        table = attention.attention(documents, sentences, lists, matching=matching)
        middle = time.process_time()
        expected = plainly(documents, sentences, lists, matching, jieba.lcut)
        end = time.process_time()
        fast, slow = middle - start, end - middle
        same = "same counts" if counts_of(table) == expected else "DIFFERENT COUNTS"
        print(f"{matching:<9}  govtext {fast:6.2f}  loop {slow:6.2f}  ratio {fast / slow:.3f}  {same}")


if __name__ == "__main__":
    main()
