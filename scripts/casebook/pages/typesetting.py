"""Data and a typst template -> PDF/UA-1, with the fonts of the product and no others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from casebook.pages.assets import FONTS, MissingAssets


def typeset(template: Path, name: str, data: Mapping[str, object], moment: datetime) -> bytes:
    """The PDF; the same data and moment give the same bytes. The template finds its data under `name`.

    Raises:
        MissingAssets: set-up has not fetched the fonts, without which typst prints nothing.
    """
    import typst

    if not FONTS.is_dir():
        raise MissingAssets
    return typst.compile(
        str(template),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={name: json.dumps(data, ensure_ascii=False)},
        timestamp=moment,
    )
