"""Tokens of a sentence as written, cut further where a mention begins or ends, so that labels fit on them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from spacy.vocab import Vocab

from govtext.annotation.tasks import Task
from govtext.pipes.tokenizer import JiebaTokenizer

_BLANK = re.compile(r"\s+|\S+")


def cut(task: Task) -> list[tuple[int, int]]:
    """The places of a task's tokens; together they are its whole text."""
    ends = {0, len(task.text)} | {place for record in task.records for place in (record.start, record.end)}
    ends |= {token.idx for token in _tokenizer()(task.text)}
    ends |= {match.end() for match in _BLANK.finditer(task.text)}
    return list(pairwise(sorted(ends)))


@cache
def _tokenizer() -> JiebaTokenizer:
    return JiebaTokenizer(Vocab())
