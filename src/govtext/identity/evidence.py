"""Evidence: where identity is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

OPENING = 3000  # characters in which a report says who speaks, to whom, and of which year
_HEAD = 1500


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is of a report: what is told of it by name, its file name, its title, its folders and its text."""

    told: Mapping[str, str]
    stem: str
    title: str
    folders: str
    text: str

    @property
    def head(self) -> str:
        """The first lines of the text."""
        return head(self.text)

    def names(self, what: str) -> tuple[str, str, str]:
        """The short texts that may name a thing, the surest first."""
        return self.told.get(what, ""), self.stem, self.title

    def outward(self) -> list[str]:
        """The names of the folders, the innermost first."""
        return self.folders.split("/")[::-1]


def head(text: str) -> str:
    """The first lines of a text."""
    return text[:_HEAD]
