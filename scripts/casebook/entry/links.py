"""Ways into the register without the form: the forge's own editor, opened at the right place."""

from __future__ import annotations

from urllib.parse import quote

from casebook.office import Forge

LONGEST = 6000
"""Characters of an address that every usual proxy lets through."""


def new_file(forge: Forge, path: str, text: str) -> str:
    """Where the forge's editor opens with a new file; with the template in it where the forge can do that.

    The template is the office's, never a case: addresses end up in the logs of servers and browsers.
    """
    folder, _, name = path.rpartition("/")
    base = f"{forge.adresse.rstrip('/')}/{forge.repository}"
    branch = quote(forge.zweig, safe="")
    if forge.art == "gitlab":  # ignores any content given in the address
        return f"{base}/-/new/{branch}?file_name={quote(path, safe='')}"
    if forge.art == "github":
        return _with_text(f"{base}/new/{branch}?filename={quote(path, safe='')}", text)
    return _with_text(f"{base}/_new/{branch}/{quote(folder)}/?filename={quote(name, safe='')}", text)


def takes_text(forge: Forge) -> bool:
    """Whether the editor can be opened with a text in it."""
    return forge.art != "gitlab"


def _with_text(address: str, text: str) -> str:
    whole = f"{address}&value={quote(text, safe='')}"
    return whole if len(whole) <= LONGEST else address
