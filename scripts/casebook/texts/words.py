"""The words of one language that pages share (`handbook/<language>/worte.yaml`), as one checked model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from casebook.problem import Document, Problem
from casebook.product import PRODUCT
from casebook.reading import read_document
from casebook.shape import validated
from casebook.texts.pages import FOLDER, Pruefvermerk
from casebook.values import Kurztext, Langtext, Record


class Zeitraum(Record):
    """Innerhalb einer Zeit, je Zahlform der Sprache; {n} steht für die Zahl."""

    one: Kurztext | None = Field(None, title="Eins")
    two: Kurztext | None = Field(None, title="Zwei")
    few: Kurztext | None = Field(None, title="Wenige")
    many: Kurztext | None = Field(None, title="Viele")
    other: Kurztext = Field(title="Sonst")


class Zeitraeume(Record):
    arbeitstage: Zeitraum = Field(title="Arbeitstage")
    kalendertage: Zeitraum = Field(title="Tage")
    monate: Zeitraum = Field(title="Monate")


class Zeiten(Record):
    """Wie Sprechzeiten geschrieben werden; {a} und {b} stehen für Tage oder Uhrzeiten."""

    bis: Kurztext = Field(title="Tag bis Tag", examples=["{a} bis {b}"])
    und: Kurztext = Field(title="Tag und Tag", examples=["{a} und {b}"])
    uhr: Kurztext = Field(title="Von bis", examples=["{a} bis {b} Uhr"])
    ohne: Kurztext = Field(title="Ohne Termin")
    mit: Kurztext = Field(title="Mit Termin")
    immer: Kurztext = Field(title="Rund um die Uhr")


class Kanaele(Record):
    telefon: Kurztext = Field(title="Telefon")
    kostenlos: Kurztext = Field(title="Kostenlos")
    ortstarif: Kurztext = Field(title="Kostet wie ein Ortsgespräch")
    e_mail: Kurztext = Field(title="E-Mail")
    e_mail_hinweis: Langtext = Field(title="Hinweis zur E-Mail")
    brief: Kurztext = Field(title="Brief")
    persoenlich: Kurztext = Field(title="Persönlich")
    persoenlich_hinweis: Langtext = Field(title="Hinweis zu allen im Haus")
    formular: Kurztext = Field(title="Formular")
    internet: Kurztext = Field(title="Internet")


class Aufgaben(Record):
    geld: Kurztext = Field(title="Geld")
    wohnen: Kurztext = Field(title="Wohnen")
    arbeit: Kurztext = Field(title="Arbeit")
    bildung: Kurztext = Field(title="Bildung")
    termine: Kurztext = Field(title="Termine")
    begleitung: Kurztext = Field(title="Begleitung")


class Stellen(Record):
    """Wofür die anderen Stellen da sind."""

    ombudsstelle: Langtext = Field(title="Ombudsstelle")
    buergerbeauftragte: Langtext = Field(title="Bürgerbeauftragte")
    petition: Langtext = Field(title="Petition")
    dienstaufsicht: Langtext = Field(title="Dienstaufsicht")
    fachaufsicht: Langtext = Field(title="Fachaufsicht")
    datenschutzaufsicht: Langtext = Field(title="Datenschutzaufsicht")
    meldestelle: Langtext = Field(title="Meldestelle")


class Notrufe(Record):
    """Sätze zu den bundesweiten Nummern."""

    polizei: Kurztext = Field(title="Polizei")
    rettung: Kurztext = Field(title="Rettung")
    gewalt: Kurztext = Field(title="Gewalt")
    seelsorge: Kurztext = Field(title="Seelsorge")
    kinder: Kurztext = Field(title="Kinder")


class Rechtssaetze(Record):
    """Sätze, die das Recht wiedergeben; {frist} und {quelle} stehen für die Widerspruchsfrist."""

    kein_ersatz: Langtext = Field(title="Kein Ersatz")
    frist: Langtext = Field(title="Frist")
    ein_jahr: Langtext = Field(title="Ein Jahr")
    form: Langtext = Field(title="Form")
    kein_nachteil: Langtext = Field(title="Kein Nachteil")
    vollmacht: Langtext = Field(title="Vollmacht")
    beistand: Langtext = Field(title="Beistand")
    auskunft: Langtext = Field(title="Auskunft")
    aufsicht: Langtext = Field(title="Aufsicht")
    stand: Langtext = Field(title="Rechtsstand")


class Feld(Record):
    """Ein Feld des Formulars: was gefragt wird und was dazu zu sagen ist."""

    frage: Kurztext = Field(title="Frage")
    hinweis: Kurztext | None = Field(None, title="Hinweis")
    auswahl: tuple[Kurztext, ...] = Field((), title="Auswahl")


class Formular(Record):
    was: Feld = Field(title="Was ist geschehen")
    wann: Feld = Field(title="Wann und wo")
    wunsch: Feld = Field(title="Was würde helfen")
    bescheid: Feld = Field(title="Bescheid")
    antwort: Feld = Field(title="Wie antworten")
    name: Feld = Field(title="Name")
    erreichbar: Feld = Field(title="Erreichbar")
    bedarf: Feld = Field(title="Bedarf")
    drucken: Kurztext = Field(title="Knopf Drucken")
    mail: Kurztext = Field(title="Knopf E-Mail")
    word: Kurztext = Field(title="Verweis auf die Word-Datei")
    betreff: Kurztext = Field(title="Betreff der E-Mail")
    leer: Kurztext = Field(title="Wenn noch nichts geschrieben ist")
    lang: Kurztext = Field(title="Wenn der Text für eine E-Mail zu lang ist")
    fertig: Kurztext = Field(title="Wenn das E-Mail-Programm aufgeht")
    bleibt: Kurztext = Field(title="Nichts wird gesendet")
    an: Kurztext = Field(title="An")


class Fuss(Record):
    impressum: Kurztext = Field(title="Impressum")
    datenschutz: Kurztext = Field(title="Datenschutz")
    barrierefreiheit: Kurztext = Field(title="Barrierefreiheit")
    gebaerdensprache: Kurztext = Field(title="Gebärdensprache")


class Wort(Record):
    """Ein schweres Wort und was es heißt."""

    wort: Kurztext = Field(title="Wort")
    erklaerung: Langtext = Field(title="Erklärung")


class Worte(Record):
    """Alle gemeinsamen Worte einer Sprache."""

    geprueft: Pruefvermerk | None = Field(None, title="Geprüft")
    seite: Kurztext = Field(title="Name der Seiten")
    beschreibung: Kurztext = Field(title="Beschreibung")
    sprachen: Kurztext = Field(title="Sprachwahl")
    start: Kurztext = Field(title="Startseite")
    fragen: Kurztext = Field(title="Menü der Fragen")
    beispiel: Kurztext | None = Field(None, title="Hinweis auf erfundene Daten")
    ungeprueft: Langtext | None = Field(None, title="Hinweis auf fehlende Prüfung")
    deutsch: Kurztext = Field(title="Vor dem deutschen Satz")
    fehlt: Langtext = Field(title="Wenn eine Seite noch nicht übersetzt ist")
    kein_video: Langtext = Field(title="Wenn es kein Video gibt")
    zeitraum: Zeitraeume = Field(title="Zeiträume")
    zeiten: Zeiten = Field(title="Sprechzeiten")
    kanaele: Kanaele = Field(title="Kanäle")
    aufgaben: Aufgaben = Field(title="Aufgaben")
    stellen: Stellen = Field(title="Andere Stellen")
    notrufe: Notrufe = Field(title="Notrufe")
    recht: Rechtssaetze = Field(title="Rechtssätze")
    formular: Formular = Field(title="Formular")
    fuss: Fuss = Field(title="Fußzeile")
    woerter: dict[str, Wort] = Field({}, title="Schwere Wörter")


@dataclass(frozen=True, slots=True)
class SharedWords:
    """The words of a language and the file they stand in, with its lines."""

    document: Document
    words: Worte


def read_words(root: Path, tag: str) -> SharedWords | list[Problem]:
    """The words of a language, the root's own before the product's."""
    file = f"{FOLDER}/{tag}/worte.yaml"
    document = read_document(root if (root / file).exists() else PRODUCT, file)
    if isinstance(document, Problem):
        return [document]
    words = validated(Worte, document)
    return words if isinstance(words, list) else SharedWords(document, words)
