"""Where things are: folders of the checkout and of what is built at set-up."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
NLU_DATA = ROOT / "data"
MODELS = ROOT / "models"
BUILD = ROOT / "build"
STATIC = ROOT / "bot" / "web" / "static"

# Conversations, logs and process files of a running assistant. Never inside a commit.
STATE = Path(os.environ.get("KEEPWELL_STATE", ROOT / ".keepwell"))
