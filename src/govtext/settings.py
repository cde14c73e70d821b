"""Settings: everything besides the documents that results hang on, and a mark that changes when any of it does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govtext import __version__, reading, rules
from govtext.reading.tables import Columns


@dataclass(frozen=True, slots=True)
class Settings:
    """How the documents of a run are worked on.

    `config` is a pipeline config file, None for the shipped one; `annexes` counts numbers of annexes as indicators;
    `columns` says which columns of input tables hold what.
    """

    config: Path | None = None
    annexes: bool = False
    columns: Columns = reading.USUAL

    def mark(self) -> str:
        """A digest of the version, the rules, the config with the files it names, and the options."""
        digest = hashlib.sha256(repr((__version__, self.annexes, self.columns)).encode())
        for path in (*sorted(rules.FOLDER.iterdir()), *self._named()):
            if path.is_file():
                digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def _named(self) -> list[Path]:
        """The config and the rule tables and models that its components name."""
        if self.config is None:
            return []
        values = [value for part in _components(self.config).values() for value in part.values()]
        return [self.config, *(Path(value) for value in values if isinstance(value, str))]


USUAL = Settings()


def named_file(config: Path, component: str, option: str) -> Path | None:
    """The file that a component of a config names, None if it names none."""
    value = _components(config).get(component, {}).get(option)
    return Path(value) if value else None


def _components(config: Path) -> dict[str, dict[str, Any]]:
    import spacy  # noqa: PLC0415

    components: dict[str, dict[str, Any]] = spacy.util.load_config(config).get("components", {})
    return components
