#!/bin/sh
# Installs what the tests need beside Python: a browser, compilers, git. Does nothing where all of it is there.
set -eu
cd "$(dirname "$0")/.."

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need git git
need gcc gcc
need epubcheck epubcheck
need pdftotext poppler-utils
# WeasyPrint sets its pages with these.
/sbin/ldconfig -p | grep -q libpangoft2 && /sbin/ldconfig -p | grep -q libharfbuzz-subset || missing="$missing libpangoft2-1.0-0 libharfbuzz-subset0"
if [ -n "$missing" ]; then
    command -v apt-get >/dev/null 2>&1 || { echo "please install:$missing" >&2; exit 2; }
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # the list is words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi
{ command -v clang && command -v strace && command -v xxd && command -v objdump; } >/dev/null 2>&1 || sh proofs/install-prove.sh
{ command -v qemu-system-x86_64 && command -v busybox && command -v pahole && command -v lz4 && command -v cpio; } >/dev/null 2>&1 &&
    ls -d /usr/src/linux-headers-*-cloud-amd64 >/dev/null 2>&1 || sh proofs/install-capture.sh
