"""The handbook's type: two faces of Fira Sans, cut down to Latin letters (260 KB -> 40 KB)."""

from __future__ import annotations

import logging
import shutil
from base64 import b64encode
from io import BytesIO
from pathlib import Path

FACES = Path(__file__).resolve().parents[1] / "assets" / "kern" / "fonts" / "fira-sans"
"""Put there at set-up; without them the pages use the reader's own system font."""

CUT = FACES.parents[2] / "latin"
"""The faces cut down already at set-up: it takes a second and a half."""

_WEIGHTS = {"FiraSans-Regular.woff2": "100 500", "FiraSans-SemiBold.woff2": "600 900"}
_LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2039, 0x203A, 0x20AC, 0x2212]
_FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]


def write_fonts(target: Path, kept: Path) -> str | None:
    """Write the faces into `target` and return their style rules; None where set-up brought no fonts.

    `kept` keeps the cut faces from build to build. Raises OSError.
    """
    if not all((FACES / name).is_file() for name in _WEIGHTS):
        return None
    target.mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    for name in _WEIGHTS:
        source = FACES / name
        cut = kept / f"{source.stat().st_mtime_ns:x}-{name}"
        if not cut.is_file():
            _cut(source, cut)
        shutil.copyfile(cut, target / name)
    return "".join(_face(f"fonts/{name}", weight) for name, weight in _WEIGHTS.items())


def _cut(source: Path, target: Path) -> None:
    part = target.with_suffix(".part")
    part.write_bytes(latin_face(source))
    part.replace(target)


def latin_face(source: Path) -> bytes:
    """A face as WOFF2, cut down to Latin letters; the same bytes every time. Raises OSError."""
    from fontTools.subset import Options, Subsetter, load_font, save_font

    # It warns of flags in KERN's files that no browser reads.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    options = Options(flavor="woff2", layout_features=_FEATURES, recalc_timestamp=False)
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LATIN)
    subsetter.subset(font)
    cut = BytesIO()
    save_font(font, cut, options)
    return cut.getvalue()


def embedded_faces() -> str:
    """Style rules that carry the faces within them, for a page that stands alone; nothing without the fonts."""
    known = {FACES / name: weight for name, weight in _WEIGHTS.items() if (FACES / name).is_file()}
    return "".join(_face(_as_data(_cut_face(source)), weight) for source, weight in known.items())


def _cut_face(source: Path) -> bytes:
    ready = CUT / source.name
    return ready.read_bytes() if ready.is_file() else latin_face(source)


def cut_faces(faces: Path, target: Path) -> None:
    """Write the faces that pages use, cut down, into a new folder. Raises OSError."""
    target.mkdir(parents=True)
    for name in _WEIGHTS:
        (target / name).write_bytes(latin_face(faces / name))


def _as_data(face: bytes) -> str:
    return f"data:font/woff2;base64,{b64encode(face).decode()}"


def _face(address: str, weight: str) -> str:
    return (
        f'@font-face{{font-family:"Fira Sans";font-style:normal;font-weight:{weight};font-display:swap;'
        f'src:url("{address}") format("woff2")}}\n'
    )
