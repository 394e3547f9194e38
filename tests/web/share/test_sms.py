import pytest

from bot.web.share.sms import sms_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [("", 1), ("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("€" * 80, 1), ("€" * 81, 2),
     ("ł" * 70, 1), ("ł" * 71, 2), ("😀" * 35, 1), ("😀" * 36, 2)],
)  # fmt: skip
def test_parts_as_the_networks_count_them(text, parts):
    assert sms_parts(text) == parts
