"""The catalogue of messages: one entry per id, the only place where a check's wording stands.

`text` and `hint` may name {feld}, {gefunden} and {erwartet}. Families order the handbook's list. Every id has a bad
example under tests/examples/invalid and a page `meldungen/<id>/` in the handbook.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casebook.problem import Problem


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Message:
    """German wording of one kind of problem and how to mend it."""

    id: str
    family: str
    title: str
    text: str
    hint: str
    severity: Severity = Severity.ERROR

    @property
    def page(self) -> str:
        """The handbook page, relative to the handbook's address."""
        return f"meldungen/{self.id}/"


def text_of(problem: Problem) -> str:
    """The sentence a person reads for this problem."""
    return _filled(CATALOGUE[problem.id].text, problem)


def hint_of(problem: Problem) -> str:
    """How a person mends this problem."""
    return _filled(CATALOGUE[problem.id].hint, problem)


def _filled(template: str, problem: Problem) -> str:
    return template.format(feld=problem.field, gefunden=problem.found, erwartet=problem.expected)


def _warning(id: str, family: str, title: str, text: str, hint: str) -> Message:
    return Message(id, family, title, text, hint, Severity.WARNING)


_DATEI = "Datei lesen"
_YAML = "Schreibweise"
_FORM = "Felder und Werte"
_NUMMER = "Nummer und Zugehörigkeit"
_DATUM = "Datum und Reihenfolge"
_RECHT = "Rechtliche Prüfung"
_PFLICHT = "Was dazugehört"
_ABLAUF = "Ablauf"
_NEUTRAL = "Neutralität und Vollmacht"
_BEZUG = "Verweise"
_AENDERUNG = "Änderungen"
_BUERO = "Einstellungen (office.yaml)"
_PROZESS = "Prozessbeschreibungen"
_SCHREIBEN = "Schreiben"
_TEXT = "Öffentliche Texte"
_HAUS = "Dateien des Hauses (office/)"
_OEFFENTLICH = "Veröffentlichte Zahlen und Änderungen"

_MESSAGES = (
    # --- Datei lesen
    Message(
        "datei-unlesbar",
        _DATEI,
        "Datei nicht lesbar",
        "Die Datei kann nicht gelesen werden: {gefunden}.",
        "Prüfen Sie, ob die Datei noch da ist und ob Sie sie öffnen dürfen. Sonst hilft Ihre IT.",
    ),
    Message(
        "datei-verweis",
        _DATEI,
        "Verknüpfung statt Datei",
        "Hier liegt eine Verknüpfung (Symlink), keine Datei.",
        "Legen Sie die Datei selbst an diese Stelle; Verknüpfungen werden nie verfolgt.",
    ),
    Message(
        "datei-keine-datei",
        _DATEI,
        "Keine gewöhnliche Datei",
        "Der Name gehört zu einem Ordner oder etwas anderem, nicht zu einer Datei.",
        "Benennen Sie den Ordner um; auf .yaml enden nur Dateien.",
    ),
    Message(
        "datei-zu-gross",
        _DATEI,
        "Datei zu groß",
        "Die Datei ist zu groß: {gefunden}, erlaubt sind {erwartet}.",
        "Eine Fallakte ist kurz. Legen Sie lange Texte im Fachverfahren ab und nennen Sie hier nur die Fundstelle.",
    ),
    Message(
        "datei-utf16",
        _DATEI,
        "Falsche Zeichenkodierung (UTF-16)",
        "Die Datei ist in UTF-16 gespeichert oder enthält Null-Bytes.",
        "Speichern Sie die Datei neu und wählen Sie dabei die Kodierung „UTF-8“.",
    ),
    Message(
        "datei-kein-utf8",
        _DATEI,
        "Falsche Zeichenkodierung",
        "Die Datei ist nicht in UTF-8 gespeichert ({gefunden}).",
        "Speichern Sie die Datei neu und wählen Sie dabei die Kodierung „UTF-8“; Umlaute bleiben so erhalten.",
    ),
    Message(
        "datei-leer",
        _DATEI,
        "Leere Datei",
        "Die Datei ist leer.",
        "Füllen Sie sie nach der Vorlage („casebook new“) oder löschen Sie sie, solange die Nummer noch niemand kennt.",
    ),
    Message(
        "datei-falscher-ort",
        _DATEI,
        "Datei am falschen Ort",
        "In cases/ liegen nur Fälle; „{gefunden}“ gehört nicht dazu.",
        "Ein Fall heißt cases/JJJJ/JJJJ-NNNN.yaml, zum Beispiel cases/2026/2026-0042.yaml. "
        "Löschen Sie Kopien und verschieben Sie alles andere.",
    ),
    # --- Schreibweise
    Message(
        "yaml-syntax",
        _YAML,
        "Die Datei lässt sich nicht lesen",
        "Ab dieser Stelle ist die Datei nicht zu verstehen; wahrscheinlich: {gefunden}.",
        "Vergleichen Sie die Zeile und die darüber mit einer Datei, die stimmt. Untergeordnete Angaben stehen zwei "
        "Leerzeichen weiter rechts; Text mit Doppelpunkt gehört in Anführungszeichen.",
    ),
    Message(
        "yaml-alias",
        _YAML,
        "Anker oder Verweis",
        "„{gefunden}“ ist ein Anker oder ein Verweis auf einen anderen Wert; das ist hier nicht erlaubt.",
        "Schreiben Sie den Wert aus. Soll das Zeichen & oder * Text sein, setzen Sie den Text in Anführungszeichen.",
    ),
    Message(
        "yaml-tag",
        _YAML,
        "Typangabe",
        "„{gefunden}“ ist eine Typangabe; das ist hier nicht erlaubt.",
        "Lassen Sie sie weg. Soll das Ausrufezeichen Text sein, setzen Sie den Text in Anführungszeichen.",
    ),
    Message(
        "yaml-merge",
        _YAML,
        "Zusammenführung",
        "„<<“ fügt Angaben von anderer Stelle ein; das ist hier nicht erlaubt.",
        "Schreiben Sie die Angaben aus.",
    ),
    Message(
        "yaml-direktive",
        _YAML,
        "Anweisung am Dateianfang",
        "Die Datei beginnt mit einer Anweisung (%YAML oder %TAG).",
        "Löschen Sie die Zeile mit dem Prozentzeichen.",
    ),
    Message(
        "yaml-doppelter-schluessel",
        _YAML,
        "Feld steht zweimal",
        "Das Feld „{gefunden}“ steht zweimal: hier und in {erwartet}.",
        "Behalten Sie eine der beiden Zeilen und löschen Sie die andere.",
    ),
    Message(
        "yaml-mehrere-dokumente",
        _YAML,
        "Zwei Fälle in einer Datei",
        "Mit „---“ oder „...“ beginnt hier ein zweiter Teil; eine Datei enthält genau einen Fall.",
        "Löschen Sie die Zeile oder legen Sie für den zweiten Fall eine eigene Datei an.",
    ),
    Message(
        "yaml-anfuehrungszeichen",
        _YAML,
        "Wert braucht Anführungszeichen",
        "„{gefunden}“ ohne Anführungszeichen würde als etwas anderes gelesen (Zahl, Uhrzeit oder ja/nein).",
        "Schreiben Sie {erwartet}. Für ja und nein schreiben Sie true und false.",
    ),
    Message(
        "yaml-kommentar-verschluckt",
        _YAML,
        "Text nach # ginge verloren",
        "Was nach dem Zeichen # steht, ginge verloren: „{gefunden}“.",
        "Setzen Sie den ganzen Wert in Anführungszeichen. Kommentare stehen auf einer eigenen Zeile.",
    ),
    Message(
        "yaml-steuerzeichen",
        _YAML,
        "Unsichtbares Zeichen",
        "Hier steht ein unsichtbares oder nicht erlaubtes Zeichen ({gefunden}).",
        "Löschen Sie die Stelle und tippen Sie sie neu. Solche Zeichen kommen oft durch Einfügen aus Word, PDF "
        "oder Webseiten.",
    ),
    Message(
        "yaml-konfliktmarke",
        _YAML,
        "Ungelöster Konflikt",
        "Hier steht eine Konfliktmarke von Git („{gefunden}“).",
        "Zwei Personen haben dieselbe Stelle geändert. Behalten Sie die richtigen Zeilen und löschen Sie die Marken.",
    ),
    Message(
        "yaml-zu-tief",
        _YAML,
        "Zu tief verschachtelt",
        "Die Angaben sind zu tief verschachtelt (erlaubt: {erwartet}).",
        "Prüfen Sie Einrückung und Klammern dieser Zeile.",
    ),
    Message(
        "yaml-zu-viel",
        _YAML,
        "Zu viele Angaben",
        "Die Datei enthält zu viele Angaben (erlaubt: {erwartet}).",
        "Eine Fallakte ist kurz. Prüfen Sie, ob etwas mehrfach eingefügt wurde.",
    ),
    Message(
        "yaml-text-zu-lang",
        _YAML,
        "Text zu lang",
        "Der Text hat {gefunden}, erlaubt sind {erwartet}.",
        "Kürzen Sie den Text; das Schreiben selbst gehört ins Fachverfahren.",
    ),
    Message(
        "yaml-schluessel-form",
        _YAML,
        "Kein gültiger Feldname",
        "Vor dem Doppelpunkt steht kein Feldname.",
        "Vor dem Doppelpunkt steht genau ein Feldname aus Kleinbuchstaben, zum Beispiel „thema:“; "
        "davor stehen weder Klammern noch ein Fragezeichen.",
    ),
    Message(
        "yaml-wurzel",
        _YAML,
        "Keine Felder",
        "Die Datei beginnt nicht mit Feldern der Form „name: wert“.",
        "Jede Angabe beginnt mit Feldname, Doppelpunkt und Leerzeichen, zum Beispiel „aktenzeichen: 2026-0042“.",
    ),
    # --- Felder und Werte
    Message(
        "feld-unbekannt",
        _FORM,
        "Unbekanntes Feld",
        "Das Feld „{gefunden}“ gibt es hier nicht.{erwartet}",
        "Prüfen Sie Schreibweise und Einrückung. Welche Felder es gibt, steht im Handbuch unter „Felder“.",
    ),
    Message(
        "feld-fehlt",
        _FORM,
        "Pflichtfeld fehlt",
        "Das Pflichtfeld „{feld}“ ({gefunden}) fehlt.",
        "Ergänzen Sie die Zeile „{gefunden}: …“.",
    ),
    Message(
        "feld-leer",
        _FORM,
        "Feld ist leer",
        "Das Feld „{feld}“ ist noch leer.",
        "Tragen Sie nach dem Doppelpunkt einen Wert ein. Ist das Feld keine Pflicht, können Sie die Zeile löschen.",
    ),
    Message(
        "feld-typ",
        _FORM,
        "Falsche Art von Wert",
        "„{feld}“ ist {gefunden}; erwartet wird {erwartet}.",
        "Verbessern Sie den Wert. Beispiele stehen im Handbuch unter „Felder“.",
    ),
    Message(
        "feld-form",
        _FORM,
        "Wert hat nicht die richtige Form",
        "„{gefunden}“ ist für „{feld}“ nicht richtig geschrieben.",
        "Erlaubt: {erwartet}.",
    ),
    Message(
        "wert-unbekannt",
        _FORM,
        "Wert gibt es nicht",
        "„{gefunden}“ ist für „{feld}“ nicht vorgesehen.{erwartet}",
        "Wählen Sie einen der erlaubten Werte.",
    ),
    Message(
        "wert-nicht-im-vokabular",
        _FORM,
        "Wert steht nicht in der Liste des Hauses",
        "„{gefunden}“ steht für „{feld}“ nicht in der Liste Ihres Hauses.{erwartet}",
        "Wählen Sie einen Eintrag der Liste. Fehlt einer, ergänzt ihn die Leitung in office.yaml.",
    ),
    Message(
        "wert-ausser-dienst",
        _FORM,
        "Listeneintrag galt an dem Tag nicht",
        "„{gefunden}“ ({feld}) galt an dem Tag nicht ({erwartet}).",
        "Wählen Sie einen Eintrag, der am Eingangstag galt; im Verlauf zählt der Tag des Ereignisses.",
    ),
    Message(
        "unbekannt-ohne-herkunft",
        _FORM,
        "„unbekannt“ nur bei übernommenen Fällen",
        "„{feld}“ ist „unbekannt“; das dürfen nur Fälle, die aus einem anderen System übernommen wurden.",
        "Fragen Sie nach und tragen Sie den Wert ein.",
    ),
    Message(
        "datum-form",
        _FORM,
        "Kein Datum",
        "„{feld}“: „{gefunden}“ ist kein Datum.",
        "Schreiben Sie {erwartet}.",
    ),
    Message(
        "datum-unmoeglich",
        _FORM,
        "Diesen Tag gibt es nicht",
        "„{feld}“: Den Tag „{gefunden}“ gibt es nicht im Kalender.",
        "Prüfen Sie Tag und Monat; geschrieben wird Jahr-Monat-Tag.",
    ),
    Message(
        "uhrzeit-form",
        _FORM,
        "Keine Uhrzeit",
        "„{feld}“: „{gefunden}“ ist keine Uhrzeit.",
        "Schreiben Sie {erwartet}.",
    ),
    Message(
        "aktenzeichen-form",
        _FORM,
        "Kein Aktenzeichen",
        "„{feld}“: „{gefunden}“ ist kein gültiges Aktenzeichen.",
        "Schreiben Sie Jahr-Nummer mit vier Stellen, zum Beispiel 2026-0042; erst ab 10000 werden es mehr Stellen.",
    ),
    Message(
        "zahl-bereich",
        _FORM,
        "Zahl außerhalb des Bereichs",
        "{gefunden} ist für „{feld}“ nicht möglich; erlaubt: {erwartet}.",
        "Tragen Sie eine Zahl aus dem Bereich ein.",
    ),
    Message(
        "liste-laenge",
        _FORM,
        "Zu viele oder zu wenige Einträge",
        "„{feld}“ hat {gefunden}; erlaubt: {erwartet}.",
        "Ergänzen oder kürzen Sie die Liste. Ein Fall hat ein bis fünf Anliegen; für weitere legen Sie einen zweiten "
        "Fall an und verbinden beide über „bezug“.",
    ),
    Message(
        "text-zu-lang",
        _FORM,
        "Text zu lang",
        "„{feld}“ hat {gefunden} Zeichen; erlaubt: {erwartet}.",
        "Kürzen Sie den Text auf das Wesentliche; Einzelheiten gehören ins Fachverfahren.",
    ),
    # --- Nummer und Zugehörigkeit
    Message(
        "nummer-dateiname",
        _NUMMER,
        "Nummer und Dateiname verschieden",
        "Das Aktenzeichen ist {gefunden}, die Datei heißt {erwartet}.",
        "Beide müssen gleich sein. Ist der Fall schon übernommen (auf main), ändert sich die Nummer nie mehr.",
    ),
    Message(
        "nummer-jahr",
        _NUMMER,
        "Jahr der Nummer und Eingangsjahr verschieden",
        "Der Eingang war {gefunden}, die Nummer gehört zum Jahr {erwartet}.",
        "Die Nummer richtet sich nach dem Eingangsdatum. Prüfen Sie das Datum oder legen Sie den Fall neu an.",
    ),
    Message(
        "nummer-doppelt",
        _NUMMER,
        "Nummer zweimal vergeben",
        "Das Aktenzeichen {gefunden}.",
        "Ein Aktenzeichen gibt es nur einmal. Der jüngere Fall bekommt die nächste freie Nummer: {erwartet}.",
    ),
    _warning(
        "nummer-luecke",
        _NUMMER,
        "Lücke in den Nummern",
        "Vor {gefunden} fehlt: {erwartet}.",
        "Fälle werden nie gelöscht. Suchen Sie die fehlende Nummer in den noch nicht übernommenen Änderungen oder "
        "fragen Sie Ihre IT.",
    ),
    Message(
        "beispiel-fehlt",
        _NUMMER,
        "Beispiel nicht gekennzeichnet",
        "In diesem Register liegen nur erfundene Fälle; „beispiel: true“ fehlt.",
        "Ergänzen Sie „beispiel: true“. Ein echter Fall gehört in das Register Ihres Hauses, nie hierher.",
    ),
    Message(
        "beispiel-im-register",
        _NUMMER,
        "Beispiel in einem echten Register",
        "Der Fall ist als erfundenes Beispiel gekennzeichnet; ein echtes Register nimmt keine auf.",
        "Löschen Sie den Fall oder, wenn er echt ist, die Zeile „beispiel: true“.",
    ),
    Message(
        "herkunft-doppelt",
        _NUMMER,
        "Derselbe Vorgang zweimal übernommen",
        "Der Vorgang {gefunden} steht auch in {erwartet}.",
        "Behalten Sie einen der beiden Fälle.",
    ),
    # --- Datum und Reihenfolge
    Message(
        "datum-zukunft",
        _DATUM,
        "Datum in der Zukunft",
        "„{feld}“ ist der {gefunden}; heute ist der {erwartet}.",
        "Prüfen Sie das Jahr. Eingetragen wird, was geschehen ist; was noch kommt, ist eine Frist.",
    ),
    Message(
        "verlauf-reihenfolge",
        _DATUM,
        "Verlauf nicht in zeitlicher Reihenfolge",
        "Das Ereignis vom {gefunden} steht nach einem vom {erwartet}.",
        "Ordnen Sie die Ereignisse nach dem Datum; das älteste steht oben.",
    ),
    Message(
        "ereignis-vor-eingang",
        _DATUM,
        "Ereignis vor dem Eingang",
        "Das Ereignis vom {gefunden} liegt vor dem Eingang am {erwartet}.",
        "Prüfen Sie beide Daten.",
    ),
    Message(
        "zusage-vor-eingang",
        _DATUM,
        "Zusage vor dem Eingang",
        "Die Rückmeldung ist bis zum {gefunden} zugesagt, der Eingang war am {erwartet}.",
        "Prüfen Sie beide Daten.",
    ),
    Message(
        "erfasst-vor-eingang",
        _DATUM,
        "Erfasst vor dem Eingang",
        "Erfasst am {gefunden}, eingegangen am {erwartet}.",
        "Prüfen Sie beide Daten; erfasst wird frühestens am Eingangstag.",
    ),
    Message(
        "pruefung-vor-eingang",
        _DATUM,
        "Geprüft vor dem Eingang",
        "Die rechtliche Prüfung ist vom {gefunden}, der Eingang vom {erwartet}.",
        "Prüfen Sie beide Daten.",
    ),
    Message(
        "bescheid-reihenfolge",
        _DATUM,
        "Daten des Bescheids passen nicht zusammen",
        "„{feld}“ ({gefunden}) liegt vor {erwartet}.",
        "Die Reihenfolge ist: Bescheid, zur Post gegeben, bekannt gegeben, übergeben.",
    ),
    Message(
        "massnahme-reihenfolge",
        _DATUM,
        "Daten der Maßnahme passen nicht zusammen",
        "„{feld}“ ({gefunden}) liegt vor {erwartet}.",
        "Die Reihenfolge ist: Eingang des Falls, umgesetzt, Wirkung geprüft.",
    ),
    Message(
        "massnahme-stand",
        _DATUM,
        "Stand und Datum der Maßnahme passen nicht zusammen",
        "Der Stand ist „{gefunden}“, aber „umgesetzt am“ {erwartet}.",
        "Eine umgesetzte Maßnahme hat ein Datum; eine andere hat keines.",
    ),
    Message(
        "verlaengerung-rueckwaerts",
        _DATUM,
        "Verlängerung auf einen früheren Tag",
        "Die neue Frist ({gefunden}) liegt nicht nach der bisherigen ({erwartet}).",
        "Eine Verlängerung nennt einen späteren Tag als die bisherige Zusage.",
    ),
    _warning(
        "verlaengerung-ungueltig",
        _DATUM,
        "Diese Verlängerung gilt nicht",
        "Die Verlängerung ändert die Zusage nicht: {gefunden}.",
        "Es zählt weiter der bisher zugesagte Tag. Sagen Sie der Person rechtzeitig Bescheid, warum und bis wann.",
    ),
    # --- Rechtliche Prüfung
    Message(
        "rechtsbehelf-fehlt",
        _RECHT,
        "Rechtliche Prüfung fehlt",
        "Ob es ein Rechtsbehelf ist, wurde noch nicht geprüft.",
        "Prüfen Sie zuerst, ob die Person mit einem Bescheid nicht einverstanden ist, und tragen Sie „rechtsbehelf“ "
        "mit Ergebnis, Datum und Funktion ein. Im Zweifel: unklar.",
    ),
    Message(
        "rechtsbehelf-signal",
        _RECHT,
        "Der Text klingt nach einem Rechtsbehelf",
        "Der Text enthält „{gefunden}“; deshalb ist die rechtliche Prüfung nötig.",
        "Tragen Sie „rechtsbehelf“ ein. Das Stichwort entscheidet nichts, es erinnert nur an die Prüfung.",
    ),
    Message(
        "rechtsbehelf-angaben",
        _RECHT,
        "Angaben zur Prüfung fehlen",
        "Zur rechtlichen Prüfung fehlt: {erwartet}.",
        "Eine Prüfung nennt Tag und Funktion; bei „ja“ oder „unklar“ auch den Weg und „daneben_beschwerde“.",
    ),
    Message(
        "rechtsbehelf-spaet",
        _RECHT,
        "Ereignis vor der rechtlichen Prüfung",
        "Das Ereignis vom {gefunden} liegt vor der rechtlichen Prüfung am {erwartet}.",
        "Die Prüfung kommt vor allem anderen, noch am Eingangstag.",
    ),
    Message(
        "rechtsbehelf-uebergabe",
        _RECHT,
        "Nicht am selben Tag übergeben",
        "Ein möglicher Rechtsbehelf muss am Tag der Prüfung übergeben werden ({erwartet}); eingetragen: {gefunden}.",
        "Geben Sie ihn sofort an die zuständige Stelle und tragen Sie „uebergeben_am“ und „uebergeben_an“ ein. "
        "Die Frist läuft.",
    ),
    Message(
        "rechtsbehelf-ohne-anlass",
        _RECHT,
        "Weg ohne Rechtsbehelf",
        "Das Ergebnis ist „nein“, trotzdem ist „{feld}“ ausgefüllt.",
        "Löschen Sie die Angabe oder ändern Sie das Ergebnis in „ja“ oder „unklar“.",
    ),
    Message(
        "rechtsbehelf-ungeprueft",
        _RECHT,
        "Nicht geprüft nur bei übernommenen Fällen",
        "„nicht_geprueft“ dürfen nur Fälle, die aus einem anderen System übernommen wurden.",
        "Prüfen Sie den Fall und tragen Sie das Ergebnis ein.",
    ),
    Message(
        "schale-freitext",
        _RECHT,
        "Hier darf kein freier Text stehen",
        "Bei „{erwartet}“ darf im Register nichts über den Inhalt stehen; in „{feld}“ steht freier Text.",
        "Schreiben Sie als Anliegen nur „Wird außerhalb des Registers bearbeitet.“ und lassen Sie Notizen, Gründe "
        "und Maßnahmen weg.",
    ),
    Message(
        "schale-einheit",
        _RECHT,
        "Hier darf keine einzelne Stelle stehen",
        "Bei „{erwartet}“ steht als Stelle nur das ganze Haus; in „{feld}“ steht eine einzelne Stelle.",
        "Tragen Sie die Einheit ein, die in office.yaml für das ganze Haus steht.",
    ),
    # --- Was dazugehört
    Message(
        "stufe-fehlt",
        _PFLICHT,
        "Einstufung fehlt",
        "Vor Rückmeldung und Abschluss muss die Beschwerde eingestuft sein.",
        "Tragen Sie das Ereignis „einstufung“ mit der Stufe ein (bagatelle, prozessbezogen, kritisch) "
        "und oben dieselbe „stufe“.",
    ),
    Message(
        "stufe-widerspruch",
        _PFLICHT,
        "Stufe passt nicht zur Einstufung",
        "Oben steht als Stufe: {gefunden}. Nach dem Verlauf ist sie: {erwartet}.",
        "Oben steht immer die Stufe der letzten Einstufung.",
    ),
    Message(
        "zusage-fehlt",
        _PFLICHT,
        "Keine Zusage, bis wann eine Antwort kommt",
        "Es fehlt, bis wann die Person eine Rückmeldung bekommt.",
        "Tragen Sie „rueckmeldung_bis“ ein, oder „keine_rueckmeldung“ mit dem Grund.",
    ),
    Message(
        "zusage-widerspruch",
        _PFLICHT,
        "Zusage und keine Rückmeldung zugleich",
        "Es sind „rueckmeldung_bis“ und „keine_rueckmeldung“ eingetragen.",
        "Löschen Sie eine der beiden Angaben.",
    ),
    Message(
        "anonym-widerspruch",
        _PFLICHT,
        "Anonym passt nicht",
        "Als Grund steht „anonym“, aber die Person ist nicht als anonym eingetragen.",
        "Tragen Sie unter „person“ „anonym: true“ ein oder ändern Sie den Grund.",
    ),
    Message(
        "begruendet-fehlt",
        _PFLICHT,
        "Bewertung fehlt",
        "Der Fall ist abgeschlossen, aber dieser Punkt ist nicht bewertet.",
        "Tragen Sie „begruendet“ ein (ja, teilweise, nein, nicht_entscheidbar) oder schließen Sie mit "
        "„geklaert_ohne_bewertung“ ab.",
    ),
    Message(
        "begruendet-ueberzaehlig",
        _PFLICHT,
        "Bewertung gehört nicht hierher",
        "Bewertet werden nur Beschwerden; dieser Fall hat die Art „{gefunden}“.",
        "Löschen Sie „begruendet“ und „gruende“ oder ändern Sie die Art durch das Ereignis „umwandlung“.",
    ),
    Message(
        "gruende-fehlen",
        _PFLICHT,
        "Grund fehlt",
        "Der Punkt ist begründet, aber es steht nicht da, warum.",
        "Tragen Sie unter „gruende“ mindestens einen Grund ein; daraus lernt das Haus.",
    ),
    Message(
        "gruende-ohne-bewertung",
        _PFLICHT,
        "Grund ohne begründeten Punkt",
        "Gründe sind eingetragen, aber der Punkt ist weder begründet noch teilweise begründet.",
        "Löschen Sie „gruende“ oder ändern Sie „begruendet“.",
    ),
    Message(
        "ereignis-angaben",
        _PFLICHT,
        "Angabe zum Ereignis fehlt",
        "Zum Ereignis „{gefunden}“ gehört auch: {erwartet}.",
        "Ergänzen Sie die Angabe in demselben Eintrag des Verlaufs.",
    ),
    Message(
        "ereignis-angabe-fremd",
        _PFLICHT,
        "Angabe passt nicht zum Ereignis",
        "Die Angabe „{feld}“ gehört nicht zum Ereignis „{gefunden}“.",
        "Löschen Sie die Angabe oder prüfen Sie, ob das Ereignis das richtige ist.",
    ),
    Message(
        "pflichtereignis-fehlt",
        _PFLICHT,
        "Vorgeschriebener Schritt fehlt",
        "Vor dem Ereignis „{gefunden}“ fehlt: {erwartet}.",
        "Holen Sie den Schritt nach und tragen Sie ihn mit dem Tag ein, an dem er geschah.",
    ),
    Message(
        "freigabe-selbst",
        _PFLICHT,
        "Freigabe durch dieselbe Funktion",
        "Freigabe und Rückmeldung sind beide durch „{gefunden}“.",
        "Bei kritischen Fällen gibt eine zweite Funktion frei.",
    ),
    _warning(
        "massnahme-offen",
        _PFLICHT,
        "Begründet, aber ohne Maßnahme",
        "Die Beschwerde war begründet, aber es steht weder eine Maßnahme da noch, warum es keine braucht.",
        "Tragen Sie eine Maßnahme ein oder das Ereignis „keine_massnahme“ mit dem Grund.",
    ),
    Message(
        "ausnahme-wirkungslos",
        _PFLICHT,
        "Ausnahme ohne Wirkung",
        "Für „{gefunden}“ ist eine Ausnahme eingetragen, aber die Regel wäre gar nicht verletzt.",
        "Löschen Sie die Ausnahme.",
    ),
    Message(
        "ausnahme-unzulaessig",
        _PFLICHT,
        "Ausnahme nicht möglich",
        "Von „{gefunden}“ kann es keine Ausnahme geben.{erwartet}",
        "Ausnahmen gibt es nur von Regeln über das, was zu einem Fall dazugehört. Mehr steht im Handbuch.",
    ),
    # --- Ablauf
    Message(
        "nach-ende",
        _ABLAUF,
        "Ereignis nach dem Ende",
        "Nach „{erwartet}“ ist das Ereignis „{gefunden}“ nicht mehr möglich.",
        "Muss der Fall weitergehen, tragen Sie zuerst das Ereignis „wiedereroeffnung“ mit dem Grund ein "
        "(nicht nach doppelt, abgabe, storno).",
    ),
    Message(
        "wiedereroeffnung-ohne-abschluss",
        _ABLAUF,
        "Wiedereröffnet, was offen ist",
        "Der Fall wird wieder geöffnet, war aber nicht abgeschlossen.",
        "Löschen Sie das Ereignis oder ergänzen Sie den Abschluss davor.",
    ),
    Message(
        "pause-reihenfolge",
        _ABLAUF,
        "Pause passt nicht",
        "„{gefunden}“ ist hier nicht möglich: {erwartet}.",
        "Eine Pause beginnt mit „pause_beginn“ und endet mit „pause_ende“, bevor geantwortet oder abgeschlossen wird.",
    ),
    Message(
        "abschluss-ohne-ereignis",
        _ABLAUF,
        "Abschluss steht nicht im Verlauf",
        "Der Block „abschluss“ ist ausgefüllt, aber der Verlauf endet nicht mit einem Abschluss.",
        "Tragen Sie im Verlauf das Ereignis „abschluss“ mit Datum und Ergebnis ein. Ist der Fall wieder geöffnet, "
        "gehört der Block weg.",
    ),
    Message(
        "abschluss-ohne-block",
        _ABLAUF,
        "Block „abschluss“ fehlt",
        "Der Verlauf endet mit einem Abschluss, aber der Block „abschluss“ fehlt.",
        "Ergänzen Sie unter „abschluss“ das „ergebnis“.",
    ),
    Message(
        "abschluss-widerspruch",
        _ABLAUF,
        "Zwei verschiedene Ergebnisse",
        "Im Block „abschluss“ steht „{gefunden}“, im Verlauf „{erwartet}“.",
        "Beide Ergebnisse müssen gleich sein.",
    ),
    Message(
        "abschluss-ergebnis-art",
        _ABLAUF,
        "Ergebnis passt nicht zur Art",
        "„{gefunden}“ ist hier kein mögliches Ergebnis.{erwartet}",
        "Beschwerden werden abgeholfen oder nicht; Anregungen, Hinweise, Lob und Anfragen werden beantwortet, "
        "aufgegriffen, zur Kenntnis genommen oder weitergegeben.",
    ),
    Message(
        "rueckmeldung-fehlt",
        _ABLAUF,
        "Abschluss ohne Rückmeldung",
        "Der Fall ist abgeschlossen, ohne dass jemand eine Antwort bekommen hat.",
        "Tragen Sie das Ereignis „rueckmeldung“ vor dem Abschluss ein. Geht das nicht, nennen Sie unter "
        "„keine_rueckmeldung“ den Grund.",
    ),
    Message(
        "stellungnahme-fehlt",
        _ABLAUF,
        "Begründete Stellungnahme fehlt",
        "Der Beschwerde wurde nicht abgeholfen, aber die Begründung fehlt.",
        "Tragen Sie unter „abschluss“ die „begruendung“ ein: die tragenden Gründe, ohne Angaben zur Person.",
    ),
    Message(
        "umwandlung-art",
        _ABLAUF,
        "Umwandlung passt nicht zur Art",
        "Nach dem Verlauf ist der Fall „{erwartet}“, oben steht „{gefunden}“.",
        "Oben steht immer die Art nach der letzten Umwandlung.",
    ),
    Message(
        "weitergabe-fehlt",
        _ABLAUF,
        "Weitergegeben, aber an wen?",
        "Die Anfrage ist als weitergegeben abgeschlossen, aber der Verlauf nennt niemanden, der sie bekam.",
        "Tragen Sie vor dem Abschluss das Ereignis „weiterleitung“ oder „uebergeben“ mit der Stelle ein.",
    ),
    Message(
        "rueckruf-fehlt",
        _ABLAUF,
        "Zugesagter Rückruf fehlt",
        "Ein Rückruf war zugesagt, aber im Verlauf steht keiner.",
        "Rufen Sie zurück und tragen Sie das Ereignis „rueckmeldung“ ein; Weitergeben allein hält die Zusage nicht.",
    ),
    Message(
        "absage-nicht-uebergeben",
        _ABLAUF,
        "Noch nicht im Fachverfahren",
        "Ein Fall zum Thema „{gefunden}“ ist erst erledigt, wenn er im Fachverfahren steht.",
        "Tragen Sie ihn dort ein und hier vor dem Abschluss das Ereignis „uebergeben“.",
    ),
    Message(
        "auftraggeber-selbst",
        _NEUTRAL,
        "Der Auftraggeber entscheidet selbst",
        "Die Entscheidung, wer den Fall bearbeitet, ist durch „{gefunden}“ eingetragen; das ist keine Funktion "
        "eines Auftraggebers.",
        "Tragen Sie unter „durch“ die Funktion des Auftraggebers ein, der entschieden hat.",
    ),
    Message(
        "auftraggeber-entscheidung",
        _NEUTRAL,
        "Zuständig ist, wen der Auftraggeber bestimmt",
        "Zuständig ist „{gefunden}“, der Auftraggeber hat aber „{erwartet}“ bestimmt.",
        "Tragen Sie die bestimmte Stelle ein. Hat sich das geändert, fehlt das Ereignis „zuweisung“.",
    ),
    # --- Neutralität und Vollmacht
    Message(
        "neutralitaet",
        _NEUTRAL,
        "Die betroffene Stelle entscheidet selbst",
        "Das Ereignis „{gefunden}“ kommt von „{erwartet}“; über diese Stelle beschwert sich die Person.",
        "Antworten und entscheiden muss eine andere Stelle. Die betroffene Stelle kann eine Stellungnahme abgeben "
        "(Ereignis „stellungnahme_eingeholt“).",
    ),
    Message(
        "neutralitaet-leitung",
        _NEUTRAL,
        "Beschwerde über die Leitung",
        "Die Beschwerde richtet sich gegen die Leitung; „{gefunden}“ durch „{erwartet}“ wäre nicht neutral.",
        "Über die Leitung entscheidet der Träger oder der Auftraggeber.",
    ),
    Message(
        "vollmacht-fehlt",
        _NEUTRAL,
        "Antwort an Dritte ohne Vollmacht",
        "Die Antwort ging an Dritte, aber eine Vollmacht liegt nicht vor.",
        "Antworten Sie der Person selbst oder warten Sie, bis die Vollmacht da ist.",
    ),
    Message(
        "presse-falldaten",
        _NEUTRAL,
        "Falldaten an Presse oder Politik",
        "Die Antwort ging an „{gefunden}“; Presse und Politik bekommen nie Angaben zum Fall.",
        "Antworten Sie der Person selbst. An Presse und Politik geht nur eine allgemeine Auskunft außerhalb des Falls.",
    ),
    Message(
        "dritte-fehlen",
        _NEUTRAL,
        "Angaben zu Dritten fehlen",
        "Der Zugang ist „dritte“, aber es steht nicht da, wer sich gemeldet hat.",
        "Tragen Sie unter „dritte“ die Art ein, zum Beispiel beratungsstelle. Namen gehören nicht hierher.",
    ),
    Message(
        "dritte-ueberzaehlig",
        _NEUTRAL,
        "Dritte ohne Zugang über Dritte",
        "Unter „dritte“ steht etwas, aber der Zugang ist „{gefunden}“.",
        "Ändern Sie den Zugang in „dritte“ oder löschen Sie den Block.",
    ),
    # --- Verweise
    Message(
        "prozess-unbekannt",
        _BEZUG,
        "Prozess gibt es nicht",
        "Den Prozess „{gefunden}“ gibt es in den Katalogen Ihres Hauses nicht.{erwartet}",
        "Wählen Sie einen Prozess aus dem Handbuch oder lassen Sie das Feld weg.",
    ),
    Message(
        "bezug-unbekannt",
        _BEZUG,
        "Verweis auf einen Fall, den es nicht gibt",
        "Der Fall {gefunden} ist nicht im Register.",
        "Prüfen Sie das Aktenzeichen.",
    ),
    Message(
        "bezug-selbst",
        _BEZUG,
        "Verweis auf sich selbst",
        "Der Fall verweist auf sich selbst.",
        "Nennen Sie das Aktenzeichen des anderen Falls.",
    ),
    # --- Änderungen
    Message(
        "fall-geloescht",
        _AENDERUNG,
        "Fall gelöscht",
        "Der Fall {gefunden} ist gelöscht; ein Fall bleibt für immer, auch seine Nummer.",
        "Stellen Sie die Datei wieder her. War der ganze Fall ein Versehen: Ereignis „storno“ statt Revert.",
    ),
    Message(
        "fall-umbenannt",
        _AENDERUNG,
        "Fall umbenannt",
        "Der Fall {gefunden} liegt jetzt unter {erwartet}; eine Nummer wird nie geändert und nie neu vergeben.",
        "Benennen Sie die Datei zurück. Die Person kennt die alte Nummer, und andere Fälle verweisen darauf.",
    ),
    Message(
        "herkunft-geaendert",
        _AENDERUNG,
        "Herkunft geändert",
        "Die Angaben zur Herkunft sind anders als bisher.",
        "Stellen Sie den Block „herkunft“ so wieder her, wie er war: Er verbindet den Fall mit dem alten Verzeichnis.",
    ),
    Message(
        "verlauf-geaendert",
        _AENDERUNG,
        "Alter Eintrag geändert",
        "Im Eintrag „{gefunden}“ ist „{feld}“ anders als bisher.",
        "Stellen Sie den Eintrag wieder her und ergänzen Sie unten das Ereignis „korrektur“ mit Feld, altem und neuem "
        "Wert und Grund.",
    ),
    Message(
        "verlauf-entfernt",
        _AENDERUNG,
        "Eintrag aus dem Verlauf entfernt",
        "Der Eintrag „{gefunden}“ fehlt jetzt im Verlauf.",
        "Stellen Sie den Eintrag wieder her. War er falsch, ergänzen Sie unten das Ereignis „korrektur“; war der ganze "
        "Fall falsch: Ereignis „storno“ statt Revert.",
    ),
    Message(
        "verlauf-eingeschoben",
        _AENDERUNG,
        "Eintrag dazwischengeschoben",
        "Der Eintrag „{gefunden}“ steht neu vor älteren Einträgen.",
        "Neue Einträge kommen ans Ende des Verlaufs. Geschah etwas früher, sagen Sie das in der „notiz“.",
    ),
    Message(
        "verlauf-umgestellt",
        _AENDERUNG,
        "Verlauf umgestellt",
        "Der Eintrag „{gefunden}“ steht nicht mehr an seiner Stelle.",
        "Stellen Sie die alte Reihenfolge wieder her; neue Einträge kommen ans Ende.",
    ),
    Message(
        "korrektur-fehlt",
        _AENDERUNG,
        "Geändert ohne Korrektur",
        "„{feld}“ war „{erwartet}“ und ist jetzt „{gefunden}“, aber der Verlauf sagt nichts dazu.",
        "Ergänzen Sie unten das Ereignis „korrektur“ mit „feld“ (der Name links vom Doppelpunkt), „alt“, „neu“ und "
        "„grund“, oder stellen Sie den alten Wert wieder her.",
    ),
    Message(
        "korrektur-widerspruch",
        _AENDERUNG,
        "Korrektur passt nicht zur Änderung",
        "Die Korrektur passt nicht zu dem, was sich geändert hat: vorher „{erwartet}“, jetzt „{gefunden}“.",
        "Unter „alt“ steht genau der Wert von vorher, unter „neu“ genau der jetzige (ein leerer Wert heißt „leer“).",
    ),
    Message(
        "zuweisung-fehlt",
        _AENDERUNG,
        "Zuständigkeit geändert ohne Ereignis",
        "Zuständig war „{erwartet}“ und ist jetzt „{gefunden}“, aber der Verlauf sagt nichts dazu.",
        "Ergänzen Sie unten das Ereignis „zuweisung“ oder „weiterleitung“ mit der neuen „stelle“. War die alte Angabe "
        "ein Irrtum, ergänzen Sie „korrektur“.",
    ),
    Message(
        "abgeschlossen-geaendert",
        _AENDERUNG,
        "Abgeschlossener Fall geändert",
        "Der Fall war abgeschlossen; „{feld}“ darf sich nicht mehr ändern.",
        "Stellen Sie die alte Angabe wieder her. War sie falsch, ergänzen Sie dazu das Ereignis „korrektur“; geht der "
        "Fall weiter, zuerst „wiedereroeffnung“. Zufriedenheit kommt zusammen mit „befragung_antwort“.",
    ),
    Message(
        "schwaerzung-ohne-ereignis",
        _AENDERUNG,
        "Geschwärzt ohne Ereignis",
        "In „{feld}“ steht neu „[entfernt]“, aber der Verlauf nennt keine Schwärzung dieses Feldes.",
        "Ergänzen Sie unten das Ereignis „schwaerzung“ mit „feld“ und „grund“.",
    ),
    Message(
        "schwaerzung-mehr",
        _AENDERUNG,
        "Mehr als geschwärzt",
        "In „{feld}“ ist mehr anders als die geschwärzte Stelle.",
        "Ersetzen Sie nur den Text, der weg muss, durch „[entfernt]“ und lassen Sie alles andere stehen.",
    ),
    Message(
        "massnahme-entfernt",
        _AENDERUNG,
        "Maßnahme entfernt oder umgeschrieben",
        "Die Maßnahme „{gefunden}“ steht nicht mehr im Fall.",
        "Stellen Sie sie wieder her. Wird sie aufgegeben, bleibt sie mit „stand: verworfen“ stehen; wird daraus eine "
        "andere, kommt diese als neuer Eintrag dazu.",
    ),
    Message(
        "freigabe-gleiche-person",
        _AENDERUNG,
        "Freigabe und Antwort von derselben Person eingetragen",
        "Freigabe und Rückmeldung dieses kritischen Falls hat dieselbe Person eingetragen.",
        "Wer freigibt, trägt die Freigabe selbst ein und speichert sie; wer antwortet, danach die Rückmeldung. Beim "
        "Zusammenfassen von Änderungen (Squash) bleibt die zweite Person als „Co-authored-by“ genannt.",
    ),
    Message(
        "gemischte-aenderung",
        _AENDERUNG,
        "Fälle und Regeln in einer Änderung",
        "Die Änderung betrifft zugleich {gefunden} und den Fall {erwartet}.",
        "Teilen Sie sie in zwei: zuerst Einstellungen oder Programm, danach die Fälle. So wird kein Fall nach Regeln "
        "geprüft, die er selbst mitbringt.",
    ),
    # --- office.yaml
    Message(
        "rufnummer-kostenpflichtig",
        _BUERO,
        "Rufnummer kostet die Anrufenden Geld",
        "„{gefunden}“ ist keine kostenfreie oder Ortsnummer: {erwartet}.",
        "Nennen Sie eine Nummer mit 0800 oder eine Ortsnummer. Wer sich beschwert, zahlt dafür nicht extra.",
    ),
    Message(
        "rufnummer-form",
        _BUERO,
        "Keine Rufnummer",
        "„{gefunden}“ ist keine deutsche Rufnummer mit Vorwahl.",
        'Nennen Sie auch die Vorwahl, zum Beispiel "030 23125 001" oder "0800 0000123".',
    ),
    Message(
        "vokabular-abweisung",
        _BUERO,
        "Beschwerden werden nie abgewiesen",
        "Der Eintrag „{gefunden}“ weist eine Beschwerde ab.",
        "Streichen Sie den Eintrag. Eine Beschwerde wird immer angenommen und beantwortet; ist sie unbegründet, "
        "wird das gesagt und begründet.",
    ),
    Message(
        "eintrag-doppelt",
        _BUERO,
        "Eintrag steht zweimal",
        "Die Kennung „{gefunden}“ steht zweimal in derselben Liste.",
        "Geben Sie dem zweiten Eintrag eine andere Kennung.",
    ),
    Message(
        "eintrag-zeitraum",
        _BUERO,
        "Zeitraum endet vor seinem Beginn",
        "Der Eintrag gilt bis {gefunden}, beginnt aber erst am {erwartet}.",
        "Prüfen Sie „gueltig_von“ und „gueltig_bis“.",
    ),
    Message(
        "verweis-unbekannt",
        _BUERO,
        "Verweis auf einen Eintrag, den es nicht gibt",
        "„{gefunden}“ ({feld}) gibt es nicht.{erwartet}",
        "Nennen Sie eine Kennung, die in office.yaml oder im Profil steht.",
    ),
    Message(
        "angabe-fehlt",
        _BUERO,
        "Angabe fehlt im Haus und im Profil",
        "In office.yaml fehlt „{gefunden}“, und auch das Profil nennt es nicht.",
        "Ergänzen Sie die Angabe; Vorbild ist die office.yaml des Beispielhauses.",
    ),
    Message(
        "muster-platzhalter",
        _BUERO,
        "Adressmuster unvollständig",
        "Im Adressmuster „{gefunden}“ fehlt {erwartet}.",
        "Schreiben Sie zum Beispiel https://forge.example/amt/faelle/blob/main/{{pfad}} für Dateien "
        "und https://forge.example/amt/faelle/tree/{{fassung}} für Fassungen.",
    ),
    Message(
        "stichtag-ohne-beispiel",
        _BUERO,
        "Fester Stichtag in einem echten Register",
        "„stichtag“ friert den Tag ein; das ist nur für erfundene Daten erlaubt.",
        "Löschen Sie „stichtag“ oder, wenn die Daten erfunden sind, ergänzen Sie „beispiel: true“.",
    ),
    Message(
        "kalender-land",
        _BUERO,
        "Feiertag gibt es in diesem Land nicht",
        "„{gefunden}“ passt nicht zum Land {erwartet}.",
        "Augsburg liegt in Bayern (BY). Zusätzliche katholische Feiertage gibt es nur in BY, SN und TH.",
    ),
    Message(
        "video-fehlt",
        _BUERO,
        "Video oder Standbild fehlt",
        "Die Datei „{gefunden}“ liegt nicht im Register.",
        "Legen Sie die Datei an diese Stelle oder nehmen Sie den Block „gebaerdensprache“ heraus.",
    ),
    _warning(
        "zeiten-form",
        _BUERO,
        "Zeiten lassen sich nicht übersetzen",
        "„{gefunden}“ ({feld}) steht in anderen Sprachen so da, auf Deutsch.",
        "Schreiben Sie Tage und Stunden zum Beispiel so: {erwartet}.",
    ),
    _warning(
        "barrierefreiheit-alt",
        _BUERO,
        "Erklärung zur Barrierefreiheit ist über ein Jahr alt",
        "Die Erklärung zur Barrierefreiheit wurde zuletzt am {gefunden} geprüft; das ist über ein Jahr her.",
        "Prüfen Sie die Seiten neu, ergänzen Sie „maengel“ und setzen Sie „geprueft_am“ auf den Tag der Prüfung.",
    ),
    _warning(
        "einheit-ohne-groesse",
        _BUERO,
        "Einheit ohne Zahl der Personen",
        "Bei der Einheit „{gefunden}“ steht nicht, wie viele Personen dort arbeiten. Ihre Zahlen erscheinen darum nur "
        "zusammen mit denen der kleinen Einheiten.",
        "Ergänzen Sie, wie viele Personen dort arbeiten, zum Beispiel „groesse: 12“. Unter {erwartet} Personen bleibt "
        "es beim Zusammenlegen.",
    ),
    # --- Prozesse
    Message(
        "prozess-doppelt",
        _PROZESS,
        "Zwei Prozesse mit demselben Zeichen",
        "Das Zeichen „{gefunden}“ hat auch {erwartet}.",
        "Geben Sie einem der beiden ein anderes Zeichen.",
    ),
    Message(
        "schritt-rolle-unbekannt",
        _PROZESS,
        "Rolle gibt es nicht",
        "Die Rolle „{gefunden}“ steht nicht unter „rollen“.{erwartet}",
        "Ergänzen Sie die Rolle oben oder verbessern Sie die Schreibweise.",
    ),
    Message(
        "schritt-ziel-unbekannt",
        _PROZESS,
        "Nächster Schritt fehlt",
        "Den Schritt „{gefunden}“ gibt es nicht.{erwartet}",
        "Nennen Sie die Kennung eines vorhandenen Schritts.",
    ),
    Message(
        "schritt-doppelt",
        _PROZESS,
        "Schritt steht zweimal",
        "Die Kennung „{gefunden}“ haben zwei Schritte.",
        "Geben Sie dem zweiten Schritt eine andere Kennung.",
    ),
    Message(
        "schritt-unerreichbar",
        _PROZESS,
        "Schritt wird nie erreicht",
        "Zum Schritt „{gefunden}“ führt kein Weg.",
        "Verbinden Sie ihn durch „weiter“ mit einem Schritt davor oder streichen Sie ihn.",
    ),
    Message(
        "schritt-ohne-ende",
        _PROZESS,
        "Weg ohne Ende",
        "Von „{gefunden}“ führt kein Weg zu einem Ende.",
        "Jeder Weg endet bei einem Schritt mit „form: ende“.",
    ),
    Message(
        "entscheidung-ein-ausgang",
        _PROZESS,
        "Entscheidung mit nur einem Ausgang",
        "Die Entscheidung „{gefunden}“ hat nur einen Ausgang.",
        "Eine Entscheidung hat mindestens zwei Ausgänge, zum Beispiel ja und nein.",
    ),
    Message(
        "rolle-ohne-schritt",
        _PROZESS,
        "Rolle kommt nirgends vor",
        "Die Rolle „{gefunden}“ ist an keinem Schritt verantwortlich oder beteiligt.",
        "Streichen Sie die Rolle oder nennen Sie sie bei einem Schritt unter „rolle“ oder „beteiligt“.",
    ),
    Message(
        "dokument-unbekannt",
        _PROZESS,
        "Dokument gibt es nicht",
        "Das Dokument „{gefunden}“ steht nicht unter „dokumente“.{erwartet}",
        "Ergänzen Sie das Dokument in der Liste „dokumente“ oder verbessern Sie die Schreibweise.",
    ),
    Message(
        "recht-unbekannt",
        _PROZESS,
        "Paragraf steht nicht in der Liste des Rechts",
        "„{gefunden}“ steht nicht in der Liste des Rechts.{erwartet}",
        "Nennen Sie eine Kennung von der Seite „Recht“ oder ergänzen Sie die Norm in handbook/recht/.",
    ),
    Message(
        "recht-im-text",
        _PROZESS,
        "Paragraf im Text",
        "In „{feld}“ steht „{gefunden}“; Paragrafen stehen nur in der Liste des Rechts.",
        "Nennen Sie die Norm unter „rechtsgrundlagen“ mit ihrer Kennung; dort bleibt ihr Stand gepflegt.",
    ),
    Message(
        "text-mit-zeichen",
        _PROZESS,
        "Auszeichnung im Text",
        "In „{feld}“ steht „{gefunden}“; spitze Klammern haben in einer Beschreibung nichts zu suchen.",
        "Schreiben Sie nur Text. Wie er aussieht, bestimmt das Handbuch.",
    ),
    _warning(
        "recht-alt",
        _PROZESS,
        "Rechtsstand älter als ein Jahr",
        "„{gefunden}“ hat seit {erwartet} niemand mehr geprüft.",
        "Lesen Sie den heutigen Wortlaut nach und tragen Sie den Tag bei „geprueft“ ein. Haben Sie die ganze "
        "mitgelieferte Liste durchgesehen, genügt „recht_geprueft“ in office.yaml.",
    ),
    # --- Öffentliche Texte
    Message(
        "satz-zu-lang",
        _TEXT,
        "Satz zu lang",
        "Der Satz ist zu lang: {gefunden}, erlaubt sind {erwartet}.",
        "Machen Sie zwei Sätze daraus oder lassen Sie weg, was nicht nötig ist.",
    ),
    Message(
        "saetze-im-schnitt",
        _TEXT,
        "Sätze im Schnitt zu lang",
        "Die Sätze dieser Sprache haben im Schnitt {gefunden} Wörter, erlaubt sind {erwartet}. Hier steht der längste.",
        "Kürzen Sie die längsten Sätze, bis der Schnitt passt.",
    ),
    Message(
        "wort-zu-lang",
        _TEXT,
        "Langes Wort nicht geteilt",
        "„{gefunden}“ hat einen Teil mit über {erwartet} Buchstaben.",
        "Teilen Sie das Wort mit einem Bindestrich, wo man beim Sprechen teilt, oder nehmen Sie ein kürzeres.",
    ),
    Message(
        "zu-viel-passiv",
        _TEXT,
        "Zu viel Passiv",
        "„{gefunden}“ ist Passiv; erlaubt ist es höchstens einmal in {erwartet} Sätzen.",
        "Sagen Sie, wer etwas tut: nicht „Sie werden informiert“, sondern „Wir sagen es Ihnen“.",
    ),
    Message(
        "leicht-zwei-gedanken",
        _TEXT,
        "Zwei Gedanken in einem Satz",
        "In Leichter Sprache steht in jedem Satz nur ein Gedanke; hier trennt „{gefunden}“ zwei: {erwartet}.",
        "Machen Sie zwei Sätze daraus, ohne Komma und ohne Klammer.",
    ),
    Message(
        "leicht-genitiv",
        _TEXT,
        "Genitiv in Leichter Sprache",
        "„{gefunden}“ sieht nach Genitiv aus: {erwartet}.",
        "Schreiben Sie „von“ davor, zum Beispiel „die Nummer von Ihrem Amt“.",
    ),
    Message(
        "leicht-konjunktiv",
        _TEXT,
        "Konjunktiv in Leichter Sprache",
        "„{gefunden}“ ist Konjunktiv: {erwartet}.",
        "Sagen Sie, was ist: nicht „Sie könnten“, sondern „Vielleicht können Sie“.",
    ),
    Message(
        "leicht-zahlwort",
        _TEXT,
        "Zahl als Wort geschrieben",
        "„{gefunden}“ ist eine Zahl in Buchstaben: {erwartet}.",
        "Schreiben Sie die Zahl als Ziffer.",
    ),
    Message(
        "leicht-wort-unerklaert",
        _TEXT,
        "Schweres Wort nicht einmal erklärt",
        "„{gefunden}“ ist ein schweres Wort. Auf der Seite fehlt seine Erklärung, oder sie steht dort mehrmals.",
        "Setzen Sie {{{{ wort.{erwartet} }}}} einmal auf die Seite. Die Erklärung steht in worte.yaml unter „woerter“.",
    ),
    _warning(
        "uebersetzung-fehlt",
        _TEXT,
        "Übersetzung fehlt",
        "Zu {erwartet} fehlt die Übersetzung ({gefunden}). Dort steht jetzt nur, wie man anruft.",
        "Übersetzen Sie die Seite oder nehmen Sie die Sprache in office.yaml aus „sprachen“.",
    ),
    Message(
        "uebersetzung-anders",
        _TEXT,
        "Übersetzung sagt etwas anderes",
        "Diese Seite weicht von {erwartet} ab, bei: {gefunden}.",
        "Gleichen Sie Überschriften, Zusagen, Rechtssätze und Zahlen an die deutsche Seite an.",
    ),
    # --- Schreiben
    Message(
        "schreiben-angabe-fehlt",
        _SCHREIBEN,
        "Für das Schreiben fehlt eine Angabe",
        "Für das Schreiben „{erwartet}“ fehlt {gefunden}.",
        "Ergänzen Sie die Angabe im Fall. Ein Schreiben mit einer Lücke entsteht nie.",
    ),
    Message(
        "schreiben-fall-beendet",
        _SCHREIBEN,
        "Schreiben passt nicht zum Stand des Falls",
        "Der Fall ist {gefunden}; das Schreiben „{erwartet}“ passt nicht dazu.",
        "Ist der Fall noch nicht zu Ende, tragen Sie zuerst das Ereignis wiedereroeffnung in den Verlauf ein. "
        "Sonst wählen Sie ein anderes Schreiben.",
    ),
    Message(
        "schreiben-zusage-vorbei",
        _SCHREIBEN,
        "Der zugesagte Tag ist vorbei",
        "Das Schreiben „{erwartet}“ würde den {gefunden} zusagen; dieser Tag ist schon vorbei.",
        "Sagen Sie der Person einen neuen Tag zu und tragen Sie das Ereignis fristverlaengerung ein.",
    ),
    Message(
        "schreiben-vollmacht-fehlt",
        _SCHREIBEN,
        "Schreiben an Dritte ohne Vollmacht",
        "Das Schreiben „{erwartet}“ ginge an Dritte, aber eine Vollmacht liegt nicht vor (Stand: {gefunden}).",
        "Schreiben Sie der Person selbst oder warten Sie, bis die Vollmacht da ist.",
    ),
    Message(
        "schreiben-presse",
        _SCHREIBEN,
        "Presse und Politik bekommen keine Angaben zum Fall",
        "Das Schreiben „{erwartet}“ ginge an „{gefunden}“ und enthielte Angaben zum Fall.",
        "Schreiben Sie der Person selbst. Presse und Politik antwortet die Pressestelle, ohne Angaben zum Fall.",
    ),
    Message(
        "schreiben-ohne-antwort",
        _SCHREIBEN,
        "Niemand wartet auf ein Schreiben",
        "In diesem Fall ist keine Rückmeldung vorgesehen (Grund: {gefunden}); „{erwartet}“ hat keinen Empfänger.",
        "Kann die Person doch eine Antwort bekommen, ändern Sie „keine_rueckmeldung“ und nennen Sie einen Tag.",
    ),
    Message(
        "schreiben-freigabe-fehlt",
        _SCHREIBEN,
        "Antwort ohne Freigabe",
        "Der Fall ist als kritisch eingestuft, aber „{erwartet}“ ist noch nicht freigegeben.",
        "Lassen Sie eine zweite Person prüfen. Sie trägt das Ereignis freigabe in den Verlauf ein.",
    ),
    Message(
        "schreiben-schale",
        _SCHREIBEN,
        "Dieser Fall wird außerhalb des Registers bearbeitet",
        "Zu diesem Weg ({gefunden}) stehen im Register nur Nummer und Daten; „{erwartet}“ entsteht hier nicht.",
        "Wenden Sie sich an die Stelle, die den Fall bearbeitet. Sie schreibt auch der Person.",
    ),
    Message(
        "schreiben-kein-auftraggeber",
        _SCHREIBEN,
        "Haus ohne Auftraggeber",
        "Das Schreiben „{erwartet}“ gehört zu einem Integrationsfachdienst; dieses Haus hat das Profil „{gefunden}“.",
        "Wählen Sie ein anderes Schreiben.",
    ),
    Message(
        "schreiben-vorlage-name",
        _SCHREIBEN,
        "Vorlage mit unbekanntem Namen",
        "Zu welchem Schreiben die Vorlage „{gefunden}“ gehört, ist nicht zu erkennen.{erwartet}",
        "Benennen Sie die Datei wie die Vorlage, die sie ersetzen soll, oder nehmen Sie sie aus dem Ordner.",
    ),
    Message(
        "schreiben-vorlage-unlesbar",
        _SCHREIBEN,
        "Vorlage nicht lesbar",
        "Die Vorlage lässt sich nicht verwenden: {gefunden}.",
        "Öffnen Sie die Vorlage in Word, verbessern Sie die Stelle und speichern Sie sie als Word-Dokument (.docx).",
    ),
    Message(
        "schreiben-vorlage-feld",
        _SCHREIBEN,
        "Unbekanntes Feld in der Vorlage",
        "Das Feld „{gefunden}“ gibt es in Schreiben nicht.{erwartet}",
        "Verbessern Sie die Schreibweise in der Vorlage. Alle Felder nennt die Seite „Schreiben in Word“.",
    ),
    Message(
        "schreiben-vorlage-feld-gesperrt",
        _SCHREIBEN,
        "Feld ist in dieser Vorlage nicht erlaubt",
        "Das Feld „{gefunden}“ gehört nicht in das Schreiben „{erwartet}“: Der Auftraggeber bekommt nur Nummer, "
        "Einstufung, Thema und Daten.",
        "Nehmen Sie das Feld aus der Vorlage.",
    ),
    Message(
        "schreiben-vorlage-teil",
        _SCHREIBEN,
        "In der Vorlage fehlt ein Pflichtteil",
        "In der Vorlage fehlt {gefunden}.{erwartet}",
        "Kopieren Sie den Teil mit seinem Rahmen aus der mitgelieferten Vorlage. Den Text darin dürfen Sie ändern.",
    ),
    # --- Dateien des Hauses (office/)
    Message(
        "haus-datei-unbekannt",
        _HAUS,
        "Datei, die niemand liest",
        "„{gefunden}“ wird nirgends gelesen; die Zahlen darin fehlten ohne ein Wort.{erwartet}",
        "Benennen Sie die Datei wie im Handbuch beschrieben oder nehmen Sie sie aus dem Ordner office/.",
    ),
    Message(
        "monat-form",
        _HAUS,
        "Monat anders geschrieben",
        "„{gefunden}“ ist für „{feld}“ kein Monat; erwartet: {erwartet}.",
        "Schreiben Sie das Jahr mit vier und den Monat mit zwei Ziffern.",
    ),
    Message(
        "zeitraum-form",
        _HAUS,
        "Zeitraum anders geschrieben",
        "„{gefunden}“ ist für „{feld}“ kein Zeitraum; möglich ist {erwartet}.",
        "Schreiben Sie ein Jahr, ein Halbjahr (H1, H2), ein Quartal (Q1 bis Q4) oder einen Monat mit zwei Ziffern.",
    ),
    Message(
        "haus-eintrag-doppelt",
        _HAUS,
        "Angabe steht zweimal",
        "Zu „{gefunden}“ steht weiter oben in der Datei schon ein Eintrag.",
        "Löschen Sie den Eintrag, der nicht stimmt. Gezählt werden kann nur einer.",
    ),
    Message(
        "haus-zeitraum",
        _HAUS,
        "Ende vor dem Beginn",
        "Der Zeitraum endet am {gefunden}, beginnt aber erst am {erwartet}.",
        "Prüfen Sie „von“ und „bis“; oft ist das Jahr vertippt.",
    ),
    Message(
        "haus-ueberschneidung",
        _HAUS,
        "Zeiträume überschneiden sich",
        "Der {gefunden} liegt schon im Zeitraum eines anderen Eintrags ({erwartet}).",
        "Prüfen Sie „von“ und „bis“ beider Einträge. Ein Tag gehört zu einer Befragung, nicht zu zweien.",
    ),
    Message(
        "haus-teil-groesser",
        _HAUS,
        "Teil größer als das Ganze",
        "„{feld}“ ist {gefunden} und damit mehr als {erwartet}.",
        "Sehen Sie in der Quelle nach. Oft sind zwei Zahlen vertauscht.",
    ),
    Message(
        "haus-kennzahl",
        _HAUS,
        "Ziel für eine Zahl, die es nicht gibt",
        "„{gefunden}“ ({feld}) wird nirgends berechnet.{erwartet}",
        "Wählen Sie eine Kennzahl und einen Wert; „casebook stats --format json“ nennt beide als id und part.",
    ),
    # --- Veröffentlichte Zahlen und Änderungen
    Message(
        "veroeffentlicht-datei",
        _OEFFENTLICH,
        "Datei, die niemand veröffentlicht",
        "„{gefunden}“ gehört nicht zu dem, was veröffentlicht wird.",
        "In handbook/veroeffentlicht/ liegen nur zahlen-JJJJ.yaml und aenderungen-JJJJ.yaml. "
        "Benennen Sie die Datei um oder nehmen Sie sie heraus.",
    ),
    Message(
        "veroeffentlicht-jahr",
        _OEFFENTLICH,
        "Anderes Jahr als im Dateinamen",
        "„{feld}“ ist {gefunden}; die Datei heißt nach dem Jahr {erwartet}.",
        "Prüfen Sie das Jahr und den Namen der Datei.",
    ),
    Message(
        "veroeffentlicht-offen",
        _OEFFENTLICH,
        "Zahlen eines Jahres, das noch lief",
        "Am {gefunden} war das Jahr {erwartet} noch nicht zu Ende.",
        "Veröffentlicht werden nur abgeschlossene Jahre. Lassen Sie die Datei von „casebook publish“ schreiben.",
    ),
    Message(
        "veroeffentlicht-rundung",
        _OEFFENTLICH,
        "Zahl ist nicht gerundet",
        "„{feld}“ ist {gefunden}; hier stehen nur {erwartet}.",
        "Ändern Sie veröffentlichte Zahlen nicht von Hand. Lassen Sie die Datei von „casebook publish“ schreiben.",
    ),
    Message(
        "veroeffentlicht-genau",
        _OEFFENTLICH,
        "Genaue Zahlen, wo gerundet wird",
        "Die Tabelle „{gefunden}“ darf keine genauen Zahlen enthalten.",
        "Nach Dritten wird immer gerundet, und ist die Gesamtzahl gerundet, dann alles. "
        "Lassen Sie die Datei von „casebook publish“ schreiben.",
    ),
    Message(
        "veroeffentlicht-spalten",
        _OEFFENTLICH,
        "Zeile passt nicht zu den Spalten",
        "Die Zeile hat {gefunden} Zahlen, die Tabelle aber {erwartet} Spalten.",
        "Lassen Sie die Datei von „casebook publish“ schreiben.",
    ),
    Message(
        "veroeffentlicht-widerspruch",
        _OEFFENTLICH,
        "Veröffentlichte Zahlen widersprechen sich",
        "Die veröffentlichten Zahlen bis {gefunden} passen nicht zusammen: Keine Zählung kann sie alle ergeben.",
        "Holen Sie die Dateien aus dem Stand zurück, in dem sie veröffentlicht wurden.",
    ),
    Message(
        "veroeffentlicht-rueckschluss",
        _OEFFENTLICH,
        "Zahlen verraten einzelne Menschen",
        "Aus den Zahlen folgt, dass hinter einem Feld nur ein oder zwei Menschen stehen ({gefunden}).",
        "Veröffentlichen Sie die Datei nicht. Nehmen Sie in office.yaml unter „veroeffentlichung“ eine Tabelle heraus "
        "oder setzen Sie „genau“ auf false, und lassen Sie die Datei neu schreiben.",
    ),
    Message(
        "veroeffentlicht-geaendert",
        _OEFFENTLICH,
        "Veröffentlichte Zahlen geändert",
        "„{gefunden}“ ist schon veröffentlicht und wird nicht mehr geändert oder gelöscht: "
        "Zwei Fassungen desselben Jahres verrieten, was dazwischen nachgetragen wurde.",
        "Nehmen Sie die Änderung zurück. Nachträge stehen gerundet bei den Zahlen des nächsten Jahres.",
    ),
    Message(
        "veroeffentlicht-wortlaut",
        _OEFFENTLICH,
        "Worte aus einem Fall",
        "„{feld}“ enthält Worte, die so im Fall {erwartet} stehen: „{gefunden}“.",
        "Schreiben Sie den Satz mit eigenen Worten neu. Sieben gleiche Wörter hintereinander sind zu viel.",
    ),
)

CATALOGUE: dict[str, Message] = {message.id: message for message in _MESSAGES}
assert len(CATALOGUE) == len(_MESSAGES), "two messages share an id"
