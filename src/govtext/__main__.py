"""`python -m govtext`."""

from govtext.cli import main

main()
