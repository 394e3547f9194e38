"""Signing in and out."""

from __future__ import annotations

import secrets

from starlette.responses import Response

from bot.review.pages.guard import COOKIE, FORM_COOKIE, Visit
from bot.review.reviewers import Refused
from bot.review.sign_ins import LASTS

HOME = "/review/"


def form(visit: Visit) -> Response:
    """GET /review/sign-in: type a code."""
    return _form(visit, code="", next_page=visit.query.get("next", HOME))


def link(visit: Visit) -> Response:
    """GET /review/in/CODE: a personal link. It asks for one press, because programs open links to look at them."""
    return _form(visit, code=visit.param("code"), next_page=HOME)


def sign_in(visit: Visit) -> Response:
    """POST /review/sign-in."""
    code, next_page = visit.form.get("code", ""), visit.form.get("next", HOME)
    address = visit.request.client.host if visit.request.client else ""
    try:
        reviewer = visit.desk.reviewers.recognise(code[:100], address)
    except Refused as refused:
        status = 429 if refused.why == "too_many" else 403
        return _form(visit, code="", next_page=next_page, error=refused.why, status=status)
    answer = visit.go("/")
    answer.headers["location"] = next_page if _ours(next_page) else HOME
    _set(visit, answer, COOKIE, visit.desk.sign_ins.begin(reviewer), int(LASTS.total_seconds()))
    answer.delete_cookie(FORM_COOKIE, path="/review")
    return answer


def sign_out(visit: Visit) -> Response:
    """POST /review/sign-out."""
    assert visit.sign_in is not None
    visit.desk.sign_ins.end(visit.sign_in)
    answer = visit.go("/sign-in", saved="signed_out")
    answer.delete_cookie(COOKIE, path="/review")
    return answer


def _form(visit: Visit, *, code: str, next_page: str, error: str | None = None, status: int = 200) -> Response:
    secret = visit.request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(24)
    next_page = next_page if _ours(next_page) else HOME
    answer = visit.page("sign_in.html", status, secret=secret, code=code, next_page=next_page, error=error)
    _set(visit, answer, FORM_COOKIE, secret, 3600)
    return answer


def _ours(path: str) -> bool:
    return path.startswith("/review/") and "//" not in path and "\\" not in path


def _set(visit: Visit, answer: Response, name: str, value: str, seconds: int) -> None:
    secure = visit.request.url.scheme == "https"
    answer.set_cookie(name, value, max_age=seconds, path="/review", httponly=True, samesite="lax", secure=secure)
