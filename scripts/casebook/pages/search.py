"""The search of the public handbook finds words with umlauts also by people whose keyboard has none.

The built-in search folds endings ("Beschwerden" finds "Beschwerde"), but takes "groesse" and "Größe" for two words.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

_INDEX = "search/search_index.json"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]*[ÄÖÜäöüß][A-Za-zÄÖÜäöüß]*")
_TAG = re.compile(r"<[^>]*>")


def widen_search(site: Path) -> None:
    """Add the spellings without umlauts to the index of a built site. Raises OSError."""
    path = site / _INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        spelt = spellings(f"{entry['title']} {entry['text']}")
        if spelt:
            entry["text"] += f" <p>{' '.join(spelt)}</p>"
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def spellings(html: str) -> list[str]:
    """Every word with an umlaut, written without, once and in order."""
    words = (word.translate(_UMLAUTS) for word in _WORD.findall(_TAG.sub(" ", html)))
    return list(dict.fromkeys(words))
