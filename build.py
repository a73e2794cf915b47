#!/usr/bin/env python3
"""Builds, checks, serves and publishes a book: `python build.py --help`."""

from __future__ import annotations

import sys

from axiombook.command import main
from axiombook.uncollected import ending

if __name__ == "__main__":
    ending()
    sys.exit(main(sys.argv[1:]))
