#!/bin/sh
# See to it that the browser tests find a Chromium: the one of this machine, else Debian's package,
# else the download that Playwright offers.
set -eu
cd "$(dirname "$0")/.."

[ -z "${PIXNB_CHROMIUM:-}" ] || exit 0
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        exit 0
    fi
done

if command -v apt-get >/dev/null 2>&1; then
    as_root=
    if [ "$(id -u)" != 0 ]; then
        as_root="sudo -n"
    fi
    if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
        echo "Installing Chromium for the browser tests (apt)"
        if $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium >/dev/null
        then
            exit 0
        fi
    fi
fi

echo "Downloading Chromium for the browser tests (Playwright)"
.venv/bin/python -m playwright install chromium || {
    echo "The browser tests need Chromium: install it, or give its path in PIXNB_CHROMIUM, and run make test again." >&2
    exit 1
}
