#!/usr/bin/env bash
# Measures everything and prints a table: bench/run.sh [NAME ...]. `bench/run.sh --list` names the measures.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${HARRIER_BIN:-}" ] || swift build -c release --product harrier >&2
exec python3 bench/run.py "$@"
