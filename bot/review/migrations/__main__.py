"""Drafts a migration from the difference between tables.py and the migrations so far: NUMBER "what changed"."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from bot.review.database import MIGRATIONS, Database


def draft(number: str, message: str) -> None:
    """Write migrations/versions/<number>_<message>.py."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.db'}"
        Database.ready(url).close()
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with sa.create_engine(url, future=True).connect() as connection:
            config.attributes["connection"] = connection
            command.revision(config, message=message, rev_id=number, autogenerate=True)


if __name__ == "__main__":
    draft(*sys.argv[1:3])
