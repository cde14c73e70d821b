"""Times the whole run, start to tables, against bare `jieba.lcut` on the same text, each in a process of its own.

    python benchmarks/speed.py [FOLDER] [--runs N]

Prints median seconds of each and their ratio; a ratio below 1 means that reading, cleaning, segmenting, finding
indicators and writing all tables takes less time than cutting the text into words with jieba alone.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "corpora"
SHARED = Path(__file__).parents[2] / "shared" / "corpus"

JIEBA = """
import sys
from pathlib import Path
from govtext import reading
import jieba
jieba.setLogLevel("ERROR")
characters = 0
for place in reading.discover([Path(sys.argv[1])]):
    text = reading.read(place).text
    jieba.lcut(text)
    characters += len(text)
print(characters)
"""


def seconds(command: list[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def compare(folder: Path, runs: int) -> tuple[list[float], list[float], int]:
    """Seconds of govtext and of jieba in each run, by turns, and the characters of the text."""
    out = Path(tempfile.mkdtemp())
    whole = [sys.executable, "-m", "govtext", "run", str(folder), "-o", str(out / "results"), "--force", "--quiet"]
    bare = [sys.executable, "-c", JIEBA, str(folder)]
    characters = int(seconds(bare)[1])  # the first run fills jieba's cache and the disk's
    seconds(whole)
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(seconds(bare)[0])
        ours.append(seconds(whole)[0])
    shutil.rmtree(out)
    return ours, theirs, characters


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path, nargs="?", default=SHARED if SHARED.exists() else SAMPLE)
    arguments.add_argument("--runs", type=int, default=3)
    args = arguments.parse_args()
    ours, theirs, characters = compare(args.folder, args.runs)
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(f"{characters:,} characters in {args.folder}, medians of {args.runs} runs")
    print(f"govtext run  {statistics.median(ours):6.2f} s")
    print(f"jieba.lcut   {statistics.median(theirs):6.2f} s")
    print(f"ratio        {statistics.median(ratios):6.2f}")


if __name__ == "__main__":
    main()
