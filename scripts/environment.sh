#!/bin/sh
# Make .venv from nothing but a Python 3.11 or newer, and install pixnb into it with the extras asked
# for. Does nothing when that is done already and neither pyproject.toml nor constraints.txt changed.
#
#   sh scripts/environment.sh lab          sh scripts/environment.sh lab,nbgrader,dev
set -eu
cd "$(dirname "$0")/.."
extras=$1
venv=.venv
python=$venv/bin/python
log=$venv/install.log

fail() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if recent "$name"; then
            echo "$name"
            return
        fi
    done
    fail "pixnb needs Python 3.11 or newer, and none was found here." \
        "Install it (Debian, Ubuntu: sudo apt install python3 python3-venv; macOS: brew install python;" \
        "anywhere: https://www.python.org/downloads/) and run make again."
}

make_venv() {
    base=$(find_python) || exit 1
    "$base" -c 'import venv, ensurepip' >/dev/null 2>&1 ||
        fail "$("$base" --version) is here, but without its venv module, which makes the environment pixnb lives in." \
            "Install it (Debian, Ubuntu: sudo apt install python3-venv) and run make again."
    rm -rf "$venv"
    "$base" -m venv "$venv" || fail "The environment $PWD/$venv could not be made: see the message above."
}

# What the installation depends on. The folder counts: an environment that was moved is broken.
state() {
    { cat pyproject.toml constraints.txt && "$python" --version && pwd; } | cksum
}

installed() {
    [ -f "$venv/.installed-$1" ] && [ "$(cat "$venv/.installed-$1")" = "$(state)" ]
}

# Run a command with its output in the log, and show how long it has been going on.
patiently() {
    "$@" >"$log" 2>&1 &
    job=$!
    trap 'kill $job 2>/dev/null; exit 130' INT TERM
    seconds=0
    while kill -0 $job 2>/dev/null; do
        [ ! -t 1 ] || printf '\r    %s s ' "$seconds"
        sleep 1
        seconds=$((seconds + 1))
    done
    [ ! -t 1 ] || printf '\r            \r'
    trap - INT TERM
    wait $job
}

if [ -x "$python" ] && recent "$python" && installed "$extras"; then
    exit 0
fi
if [ "$extras" = lab ] && [ -x "$python" ] && recent "$python" && installed lab,nbgrader,dev; then
    exit 0
fi

echo "1/3  Python environment"
if ! { [ -x "$python" ] && recent "$python" && "$python" -m pip --version >/dev/null 2>&1; }; then
    make_venv
fi
echo "2/3  Installing pixnb and what it needs (once; one to three minutes)"
patiently "$python" -m pip install --disable-pip-version-check --prefer-binary -c constraints.txt -e ".[$extras]" ||
    fail "$(tail -n 25 "$log")" "" "The installation failed; the lines above say why, and all of it is in $log." \
        "pixnb is downloaded from Python's package index: is this machine connected?"
state >"$venv/.installed-$extras"
