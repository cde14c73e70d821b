"""Lists: what the coordinated quantities of one list share, said once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from govtext.pipes.quantities.contexts import ahead
from govtext.pipes.quantities.quantity import Bound, Quantity

_AND = re.compile(r"\s*(?:、|和|与|及|以及)\s*")
_LONGEST_AND = 4


def shared(text: str, found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a text, each with what its list shares."""
    result = list(found)
    for first, last in _lists(text, found):
        _share_bound(text, result, first, last)
    return result


def _lists(text: str, found: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """First and last place of every run of quantities with nothing between them but 、 和 与 及."""
    first = 0
    for last, quantity in enumerate(found):
        if last + 1 < len(found) and _joined(text, quantity, found[last + 1]):
            continue
        if first < last:
            yield first, last
        first = last + 1


def _joined(text: str, one: Quantity, other: Quantity) -> bool:
    return other.left - one.right <= _LONGEST_AND and _AND.fullmatch(text, one.right, other.left) is not None


def _share_bound(text: str, found: list[Quantity], first: int, last: int) -> None:
    """One bound word for all: 分别控制在5%和3%以内, 分别超过8万元、4.5万元."""
    head, tail = found[first], found[last]
    if not ahead("before_list", text, head.start):
        return
    if tail.end < tail.right and _unbound(found[first:last]):
        _bind(found, range(first, last), tail.bound)
    elif head.left < head.start and _unbound(found[first + 1 : last + 1]):
        _bind(found, range(first + 1, last + 1), head.bound)


def _unbound(quantities: Sequence[Quantity]) -> bool:
    return all(quantity.bound == "=" for quantity in quantities)


def _bind(found: list[Quantity], places: range, bound: Bound) -> None:
    for place in places:
        found[place] = found[place]._replace(bound=bound)
