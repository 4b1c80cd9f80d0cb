"""Twenty people who come to an office, as form fills, and a clerk who fills in by keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fill = Mapping[str, str]

CLERK = "Ombudsstelle, Platz 1"
NO_REMEDY = {"rechtsbehelf.ergebnis": "Nein", "rechtsbehelf.geprueft_von": CLERK}
PROMISE = {"rueckmeldung_bis": "2018-05-16"}
DIRECT = {"eingang.kanal": "Telefon"}


def _concern(topic: str, short: str) -> Fill:
    return {"anliegen.0.thema": topic, "anliegen.0.kurz": short}


def _third(kind: str, **more: str) -> Fill:
    return {
        "eingang.zugang": "über Dritte",
        "dritte": "an",
        "dritte.art": kind,
        **{f"dritte.{k}": v for k, v in more.items()},
    }


INTAKES: dict[str, tuple[str, Fill]] = {
    "phone": (
        "beschwerde",
        DIRECT | NO_REMEDY | _concern("Bearbeitungsdauer", "Antrag liegt seit sechs Wochen.") | PROMISE,
    ),
    "mail": (
        "beschwerde",
        {"eingang.kanal": "E-Mail"}
        | NO_REMEDY
        | _concern("Erreichbarkeit", "Niemand ruft zurück: drei Versuche.")
        | PROMISE,
    ),
    "post": (
        "beschwerde",
        {"eingang.kanal": "Brief"} | NO_REMEDY | _concern("Unterlagen", "Unterlagen zweimal verlangt.") | PROMISE,
    ),
    "counter": (
        "beschwerde",
        {"eingang.kanal": "Persönlich"} | NO_REMEDY | _concern("Termine", "Zwei Stunden gewartet.") | PROMISE,
    ),
    "anonymous": (
        "beschwerde",
        {"eingang.kanal": "Meinungskarte"}
        | NO_REMEDY
        | _concern("Verhalten", "Am Empfang unfreundlich.")
        | {"person": "an", "person.anonym": "ja", "keine_rueckmeldung": "an", "keine_rueckmeldung.grund": "Anonym"},
    ),
    "adviser": (
        "beschwerde",
        {"eingang.kanal": "E-Mail"}
        | _third("Beratungsstelle", stelle="Sozialberatung im Quartier")
        | NO_REMEDY
        | _concern("Kosten der Unterkunft", "Heizkosten noch nicht geprüft.")
        | PROMISE,
    ),
    "angry": (
        "beschwerde",
        DIRECT
        | NO_REMEDY
        | _concern("Verhalten", "„Unverschämt!“ - so könne man nicht mit Menschen reden #wütend.")
        | PROMISE,
    ),
    "praise": ("lob", DIRECT | _concern("Erreichbarkeit", "Die Auskunft war freundlich und schnell.")),
    "cancellation": ("anfrage", DIRECT | _concern("Terminabsage", "Sagt den Termin am 4. Mai ab: krank.")),
    "remedy in disguise": (
        "beschwerde",
        {"eingang.kanal": "Brief"}
        | {
            "rechtsbehelf.ergebnis": "unklar",
            "rechtsbehelf.geprueft_von": CLERK,
            "rechtsbehelf.weg": "Widerspruch",
            "rechtsbehelf.uebergeben_am": "2018-05-02",
            "rechtsbehelf.uebergeben_an": "Widerspruchsstelle",
            "rechtsbehelf.daneben_beschwerde": "ja",
        }
        | _concern("Berechnung", "Ist mit dem Bescheid nicht einverstanden.")
        | PROMISE,
    ),
    "question": ("anfrage", DIRECT | _concern("Unterlagen", "Welche Nachweise fehlen noch?")),
    "call-back": (
        "anfrage",
        DIRECT | _concern("Erreichbarkeit", "Bittet um Rückruf: vormittags.") | {"rueckmeldung_bis": "2018-05-03"},
    ),
    "idea": (
        "anregung",
        {"eingang.kanal": "Online-Formular"}
        | NO_REMEDY
        | _concern("Barrierefreiheit", "Rampe am Nebeneingang markieren."),
    ),
    "hint": (
        "hinweis",
        {"eingang.kanal": "E-Mail"} | NO_REMEDY | _concern("Bescheid", "Im Bescheid steht eine alte Rufnummer."),
    ),
    "relative": (
        "beschwerde",
        DIRECT | _third("Angehörige") | NO_REMEDY | _concern("Umzug", "Zusage zum Umzug fehlt.") | PROMISE,
    ),
    "lawyer": (
        "beschwerde",
        {"eingang.kanal": "Fax"}
        | _third("Rechtsanwältin")
        | NO_REMEDY
        | _concern("Mietkaution", "Kaution noch offen.")
        | PROMISE,
    ),
    "press": (
        "anfrage",
        {"eingang.kanal": "E-Mail"} | _third("Presse") | _concern("Presse- und", "Fragt nach Wartezeiten im April."),
    ),
    "plain language": (
        "beschwerde",
        {"eingang.kanal": "Persönlich"}
        | NO_REMEDY
        | _concern("Bescheid", "Versteht den Brief nicht.")
        | PROMISE
        | {"person": "an", "person.gruppe": "Leistungsberechtigte"},
    ),
    "pasted from Word": (
        "beschwerde",
        {"eingang.kanal": "E-Mail"}
        | NO_REMEDY
        | _concern("Bildung", "Schul\u00adbedarf\u200b für Käthe\u2011Kollwitz\u2011Straße: „offen“ – 👩‍🏫 fragt nach.")
        | PROMISE,
    ),
    "looks like something else": ("lob", DIRECT | _concern("Erreichbarkeit", "no")),
}
"""What each person brings: the kind of case and, by field, what the clerk chooses or writes."""


@dataclass
class Clerk:
    """Somebody at a keyboard without a mouse."""

    page: Page

    def place(self) -> tuple[str, str]:
        """The field and kind of control that has the focus."""
        found: list[str] = self.page.evaluate(_FOCUS)
        return found[0], found[1]

    def fill(self, wanted: Fill) -> dict[str, str]:
        """Go through the form by Tab and fill in what is wanted; what was found nowhere."""
        left = dict(wanted)
        self.page.evaluate("document.querySelector('[data-key-path=aktenzeichen] [type=text]').focus()")
        for _ in range(400):
            if not left:
                break
            path, control = self.place()
            if path in left and control in _CONTROLS:
                _CONTROLS[control](self, left.pop(path))
            self.page.keyboard.press("Tab")
        return left

    def choose(self, name: str) -> None:
        """Type how the name begins, as in any list of a browser; look it up where that finds something else."""
        combobox = self.page.locator("[role=combobox]:focus").element_handle()
        self.page.keyboard.type(name.split()[0])
        if not combobox.inner_text().startswith(name):
            self._look_up(name)
            self.page.wait_for_function(_SETTLED, arg=combobox)
        assert combobox.inner_text().startswith(name), (name, combobox.inner_text())

    def _look_up(self, name: str) -> None:
        """Open the list, search in it where it is long enough, take the entry."""
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(_LISTED)
        if self.page.locator("[role=searchbox]:focus").count():
            self.page.keyboard.insert_text(name)
        for _ in range(20):
            self.page.keyboard.press("ArrowDown")
            if self.page.evaluate(_OPTION).startswith(name):
                break
        self.page.keyboard.press("Enter")

    def mark(self, name: str) -> None:
        """Choose one of a group of radio buttons."""
        self.page.keyboard.press("Space")
        for _ in range(8):
            if self.page.evaluate(_LABEL).startswith(name):
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"no choice {name}")

    def date(self, day: str) -> None:
        """Write a day in the order of this browser's language: month, day, year."""
        year, month, of_month = day.split("-")
        self.page.keyboard.type(month + of_month + year)

    def write(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def tick(self, _: str) -> None:
        """Add a block and wait until its fields listen."""
        block, _control = self.place()
        self.page.keyboard.press("Space")
        self.page.locator(f"[data-key-path^='{block}.']").first.wait_for()
        self.page.wait_for_function(LISTENING)

    def save(self) -> None:
        self.page.keyboard.press("Control+s")


_CONTROLS = {
    "combobox": Clerk.choose,
    "radio": Clerk.mark,
    "date": Clerk.date,
    "text": Clerk.write,
    "textarea": Clerk.write,
    "checkbox": Clerk.tick,
}

_FOCUS = """() => {
  const at = document.activeElement;
  const field = at.closest('[data-key-path]');
  const role = at.getAttribute('role');
  const kind = role && role !== 'textbox' ? role : (at.type || at.tagName.toLowerCase());
  return [field ? field.dataset.keyPath : '', kind];
}"""
_LABEL = """() => {
  const chosen = document.activeElement.closest('[role=radiogroup]').querySelector('[role=radio][aria-checked=true]');
  return chosen ? chosen.parentElement.textContent.trim() : '';
}"""
_SETTLED = "(at) => at.getAttribute('aria-expanded') === 'false' && document.activeElement === at"
_LISTED = """() => {
  const chosen = document.querySelector('dialog [role=option][aria-selected=true]');
  return document.activeElement.closest('dialog') && (!chosen || chosen.classList.contains('focused'));
}"""
"""The list has taken the focus and stands where it was left; Sveltia CMS takes a moment for either."""

_OPTION = "() => document.querySelector('[role=option].focused')?.textContent.trim() ?? ''"
LISTENING = """() => [...document.querySelectorAll('.field [role=radiogroup]')].every(
  (group) => group.querySelectorAll('[role=radio][tabindex="0"]').length === 1)"""
"""A group of radio buttons listens to keys a moment after it has been drawn; then one of them can be reached by Tab."""
