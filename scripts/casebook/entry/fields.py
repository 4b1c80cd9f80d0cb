"""Field of the case schema -> widget of Sveltia CMS. One function for each shape a field can have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casebook.entry.names import name_of
from casebook.office import Eintrag, Office
from casebook.rules.events import ALWAYS, DETAILS
from casebook.schema import LIST_KEY, Schema
from casebook.values import FORMS, UNBEKANNT

Widget = dict[str, Any]

YES_NO = [{"label": "ja", "value": "true"}, {"label": "nein", "value": "false"}]
"""Offered where nothing said is a third answer; `format.js` writes true and false."""

_LONG = 300
"""Texts that may be longer get a box of several lines."""

_ONLY_IMPORTED = (None, UNBEKANNT, "nicht_geprueft")
_SINGULAR = {"massnahmen": "Maßnahme", "person.bedarf": "Bedarf", "ausnahmen": "Ausnahme"}
_NUMBER_HINT = "Jahr-Nummer, zum Beispiel 2026-0042"
_TIME_HINT = "Stunde:Minute, zum Beispiel 09:30"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the form of one kind of case asks for.

    `needed` are paths (`eingang.datum`) that must be filled in, `usual` further ones that stand above the rest,
    `defaults` values that stand there already, `hidden` paths with a fixed value that nobody sees, `left_out`
    paths that the form does not have.
    """

    needed: frozenset[str]
    usual: frozenset[str]
    defaults: Mapping[str, Any]
    hidden: Mapping[str, Any]
    left_out: frozenset[str]
    today: date


def widgets(schema: Schema, office: Office, plan: Plan) -> list[Widget]:
    """The widgets of a whole case, in the order of the model."""
    return _Builder(schema, office, plan).below(schema, "")


class _Builder:
    """One walk through the schema."""

    def __init__(self, schema: Schema, office: Office, plan: Plan) -> None:
        self.schema, self.office, self.plan = schema, office, plan

    def below(self, node: Schema, path: str, only: frozenset[str] | None = None) -> list[Widget]:
        names = (name for name in node["properties"] if only is None or name in only)
        places = ((name, f"{path}.{name}" if path else name) for name in names)
        kept = [(name, place) for name, place in places if place not in self.plan.left_out]
        # What must be filled in comes first; `text.js` brings the model's order back.
        above = self.plan.needed | self.plan.usual
        kept.sort(key=lambda pair: pair[1] not in above)
        return [self.widget(name, place, node["properties"][name]) for name, place in kept]

    def widget(self, name: str, path: str, node: Schema) -> Widget:
        if path in self.plan.hidden:
            return {"name": name, "widget": "hidden", "default": self.plan.hidden[path]}
        target = self._resolved(node)
        common = {"name": name, "label": node.get("title") or target.get("title") or name_of(name)}
        if hint := node.get("description") or (_TIME_HINT if name == "uhrzeit" else ""):
            common["hint"] = hint
        common["required"] = path in self.plan.needed
        if path in self.plan.defaults:
            common["default"] = self.plan.defaults[path]
        return common | self._shape(path, target)

    def _shape(self, path: str, node: Schema) -> Widget:
        if path == "aktenzeichen":
            return {"widget": "aktenzeichen"}
        if path == "verlauf":
            return self._log(node)
        if node.get("type") == "array":
            return self._list(path, node)
        if node.get("type") == "object":
            return {"widget": "object", "fields": self.below(node, path)}
        return self._scalar(node)

    def _list(self, path: str, node: Schema) -> Widget:
        items = self._resolved(node["items"])
        if items.get("type") != "object":
            return {"widget": "select", "multiple": True, "options": self._options(items)}
        limits = {"min": node.get("minItems"), "max": node.get("maxItems")}
        kept = {key: value for key, value in limits.items() if value is not None and path in self.plan.needed}
        return {
            "widget": "list",
            "label_singular": _SINGULAR.get(path, node.get("title")),
            "fields": self.below(items, path),
            "allow_duplicate": False,
            **kept,
        }

    def _log(self, node: Schema) -> Widget:
        """Choosing the event first leaves only its own details to fill in."""
        event = self._resolved(node["items"])
        kinds = [
            {
                "name": kind,
                "label": name_of(kind),
                "widget": "object",
                "summary": "{{datum}} {{notiz}}",
                "fields": self.below(event, "verlauf", self._details(kind)),
            }
            for kind in DETAILS
        ]
        return {
            "widget": "list",
            "label_singular": "Schritt",
            "typeKey": "ereignis",
            "types": kinds,
            "allow_reorder": False,
            "allow_remove": True,
            "allow_duplicate": False,
            "collapsed": True,
        }

    def _details(self, kind: str) -> frozenset[str]:
        details = DETAILS[kind]
        named = {name for names in details.required for name in names.split("|")}
        return frozenset({*(ALWAYS - {"ereignis"}), *named, *details.optional})

    def _scalar(self, node: Schema) -> Widget:
        if options := self._options(node):
            return {"widget": "select", "options": options}
        if node.get("type") == "boolean":
            return {"widget": "select", "options": YES_NO}
        if node.get("type") == "integer":
            limits = {key: node[name] for key, name in (("min", "minimum"), ("max", "maximum")) if name in node}
            return {"widget": "number", "value_type": "int", **limits}
        if node.get("format") == "date":
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "picker_utc": False}
        return _text(node)

    def _options(self, node: Schema) -> list[Widget]:
        values = [value for each in node.get("anyOf", [node]) for value in each.get("enum", [each.get("const")])]
        if LIST_KEY in node:
            return self._entries(node[LIST_KEY])
        return [{"label": name_of(value), "value": value} for value in values if value not in _ONLY_IMPORTED]

    def _entries(self, vocabulary: str) -> list[Widget]:
        """The office's entries: those in force first, the others with the days on which they are or were."""
        entries = self.office.vocabularies[vocabulary].values()
        ordered = sorted(entries, key=lambda entry: not entry.valid_on(self.plan.today))
        return [{"label": _entry_name(entry, self.plan.today), "value": entry.id} for entry in ordered]

    def _resolved(self, node: Schema) -> Schema:
        if "$ref" not in node:
            return node
        target: Schema = self.schema["$defs"][str(node["$ref"]).rsplit("/", 1)[-1]]
        return target


def _entry_name(entry: Eintrag, today: date) -> str:
    if entry.gueltig_bis and entry.gueltig_bis < today:
        return f"{entry.name} (galt bis {entry.gueltig_bis:%d.%m.%Y})"
    if entry.gueltig_von and entry.gueltig_von > today:
        return f"{entry.name} (gilt ab {entry.gueltig_von:%d.%m.%Y})"
    return entry.name


def _text(node: Schema) -> Widget:
    limit = node.get("maxLength")
    widget: Widget = {"widget": "text" if limit and limit > _LONG else "string"}
    if limit:
        widget["maxlength"] = limit
    if pattern := node.get("pattern"):
        widget["pattern"] = [pattern, FORMS.get(pattern) or "So schreiben Sie es: " + _example(pattern)]
    # A colon and letters would open a list of pictures over what is being written.
    return widget | {"use_emoji_autocomplete": False}


def _example(pattern: str) -> str:
    return _TIME_HINT if ":" in pattern else _NUMBER_HINT
