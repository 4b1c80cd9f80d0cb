"""The sentences click itself speaks, in German.

click looks its texts up through gettext but ships no catalogue, and gettext only reads compiled files chosen
by the machine's language; a clerk's error message must not depend on that. So its look-up is replaced.
"""

from __future__ import annotations

import click

_TEXTS = {
    "Usage:": "Aufruf:",
    "Options": "Optionen",
    "Commands": "Befehle",
    "Positional arguments": "Angaben",
    "Show this message and exit.": "Diese Hilfe zeigen.",
    "default: {default}": "sonst: {default}",
    "required": "nötig",
    "Aborted!": "Abgebrochen.",
    "Error: {message}": "Das geht so nicht: {message}",
    "Try '{command} {option}' for help.": "Hilfe: {command} {option}",
    "Missing command.": "Es fehlt, was geschehen soll.",
    "Missing argument": "Es fehlt die Angabe",
    "Missing option": "Es fehlt die Option",
    "Missing parameter": "Es fehlt",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "No such option {name!r}.": "Die Option {name} gibt es nicht.",
    "No such command {name!r}.": "Den Befehl {name} gibt es nicht.",
    "Option {name!r} does not take a value.": "Die Option {name} hat keinen Wert.",
    "Option {name!r} requires an argument.": "Nach {name} fehlt der Wert.",
    "Got unexpected extra argument ({args})": "Damit ist hier nichts anzufangen: {args}",
    "Got unexpected extra arguments ({args})": "Damit ist hier nichts anzufangen: {args}",
    "Did you mean {possibility}?": "Meinten Sie {possibility}?",
    "(Did you mean one of: {possibilities}?)": "(Meinten Sie eines davon: {possibilities}?)",
    "{value!r} is not {choice}.": "„{value}“ geht nicht, nur {choice}.",
    "{value!r} is not one of {choices}.": "„{value}“ geht nicht. Möglich: {choices}.",
    "Choose from:\n\t{choices}": "Möglich:\n\t{choices}",
    "{name} {filename!r} does not exist.": "{filename} gibt es nicht.",
    "{name} {filename!r} is a file.": "{filename} ist eine Datei, kein Ordner.",
    "{name} {filename!r} is a directory.": "{filename} ist ein Ordner, keine Datei.",
    "{name} {filename!r} is not readable.": "{filename} ist nicht lesbar.",
    "{name} {filename!r} is not writable.": "{filename} ist nicht beschreibbar.",
}


def speak_german() -> None:
    """Give every module of click the German texts; what is not listed stays as it is."""
    for module in (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types):
        for name, replacement in (("_", _text), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, replacement)


def _text(text: str) -> str:
    return _TEXTS.get(text, text)


def _counted(one: str, many: str, count: int) -> str:
    return _text(one if count == 1 else many)
