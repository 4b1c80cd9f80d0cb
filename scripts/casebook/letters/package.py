"""Parts of a Word file -> its bytes, the same for the same parts and moment."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from xml.sax.saxutils import escape

DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_CORE = "docProps/core.xml"
_FIRST = "[Content_Types].xml"


def packed(parts: Mapping[str, bytes], title: str, author: str, moment: datetime) -> bytes:
    """A zip with the moment as its only time; the list of contents comes first, as Word writes it."""
    target = io.BytesIO()
    complete = {**parts, _CORE: _core(title, author, moment)}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(complete, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, complete[name])
    return target.getvalue()


def _core(title: str, author: str, moment: datetime) -> bytes:
    stamp = f"{moment:%Y-%m-%dT%H:%M:%S}Z"
    properties = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>de-DE</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified></cp:coreProperties>'
    )
    return DECLARATION + properties.encode()
