"""Every address under /review in one list, each with what it needs."""

from __future__ import annotations

from starlette.routing import Mount, Route

from bot.review.pages import access, answers, exports, families, hazards, home, reports, sittings, trying
from bot.review.pages.guard import Guard, Handler
from bot.review.roles import Permission
from bot.review.workspace import Workspace


def review_routes(workspace: Workspace) -> Mount:
    """The workspace's addresses. Only those of `access` can be reached without signing in."""
    guard = Guard(workspace)

    def get(path: str, handler: Handler, needs: Permission | None = "read") -> Route:
        return Route(path, guard.page(handler, needs), methods=["GET"])

    def post(path: str, handler: Handler, needs: Permission | None) -> Route:
        return Route(path, guard.page(handler, needs), methods=["POST"])

    return Mount(
        "/review",
        routes=[
            get("/sign-in", access.form, None),
            post("/sign-in", access.sign_in, None),
            get("/in/{code}", access.link, None),
            post("/sign-out", access.sign_out, "read"),
            get("/", home.home),
            get("/try", trying.show),
            post("/try", trying.ask, "test"),
            post("/tries/{id:int}/verdict", trying.judge, "test"),
            get("/sessions", sittings.index),
            post("/sessions", sittings.begin, "test"),
            get("/sessions/{id:int}", sittings.show),
            post("/sessions/{id:int}/task", sittings.record_outcome, "test"),
            post("/sessions/{id:int}/notes", sittings.note, "test"),
            get("/sessions/{id:int}/record", sittings.record),
            get("/answers", answers.index),
            get("/answers/{key:path}", answers.show),
            post("/comment/{key:path}", answers.comment, "comment"),
            post("/verdict/{key:path}", answers.judge, "test"),
            post("/sign-off/{key:path}", answers.sign_off, "sign_off"),
            post("/withdraw/{id:int}", answers.withdraw, "sign_off"),
            get("/reports", reports.index),
            get("/reports/{id:int}", reports.show),
            post("/reports/{id:int}", reports.resolve, "resolve"),
            get("/hazards", hazards.index),
            get("/hazards/{id:int}", hazards.show),
            post("/hazards/{id:int}", hazards.change, "resolve"),
            get("/families", families.show),
            get("/export", exports.index, "export"),
            get("/export/{what}.{form}", exports.download, "export"),
        ],
    )
