"""Rule tables: what the loader refuses, and that every shipped table is sound."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import regex

from govtext import identity, rules
from govtext.cleaning import artefacts, breaks, page
from govtext.cleaning.script import load_variants
from govtext.comparing import names as aligned_names
from govtext.errors import RuleError
from govtext.pipes import concepts, sections, themes, units
from govtext.pipes.indicators import expressions
from govtext.pipes.indicators.lexicon import lexicon
from govtext.pipes.quantities import bounds, rejects
from marked import case

LEXICON = importlib.import_module("govtext.pipes.indicators.lexicon")  # the package has the function by this name


class Fruit(rules.Rule):
    """A rule table of the tests' own."""

    name: str
    weight: int
    words: tuple[str, ...] = ()


SOUND = """\
# fruit
[[fruit]]
name = "梨"
weight = 3
words = ["雪梨"]

"""


def load(path: Path) -> tuple[Fruit, ...]:
    return rules.load(path, Fruit, "fruit", lambda row: [row.name, *row.words])


def table(folder: Path, more: str) -> Path:
    path = folder / "fruit.toml"
    path.write_text(f"{SOUND}{more}\n", encoding="utf-8")
    return path


def test_rows_come_in_file_order(tmp_path: Path) -> None:
    rows = load(table(tmp_path, PLUM))
    assert rows == (Fruit(name="梨", weight=3, words=("雪梨",)), Fruit(name="杏", weight=1))


# The entry at fault begins on line 7.
PLUM = '[[fruit]]\nname = "杏"\nweight = 1\n'
REFUSED = [
    case("unknown key", f'{PLUM}colour = "黄"', ["fruit.toml:7:", "colour"]),
    case("wrong type", '[[fruit]]\nname = "杏"\nweight = "轻"', ["fruit.toml:7:", "weight"]),
    case("wrong type in a list", f'{PLUM}words = ["青杏", 4]', ["fruit.toml:7:", "words.1"]),
    case("missing key", '[[fruit]]\nname = "杏"', ["fruit.toml:7:", "weight"]),
    case("defined twice", '[[fruit]]\nname = "梨"\nweight = 1', ["fruit.toml:7:", '"梨"', "line 2"]),
    case("alias defined twice", f'{PLUM}words = ["雪梨"]', ["fruit.toml:7:", '"雪梨"', "line 2"]),
    case("twice in one entry", f'{PLUM}words = ["杏"]', ["fruit.toml:7:", '"杏"', "line 7"]),
    case("syntax error", '[[fruit]]\nname = "杏', ["fruit.toml", "not valid TOML", "line 8"]),
    case("key twice", '[[fruit]]\nname = "杏"\nname = "桃"', ["fruit.toml", "not valid TOML", "line 9"]),
]


@pytest.mark.parametrize(("entry", "said"), REFUSED)
def test_refused(tmp_path: Path, entry: str, said: list[str]) -> None:
    with pytest.raises(RuleError) as error:
        load(table(tmp_path, entry))
    assert [part for part in said if part not in str(error.value)] == []


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "fruit.toml"
    path.write_bytes(SOUND.encode("gb18030"))
    with pytest.raises(RuleError, match=r"fruit\.toml"):
        load(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"fruit\.toml: cannot be read"):
        load(tmp_path / "fruit.toml")


# Every function that loads a shipped table; __wrapped__ is the loader behind its cache.
LOADERS: dict[str, Any] = {
    "artefacts": artefacts.load_rules, "furniture": page.load_rules, "breaks": breaks.load_rules,
    "variants": load_variants, "alignment": aligned_names.load, "concepts": concepts._load, "kinds": identity.kinds,
    "provinces": identity.provinces, "lexicon": lexicon, "periods": expressions.load_rules,
    "bounds": bounds.load, "rejects": rejects.load, "sections": sections.load_rules, "themes": themes.load,
    "units": units.table,
}  # fmt: skip


def arrays(path: Path) -> set[str]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name for name, entries in content.items() if isinstance(entries, list)}


def test_every_shipped_entry_is_loaded_and_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An array that no loader asks for, say a misspelt one, would be passed over without a word."""
    asked: Counter[tuple[str, str]] = Counter()
    real: Callable[..., tuple[Any, ...]] = rules.load

    def spy(path: Path, model: type[Any], array: str, keys: Any) -> tuple[Any, ...]:
        rows = real(path, model, array, keys)
        asked[path.name, array] = len(rows)
        return rows

    monkeypatch.setattr(rules, "load", spy)
    for loader in LOADERS.values():
        loader.__wrapped__()
    assert set(asked) == {(path.name, array) for path in rules.FOLDER.glob("*.toml") for array in arrays(path)}
    assert [place for place, rows in asked.items() if rows == 0] == []


@pytest.mark.parametrize("path", sorted(rules.FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_every_pattern_compiles_and_needs_some_text(path: Path) -> None:
    content = rules.read_toml(path)
    patterns = [entry["pattern"] for name in arrays(path) for entry in content[name] if "pattern" in entry]
    filled = [re.sub(r"\{(?:N|year|last)\}", "2024", pattern) for pattern in patterns]
    assert [pattern for pattern in filled if regex.fullmatch(pattern, "")] == []


def test_every_unit_belongs_to_one_class() -> None:
    rows = rules.load(units.FILE, units.ClassRule, "class", lambda row: [row.id])
    times = Counter(unit for row in rows for unit in row.units)
    assert [unit for unit, count in times.items() if count > 1] == []


def test_unit_in_two_classes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "units.toml"
    text = units.FILE.read_text(encoding="utf-8")
    path.write_text(f'[[class]]\nid = "points"\nreason = "twice"\nunits = ["亩"]\n{text}', encoding="utf-8")
    monkeypatch.setattr(units, "FILE", path)
    with pytest.raises(RuleError, match=r"units\.toml:\d+: .*defined twice"):
        units.table.__wrapped__()


def test_alias_of_no_unit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "units.toml"
    text = units.FILE.read_text(encoding="utf-8")
    path.write_text(text.replace("[aliases]", '[aliases]\n"坛" = "坛子"'), encoding="utf-8")
    monkeypatch.setattr(units, "FILE", path)
    with pytest.raises(RuleError, match=r'units\.toml: the alias "坛" stands for "坛子"'):
        units.table.__wrapped__()


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        pytest.param("[paired]", "[pared]", r"names\.toml: \[paired\] is missing", id="a list under another name"),
        pytest.param('reason = "the verb that follows', 'why = "the verb', r"\[paired\] reason", id="no reason"),
    ],
)
def test_a_broken_word_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, now: str, said: str
) -> None:
    text = LEXICON.NAMES_FILE.read_text(encoding="utf-8")
    assert was in text
    path = tmp_path / "names.toml"
    path.write_text(text.replace(was, now), encoding="utf-8")
    monkeypatch.setattr(LEXICON, "NAMES_FILE", path)
    with pytest.raises(RuleError, match=said):
        lexicon.__wrapped__()


def test_only_verbs_with_an_object_have_exceptions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = LEXICON.VERBS_FILE.read_text(encoding="utf-8")
    path = tmp_path / "verbs.toml"
    path.write_text(text.replace('role = "report"', 'role = "report"\nunless = "了"'), encoding="utf-8")
    monkeypatch.setattr(LEXICON, "VERBS_FILE", path)
    with pytest.raises(RuleError, match=r"verbs\.toml:\d+: .*leave it out"):
        lexicon.__wrapped__()


def test_conversions_stay_within_a_class() -> None:
    table = units.table()
    pairs = {name: rule.to for name, rule in table.conversions.items()}
    assert {name: to for name, to in pairs.items() if table.classes.get(name) != table.classes.get(to)} == {}


def test_aliases_stay_within_a_class() -> None:
    table = units.table()
    assert {alias: name for alias, name in table.aliases.items() if table.classes[alias] != table.classes[name]} == {}


def _shapes() -> list[Any]:
    folder = rules.FOLDER
    return [
        pytest.param(row, id=f"{name}: {label}")
        for name in ("contexts.toml", "flows.toml", "statements.toml")
        for label, row in tomllib.loads((folder / name).read_text(encoding="utf-8")).items()
    ]


BROKEN = [
    case("no expression", "pattern = '(甲'", ["shapes.toml", "[tea]", "no regular expression"]),
    case("unknown key", "pattern = '甲'\nwords = '乙'", ["shapes.toml", "[tea]", "words"]),
    case("missing key", "", ["shapes.toml", "[tea]", "pattern"]),
]


@pytest.mark.parametrize(("entry", "said"), BROKEN)
def test_a_broken_shape_is_named(tmp_path: Path, entry: str, said: list[str]) -> None:
    path = tmp_path / "shapes.toml"
    path.write_text(f'[tea]\nreason = "tea"\nexample = "甲|"\n{entry}\n', encoding="utf-8")
    with pytest.raises(RuleError) as error:
        rules.load_patterns(path)
    assert [part for part in said if part not in str(error.value)] == []


@pytest.mark.parametrize("row", _shapes())
def test_the_example_of_a_shape_has_that_shape(row: dict[str, str]) -> None:
    shape, (before, after) = re.compile(row["pattern"]), row["example"].split("|")
    assert shape.search(before) or shape.match(after) or shape.search(before + after)
