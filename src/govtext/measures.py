"""Measures: of every report and part how it reads, how many numbers it holds, and how like other reports it is.

Each column is defined, with its source, in docs/measures.md.
"""

from __future__ import annotations

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from govtext.errors import UsageError, few
from govtext.words import as_analysed, is_word, passages

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy.sparse import csr_array

Among = Literal["all", "region", "year"]
AMONG: tuple[Among, ...] = ("all", "region", "year")
PARTS = ("whole", "review", "plan")
LEVEL_ONE = frozenset(bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
                      if (row, cell) < (0xD7, 0xFA))  # fmt: skip
_ABOUT = ["doc_id", "region", "region_code", "report_year"]
_ENDED = re.compile(r"[。！？…][”’）》」』]*$")
_PARTED = re.compile(r"[，；：。！？…]+|——+")
_WORDY = re.compile(r"[^\W_]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NAMED = 5  # reports that a warning names
_BOUNDED = (">=", ">", "<=", "<", "range")
COLUMNS = [
    *_ABOUT, "part", "sentences", "chars", "ended_sentences", "sentence_chars", "sentence_clauses", "clause_chars",
    "common_share", "mentions", "mention_density", "targets", "bounded_targets", "bounded_share",
    "approximate_targets", "approximate_share", "previous_doc_id", "previous_similarity",
]  # fmt: skip
_PAIRS = ["part", "doc_id", "other_doc_id", "region", "other_region", "report_year", "other_report_year", "similarity"]


def measures(documents: pd.DataFrame, sentences: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """One row a report and part (whole, review, plan) that has sentences; missing where there is nothing to divide by.

    Args:
        documents: the table `documents`.
        sentences: the table `sentences`.
        indicators: the table `indicators`.
    """
    keys = ["doc_id", "part"]
    table = _reading(documents, sentences)
    table = table.merge(_numbers(indicators), how="left", on=keys)
    counted = ["mentions", "targets", "bounded_targets", "approximate_targets"]
    table[counted] = table[counted].fillna(0).astype("int64")
    table["mention_density"] = table["mentions"] / table["chars"] * 1000
    targets = table["targets"].where(table["targets"] > 0).astype("float64")
    table["bounded_share"] = table["bounded_targets"] / targets
    table["approximate_share"] = table["approximate_targets"] / targets
    table = table.merge(_previous(documents, sentences), how="left", on=keys)
    return documents[_ABOUT].merge(table, on="doc_id")[COLUMNS].round(6)


def similarity(documents: pd.DataFrame, sentences: pd.DataFrame, *, among: Among = "all") -> pd.DataFrame:
    """One row a part and pair of reports: the cosine of their words weighed by TF-IDF, 0 to 1.

    Rows stand in input order; each pair stands once, the report that comes first in the input first. Where only reports
    of one region or year are paired, those whose region or year is not known are left out, with a warning.

    Args:
        documents: the table `documents`.
        sentences: the table `sentences`.
        among: all pairs, or only those of one region, or of one year.

    Raises:
        UsageError: `among` is none of these.
    """
    import pandas as pd  # noqa: PLC0415

    if among not in AMONG:
        raise UsageError(f'cannot pair reports among "{among}"; choose {", ".join(AMONG)}')
    about = {who[0]: who for who in documents[_ABOUT].itertuples(index=False, name=None)}
    shared = {"all": slice(0), "region": slice(1, 3), "year": slice(3, 4)}[among]
    unknown = _unknown(documents, among)
    rows = []
    for part, ids, weights in _weighed(documents, sentences):
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for number, doc_id in enumerate(ids):
            if doc_id in unknown:
                continue
            groups[about[doc_id][shared]].append(number)
        for numbers in groups.values():
            cosines = _cosines(weights, numbers)
            for (i, first), (j, second) in combinations(enumerate(numbers), 2):
                one, other = about[ids[first]], about[ids[second]]
                rows.append((part, one[0], other[0], one[1], other[1], one[3], other[3], float(cosines[i, j])))
    found = pd.DataFrame(rows, columns=_PAIRS).round(6)
    return found.astype({"report_year": "Int64", "other_report_year": "Int64"})


def _unknown(documents: pd.DataFrame, among: Among) -> set[str]:
    """The reports that are paired with none, since it is not known which they belong with; warns of them."""
    if among == "all":
        return set()
    column = "region" if among == "region" else "report_year"
    found = documents.loc[documents[column].isna() | documents[column].eq(""), "doc_id"].tolist()
    if found:
        warnings.warn(f"{len(found)} reports without a {among} go unpaired: {few(found, _NAMED)}", stacklevel=3)
    return set(found)


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence: what stands between ，；：。！？…—— and holds a letter, a character or a digit."""
    return [piece for piece in _PARTED.split(sentence) if _WORDY.search(piece)]


def common_share(text: str) -> float:
    """The share of a text's Chinese characters that are of level one of GB/T 2312; not a number if it has none."""
    han, common = _characters(text)
    return common / han if han else float("nan")


def _characters(text: str) -> tuple[int, int]:
    """How many Chinese characters a text has, and how many of them are common."""
    found = _HAN.findall(text)
    return len(found), sum(map(LEVEL_ONE.__contains__, found))


def _reading(documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Length and readability by report and part, in input order."""
    import pandas as pd  # noqa: PLC0415

    counted = pd.DataFrame(map(_count, as_analysed(documents, sentences)), columns=list(_Counts._fields))
    counted["doc_id"] = sentences["doc_id"].tolist()
    counted["part"] = [_parts_of(role) for role in sentences["section_role"]]
    in_order = {"doc_id": pd.CategoricalDtype(documents["doc_id"].tolist()), "part": pd.CategoricalDtype(list(PARTS))}
    sums = counted.explode("part").astype(in_order)
    sums = sums.groupby(["doc_id", "part"], observed=True, as_index=False).sum()
    sums = sums.astype({"doc_id": str, "part": str})
    ended, clauses_of, han = (sums[label].where(sums[label] > 0) for label in ("ended_sentences", "clauses", "han"))
    return sums.assign(
        sentence_chars=sums["ended_chars"] / ended,
        sentence_clauses=sums["clauses"] / ended,
        clause_chars=sums["wordy"] / clauses_of,
        common_share=sums["common"] / han,
    )


class _Counts(NamedTuple):
    """What is counted in a sentence; of one that does not end (a heading, a line of a list) no clauses."""

    sentences: int
    chars: int
    ended_sentences: int
    ended_chars: int
    clauses: int
    wordy: int
    han: int
    common: int


def _count(text: str) -> _Counts:
    chars = len("".join(text.split()))
    ended = (0, 0, 0, 0)
    goes_on = text.endswith(("；", ";"))
    if goes_on or _ENDED.search(text):
        ended = (0 if goes_on else 1, chars, len(clauses(text)), len(_WORDY.findall(text)))
    return _Counts(1, chars, *ended, *_characters(text))


def _numbers(indicators: pd.DataFrame) -> pd.DataFrame:
    """Mentions and targets by report and part."""
    import pandas as pd  # noqa: PLC0415

    target = indicators["status"].eq("target")
    counted = pd.DataFrame({
        "doc_id": indicators["doc_id"],
        "part": [_parts_of(role) for role in indicators["section_role"]],
        "mentions": 1,
        "targets": target,
        "bounded_targets": target & indicators["bound"].isin(_BOUNDED),
        "approximate_targets": target & indicators["bound"].eq("~"),
    })  # fmt: skip
    return counted.explode("part").groupby(["doc_id", "part"], sort=False, as_index=False).sum()


def _previous(documents: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The similarity of every report and part with the report of the same region and kind a year before."""
    import pandas as pd  # noqa: PLC0415

    before = _before(documents)
    rows = []
    for part, ids, weights in _weighed(documents, sentences):
        place = {doc_id: number for number, doc_id in enumerate(ids)}
        for doc_id, other in before.items():
            if doc_id in place and other in place:
                rows.append((doc_id, part, other, float(_cosines(weights, [place[doc_id], place[other]])[0, 1])))
    return pd.DataFrame(rows, columns=["doc_id", "part", "previous_doc_id", "previous_similarity"])


def _before(documents: pd.DataFrame) -> dict[str, str]:
    """For every report the one of the year before, of the same region, level and kind, if there is just one."""
    known = documents[documents["region"].fillna("").ne("") & documents["report_year"].notna()]
    keys = [*(known[label].fillna("") for label in ("region", "region_code", "level", "kind")), known["report_year"]]
    there: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for doc_id, *key in zip(known["doc_id"], *keys, strict=True):
        there[tuple(key)].append(doc_id)
    return {
        doc_id: there[*key, int(year) - 1][0]
        for doc_id, *key, year in zip(known["doc_id"], *keys, strict=True)
        if len(there.get((*key, int(year) - 1), ())) == 1
    }


def _weighed(documents: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[tuple[str, list[str], csr_array]]:
    """For every part the reports that have it, in input order, and their TF-IDF, a row a report, of length 1."""
    counts: dict[str, dict[str, Counter[str]]] = {part: {} for part in PARTS}
    for (doc_id, role), _, tokens in passages(documents, sentences, ["doc_id", "section_role"]):
        found = Counter({token: number for token, number in Counter(tokens).items() if is_word(token)})
        for part in _parts_of(str(role)):
            counts[part].setdefault(str(doc_id), Counter()).update(found)
    for part in PARTS:
        ids = [doc_id for doc_id in documents["doc_id"] if counts[part].get(doc_id)]
        if ids:
            yield part, ids, _tfidf([counts[part][doc_id] for doc_id in ids])


def _tfidf(counts: Sequence[Counter[str]]) -> csr_array:
    """Count times ln((1 + n) / (1 + reports with the word)) + 1, each row divided by its length."""
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_array, diags_array  # noqa: PLC0415

    frequency = Counter(word for count in counts for word in count)
    place = {word: number for number, word in enumerate(frequency)}
    idf = np.log((1 + len(counts)) / (1 + np.array(list(frequency.values())))) + 1
    columns = np.array([place[word] for count in counts for word in count])
    weights = np.array([number for count in counts for number in count.values()]) * idf[columns]
    rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
    found = csr_array((weights, (rows, columns)), shape=(len(counts), len(place)))
    return diags_array(1 / np.sqrt(found.multiply(found).sum(axis=1))) @ found


def _cosines(weights: csr_array, numbers: Sequence[int]) -> np.ndarray:
    """The cosine of every two of some rows; rounding never leads beyond 1."""
    chosen = weights[list(numbers)]
    found: np.ndarray = (chosen @ chosen.T).toarray().clip(0, 1)
    return found


def _parts_of(role: str) -> list[str]:
    """The parts that a section of a role belongs to."""
    return ["whole", role] if role in PARTS else ["whole"]
