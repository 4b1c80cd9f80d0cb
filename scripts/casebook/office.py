"""The office: `office.yaml` on top of a profile, as one frozen model.

Profiles (`profiles/*.yaml`) are files of the same shape; a profile may extend another one (`profil`).
The upper file wins: blocks and list entries with the same `id` are merged, new entries added; lists
without ids replace the lower list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool, StrictInt

from casebook.model import Art, Stufe
from casebook.outward import (
    AndereStelle,
    Barrierefreiheit,
    Beratungskontakt,
    Datenschutz,
    Durchwahl,
    Impressum,
    Notruf,
    Sprache,
    Telefon,
    Video,
)
from casebook.problem import Document, Problem
from casebook.reading import read_document
from casebook.shape import validated
from casebook.values import Adresse, Code, Datum, EMail, Kennung, Kurztext, Langtext, Record, Vocabulary

PROFILES = FilePath(__file__).parent / "profiles"
OFFICE_FILE = "office.yaml"

Land = Literal["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
LAENDER: Mapping[Land, str] = {
    "BB": "Brandenburg",
    "BE": "Berlin",
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "HB": "Bremen",
    "HE": "Hessen",
    "HH": "Hamburg",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SH": "Schleswig-Holstein",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "TH": "Thüringen",
}
Profil = Literal["jobcenter", "ombudsstelle", "ifd"]
SMALLEST_UNIT = 5
"""People a unit must have to be shown by itself (domain.md, "No measuring of people")."""

Einheitsart = Literal["fach", "beschwerdestelle", "leitung", "haus", "traeger", "auftraggeber", "rechtsstelle"]


class Eintrag(Record):
    """Ein Eintrag einer Liste des Hauses; er gilt für Fälle, die in seinem Zeitraum eingehen."""

    id: Kennung = Field(title="Kennung")
    name: Kurztext = Field(title="Bezeichnung")
    gueltig_von: Datum | None = Field(None, title="Gültig von")
    gueltig_bis: Datum | None = Field(None, title="Gültig bis")

    def valid_on(self, day: date) -> bool:
        """Whether the entry is in force on a day (both ends included)."""
        return (self.gueltig_von or day) <= day <= (self.gueltig_bis or day)


class Drittenart(Eintrag):
    """Eine Art von Dritten; Presse und Politik bekommen nie Angaben zum Fall."""

    falldaten: StrictBool = Field(True, title="Darf Angaben zum Fall bekommen")
    nur_art: StrictBool = Field(False, title="Organisation wird nicht genannt")


class Thema(Eintrag):
    """Worum es geht. Manches ist erst erledigt, wenn es im Fachverfahren steht."""

    uebergabe: StrictBool = Field(False, title="Muss ins Fachverfahren", description="zum Beispiel eine Terminabsage")


class Einheit(Eintrag):
    """Eine Organisationseinheit. Eine Abteilung unter fünf Personen oder ohne diese Zahl steht nie allein."""

    art: Einheitsart = Field("fach", title="Art der Einheit")
    groesse: StrictInt | None = Field(None, title="Personen", ge=1)

    @property
    def is_measured(self) -> bool:
        """Whether its people are counted: where it tells their number, and wherever a department does not."""
        return self.groesse is not None or self.art == "fach"


class Funktion(Eintrag):
    """Wer im Verlauf handelt: eine Funktion, nie eine Person."""

    einheit: Annotated[str, Vocabulary("einheiten")] = Field(title="Einheit")
    vorgesetzt: StrictBool = Field(False, title="Vorgesetzte Funktion")


class Frist(Eintrag):
    """Eine Frist als Datum: woher sie kommt, womit sie beginnt, wie lange sie dauert."""

    art: Literal["gesetz", "kodex", "praxis"] = Field(title="Art der Frist")
    quelle: Kurztext = Field(title="Quelle")
    beginn: Kennung = Field(title="Beginnt mit", examples=["eingang"])
    anzahl: StrictInt = Field(title="Anzahl", ge=1)
    einheit: Literal["arbeitstage", "kalendertage", "monate"] = Field(title="Einheit")
    verschiebung: Literal["keine", "naechster_werktag"] = Field("keine", title="Endet sie an einem freien Tag")


class Anwendung(Record):
    """Eine Frist, nach der das Haus arbeitet: welches Ereignis sie erledigt und für welche Fälle sie gilt."""

    frist: Kennung = Field(title="Frist")
    ereignis: Kennung = Field(title="Erledigt durch", examples=["eingangsbestaetigung"])
    arten: tuple[Art, ...] = Field((), title="Nur für die Arten", description="leer: für alle")
    stufen: tuple[Stufe, ...] = Field((), title="Nur für die Stufen", description="leer: für alle")


class Zusagen(Record):
    """Was das Haus öffentlich verspricht; jede Zusage ist eine Frist."""

    eingangsbestaetigung: Kennung | None = Field(None, title="Eingangsbestätigung")
    rueckmeldung: Kennung | None = Field(None, title="Rückmeldung")


class Kontakt(Record):
    """Wie man die Beschwerdestelle erreicht; das Telefon steht vorn."""

    stelle: Kurztext = Field(title="Name der Beschwerdestelle")
    telefon: tuple[Telefon, ...] = Field(title="Telefon", min_length=1)
    e_mail: EMail = Field(title="E-Mail")
    anschrift: tuple[Kurztext, ...] = Field(title="Anschrift", min_length=1)
    sprechzeiten: Kurztext | None = Field(None, title="Sprechzeiten")


class Vokabulare(Record):
    """Die Listen des Hauses."""

    kanal: tuple[Eintrag, ...] = Field((), title="Kanäle")
    dritte: tuple[Drittenart, ...] = Field((), title="Arten von Dritten")
    gruppe: tuple[Eintrag, ...] = Field((), title="Personengruppen")
    bedarf: tuple[Eintrag, ...] = Field((), title="Bedarfe")
    thema: tuple[Thema, ...] = Field((), title="Themen")
    bereich: tuple[Eintrag, ...] = Field((), title="Bereiche")
    traeger: tuple[Eintrag, ...] = Field((), title="Träger der Leistung")
    gruende: tuple[Eintrag, ...] = Field((), title="Gründe")
    wirkung: tuple[Eintrag, ...] = Field((), title="Wirkungen")
    verspaetungsgrund: tuple[Eintrag, ...] = Field((), title="Gründe für Verspätung")
    behoerden: tuple[Eintrag, ...] = Field((), title="Andere Behörden")


class Pflichten(Record):
    """Schritte, die vor der Rückmeldung einer Beschwerde im Verlauf stehen müssen, je Stufe."""

    bagatelle: tuple[Kennung, ...] = Field((), title="Bagatelle")
    prozessbezogen: tuple[Kennung, ...] = Field((), title="Prozessbezogen")
    kritisch: tuple[Kennung, ...] = Field((), title="Kritisch")


class Neutralitaet(Record):
    vorgesetzte_antworten: StrictBool = Field(
        False, title="Vorgesetzte dürfen antworten", description="auch wenn ihre eigene Einheit betroffen ist"
    )


class Berichtspflicht(Record):
    """Wem das Haus wie oft berichtet."""

    an: Kurztext = Field(title="An")
    rhythmus: Literal["monatlich", "vierteljaehrlich", "halbjaehrlich", "jaehrlich"] = Field(title="Rhythmus")
    wochen: StrictInt = Field(title="Wochen nach dem Zeitraum", ge=0, le=52)


class Schliesstag(Record):
    """Ein Tag oder Zeitraum, an dem das Haus geschlossen ist. Gesetzliche Fristen verschiebt er nie."""

    von: Datum = Field(title="Von")
    bis: Datum | None = Field(None, title="Bis", description="leer: nur der eine Tag")
    name: Kurztext = Field(title="Anlass", examples=["Betriebsausflug"])

    def days(self) -> Iterator[date]:
        """Every day of the closing, both ends included."""
        last = self.bis or self.von
        yield from (self.von + timedelta(days=n) for n in range((last - self.von).days + 1))


class Kalender(Record):
    """Feiertage über die des Landes hinaus und Schließtage des Hauses."""

    ort: Literal["Augsburg"] | None = Field(None, title="Ort mit eigenem Feiertag")
    kategorien: tuple[Literal["catholic"], ...] = Field(
        (),
        title="Weitere Feiertage",
        description="catholic: Fronleichnam in Teilen von SN und TH, Mariä Himmelfahrt in Teilen von BY",
    )
    schliesstage: tuple[Schliesstag, ...] = Field((), title="Schließtage")


class Forge(Record):
    """Wo das Register liegt und wie gespeichert wird."""

    art: Literal["gitlab", "forgejo", "gitea", "github"] = Field(title="Art der Forge")
    adresse: Adresse = Field(title="Adresse", examples=["https://forge.amt.example"])
    repository: Code = Field(title="Repository", examples=["beschwerden/register"])
    zweig: Code = Field("main", title="Zweig der geprüften Fälle")
    erfassung: tuple[Kurztext, ...] = Field(
        ("cms/*", "fall/*", "erfassung"),
        title="Zweige der Erfassung",
        description="nur dort gelten Fälle als gespeichert und noch nicht übernommen; * steht für alles",
    )
    app_id: Code | None = Field(
        None, title="Kennung des OAuth-Clients", description="leer: angemeldet wird nur mit einem Zugriffstoken"
    )
    hook: StrictBool = Field(
        False, title="Pre-Receive-Hook", description="die Forge prüft jeden Fall, bevor sie ihn annimmt"
    )

    @property
    def api_address(self) -> str:
        """Where the forge answers programs."""
        address = self.adresse.rstrip("/")
        if address == "https://github.com":
            return "https://api.github.com"
        return address + {"gitlab": "/api/v4", "github": "/api/v3"}.get(self.art, "/api/v1")

    @property
    def has_branch_per_case(self) -> bool:
        """Whether every save goes to a branch of its case and waits there for the check."""
        return self.art in ("gitlab", "github")

    @property
    def has_inbox(self) -> bool:
        """Whether saves wait on one common branch, since neither branches per case nor a hook guard `main`."""
        return not self.has_branch_per_case and not self.hook


class Veroeffentlichung(Record):
    """Was das Haus einmal im Jahr der Öffentlichkeit sagt (`casebook publish`)."""

    wartezeit_wochen: StrictInt = Field(
        12, title="Wartezeit in Wochen", description="so lange nach Jahresende gilt ein Jahr als offen", ge=1, le=104
    )
    rundung: Literal[5, 10] = Field(5, title="Gerundet auf Vielfache von")
    genau: StrictBool = Field(
        True,
        title="Summen des ganzen Hauses genau",
        description="nein: auch die Gesamtzahl und alle einfachen Tabellen sind gerundet; für kleine Häuser",
    )
    tabellen: tuple[Kennung, ...] = Field(
        ("art", "zugang", "bewertung", "thema", "dritte", "stellen", "art-zugang", "thema-bewertung"),
        title="Tabellen",
    )


class Verweise(Record):
    """Adressmuster, aus denen Verweise werden."""

    datei: Kurztext | None = Field(None, title="Datei in der Forge", description="mit dem Platzhalter {pfad}")
    verlauf: Kurztext | None = Field(None, title="Verlauf einer Datei", description="mit dem Platzhalter {pfad}")
    formular: Kurztext | None = Field(None, title="Adresse des Formulars")
    fallschema: Kurztext | None = Field(
        None,
        title="Adresse des Schemas",
        description="erste Zeile jeder Falldatei, für Editoren",
        examples=["../../schema/case.schema.json"],
    )
    fassung: Kurztext | None = Field(
        None, title="Fassung (Commit) in der Forge", description="mit dem Platzhalter {fassung}"
    )
    handbuch: Kurztext | None = Field(None, title="Adresse des öffentlichen Handbuchs")


class Schwachstellen(Record):
    """Ab wann sich ein Problem wiederholt."""

    wiederholung_ab: StrictInt = Field(
        5, title="Wiederholung ab", description="so viele Beschwerden zu Thema und Einheit in drei Monaten", ge=2
    )


class Office(Record):
    """Das Haus: Kontakt, Zusagen, Fristen, Listen und was für seine Art gilt."""

    profil: Profil = Field(title="Profil")
    name: Kurztext = Field(title="Name des Hauses")
    land: Land = Field(title="Land")
    beispiel: StrictBool = Field(False, title="Erfundene Daten")
    stichtag: Datum | None = Field(None, title="Fester Stichtag")
    hinweis: Langtext | None = Field(None, title="Hinweis auf jeder Seite")
    kontakt: Kontakt | None = Field(None, title="Kontakt")
    sprachen: tuple[Sprache, ...] = Field((), title="Sprachen neben Deutsch")
    durchwahlen: tuple[Durchwahl, ...] = Field((), title="Durchwahlen der Zuständigen")
    beratungsstellen: Beratungskontakt | None = Field(None, title="Kontakt für Beratungsstellen")
    andere_stellen: tuple[AndereStelle, ...] = Field((), title="Andere Stellen")
    notrufe: tuple[Notruf, ...] = Field((), title="Notrufe")
    impressum: Impressum | None = Field(None, title="Impressum")
    datenschutz: Datenschutz | None = Field(None, title="Datenschutz")
    barrierefreiheit: Barrierefreiheit | None = Field(None, title="Barrierefreiheit")
    gebaerdensprache: Video | None = Field(None, title="Video in Gebärdensprache")
    zusagen: Zusagen = Field(Zusagen(), title="Zusagen")
    fristen: tuple[Frist, ...] = Field((), title="Fristen")
    fristenplan: tuple[Anwendung, ...] = Field((), title="Fristenplan")
    vokabulare: Vokabulare = Field(Vokabulare(), title="Listen")
    einheiten: tuple[Einheit, ...] = Field((), title="Einheiten")
    funktionen: tuple[Funktion, ...] = Field((), title="Funktionen")
    kataloge: tuple[Kennung, ...] = Field((), title="Prozesskataloge")
    recht_geprueft: Datum | None = Field(
        None, title="Recht geprüft am", description="an diesem Tag hat jemand die ganze Liste des Rechts durchgesehen"
    )
    kalender: Kalender = Field(Kalender(), title="Kalender")
    pflichten: Pflichten = Field(Pflichten(), title="Pflichtschritte")
    neutralitaet: Neutralitaet = Field(Neutralitaet(), title="Neutralität")
    berichtspflichten: tuple[Berichtspflicht, ...] = Field((), title="Berichtspflichten")
    veroeffentlichung: Veroeffentlichung = Field(Veroeffentlichung(), title="Veröffentlichung")
    verweise: Verweise = Field(Verweise(), title="Verweise")
    forge: Forge | None = Field(None, title="Forge")
    schwachstellen: Schwachstellen = Field(Schwachstellen(), title="Schwachstellen")

    @cached_property
    def vocabularies(self) -> Mapping[str, Mapping[str, Eintrag]]:
        """Every list of the office by name, entries by id; units and functions are lists too."""
        lists = {name: getattr(self.vokabulare, name) for name in Vokabulare.model_fields}
        lists |= {"einheiten": self.einheiten, "funktionen": self.funktionen}
        return {name: {entry.id: entry for entry in entries} for name, entries in lists.items()}

    @cached_property
    def units(self) -> Mapping[str, Einheit]:
        return {unit.id: unit for unit in self.einheiten}

    @cached_property
    def small_units(self) -> frozenset[str]:
        """Units that are shown only together: those too small, and the next larger ones while these are too few.

        A department that does not say how many work in it may be one of a few; the house and its bodies need not say.
        """
        sized = sorted((unit.groesse or 0, place) for place, unit in enumerate(self.einheiten) if unit.is_measured)
        small: dict[str, int] = {}
        for size, place in sized:
            if size < SMALLEST_UNIT or (small and sum(small.values()) < SMALLEST_UNIT):
                small[self.einheiten[place].id] = size
        return frozenset(small)

    @cached_property
    def functions(self) -> Mapping[str, Funktion]:
        return {function.id: function for function in self.funktionen}

    @cached_property
    def deadlines(self) -> Mapping[str, Frist]:
        return {deadline.id: deadline for deadline in self.fristen}

    def name_of(self, vocabulary: str, entry: str) -> str:
        """The German name of a vocabulary's entry; the id itself where the list has lost it."""
        found = self.vocabularies.get(vocabulary, {}).get(entry)
        return found.name if found else entry


def read_office_file(root: FilePath) -> tuple[Document, Office] | list[Problem]:
    """`office.yaml` as it stands, without its profile; positions fit its lines."""
    document = read_document(root, OFFICE_FILE)
    if isinstance(document, Problem):
        return [document]
    office = validated(Office, document)
    return office if isinstance(office, list) else (document, office)


def with_profile(document: Document) -> Office:
    """The office's file, already valid by itself, merged over its profile."""
    data = document.data
    below = data.get("profil")
    while below:
        profile = read_document(PROFILES, f"{below}.yaml")
        if isinstance(profile, Problem):
            raise RuntimeError(f"shipped profile is broken: {profile}")
        below = profile.data.get("profil")
        data = _merged(profile.data, data)
    return Office.model_validate(data)


def _merged(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        keys = [*below, *(key for key in above if key not in below)]
        return {key: _merged(below.get(key), above.get(key)) for key in keys}
    if isinstance(below, list) and isinstance(above, list) and _has_ids(below) and _has_ids(above):
        own = {entry["id"]: entry for entry in above}
        known = {entry["id"] for entry in below}
        merged = [_merged(entry, own.get(entry["id"])) for entry in below]
        return merged + [entry for entry in above if entry["id"] not in known]
    return below if above is None else above


def _has_ids(entries: list[Any]) -> bool:
    return all(isinstance(entry, dict) and "id" in entry for entry in entries)


def entries_of(office: Office) -> Iterator[tuple[tuple[str | int, ...], Eintrag]]:
    """Every dated entry of every list, with its path in the file."""
    for name in Vokabulare.model_fields:
        for index, entry in enumerate(getattr(office.vokabulare, name)):
            yield ("vokabulare", name, index), entry
    for name in ("einheiten", "funktionen", "fristen"):
        for index, entry in enumerate(getattr(office, name)):
            yield (name, index), entry
