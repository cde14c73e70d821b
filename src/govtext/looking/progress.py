"""Progress: a bar with rate and time left when a person watches, plain lines where output goes to a file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from govtext.batch import Progress

Report = Callable[[Progress], None]
_EVERY = 10.0  # seconds between plain lines


@contextmanager
def shown(*, quiet: bool) -> Iterator[Report | None]:
    """A function to report progress to; None where nobody wants to know."""
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Report]:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(), TextColumn("{task.fields[failed]}"),
    )  # fmt: skip
    begin = time.monotonic()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reports", total=None, rate="", failed="")

        def report(progress: Progress) -> None:
            failed = f"{progress.failed} failed" if progress.failed else ""
            rate = f"{progress.done / max(time.monotonic() - begin, 1e-9):.1f}/s"
            bar.update(
                task,
                description=progress.stage,
                completed=progress.done,
                total=progress.total,
                rate=rate,
                failed=failed,
            )

        yield report


def _lines() -> Report:
    """Prints how far the work is every few seconds."""
    begin = last = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY:
            return
        last = now
        rate = progress.done / (now - begin)
        left = (progress.total - progress.done) / rate
        print(
            f"{progress.stage}: {progress.done} of {progress.total}, {rate:.1f}/s, {left:.0f} s left, "
            f"{progress.failed} failed",
            file=sys.stderr,
            flush=True,
        )

    return report
