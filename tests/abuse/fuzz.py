"""Arbitrary bytes for every target, guided by coverage: `make fuzz`. Nothing may raise, take 2 s, or hold 1 GB.

Needs atheris, in a virtual environment of its own beside what the book needs (tests/abuse/fuzzer.lock):

python -m tests.abuse.fuzz TARGET FOLDER [-max_total_time=600]

FOLDER keeps the inputs that reached something new; a run begins with those. What breaks a target is written there too.
"""

from __future__ import annotations

import sys
from pathlib import Path

LIMITS = ("-timeout=2", "-rss_limit_mb=1024", "-max_len=4000")


def main() -> None:
    """Searches until the time is over, or an input ends in an exception."""
    import atheris

    with atheris.instrument_imports(include=["axiombook"]):
        from axiombook import patterns
        from tests.abuse.targets import TARGETS
    patterns.SECONDS = 0.2  # an author's pattern that blows up ends there: it is no finding of the fuzzer
    name, folder = sys.argv[1], Path(sys.argv[2])
    target, seeds = TARGETS[name]
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    atheris.Setup([sys.argv[0], str(folder), *LIMITS, f"-artifact_prefix={folder}/../{name}-", *sys.argv[3:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
