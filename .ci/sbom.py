"""What the run-time set is made of, as CycloneDX 1.5: `make sbom`. The same lock is the same file.

python .ci/sbom.py [requirements.lock] > sbom.json
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = "axiombook"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^\s+#\s+(?:via\s+)?([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of the lock. hashes: of the files that may be installed for it; needed_by: whose dependency it is."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its name for machines."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(lock: str) -> tuple[Pinned, ...]:
    """The packages of a lock that pip-compile wrote."""
    found = []
    for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", lock):
        pinned = _PINNED.match(entry)
        if pinned is not None:
            rows = entry.splitlines()
            via = [match[1] for row in rows if (match := _VIA.match(row)) and match[1] != "via"]
            found.append(Pinned(pinned[1].lower(), pinned[2], tuple(_HASH.findall(entry)), tuple(via)))
    return tuple(found)


def sbom(lock: str, version: str) -> dict[str, object]:
    """The bill of materials."""
    found = packages(lock)
    root = f"pkg:pypi/{OURS}@{version}"
    of = {pinned.name: pinned.purl for pinned in found} | {OURS: root}
    needs: dict[str, list[str]] = {purl: [] for purl in of.values()}
    for pinned in found:
        for name in pinned.needed_by:
            needs[of[name]].append(pinned.purl)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": root, "name": OURS, "version": version}},
        "components": [
            {
                "type": "library",
                "bom-ref": pinned.purl,
                "name": pinned.name,
                "version": pinned.version,
                "purl": pinned.purl,
                "hashes": [{"alg": "SHA-256", "content": sum} for sum in pinned.hashes],
            }
            for pinned in found
        ],
        "dependencies": [{"ref": ref, "dependsOn": sorted(names)} for ref, names in sorted(needs.items())],
    }


def main() -> None:
    """Prints it."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "requirements.lock"
    ours = re.search(r'^__version__ = "([^"]+)"', (ROOT / "axiombook/__init__.py").read_text(), re.MULTILINE)
    name = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["name"]
    assert ours is not None and name == OURS
    print(json.dumps(sbom(path.read_text(encoding="utf-8"), ours[1]), indent=1))


if __name__ == "__main__":
    main()
