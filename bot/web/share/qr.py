"""QR codes of links, in black on white."""

from __future__ import annotations

import io

import segno

# The white edge that readers need, in modules. It is part of the picture, so that no layout can lose it.
QUIET_ZONE = 4
# Pixels of one module: about 1,000 for the whole code, sharp on an A4 poster.
PNG_SCALE = 24


def _code(link: str) -> segno.QRCode:
    # level M still reads with 15% of it lost to a fold or a stain
    return segno.make(link, error="m", micro=False, boost_error=False)


def qr_svg(link: str) -> bytes:
    """The code as SVG without a fixed size."""
    out = io.BytesIO()
    _code(link).save(
        out, kind="svg", border=QUIET_ZONE, omitsize=True, xmldecl=False, light="white", svgclass=None, lineclass=None
    )
    return out.getvalue()


def qr_png(link: str) -> bytes:
    """The code as PNG."""
    out = io.BytesIO()
    _code(link).save(out, kind="png", border=QUIET_ZONE, scale=PNG_SCALE)
    return out.getvalue()
