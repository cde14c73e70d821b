"""The log of a run: one line of JSON a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from govtext.batch.working import Outcome
from govtext.reading import Failure


@contextmanager
def logged(path: Path | None) -> Iterator[Callable[[Outcome], None]]:
    """A function that writes one line of JSON a document; one that does nothing where no log is wanted."""
    if path is None:
        yield lambda outcome: None
        return
    with path.open("a", encoding="utf-8") as file:
        yield lambda outcome: print(json.dumps(_line(outcome), ensure_ascii=False), file=file, flush=True)


def _line(outcome: Outcome) -> dict[str, Any]:
    seconds, result = round(outcome.seconds, 3), outcome.result
    if isinstance(result, Failure):
        return {"path": outcome.path, "status": "failed", "seconds": seconds, "stage": result.stage,
                "error": result.error, "message": result.message}  # fmt: skip
    return {"path": outcome.path, "status": "done", "seconds": seconds, "doc_id": result.doc_id,
            "mentions": result.mentions}  # fmt: skip
