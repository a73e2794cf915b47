#!/bin/sh
# Installs what `python build.py prove` needs on Debian: two compilers, the tools that take files apart, the headers.
set -eu
if [ "$(id -u)" -ne 0 ]; then
	exec sudo sh "$0" "$@"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends \
	gcc clang binutils libc6-dev linux-libc-dev libc-bin strace xxd util-linux
