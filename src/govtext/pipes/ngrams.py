"""A linear model over short character n-grams: which of several labels a stretch of Chinese speaks of.

The model is a small file of n-grams and whole-number weights. Scoring looks every n-gram of a text up in one sorted
array, so that a document costs a handful of array operations, however many stretches are asked for.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from govtext.errors import RuleError

LONGEST = 3
_BITS = 21  # a code point needs no more, and three of them fit in 64 bits
_FORMAT = 1

Codes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """N-grams, ascending by code, and what each says for each label.

    `idf` has one number an n-gram; `weights` one row an n-gram and one column a label, in units of `scale`, the
    n-gram's idf multiplied in; `bias` one number a label. `record` tells how the model was trained.
    """

    labels: tuple[str, ...]
    codes: Codes
    idf: Floats
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    record: dict[str, Any]

    def scores(self, texts: Sequence[str]) -> Floats:
        """The probability of each label for each text, an array of texts by labels; rows sum to 1.

        A text without any known n-gram has what the labels' biases say.
        """
        sums = np.zeros((len(texts), len(self.labels)), dtype=np.int32)
        squares = np.zeros(len(texts))
        for found, inside in codes_in(texts):
            places, owners = known(found, inside, self.codes)
            squares += np.bincount(owners, weights=self.idf[places] ** 2, minlength=len(texts))
            edges = np.flatnonzero(np.diff(owners, prepend=-1))
            if len(edges):
                sums[owners[edges]] += np.add.reduceat(self.weights[places], edges, axis=0, dtype=np.int32)
        logits = sums * self.scale / np.sqrt(np.maximum(squares, 1e-9))[:, None] + self.bias
        odds = np.exp(logits - logits.max(axis=1, keepdims=True)) if len(texts) else logits
        return odds / odds.sum(axis=1, keepdims=True)  # type: ignore[no-any-return]


def codes_of(ngrams: Sequence[str]) -> Codes:
    """N-grams as numbers: their code points side by side."""
    found = np.zeros(len(ngrams), dtype=np.uint64)
    for place in range(LONGEST):
        letters = np.array([ord(ngram[place]) if place < len(ngram) else 0 for ngram in ngrams], dtype=np.uint64)
        found |= letters << np.uint64(_BITS * place)
    return found


def spelled(codes: Codes) -> list[str]:
    """Numbers as the n-grams they stand for."""
    mask = (1 << _BITS) - 1
    return [
        "".join(chr(letter) for place in range(LONGEST) if (letter := (code >> (_BITS * place)) & mask))
        for code in codes.tolist()
    ]


def codes_in(texts: Sequence[str]) -> Iterator[tuple[Codes, Places]]:
    """For each length, every n-gram of every text as a number, and the text each stands in; texts ascending."""
    joined = "".join(text.lower() if len(text.lower()) == len(text) else text for text in texts)
    letters = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
    codes = letters
    for length in range(1, LONGEST + 1):
        if length > 1:
            codes = codes[:-1] | letters[length - 1 :] << np.uint64(_BITS * (length - 1))
        whole = owners[: len(codes)] == owners[length - 1 :]
        yield codes[whole], owners[: len(codes)][whole]


def known(found: Codes, owners: Places, codes: Codes) -> tuple[Places, Places]:
    """The places in `codes` of those n-grams that stand there, and the text each stands in."""
    places = np.minimum(np.searchsorted(codes, found), len(codes) - 1)
    hit = codes[places] == found
    return places[hit], owners[hit]


def save(model: Model, path: Path) -> None:
    """Writes a model file; the same model gives the same bytes."""
    head = json.dumps({"format": _FORMAT, "labels": model.labels, "record": model.record}, ensure_ascii=False, indent=1)
    parts = {
        "codes": model.codes, "idf": model.idf.astype(np.float16), "weights": model.weights,
        "scale": model.scale.astype(np.float32), "bias": model.bias.astype(np.float32),
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("model.json"), head)
        for name, array in parts.items():
            buffer = io.BytesIO()
            np.save(buffer, np.asarray(array), allow_pickle=False)
            archive.writestr(_entry(f"{name}.npy"), buffer.getvalue())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # dated 1980, so that nothing of the day of building is in the file
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


@cache
def load(path: Path) -> Model:
    """A model from its file.

    Raises:
        RuleError: the file cannot be read, or is no model.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            head = json.loads(archive.read("model.json"))
            parts = {
                name: np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
                for name in ("codes", "idf", "weights", "scale", "bias")
            }
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise RuleError(f"{path}: is no theme model; make one with `govtext themes train`") from error
    if head.get("format") != _FORMAT:
        raise RuleError(f"{path}: was made by another version; make it again with `govtext themes train`")
    return Model(
        tuple(head["labels"]), parts["codes"], parts["idf"].astype(np.float64), parts["weights"],
        parts["scale"].astype(np.float64), parts["bias"].astype(np.float64), head["record"],
    )  # fmt: skip
