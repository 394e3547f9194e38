#!/usr/bin/env bash
# Makes sure there is a Chromium for the browser tests: found, or installed with apt where root, or by Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium with apt" >&2
  apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "Installing Chromium with Playwright" >&2
.venv/bin/playwright install --with-deps chromium >&2 && exit 0
echo "No Chromium could be found or installed. Install a package named chromium, then run make test again." >&2
exit 1
