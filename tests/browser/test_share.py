"""What a midwife prints: PDF by Chromium, the paper as an image, the code read back and opened on a phone."""

import re

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from bot.content import load_library
from bot.web.share.choice import MOST_TOPICS
from tests.browser.helpers import axe, overflow

pytestmark = pytest.mark.browser

LONGEST = sorted(load_library().topics.values(), key=lambda topic: len(topic.title))[-MOST_TOPICS:]
# As much as can stand on a sheet: long titles, a unit with all lines, early weeks.
FULL = "?" + "&".join(f"topic={topic.id}" for topic in LONGEST) + "&weeks=12&unit=example_unit"
DOTS_PER_INCH = 150
MM = 25.4


@pytest.fixture
def printed(new_page, gateway_alone, tmp_path):
    """Prints an address of the gateway; gives the pages in grey, as a black-and-white printer would."""

    def printed(address):
        page = new_page()
        page.goto(gateway_alone + address)
        document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
        return document, [sheet.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil() for sheet in document]

    return printed


def size(document):
    return [round(length * MM / 72) for length in document[0].get_size()]


def code_width(code):
    """How wide the printed code is, in mm, without its white edge."""
    return (code.position.top_right.x - code.position.top_left.x) * MM / DOTS_PER_INCH


def words(document):
    return " ".join(document[0].get_textpage().get_text_range().split())


def test_a_leaflet_is_printed_twice_on_a4_and_its_code_opens(printed, new_page, gateway_alone):
    document, images = printed("/share/leaflet?topic=birth_reflections&weeks=28&unit=example_unit")
    assert (len(images), size(document)) == (1, [297, 210])
    codes = zxingcpp.read_barcodes(images[0])
    assert len(codes) == 2
    assert {code.text for code in codes} == {f"{gateway_alone}/?topic=birth_reflections&weeks=28&unit=example_unit"}
    assert all(code_width(code) > 30 for code in codes)
    assert words(document).count("01632 960 001") == 2
    assert "Change what is shared" not in words(document)

    phone = new_page()
    phone.goto(codes[0].text)
    answer = phone.locator(".kw-message--answer")
    assert "Birth Reflections" in answer.inner_text()
    assert answer.get_by_role("link", name=re.compile("01632 960 003")).get_attribute("href") == "tel:01632960003"


def test_a_code_with_several_topics_opens_a_page_of_them(printed, new_page):
    _, images = printed("/share/leaflet?topic=vitamin_d&topic=exercise&unit=example_unit")
    phone = new_page()
    phone.goto(zxingcpp.read_barcodes(images[0])[0].text)
    assert phone.get_by_role("heading", level=1).inner_text() == "Picked for you"
    assert axe(phone) == []
    phone.get_by_role("link", name="Vitamin D").click()
    assert "10 micrograms" in phone.locator(".kw-message--answer").inner_text()
    assert "unit=example_unit" in phone.url


@pytest.mark.parametrize("query", ["", "?unit=example_unit", FULL], ids=["nothing picked", "unit", "everything"])
@pytest.mark.parametrize(("kind", "paper"), [("leaflet", [297, 210]), ("poster", [210, 297])])
def test_a_sheet_is_one_page_whatever_is_picked(printed, kind, paper, query):
    document, images = printed(f"/share/{kind}{query}")
    assert (len(images), size(document)) == (1, paper)
    assert words(document).endswith("Numbers can change.")
    assert len(zxingcpp.read_barcodes(images[0])) == (2 if kind == "leaflet" else 1)


def test_a_poster_is_read_from_a_metre(printed, new_page, gateway_alone):
    _, images = printed(f"/share/poster{FULL}")
    assert code_width(zxingcpp.read_barcodes(images[0])[0]) >= 65
    page = new_page()
    page.goto(f"{gateway_alone}/share/poster{FULL}")
    page.emulate_media(media="print")
    points = "element => parseFloat(getComputedStyle(element).fontSize) * 0.75"
    assert page.locator(".kw-sheet__number").first.evaluate(points) >= 28
    assert page.locator(".kw-sheet__when").first.evaluate(points) >= 18


def test_large_print_has_large_letters_and_every_line(printed, new_page, gateway_alone):
    document, images = printed("/share/large?unit=example_unit")
    assert size(document) == [210, 297]
    assert len(images) <= 2
    text = " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert all(f"01632 960 00{number}" in text for number in range(1, 6))
    page = new_page()
    page.goto(f"{gateway_alone}/share/large?unit=example_unit")
    page.emulate_media(media="print")
    sizes = page.evaluate(
        "[...document.querySelectorAll('.kw-sheet *')].map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75)"
    )
    assert min(sizes) >= 18


def test_ink_is_black_on_white_only(new_page, gateway_alone):
    page = new_page()
    page.goto(f"{gateway_alone}/share/leaflet{FULL}")
    page.emulate_media(media="print")
    colours = page.evaluate("""[...new Set([...document.querySelectorAll('.kw-sheet, .kw-sheet *')].flatMap(element => {
        const style = getComputedStyle(element)
        return [style.color, style.backgroundColor]
    }))]""")
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_midwife_makes_a_leaflet(new_page, gateway_alone, script):
    page = new_page(java_script_enabled=script)
    page.goto(f"{gateway_alone}/share")
    page.get_by_text("Keeping well").click()
    page.get_by_label("Vitamin D", exact=True).check()
    page.get_by_label("Maternity unit", exact=True).select_option("Example Hospital (made up, not real)")
    page.get_by_label("Weeks of pregnancy", exact=True).fill("99")
    page.get_by_role("button", name="Make it").click()
    assert (
        page.get_by_role("alert").get_by_role("link").inner_text()
        == "Weeks must be a whole number from 3 to 43, or empty."
    )
    assert page.get_by_label("Vitamin D", exact=True).is_checked()
    page.get_by_label("Weeks of pregnancy", exact=True).fill("28")
    page.get_by_role("button", name="Make it").click()
    assert page.get_by_role("heading", name="Ready to use").is_visible()
    assert "01632 960 001" in page.get_by_label("Text message").input_value()
    page.get_by_role("link", name="Leaflet (A5, two on a page)").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible(visible=script)
    assert page.locator(".kw-sheet >> visible=true").count() == 1
    assert "Vitamin D" in page.locator(".kw-sheet").first.inner_text()
    page.get_by_role("link", name="Change what is shared").click()
    assert page.get_by_label("Vitamin D", exact=True).is_checked()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "address",
    ["/share", f"/share{FULL}", "/share?weeks=x&topic=moon", "/share?topic=domestic_abuse", f"/share/leaflet{FULL}",
     "/share/poster", "/share/large?unit=example_unit", f"/for-you{FULL}"],
)  # fmt: skip
def test_every_page_is_accessible_and_fits(new_page, gateway_alone, address, width):
    page = new_page(viewport={"width": width, "height": 700})
    page.goto(gateway_alone + address)
    assert axe(page) == []
    assert overflow(page) <= 0
