"""The case file: the only definition of its fields.

Field names, titles and hints are the office's German vocabulary; schema, form and field reference are
generated from them. Fixed sets are `Literal` because rules depend on them; sets an office may change are
marked with `Vocabulary` and checked against its settings. Status and verdict are not here: they follow
from the log (`derive`).
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from casebook.values import Aktenzeichen, Code, Datum, Kennung, Kurztext, Langtext, Record, Uhrzeit, Vocabulary

Art = Literal["beschwerde", "anregung", "hinweis", "lob", "anfrage"]
Zugang = Literal["direkt", "dritte", "befragung"]
Stufe = Literal["bagatelle", "prozessbezogen", "kritisch"]
Begruendet = Literal["ja", "teilweise", "nein", "nicht_entscheidbar"]
Pruefergebnis = Literal["nein", "ja", "unklar", "nicht_geprueft"]
Weg = Literal[
    "widerspruch",
    "ueberpruefungsantrag",
    "untaetigkeit",
    "dienstaufsicht",
    "fachaufsicht",
    "petition",
    "datenschutz",
    "hinweisgeber",
    "akteneinsicht",
    "gewaltschutz",
]
Ereignisart = Literal[
    "eingangsbestaetigung",
    "zuweisung",
    "einstufung",
    "weiterleitung",
    "leitung_bewertet",
    "auftraggeber_informiert",
    "auftraggeber_entscheidet",
    "stellungnahme_eingeholt",
    "kontakt_extern",
    "freigabe",
    "zwischenbescheid",
    "fristverlaengerung",
    "pause_beginn",
    "pause_ende",
    "rueckmeldung",
    "abschluss",
    "zweite_stufe",
    "externe_stelle",
    "wiedereroeffnung",
    "umwandlung",
    "doppelt",
    "abgabe",
    "storno",
    "korrektur",
    "schwaerzung",
    "keine_massnahme",
    "befragung_versandt",
    "befragung_antwort",
    "uebergeben",
    "anonymisiert",
]
Ergebnis = Literal[
    "abgeholfen",
    "teilweise_abgeholfen",
    "nicht_abgeholfen",
    "geklaert_ohne_bewertung",
    "zurueckgezogen",
    "beantwortet",
    "aufgegriffen",
    "zur_kenntnis",
    "weitergegeben",
    "unbekannt",
]


class Eingang(Record):
    """Wann, wie und auf welchem Weg das Anliegen kam."""

    datum: Datum = Field(title="Eingangsdatum", examples=["2026-03-04"])
    uhrzeit: Uhrzeit | None = Field(None, title="Uhrzeit", examples=["09:30"])
    kanal: Annotated[str, Vocabulary("kanal")] = Field(title="Kanal", description="Telefon, E-Mail, persönlich …")
    zugang: Zugang | Literal["unbekannt"] = Field(
        title="Zugang", description="direkt von der Person, über Dritte oder aus einer Befragung"
    )
    ueber: Literal["integrationsamt", "traeger", "politik"] | None = Field(None, title="Gekommen über")
    stelle: Annotated[str, Vocabulary("einheiten")] | None = Field(
        None, title="Angesprochene Stelle", description="an wen sich die Person gewandt hat"
    )
    erfasst_am: Datum | None = Field(None, title="Erfasst am")
    erfasst_von: Annotated[str, Vocabulary("funktionen")] | None = Field(
        None, title="Erfasst von", description="Funktionskürzel, nie ein Name"
    )


class Vollmacht(Record):
    """Ob und wofür eine dritte Person sprechen darf (§ 13 SGB X)."""

    stand: Literal["liegt_vor", "angefordert", "nicht_noetig"] = Field(title="Stand der Vollmacht")
    umfang: Literal["auskunft", "vertretung"] | None = Field(None, title="Umfang")


class Dritte(Record):
    """Wer sich für die Person meldet: die Art, höchstens die Organisation, nie ein Name."""

    art: Annotated[str, Vocabulary("dritte")] = Field(title="Art der dritten Person oder Stelle")
    stelle: Kurztext | None = Field(None, title="Organisation")
    vollmacht: Vollmacht | None = Field(None, title="Vollmacht")


class Bedarf(Record):
    """Was die Person braucht, um uns zu verstehen (§ 17 SGB I, § 19 SGB X)."""

    art: Annotated[str, Vocabulary("bedarf")] = Field(title="Bedarf")
    erfuellt: StrictBool | None = Field(None, title="Erfüllt")


class Person(Record):
    """Nur, was die Statistik braucht. Name und Adresse gehören in das Fachverfahren."""

    gruppe: Annotated[str, Vocabulary("gruppe")] | None = Field(None, title="Personengruppe")
    anonym: StrictBool = Field(False, title="Anonym", description="es gibt keinen Weg zu antworten")
    bedarf: tuple[Bedarf, ...] = Field((), title="Bedarfe")
    pseudonym: Code | None = Field(None, title="Pseudonym", description="nur um Wiederholungen zu erkennen")
    akte: Code | None = Field(None, title="Zeichen im Fachverfahren")


class Rechtsbehelf(Record):
    """Die rechtliche Prüfung, die vor allem anderen kommt."""

    ergebnis: Pruefergebnis = Field(title="Ist es (auch) ein Rechtsbehelf?")
    geprueft_am: Datum | None = Field(None, title="Geprüft am")
    geprueft_von: Annotated[str, Vocabulary("funktionen")] | None = Field(None, title="Geprüft von")
    weg: Weg | None = Field(None, title="Weg")
    bescheid_vom: Datum | None = Field(None, title="Bescheid vom")
    aufgegeben_am: Datum | None = Field(None, title="Zur Post gegeben am")
    bekanntgabe_am: Datum | None = Field(None, title="Bekannt gegeben am")
    belehrung: Literal["richtig", "falsch", "fehlt", "unbekannt"] | None = Field(None, title="Rechtsbehelfsbelehrung")
    uebergeben_am: Datum | None = Field(None, title="Übergeben am")
    uebergeben_an: Annotated[str, Vocabulary("einheiten")] | None = Field(None, title="Übergeben an")
    daneben_beschwerde: StrictBool | None = Field(
        None, title="Daneben Beschwerde", description="nein: ein reiner Rechtsbehelf, zählt nicht als Beschwerde"
    )


class Anliegen(Record):
    """Ein einzelner Punkt; ein Fall hat einen bis fünf."""

    thema: Annotated[str, Vocabulary("thema")] = Field(title="Thema")
    bereich: Annotated[str, Vocabulary("bereich")] | None = Field(None, title="Bereich")
    traeger: Annotated[str, Vocabulary("traeger")] | None = Field(None, title="Träger")
    gegenstand: Literal["sache", "verhalten"] | None = Field(None, title="Gegenstand")
    betrifft: Annotated[str, Vocabulary("einheiten")] | None = Field(None, title="Betroffene Stelle")
    prozess: Code | None = Field(None, title="Prozess", examples=["M3"])
    kurz: Kurztext = Field(title="Kurz gesagt", description="ein Satz ohne Namen, Nummern und Adressen")
    begruendet: Begruendet | None = Field(None, title="Begründet")
    gruende: tuple[Annotated[str, Vocabulary("gruende")], ...] = Field((), title="Gründe")


class KeineRueckmeldung(Record):
    """Warum niemand eine Antwort bekommen kann oder will."""

    grund: Literal["anonym", "umfrage", "verzicht"] = Field(title="Grund")


class Ereignis(Record):
    """Eine Zeile des Verlaufs. Welche Angaben dazugehören, hängt vom Ereignis ab."""

    datum: Datum = Field(title="Datum")
    uhrzeit: Uhrzeit | None = Field(None, title="Uhrzeit")
    ereignis: Ereignisart = Field(title="Ereignis")
    durch: Annotated[str, Vocabulary("funktionen")] = Field(title="Durch", description="Funktionskürzel, nie ein Name")
    notiz: Langtext | None = Field(None, title="Notiz")
    an: Literal["person", "dritte", "beide"] | None = Field(None, title="Antwort an")
    fundstelle: Kurztext | None = Field(None, title="Fundstelle", description="wo das Schreiben abgelegt ist")
    stelle: Annotated[str, Vocabulary("einheiten")] | None = Field(None, title="Stelle")
    behoerde: Annotated[str, Vocabulary("behoerden")] | None = Field(None, title="Andere Behörde")
    stufe: Stufe | None = Field(None, title="Stufe")
    grund: Langtext | None = Field(None, title="Grund")
    bis: Datum | None = Field(None, title="Neue Frist")
    informiert: StrictBool | None = Field(None, title="Person informiert")
    ergebnis: Kennung | None = Field(None, title="Ergebnis")
    ziel: Aktenzeichen | None = Field(None, title="Fall, der weitergeführt wird")
    art: Art | None = Field(None, title="Neue Art")
    feld: Kurztext | None = Field(None, title="Feld")
    alt: Kurztext | None = Field(None, title="Alter Wert")
    neu: Kurztext | None = Field(None, title="Neuer Wert")


class Massnahme(Record):
    """Was das Haus wegen dieses Falls ändert."""

    text: Langtext = Field(title="Maßnahme")
    verantwortlich: Annotated[str, Vocabulary("einheiten")] = Field(title="Verantwortlich")
    frist: Datum = Field(title="Frist")
    stand: Literal["beschlossen", "in_arbeit", "umgesetzt", "verworfen"] = Field(title="Stand")
    umgesetzt_am: Datum | None = Field(None, title="Umgesetzt am")
    wirkung_geprueft: Datum | None = Field(None, title="Wirkung geprüft am")
    wirkung: Langtext | None = Field(None, title="Wirkung")
    prozess: Code | None = Field(None, title="Prozess")
    handbuch: Kurztext | None = Field(None, title="Änderung im Handbuch")


class Abschluss(Record):
    """Wie der Fall ausging; das Datum steht im Verlauf."""

    ergebnis: Ergebnis = Field(title="Ergebnis")
    begruendung: Langtext | None = Field(None, title="Begründete Stellungnahme")
    wirkung: tuple[Annotated[str, Vocabulary("wirkung")], ...] = Field((), title="Wirkung")
    verspaetungsgrund: Annotated[str, Vocabulary("verspaetungsgrund")] | None = Field(None, title="Verspätungsgrund")
    zufriedenheit: StrictInt | None = Field(None, title="Zufriedenheit", ge=1, le=5)


class Bezug(Record):
    """Ein anderer Fall, der dazugehört."""

    aktenzeichen: Aktenzeichen = Field(title="Aktenzeichen")
    art: Literal["vorgaenger", "folge", "zusammenhang"] = Field(title="Art des Bezugs")


class Herkunft(Record):
    """Woher ein übernommener Fall kommt und wie er dort hieß."""

    quelle: Kurztext = Field(title="Quelle")
    nummer: Kurztext = Field(title="Alte Nummer")


class Ausnahme(Record):
    """Eine Regel, die für diesen Fall aus benanntem Grund nicht gilt."""

    regel: Kennung = Field(title="Regel", description="die Kennung der Meldung")
    grund: Langtext = Field(title="Grund")


class Case(Record):
    """Ein Anliegen: Beschwerde, Anregung, Hinweis, Lob oder Anfrage."""

    aktenzeichen: Aktenzeichen = Field(title="Aktenzeichen", examples=["2026-0042"])
    art: Art = Field(title="Art")
    beispiel: StrictBool = Field(False, title="Erfundenes Beispiel")
    eingang: Eingang = Field(title="Eingang")
    dritte: Dritte | None = Field(None, title="Dritte")
    person: Person = Field(Person(), title="Person")
    rechtsbehelf: Rechtsbehelf | None = Field(None, title="Rechtsbehelf")
    anliegen: tuple[Anliegen, ...] = Field(title="Anliegen", min_length=1, max_length=5)
    stufe: Stufe | None = Field(None, title="Stufe")
    zustaendig: Annotated[str, Vocabulary("einheiten")] = Field(title="Zuständig")
    rueckmeldung_bis: Datum | None = Field(None, title="Rückmeldung zugesagt bis")
    keine_rueckmeldung: KeineRueckmeldung | None = Field(None, title="Keine Rückmeldung möglich")
    verlauf: tuple[Ereignis, ...] = Field((), title="Verlauf")
    massnahmen: tuple[Massnahme, ...] = Field((), title="Maßnahmen")
    abschluss: Abschluss | None = Field(None, title="Abschluss")
    bezug: tuple[Bezug, ...] = Field((), title="Bezug")
    herkunft: Herkunft | None = Field(None, title="Herkunft")
    ausnahmen: tuple[Ausnahme, ...] = Field((), title="Ausnahmen")
