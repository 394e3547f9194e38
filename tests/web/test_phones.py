"""Numbers to call become links; amounts, years and services that are not rung do not."""

import re

import pytest

from bot.web.phones import link_phones


def links(text):
    return re.findall(r'href="(tel:\d+)">([^<]+)<', link_phones(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring 0300 330 7010, Monday to Friday", [("tel:03003307010", "0300 330 7010")]),
        ("free, day and night: 0808 2000 247.", [("tel:08082000247", "0808 2000 247")]),
        ("Sands, on 0808 164 3332", [("tel:08081643332", "0808 164 3332")]),
        ("help on 020 7008 0151", [("tel:02070080151", "020 7008 0151")]),
        ("gas: 0800 111 999", [("tel:0800111999", "0800 111 999")]),
        ("Samaritans on 116 123. In danger, call 999.", [("tel:116123", "116 123"), ("tel:999", "999")]),
        ("Call your GP or 111.", [("tel:111", "111")]),
        ("will not wake: 999. Never mind", [("tel:999", "999")]),
        ("dial 18000 for 999, or 18001 111 for 111",
         [("tel:18000", "18000"), ("tel:999", "999"), ("tel:18001111", "18001 111"), ("tel:111", "111")]),
    ],
)  # fmt: skip
def test_numbers_to_call_are_links(text, expected):
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2000 400 mg",
        "2000 400 mg, call it a day",
        "Since 1999 and in 2026",
        "Call it 999 mg or 111 micrograms a day",
        "It costs £999, call or not",
        "4,111 calls",
        "call about the 111.5 ml",
        "Never use 111 online to call for a child",
        "If you call as a deaf person, use the 999 BSL app",
        "It works on 999 and 111 too.",
        "You can text 999 if your mobile is registered",
        "He was born in 1999. Call your midwife",
        "10 micrograms (400 IU)",
    ],
)
def test_other_numbers_are_not_links(text):
    assert links(text) == []


def test_text_is_escaped():
    html = link_phones('<b onclick="x">call 999</b> & more')
    assert "<b" not in html
    assert '<a class="kw-tel" href="tel:999">999</a>' in html
    assert html.endswith("&lt;/b&gt; &amp; more")
