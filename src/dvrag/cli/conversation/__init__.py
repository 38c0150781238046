"""A conversation on the command line: earlier answers, kept as the files that `dvrag ask --json` printed."""
