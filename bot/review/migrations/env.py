"""Run by alembic on the connection that bot/review/database.py hands over."""

from alembic import context

from bot.review.tables import metadata

connection = context.config.attributes["connection"]
# SQLite cannot alter a column: alembic then copies the table
context.configure(
    connection=connection, target_metadata=metadata, render_as_batch=True, transaction_per_migration=False
)
context.run_migrations()
