#!/usr/bin/env bash
# Installs what Harrier needs and nothing that is there already. Usage: tools/setup.sh run|test
set -euo pipefail
cd "$(dirname "$0")/.."
groups=${1:-run}
[ "$groups" = test ] && groups="run test"

say() { printf '%s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

install_packages() {
    local missing=() group package why
    while read -r group package why; do
        case " $groups " in *" $group "*) ;; *) continue ;; esac
        if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
            [ ${#missing[@]} -gt 0 ] || say "Installing Debian packages:"
            say "  $package: $why"
            missing+=("$package")
        fi
    done < <(grep -v '^#' tools/packages.txt)
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "not root and no sudo; run as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Web assets are optional: without them every page still works, only without partial updates and the API explorer.
install_assets() {
    [ -e web/vendor/.complete ] && [ web/vendor/.complete -nt tools/wheels.txt ] && return 0
    make_venv
    local wheels
    wheels=$(mktemp -d)
    if .venv/bin/pip download -q --no-deps --require-hashes -r tools/wheels.txt -d "$wheels"; then
        python3 tools/unpack-assets.py "$wheels" web/vendor && touch web/vendor/.complete
    else
        say "Web assets could not be downloaded; pages work without them. Run 'make setup' again when online."
    fi
    rm -rf "$wheels"
}

make_venv() {
    [ -x .venv/bin/pip ] || python3 -m venv .venv
}

install_python() {
    make_venv
    [ -e .venv/.tests ] && [ .venv/.tests -nt tools/python.txt ] && return 0
    .venv/bin/pip install -q -r tools/python.txt && touch .venv/.tests
}

command -v apt-get >/dev/null || fail "this script knows Debian and its relatives; install the libraries of tools/packages.txt by hand"
command -v swift >/dev/null || fail "no Swift toolchain on PATH; Harrier needs Swift 6.3 or later: https://www.swift.org/install/linux/"
install_packages
install_assets
case " $groups " in *" test "*) install_python ;; esac
