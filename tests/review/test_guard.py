"""Nothing can be reached without signing in, nor beyond one's role, nor by a form that is not ours."""

import pytest
from starlette.routing import Mount, Route

from bot.review.codes import new_code
from bot.review.pages import review_routes
from bot.review.reviewers import MOST_FAILED
from tests.review.conftest import Visitor, secret_of

OPEN = {("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/in/{code}")}
FILLED = {"{id:int}": "1", "{key:path}": "topics/vitamin_d", "{what}": "reports", "{form}": "csv", "{code}": "X"}


def addresses(site) -> list[tuple[str, str]]:
    mount = review_routes(site.workspace)
    assert isinstance(mount, Mount)
    return [(method, route.path) for route in mount.routes if isinstance(route, Route)
            for method in route.methods - {"HEAD"}]  # fmt: skip


def filled(path: str) -> str:
    for name, value in FILLED.items():
        path = path.replace(name, value)
    return f"/review{path}"


def test_every_address_but_signing_in_is_closed(site):
    closed = [address for address in addresses(site) if address not in OPEN]
    assert len(closed) > 20
    client = site.client()
    for method, path in closed:
        answer = client.request(method, filled(path))
        if method == "GET":
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/review/sign-in?next=")
        else:
            assert answer.status_code == 403, path
        assert "Vitamin D" not in answer.text


@pytest.mark.parametrize("cookie", ["", "made-up", "x" * 5000, "ü"])
def test_made_up_cookies_open_nothing(site, cookie):
    headers = {"cookie": f"keepwell_review={cookie}".encode()}
    assert site.client().get("/review/", headers=headers).status_code == 303


def test_every_form_needs_its_secret(site):
    visitors = {role: site.signed_in(role, role) for role in ("lay", "clinical", "editor")}
    for method, path in addresses(site):
        if method != "POST" or path == "/sign-in":
            continue
        for visitor in visitors.values():
            for fields in (
                {},
                {"csrf": ""},
                {"csrf": "guess"},
                {"csrf": secret_of(visitors["lay"].get("/try").text) + "x"},
            ):
                answer = visitor.client.post(filled(path), data={**fields, "text": "words that I typed"})
                assert answer.status_code == 403, path
                assert "Nothing was saved" in answer.text
                assert "words that I typed" in answer.text  # and can be copied


def test_the_secret_of_somebody_else_is_no_use(site):
    one, other = site.signed_in("One"), site.signed_in("Other")
    answer = other.post("/try", csrf=secret_of(one.get("/try").text), text="how much vitamin d")
    assert answer.status_code == 403


def test_signing_in_needs_our_own_form(site):
    answer = site.client().post("/review/sign-in", data={"csrf": "x", "code": site.code()})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("lay", set()), ("clinical", {"/sign-off/topics/vitamin_d", "/withdraw/1"}),
     ("editor", {"/reports/1", "/hazards/1", "/export", "/export/reports.csv"})],
)  # fmt: skip
def test_roles_are_enforced_on_the_server(site, role, allowed):
    visitor = site.signed_in(role, role)
    secret = secret_of(visitor.get("/try").text)
    restricted = {
        ("POST", "/sign-off/topics/vitamin_d"), ("POST", "/withdraw/1"), ("POST", "/reports/1"), ("POST", "/hazards/1"),
        ("GET", "/export"), ("GET", "/export/reports.csv"),
    }  # fmt: skip
    for method, path in restricted:
        answer = visitor.client.request(method, f"/review{path}", data={"csrf": secret} if method == "POST" else None)
        assert (answer.status_code == 403) == (path not in allowed), (role, path, answer.status_code)


def test_the_cookie_is_hidden_from_scripts_and_other_sites(site):
    client = site.client()
    secret = secret_of(client.get("/review/sign-in").text)
    answer = client.post("/review/sign-in", data={"csrf": secret, "code": site.code()})
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("keepwell_review="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/review" in cookie
    assert "Secure" not in cookie  # this test runs over http


def test_over_https_the_cookie_is_secure(site):
    client = site.client()
    client.base_url = "https://keepwell.example"
    secret = secret_of(client.get("/review/sign-in").text)
    answer = client.post("/review/sign-in", data={"csrf": secret, "code": site.code()})
    assert all(
        "Secure" in cookie
        for cookie in answer.headers.get_list("set-cookie")
        if "=;" not in cookie and '=""' not in cookie
    )


def test_a_link_asks_for_one_press(site):
    code = site.code()
    client = site.client()
    page = client.get(f"/review/in/{code}")
    assert "keepwell_review=" not in str(page.headers.get_list("set-cookie")).replace("keepwell_review_form=", "")
    answer = client.post("/review/sign-in", data={"csrf": secret_of(page.text), "code": code})
    assert answer.headers["location"] == "/review/"
    assert "Welcome, Leeds MNVP" in Visitor(client).get("/").text


def test_a_wrong_code_and_too_many(site):
    client = site.client()
    page = client.get("/review/sign-in")
    for _ in range(MOST_FAILED):
        page = client.post("/review/sign-in", data={"csrf": secret_of(page.text), "code": new_code()})
        assert page.status_code == 403
        assert "This code is not right" in page.text
    page = client.post("/review/sign-in", data={"csrf": secret_of(page.text), "code": site.code()})
    assert page.status_code == 429
    assert "Wait 15 minutes" in page.text


def test_after_signing_in_one_is_where_one_wanted_to_be(site):
    client = site.client()
    page = client.get(client.get("/review/answers/topics/vitamin_d").headers["location"])
    fields = {"csrf": secret_of(page.text), "code": site.code()}
    answer = client.post("/review/sign-in", data={**fields, "next": "/review/answers/topics/vitamin_d"})
    assert answer.headers["location"] == "/review/answers/topics/vitamin_d"


@pytest.mark.parametrize(
    "next_page", ["https://evil.example", "//evil.example", "/review//evil.example", "/review/\\evil"]
)
def test_and_never_on_another_site(site, next_page):
    client = site.client()
    fields = {"csrf": secret_of(client.get("/review/sign-in").text), "code": site.code(), "next": next_page}
    assert client.post("/review/sign-in", data=fields).headers["location"] == "/review/"


def test_signing_out(site):
    visitor = site.signed_in()
    assert visitor.send("/", "/sign-out").status_code == 303
    assert visitor.get("/").status_code == 303


def test_a_revoked_reviewer_is_out_at_once(site):
    visitor = site.signed_in("Leeds MNVP")
    site.workspace.desk().reviewers.revoke("Leeds MNVP")
    assert visitor.get("/").status_code == 303


def test_without_a_database_only_the_workspace_is_closed(other_site):
    site = other_site(url="postgresql://nobody@127.0.0.1:1/none")
    answer = site.client().get("/review/sign-in")
    assert answer.status_code == 503
    assert "The workspace is closed" in answer.text


def test_what_does_not_exist(site):
    visitor = site.signed_in("Editor", "editor")
    for path in ("/reports/99", "/hazards/99", "/sessions/99", "/sessions/99/record", "/answers/topics/none", "/try?try=99",
                 "/export/none.csv", "/export/reports.exe"):  # fmt: skip
        assert visitor.get(path).status_code == 404, path
