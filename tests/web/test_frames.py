from dataclasses import replace

import msgspec
import pytest

from bot.content import load_library
from bot.web.frames import allowed_frames

LIBRARY = load_library()


def test_nobody_may_frame_us_unless_asked_for():
    assert allowed_frames(LIBRARY, "") == "'none'"


def test_sites_of_the_setting_and_of_units_may():
    unit = msgspec.structs.replace(LIBRARY.services["example_unit"], embed_on=["https://hospital.example"])
    library = replace(LIBRARY, services={"example_unit": unit})
    assert allowed_frames(library, "https://*.nhs.example http://localhost:8080") == (
        "https://*.nhs.example http://localhost:8080 https://hospital.example"
    )


@pytest.mark.parametrize(
    "origin", ["*", "https:", "https://a.example;script-src *", "'self'", "https://a.example/path", "data:"]
)
def test_what_is_no_site_is_left_out(origin):
    assert allowed_frames(LIBRARY, origin.replace(" ", "")) == "'none'"
