"""Rule tables: what govtext knows about the language, as TOML that people can read and extend.

Every table is checked when it is loaded: unknown keys, wrong types and entries that stand twice are refused with file
and line. The engines in `govtext.pipes` hold no words of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import ahocorasick_rs
from pydantic import BaseModel, ConfigDict, ValidationError

from govtext.errors import RuleError

FOLDER = Path(__file__).parent
_FEW = 2000
Row = TypeVar("Row", bound="Rule")


class Rule(BaseModel):
    """One entry of a rule table: fixed fields, nothing unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ShapeRule(Rule):
    """A shape of text, and what it tells; `|` in the example stands where it begins or ends."""

    pattern: str
    reason: str
    example: str


def read_toml(path: Path) -> dict[str, Any]:
    """The parsed table; a syntax error names the file and the line."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror}") from error


def load(path: Path, model: type[Row], array: str, keys: Callable[[Row], Iterable[Hashable]]) -> tuple[Row, ...]:
    """The `[[array]]` entries of a rule file as checked rows, in file order.

    Args:
        path: the TOML file.
        model: what one entry looks like.
        array: the name of the array of tables.
        keys: what of a row may stand only once in the table (its word, its id, its aliases).

    Raises:
        RuleError: naming file, line and entry.
    """
    rows: list[Row] = []
    seen: dict[Hashable, int] = {}
    for number, entry in enumerate(read_toml(path).get(array, [])):
        try:
            row = model.model_validate(entry)
        except ValidationError as error:
            raise RuleError(f"{path}:{line_of(path, array, number)}: [[{array}]] {_fault(error)}") from error
        for key in keys(row):
            if key in seen:
                here, there = line_of(path, array, number), line_of(path, array, seen[key])
                raise RuleError(f'{path}:{here}: "{key}" is defined twice (first in the entry at line {there})')
            seen[key] = number
        rows.append(row)
    return tuple(rows)


def load_named(path: Path, model: type[Row], names: Iterable[str]) -> dict[str, Row]:
    """The `[name]` tables of a rule file with these names, checked.

    Raises:
        RuleError: naming file and entry, also where one is missing.
    """
    tables = read_toml(path)
    missing = [name for name in names if name not in tables]
    if missing:
        raise RuleError(f"{path}: [{missing[0]}] is missing")
    return {name: _checked(path, model, name, tables[name]) for name in names}


def _checked(path: Path, model: type[Row], name: str, entry: object) -> Row:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        raise RuleError(f"{path}: [{name}] {_fault(error)}") from error


def _fault(error: ValidationError) -> str:
    """Which field of an entry is wrong, and how."""
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"


def load_patterns(path: Path) -> dict[str, re.Pattern[str]]:
    """The `[name]` tables of a rule file, each one shape of text, as patterns by name.

    Raises:
        RuleError: naming file and entry; a name that stands twice is a syntax error of TOML itself.
    """
    patterns: dict[str, re.Pattern[str]] = {}
    for name, entry in read_toml(path).items():
        try:
            patterns[name] = re.compile(_checked(path, ShapeRule, name, entry).pattern)
        except re.error as error:
            raise RuleError(f"{path}: [{name}] pattern: is no regular expression: {error}") from error
    return patterns


def line_of(path: Path, array: str, number: int) -> int:
    """The line on which the entry with this number (from 0) begins."""
    headings = re.finditer(rf"(?m)^\[\[{re.escape(array)}\]\]", path.read_text(encoding="utf-8"))
    for count, heading in enumerate(headings):
        if count == number:
            return path.read_text(encoding="utf-8").count("\n", 0, heading.start()) + 1
    return 1


def automaton(words: Sequence[str]) -> ahocorasick_rs.AhoCorasick:
    """All words of a table, to be found in one pass over a text; where several begin at one place, the longest.

    A match names the place of its word among `words`. A few hundred words are worth the memory of the fastest kind.
    """
    return ahocorasick_rs.AhoCorasick(
        words,
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.DFA if len(words) <= _FEW else None,
    )


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """All patterns of a table as one, tried in their order; `which` tells the one that fits."""
    return re.compile("|".join(f"(?P<r{number}>{pattern})" for number, pattern in enumerate(patterns)))


def which(match: re.Match[str]) -> int:
    """The place of the pattern that fits among those that `any_of` was made of."""
    return int((match.lastgroup or "r0")[1:])
