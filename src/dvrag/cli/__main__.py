"""`python -m dvrag.cli`."""

from dvrag.cli.main import main

main()
