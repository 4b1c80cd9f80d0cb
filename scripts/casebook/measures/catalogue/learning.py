"""What follows from cases, and how good the data is: K20 to K23, K26, K27, K29."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casebook.measures import bases
from casebook.measures.catalogue.texts import NO_ENDS, P90, RANK, UNKNOWN_DAYS, WORKDAYS
from casebook.measures.counting import Count, FromOutside, Mean, Rank, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import ART, BEDARF, BETRIFFT, ERGEBNIS, KANAL, THEMA, VERANTWORTLICH, WEG
from casebook.measures.frames.columns import days_between
from casebook.measures.frames.gaps import GAPS
from casebook.measures.outside_figures import answers, articulated, in_evidence, registered
from casebook.measures.rows import (
    Bools,
    Rows,
    both,
    column,
    flag,
    has_day,
    has_number,
    is_in,
    lacks,
)

SURVEY_DAYS = 42
"""Calendar days after which a survey without an answer is over (K21)."""

_DECIDED = is_in("remedy_clock", "rechtzeitig", "verspaetet", "versaeumt")


def _survey_over(rows: Rows) -> Bools:
    """Answered, or sent so long ago that no answer is expected any more."""
    stand = np.full(len(rows.index), rows.frames.stand, dtype="datetime64[D]")
    return np.asarray(has_number("satisfaction")(rows) | (days_between(rows.day("surveyed"), stand) > SURVEY_DAYS))


def _satisfied(rows: Rows) -> Bools:
    return np.asarray(rows.number("satisfaction") >= 4)


def _done_in_time(rows: Rows) -> Bools:
    return np.asarray(rows.day("umgesetzt") <= rows.day("frist"))


def _due(rows: Rows) -> Bools:
    """Done, or its last day is over."""
    stand = np.datetime64(rows.frames.stand, "D")
    return np.asarray(has_day("umgesetzt")(rows) | (rows.day("frist") < stand))


def _gap_parts() -> Iterator[Part]:
    yield Part(
        "quote",
        "vollständig",
        "prozent",
        Share(flag("complete")),
        "Anteil: Fälle, in denen keine dieser Angaben fehlt ÷ alle abgeschlossenen Fälle.",
        listed=True,
    )
    for id, gap in GAPS.items():
        yield Part(
            f"fehlt_{id}",
            f"{gap.name} fehlt oder ist unbekannt",
            "prozent",
            Share(flag(f"lacks_{id}"), flag(f"needs_{id}")),
            "Der Nenner sind abgeschlossene Fälle, die diese Angabe brauchen.",
            total_only=True,
        )


MEASURES = (
    Measure(
        "K20",
        "Wie viele Unzufriedene sich melden",
        "H",
        "Aus der letzten Umfrage, die im Zeitraum endete. Der 95-%-Bereich ist nach Wilson gerechnet und nach außen "
        "gerundet.",
        bases.NO_ROWS,
        (
            Part(
                "artikulation",
                "haben sich beschwert",
                "prozent",
                FromOutside(articulated),
                "Artikulationsquote: beschwert ÷ unzufrieden.",
            ),
            Part(
                "registriert",
                "davon im Register",
                "prozent",
                FromOutside(registered),
                "Registrierquote: im Register ÷ beschwert.",
            ),
            Part(
                "evidenz",
                "Unzufriedene im Register",
                "prozent",
                FromOutside(in_evidence),
                "Evidenzquote: im Register ÷ unzufrieden.",
            ),
            Part("befragte", "gültige Antworten", "faelle", FromOutside(answers)),
        ),
        (),
        tuple(
            f"outside.umfragen.{name}"
            for name in ("von", "bis", "befragte", "unzufriedene", "geaeussert", "registriert", "quelle")
        ),
    ),
    Measure(
        "K21",
        "Zufriedenheit mit der Bearbeitung",
        "A",
        "Im Zeitraum abgeschlossene Fälle, in denen nach der Zufriedenheit gefragt wurde, von 1 (sehr unzufrieden) bis "
        f"5 (sehr zufrieden). {NO_ENDS}",
        bases.SURVEYED,
        (
            Part(
                "quote",
                "zufrieden (4 oder 5)",
                "prozent",
                Share(_satisfied, has_number("satisfaction")),
                "Anteil: 4 oder 5 ÷ gültige Antworten.",
                listed=True,
            ),
            Part("mittel", "Mittelwert", "punkte", Mean(column("satisfaction")), "Über gültige Antworten."),
            Part(
                "ruecklauf",
                "geantwortet",
                "prozent",
                Share(has_number("satisfaction"), _survey_over),
                f"Anteil: gültige Antworten ÷ Befragungen, die beantwortet oder vor mehr als {SURVEY_DAYS} Tagen "
                "versandt sind.",
            ),
            Part("laeuft", "noch ohne Antwort", "faelle", Count(lacks(_survey_over)), "Befragung läuft noch."),
        ),
        (ERGEBNIS, ART),
        ("abschluss.zufriedenheit",),
    ),
    Measure(
        "K22",
        "Maßnahmen",
        "A",
        "Was das Haus wegen einzelner Fälle ändert. Beschlossen zählt im Zeitraum, in dem der Fall abgeschlossen "
        f"wurde, fällig nach der Frist und geprüft nach dem Tag der Umsetzung der Maßnahme. {NO_ENDS}",
        bases.MEASURES_DECIDED,
        (
            Part("anzahl", "beschlossen", "massnahmen", Count(), listed=True),
            Part("verworfen", "davon verworfen", "massnahmen", Count(flag("verworfen"))),
            Part(
                "fristgerecht",
                "bis zur Frist umgesetzt",
                "prozent",
                Share(_done_in_time, _due, rows=bases.MEASURES_DUE),
                "Anteil: bis zur Frist umgesetzt ÷ (umgesetzt + Frist vorbei), Maßnahmen mit Frist im Zeitraum ohne "
                "verworfene.",
                listed=True,
            ),
            Part(
                "je_hundert",
                "je 100 begründete Beschwerden",
                "je_hundert",
                Share(lacks(flag("verworfen")), over=bases.UPHELD_CLOSED),
                "Beschlossene und nicht verworfene Maßnahmen ÷ begründete und teilweise begründete Beschwerden des "
                "Zeitraums × 100.",
                total_only=True,
            ),
            Part(
                "geprueft",
                "Wirkung geprüft",
                "prozent",
                Share(has_day("geprueft"), rows=bases.MEASURES_DONE),
                "Anteil: Wirkung bis zum Stand geprüft ÷ im Zeitraum umgesetzte Maßnahmen.",
            ),
        ),
        (VERANTWORTLICH,),
        tuple(
            f"massnahmen.{name}"
            for name in ("text", "verantwortlich", "frist", "stand", "umgesetzt_am", "wirkung_geprueft")
        ),
    ),
    Measure(
        "K23",
        "Aus begründeten Beschwerden gelernt",
        "A",
        "Anteil: mit mindestens einer Maßnahme oder mit der Begründung, warum keine nötig ist ÷ begründete und "
        "teilweise begründete Beschwerden. Nach Thema und Einheit zählt jedes Anliegen mit seiner eigenen Bewertung. "
        f"{NO_ENDS}",
        bases.UPHELD_CLOSED,
        (Part("quote", "mit Folge", "prozent", Share(flag("learned")), listed=True),),
        (THEMA, BETRIFFT),
        ("massnahmen.text", "verlauf.ereignis"),
    ),
    Measure(
        "K26",
        "Bedarfe erfüllt",
        "E",
        "Was eine Person braucht, um uns zu verstehen, etwa Leichte Sprache oder Gebärdensprache. Anteil: erfüllt ÷ "
        f"alle genannten Bedarfe der eingegangenen Fälle; wo nichts dazu steht, gilt der Bedarf als nicht erfüllt. "
        f"{NO_ENDS}",
        bases.NEEDS_STATED,
        (
            Part("quote", "erfüllt", "prozent", Share(is_in("erfuellt", "ja")), listed=True),
            Part("genannt", "genannte Bedarfe", "bedarfe", Count()),
            Part("nicht_erfuellt", "nicht erfüllt", "bedarfe", Count(is_in("erfuellt", "nein"))),
            Part("ohne_angabe", "ohne Angabe, ob erfüllt", "bedarfe", Count(is_in("erfuellt", "ohne-angabe"))),
        ),
        (BEDARF, ART, KANAL),
        ("person.bedarf.art", "person.bedarf.erfuellt"),
    ),
    Measure(
        "K27",
        "Rechtsbehelfe erkannt",
        "E",
        "Eingegangene Fälle, in denen die rechtliche Prüfung „ja“ oder „unklar“ ergab, auch solche ohne Beschwerde. "
        "Doppelte und stornierte Fälle zählen nicht mit. Das Register kennt Tage, keine Stunden. "
        f"{WORKDAYS} {RANK} {UNKNOWN_DAYS}",
        bases.REMEDIES_RECEIVED,
        (
            Part("anzahl", "erkannt", "faelle", Count(), listed=True),
            Part("rein", "davon ohne Beschwerde daneben", "faelle", Count(flag("pure_remedy"))),
            Part("unklar", "davon unklar", "faelle", Count(is_in("remedy", "unklar"))),
            Part(
                "median_arbeitstage",
                "Bis zur Übergabe: Median",
                "arbeitstage",
                Rank(column("handed_over_workdays"), 50),
            ),
            Part(
                "p90_arbeitstage", f"Bis zur Übergabe: {P90}", "arbeitstage", Rank(column("handed_over_workdays"), 90)
            ),
            Part("nicht_uebergeben", "nicht übergeben", "faelle", Count(lacks(has_day("handed_over")))),
            Part(
                "rechtzeitig",
                "vor Ablauf der Frist übergeben",
                "prozent",
                Share(is_in("remedy_clock", "rechtzeitig"), _DECIDED),
                "Anteil: bis zum letzten Tag der Widerspruchsfrist übergeben ÷ (übergeben + Frist vorbei). Nur "
                "Widersprüche und Unklares; unbekannte Tage des Bescheids werden ungünstig angenommen.",
            ),
            Part(
                "ohne_dauer",
                "ohne Dauer",
                "faelle",
                Count(both(has_day("handed_over"), lacks(has_number("handed_over_workdays")))),
                total_only=True,
            ),
        ),
        (WEG, ART),
        tuple(
            f"rechtsbehelf.{name}"
            for name in (
                "ergebnis",
                "weg",
                "bescheid_vom",
                "aufgegeben_am",
                "bekanntgabe_am",
                "belehrung",
                "uebergeben_am",
            )
        ),
    ),
    Measure(
        "K29",
        "Vollständige Angaben",
        "A",
        "Abgeschlossene Fälle und die Angaben, auf denen Zahlen beruhen; bei übernommenen Fällen fehlen manche. "
        f"{NO_ENDS}",
        bases.CLOSED,
        tuple(_gap_parts()),
        (ART,),
        (
            "eingang.kanal",
            "eingang.zugang",
            "anliegen.thema",
            "anliegen.begruendet",
            "zustaendig",
            "verlauf.stufe",
            "verlauf.ergebnis",
            "abschluss.ergebnis",
            "rechtsbehelf.ergebnis",
            "rueckmeldung_bis",
            "keine_rueckmeldung",
        ),
    ),
)
