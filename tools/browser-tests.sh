#!/usr/bin/env bash
# Checks the API document of a real server, then drives the web app in Debian's Chromium: on the goldens of the pages, or
# with LIVE=1 on the real server with its demo workspace.
set -euo pipefail
cd "$(dirname "$0")/.."
data=$(mktemp -d)
cleanup() { [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$data"; }
trap cleanup EXIT
swift build --explicit-target-dependency-import-check error --product harrier
port=${BROWSER_PORT:-18090}
.build/debug/harrier serve --demo --data "$data" --port "$port" --log none &
server=$!
for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$port/health?brief=1" >/dev/null && break
    sleep 0.1
done
curl -fs "http://127.0.0.1:$port/openapi.json" -o "$data/openapi.json"
.venv/bin/python Tests/openapi_check.py "$data/openapi.json"
[ -z "${LIVE:-}" ] || export BASE_URL="http://127.0.0.1:$port"
.venv/bin/python -m unittest discover -s Tests/browser
