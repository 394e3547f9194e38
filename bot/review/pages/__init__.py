"""The pages of the workspace, one module for each concern."""

from bot.review.pages.routes import review_routes

__all__ = ["review_routes"]
