"""python -m axiombook.prove: the door alone, for the book in the working folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from axiombook.prove import add_arguments, run

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m axiombook.prove", description=__doc__)
    parser.add_argument("--book", type=Path, default=Path(), metavar="DIR", help="the book's folder (default: here)")
    parser.set_defaults(out=None)
    add_arguments(parser)
    sys.exit(run(parser.parse_args()))
