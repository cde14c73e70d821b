"""Commands that read documents: run, show, clean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govtext.cli.options import EXISTING, absent, force_option, output_options, print_table

if TYPE_CHECKING:
    from govtext.batch import Summary
    from govtext.parallel import Backend
    from govtext.store import Format

FORMATS = ("csv", "parquet", "xlsx", "dta")


def _formats(context: click.Context, option: click.Parameter, value: str) -> list[str]:
    wanted = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} cannot be written; choose of {', '.join(FORMATS)}")
    return wanted


@click.command()
@click.argument("inputs", nargs=-1, required=True, type=EXISTING)
@click.option("-o", "--out", required=True, type=EXISTING, help="Folder for the results.")
@click.option("--force", is_flag=True, help="Replace results that the folder already holds.")
@click.option("--resume", is_flag=True, help="Go on: keep what is done and unchanged, work on the rest.")
@click.option("--drop-gone", is_flag=True, help="With --resume: drop documents that are no inputs any more.")
@click.option("--jobs", type=click.IntRange(min=-1), default=1, show_default=True,
              help="Processes that work; -1 for one a core.")  # fmt: skip
@click.option("--backend", type=click.Choice(["loky", "dask"]), default="loky", show_default=True,
              help="Where they are: on this machine, or on a Dask cluster.")  # fmt: skip
@click.option("--scheduler", metavar="ADDRESS", help="Address of the Dask scheduler, such as tcp://10.0.0.1:8786.")
@click.option("--format", "formats", default="csv", show_default=True, callback=_formats,
              help="Files to write, with commas: csv, parquet, xlsx, dta.")  # fmt: skip
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Pipeline config file.")
@click.option("--themes", type=EXISTING, help="Theme table of your own, in the form of govtext/rules/themes.toml.")
@click.option("--theme-words", type=EXISTING, help="Table of words that are added to its themes.")
@click.option("--theme-model", type=EXISTING, help="Model that `govtext themes train` made.")
@click.option("--metadata", type=EXISTING,
              help="Table with a column path, and region, year, title, kind: what it tells wins.")  # fmt: skip
@click.option("--annexes", is_flag=True, help="Count numbers of annexes (附件, 名词解释) as indicators too.")
@click.option("--text-column", help="Column of input tables that holds the text.")
@click.option("--id-column", help="Column that holds an id.")
@click.option("--region-column", help="Column that holds the region.")
@click.option("--year-column", help="Column that holds the report year.")
@click.option("--log", type=EXISTING, help="File that gets one line of JSON a document, behind what it holds.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def run(inputs: tuple[Path, ...], out: Path, force: bool, resume: bool, drop_gone: bool, jobs: int, backend: Backend,
        scheduler: str | None, formats: list[Format], config: Path | None,
        themes: Path | None, theme_words: Path | None, theme_model: Path | None, metadata: Path | None, annexes: bool,
        text_column: str | None, id_column: str | None, region_column: str | None, year_column: str | None,
        log: Path | None, quiet: bool) -> int:  # fmt: skip
    """Read documents and write tables.

    INPUTS are files (.txt, .md, .html, .docx, .doc, .pdf, .rtf, .odt), folders (searched recursively), archives (.zip)
    and tables (.csv, .tsv, .xlsx, .dta, .jsonl, .parquet) with one report a row.
    """
    from govtext import batch  # noqa: PLC0415
    from govtext.looking.progress import shown  # noqa: PLC0415
    from govtext.parallel import Crew  # noqa: PLC0415
    from govtext.reading.tables import Columns  # noqa: PLC0415
    from govtext.settings import Settings  # noqa: PLC0415

    columns = Columns(text=text_column, id=id_column, region=region_column, year=year_column)
    settings = Settings(config, annexes, columns, themes, theme_model, theme_words)
    try:
        with shown(quiet=quiet) as progress:
            summary = batch.run(
                inputs, out, settings=settings, metadata=metadata, force=force, resume=resume,
                drop_gone=drop_gone, formats=formats, crew=Crew(jobs, backend, scheduler), log=log, progress=progress,
            )  # fmt: skip
    except KeyboardInterrupt:
        click.echo(f"stopped; what is done is kept in {out}. Add --resume to the same command to go on", err=True)
        return 130
    return _told(summary, quiet)


def _told(summary: Summary, quiet: bool) -> int:
    """Says what a run did; its exit code."""
    failed = len(summary.failures)
    if not quiet:
        kept = f" ({summary.kept} kept)" if summary.kept else ""
        click.echo(
            f"{summary.documents} documents{kept}, {summary.mentions} mentions, {failed} failures. "
            f"Tables are in {summary.folder}"
        )
        if summary.gone:
            click.echo(f"{summary.gone} documents are no inputs any more; --drop-gone leaves them out")
        if summary.twice:
            click.echo(f"{len(summary.twice)} documents have the same bytes as another: {', '.join(summary.twice[:5])}")
        for warning in summary.warnings:
            click.echo(f"warning: {warning}", err=True)
    for failure in summary.failures[:10]:
        click.echo(f"failed: {failure.path}: {failure.message}", err=True)
    if failed > 10:
        click.echo(f"... and {failed - 10} more, see {summary.folder / 'errors.csv'}", err=True)
    return 1 if failed else 0


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--rejected", is_flag=True, help="List the numbers that are no indicators, and why.")
@click.option("--html", type=EXISTING, help="Write a page instead.")
@force_option
def show(file: Path, rejected: bool, html: Path | None, force: bool) -> int:
    """One document with its mentions highlighted."""
    import govtext  # noqa: PLC0415
    from govtext.looking import page, terminal  # noqa: PLC0415

    doc, _ = govtext.analyse(govtext.read(file), govtext.load())
    if html:
        absent(html, force)
        html.write_text(page.render(doc), encoding="utf-8")
        click.echo(f"{len(doc._.mentions)} mentions in {html}")
    elif rejected:
        terminal.show_rejected(doc)
    else:
        terminal.show(doc)
    return 0


@click.command()
@click.argument("file", type=EXISTING)
@click.option("--diff", is_flag=True, help="List every repair with its surroundings and its reason.")
@output_options("Text file to write the cleaned text to.")
def clean(file: Path, diff: bool, output: Path | None, force: bool) -> int:
    """One document as it is analysed: mended, in Simplified characters, with half-width digits.

    Without options it prints the text; --diff prints what was done to it and why.
    """
    import govtext  # noqa: PLC0415
    from govtext.cleaning import clean as cleaned_of  # noqa: PLC0415

    raw = govtext.read(file).text
    cleaned = cleaned_of(raw)
    if output:
        absent(output, force)
        output.write_text(cleaned.text, encoding="utf-8", newline="\n")
        click.echo(f"{len(cleaned.edits)} repairs; the text is in {output}")
    if diff:
        from govtext.looking import diff as repairs  # noqa: PLC0415

        repairs.show(raw, cleaned)
        if cleaned.edits:
            print_table(repairs.counts(cleaned))
        else:
            click.echo("nothing to mend")
    elif not output:
        click.echo(cleaned.text)
    return 0
