"""Training: a theme model from sentences whose words leave no doubt, and from sentences that a person labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govtext import edited, nearest
from govtext.errors import UsageError
from govtext.pipes import ngrams, themes
from govtext.pipes.ngrams import Codes, Floats, Model, codes_in, known, spelled

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

NONE = "none"  # how a label file writes that a sentence has no theme
_FOLDS = 5
_TOLD = 20  # wrong lines that a message lists
_LEAST = 2  # an n-gram that stands in fewer sentences is chance
_SILENT = 0.05  # sentences without a word of any theme, for each one whose words leave no doubt
_PUNCTUATION = frozenset("，。；：、！？“”‘’（）()《》〈〉…—－-·%％+,.;:!?\"' 　\t\n0123456789０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and its theme, "" for none; `origin` is the sentence it was made from, if it was."""

    text: str
    theme: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and how well it foretold the sentences it had not seen, theme by theme."""

    model: Model
    accuracy: float
    macro_f1: float
    f1: dict[str, float]
    sentences: Counter[str]

    def summary(self) -> str:
        """The figures as text, one theme a line."""
        lines = [f"{sum(self.sentences.values())} sentences, {_FOLDS}-fold cross-validated"]
        lines += [f"accuracy {self.accuracy:.3f}  macro F1 {self.macro_f1:.3f}", ""]
        width = max(len(theme) for theme in self.f1)
        lines += [
            f"{theme or NONE:<{max(width, 4)}}  {self.sentences[theme]:>6}  F1 {f1:.3f}"
            for theme, f1 in self.f1.items()
        ]
        return "\n".join(lines)


def read_labels(path: Path, ids: Collection[str]) -> list[Labelled]:
    """The sentences of a label table, CSV or Excel: columns `text` and `theme`, which is `none` where there is none.

    Raises:
        UsageError: the file cannot be read, lacks a column, or has rows without a sentence or with a theme that is none
            of `ids`; names every such line.
    """
    lines = list(edited.lines(path, ["text", "theme"]))
    wrong = [f"{path}:{line.number}: {said}" for line in lines if (said := _wrong(line, ids))]
    if wrong:
        rest = [f"and {len(wrong) - _TOLD} more lines"] if len(wrong) > _TOLD else []
        raise UsageError("\n".join([*wrong[:_TOLD], *rest]))
    return [Labelled(line["text"], "" if line["theme"] == NONE else line["theme"]) for line in lines]


def _wrong(line: edited.Line, ids: Collection[str]) -> str:
    """What is wrong with a line of a label file, or ""."""
    if not line["text"]:
        return "the sentence is empty; fill it in or take the line out"
    if line["theme"] not in {NONE, *ids}:
        return f'there is no theme "{line["theme"]}"; {nearest.hint(line["theme"], [*ids, NONE])}'
    return ""


def from_files(labels: Path | None, results: Path | None, table: Path | None) -> Trained:
    """A model from a label file, from a results folder, or from both; a labelled sentence counts ten times a sure one.

    Raises:
        UsageError: neither is given, or one cannot be used.
        RuleError: the theme table cannot be used.
    """
    words = themes.load_words(table or themes.FILE)
    by_hand = read_labels(labels, words.themes) if labels else []
    sure: list[Labelled] = []
    if results:
        from govtext.results import Results  # noqa: PLC0415

        sure = sure_sentences(Results(results).sentences["text"], words)
    if not by_hand and not sure:
        raise UsageError("nothing to learn from: give a label file, or a results folder with --on")
    source = " and ".join(
        [*([f"{len(by_hand)} labelled sentences"] if labels else []), *([f"{len(sure)} sure ones"] if results else [])]
    )
    counting = [10.0 if sure else 1.0] * len(by_hand) + [1.0] * len(sure)
    return train([*by_hand, *sure], weights=counting, source=source)


def save(trained: Trained, path: Path) -> None:
    """Writes the model file."""
    ngrams.save(trained.model, path)


def sure_sentences(sentences: Iterable[str], table: themes.ThemeTable) -> list[Labelled]:
    """Those of the sentences whose words leave no doubt, each also without those words, and some without any word.

    From the second form the model learns what stands beside the words, and so what to say where they are missing. Most
    sentences without a word of any theme have none; as not all do, they are a small share of what is learnt from.
    """
    found: list[Labelled] = []
    silent: list[Labelled] = []
    for sentence in dict.fromkeys(sentences):
        theme = themes.sure(sentence, table)
        if theme is not None:
            found.append(Labelled(sentence, theme))
            rest = themes.without_words(sentence, table)
            if theme and len(rest) >= 4:
                found.append(Labelled(rest, theme, sentence))
        elif not themes.themes_in(sentence, table):
            silent.append(Labelled(sentence, ""))
    most = int(len(found) * _SILENT)
    return found + silent[:: max(1, -(-len(silent) // max(1, most)))][:most]


def train(
    labelled: Sequence[Labelled], *, most: int = 12_000, weights: Sequence[float] | None = None, source: str = ""
) -> Trained:
    """A model of the labelled sentences: TF-IDF of n-grams of up to three characters, and a linear model over it.

    Args:
        labelled: the sentences; those of one origin always fall into the same fold.
        most: how many n-grams to keep, those that tell most.
        weights: how much each sentence counts.
        source: where the sentences come from, for the training record.

    Raises:
        UsageError: fewer than two themes, or too few sentences to tell them apart.
    """
    counts = Counter(row.theme for row in labelled)
    if len(counts) < 2 or len(labelled) < 2 * _FOLDS:
        raise UsageError(
            f"{len(labelled)} sentences of {len(counts)} themes are too few to learn from; "
            f"give at least {2 * _FOLDS} sentences of two themes"
        )
    import sklearn  # noqa: PLC0415  only training needs it, and it loads slowly
    from sklearn.metrics import accuracy_score, f1_score  # noqa: PLC0415

    labels = sorted(counts)
    target = np.array([labels.index(row.theme) for row in labelled])
    texts = [row.text for row in labelled]
    sample = np.ones(len(texts)) if weights is None else np.asarray(weights, dtype=float)
    fold = _folds([row.origin or row.text for row in labelled], target)
    foretold = _foretold(texts, target, sample, fold, labels, most)
    f1 = f1_score(target, foretold, labels=range(len(labels)), average=None, zero_division=0)
    accuracy = float(accuracy_score(target, foretold))
    record: dict[str, Any] = {
        "source": source,
        "sentences": {label or NONE: counts[label] for label in labels},
        "folds": _FOLDS,
        "accuracy": round(accuracy, 4),
        "macro_f1": round(float(np.mean(f1)), 4),
        "f1": {label or NONE: round(float(value), 4) for label, value in zip(labels, f1, strict=True)},
        "scikit-learn": sklearn.__version__,
    }
    model = _fit(texts, target, sample, labels, most, record)
    return Trained(model, accuracy, float(np.mean(f1)), dict(zip(labels, map(float, f1), strict=True)), counts)


def _foretold(
    texts: list[str], target: npt.NDArray[np.int64], sample: Floats, fold: npt.NDArray[np.int64],
    labels: Sequence[str], most: int,
) -> npt.NDArray[np.int64]:  # fmt: skip
    """The label that each text is given by a model of the other folds."""
    found = np.zeros(len(texts), dtype=np.int64)
    for number in range(_FOLDS):
        rest, held = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if len(held):
            model = _fit([texts[i] for i in rest], target[rest], sample[rest], labels, most)
            found[held] = model.scores([texts[i] for i in held]).argmax(axis=1)
    return found


def _folds(texts: Sequence[str], target: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The fold of each sentence: themes spread evenly, those of one origin together."""
    fold = np.zeros(len(texts), dtype=np.int64)
    of_text: dict[str, int] = {}
    dealt: Counter[int] = Counter()
    for place in np.random.default_rng(0).permutation(len(texts)):
        text, label = texts[place], int(target[place])
        if text not in of_text:
            of_text[text] = dealt[label] % _FOLDS
            dealt[label] += 1
        fold[place] = of_text[text]
    return fold


def _fit(
    texts: Sequence[str], target: npt.NDArray[np.int64], sample: Floats, labels: Sequence[str], most: int,
    record: dict[str, Any] | None = None,
) -> Model:  # fmt: skip
    from sklearn.linear_model import LogisticRegression, SGDClassifier  # noqa: PLC0415

    codes, idf = _vocabulary(texts, target, len(labels), most)
    features = _features(texts, codes, idf)
    present = sorted(set(target.tolist()))
    if len(texts) <= 5_000:
        machine = LogisticRegression(C=30, max_iter=300, class_weight="balanced")
    else:
        machine = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=5, tol=None, random_state=0, average=True)
    machine.fit(features, target, sample_weight=sample)
    coefficients, intercepts = machine.coef_, machine.intercept_
    if len(present) == 2:
        coefficients, intercepts = np.vstack([-coefficients, coefficients]), np.concatenate([-intercepts, intercepts])
    weights = np.zeros((len(codes), len(labels)))
    bias = np.full(len(labels), -20.0)
    weights[:, present], bias[present] = coefficients.T * idf[:, None], intercepts
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127
    return Model(
        tuple(labels), codes, idf.astype(np.float16).astype(float), np.round(weights / scale).astype(np.int8),
        scale.astype(np.float32).astype(float), bias.astype(np.float32).astype(float), record or {},
    )  # fmt: skip


def _vocabulary(texts: Sequence[str], target: npt.NDArray[np.int64], labels: int, most: int) -> tuple[Codes, Floats]:
    """The n-grams that tell most of the labels, by chi-squared over documents, and the idf of each."""
    found, owners = (np.concatenate(parts) for parts in zip(*codes_in(texts), strict=True))
    pairs = np.unique(np.stack([found, owners.astype(np.uint64)]), axis=1)
    codes, places, counts = np.unique(pairs[0], return_inverse=True, return_counts=True)
    table = np.zeros((len(codes), labels))
    np.add.at(table, (places, target[pairs[1].astype(np.int64)]), 1)
    expected = counts[:, None] * np.bincount(target, minlength=labels)[None, :] / len(texts)
    telling = ((table - expected) ** 2 / np.maximum(expected, 1e-9)).max(axis=1)
    clean = np.array([not _PUNCTUATION.intersection(ngram) for ngram in spelled(codes)])
    usable = np.flatnonzero((counts >= _LEAST) & clean)
    kept = np.sort(usable[np.argsort(-telling[usable], kind="stable")[:most]])
    if not len(kept):
        raise UsageError("the sentences share no words; give more of them")
    return codes[kept], np.log((1 + len(texts)) / (1 + counts[kept])) + 1


def _features(texts: Sequence[str], codes: Codes, idf: Floats) -> csr_matrix:
    """TF-IDF as `Model.scores` computes it, one row a text."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    parts = [known(found, inside, codes) for found, inside in codes_in(texts)]
    places, owners = (np.concatenate(part) for part in zip(*parts, strict=True))
    norms = np.sqrt(np.maximum(np.bincount(owners, weights=idf[places] ** 2, minlength=len(texts)), 1e-9))
    shape = (len(texts), len(codes))
    return csr_matrix((idf[places] / norms[owners], (owners, places)), shape=shape)
