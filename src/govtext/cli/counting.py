"""Commands that measure texts: themes, attention, words, measures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from govtext.cli.options import EXISTING, absent, output_options, print_table, write


@click.group("themes")
def themes_group() -> None:
    """Policy themes: train a model for where words do not tell."""


@themes_group.command("train")
@click.argument("labels", required=False, type=EXISTING)
@click.option("--on", "out", type=EXISTING, help="Results folder; its sentences that leave no doubt are learnt from.")
@click.option("--themes", "table", type=EXISTING, help="Theme table of your own; the shipped one unless told.")
@output_options("Model file to write (.npz).", required=True)
def train_themes(labels: Path | None, out: Path | None, table: Path | None, output: Path, force: bool) -> int:
    """Train a model on LABELS, a CSV with columns text and theme ("none" for a sentence without one).

    Name the model, and the table if it is your own, in the config file: [components.themes] path and model.
    """
    from govtext import training  # noqa: PLC0415

    absent(output, force)
    trained = training.from_files(labels, out, table)
    training.save(trained, output)
    click.echo(trained.summary())
    click.echo(f"model in {output}")
    return 0


@click.command("attention")
@click.argument("out", type=EXISTING)
@click.option("--dictionary", "dictionaries", required=True, type=EXISTING,
              help="CSV file with columns dictionary (or dict_id), dimension and term.")  # fmt: skip
@click.option("--matching", type=click.Choice(["token", "substring"]), default="token", show_default=True,
              help="Count a term only where it begins and ends with words, or anywhere.")  # fmt: skip
@click.option("--drop-negated", is_flag=True, help="Leave out hits that a negation stands just before.")
@output_options()
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
        print_table(found)
        return 0
    write(found, output, force)
    click.echo(f"{len(found)} rows in {output}")
    return 0


@click.command("words")
@click.argument("out", type=EXISTING)
@click.option("--by", type=click.Choice(["report", "theme", "year"]), default="report", show_default=True,
              help="What is one document: a report, a theme of a report, or a year.")  # fmt: skip
@click.option("--stop-words", type=EXISTING, help="Text file of words to leave out, one a line.")
@click.option("--dictionary", type=EXISTING, help="Text file of words to keep whole, one a line.")
@click.option("--min-count", type=click.IntRange(min=1), default=1, show_default=True,
              help="Leave out words that stand fewer times in all reports together.")  # fmt: skip
@output_options("File to write: long .parquet, .csv, .xlsx, .dta, or matrix .mtx with two lists.")
def words_command(out: Path, by: Any, stop_words: Path | None, dictionary: Path | None, min_count: int,
                  output: Path | None, force: bool) -> int:  # fmt: skip
    """How often each word stands in each report, theme or year of OUT: a document-term matrix."""
    from govtext import words  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    for path in words.files_of(output) if output else ():
        absent(path, force)
    lists = {name: words.read_list(path) if path else [] for name, path in (("stop", stop_words), ("own", dictionary))}
    found = Results(out).words(by=by, stop_words=lists["stop"], dictionary=lists["own"], min_count=min_count)
    if output is None:
        print_table(found)
        return 0
    files = words.write(found, output)
    click.echo(f"{len(found)} counts of {found['token'].nunique()} words in {', '.join(map(str, files))}")
    return 0


@click.command("measures")
@click.argument("out", type=EXISTING)
@click.option("--pairs", type=EXISTING, help="File for the similarity of every two reports.")
@click.option("--among", type=click.Choice(["all", "region", "year"]), default="all", show_default=True,
              help="Which reports are paired: all, those of one region, or those of one year.")  # fmt: skip
@output_options()
def measures_command(out: Path, pairs: Path | None, among: Any, output: Path | None, force: bool) -> int:
    """Readability, density of numbers, bounds of targets and similarity of every report and part in OUT."""
    from govtext.results import Results  # noqa: PLC0415

    for path in filter(None, (output, pairs)):
        absent(path, force)
    if output and pairs and output.resolve() == pairs.resolve():
        raise click.UsageError(f"{output} cannot hold both tables; name another file with --pairs")
    results = Results(out)
    found = results.measures()
    if output is None:
        print_table(found)
    else:
        write(found, output, force)
        click.echo(f"{len(found)} rows in {output}")
    if pairs:
        alike = results.similarity(among=among)
        write(alike, pairs, force)
        click.echo(f"{len(alike)} pairs in {pairs}")
    return 0
