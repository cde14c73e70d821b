"""Commands for people who look, correct and judge: report, export, evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from govtext.cli.options import EXISTING, absent, force_option, output_options, write


@click.command()
@click.argument("out", type=EXISTING)
@output_options("Page to write (.html).", required=True)
def report(out: Path, output: Path, force: bool) -> int:
    """One page with the results in OUT: overview, comparison, charts, and every number in its sentence.

    It opens from disk and needs no network. Beyond 15 MB the documents go to a folder of pages beside it.
    """
    from govtext.looking import report as pages  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    if output.suffix.lower() not in {".html", ".htm"}:
        raise click.UsageError(f"{output.name}: name a page that ends in .html")
    absent(output, force)
    absent(pages.folder_of(output), force)
    written = pages.write(Results(out), output)
    aside = f", {len(written) - 1} documents in {pages.folder_of(output)}" if len(written) > 1 else ""
    click.echo(f"{output} ({written[0].stat().st_size / 1e6:.1f} MB){aside}")
    return 0


@click.command()
@click.argument("out", type=EXISTING)
@click.option("--to", "target", required=True,
              type=click.Choice(["prodigy", "label-studio", "spacy", "conll", "gold", "corrections"]),
              help="A tool to correct in; with --from, what the corrections become.")  # fmt: skip
@click.option("--from", "source", type=EXISTING, help="A corrected file of one of the tools, to take back.")
@click.option("--doc", "doc_ids", multiple=True, help="Only this document; may be given several times.")
@click.option("--label", type=click.Choice(["theme", "kind", "direction", "bound", "status"]),
              help="For Prodigy, which knows one label a span: the field it shows; theme unless told.")  # fmt: skip
@output_options("File to write: .jsonl, .json, .spacy, .conll; .csv for corrections; folder for gold.", required=True)
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
        absent(path, force)
    results = Results(out)
    if source is None:
        number = annotation.write(results, output, target, label=label or "theme", doc_ids=doc_ids)
        click.echo(f"{number} sentences in {' and '.join(map(str, annotation.files(output, target)))}")
    else:
        click.echo(annotation.take_back(results, source, output, target))
    return 0


@click.command()
@click.argument("gold", type=EXISTING)
@click.option("--on", "out", required=True, type=EXISTING, help="Results folder to judge.")
@click.option("--errors", type=EXISTING, help="CSV file for every disagreement.")
@force_option
def evaluate(gold: Path, out: Path, errors: Path | None, force: bool) -> int:
    """Accuracy of the results in OUT against the annotated passages in GOLD."""
    from govtext import evaluation  # noqa: PLC0415
    from govtext.results import Results  # noqa: PLC0415

    if errors:
        absent(errors, force)
    found = evaluation.evaluate(Results(out), gold)
    click.echo(found.summary())
    if errors:
        write(found.disagreements, errors, force)
        click.echo(f"{len(found.disagreements)} disagreements in {errors}")
    return 0
