"""Public texts made for tests: a page of Leichte Sprache, and a bad example for every message about texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from build_register import ROOT, make_register, sample_office

from casebook.check import Checked
from casebook.office import read_office_file, with_profile
from casebook.pages.handbook import build_handbook
from casebook.problem import Problem
from casebook.texts.check import check_texts

OWN_EASY = "handbook/de-simple/eigene.md"
_ENGLISH = "handbook/en/beschwerde/hilfe.md"
_GERMAN = "handbook/de/beschwerde/hilfe.md"


def easy_page(sentence: str) -> str:
    """A page of an office's own in Leichte Sprache; the sentence stands in its third line."""
    return f"# Eine Seite\n\n{sentence}\n"


def easy_words() -> str:
    return (ROOT / "handbook/de-simple/worte.yaml").read_text(encoding="utf-8")


def text_problems(root: Path) -> list[Problem]:
    """What the check says of a register's own texts."""
    read = read_office_file(root)
    assert isinstance(read, tuple), read
    return check_texts(root, with_profile(read[0]))


def _texts(files: dict[str, str], *languages: str) -> Callable[[Path], Checked]:
    office = sample_office() + f"sprachen: [{', '.join(languages)}]\n"
    return lambda folder: Checked(tuple(text_problems(make_register(folder, files, office=office))), 1)


def _easy(sentence: str) -> Callable[[Path], Checked]:
    return _texts({OWN_EASY: easy_page(sentence)}, "de-simple")


def _without_video(folder: Path) -> Checked:
    office = 'gebaerdensprache: {datei: medien/beschwerde.mp4, dauer: "3:20"}\n' + sample_office()
    root = make_register(folder, office=office)
    read = read_office_file(root)
    assert isinstance(read, tuple), read
    return Checked(tuple(build_handbook(root, with_profile(read[0]), folder / "site")), 1)


TEXT_EXAMPLES: dict[str, Callable[[Path], Checked]] = {
    "satz-zu-lang": _easy("Wir lesen und prüfen und beantworten heute jeden einzelnen Brief von allen Menschen."),
    "saetze-im-schnitt": _easy("Wir lesen jeden Brief von allen Menschen heute noch im Amt. " * 400),
    "wort-zu-lang": _easy("Das ist Ihre Eingangsbestätigung."),
    "zu-viel-passiv": _easy("Ihr Brief wird geprüft. Ihr Brief wird beantwortet. " * 3),
    "leicht-zwei-gedanken": _easy("Rufen Sie an, wenn Sie wollen."),
    "leicht-genitiv": _easy("Das ist die Nummer des Amtes."),
    "leicht-konjunktiv": _easy("Sie könnten anrufen."),
    "leicht-zahlwort": _easy("Rufen Sie nach drei Tagen an."),
    "leicht-wort-unerklaert": _easy("Das ist eine Frist."),
    "uebersetzung-fehlt": _texts({_GERMAN: "# Hilfe\n\nRufen Sie an.\n"}, "en"),
    "uebersetzung-anders": _texts(
        {_GERMAN: "# Hilfe\n\nRufen Sie an.\n", _ENGLISH: "# Help\n\nWithin 20 days.\n"}, "en"
    ),
    "video-fehlt": _without_video,
}
