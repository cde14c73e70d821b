"""The command line: parses, calls, prints.

Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 nothing could be done.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from govtext import __version__
from govtext.errors import GovtextError, NothingDoneError

if TYPE_CHECKING:
    import pandas as pd

EXISTING = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govtext")
def cli() -> None:
    """Numeric indicators in Chinese government work reports: from files to tables."""


@cli.command()
@click.argument("inputs", nargs=-1, required=True, type=EXISTING)
@click.option("-o", "--out", required=True, type=EXISTING, help="Folder for the results.")
@click.option("--force", is_flag=True, help="Replace results that the folder already holds.")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pipeline config file.")
@click.option("--annexes", is_flag=True, help="Count numbers of annexes (附件, 名词解释) as indicators too.")
@click.option("--text-column", help="Column of input tables that holds the text.")
@click.option("--id-column", help="Column that holds an id.")
@click.option("--region-column", help="Column that holds the region.")
@click.option("--year-column", help="Column that holds the report year.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def run(inputs: tuple[Path, ...], out: Path, force: bool, config: Path | None, annexes: bool, text_column: str | None,
        id_column: str | None, region_column: str | None, year_column: str | None, quiet: bool) -> int:  # fmt: skip
    """Read documents and write tables.

    INPUTS are files, folders (searched recursively) and tables (.csv, .xlsx, .jsonl, .parquet) with one report a row.
    """
    from govtext import batch  # noqa: PLC0415
    from govtext.looking.progress import bar  # noqa: PLC0415
    from govtext.reading.tables import Columns  # noqa: PLC0415

    columns = Columns(text=text_column, id=id_column, region=region_column, year=year_column)
    with bar(quiet=quiet) as progress:
        summary = batch.run(
            list(inputs), out, config=config, force=force, annexes=annexes, columns=columns, progress=progress
        )
    failed = len(summary.failures)
    if not quiet:
        click.echo(
            f"{summary.documents} documents, {summary.mentions} mentions, {failed} failures. Tables are in {out}"
        )
    for failure in summary.failures[:10]:
        click.echo(f"failed: {failure.path}: {failure.message}", err=True)
    if failed > 10:
        click.echo(f"... and {failed - 10} more, see {out / 'errors.csv'}", err=True)
    return 1 if failed else 0


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("--across", required=True, type=click.Choice(["year", "region"]), help="What stands side by side.")
@click.option("--concept", "concepts", multiple=True, help="Only this concept; may be given several times.")
@click.option(
    "--status", type=click.Choice(["actual", "target"]), help="Only what was reached, or only what is planned."
)
@click.option("--region", help="Whose years to compare.")
@click.option("--year", type=int, help="Which year to compare; the latest unless told.")
@click.option("-o", "--output", type=EXISTING, help="CSV file to write; the evidence goes beside it.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def compare(out: Path, across: str, concepts: tuple[str, ...], status: str | None, region: str | None, year: int | None,
            output: Path | None, force: bool) -> int:  # fmt: skip
    """Lay years or regions of the results in OUT side by side."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).compare(across=across, concepts=concepts, status=status, region=region, year=year)
    if output is None:
        _print(found.table)
        return 0
    evidence = output.with_name(f"{output.stem}.evidence{output.suffix}")
    _absent(evidence, force)
    _write(found.table, output, force)
    _write(found.evidence, evidence, force)
    click.echo(f"{len(found.table)} rows in {output}, the evidence of {len(found.evidence)} cells in {evidence}")
    return 0


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("--vintages", is_flag=True, help="One row for every report that states a cell, not only the latest.")
@click.option("-o", "--output", type=EXISTING, help="CSV file to write.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def panel(out: Path, vintages: bool, output: Path | None, force: bool) -> int:
    """One row a region, period, concept, kind and status."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).panel(vintages=vintages)
    if output is None:
        _print(found)
        return 0
    _write(found, output, force)
    click.echo(f"{len(found)} rows in {output}")
    return 0


@cli.command()
@click.argument("gold", type=EXISTING)
@click.option("--on", "out", required=True, type=EXISTING, help="Results folder to judge.")
@click.option("--errors", type=EXISTING, help="CSV file for every disagreement.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def evaluate(gold: Path, out: Path, errors: Path | None, force: bool) -> int:
    """Accuracy of the results in OUT against the annotated passages in GOLD."""
    from govtext import evaluation  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    found = evaluation.evaluate(Results(out), gold)
    click.echo(found.summary())
    if errors:
        _write(found.disagreements, errors, force)
        click.echo(f"{len(found.disagreements)} disagreements in {errors}")
    return 0


@cli.command()
@click.argument("file", type=EXISTING)
@click.option("--rejected", is_flag=True, help="List the numbers that are no indicators, and why.")
@click.option("--html", type=EXISTING, help="Write a page instead.")
@click.option("--force", is_flag=True, help="Replace the page if it exists.")
def show(file: Path, rejected: bool, html: Path | None, force: bool) -> int:
    """One document with its mentions highlighted."""
    import govtext  # noqa: PLC0415
    from govtext.looking import page, terminal  # noqa: PLC0415

    doc, _ = govtext.analyse(govtext.read(file), govtext.load())
    if html:
        _absent(html, force)
        html.write_text(page.render(doc), encoding="utf-8")
        click.echo(f"{len(doc._.mentions)} mentions in {html}")
    elif rejected:
        terminal.show_rejected(doc)
    else:
        terminal.show(doc)
    return 0


def _absent(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists; add --force to replace it")


def _write(frame: pd.DataFrame, path: Path, force: bool) -> None:
    from govtext.exporting import write  # noqa: PLC0415

    _absent(path, force)
    write(frame, path)


def _print(frame: pd.DataFrame) -> None:
    from govtext.looking.terminal import show_table  # noqa: PLC0415

    show_table(frame)


def main(arguments: list[str] | None = None) -> Any:
    """The `govtext` command."""
    try:
        sys.exit(cli.main(args=arguments, prog_name="govtext", standalone_mode=False) or 0)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except NothingDoneError as error:
        click.echo(f"govtext: {error}", err=True)
        sys.exit(3)
    except GovtextError as error:
        click.echo(f"govtext: {error}", err=True)
        sys.exit(2)
