"""How cost grows: with the length of a document, the number of documents and of processes; and what starting takes.

    python benchmarks/scale.py [FOLDER] [--documents 5000] [--write docs/speed.md]

Corpora larger than FOLDER are made of its reports with their digits varied, in a temporary folder. Peak memory is that
of the whole process tree, as the system counts it (the largest resident set of the run and of each of its workers).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import speed

import govtext
from govtext import batch
from govtext.reading import Source
from govtext.settings import Settings

GOVTEXT = [sys.executable, "-m", "govtext"]
DIGITS = "1234567890"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument(
        "folder", type=Path, nargs="?", default=speed.SHARED if speed.SHARED.exists() else speed.SAMPLE
    )
    arguments.add_argument("--documents", type=int, default=5000, help="of the large corpus")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--write", type=Path, help="file for the report")
    args = arguments.parse_args()
    lines = list(report(args.folder, args.documents, args.runs))
    if args.write:
        args.write.write_text("\n".join([*HEAD, *lines]) + "\n", encoding="utf-8")


HEAD = [
    "# Speed and scale",
    "",
    "Written by `python benchmarks/scale.py --write docs/speed.md`. Times are wall clock on the machine named below;",
    "ratios to bare jieba on the same text are what can be compared across machines.",
    "",
]


def report(folder: Path, documents: int, runs: int) -> Iterator[str]:
    """Lines of Markdown, printed as they come."""
    for line in _lines(folder, documents, runs):
        print(line, flush=True)
        yield line


def _lines(folder: Path, documents: int, runs: int) -> Iterator[str]:
    texts = [path for path in sorted(folder.rglob("*.txt")) if govtext.read(path).encoding.startswith("utf-8")]
    yield f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}; {len(texts)} reports."
    yield ""
    yield "| what | figure |"
    yield "|---|---|"
    ours, theirs, characters = speed.compare(folder, runs)
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    yield f"| `govtext run`, {characters:,} characters, median of {runs} | {statistics.median(ours):.2f} s |"
    yield f"| bare `jieba.lcut` on the same text | {statistics.median(theirs):.2f} s |"
    yield f"| ratio | {ratio:.2f} |"
    yield f"| `import govtext` | {_median(runs, [sys.executable, '-c', 'import govtext']):.2f} s |"
    yield f"| `govtext --help` | {_median(runs, [*GOVTEXT, '--help']):.2f} s |"
    small, large, short, long = _by_length(texts, runs)
    times = f"{long / short:.1f} times that, {large / small:.1f} times the length"
    yield f"| a report of {small / 1e6:.1f} MB, median of {runs} | {short:.2f} s |"
    yield f"| a report of {large / 1e6:.1f} MB | {long:.2f} s, {times} |"
    with _corpus(texts, 10 * len(texts)) as many:
        yield from _by_processes(many, 10 * len(texts), runs)
    with _corpus(texts, 67) as few, _corpus(texts, 540) as many:
        small, large = _run(few).memory, _run(many).memory
        yield f"| peak memory with 67 reports, with 540 | {small:.0f} MB, {large:.0f} MB: {large / small:.2f} times |"
    with _corpus(texts, documents) as many:
        taken = _run(many, "--jobs", "-1")
        yield (
            f"| {documents:,} reports, all cores | {taken.seconds:.0f} s, "
            f"{documents / taken.seconds:.1f} reports a second, {taken.memory:.0f} MB |"
        )


def _by_processes(folder: Path, reports: int, runs: int) -> Iterator[str]:
    """One process and two by turns; and what of the work is not shared out."""
    pairs = [(_run(folder, "--jobs", "1"), _run(folder, "--jobs", "2")) for _ in range(runs)]
    one, two = (statistics.median(run.seconds for run in side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(alone.seconds / both.seconds for alone, both in pairs)
    yield f"| {reports} reports, 1 process, 2, median of {runs} | {one:.1f} s, {two:.1f} s: {ratio:.2f} times as fast |"
    stores = statistics.median(both.processor for _, both in pairs) / reports
    yield f"| of that, the process that stores, processor time a report | {stores:.4f} s |"


def _median(runs: int, command: list[str]) -> float:
    return statistics.median(speed.seconds(command)[0] for _ in range(runs))


def _by_length(texts: list[Path], runs: int) -> tuple[int, int, float, float]:
    """Bytes of a tenth of the reports as one and of all, and seconds for each; what is loaded once is not counted.

    No text stands in it twice: what a page says again is left out, and costs nothing.
    """
    every = [govtext.read(path).text for path in texts]
    whole, tenth = ("\n".join(some).encode("utf-8") for some in (every, every[::10]))
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in [("loads", tenth), *[("short", tenth), ("long", whole)] * runs]:
            path = Path(folder) / f"{name}.txt"
            path.write_bytes(text)
            begin = time.perf_counter()
            batch.process(Source(path, path.name, path.stem), Settings())
            found.setdefault(name, []).append(time.perf_counter() - begin)
    return len(tenth), len(whole), statistics.median(found["short"]), statistics.median(found["long"])


@contextmanager
def _corpus(texts: list[Path], number: int) -> Iterator[Path]:
    """A folder of so many reports: those given, again and again with other digits."""
    folder = Path(tempfile.mkdtemp())
    try:
        for place in range(number):
            path, turn = texts[place % len(texts)], place // len(texts)
            text = path.read_bytes()
            moved = bytes.maketrans(DIGITS.encode(), (DIGITS[turn % 10 :] + DIGITS[: turn % 10]).encode())
            (folder / f"{turn:03}").mkdir(exist_ok=True)
            (folder / f"{turn:03}" / f"{place % len(texts):03} {path.name}").write_bytes(text.translate(moved))
        yield folder
    finally:
        shutil.rmtree(folder)


class Taken(NamedTuple):
    """What a run took: seconds, seconds of processor in the process that started it, peak memory in megabytes."""

    seconds: float
    processor: float
    memory: float


def _run(folder: Path, *options: str) -> Taken:
    out = Path(tempfile.mkdtemp())
    arguments = ["run", str(folder), "-o", str(out / "results"), "--quiet", *options]
    begin = time.perf_counter()
    command = [sys.executable, "-c", APART, sys.executable, "-c", WATCHED, *arguments]
    watched = subprocess.run(command, check=True, capture_output=True, text=True)
    taken = time.perf_counter() - begin
    shutil.rmtree(out)
    processor, memory = watched.stdout.splitlines()[-1].split()
    return Taken(taken, float(processor), int(memory) / 1024)


# In a process between, as one inherits the peak memory of its parent.
APART = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"

WATCHED = """
import resource
from govtext.cli import main

try:
    main()
finally:
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print()
    print(own.ru_utime + own.ru_stime, max(own.ru_maxrss, workers.ru_maxrss))
"""

if __name__ == "__main__":
    main()
