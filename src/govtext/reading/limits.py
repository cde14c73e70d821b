"""What one document may cost: sizes that are refused, and a stop for whatever takes too long or too much memory."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from govtext.errors import ReadingError

CHARACTERS = 5_000_000  # a long report has 100,000
FILE_BYTES = 256_000_000
UNPACKED_BYTES = 512_000_000
MARKUP_BYTES = 64_000_000  # of a page or a part of an office file; its tree takes ten times as much memory
MEMBERS = 20_000
RATIO = 200  # text packs about 3:1, the XML of office files about 20:1
SMALL_BYTES = 10_000_000  # what may be packed as tightly as it likes
SECONDS = 300.0
MEMORY_BYTES = 4_000_000_000


class _StopError(BaseException):
    """No `Exception`, so that no library takes it for an error of its own and goes on."""


@contextmanager
def one_document(seconds: float = SECONDS, memory: int = MEMORY_BYTES) -> Iterator[None]:
    """Stops the work inside that takes longer than `seconds` or more than `memory` bytes on top of what is in use.

    The system must be able to: time is limited in the main thread of Unix systems, memory on Linux. Elsewhere only the
    limits of size hold.

    Raises:
        ReadingError: a limit was reached; the message says which.
    """
    try:
        with _time(seconds), memory_of(memory):
            yield
    except _StopError:
        raise ReadingError(f"the document takes longer than {seconds:g} seconds; split it") from None
    except MemoryError:
        raise ReadingError(f"the document needs more than {memory:,} bytes of memory; split it") from None


def check_text(text: str) -> str:
    """The text itself, where it is not longer than any report.

    Raises:
        ReadingError: empty or too long.
    """
    if not text.strip():
        raise ReadingError("the document holds no text")
    if len(text) > CHARACTERS:
        raise ReadingError(f"the text has {len(text):,} characters, more than the {CHARACTERS:,} of a report; split it")
    return text


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise _StopError

    before = signal.signal(signal.SIGALRM, stop)
    # Again every second: where the first one strikes in a destructor or a callback, Python swallows it.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def memory_of(most: int) -> Iterator[None]:
    """At most so many bytes on top of what is in use, on Linux; beyond them Python raises MemoryError."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415  Unix only

    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123  once a document, and pathlib is slower
        used = int(file.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = used + most
    tighter = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *tighter]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
