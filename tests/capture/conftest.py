"""A small book of its own for each test: captures that are there already, and lessons that use their values."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLAN = """\
folder = "6.1"
flavour = "cloud-amd64"
release = "6.1"
source = "linux-source-6.1"
symbols = ["_text", "__sys_socket", "net_families"]

[rule.stamp]
pattern = '^\\[ *\\d+\\.\\d{6}\\] '
replace = ''
why = "the time stamp is cut off"

[boot.fixed]
append = "nokaslr no5lvl"

[boot.shifted]
append = "no5lvl"
whole = true

[[capture]]
name = "chain"
shows = "the whole chain"
boot = "fixed"
command = "insmod chain.ko; socket_test; rmmod chain; dmesg"
rules = ["stamp"]

[[capture]]
name = "kallsyms"
shows = "the symbols"
boot = "fixed"
command = "symbols"

[[capture]]
name = "kallsyms_1"
shows = "the symbols in a boot with KASLR"
boot = "shifted"
command = "symbols"

[[capture]]
name = "memory_1"
shows = "bytes in that boot"
boot = "shifted"
command = "insmod memory.ko at=$(address net_families+16) bytes=8; rmmod memory; dmesg"
rules = ["stamp"]

[[capture]]
name = "offsets"
shows = "places of fields"
offsets = ["socket", "socket.sk", "sock.sk_family = sock.__sk_common.skc_family"]
"""

CHAIN = """\
# what the author says about this capture
command = "old"
machine = "old"
kernel = "old"
taken = 2020-01-01T00:00:00Z
sha256 = "{digest}"
sources = {{}}

[values]
socket = 'PROBE chain socket=([0-9a-f]+)'  # the struct socket
file = 'PROBE chain file=([0-9a-f]+)'

[[chain]]
name = "struct socket"
at = "socket"

[did]
sock_alloc = "takes a piece"
"""

CHAIN_LOG = "PROBE chain file=ffff888000001000\nPROBE chain socket=ffff888000002000\n"

LESSON = """\
# The chain

1. The pointer {{chain.file}} is in slot 3.

   ```{log} chain
   match: chain socket=
   ```

2. That pointer + 32 = {{chain.file + 32}}.

3. One and one is two.
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one lesson, one capture and the project's own probes."""
    root = tmp_path / "book"
    (root / "content").mkdir(parents=True)
    (root / "content" / "book.toml").write_text('title = "A book"\ncaptures = "6.1"\n')
    (root / "content" / "vocabulary.txt").write_text("a\n")
    (root / "content" / "01-chain.md").write_text(LESSON)
    captures = root / "proofs" / "captures" / "6.1"
    captures.mkdir(parents=True)
    (captures / "chain.log").write_text(CHAIN_LOG)
    digest = hashlib.sha256(CHAIN_LOG.encode()).hexdigest()
    (captures / "chain.toml").write_text(CHAIN.format(digest=digest))
    (root / "proofs" / "capture.toml").write_text(PLAN)
    shutil.copytree(ROOT / "proofs" / "sources", root / "proofs" / "sources")
    return root
