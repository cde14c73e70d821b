"""Runs govtext on annotated documents and prints how well it agrees with the annotation.

    python benchmarks/accuracy.py

Always on the sample corpus; also on ../shared/gold/dev where that folder stands beside the checkout.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def measure(gold: Path, inputs: list[Path]) -> None:
    out = Path(tempfile.mkdtemp())
    govtext = [sys.executable, "-m", "govtext"]
    subprocess.run([*govtext, "run", *map(str, inputs), "-o", str(out / "results"), "--quiet"], check=True)
    print(f"== {gold} ==", flush=True)
    subprocess.run([*govtext, "evaluate", str(gold), "--on", str(out / "results")], check=True)
    shutil.rmtree(out)


def main() -> None:
    measure(ROOT / "corpora" / "gold", [ROOT / "corpora"])
    gold = SHARED / "gold" / "dev"
    if gold.exists():
        wanted = {json.loads(file.read_text(encoding="utf-8"))["doc"] for file in gold.glob("*.json")}
        folders = [SHARED / "corpus" / name for name in ("national", "provincial", "seed")]
        measure(gold, sorted(path for folder in folders for path in folder.iterdir() if path.name in wanted))


if __name__ == "__main__":
    main()
