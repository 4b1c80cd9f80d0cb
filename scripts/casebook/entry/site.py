"""The folder `site/entry/`: start page, form, settings, template. No case is read, so any static host may carry it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from casebook.casefile import PLAIN_WORDS
from casebook.entry.config import form_config
from casebook.entry.links import new_file, takes_text
from casebook.entry.names import PLURALS, name_of
from casebook.entry.short import short_style
from casebook.entry.table import rows, wording
from casebook.numbering import NewCase, new_case_text
from casebook.office import Eintrag, Forge, Office
from casebook.pages.assets import ASSETS, MissingAssets, copy_kern
from casebook.pages.templates import html_environment
from casebook.product import PRODUCT
from casebook.reading import JOINED, SUSPECT
from casebook.rules.exceptions import EXCEPTABLE
from casebook.schema import LIST_KEY, Schema, case_schema
from casebook.staging import staged
from casebook.values import AKTENZEICHEN_PATTERN, FORMS, UHRZEIT_PATTERN

BUNDLE = ASSETS / "entry"
TEMPLATES = PRODUCT / "site_templates" / "entry"
STATIC = ("entry.css", "formular.css", "zeichen.svg")
TEMPLATE_FILE = "vorlage.yaml"

SHAPE = (
    "feld-fehlt",
    "liste-laenge",
    "wert-unbekannt",
    "datum-form",
    "datum-unmoeglich",
    "text-zu-lang",
    "aktenzeichen-form",
    "uhrzeit-form",
    "feld-form",
    "zahl-bereich",
    "unbekannt-ohne-herkunft",
    "wert-nicht-im-vokabular",
    "wert-ausser-dienst",
)
"""Messages about single values; `rules.js` finds them by walking the schema."""


class NoForge(Exception):
    """office.yaml does not say where the register lies, so a form could save nowhere."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A way into the form."""

    id: str
    name: str
    hint: str


_HINTS = {
    "beschwerde": "Jemand ist unzufrieden: mit einer Entscheidung, einem Ablauf oder einem Verhalten.",
    "anregung": "Jemand schlägt vor, etwas besser zu machen.",
    "hinweis": "Jemand macht auf etwas aufmerksam, ohne Abhilfe für sich zu verlangen.",
    "anfrage": "Jemand ruft an oder fragt und braucht eine Antwort. Auch Terminabsagen.",
    "lob": "Jemand ist zufrieden und sagt es.",
}


def build_entry(office: Office, today: date, out: Path) -> None:
    """Write the form into `out`, which is replaced only when everything is written.

    Raises:
        NoForge: the office names no forge.
        MissingAssets: set-up has not bundled the form.
        OSError: the disk is full or may not be written.
    """
    if office.forge is None:
        raise NoForge
    if not (BUNDLE / "formular.js").is_file():
        raise MissingAssets
    with staged(out) as folder:
        copy_kern(folder / "kern")
        _copy_bundle(folder)
        for name in STATIC:
            shutil.copyfile(TEMPLATES / name, folder / name)
        template = blank_case(office, today)
        _write(folder / TEMPLATE_FILE, template)
        _write(folder / "formular.json", json.dumps(form_settings(office, office.forge, today)))
        environment = html_environment(TEMPLATES)
        for name, values in (("index.html", _start(office, office.forge, today, template)), ("formular.html", {})):
            text = environment.get_template(f"{name}.j2").render(
                values, office=office, forge=_origin(office.forge.api_address)
            )
            _write(folder / name, text)
        _write(folder / "kurz.css", short_style(case_schema(office)))


def form_settings(office: Office, forge: Forge, today: date) -> dict[str, Any]:
    """What the form loads before anything else: the settings of the CMS and the rules."""
    return {"config": form_config(office, forge, today), "rules": form_rules(office)}


def form_rules(office: Office) -> dict[str, Any]:
    """Schema, rules, words and characters, as `saving.js` needs them."""
    table = rows(office)
    return {
        "schema": _without_lists(case_schema(office)),
        "lists": {name: _spans(entries.values()) for name, entries in office.vocabularies.items()},
        "rows": table,
        "messages": wording(table, SHAPE),
        "excusable": sorted(EXCEPTABLE),
        "forms": FORMS,
        "patternIds": {AKTENZEICHEN_PATTERN: "aktenzeichen-form", UHRZEIT_PATTERN: "uhrzeit-form"},
        "clean": {"suspect": SUSPECT.pattern, "joined": JOINED.pattern},
        "words": sorted(PLAIN_WORDS),
        "schemaAddress": office.verweise.fallschema,
        "today": office.stichtag.isoformat() if office.stichtag else None,
    }


def blank_case(office: Office, today: date) -> str:
    """The template for whoever writes a case by hand."""
    return new_case_text(office, NewCase("", "", today, today), f"{today.year}-NNNN")


def _without_lists(schema: Schema) -> Schema:
    """The lists' entries come with their days in `lists`; twice would be two truths."""
    if isinstance(schema, dict):
        dropped = ("enum", "enumDescriptions") if LIST_KEY in schema else ()
        return {key: _without_lists(value) for key, value in schema.items() if key not in dropped}
    return [_without_lists(item) for item in schema] if isinstance(schema, list) else schema


def _spans(entries: Iterable[Eintrag]) -> dict[str, list[str | None]]:
    """From which day until which each entry is in force."""
    days = {entry.id: (entry.gueltig_von, entry.gueltig_bis) for entry in entries}
    return {id: [day.isoformat() if day else None for day in span] for id, span in days.items()}


def _copy_bundle(folder: Path) -> None:
    for source in sorted(path for path in BUNDLE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(BUNDLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _start(office: Office, forge: Forge, today: date, template: str) -> dict[str, Any]:
    path = f"cases/{today.year}/{today.year}-NNNN.yaml"
    return {
        "kinds": [Kind(id, name_of(id), _HINTS[id]) for id in PLURALS],
        "by_hand": new_file(forge, path, template),
        "takes_text": takes_text(forge),
        "template_file": TEMPLATE_FILE,
        "template": template,
        "handbook": (office.verweise.handbuch or "").rstrip("/"),
    }


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
