"""The accessor `df.govtext`: mentions and panels filtered by what they say, and drawn.

    results.indicators.govtext.filter(concept="gdp", status="target")
    results.panel().govtext.filter(concept="gdp", region="石溪县").govtext.plot()

It is registered with the results (`govtext.run`, `govtext.Results`); for tables that were read by other means, import
this module. `import govtext` alone does not load pandas.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from govtext import nearest
from govtext.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NEEDED = ("concept", "kind", "status", "unit", "period", "region")
_MOST = 20  # values that a message lists

Wanted = str | int | Iterable[str] | Iterable[int] | None


@pd.api.extensions.register_dataframe_accessor("govtext")
class Accessor:
    """What can be done with a table of mentions or a panel.

    Raises:
        AttributeError: the table is neither.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        missing = [label for label in _NEEDED if label not in frame.columns]
        if missing:
            raise AttributeError(f"no table of mentions and no panel: the column {', '.join(missing)} is missing")
        self._frame = frame

    def filter(
        self,
        *,
        concept: Wanted = None,
        unit_class: Wanted = None,
        period: Wanted = None,
        status: Wanted = None,
        region: Wanted = None,
        year: Wanted = None,
    ) -> pd.DataFrame:
        """The rows that have one of the wanted values in every column that is named.

        Args:
            concept: id of the indicator, or several.
            unit_class: money, count, area, ...; in a panel it follows from the unit.
            period: what the number is about, as the table writes it: `2024`, `2021-2025`, `2024Q3`.
            status: actual or target.
            region: the region, as the table names it.
            year: year of the report.

        Raises:
            UsageError: a column has no such value; the message names those it has.
        """
        wanted = {
            "concept": concept, "unit_class": unit_class, "period": period, "status": status, "region": region,
            "report_year": year,
        }  # fmt: skip
        kept = pd.Series(True, index=self._frame.index)
        for label, values in wanted.items():
            if values is not None:
                kept &= _has(self._column(label), label, values)
        return self._frame[kept]

    def plot(self, concept: str | None = None, region: str | None = None, *, kind: str | None = None) -> Figure:
        """What a region planned against what it reached, year by year.

        Args:
            concept: id of the indicator; may be left out if the table has only one.
            region: the region; may be left out if the table has only one.
            kind: level, share, growth, ...; the kind with the most years that have target and result unless told.

        Raises:
            UsageError: the table has several concepts or regions, or nothing to draw, or the extra is not installed.
        """
        from govtext.comparing import panel  # noqa: PLC0415
        from govtext.looking import figures  # noqa: PLC0415

        frame = self._frame if "concept_name" in self._frame.columns else panel(self._frame)
        return figures.targets_and_results(
            frame, concept or _only(frame, "concept"), region or _only(frame, "region"), kind=kind
        )

    def _column(self, label: str) -> pd.Series[Any]:
        if label == "unit_class" and label not in self._frame.columns:
            from govtext.pipes import units  # noqa: PLC0415

            return self._frame["unit"].fillna("").map(units.table().class_of)
        if label not in self._frame.columns:
            raise UsageError(f'the table has no column "{label}"')
        return self._frame[label]


def _has(column: pd.Series[Any], label: str, values: Wanted) -> pd.Series[bool]:
    """Whether each cell is one of the values; numbers and text are compared as they are written."""
    written = column.map(_written)
    several = [values] if isinstance(values, str | int) else list(values or ())
    there = set(written)
    for value in map(_written, several):
        if value not in there:
            raise UsageError(f'no {label} is "{value}"; {nearest.hint(value, sorted(there))}')
    return written.isin([_written(value) for value in several])


def _written(value: Any) -> str:
    if pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _only(frame: pd.DataFrame, label: str) -> str:
    there = [value for value in dict.fromkeys(frame[label]) if value]
    if len(there) != 1:
        shown = ", ".join(map(str, there[:_MOST])) or "none"
        raise UsageError(f"name the {label} to draw; the table has: {shown}")
    return str(there[0])
