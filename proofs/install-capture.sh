#!/bin/sh
# Installs what `python build.py capture` needs on Debian: the machine, the compiler, the headers of the kernel to watch.
# Nothing is put into /boot: the kernel's image is fetched into a cache and never installed.
set -eu
if [ "$(id -u)" -ne 0 ]; then
	exec sudo sh "$0" "$@"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
	qemu-system-x86 busybox-static cpio gcc make binutils libc6-dev lz4 pahole linux-headers-cloud-amd64
# A further kernel to watch, as in `sh proofs/install-capture.sh 6.12`: the newest headers of that release, or those named.
for kernel in "$@"; do
	headers=$(apt-cache pkgnames "linux-headers-$kernel" | grep -- '-cloud-amd64$' | sort -V | tail -n 1)
	[ -n "$headers" ] || { echo "no package linux-headers-$kernel*-cloud-amd64" >&2; exit 2; }
	apt-get install -y -qq --no-install-recommends "$headers"
done
