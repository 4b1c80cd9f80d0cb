"""What a house tells the public about itself, beyond its complaint office: blocks of `office.yaml`.

Every value is a fact that pages in all languages share; what it means stands in the pages themselves.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, StrictInt

from casebook.values import Bilddatei, Datum, EMail, Kennung, Kurztext, Langtext, Record, Videodatei, Webadresse

Sprache = Literal["de-simple", "en", "tr", "ar", "uk", "ru"]
"""Languages beside German that the product has pages for."""

Aufgabe = Literal["geld", "wohnen", "arbeit", "bildung", "termine", "begleitung"]
Stellenart = Literal[
    "ombudsstelle",
    "buergerbeauftragte",
    "petition",
    "dienstaufsicht",
    "fachaufsicht",
    "datenschutzaufsicht",
    "meldestelle",
]


class Telefon(Record):
    nummer: Kurztext = Field(title="Rufnummer", examples=["030 23125 001"])
    zeiten: Kurztext = Field(title="Zeiten", examples=["montags bis freitags 8 bis 12 Uhr"])


class Durchwahl(Record):
    """Der direkte Weg zur zuständigen Stelle: eine Leitung für eine Aufgabe, nie für eine Person."""

    aufgabe: Aufgabe = Field(title="Aufgabe")
    einheit: Kennung | None = Field(None, title="Einheit")
    telefon: Telefon = Field(title="Telefon")


class AndereStelle(Record):
    """Wohin man sich außerhalb der Beschwerdestelle wenden kann."""

    art: Stellenart = Field(title="Art der Stelle")
    name: Kurztext = Field(title="Name")
    telefon: Telefon | None = Field(None, title="Telefon")
    e_mail: EMail | None = Field(None, title="E-Mail")
    anschrift: tuple[Kurztext, ...] = Field((), title="Anschrift")
    adresse: Webadresse | None = Field(None, title="Internetadresse")


class Notruf(Record):
    """Eine Nummer für Notfälle; die Kennung bestimmt den Satz in jeder Sprache."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    nummer: Kurztext = Field(title="Rufnummer", examples=["110"])


class Beratungskontakt(Record):
    """Der feste Kontakt für Beratungsstellen."""

    stelle: Kurztext = Field(title="Wer")
    telefon: Telefon = Field(title="Telefon")
    e_mail: EMail = Field(title="E-Mail")
    treffen: Kurztext | None = Field(None, title="Treffen mit Beratungsstellen")


class Impressum(Record):
    """Wer die Seiten verantwortet (§ 5 DDG)."""

    herausgeber: Kurztext = Field(title="Herausgeber", examples=["Jobcenter Musterstadt"])
    rechtsform: Kurztext = Field(title="Rechtsform", examples=["gemeinsame Einrichtung nach § 44b SGB II"])
    vertreten_durch: Kurztext = Field(
        title="Vertreten durch", description="das Amt und, wo das Gesetz ihn will, der Name"
    )
    anschrift: tuple[Kurztext, ...] = Field(title="Anschrift", min_length=1)
    telefon: Kurztext = Field(title="Rufnummer")
    e_mail: EMail = Field(title="E-Mail")
    aufsicht: Kurztext = Field(title="Aufsichtsbehörde")
    umsatzsteuer: Kurztext | None = Field(None, title="Umsatzsteuer-Identifikationsnummer")
    redaktion: Kurztext = Field(title="Verantwortlich für den Inhalt", description="eine Funktion")


class Datenschutz(Record):
    """Wer über die Daten wacht und wie lange sie bleiben."""

    beauftragte: Kurztext = Field(title="Datenschutzbeauftragte Stelle")
    telefon: Kurztext | None = Field(None, title="Rufnummer")
    e_mail: EMail = Field(title="E-Mail")
    anschrift: tuple[Kurztext, ...] = Field((), title="Anschrift")
    aufbewahrung_jahre: StrictInt = Field(title="Aufbewahrung in Jahren", ge=1, le=10)
    betreiber: Kurztext = Field(title="Betreiber des Servers", examples=["Rechenzentrum Musterland"])
    protokoll_tage: StrictInt = Field(title="Zugriffsprotokolle in Tagen", ge=0, le=30)


class Barrierefreiheit(Record):
    """Die Erklärung zur Barrierefreiheit; einmal im Jahr ist sie zu prüfen."""

    erstellt_am: Datum = Field(title="Erstellt am")
    geprueft_am: Datum = Field(title="Zuletzt geprüft am")
    pruefung: Literal["selbst", "extern"] = Field(title="Geprüft durch", description="selbst oder extern")
    stand: Literal["vollstaendig", "teilweise", "nicht"] = Field(title="Vereinbar mit der BITV")
    maengel: tuple[Langtext, ...] = Field((), title="Was noch nicht barrierefrei ist")
    telefon: Kurztext = Field(title="Rufnummer für Hinweise")
    e_mail: EMail = Field(title="E-Mail für Hinweise")
    durchsetzung: Kurztext = Field(title="Durchsetzungsstelle")
    durchsetzung_e_mail: EMail | None = Field(None, title="E-Mail der Durchsetzungsstelle")
    durchsetzung_telefon: Kurztext | None = Field(None, title="Rufnummer der Durchsetzungsstelle")


class Video(Record):
    """Ein Video in Deutscher Gebärdensprache, das im eigenen Haus liegt."""

    datei: Videodatei = Field(title="Datei", description="unter handbook/", examples=["medien/beschwerde.mp4"])
    bild: Bilddatei | None = Field(None, title="Standbild", description="unter handbook/")
    dauer: Kurztext = Field(title="Dauer", examples=["3:20"])
