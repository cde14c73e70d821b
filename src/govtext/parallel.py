"""Parallel work: documents to several processes, here or on a cluster, and what came of them back in input order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeVar

from govtext.errors import UsageError
from govtext.reading import limits

Item = TypeVar("Item")
Result = TypeVar("Result")
Backend = Literal["loky", "dask"]
_PATIENCE = 10  # seconds to wait for a scheduler
_LONGEST = 2 * limits.SECONDS  # a worker's thread cannot be stopped by a signal; twice, for the document before it
_AHEAD = 64  # documents a worker is given at a time; what they gave waits in memory until it is stored


class WorkerDiedError(Exception):
    """The process that worked on an item died, and so did the next one that tried."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work.

    `jobs` processes; with the backend `dask` those of the cluster whose scheduler has this address.
    """

    jobs: int = 1
    backend: Backend = "loky"
    scheduler: str | None = None

    @property
    def alone(self) -> bool:
        """Whether everything is done in this process."""
        return self.jobs == 1 and self.backend == "loky"


ALONE = Crew()


def done_by(
    crew: Crew, work: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[tuple[Item, Result | WorkerDiedError]]:
    """Every item with what came of it, in the order of the items.

    Args:
        crew: who does the work.
        work: what is done with an item; it, the items and the results travel between processes.
        items: the items, taken as they are needed.

    Raises:
        UsageError: the cluster cannot be reached, or its package is not installed.
    """
    if crew.alone:
        return ((item, work(item)) for item in items)
    if crew.backend == "dask":
        return _on_cluster(crew.scheduler, work, iter(items))
    return _on_this_machine(crew.jobs, work, iter(items))


def check(crew: Crew) -> None:
    """Makes sure that the crew can be reached, before anything is begun.

    Raises:
        UsageError: the cluster cannot be reached, or its package is not installed.
    """
    if crew.jobs == 0:
        raise UsageError("--jobs 0 leaves nobody to work; give 1 or more, or -1 for one a core")
    if crew.backend == "dask":
        with _client(crew.scheduler):
            pass
    elif crew.scheduler:
        raise UsageError("--scheduler is for --backend dask; add it, or leave the address out")


def _on_this_machine(
    jobs: int, work: Callable[[Item], Result], items: Iterator[Item]
) -> Iterator[tuple[Item, Result | WorkerDiedError]]:
    from joblib import effective_n_jobs, parallel_config  # noqa: PLC0415
    from joblib.externals.loky import get_reusable_executor  # noqa: PLC0415

    ahead = _AHEAD * effective_n_jobs(jobs)
    try:
        with _unstartled(), parallel_config(backend="loky", n_jobs=jobs, inner_max_num_threads=1):
            while window := list(islice(items, ahead)):
                yield from _window(work, window)
    finally:
        get_reusable_executor().shutdown()


@contextmanager
def _unstartled() -> Iterator[None]:
    """Keeps loky's manager thread from printing a KeyError where a pool is given up with tasks waiting."""
    usual = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        manager = args.thread is not None and args.thread.name.startswith("ExecutorManager")
        if not (manager and args.exc_type is KeyError):
            usual(args)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = usual


def _window(work: Callable[[Item], Result], window: Sequence[Item]) -> Iterator[tuple[Item, Result | WorkerDiedError]]:
    """One window of items; where a worker dies, those that were not back yet are tried once more, each by itself."""
    back = 0
    try:
        for result in _spread(work, window):
            yield window[back], result
            back += 1
    except BrokenExecutor:
        for item in window[back:]:
            yield item, _again(work, item)


def _again(work: Callable[[Item], Result], item: Item) -> Result | WorkerDiedError:
    try:
        (result,) = _spread(work, [item])
    except BrokenExecutor as error:
        return WorkerDiedError(str(error))
    return result


def _spread(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    from joblib import Parallel, delayed  # noqa: PLC0415

    results: Iterator[Result] = Parallel(return_as="generator", batch_size=1, pre_dispatch="all")(
        delayed(work)(item) for item in items
    )
    return results


def _on_cluster(
    scheduler: str | None, work: Callable[[Item], Result], items: Iterator[Item]
) -> Iterator[tuple[Item, Result | WorkerDiedError]]:
    """Through Dask's own client: joblib's Dask backend waits forever for a task whose workers keep dying.

    Dask itself gives the task of a worker that died to others, until it has cost several of them.
    """
    with _client(scheduler) as client:
        from distributed import KilledWorker  # noqa: PLC0415
        from distributed.client import FutureCancelledError  # noqa: PLC0415
        from distributed.comm.core import CommClosedError  # noqa: PLC0415

        while window := list(islice(items, _AHEAD * sum(client.ncores().values()))):
            for item, future in zip(window, client.map(work, window, pure=False), strict=True):
                try:
                    yield item, future.result(timeout=_LONGEST)
                except (KilledWorker, TimeoutError) as error:
                    future.cancel()
                    yield item, WorkerDiedError(str(error))
                except (FutureCancelledError, CommClosedError, OSError) as error:
                    raise UsageError(
                        f"the scheduler at {scheduler} is gone; what is done is kept: add --resume"
                    ) from error


@contextmanager
def _client(scheduler: str | None) -> Iterator[Any]:
    try:
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("working on a cluster needs an extra: pip install 'govtext[dask]'") from error
    if not scheduler:
        raise UsageError("--backend dask needs the address of a running scheduler: --scheduler tcp://HOST:8786")
    try:
        client: Any = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(f"no scheduler answers at {scheduler}: {error}") from error
    with client:
        if not client.ncores():
            raise UsageError(f"the scheduler at {scheduler} has no workers; start some: dask worker {scheduler}")
        yield client
