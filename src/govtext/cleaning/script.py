"""Script: whether a text is written in Traditional characters, and how it reads in Simplified ones."""

from __future__ import annotations

import re
from functools import cache
from operator import ne
from typing import Literal

import opencc
from pydantic import Field

from govtext import rules

FILE = rules.FOLDER / "artefacts.toml"
Script = Literal["Hans", "Hant"]
_SAMPLE = 1500
_TRADITIONAL_SHARE = (
    0.02  # stray Traditional characters occur in Simplified texts (著, 乾); a Traditional text has 20 in 100
)
_HAN = re.compile(r"[\u3400-\u9fff]+")


class VariantRule(rules.Rule):
    """A character that conversion leaves as it is, what it means, and beside which characters it stays."""

    characters: str = Field(min_length=1)
    means: str = Field(min_length=1, max_length=1)
    not_after: str = ""
    not_before: str = ""
    reason: str
    example: dict[Literal["raw", "mended"], str]


@cache
def load_variants() -> tuple[VariantRule, ...]:
    """The variant rules, checked."""
    return rules.load(FILE, VariantRule, "variant", lambda row: row.characters)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _variants() -> tuple[re.Pattern[str], dict[str, str]]:
    parts = [
        (f"(?<![{row.not_after}])" if row.not_after else "")
        + f"[{row.characters}]"
        + (f"(?![{row.not_before}])" if row.not_before else "")
        for row in load_variants()
    ]
    return re.compile("|".join(parts)), {c: row.means for row in load_variants() for c in row.characters}


def script_of(text: str) -> Script:
    """The script of a text, as ISO 15924 names it; told from its first characters and its middle."""
    middle = len(text) // 2
    sample = "".join(_HAN.findall(text[:_SAMPLE] + text[middle : middle + _SAMPLE]))
    if not sample:
        return "Hans"
    converted = _converted(sample)
    changed = sum(map(ne, sample, converted))
    return "Hant" if changed > _TRADITIONAL_SHARE * len(sample) else "Hans"


def simplified(text: str) -> str:
    """The text in Simplified characters, character for character: its length never changes."""
    converted = _converted(text)
    pattern, means = _variants()
    if not any(character in converted for character in means):
        return converted
    return pattern.sub(lambda match: means[match.group()], converted)


def _converted(text: str) -> str:
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _line(line: str) -> str:
    converted: str = _converter().convert(line)
    if len(converted) == len(line):
        return converted
    singly = (_converter().convert(c) for c in line)
    return "".join(new if len(new) == 1 else old for new, old in zip(singly, line, strict=True))
