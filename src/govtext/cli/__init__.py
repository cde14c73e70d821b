"""The command line: parses, calls, prints.

Exit codes: 0 all done, 1 some inputs failed, 2 wrong usage, 3 nothing could be done.
"""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from typing import Any, NoReturn

import click

from govtext import __version__
from govtext.cli import checking, comparing, counting, documents
from govtext.errors import GovtextError, NothingDoneError, StoreError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="govtext")
def cli() -> None:
    """Numeric indicators in Chinese government work reports: from files to tables."""


for command in (
    documents.run, documents.show, documents.clean,
    comparing.compare, comparing.panel, comparing.targets, comparing.align,
    counting.themes_group, counting.attention_command, counting.words_command, counting.measures_command,
    checking.report, checking.export, checking.evaluate,
):  # fmt: skip
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> Any:
    """The `govtext` command."""
    warnings.showwarning = _warn
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


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """A warning for a person: without the place in our code that gives it."""
    click.echo(f"warning: {message}", err=True)


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
