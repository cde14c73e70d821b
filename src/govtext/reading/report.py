"""A report as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """One document before anything was done to it.

    `text` is the decoded text, no character repaired or left out; `path` where it came from, relative to the input;
    `encoding` what it was decoded from; `sha256` of its bytes; `metadata` what a table or a metadata file says of it
    (title, region, year, kind), which wins over anything found in the text; `extracted` says that the file has no
    decoded text of its own (docx, pdf, html, a row of a table), so that `text` is what the reader took from it.
    """

    doc_id: str
    text: str
    path: str
    encoding: str
    sha256: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    extracted: bool = False

    @property
    def mark(self) -> str:
        """What changes when the report does: where it is from, its bytes, and what is told of it."""
        return f"{self.path} {self.sha256} {sorted(self.metadata.items())}"
