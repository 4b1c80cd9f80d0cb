"""Data as scripts: what a page opened from a folder can load, where nothing can be fetched."""

from __future__ import annotations

import json


def script_data(name: str, data: object) -> str:
    """A script that calls the page's function `name` with the data.

    Text inside a string is read several times faster than as code. `<` and the separators of lines are written as
    escapes: the script stays whole wherever it is put.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    literal = json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
    literal = literal.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{name}(JSON.parse({literal}));\n"
