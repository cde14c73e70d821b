"""The errors a user meets. Each says what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence


class GovtextError(Exception):
    """Anything govtext refuses to do, with a message for the person who asked."""


class ReadingError(GovtextError):
    """An input that gives no document; the batch goes on and errors.csv names it."""


class RuleError(GovtextError):
    """A rule table that says something it may not; names file and line."""


class UsageError(GovtextError):
    """A call that cannot be carried out as asked (exit code 2)."""


class StoreError(GovtextError):
    """Results that cannot be written or read: a full disk, a damaged file (exit code 3)."""


class NothingDoneError(GovtextError):
    """None of the inputs gave a document (exit code 3)."""


def few(names: Sequence[str], most: int) -> str:
    """The first of the names in one line, and how many more there are."""
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
