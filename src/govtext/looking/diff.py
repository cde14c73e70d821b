"""What cleaning did to a text: every repair with its surroundings and its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd
from rich.console import Console
from rich.text import Text

from govtext.cleaning import Cleaned, artefacts, breaks, page

_AROUND = 12
_LONGEST = 60
_SHOWN = str.maketrans({"\n": "⏎", "\r": "⏎", "\t": " "})


def reasons() -> dict[str, str]:
    """Why each rule mends what it mends, by rule id."""
    return (
        {row.id: row.reason for row in artefacts.load_rules()}
        | {row.id: row.reason for row in page.load_rules()}
        | {row.id: row.reason for row in breaks.load_rules()}
        | {page.REPEAT: "the page says the body once more"}
    )


def counts(cleaned: Cleaned) -> pd.DataFrame:
    """One row a rule that found something: rule, repairs, reason; the most frequent first."""
    found, why = Counter(edit.rule for edit in cleaned.edits), reasons()
    rows = [
        (rule, number, why[rule]) for rule, number in sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return pd.DataFrame(rows, columns=["rule", "repairs", "reason"])


def lines(raw: str, cleaned: Cleaned) -> Iterator[tuple[int, str, str, str, str, str]]:
    """Every repair: its line in the text as read (from 1), what stood before, cut, put, what follows, and the rule."""
    number, place = 1, 0
    for edit in cleaned.edits:
        number, place = number + raw.count("\n", place, edit.start), edit.start
        yield (
            number,
            raw[max(0, edit.start - _AROUND) : edit.start],
            raw[edit.start : edit.end],
            edit.text,
            raw[edit.end : edit.end + _AROUND],
            edit.rule,
        )


def show(raw: str, cleaned: Cleaned) -> None:
    """Prints every repair on a line of its own: removed in brackets with -, put in with +, and the reason."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=10_000, no_color=True)
    why = reasons()
    for number, before, cut, put, after, rule in lines(raw, cleaned):
        line = Text(f"{number}: ", style="dim")
        line.append(_printable(before), style="default")
        line.append(f"[-{_printable(_short(cut))}-]", style="red strike")
        if put:
            line.append(f"{{+{_printable(_short(put))}+}}", style="green")
        line.append(_printable(after), style="default")
        line.append(f"  {rule}: {why[rule]}", style="dim")
        console.print(line)


def _short(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} ... {len(text)} characters ... {text[-half:]}"


def _printable(text: str) -> str:
    """Without characters that do something to a terminal."""
    return "".join(c if c.isprintable() else "·" for c in text.translate(_SHOWN))
