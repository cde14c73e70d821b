"""Commands that lay results side by side: compare, panel, targets, align."""

from __future__ import annotations

from pathlib import Path

import click

from govtext.cli.options import EXISTING, absent, output_options, print_table, write


@click.command()
@click.argument("out", type=EXISTING)
@click.option("--across", required=True, type=click.Choice(["year", "region"]), help="What stands side by side.")
@click.option("--concept", "concepts", multiple=True, help="Only this concept; may be given several times.")
@click.option(
    "--status", type=click.Choice(["actual", "target"]), help="Only what was reached, or only what is planned."
)
@click.option("--region", help="Whose years to compare.")
@click.option("--year", type=int, help="Which year to compare; the latest unless told.")
@output_options("File to write (.csv, .xlsx, .dta, .parquet), with its evidence.")
def compare(out: Path, across: str, concepts: tuple[str, ...], status: str | None, region: str | None, year: int | None,
            output: Path | None, force: bool) -> int:  # fmt: skip
    """Lay years or regions of the results in OUT side by side."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).compare(across=across, concepts=concepts, status=status, region=region, year=year)
    if output is None:
        print_table(found.table)
        return 0
    from govtext import exporting  # noqa: PLC0415

    workbook = output.suffix.lower() == ".xlsx"
    evidence = output if workbook else output.with_name(f"{output.stem}.evidence{output.suffix}")
    absent(output, force)
    absent(evidence, force)
    exporting.write(found.table, output, evidence=found.evidence)
    click.echo(f"{len(found.table)} rows in {output}, the evidence of {len(found.evidence)} cells in {evidence}")
    return 0


@click.command()
@click.argument("out", type=EXISTING)
@click.option("--vintages", is_flag=True, help="One row for every report that states a cell, not only the latest.")
@output_options()
def panel(out: Path, vintages: bool, output: Path | None, force: bool) -> int:
    """One row a region, period, concept, kind and status."""
    from govtext.results import Results  # noqa: PLC0415

    results = Results(out)
    found = results.panel(vintages=vintages)
    if output is None:
        print_table(found)
        return 0
    aside = output.with_name(f"{output.stem}.conflicts.csv")
    absent(aside, force)
    write(found, output, force)
    conflicts = results.conflicts(vintages=vintages)
    write(conflicts, aside, force)
    click.echo(f"{len(found)} rows in {output}, {len(conflicts)} mentions that contradict or were refused in {aside}")
    return 0


@click.command()
@click.argument("out", type=EXISTING)
@output_options()
def targets(out: Path, output: Path | None, force: bool) -> int:
    """Targets of every region and year, how firm they are, and the results reported a year later."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).targets()
    if output is None:
        print_table(found.drop(columns=["target_sentence", "result_sentence"]))
        return 0
    write(found, output, force)
    click.echo(f"{len(found)} targets in {output}, {int(found['result'].notna().sum())} with their result")
    return 0


@click.command()
@click.argument("out", type=EXISTING)
@click.option("--drop-missing", is_flag=True, help="Leave out rows whose mention is no longer in the results.")
def align(out: Path, drop_missing: bool) -> int:
    """Group the mentions of no known concept across reports, for you to edit: alignment.csv in OUT.

    Rename a group in group_name, merge by giving two the same group_name, split by a new group, promote by a concept;
    compare and panel obey. Run again, it keeps all rows and adds the mentions that are new.
    """
    from govtext.comparing.alignment import FILE  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    change = Results(out).align(drop_missing=drop_missing)
    dropped = f", {change.dropped} rows dropped" if change.dropped else ""
    click.echo(
        f"{len(change.table)} mentions in {out / FILE}, {change.added} new{dropped}; "
        f"{change.shared} groups have mentions of several reports"
    )
    return 0
