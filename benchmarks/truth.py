"""Counts how many targets and results, read by hand from reports, the tables hold.

    python benchmarks/truth.py [--results FOLDER] [--misses FILE.csv]

Runs govtext on ../shared/corpus (or takes a results folder that an earlier run left) and looks for every row of
../shared/truth: its mention among the indicators, its cell in `panel --vintages`. Skips without ../shared.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pandas as pd

import govtext

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TRUTH = ("national_targets", "provincial_targets")
CELL = ["region", "report_year", "period", "concept", "kind", "status"]
ABSENT = {
    "gdp_growth": ("gdp", "growth"),
    "cpi_change": ("cpi", "growth"),
    "urban_new_jobs": ("urban_new_jobs", "level"),
    "registered_unemployment": ("registered_unemployment_rate", "share"),
    "surveyed_unemployment": ("surveyed_unemployment_rate", "share"),
    "deficit_ratio": ("deficit_ratio", "share"),
}


def read(name: str) -> pd.DataFrame:
    """A table of truth: numbers as float, everything else as text."""
    table = pd.read_csv(SHARED / "truth" / f"{name}.csv", dtype=str, keep_default_na=False)
    for column in ("value", "value_high"):
        if column in table:
            table[column] = pd.to_numeric(table[column])
    return table


def same(found: pd.DataFrame, row: pd.Series) -> pd.Series:
    """Which rows state the number of a row of truth, in its unit."""
    agree = (found["value"] - row["value"]).abs() <= 1e-9 * abs(row["value"])
    high = found["value_high"]
    agree &= high.isna() if pd.isna(row["value_high"]) else (high - row["value_high"]).abs() <= 1e-9 * row["value_high"]
    return agree & (found["unit"] == row["unit"])


def where(table: pd.DataFrame, row: pd.Series, columns: list[str]) -> pd.DataFrame:
    """The rows of a table that agree with a row of truth in some columns."""
    chosen = pd.Series(True, index=table.index)
    for column in columns:
        chosen &= table[column] == row[column]
    return table[chosen]


def judge(truth: pd.DataFrame, indicators: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """Truth with what became of every row: `mention` and `cell`, each right, wrong or missing.

    `got` shows the cell that is there, `number` what the mentions of that number in the document were taken for.
    """
    verdicts = []
    for _, row in truth.iterrows():
        stated = where(indicators, row, ["doc", "concept", "kind", "status"])
        cell = where(panel, row, CELL)
        right = same(cell, row) & (cell["direction"] == row["direction"])
        number = where(indicators, row, ["doc"])
        number = number[same(number, row)]
        verdicts.append({
            "mention": "right" if same(stated, row).any() else "missing",
            "cell": "missing" if cell.empty else "right" if right.any() else "wrong",
            "same_bound": bool((cell["bound"] == row["bound"]).any()),
            "got": "; ".join(f"{c.bound}{c.value:g} {c.unit} {c.direction} ({c.name})" for c in cell.itertuples()),
            "number": "; ".join(
                f"{c.name} [{c.concept}] {c.kind} {c.direction} {c.status} {c.period}" for c in number.itertuples()
            ),
        })  # fmt: skip
    return truth.join(pd.DataFrame(verdicts, index=truth.index))


def invented(absent: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """Cells of the panel that say what no report states."""
    wanted = absent.assign(
        region="全国",
        period=absent["target_year"],
        concept=[ABSENT[indicator][0] for indicator in absent["indicator"]],
        status=absent["kind"].replace({"result": "actual"}),
        kind=[ABSENT[indicator][1] for indicator in absent["indicator"]],
    )
    return panel.merge(wanted[CELL], on=CELL, how="inner")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--results", type=Path, help="results folder of an earlier run on both corpora")
    options.add_argument("--misses", type=Path, help="CSV file for the rows that are not right")
    given = options.parse_args()
    if not (SHARED / "truth").is_dir():
        print(f"skipped: there is no {SHARED / 'truth'}")
        return
    with tempfile.TemporaryDirectory() as folder:
        inputs = [SHARED / "corpus" / "provincial", SHARED / "corpus" / "national"]
        results = govtext.Results(given.results) if given.results else govtext.run(inputs, Path(folder) / "results")
        paths = {row.doc_id: Path(row.path).name for row in results.documents.itertuples()}
        indicators = results.indicators.assign(doc=results.indicators["doc_id"].map(paths))
        panel = results.panel(vintages=True)
        panel = panel.assign(report_year=panel["report_year"].astype(str))
        panel = panel.merge(results.indicators[["doc_id", "mention_id", "name"]], on=["doc_id", "mention_id"])
    misses = []
    for name in TRUTH:
        truth = read(name)
        here = truth[truth["doc"].isin(indicators["doc"])]
        judged = judge(here, indicators, panel)
        print(f"{name}: {len(here)} rows, {len(truth) - len(here)} more of documents that are not in the corpus")
        print(f"  mention right  {(judged['mention'] == 'right').mean():.3f}  (wanted 0.97)")
        print(f"  cell right     {(judged['cell'] == 'right').mean():.3f}  (wanted 0.95)")
        print(f"  cell wrong     {(judged['cell'] == 'wrong').mean():.3f}  (at most 0.01)")
        print(f"  bound right    {judged['same_bound'].mean():.3f}")
        misses.append(judged[(judged["mention"] != "right") | (judged["cell"] != "right") | ~judged["same_bound"]])
    surplus = invented(read("national_targets_absent"), panel)
    print(f"national_targets_absent: {len(surplus)} cells that no report states (wanted 0)")
    for cell in surplus.itertuples():
        print(f"  {cell.doc_id} {cell.mention_id}: {cell.name} {cell.kind} {cell.status} {cell.period} {cell.value:g}")
    if given.misses:
        pd.concat(misses).to_csv(given.misses, index=False, encoding="utf-8-sig")


if __name__ == "__main__":
    main()
