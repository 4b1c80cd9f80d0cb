"""The settings of Sveltia CMS: where cases are saved and what is asked for each kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from casebook.entry.fields import Plan, widgets
from casebook.entry.names import PLURALS, name_of
from casebook.office import Forge, Office
from casebook.schema import Schema, case_schema

Config = dict[str, Any]

FORMAT = "fall"
"""The name under which `format.js` registers how a case is written."""

INBOX = "erfassung"
"""The branch that takes saves where the office's Forgejo runs no hook: CI moves what is valid to `main`."""

_ALWAYS = ("aktenzeichen", "eingang", "eingang.datum", "eingang.kanal", "eingang.zugang")
_CONCERN = ("anliegen", "anliegen.thema", "anliegen.kurz", "zustaendig")
_LOG = ("verlauf.datum", "verlauf.durch")
_LEGAL = ("rechtsbehelf", "rechtsbehelf.ergebnis", "rechtsbehelf.geprueft_am", "rechtsbehelf.geprueft_von")
_USUAL = {"beschwerde": ("rueckmeldung_bis",)}
"""Asked for at once, although a rule may do without."""

_NEEDED = {
    "beschwerde": _LEGAL,
    "anregung": _LEGAL,
    "hinweis": _LEGAL,
    "anfrage": (),
    "lob": (),
}
_BLOCKS = {
    "dritte": ("dritte.art",),
    "dritte.vollmacht": ("dritte.vollmacht.stand",),
    "person.bedarf": ("person.bedarf.art",),
    "rechtsbehelf": ("rechtsbehelf.ergebnis",),
    "keine_rueckmeldung": ("keine_rueckmeldung.grund",),
    "massnahmen": ("massnahmen.text", "massnahmen.verantwortlich", "massnahmen.frist", "massnahmen.stand"),
    "abschluss": ("abschluss.ergebnis",),
    "bezug": ("bezug.aktenzeichen", "bezug.art"),
    "ausnahmen": ("ausnahmen.regel", "ausnahmen.grund"),
}
"""What a block needs once it is there."""

_IN_BLOCKS = tuple(path for paths in _BLOCKS.values() for path in paths)

_SHORT = {
    "lob": ("rechtsbehelf", "stufe", "massnahmen", "keine_rueckmeldung", "ausnahmen"),
    "anfrage": ("stufe", "massnahmen", "ausnahmen"),
}
"""What a kind never needs; a case that has it is still shown whole in the list of all cases."""


def form_config(office: Office, forge: Forge, today: date) -> Config:
    """Everything Sveltia CMS needs to know; the same office on the same day gives the same settings.

    `forge` is the one of the office, which has one.
    """
    schema = case_schema(office)
    return {
        "load_config_file": False,
        "backend": backend(forge),
        "publish_mode": "editorial_workflow" if forge.has_branch_per_case else "simple",
        "media_folder": "medien",
        "media_libraries": {"default": False},
        "app_title": f"Fälle erfassen – {office.name}",
        "logo": {"src": "zeichen.svg", "show_in_header": True},
        "show_preview_links": False,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "slug": {"lowercase": False, "timezone": "local"},
        "collections": [
            *(_collection(kind, plural, schema, office, today) for kind, plural in PLURALS.items()),
            {"divider": True},
            _all_cases(schema, office, today),
        ],
    }


def backend(forge: Forge) -> Config:
    """Where and how the form signs in and saves."""
    address = forge.adresse.rstrip("/")
    settings: Config = {
        "name": {"forgejo": "gitea"}.get(forge.art, forge.art),
        "repo": forge.repository,
        "branch": INBOX if forge.has_inbox else forge.zweig,
        "base_url": address,
        "api_root": forge.api_address,
        "auth_methods": ["oauth", "token"] if forge.app_id else ["token"],
        "commit_messages": {"create": "Fall {{slug}} anlegen", "update": "Fall {{slug}} weiterführen"},
    }
    if forge.art in ("gitlab", "github"):
        settings["squash_merges"] = False
    if forge.app_id:
        settings["app_id"] = forge.app_id
        settings |= {"auth_type": "pkce"} if forge.art == "gitlab" else {}
    return settings


def _collection(kind: str, plural: str, schema: Schema, office: Office, today: date) -> Config:
    needed = frozenset((*_ALWAYS, *_CONCERN, *_LOG, *_NEEDED[kind], *_IN_BLOCKS))
    hidden: dict[str, Any] = {"art": kind} | _fixed(office)
    left_out = {"herkunft", *(() if office.beispiel else ("beispiel",)), *_SHORT.get(kind, ())}
    plan = Plan(needed, frozenset(_USUAL.get(kind, ())), _defaults(office, kind), hidden, frozenset(left_out), today)
    return _folder(kind, plural, name_of(kind)) | {
        "create": True,
        "filter": {"field": "art", "value": kind},
        "fields": widgets(schema, office, plan),
    }


def _all_cases(schema: Schema, office: Office, today: date) -> Config:
    needed = frozenset((*_ALWAYS, "art", *_CONCERN, *_LOG, *_IN_BLOCKS))
    plan = Plan(needed, frozenset(), {}, _fixed(office), frozenset(() if office.beispiel else ("beispiel",)), today)
    groups = [{"label": plural, "field": "art", "pattern": kind} for kind, plural in PLURALS.items()]
    return _folder("faelle", "Alle Fälle", "Fall") | {
        "create": False,
        "view_filters": groups,
        "fields": widgets(schema, office, plan),
    }


def _folder(name: str, label: str, singular: str) -> Config:
    return {
        "name": name,
        "label": label,
        "label_singular": singular,
        "folder": "cases",
        "delete": False,
        "duplicate": False,
        "extension": "yaml",
        "format": FORMAT,
        "identifier_field": "aktenzeichen",
        "slug": "{{aktenzeichen}}",
        "path": "{{eingang.datum | date('YYYY')}}/{{slug}}",
        "summary": "{{aktenzeichen}} {{anliegen.0.kurz}}",
        "sortable_fields": {
            "fields": ["aktenzeichen"],
            "default": {"field": "aktenzeichen", "direction": "descending"},
        },
    }


def _fixed(office: Office) -> dict[str, Any]:
    return {"beispiel": True} if office.beispiel else {}


def _defaults(office: Office, kind: str) -> dict[str, Any]:
    """What is nearly always right: today, directly, our own unit. A clerk changes it where it is not."""
    own = [unit.id for unit in office.einheiten if unit.art == "beschwerdestelle"]
    first: dict[str, Any] = {"thema": "", "kurz": ""}
    day = office.stichtag.isoformat() if office.stichtag else "{{now}}"
    defaults: dict[str, Any] = {
        "eingang.datum": day,
        "eingang.erfasst_am": day,
        "eingang.zugang": "direkt",
        "anliegen": [first],
        "verlauf.datum": day,
    }
    if own:
        defaults["zustaendig"] = own[0]
    if "rechtsbehelf" in _NEEDED[kind]:
        defaults["rechtsbehelf.geprueft_am"] = day
    return defaults
