"""The pipeline: loaded from a config file, fed with reports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from govtext.cleaning import Cleaned, clean
from govtext.errors import RuleError
from govtext.identity import identify
from govtext.pipes import VIEWS
from govtext.pipes.tokenizer import JiebaTokenizer
from govtext.reading.report import Report

_LONGEST = 50_000_000  # spaCy's own limit protects parsers that need memory by the token; nothing here does


def default_config() -> Path:
    """The shipped config file: in the package, or in `configs/` of a checkout."""
    packaged = Path(__file__).parent / "default.cfg"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "configs" / "default.cfg"


def load(config: str | Path | None = None, overrides: Mapping[str, Any] | None = None) -> Language:
    """The pipeline as a spaCy `Language`.

    Args:
        config: a config file in the form of `configs/default.cfg`; the shipped one unless told.
        overrides: what else is set than the config says, such as {"components.themes.path": "my.toml"}.

    Raises:
        RuleError: the config or a rule table it names cannot be used.
    """
    path = Path(config) if config else default_config()
    try:
        nlp: Language = spacy.util.load_model_from_config(
            spacy.util.load_config(path, overrides=dict(overrides or {})), auto_fill=True
        )
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error}") from error
    except ValueError as error:
        raise RuleError(f"{path}: {error}") from error
    nlp.max_length = _LONGEST
    return nlp


def for_tables(nlp: Language) -> Language:
    """The pipeline without what no table needs: without tokens, unless a component that is not ours may read them."""
    nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]  # is_punct and the like are dear
    if nlp.pipe_names[-1:] == [VIEWS]:
        nlp.disable_pipe(VIEWS)
    factories = (nlp.get_pipe_meta(name).factory for name in nlp.pipe_names)
    if isinstance(nlp.tokenizer, JiebaTokenizer) and all(factory.startswith("govtext_") for factory in factories):
        nlp.tokenizer.counting = True
    return nlp


def analyse(report: Report, nlp: Language) -> tuple[Doc, Cleaned]:
    """One report through cleaning and the pipeline."""
    cleaned = clean(report.text)
    doc = nlp.make_doc(cleaned.text)
    doc._.identity = identify(report, cleaned.text)
    return nlp(doc), cleaned
