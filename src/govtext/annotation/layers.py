"""Layers: formats with one list of spans a field, which have to mark the same places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govtext.annotation.tasks import Span, Task, cell
from govtext.errors import UsageError

Layer = Sequence[tuple[int, int, str, str]]  # start, end, label, and where it stands; empty ones mark nothing


def agreed(layers: Mapping[str, Layer], task: Task, allowed: Mapping[str, Sequence[str]], where: str) -> list[Span]:
    """The spans of all layers, each with a cell from every layer.

    Raises:
        UsageError: a layer marks a place that another does not, or has a label that its field does not know.
    """
    found: dict[tuple[int, int], dict[str, str]] = {}
    places: dict[tuple[int, int], str] = {}
    for field, layer in layers.items():
        for start, end, name, place in layer:
            if start < end:
                found.setdefault((start, end), {})[field] = cell(field, name, allowed, place)
                places.setdefault((start, end), place)
    for (start, end), cells in found.items():
        missing = [field for field in layers if field not in cells]
        if missing:
            raise UsageError(
                f'{places[start, end] or where}: "{task.text[start:end]}" is marked for {", ".join(cells)} and not for '
                f"{', '.join(missing)}; mark the same characters for all, or for none"
            )
    return [Span(start, end, cells) for (start, end), cells in found.items()]
