"""Cases enough for a whole site, and the pages of one taken apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from build_cases import case, closed_case

from casebook.letters.templates import Templates, read_templates
from casebook.model import Case
from casebook.product import PRODUCT

THEMES = ("dauer", "kaution", "umzug", "bescheid")
RULINGS = ("ja", "nein", "teilweise", "nein", "nicht_entscheidbar")
CONTACT = {
    "stelle": "Ombudsstelle",
    "telefon": [{"nummer": "030 23125 001", "zeiten": "montags 8 bis 16 Uhr"}],
    "e_mail": "ombudsstelle@jobcenter.example",
    "anschrift": ["Beispielweg 1", "00000 Musterstadt"],
}
NASTY = "<script>document.title='x'</script> {{ 7 * 7 }} & „gut“"


def many(more: Callable[[int], dict[str, Any]]) -> list[Case]:
    """250 cases of 2016 to 2018: every kind, state, way and unit, open and late ones; `more` is about the nth."""
    kinds = ["beschwerde"] * 6 + ["anregung", "hinweis", "lob", "anfrage"]
    cases = []
    for n in range(1, 251):
        received = date(2016, 10, 3) + timedelta(2 * n)
        closing = (str(received + timedelta(n % 40)), "abschluss", {"ergebnis": "abgeholfen"})
        fields = more(n)
        eingang = {
            "datum": str(received),
            "kanal": ["telefon", "brief", "e_mail"][n % 3],
            "zugang": ["dritte", "dritte", "direkt"][n % 3],
        }
        fields["eingang"] = eingang | fields.get("eingang", {})
        fields |= {"log": [closing]} if n % 9 else {}
        build: Callable[..., Case] = closed_case if n % 9 else case
        cases.append(
            build(
                n,
                art=kinds[n % 10],
                dritte={"art": ["verein", "beratungsstelle"][n % 2]},
                rueckmeldung_bis=str(received + timedelta(14)),
                **fields,
            )
        )
    return cases


def sample() -> list[Case]:
    """Many cases, some addressed to a unit, and one that would like to be markup."""
    units = ["ombudsstelle", "nebenstelle", None, "leistung-nord"]

    def more(n: int) -> dict[str, Any]:
        topics = [(THEMES[n % 4], RULINGS[n % 5]), (THEMES[n % 3], "nein")]
        return {"topics": topics[: 1 + n % 2], "eingang": {"stelle": units[n % 4]}}

    nasty = {"thema": "dauer", "kurz": NASTY}
    return [*many(more), case(9999, eingang={"datum": "2018-05-01"}, zustaendig="nebenstelle", anliegen=[nasty])]


def shipped_letters() -> Templates:
    """The templates of letters that come with the product."""
    templates = read_templates(PRODUCT)
    assert not isinstance(templates, list)
    return templates


class Content(HTMLParser):
    """Tables by caption, sections by the id of their heading, ids and addresses of a page."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.sections: dict[str, list[str]] = defaultdict(list)
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.section, self.text, self.rows = "", "", list[list[str]]()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.loaded += [given[name] for name in ("src", "data", "srcset") if name in given]
        self.loaded += [given["href"]] if tag in ("link", "use", "image") else []
        if tag in ("script", "style") and "src" not in given:
            self.inline.append(tag)
        if tag in ("h2", "details"):
            self.section = given.get("id", self.section)
        if tag == "tr":
            self.rows.append([])
        if tag in ("caption", "th", "td", "p", "dt", "dd", "h2", "figcaption"):
            self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        text = " ".join(self.text.split())
        if tag in ("p", "dt", "dd", "figcaption"):
            self.sections[self.section].append(text)
        elif tag == "caption":
            self.rows = self.tables[text] = []
        elif tag in ("th", "td"):
            self.rows[-1].append(text)
