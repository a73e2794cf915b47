#!/bin/sh
word=line
printf 'word=%s letters=%s\n' "$word" "${#word}"
