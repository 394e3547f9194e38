"""What midwives hand out: a link, its QR code, a text message, a leaflet and a poster. Nothing is stored or counted."""
