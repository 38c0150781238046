"""Run as a program: ingest a folder into a library and print each acknowledged report at once."""

from __future__ import annotations

import sys
from pathlib import Path

from dvrag.builder import Builder
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts


def main() -> None:
    root, folder = map(Path, sys.argv[1:])
    print("ready", flush=True)
    Builder(root, small_parts()).build([folder], Listener(lambda note: print(note, flush=True)))


if __name__ == "__main__":
    main()
