"""Every field a letter's template may use, with its meaning, an example and where a clerk enters it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.problem import Path

Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """`lack` says in a message what is missing; `path` is the place in the case where it is entered."""

    name: str
    meaning: str
    example: Value
    lack: str = ""
    path: Path = ()


_CONTACT = "der Kontakt der Beschwerdestelle (office.yaml, Feld kontakt)"
_STEP = "ein Schritt im Verlauf, über den man berichten kann (zum Beispiel stellungnahme_eingeholt oder weiterleitung)"
_EXTENSION = "das Ereignis fristverlaengerung mit Grund und neuem Tag"
_HANDOVER = "das Ereignis abgabe oder die Übergabe beim Rechtsbehelf"
_MEASURE = "eine Maßnahme, eine Wirkung oder das Ereignis keine_massnahme mit Grund"

_FIELDS = (
    Field("aktenzeichen", "Aktenzeichen des Falls", "2026-0042"),
    Field("datum", "Tag des Schreibens", "4. März 2026"),
    Field("haus", "Name des Hauses", "Jobcenter Musterstadt"),
    Field("stelle", "Name der Beschwerdestelle", "Ombudsstelle im Jobcenter Musterstadt", _CONTACT),
    Field("anschrift", "Liste: Zeilen der Anschrift", ("Beispielweg 1", "00000 Musterstadt"), _CONTACT),
    Field("absenderzeile", "Anschrift in einer Zeile", "Beispielweg 1 · 00000 Musterstadt", _CONTACT),
    Field("telefon", "erste Rufnummer", "030 23125 001", _CONTACT),
    Field("telefon_zeiten", "Zeiten dieser Rufnummer", "montags 8 bis 16 Uhr", _CONTACT),
    Field("e_mail", "E-Mail-Adresse der Stelle", "ombudsstelle@jobcenter-musterstadt.example", _CONTACT),
    Field("art", "Art des Anliegens", "Beschwerde"),
    Field("eingang_am", "Tag des Eingangs", "4. März 2026"),
    Field("themen", "Themen in einer Zeile", "Bearbeitungsdauer, Termine"),
    Field("punkte", "Liste: je Anliegen Thema und Satz", ("Termine: Der Termin wurde zweimal verlegt.",)),
    Field("fuer_andere", "ja, wenn es an Dritte mit Vollmacht geht; sonst leer", True),
    Field("entscheidet", "wer über das Anliegen entscheidet", "Ombudsstelle im Jobcenter Musterstadt", _CONTACT),
    Field(
        "antwort_bis",
        "zugesagter Tag der Antwort, Verlängerungen eingerechnet",
        "18. März 2026",
        "der zugesagte Tag der Antwort",
        ("rueckmeldung_bis",),
    ),
    Field("schritte", "Liste: was bisher geschehen ist", ("Am 5. März 2026: Stellungnahme eingeholt",), _STEP),
    Field("pause_grund", "Grund einer laufenden Pause, sonst leer", "Unterlagen fehlen."),
    Field("bisherige_frist", "der Tag, der vor der letzten Verlängerung galt; kann leer sein", "18. März 2026"),
    Field("neue_frist", "der Tag, auf den zuletzt verlängert wurde", "25. März 2026", _EXTENSION, ("verlauf",)),
    Field("grund_der_verlaengerung", "der Grund dafür", "Es fehlt noch eine Auskunft.", _EXTENSION, ("verlauf",)),
    Field(
        "urteil",
        "ja, teilweise, nein oder nicht_entscheidbar; leer, wo nichts bewertet wird",
        "teilweise",
        "die Bewertung jedes Anliegens",
        ("anliegen",),
    ),
    Field("bewertung", "Liste: Bewertung je Anliegen; leer, wo nichts bewertet wird", ("Termine: berechtigt",)),
    Field(
        "begruendung",
        "Liste: Absätze der begründeten Stellungnahme; leer, wo keine nötig ist",
        ("Der Termin lag in der gesetzlichen Zeit.",),
        "die Begründung im Abschluss (begruendung)",
        ("abschluss",),
    ),
    Field("massnahmen", "Liste: Maßnahmen mit Tag; kann leer sein", ("Neue Regel",), _MEASURE, ("massnahmen",)),
    Field("keine_massnahme", "Grund, warum nichts zu ändern ist; sonst leer", "Es war ein Einzelfall."),
    Field("wirkung", "Liste: was das Anliegen bewirkt hat; kann leer sein", ("Bearbeitung beschleunigt",)),
    Field("abgabe_an", "Stelle, die jetzt zuständig ist", "Familienkasse", _HANDOVER, ("verlauf",)),
    Field("abgabe_am", "Tag der Abgabe", "5. März 2026", _HANDOVER, ("verlauf",)),
    Field("abgabe_grund", "Grund der Abgabe", "Kindergeld.", "der Grund der Abgabe", ("verlauf",)),
    Field("laeuft_weiter", "ja, wenn die Beschwerde daneben weiterläuft; sonst leer", True),
    Field("rechtsweg", "was es nach der rechtlichen Prüfung vielleicht auch ist; sonst leer", "ein Widerspruch"),
    Field("uebergeben_an", "Stelle, die den Rechtsbehelf hat; sonst leer", "Widerspruchsstelle"),
    Field("uebergeben_am", "Tag dieser Übergabe; sonst leer", "4. März 2026"),
    Field("bescheid", "welcher Bescheid gemeint ist", "Bescheid"),
    Field("widerspruch_frist", "Frist des Widerspruchs in Worten; kann leer sein", "innerhalb eines Monats"),
    Field("stufe", "Einstufung des Falls", "prozessbezogen", "die Einstufung", ("stufe",)),
    Field("auftraggeber", "Auftraggeber, der entscheidet", "Integrationsamt", "der Auftraggeber", ("anliegen",)),
)
FIELDS: Mapping[str, Field] = {field.name: field for field in _FIELDS}

Facts = Mapping[str, Value | None]
"""A value for every field. None: it should be there and is not. Empty: it does not apply to this case."""
