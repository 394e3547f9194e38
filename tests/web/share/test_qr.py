import io
import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from bot.web.share.qr import qr_png, qr_svg

SHORT = "https://keepwell.example/"
LONG = SHORT + "for-you?" + "&".join(f"topic=a_rather_long_topic_{n}" for n in range(4)) + "&weeks=28&unit=example_unit"


@pytest.mark.parametrize("link", [SHORT, LONG])
def test_the_png_reads_back(link):
    image = Image.open(io.BytesIO(qr_png(link)))
    assert image.width >= 500
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [link]


def test_it_still_reads_with_a_stain():
    image = Image.open(io.BytesIO(qr_png(SHORT))).convert("L")
    spot = image.width // 6
    middle = image.width // 2
    ImageDraw.Draw(image).ellipse((middle, middle, middle + spot, middle + spot), fill=0)
    assert zxingcpp.read_barcodes(image)[0].text == SHORT


def test_the_svg_scales_and_is_black_on_white():
    svg = qr_svg(SHORT).decode()
    assert "viewBox" in svg
    assert not re.search(r"<svg[^>]* (width|height)=", svg)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) <= {"#fff", "white", "#000"}
