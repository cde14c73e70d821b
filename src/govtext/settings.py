"""Settings: everything besides the documents that results hang on, and a mark that changes when any of it does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from govtext import __version__, reading, rules
from govtext.reading.tables import Columns

_FILES = ("config", "themes", "theme_model", "theme_words")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the documents of a run are worked on.

    `config` is a pipeline config file, None for the shipped one; `annexes` counts numbers of annexes as indicators;
    `columns` says which columns of input tables hold what. `themes` is a theme table instead of that of the config,
    `theme_model` a model for it, `theme_words` a table of words that are added to it.
    """

    config: Path | None = None
    annexes: bool = False
    columns: Columns = reading.USUAL
    themes: Path | None = None
    theme_model: Path | None = None
    theme_words: Path | None = None

    def absolute(self) -> Settings:
        """The same with paths that mean the same wherever the work is done."""
        told = {name: path.absolute() for name in _FILES if (path := getattr(self, name)) is not None}
        return replace(self, **told)

    def overrides(self) -> dict[str, str]:
        """What is set otherwise than the config says, as spaCy takes it."""
        told = {"path": self.themes, "model": self.theme_model, "words": self.theme_words}
        return {f"components.themes.{option}": str(path) for option, path in told.items() if path}

    def mark(self) -> str:
        """A digest of the program, its rules, the config with the files it names, and the options."""
        digest = hashlib.sha256(repr((__version__, self.annexes, self.columns)).encode())
        for path in (*sorted(Path(__file__).parent.rglob("*.py")), *sorted(rules.FOLDER.iterdir()), *self._named()):
            if path.is_file():
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _named(self) -> list[Path]:
        """The config and the rule tables and models that its components name."""
        told = [path for path in (self.themes, self.theme_model, self.theme_words) if path]
        if self.config is None:
            return told
        values = [value for part in _components(self.config).values() for value in part.values()]
        return [self.config, *(Path(value) for value in values if isinstance(value, str)), *told]


USUAL = Settings()


def named_file(config: Path, component: str, option: str) -> Path | None:
    """The file that a component of a config names, None if it names none."""
    value = _components(config).get(component, {}).get(option)
    return Path(value) if value else None


def _components(config: Path) -> dict[str, dict[str, Any]]:
    import spacy  # noqa: PLC0415

    components: dict[str, dict[str, Any]] = spacy.util.load_config(config).get("components", {})
    return components
