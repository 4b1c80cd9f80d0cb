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
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any, NoReturn

import yaml

from casebook.problem import Document, Path, Problem
from casebook.syntax import explain

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_NODES = 2000
MAX_TEXT = 20_000
MAX_QUOTED = 200

_LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

# Control, zero-width, bidi, private-use and surrogate characters; U+200D may stay between two emoji. One class
# is four times as fast as one with look-arounds.
SUSPECT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\uffff\ue000-\uf8ff\ud800-\udfff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_EMOJI = "\u2190-\u2bff\U0001f000-\U0001faff"
JOINED = re.compile(f"(?<=[\ufe0f{_EMOJI}])\u200d(?=[{_EMOJI}])")
_EXPLICIT_KEY = re.compile(r"\?(?<![^\s\[{,]\?)")
_STRANGE_SPACE = re.compile(r"[^\S ]")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
# Comments that a clerk may have meant as text: behind a value, an empty field, a closing quote or bracket.
_COMMENT_BESIDE_TEXT = re.compile(r"^[ \t]*[^\s#].*#", re.MULTILINE)
_GLUED_COMMENT = re.compile("#")
_LOST_COMMENT = re.compile(r"[ \t]+#")
_EMPTY_THEN_COMMENT = re.compile(r"[ \t]*:[ \t]+#")
_BLOCK_THEN_COMMENT = re.compile(r"[|>][-+0-9]*#")
_INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,8})\Z")
_LOOKALIKE = re.compile(
    r"""(?:~|=|null|true|false|y|n|yes|no|on|off      # YAML 1.1 and 1.2 words, any case
        |[-+]?(?:[0-9][0-9_,]*\.?|\.[0-9])[0-9_,]*(?:e[-+]?[0-9]+)?    # numbers; 02.05.2018 is none
        |[-+]?\.(?:inf|nan)|[-+]?0[xob][0-9a-f_]+
        |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?        # 14:30 is 870 to YAML 1.1
        |[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[tT]|[ \t]+)[0-9]{1,2}:.*    # date with time
        )\Z""",
    re.IGNORECASE | re.VERBOSE,
)

_REASONS = {
    errno.EACCES: "Ihnen fehlt das Recht, sie zu lesen",
    errno.EPERM: "Ihnen fehlt das Recht, sie zu lesen",
    errno.ENOENT: "sie ist nicht mehr da",
    errno.EIO: "das Laufwerk meldet einen Fehler",
}


class _Refused(Exception):
    """Ends the reading of one file; never leaves this module."""

    def __init__(self, message_id: str, line: int, column: int, found: str = "", expected: str = "") -> None:
        super().__init__(message_id)
        self.message_id, self.line, self.column = message_id, line, column
        self.found, self.expected = found, expected


def read_document(root: FilePath, file: str) -> Document | Problem:
    """Read `root/file` as strict YAML. `file` is relative, with forward slashes."""
    data = read_bytes(root, file)
    return data if isinstance(data, Problem) else parse_document(file, data)


def read_bytes(root: FilePath, file: str) -> bytes | Problem:
    """The contents of `root/file`, or why nothing of it may be read."""
    try:
        # As text: a Path for each of many thousand files takes longer than reading it.
        return _read_bytes(os.path.join(root, file))  # noqa: PTH118
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
    found, expected = _shown(stop.found), _shown(stop.expected)
    return Problem(file, stop.line, stop.column, stop.message_id, "", found, expected)


def _shown(text: str) -> str:
    """A piece of the file as a message may quote it: on one line, short, nothing a terminal would obey."""
    text = " ".join(SUSPECT.sub("\ufffd", text).split())
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"


def _read_bytes(path: str) -> bytes:
    """The file's bytes; links, folders, devices and files over 64 KB are refused."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise _Refused("datei-verweis", 1, 1) from None
        raise _unreadable(error) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise _Refused("datei-keine-datei", 1, 1)
        if status.st_size > MAX_BYTES:
            raise _too_big(status.st_size)
        return os.read(handle, MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(error) from None
    finally:
        os.close(handle)


def _too_big(size: int) -> _Refused:
    return _Refused("datei-zu-gross", 1, 1, f"{-(-size // 1024)} KB", f"höchstens {MAX_BYTES // 1024} KB")


def _unreadable(error: OSError) -> _Refused:
    return _Refused("datei-unlesbar", 1, 1, _REASONS.get(error.errno or 0) or str(error.strerror))


def _decode(raw: bytes) -> str:
    """Text with LF line ends, free of characters nobody can see."""
    if len(raw) > MAX_BYTES:
        raise _too_big(len(raw))
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[1:2] == b"\0" or raw[:1] == b"\0":
        raise _Refused("datei-utf16", 1, 1)
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        raise _Refused("datei-kein-utf8", *_place(before, len(before)), f"Byte 0x{raw[error.start]:02X}") from None
    if not text.strip():
        raise _Refused("datei-leer", 1, 1)
    # A lone CR ends a line to libyaml, but to no editor.
    index = text.find("\r") if "\r" in text else _forbidden(text)
    if index is not None:
        raise _Refused("yaml-steuerzeichen", *_place(text, index), f"U+{ord(text[index]):04X}")
    if match := _CONFLICT.search(text):
        raise _Refused("yaml-konfliktmarke", *_place(text, match.start()), match[0].strip())
    return text


def _forbidden(text: str) -> int | None:
    """Where the first character stands that nobody can see, or that nobody should have to."""
    for match in SUSPECT.finditer(text):
        if not JOINED.match(text, match.start()):
            return match.start()
    return None


def _place(text: str, index: int) -> tuple[int, int]:
    before = text.rfind("\n", 0, index)
    return text.count("\n", 0, index) + 1, index - before


class _Walk:
    """One pass over the events of one file."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        # Both are rare; looking once saves looking at every key and value.
        self.lines = text.split("\n") if _COMMENT_BESIDE_TEXT.search(text) else None
        self.has_explicit_keys = bool(_EXPLICIT_KEY.search(text))
        self.next: Any = _LOADER(text).get_event
        self.keys: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.nodes = 0

    def document(self) -> Document:
        try:
            data = self._root()
        except yaml.MarkedYAMLError as error:
            line, column, reason = explain(error, self.text)
            raise _Refused("yaml-syntax", line, column, reason) from None
        return Document(self.file, data, self.keys, self.values)

    def _root(self) -> dict[str, object]:
        self.next()
        start = self.next()
        if isinstance(start, yaml.StreamEndEvent):
            raise _Refused("datei-leer", 1, 1)
        if start.version or start.tags:
            self._refuse("yaml-direktive", start)
        event = self.next()
        if isinstance(event, yaml.ScalarEvent) and not event.value and event.implicit[0]:
            raise _Refused("datei-leer", 1, 1)
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
                if self.lines:
                    self._check_comment(key_event)
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
            if self.lines and not isinstance(value, dict | list):
                self._check_comment(key_event, _EMPTY_THEN_COMMENT)

    def _sequence(self, event: Any, path: Path, depth: int) -> list[object]:
        self._inspect(event, depth)
        data: list[object] = []
        while True:
            item = self.next()
            if isinstance(item, yaml.SequenceEndEvent):
                self._check_comment(item)
                return data
            here = (*path, len(data))
            value = self._node(item, here, depth + 1)
            if value is None:
                self._check_comment(item, _LOST_COMMENT)
                self.values[here] = (item.start_mark.line + 1, item.start_mark.column + 1)
            data.append(value)

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
        if self.has_explicit_keys and self._is_explicit(event):
            self._refuse("yaml-schluessel-form", event)
        if fault := _key_fault(event.value, event.implicit[0]):
            message_id, found, expected = fault
            self._refuse(message_id, event, found, expected)
        return str(event.value)

    def _is_explicit(self, event: Any) -> bool:
        """Whether `?` stands before the key; in `{?a: b}` libyaml drops it without a word."""
        mark = event.start_mark
        before = self.text.rfind("\n", 0, mark.index) + 1
        return self.text[before : mark.index].rstrip().endswith("?")

    def _scalar(self, event: Any) -> object:
        value: str = event.value
        if len(value) > MAX_TEXT:
            self._refuse("yaml-text-zu-lang", event, f"{len(value)} Zeichen", f"höchstens {MAX_TEXT}")
        if not event.implicit[0]:
            if "\\" in self.text and (index := _forbidden(value)) is not None:
                self._refuse("yaml-steuerzeichen", event, f"U+{ord(value[index]):04X}")
            if event.style in "|>":
                self._check_comment(event, _BLOCK_THEN_COMMENT, event.start_mark)
            else:
                self._check_comment(event)
            return value
        if not value or value == "null":
            return None
        if self.lines:
            self._check_comment(event, _LOST_COMMENT)
        if value == "true" or value == "false":
            return value == "true"
        if _INTEGER.match(value):
            return int(value)
        if _LOOKALIKE.match(value):
            self._refuse("yaml-anfuehrungszeichen", event, value, f'"{value}"')
        return value

    def _check_comment(self, event: Any, pattern: re.Pattern[str] = _GLUED_COMMENT, mark: Any = None) -> None:
        """Refuse a comment that may be meant as text: what follows the event matches `pattern`."""
        mark = mark or event.end_mark
        if self.lines and mark.line < len(self.lines) and (match := pattern.match(self.lines[mark.line], mark.column)):
            column = match.end() - 1
            found = self.lines[mark.line][column:]
            raise _Refused("yaml-kommentar-verschluckt", mark.line + 1, column + 1, found)

    def _inspect(self, event: Any, depth: int) -> None:
        """Refuse anchors and tags, and stop before a file can exhaust the machine."""
        self.nodes += 1
        if event.anchor:
            self._refuse("yaml-alias", event, f"&{event.anchor}")
        if event.tag is not None:
            self._refuse("yaml-tag", event, event.tag.replace("tag:yaml.org,2002:", "!!"))
        if depth > MAX_DEPTH:
            self._refuse("yaml-zu-tief", event, "", f"höchstens {MAX_DEPTH} Ebenen")
        if self.nodes > MAX_NODES:
            self._refuse("yaml-zu-viel", event, "", f"höchstens {MAX_NODES}")

    def _refuse(self, message_id: str, event: Any, found: str = "", expected: str = "") -> NoReturn:
        mark = event.start_mark
        raise _Refused(message_id, mark.line + 1, mark.column + 1, found, expected)


@lru_cache(maxsize=1024)
def _key_fault(key: str, plain: bool) -> tuple[str, str, str] | None:
    """What is wrong with a field name; the same few names come in every file."""
    if not key.strip():
        return "yaml-schluessel-form", "", ""
    # Spaces from Word and web pages look like indentation and would become part of the name.
    if match := SUSPECT.search(key) or _STRANGE_SPACE.search(key):
        return "yaml-steuerzeichen", f"U+{ord(match[0]):04X}", ""
    if plain and key == "<<":
        return "yaml-merge", "", ""
    if plain and _LOOKALIKE.match(key):
        return "yaml-anfuehrungszeichen", key, f'"{key}"'
    return None
