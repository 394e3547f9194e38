"""The pages of /share over real HTTP; nothing runs behind the gateway."""

import io
import re

import httpx
import pytest
import zxingcpp
from PIL import Image


@pytest.fixture
def get(gateway_alone):
    def get(path, **options):
        return httpx.get(gateway_alone + path, timeout=20, **options)

    return get


def test_the_first_page_has_a_link_without_anything_picked(get, gateway_alone):
    page = get("/share")
    assert page.status_code == 200
    assert f'<a href="{gateway_alone}/">' in page.text
    assert "Phones cannot open this address" in page.text
    assert "set-cookie" not in page.headers


def test_what_is_picked_is_kept_and_ready(get):
    page = get("/share?topic=vitamin_d&topic=exercise&unit=example_unit&weeks=28").text
    assert re.search(r'value="vitamin_d" checked', page)
    assert '<option value="example_unit" selected>' in page
    assert 'id="weeks" name="weeks" inputmode="numeric" value="28"' in page
    assert 'href="/share/leaflet?topic=vitamin_d&amp;topic=exercise&amp;weeks=28&amp;unit=example_unit"' in page
    assert "This unit is made up" in page
    assert "sms:?&amp;body=Questions" in page


def test_bad_input_is_named_and_nothing_is_lost(get):
    page = get("/share?topic=vitamin_d&unit=example_unit&weeks=%3Cb%3E99")
    assert page.status_code == 400
    assert "Weeks must be a whole number from 3 to 43, or empty." in page.text
    assert 'value="&lt;b&gt;99"' in page.text
    assert re.search(r'value="vitamin_d" checked', page.text)
    assert "<title>Error: " in page.text
    assert "Ready to use" not in page.text


def test_sheets_and_codes_of_a_bad_choice_lead_back_to_the_form(get):
    for path in ("/share/leaflet", "/share/qr.svg", "/share/qr.png"):
        answer = get(f"{path}?topic=moon&weeks=28")
        assert (answer.status_code, answer.headers["location"]) == (303, "/share?topic=moon&weeks=28")


def test_a_topic_that_may_put_someone_at_risk_warns_the_midwife(get):
    assert "Could this leaflet put someone at risk?" in get("/share?topic=domestic_abuse").text
    assert "Could this leaflet put someone at risk?" not in get("/share?topic=vitamin_d").text


def test_the_code_is_that_of_the_link(get, gateway_alone):
    image = Image.open(io.BytesIO(get("/share/qr.png?topic=vitamin_d&weeks=28").content))
    assert zxingcpp.read_barcodes(image)[0].text == f"{gateway_alone}/?topic=vitamin_d&weeks=28"


@pytest.mark.parametrize("kind", ["leaflet", "poster", "large"])
def test_a_sheet_has_numbers_statement_and_day(get, kind):
    page = get(f"/share/{kind}?unit=example_unit").text
    for words in ("01632 960 001", "999", "not a midwife", "not yet been signed off", "Numbers can change"):
        assert words in page


def test_the_page_behind_a_link_with_several_topics(get):
    page = get("/for-you?topic=vitamin_d&topic=moon&topic=exercise&unit=example_unit&weeks=28").text
    assert 'href="/?topic=vitamin_d&amp;weeks=28&amp;unit=example_unit"' in page
    assert 'href="/?topic=exercise&amp;weeks=28&amp;unit=example_unit"' in page
    assert "moon" not in page
    assert 'href="tel:01632960001"' in page


def test_nothing_of_share_loads_from_elsewhere_or_stores_anything(get):
    for path in ("/share", "/share/leaflet", "/for-you?topic=vitamin_d&topic=exercise"):
        page = get(path)
        assert not re.search(r'<(?:script|link rel="stylesheet"|img)[^>]*(?:src|href)="https?:', page.text)
        assert "set-cookie" not in page.headers
