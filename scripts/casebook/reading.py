"""Bytes of a YAML file -> Document, or the one Problem that stops reading it.

Works on libyaml's event stream instead of a loader: `yaml.load` silently keeps the last of two equal
keys, turns `no`, `14:30` and `012` into something else, drops what follows ` #`, and 65 KB of `[`
crash the C loader. Everything a clerk could not have meant is refused here with line and column.
Dates stay text; the model reads them.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path as FilePath
from typing import Any, NoReturn

import yaml

from casebook.problem import Document, Path, Problem

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_NODES = 2000
MAX_TEXT = 20_000

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

# Control, zero-width, bidi, private-use and surrogate characters. U+200D stays where it joins emoji.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
    "|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d"
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_LOST_COMMENT = re.compile(r"[ \t]+#")
_EMPTY_THEN_COMMENT = re.compile(r"[ \t]*:[ \t]+#")
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})\Z")
_LOOKALIKE = re.compile(
    r"""(?:~|=|null|true|false|y|n|yes|no|on|off      # YAML 1.1 and 1.2 words, any case
        |[-+]?\.?[0-9][0-9_,.]*(?:e[-+]?[0-9]+)?      # numbers that are not short plain integers
        |[-+]?\.(?:inf|nan)|0[xob][0-9a-f_]+
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?        # 14:30 is 870 to YAML 1.1
        |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[tT]|[ \t]+)[0-9].*    # date with time
        )\Z""",
    re.IGNORECASE | re.VERBOSE,
)

_SYNTAX = (
    ("found character '\\t'", "ein Tabulator in der Einrückung"),
    ("cannot start any token", "ein Zeichen, mit dem kein Wert beginnen kann (Tabulator, @, ` oder %)"),
    ("mapping values are not allowed", "ein zweiter Doppelpunkt in einem Wert ohne Anführungszeichen"),
    ("did not find expected key", "eine Zeile mit anderer Einrückung als ihre Nachbarn"),
    ("could not find expected ':'", "eine Zeile ohne Doppelpunkt"),
    ("did not find expected '-' indicator", "eine Listenzeile mit anderer Einrückung"),
    ("while scanning a quoted scalar", "Anführungszeichen, die nicht geschlossen werden"),
    ("found unexpected end of stream", "Anführungszeichen oder Klammern, die nicht geschlossen werden"),
    ("did not find expected ',' or", "eine Klammer, die nicht geschlossen wird"),
    ("found unknown escape character", "ein umgekehrter Schrägstrich in doppelten Anführungszeichen"),
)


class _Refused(Exception):
    """Ends the reading of one file; never leaves this module."""

    def __init__(self, message_id: str, line: int, column: int, found: str = "", expected: str = "") -> None:
        super().__init__(message_id)
        self.message_id, self.line, self.column = message_id, line, column
        self.found, self.expected = found, expected


def read_document(root: FilePath, file: str) -> Document | Problem:
    """Read `root/file` as strict YAML. `file` is relative, with forward slashes."""
    try:
        return parse_document(file, _read_bytes(root / file))
    except _Refused as stop:
        return _problem(file, stop)


def parse_document(file: str, raw: bytes) -> Document | Problem:
    """Strict YAML from bytes that are already at hand (a Git blob, standard input)."""
    try:
        text = _decode(raw)
        return _Walk(file, text).document()
    except _Refused as stop:
        return _problem(file, stop)


def _problem(file: str, stop: _Refused) -> Problem:
    return Problem(file, stop.line, stop.column, stop.message_id, "", stop.found, stop.expected)


def _read_bytes(path: FilePath) -> bytes:
    """The file's bytes; links, folders, devices and files over 64 KB are refused."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise _Refused("datei-verweis", 1, 1) from None
        raise _Refused("datei-unlesbar", 1, 1, os.strerror(error.errno or 0)) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _Refused("datei-keine-datei", 1, 1)
        if status.st_size > MAX_BYTES:
            raise _Refused("datei-zu-gross", 1, 1, f"{status.st_size} Bytes", f"höchstens {MAX_BYTES} Bytes")
        return os.read(handle, MAX_BYTES + 1)
    except OSError as error:
        raise _Refused("datei-unlesbar", 1, 1, os.strerror(error.errno or 0)) from None
    finally:
        os.close(handle)


def _decode(raw: bytes) -> str:
    """Text with LF line ends, free of characters nobody can see."""
    if len(raw) > MAX_BYTES:
        raise _Refused("datei-zu-gross", 1, 1, f"{len(raw)} Bytes", f"höchstens {MAX_BYTES} Bytes")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[1:2] == b"\0" or raw[:1] == b"\0":
        raise _Refused("datei-utf16", 1, 1)
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise _Refused("datei-kein-utf8", before.count(b"\n") + 1, column, f"Byte 0x{raw[error.start]:02X}") from None
    if not text.strip():
        raise _Refused("datei-leer", 1, 1)
    if match := _FORBIDDEN.search(text):
        raise _Refused("yaml-steuerzeichen", *_place(text, match.start()), f"U+{ord(match[0]):04X}")
    if match := _CONFLICT.search(text):
        raise _Refused("yaml-konfliktmarke", *_place(text, match.start()), match[0].strip())
    return text


def _place(text: str, index: int) -> tuple[int, int]:
    before = text.rfind("\n", 0, index)
    return text.count("\n", 0, index) + 1, index - before


class _Walk:
    """One pass over the events of one file."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.lines = text.split("\n") if "#" in text else None
        self.next: Any = _LOADER(text).get_event
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.nodes = 0

    def document(self) -> Document:
        try:
            data = self._root()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            raise _Refused("yaml-syntax", *place, _german(f"{error.context} {error.problem}")) from None
        except yaml.YAMLError as error:
            raise _Refused("yaml-syntax", 1, 1, _german(str(error))) from None
        return Document(self.file, data, self.keys, self.values)

    def _root(self) -> dict[str, object]:
        self.next()
        start = self.next()
        if isinstance(start, yaml.StreamEndEvent):
            raise _Refused("datei-leer", 1, 1)
        if start.version or start.tags:
            self._refuse("yaml-direktive", start)
        event = self.next()
        if not isinstance(event, yaml.MappingStartEvent):
            self._node(event, (), 1)
            self._refuse("yaml-wurzel", event)
        data = self._mapping(event, (), 1)
        self.next()
        after = self.next()
        if not isinstance(after, yaml.StreamEndEvent):
            self._refuse("yaml-mehrere-dokumente", after)
        return data

    def _mapping(self, event: Any, path: Path, depth: int) -> dict[str, object]:
        self._inspect(event, depth)
        data: dict[str, object] = {}
        while True:
            key_event = self.next()
            if isinstance(key_event, yaml.MappingEndEvent):
                return data
            key = self._key(key_event)
            here = (*path, key)
            if here in self.keys:
                self._refuse("yaml-doppelter-schluessel", key_event, key, f"Zeile {self.keys[here][0]}")
            mark = key_event.start_mark
            self.keys[here] = (mark.line + 1, mark.column + 1)
            value = self._node(self.next(), here, depth + 1)
            if value is not None:
                data[key] = value
            elif self.lines and _EMPTY_THEN_COMMENT.match(
                self.lines[key_event.end_mark.line], key_event.end_mark.column
            ):
                self._refuse("yaml-kommentar-verschluckt", key_event, self._rest(key_event))

    def _sequence(self, event: Any, path: Path, depth: int) -> list[object]:
        self._inspect(event, depth)
        data: list[object] = []
        while True:
            item = self.next()
            if isinstance(item, yaml.SequenceEndEvent):
                return data
            data.append(self._node(item, (*path, len(data)), depth + 1))

    def _node(self, event: Any, path: Path, depth: int) -> object:
        mark = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            self._inspect(event, depth)
            value = self._scalar(event)
            if value is not None:
                self.values[path] = (mark.line + 1, mark.column + 1)
            return value
        if isinstance(event, yaml.MappingStartEvent):
            self.values[path] = (mark.line + 1, mark.column + 1)
            return self._mapping(event, path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            self.values[path] = (mark.line + 1, mark.column + 1)
            return self._sequence(event, path, depth)
        self._refuse("yaml-alias", event, f"*{event.anchor}")

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("yaml-alias" if isinstance(event, yaml.AliasEvent) else "yaml-schluessel-form", event)
        self._inspect(event, 1)
        if event.implicit[0]:
            if event.value == "<<":
                self._refuse("yaml-merge", event)
            if not event.value:
                self._refuse("yaml-schluessel-form", event)
            if _LOOKALIKE.match(event.value):
                self._refuse("yaml-anfuehrungszeichen", event, event.value, f'"{event.value}":')
        return str(event.value)

    def _scalar(self, event: Any) -> object:
        value = event.value
        if not event.implicit[0]:
            if "\\" in self.text and (match := _FORBIDDEN.search(value)):
                self._refuse("yaml-steuerzeichen", event, f"U+{ord(match[0]):04X}")
            if len(value) > MAX_TEXT:
                self._refuse("yaml-text-zu-lang", event, f"{len(value)} Zeichen", f"höchstens {MAX_TEXT}")
            return value
        if not value or value == "null":
            return None
        if self.lines and self._loses_text(event):
            self._refuse("yaml-kommentar-verschluckt", event, self._rest(event))
        if value == "true" or value == "false":
            return value == "true"
        if _INTEGER.match(value):
            return int(value)
        if _LOOKALIKE.match(value):
            self._refuse("yaml-anfuehrungszeichen", event, value, f'"{value}"')
        return value

    def _loses_text(self, event: Any) -> bool:
        assert self.lines is not None
        end = event.end_mark
        return end.line < len(self.lines) and bool(_LOST_COMMENT.match(self.lines[end.line], end.column))

    def _rest(self, event: Any) -> str:
        assert self.lines is not None
        line: str = self.lines[event.end_mark.line]
        return line[event.end_mark.column :].strip().lstrip(": ")

    def _inspect(self, event: Any, depth: int) -> None:
        """Refuse anchors and tags, and stop before a file can exhaust the machine."""
        self.nodes += 1
        if event.anchor:
            self._refuse("yaml-alias", event, f"&{event.anchor}")
        if event.tag is not None:
            self._refuse("yaml-tag", event, event.tag)
        if depth > MAX_DEPTH:
            self._refuse("yaml-zu-tief", event, "", f"höchstens {MAX_DEPTH} Ebenen")
        if self.nodes > MAX_NODES:
            self._refuse("yaml-zu-viel", event, "", f"höchstens {MAX_NODES} Angaben")

    def _refuse(self, message_id: str, event: Any, found: str = "", expected: str = "") -> NoReturn:
        mark = event.start_mark
        raise _Refused(message_id, mark.line + 1, mark.column + 1, found, expected)


def _german(problem: str) -> str:
    for english, german in _SYNTAX:
        if english in problem:
            return german
    return "eine Einrückung oder ein Satzzeichen an falscher Stelle"
