#!/usr/bin/env bash
# Builds dist/harrier-VERSION-SYSTEM.tar.gz: a stripped binary with its data, web files and documents, tried before it is packed.
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product harrier --static-swift-stdlib --explicit-target-dependency-import-check error
version=$(.build/release/harrier --version | cut -d' ' -f2)
name=harrier-$version-linux-$(uname -m)
rm -rf "dist/$name" "dist/$name.tar.gz"
mkdir -p "dist/$name/bin" "dist/$name/share/harrier"
cp .build/release/harrier "dist/$name/bin/"
strip "dist/$name/bin/harrier"
cp -r data web docs "dist/$name/share/harrier/"
cp README.md LICENSE CHANGELOG.md SECURITY.md "dist/$name/"

# From another folder, so that nothing of this one is found by accident.
smoke=$(mktemp -d)
cleanup() { [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$smoke"; }
trap cleanup EXIT
cp -r "dist/$name" "$smoke/"
cd "$smoke"
harrier=$smoke/$name/bin/harrier
printf '%s\n' '{"id": 1, "title": "Co-Founder & CEO"}' | "$harrier" title | grep -q '"is_decision_maker":true'
port=${RELEASE_PORT:-18095}
"$harrier" serve --demo --data "$smoke/data" --port "$port" --log none 2>/dev/null &
server=$!
for _ in $(seq 100); do
    curl -fs "http://127.0.0.1:$port/api/leads/" -o leads.json && break
    sleep 0.1
done
grep -q total_score leads.json
kill "$server" && wait "$server"
server=
cd - >/dev/null
tar -C dist --owner=0 --group=0 --sort=name -czf "dist/$name.tar.gz" "$name"
(cd dist && sha256sum "$name.tar.gz" | tee "$name.tar.gz.sha256")
du -h "dist/$name.tar.gz" "dist/$name/bin/harrier"
