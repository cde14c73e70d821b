"""Builds the shipped theme model from a folder of reports.

    python scripts/build_theme_model.py FOLDER [-o src/govtext/rules/theme_model.npz]

It learns from the sentences and clauses whose words leave no doubt (`govtext/rules/themes.toml`). What it writes holds
n-grams of up to three characters, their weights, and the training record; no sentence.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from govtext import reading, training
from govtext.cleaning import clean
from govtext.identity import identify
from govtext.pipes import ngrams, sections, themes
from govtext.reading import Failure

CLAUSE = re.compile(r"[^，。；：！？\n]+")


def stretches(folder: Path) -> Iterator[str]:
    """Every sentence of every report, and its clauses, for mentions are judged by theirs."""
    for place in reading.discover([folder]):
        if isinstance(place, Failure):
            continue
        report = reading.read(place)
        text = clean(report.text).text
        for sentence in sections.sentences(text, sections.find(text, identify(report, text))):
            shown = text[sentence.start : sentence.end]
            yield shown
            clauses = CLAUSE.findall(shown)
            if len(clauses) > 1:
                yield from (clause for clause in clauses if len(clause) > 6)


def main() -> None:
    """Reads, learns, writes, prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("-o", "--output", type=Path, default=themes.MODEL)
    arguments.add_argument("--most", type=int, default=12_000, help="n-grams to keep")
    args = arguments.parse_args()
    labelled = training.sure_sentences(stretches(args.folder), themes.load_words())
    trained = training.train(labelled, most=args.most, source="sentences and clauses whose words leave no doubt")
    ngrams.save(trained.model, args.output)
    print(trained.summary())
    print(f"{args.output}: {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
