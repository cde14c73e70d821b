"""Names: which names of mentions without a concept mean the same indicator.

Names are compared by TF-IDF over their characters, and only within one kind and one family of units, where they share a
sequence of characters that few names have; so the work grows with the names and not with their pairs. What the rule
table says is told apart is never merged, however alike it is written, nor are names of different numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product, starmap
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from govtext import rules

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

FILE = rules.FOLDER / "alignment.toml"
ALIKE = 0.65  # cosine of two names from which on they may be one; below, too often they are not
_NGRAMS = (1, 3)
_ROUNDED = 0.005
_COMMON = 50  # a sequence that more names have than this brings no two of them together
_HEAD = 2  # the last characters of a Chinese name say what it is; what stands before only narrows it
_GENUS = 4  # characters; a name no longer is of a whole genus: 税收 is not 工业税收
_NOISE = re.compile(r"[“”‘’\"'\s　《》、,，·]|（[^（）]*）|\([^()]*\)")
_SHARE = re.compile(r"(占.+)占比$")  # 占GDP and 占GDP比重
_NUMBERS = re.compile(r"\d+(?:\.\d+)?|[A-Za-z]+|[ⅠⅡⅢⅣⅤⅥ]|[一二两三四五六七八九十百千万亿半]")


class IdleRule(rules.Rule):
    """Words that say nothing about what is measured where they stand."""

    at: Literal["front", "end", "anywhere"]
    words: list[str] = Field(min_length=1)
    reason: str
    example: tuple[str, str]


class SameRule(rules.Rule):
    """Words of which the first stands for all."""

    words: list[str] = Field(min_length=2)
    reason: str
    example: tuple[str, str]


class ApartRule(rules.Rule):
    """Words that tell two names apart unless both have the same of them."""

    words: list[str] = Field(min_length=2)
    reason: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The rule table, ready to be asked: `stands_for` maps a word to the one that stands for it."""

    idle: tuple[IdleRule, ...]
    same: tuple[SameRule, ...]
    apart: tuple[ApartRule, ...]
    stands_for: dict[str, str]
    void: re.Pattern[str]
    words: re.Pattern[str]
    marks: tuple[re.Pattern[str], ...]

    def plain(self, name: str) -> str:
        """A name without quotation marks and idle words, with one word for all that mean the same."""
        bare = _NOISE.sub("", name)
        told = self.words.sub(lambda found: self.stands_for[found[0]], self.void.sub("", bare))
        return _SHARE.sub(r"\1", told) or bare

    def marked(self, plain: str) -> tuple[tuple[str, ...], ...]:
        """What tells a plain name apart: its numbers and Latin words, and its words of every group."""
        return (
            tuple(sorted(_NUMBERS.findall(plain))),
            *(tuple(sorted(set(mark.findall(plain)))) for mark in self.marks),
        )


@cache
def load() -> NameRules:
    """The rules of the table `alignment.toml`, checked."""
    idle = rules.load(FILE, IdleRule, "idle", lambda row: [f"{row.at} {word}" for word in row.words])
    same = rules.load(FILE, SameRule, "same", lambda row: row.words)
    apart = rules.load(FILE, ApartRule, "apart", lambda row: row.words)
    stands_for = {word: row.words[0] for row in same for word in row.words}
    front, end, anywhere = (
        rules.alternation(word for row in idle if row.at == at for word in row.words)
        for at in ("front", "end", "anywhere")
    )
    return NameRules(
        idle=idle,
        same=same,
        apart=apart,
        stands_for=stands_for,
        void=re.compile(f"{anywhere}|^(?:{front})+|(?:{end})+$"),
        words=re.compile(rules.alternation(stands_for)),
        marks=tuple(re.compile(rules.alternation(row.words)) for row in apart),
    )


def may_be_one(one: str, other: str) -> bool:
    """Whether nothing in two plain names tells them apart, however alike they are written."""
    if one == other:
        return True
    if min(len(one), len(other)) <= _GENUS and sorted(one) != sorted(other):
        return False
    heads = one[-_HEAD:] in other and other[-_HEAD:] in one
    return heads and not _replaced(one, other) and _marked(one) == _marked(other)


def _replaced(one: str, other: str) -> bool:
    """Whether one name has other words where the other has some: 陶瓷业产值 and 茶业产值, but not another order."""
    start = _shared_start(one, other)
    one, other = one[start:], other[start:]
    end = _shared_start(one[::-1], other[::-1])
    mine, theirs = set(one[: len(one) - end]), set(other[: len(other) - end])
    return not (mine <= theirs or theirs <= mine)


def _shared_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    differ = (place for place, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs)
    return next(differ, min(len(one), len(other)))


@cache
def _marked(plain: str) -> tuple[tuple[str, ...], ...]:
    return load().marked(plain)


def groups(
    names: Sequence[str], blocks: Sequence[object], said: Sequence[Mapping[tuple[str, ...], float]]
) -> list[int]:
    """For every name the number of its group, counted from 0 in the order in which groups first appear.

    Args:
        names: names as the reports have them; each stands once in a block.
        blocks: what names must share to be compared at all (kind and unit).
        said: the values of every name by where they are said (report, period, status); two names with different values
            at one place are two indicators.
    """
    table = load()
    plain = [table.plain(name) for name in names]
    merged = _Groups(plain, blocks, said)
    first: dict[tuple[object, str], int] = {}
    in_any_order = ("".join(sorted(name)) for name in plain)  # 抚育森林 is 森林抚育
    for number, key in enumerate(zip(blocks, in_any_order, strict=True)):
        if key in first:
            merged.join(first[key], number)
        else:
            first[key] = number
    for one, other in _alike(list(first.values()), plain, blocks):
        merged.join(one, other)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(merged.group[number], len(numbers)) for number in range(len(names))]


def agree(one: Any, other: Any) -> Any:
    """Whether two values may be one that was rounded differently; of two columns, row by row."""
    return abs(one - other) <= _ROUNDED * abs(other)


class _Groups:
    """Groups that grow: two are joined only if every name of the one may stand with every name of the other."""

    def __init__(
        self, plain: Sequence[str], blocks: Sequence[object], said: Sequence[Mapping[tuple[str, ...], float]]
    ) -> None:
        self.plain, self.blocks, self.said = plain, blocks, said
        self.group = list(range(len(plain)))
        self.members = {number: [number] for number in range(len(plain))}

    def join(self, one: int, other: int) -> None:
        kept, gone = self.group[one], self.group[other]
        if kept == gone or not all(starmap(self._compatible, product(self.members[kept], self.members[gone]))):
            return
        for number in self.members[gone]:
            self.group[number] = kept
        self.members[kept] += self.members.pop(gone)

    def _compatible(self, one: int, other: int) -> bool:
        if not may_be_one(self.plain[one], self.plain[other]):
            return False
        mine, theirs = self.said[one], self.said[other]
        return all(agree(mine[place], theirs[place]) for place in mine.keys() & theirs.keys())


def _alike(numbers: Sequence[int], plain: Sequence[str], blocks: Sequence[object]) -> list[tuple[int, int]]:
    """Pairs of names of one block that are alike and that nothing tells apart, the most alike first."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  slow to load

    texts = [plain[number] for number in numbers]
    if len(texts) < 2:
        return []
    weights = TfidfVectorizer(analyzer="char", ngram_range=_NGRAMS, lowercase=False, sublinear_tf=True).fit_transform(
        texts
    )
    places: defaultdict[object, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers):
        places[blocks[number]].append(place)
    found: list[tuple[float, int, int]] = []
    for rows in places.values():
        found += [(-alike, rows[one], rows[other]) for alike, one, other in _neighbours(weights[rows])]
    ordered = sorted((alike, texts[one], texts[other], one, other) for alike, one, other in found)
    return [(numbers[one], numbers[other]) for _, name, against, one, other in ordered if may_be_one(name, against)]


def _neighbours(weights: csr_matrix) -> list[tuple[float, int, int]]:
    """Pairs of rows with their cosine, where it reaches `ALIKE` and the rows share a sequence that few rows have."""
    from scipy.sparse import triu  # noqa: PLC0415

    has = weights.astype(bool).astype("int32").tocsc()
    few = has[:, has.getnnz(axis=0) <= _COMMON]
    pairs = triu(few @ few.T, k=1).tocoo()
    cosines = weights[pairs.row].multiply(weights[pairs.col]).sum(axis=1).A1
    return [
        (float(cosine), int(one), int(other))
        for cosine, one, other in zip(cosines, pairs.row, pairs.col, strict=True)
        if cosine >= ALIKE
    ]
