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
