"""What commands share: the options for where to write, and how a table is handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    import pandas as pd

Command = TypeVar("Command", bound=Callable[..., Any])
EXISTING = click.Path(path_type=Path)
force_option = click.option("--force", is_flag=True, help="Replace what exists.")


def output_options(
    shown: str = "File to write: .csv, .xlsx, .dta or .parquet.", *, required: bool = False
) -> Callable[[Command], Command]:
    """The options -o, which `shown` explains, and --force."""
    output = click.option("-o", "--output", required=required, type=EXISTING, help=shown)
    return lambda command: output(force_option(command))


def absent(path: Path, force: bool) -> None:
    """Makes sure that nothing is overwritten unasked."""
    if path.exists() and not force:
        raise click.UsageError(f"{path} exists; add --force to replace it")


def write(frame: pd.DataFrame, path: Path, force: bool) -> None:
    """A table to a file, in the form that its suffix names."""
    from govtext import exporting  # noqa: PLC0415

    absent(path, force)
    exporting.write(frame, path)


def print_table(frame: pd.DataFrame) -> None:
    """A table to the screen."""
    from govtext.looking.terminal import show_table  # noqa: PLC0415

    show_table(frame)
