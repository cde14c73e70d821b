"""`python -m govtext`."""

from govtext.cli import program

program()
