"""The command line: parses, calls, prints.

Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 nothing could be done.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from govtext import __version__
from govtext.errors import GovtextError, NothingDoneError, StoreError

if TYPE_CHECKING:
    import pandas as pd

    from govtext.batch import Summary
    from govtext.parallel import Backend
    from govtext.store import Format

EXISTING = click.Path(path_type=Path)
FORMATS = ("csv", "parquet", "xlsx", "dta")


def _formats(context: click.Context, option: click.Parameter, value: str) -> list[str]:
    wanted = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} cannot be written; choose of {', '.join(FORMATS)}")
    return wanted


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govtext")
def cli() -> None:
    """Numeric indicators in Chinese government work reports: from files to tables."""


@cli.command()
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
    for failure in summary.failures[:10]:
        click.echo(f"failed: {failure.path}: {failure.message}", err=True)
    if failed > 10:
        click.echo(f"... and {failed - 10} more, see {summary.folder / 'errors.csv'}", err=True)
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
@click.option("-o", "--output", type=EXISTING, help="File to write (.csv, .xlsx, .dta, .parquet), with its evidence.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def compare(out: Path, across: str, concepts: tuple[str, ...], status: str | None, region: str | None, year: int | None,
            output: Path | None, force: bool) -> int:  # fmt: skip
    """Lay years or regions of the results in OUT side by side."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).compare(across=across, concepts=concepts, status=status, region=region, year=year)
    if output is None:
        _print(found.table)
        return 0
    from govtext.exporting import write  # noqa: PLC0415

    workbook = output.suffix.lower() == ".xlsx"
    evidence = output if workbook else output.with_name(f"{output.stem}.evidence{output.suffix}")
    _absent(output, force)
    _absent(evidence, force)
    write(found.table, output, evidence=found.evidence)
    click.echo(f"{len(found.table)} rows in {output}, the evidence of {len(found.evidence)} cells in {evidence}")
    return 0


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("--vintages", is_flag=True, help="One row for every report that states a cell, not only the latest.")
@click.option("-o", "--output", type=EXISTING, help="File to write: .csv, .xlsx, .dta or .parquet.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def panel(out: Path, vintages: bool, output: Path | None, force: bool) -> int:
    """One row a region, period, concept, kind and status."""
    from govtext.results import Results  # noqa: PLC0415

    results = Results(out)
    found = results.panel(vintages=vintages)
    if output is None:
        _print(found)
        return 0
    aside = output.with_name(f"{output.stem}.conflicts.csv")
    _absent(aside, force)
    _write(found, output, force)
    conflicts = results.conflicts(vintages=vintages)
    _write(conflicts, aside, force)
    click.echo(f"{len(found)} rows in {output}, {len(conflicts)} mentions that contradict or were refused in {aside}")
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


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("-o", "--output", type=EXISTING, help="File to write: .csv, .xlsx, .dta or .parquet.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def targets(out: Path, output: Path | None, force: bool) -> int:
    """Targets of every region and year, how firm they are, and the results reported a year later."""
    from govtext.results import Results  # noqa: PLC0415

    found = Results(out).targets()
    if output is None:
        _print(found.drop(columns=["target_sentence", "result_sentence"]))
        return 0
    _write(found, output, force)
    click.echo(f"{len(found)} targets in {output}, {int(found['result'].notna().sum())} with their result")
    return 0


@cli.group("themes")
def themes_group() -> None:
    """Policy themes: train a model for where words do not tell."""


@themes_group.command("train")
@click.argument("labels", required=False, type=EXISTING)
@click.option("--on", "out", type=EXISTING, help="Results folder; its sentences that leave no doubt are learnt from.")
@click.option("--themes", "table", type=EXISTING, help="Theme table of your own; the shipped one unless told.")
@click.option("-o", "--output", required=True, type=EXISTING, help="Model file to write (.npz).")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def train_themes(labels: Path | None, out: Path | None, table: Path | None, output: Path, force: bool) -> int:
    """Train a model on LABELS, a CSV with columns text and theme ("none" for a sentence without one).

    Name the model, and the table if it is your own, in the config file: [components.themes] path and model.
    """
    from govtext import training  # noqa: PLC0415

    _absent(output, force)
    trained = training.from_files(labels, out, table)
    training.save(trained, output)
    click.echo(trained.summary())
    click.echo(f"model in {output}")
    return 0


@cli.command("attention")
@click.argument("out", type=EXISTING)
@click.option("--dictionary", "dictionaries", required=True, type=EXISTING,
              help="CSV file with columns dictionary (or dict_id), dimension and term.")  # fmt: skip
@click.option("--matching", type=click.Choice(["token", "substring"]), default="token", show_default=True,
              help="Count a term only where it begins and ends with words, or anywhere.")  # fmt: skip
@click.option("--drop-negated", is_flag=True, help="Leave out hits that a negation stands just before.")
@click.option("-o", "--output", type=EXISTING, help="File to write: .csv, .xlsx, .dta or .parquet.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def attention_command(out: Path, dictionaries: Path, matching: Any, drop_negated: bool, output: Path | None,
                      force: bool) -> int:  # fmt: skip
    """How much of each report in OUT are words of published word lists."""
    from govtext import attention  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    results, lists = Results(out), attention.read(dictionaries)
    found = attention.attention(
        results.documents, results.sentences, lists, matching=matching, drop_negated=drop_negated
    )
    if output is None:
        _print(found)
        return 0
    _write(found, output, force)
    click.echo(f"{len(found)} rows in {output}")
    return 0


@cli.command()
@click.argument("file", type=EXISTING)
@click.option("--diff", is_flag=True, help="List every repair with its surroundings and its reason.")
@click.option("-o", "--output", type=EXISTING, help="Text file to write the cleaned text to.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def clean(file: Path, diff: bool, output: Path | None, force: bool) -> int:
    """One document as it is analysed: mended, in Simplified characters, with half-width digits.

    Without options it prints the text; --diff prints what was done to it and why.
    """
    import govtext  # noqa: PLC0415
    from govtext.cleaning import clean as cleaned_of  # noqa: PLC0415

    raw = govtext.read(file).text
    cleaned = cleaned_of(raw)
    if output:
        _absent(output, force)
        output.write_text(cleaned.text, encoding="utf-8", newline="\n")
        click.echo(f"{len(cleaned.edits)} repairs; the text is in {output}")
    if diff:
        from govtext.looking import diff as repairs  # noqa: PLC0415

        repairs.show(raw, cleaned)
        if cleaned.edits:
            _print(repairs.counts(cleaned))
        else:
            click.echo("nothing to mend")
    elif not output:
        click.echo(cleaned.text)
    return 0


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("--to", "target", required=True,
              type=click.Choice(["prodigy", "label-studio", "spacy", "conll", "gold", "corrections"]),
              help="A tool to correct in; with --from, what the corrections become.")  # fmt: skip
@click.option("--from", "source", type=EXISTING, help="A corrected file of one of the tools, to take back.")
@click.option("--doc", "doc_ids", multiple=True, help="Only this document; may be given several times.")
@click.option("--label", type=click.Choice(["theme", "kind", "direction", "bound", "status"]),
              help="For Prodigy, which knows one label a span: the field it shows; theme unless told.")  # fmt: skip
@click.option("-o", "--output", required=True, type=EXISTING,
              help="File to write: .jsonl, .json, .spacy, .conll; .csv for corrections; folder for gold.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace it if it exists.")
def export(out: Path, target: str, source: Path | None, doc_ids: tuple[str, ...], label: str | None, output: Path,
           force: bool) -> int:  # fmt: skip
    """Sentences and mentions of OUT to a tool that people correct in; with --from, their corrections back.

    Then evaluate reads --to gold, and --to corrections is a table with one row a corrected cell.
    """
    from govtext import annotation  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    if (target in annotation.FORMS) != (source is not None):
        raise click.UsageError(
            f"--to {target} takes corrections back; name their file with --from" if source is None
            else f"--from takes corrections back; give --to {' or --to '.join(annotation.FORMS)}, not {target}"
        )  # fmt: skip
    if doc_ids and source:
        raise click.UsageError("--doc chooses what is exported; with --from all that the file answers is taken back")
    if label and target != "prodigy":
        raise click.UsageError(f"--label is for --to prodigy; {target} shows all fields")
    for path in annotation.files(output, target):
        _absent(path, force)
    results = Results(out)
    if source is None:
        number = annotation.write(results, output, target, label=label or "theme", doc_ids=doc_ids)
        click.echo(f"{number} sentences in {' and '.join(map(str, annotation.files(output, target)))}")
    else:
        click.echo(annotation.take_back(results, source, output, target))
    return 0


@cli.command()
@click.argument("out", type=EXISTING)
@click.option("-o", "--output", required=True, type=EXISTING, help="Page to write (.html).")
@click.option("--force", is_flag=True, help="Replace the page if it exists.")
def report(out: Path, output: Path, force: bool) -> int:
    """One page with the results in OUT: overview, comparison, charts, and every number in its sentence.

    It opens from disk and needs no network. Beyond 15 MB the documents go to a folder of pages beside it.
    """
    from govtext.looking import report as pages  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    if output.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(f"{output.name}: name a page that ends in .html")
    _absent(output, force)
    _absent(pages.folder_of(output), force)
    written = pages.write(Results(out), output)
    aside = f", {len(written) - 1} documents in {pages.folder_of(output)}" if len(written) > 1 else ""
    click.echo(f"{output} ({written[0].stat().st_size / 1e6:.1f} MB){aside}")
    return 0


@cli.command("words")
@click.argument("out", type=EXISTING)
@click.option("--by", type=click.Choice(["report", "theme", "year"]), default="report", show_default=True,
              help="What is one document: a report, a theme of a report, or a year.")  # fmt: skip
@click.option("--stop-words", type=EXISTING, help="Text file of words to leave out, one a line.")
@click.option("--dictionary", type=EXISTING, help="Text file of words to keep whole, one a line.")
@click.option("--min-count", type=click.IntRange(min=1), default=1, show_default=True,
              help="Leave out words that stand fewer times in all reports together.")  # fmt: skip
@click.option("-o", "--output", type=EXISTING,
              help="File to write: long .parquet, .csv, .xlsx, .dta, or matrix .mtx with two lists.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def words_command(out: Path, by: Any, stop_words: Path | None, dictionary: Path | None, min_count: int,
                  output: Path | None, force: bool) -> int:  # fmt: skip
    """How often each word stands in each report, theme or year of OUT: a document-term matrix."""
    from govtext import words  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    for path in words.files_of(output) if output else ():
        _absent(path, force)
    lists = {name: words.read_list(path) if path else [] for name, path in (("stop", stop_words), ("own", dictionary))}
    found = Results(out).words(by=by, stop_words=lists["stop"], dictionary=lists["own"], min_count=min_count)
    if output is None:
        _print(found)
        return 0
    files = words.write(found, output)
    click.echo(f"{len(found)} counts of {found['token'].nunique()} words in {', '.join(map(str, files))}")
    return 0


@cli.command("measures")
@click.argument("out", type=EXISTING)
@click.option("--pairs", type=EXISTING, help="File for the similarity of every two reports.")
@click.option("--among", type=click.Choice(["all", "region", "year"]), default="all", show_default=True,
              help="Which reports are paired: all, those of one region, or those of one year.")  # fmt: skip
@click.option("-o", "--output", type=EXISTING, help="File to write: .csv, .xlsx, .dta or .parquet.")
@click.option("--force", is_flag=True, help="Replace the files if they exist.")
def measures_command(out: Path, pairs: Path | None, among: Any, output: Path | None, force: bool) -> int:
    """Readability, density of numbers, bounds of targets and similarity of every report and part in OUT."""
    from govtext.results import Results  # noqa: PLC0415

    for path in filter(None, (output, pairs)):
        _absent(path, force)
    results = Results(out)
    found = results.measures()
    if output is None:
        _print(found)
    else:
        _write(found, output, force)
        click.echo(f"{len(found)} rows in {output}")
    if pairs:
        alike = results.similarity(among=among)
        _write(alike, pairs, force)
        click.echo(f"{len(alike)} pairs in {pairs}")
    return 0


@cli.command()
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
    except (NothingDoneError, StoreError) as error:
        click.echo(f"govtext: {error}", err=True)
        sys.exit(3)
    except GovtextError as error:
        click.echo(f"govtext: {error}", err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"govtext: {error.filename or 'a file'} cannot be read or written: {error.strerror}", err=True)
        sys.exit(3)


def program() -> NoReturn:
    """`main` as the shell starts it: leaves at once when done, since taking the dictionaries apart takes a while."""
    code: int | str | None = 0
    try:
        main()
    except SystemExit as done:
        code = done.code
    with contextlib.suppress(OSError):  # whoever reads the output may have left
        sys.stdout.flush()
        sys.stderr.flush()
    if "joblib" in sys.modules:  # which clears up behind its workers on the way out
        sys.exit(code)
    os._exit(code if isinstance(code, int) else 0)
