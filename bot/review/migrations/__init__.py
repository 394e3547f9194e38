"""Migrations of the workspace's tables, by alembic."""
