#!/usr/bin/env bash
# Rewrites requirements/*.txt from the *.in files: exact versions with hashes, no addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
for UV in "${UV:-uv}" .tools/bin/uv; do
  if "$UV" --version >/dev/null 2>&1; then break; fi
done
for name in runtime dev gateway; do
  "$UV" pip compile --quiet --generate-hashes --no-emit-index-url --python-version 3.10 \
    --python-platform x86_64-manylinux_2_28 --custom-compile-command "make lock" \
    "requirements/$name.in" --output-file "requirements/$name.txt"
done
"$UV" pip compile --quiet --no-deps --generate-hashes --no-emit-index-url --python-version 3.10 \
  --custom-compile-command "make lock" requirements/encoder.in --output-file requirements/encoder.txt
