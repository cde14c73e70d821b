"""Clusters: the same tables from real Dask workers, also where one is killed at work."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from govtext import batch
from govtext.errors import UsageError
from govtext.parallel import Crew, WorkerDiedError, done_by
from sample import CORPORA
from test_batch import dies, everything, written

pytest.importorskip("distributed", reason="needs Dask: pip install 'govtext[dask]'")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=3, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def test_tables_are_those_of_one_process(cluster: Any, tmp_path: Path) -> None:
    killed: list[int] = []

    def kill(progress: batch.Progress) -> None:
        if progress.done == 3 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    crew = Crew(backend="dask", scheduler=cluster.scheduler_address)
    summary = batch.run([CORPORA], tmp_path / "cluster", crew=crew, progress=kill)
    batch.run([CORPORA], tmp_path / "one")
    assert killed
    assert summary.failures == ()
    assert everything(tmp_path / "cluster") == everything(tmp_path / "one")


def test_a_document_that_kills_every_worker_is_named_and_the_rest_goes_on(cluster: Any, tmp_path: Path) -> None:
    (tmp_path / "mark").touch()
    crew = Crew(backend="dask", scheduler=cluster.scheduler_address)
    found = dict(done_by(crew, partial(dies, again=tmp_path / "mark"), range(6)))
    assert isinstance(found.pop(3), WorkerDiedError)
    assert found == {item: item * item for item in (0, 1, 2, 4, 5)}


@pytest.mark.parametrize(
    ("crew", "said"),
    [
        pytest.param(Crew(backend="dask"), "--scheduler", id="no address"),
        pytest.param(Crew(backend="dask", scheduler="tcp://127.0.0.1:9"), "no scheduler answers", id="nobody there"),
    ],
)
def test_clusters_that_are_not_there(tmp_path: Path, crew: Crew, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        batch.run([written(tmp_path)], tmp_path / "out", crew=crew)
