"""What stands before every page: the database, the sign-in, the role, and the secret of the form."""

from __future__ import annotations

import hmac
import inspect
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.review.database import Conflict, DatabaseError, Missing
from bot.review.pages import render
from bot.review.roles import Permission, may
from bot.review.tables import Reviewer, SignIn
from bot.review.words import text
from bot.review.workspace import Desk, Workspace

logger = logging.getLogger(__name__)

COOKIE = "keepwell_review"
# Proves that the form of the sign-in page was ours, before there is a sign-in to bind a secret to.
FORM_COOKIE = "keepwell_review_form"
CSRF = "csrf"
MOST_CHARACTERS = 5000
# Fields that people type into; the others are chosen, and go along unseen.
TYPED = ("text", "comment", "notes", "resolution", "harm", "cause", "why", "name", "profession", "title", "log_id")

Handler = Callable[["Visit"], "Response | Awaitable[Response]"]


class Wrong(ValueError):  # noqa: N818 (what a person typed)
    """A field was not filled in as it must be; `key` is of the catalogue."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.message = text(key, **values)


class ChangedMeanwhile(Conflict):
    """A conflict of which is known what the other one wrote (label to text), and on which version to write again."""

    def __init__(self, theirs: dict[str, str], version: int | str | None) -> None:
        super().__init__()
        self.theirs = theirs
        self.version = version


@dataclass
class Visit:
    """One request with all that a page needs."""

    request: Request
    workspace: Workspace
    desk: Desk
    sign_in: SignIn | None = None
    form: dict[str, str] = field(default_factory=dict)

    @property
    def reviewer(self) -> Reviewer:
        """Who is signed in."""
        assert self.sign_in is not None
        return self.sign_in.reviewer

    def may(self, permission: Permission) -> bool:
        """Whether the signed-in role has it."""
        return self.sign_in is not None and may(self.reviewer.role, permission)

    @property
    def query(self) -> dict[str, str]:
        """The fields of the address."""
        return dict(self.request.query_params)

    def param(self, name: str) -> Any:  # noqa: ANN401 (a path parameter)
        """A part of the address."""
        return self.request.path_params[name]

    def field(self, name: str, *, most: int = MOST_CHARACTERS) -> str:
        """What was typed into a field, "" for nothing. Raises Wrong when it is too long."""
        value = self.form.get(name, "").replace("\r\n", "\n").strip()
        if len(value) > most:
            raise Wrong("error.too_long", count=len(value), most=most)
        return value

    def required(self, name: str, key: str, *, most: int = MOST_CHARACTERS) -> str:
        """Like `field`. Raises Wrong with these words when nothing was typed."""
        value = self.field(name, most=most)
        if not value:
            raise Wrong(key)
        return value

    def one_of(self, name: str, known: tuple[str, ...], key: str) -> str:
        """A choice. Raises Wrong."""
        value = self.form.get(name, "")
        if value not in known:
            raise Wrong(key)
        return value

    def number(self, name: str, default: int = 0) -> int:
        """A whole number that the page itself put into the form. Raises Wrong."""
        value = self.form.get(name) or str(default)
        if not value.isdecimal() or len(value) > 9:
            raise Wrong("error.form")
        return int(value)

    def page(self, template: str, code: int = 200, /, **context: Any) -> HTMLResponse:  # noqa: ANN401 (templates)
        """An answer."""
        return HTMLResponse(render.page(template, self, **context), code)

    def go(self, path: str, saved: str | None = None, anchor: str | None = None) -> RedirectResponse:
        """To another page after something was saved; `saved` names the words that say so."""
        words = f"?saved={saved}" if saved else ""
        return RedirectResponse(f"/review{path}{words}{'#' + anchor if anchor else ''}", 303)


class Guard:
    """Lets a request through to its page, or answers itself."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def page(self, handler: Handler, needs: Permission | None) -> Callable[[Request], Awaitable[Response]]:
        """An endpoint. `needs` None: without signing in."""

        async def endpoint(request: Request) -> Response:
            try:
                desk = await run_in_threadpool(self._workspace.desk)
                visit = Visit(request, self._workspace, desk, form=await _form(request))
                visit.sign_in = await run_in_threadpool(desk.sign_ins.read, request.cookies.get(COOKIE))
                refusal = self._refusal(visit, needs)
                if refusal is not None:
                    return await run_in_threadpool(refusal)
                return await self._answer(visit, handler)
            except (DatabaseError, OperationalError) as error:
                logger.warning("The review workspace is closed: %s", error)
                return HTMLResponse(render.closed(), 503)

        return endpoint

    def _refusal(self, visit: Visit, needs: Permission | None) -> Callable[[], Response] | None:
        """What answers instead of the page, or None."""
        posts = visit.request.method == "POST"
        if needs is None:
            given, kept = visit.form.get(CSRF, ""), visit.request.cookies.get(FORM_COOKIE, "")
            return (lambda: _stale(visit)) if posts and not _same(given, kept) else None
        if visit.sign_in is None:
            if posts:
                return lambda: _stale(visit)
            return lambda: RedirectResponse(f"/review/sign-in?next={quote(visit.request.url.path)}", 303)
        if posts and not _same(visit.form.get(CSRF, ""), visit.sign_in.csrf):
            return lambda: _stale(visit)
        if not visit.may(needs):
            return lambda: visit.page("refused.html", 403, needs=needs)
        return None

    @staticmethod
    async def _answer(visit: Visit, handler: Handler) -> Response:
        try:
            if inspect.iscoroutinefunction(handler):
                return await handler(visit)
            return await run_in_threadpool(handler, visit)  # type: ignore[arg-type]
        except Wrong as error:
            return await run_in_threadpool(_again, visit, error.message)
        except ChangedMeanwhile as error:
            return await run_in_threadpool(_again, visit, "", error)
        except Conflict:
            return await run_in_threadpool(_again, visit, "", ChangedMeanwhile({}, None))
        except Missing as error:
            raise HTTPException(404) from error


def _again(visit: Visit, message: str, conflict: ChangedMeanwhile | None = None) -> Response:
    """Nothing was saved: what was typed stands in a form, ready to be corrected and sent again."""
    fields = {name: value for name, value in visit.form.items() if name not in (CSRF, "version", "back")}
    back = visit.form.get("back", "")
    back = back if back.startswith("/review/") else "/review/"
    typed = {name: value for name, value in fields.items() if name in TYPED}
    chosen = {name: value for name, value in fields.items() if name not in TYPED}
    status = 409 if conflict else 422
    return visit.page("again.html", status, message=message, conflict=conflict, typed=typed, chosen=chosen, back=back)


def _stale(visit: Visit) -> Response:
    """Nothing was saved, and nothing may be sent again from here: what was typed can be copied."""
    typed = [value for name, value in visit.form.items() if name not in (CSRF, "code") and " " in value.strip()]
    return visit.page("stale.html", 403, typed=typed)


def _same(given: str, kept: str) -> bool:
    return bool(kept) and hmac.compare_digest(given.encode(), kept.encode())


async def _form(request: Request) -> dict[str, str]:
    if request.method != "POST":
        return {}
    form = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}
