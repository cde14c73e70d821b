"""The invented sample corpus, and one run over it that all tests share."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

import govtext

CORPORA = Path(__file__).parents[1] / "corpora"
FILES = sorted(CORPORA.rglob("*.txt"), key=lambda path: path.relative_to(CORPORA).as_posix())
IDS = [path.stem for path in FILES]
_MADE: list[govtext.Results] = []


def sample_results(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    """The results of one run over `corpora/`, made when first asked for; read them, never write into their folder."""
    if not _MADE:
        _MADE.append(govtext.run(CORPORA, tmp_path_factory.mktemp("sample") / "out"))
    return _MADE[0]


@cache
def pipeline() -> Language:
    """The shipped pipeline, loaded once."""
    return govtext.load()
