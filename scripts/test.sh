#!/usr/bin/env bash
# What `make test` runs, fast checks first. The environment is already made.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n== %s\n' "$*"; }

step "Style and types"
.venv/bin/ruff check .
.venv/bin/mypy

step "Content"
.venv/bin/keepwell check content
.venv/bin/keepwell check hazards

step "Unit tests"
.venv/bin/python -m bot.web.build
.venv/bin/python -m pytest -q -n auto --dist loadfile -m "not model and not stack and not browser"

step "Rasa data"
.venv/bin/python -m bot.rasa_server.command data validate --fail-on-warnings --domain domain.yml --data data 2>&1 | grep -v -i "warning:" || exit 1

step "Training"
model="$(.venv/bin/keepwell train)"

step "Stories and rules"
.venv/bin/python -m bot.rasa_server.command test core --model "$model" --stories tests/stories --out build/story-results --fail-on-prediction-errors

step "Held-out messages"
.venv/bin/keepwell evaluate --check

step "Conversations over HTTP, and the browser"
scripts/chromium.sh
.venv/bin/python -m pytest -q -m "(model or stack) and not browser"
# by themselves: Playwright keeps an event loop running, in which no other test could start its own
.venv/bin/python -m pytest -q -m browser
