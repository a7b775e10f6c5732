#!/usr/bin/env bash
# Measures everything and prints a table: bench/run.sh [NAME ...]. `bench/run.sh --list` names the measures.
set -euo pipefail
cd "$(dirname "$0")/.."
case " $* " in *" --list "*) ;; *) [ -n "${HARRIER_BIN:-}" ] || swift build -c release --product harrier >&2 ;; esac
exec python3 bench/run.py "$@"
