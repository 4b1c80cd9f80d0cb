"""How cases end: K09 to K14, K28."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casebook.measures import bases
from casebook.measures.catalogue.texts import NO_ENDS, NO_REMEDIES, WORKDAYS
from casebook.measures.counting import Count, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import (
    ART,
    BEHOERDE,
    BEREICH,
    BETRIFFT,
    DRITTE,
    GRUPPE,
    INSTANZ,
    PROZESS,
    STUFE,
    THEMA,
    TRAEGER,
    WIRKUNG,
    ZUGANG,
)
from casebook.measures.frames.columns import days_between
from casebook.measures.rows import Bools, Rows, both, flag, has_day, is_in, lacks

REOPENING_WINDOW = 90
"""Calendar days after a closing in which a reopening counts against it (K14)."""

_OUTCOMES = {
    "abgeholfen": "abgeholfen",
    "teilweise_abgeholfen": "teilweise abgeholfen",
    "nicht_abgeholfen": "nicht abgeholfen",
    "geklaert_ohne_bewertung": "geklärt ohne Bewertung",
    "zurueckgezogen": "zurückgezogen",
    "abgegeben": "nicht unsere Sache: abgegeben",
    "beantwortet": "beantwortet",
    "aufgegriffen": "aufgegriffen",
    "zur_kenntnis": "zur Kenntnis genommen",
    "weitergegeben": "weitergegeben",
    "unbekannt": "unbekannt",
}
_UPHELD = (
    "Anteil der begründeten und teilweise begründeten an allen bewerteten Beschwerden "
    "(begründet + teilweise begründet + unbegründet)"
)
_NOT_RULED = (
    "Nicht im Nenner: geklärt ohne Bewertung, zurückgezogen, nicht entscheidbar und noch nicht abgeschlossen. Nach "
    f"Themen und anderen Merkmalen der Anliegen zählt jedes Anliegen mit seiner eigenen Bewertung. {NO_ENDS}"
)
_RULED = is_in("verdict", "ja", "teilweise", "nein")
_VERDICT = ("anliegen.begruendet", "verlauf.ergebnis", "abschluss.ergebnis")
_RULED_BY_US = is_in("entscheidung", "bestaetigt", "beanstandet", "vorher_abgeholfen")
_OUTSIDE_US = is_in("entscheidung", "beanstandet", "vorher_abgeholfen")


def _upheld_parts() -> tuple[Part, ...]:
    return (
        Part(
            "quote",
            "begründet oder teilweise begründet",
            "prozent",
            Share(is_in("verdict", "ja", "teilweise"), _RULED),
            listed=True,
        ),
        Part(
            "streng",
            "voll begründet",
            "prozent",
            Share(is_in("verdict", "ja"), _RULED),
            "Dieser Wert zählt nur die voll begründeten.",
        ),
        Part(
            "teilweise",
            "teilweise begründet",
            "prozent",
            Share(is_in("verdict", "teilweise"), _RULED),
            "Dieser Wert zählt nur die teilweise begründeten.",
        ),
        Part(
            "unbegruendet",
            "unbegründet",
            "prozent",
            Share(is_in("verdict", "nein"), _RULED),
            "Dieser Wert zählt die unbegründeten.",
        ),
    )


_UNDECIDED = Part(
    "unentschieden",
    "noch nicht abgeschlossen",
    "faelle",
    Count(lacks(has_day("final_closing"))),
    "Solange es solche gibt, ändert sich der Anteil noch.",
    total_only=True,
)

_UPHELD_BY = (ZUGANG, DRITTE, STUFE, GRUPPE, THEMA, BEREICH, TRAEGER, BETRIFFT, PROZESS)


def _outcome_parts() -> Iterator[Part]:
    yield Part("anzahl", "beendet", "faelle", Count(), listed=True)
    for outcome, name in _OUTCOMES.items():
        yield Part(outcome, name, "prozent", Share(is_in("outcome", outcome)))


def _window_over(rows: Rows) -> Bools:
    stand = np.full(len(rows.index), rows.frames.stand, dtype="datetime64[D]")
    return np.asarray(days_between(rows.day("first_closing"), stand) > REOPENING_WINDOW)


def _reopened(rows: Rows) -> Bools:
    return np.asarray(days_between(rows.day("first_closing"), rows.day("reopened")) <= REOPENING_WINDOW)


def _at_once(rows: Rows) -> Bools:
    within = (rows.number("final_workdays") <= 1) & np.isnat(rows.day("reopened"))
    return np.asarray(within & ~rows.flag("handed_on"))


MEASURES = (
    Measure(
        "K09",
        "Begründete Beschwerden nach Abschluss",
        "A",
        f"{_UPHELD}. {_NOT_RULED}",
        bases.COMPLAINTS_CLOSED,
        _upheld_parts(),
        _UPHELD_BY,
        _VERDICT,
    ),
    Measure(
        "K09E",
        "Begründete Beschwerden nach Eingang",
        "E",
        f"{_UPHELD}, die im Zeitraum eingegangen sind, soweit sie bis zum Stand entschieden waren. {_NOT_RULED}",
        bases.COMPLAINTS_RECEIVED,
        (*_upheld_parts(), _UNDECIDED),
        _UPHELD_BY,
        _VERDICT,
    ),
    Measure(
        "K10",
        "Ergebnisse",
        "A",
        "Fälle, die im Zeitraum abgeschlossen oder abgegeben wurden, und der Anteil jedes Ergebnisses daran. Nach Art "
        "gelesen ist der Nenner die Zahl der beendeten Fälle dieser Art. Doppelte und stornierte Fälle und reine "
        "Rechtsbehelfe zählen nicht mit.",
        bases.ENDED,
        tuple(_outcome_parts()),
        (ART, STUFE, ZUGANG),
        ("verlauf.ergebnis", "abschluss.ergebnis"),
    ),
    Measure(
        "K11",
        "Wirkung",
        "A",
        "Was die Bearbeitung bewirkt hat, unabhängig davon, ob eine Beschwerde begründet war. Anteil: abgeschlossene "
        f"Fälle mit einer Wirkung ÷ alle abgeschlossenen; ein Fall kann mehrere haben. {NO_ENDS}",
        bases.CLOSED,
        (
            Part("quote", "mit Wirkung", "prozent", Share(flag("with_effect")), listed=True),
            Part(
                "unbegruendet",
                "mit Wirkung, obwohl unbegründet",
                "prozent",
                Share(flag("with_effect"), both(bases.COMPLAINT, is_in("verdict", "nein"))),
                "Der Nenner sind unbegründete Beschwerden.",
                total_only=True,
            ),
            Part(
                "vermittelt",
                "mit anderer Behörde geklärt, obwohl unbegründet",
                "faelle",
                Count(both(bases.COMPLAINT, is_in("verdict", "nein"), flag("with_effect"), flag("contacted"))),
                "Unbegründete Beschwerden mit einer Wirkung, in denen eine andere Behörde angesprochen wurde.",
                total_only=True,
            ),
        ),
        (ART, WIRKUNG, BEHOERDE),
        ("abschluss.wirkung", "verlauf.behoerde", "anliegen.begruendet"),
    ),
    Measure(
        "K12",
        "Sofort erledigt",
        "A",
        "Anteil: abgeschlossen spätestens am ersten Arbeitstag nach dem Eingang, ohne Weitergabe an eine andere "
        "Einheit und nie wieder geöffnet ÷ alle abgeschlossenen Fälle. Als Weitergabe gelten Weiterleitung, zweite "
        "Stufe und die Zuweisung an eine andere als die angesprochene Stelle. Übernommene Fälle zählen nicht mit, ihr "
        f"Verlauf ist unvollständig. {WORKDAYS} {NO_ENDS}",
        bases.CLOSED,
        (Part("quote", "sofort erledigt", "prozent", Share(_at_once, lacks(flag("imported"))), listed=True),),
        (ART, THEMA),
        ("eingang.datum", "eingang.stelle", "verlauf.stelle", "herkunft"),
    ),
    Measure(
        "K13",
        "Zweite Stufe",
        "A",
        f"Fälle, mit denen sich eine zweite, höhere Stelle befasst hat. {NO_ENDS}",
        bases.CLOSED,
        (
            Part(
                "quote",
                "auf zweiter Stufe abgeschlossen",
                "prozent",
                Share(has_day("second_stage")),
                "Anteil: abgeschlossen, nachdem die zweite Stufe begonnen hatte ÷ alle abgeschlossenen Fälle.",
                listed=True,
            ),
            Part(
                "uebergang",
                "von der ersten in die zweite Stufe",
                "prozent",
                Share(has_day("second_stage"), rows=bases.STAGE_ONE_ENDED),
                "Anteil: bis zum Stand in die zweite Stufe gegangen ÷ Fälle, deren erste Stufe im Zeitraum mit dem "
                "ersten Abschluss oder dem Übergang endete.",
            ),
        ),
        (ART, THEMA),
    ),
    Measure(
        "K14",
        "Wieder geöffnet",
        "A",
        f"Anteil: innerhalb von {REOPENING_WINDOW} Kalendertagen wieder geöffnet ÷ Fälle, deren erster Abschluss im "
        f"Zeitraum liegt und am Stand mehr als {REOPENING_WINDOW} Tage zurückliegt. {NO_ENDS}",
        bases.FIRST_CLOSED,
        (
            Part("quote", "wieder geöffnet", "prozent", Share(_reopened, _window_over), listed=True),
            Part("zu_frueh", "noch nicht zu sagen", "faelle", Count(lacks(_window_over))),
        ),
        (ART, THEMA),
    ),
    Measure(
        "K28",
        "Externe Stellen",
        "A",
        "Fälle, mit denen sich eine Stelle außerhalb des Hauses befasst hat, etwa ein Bürgerbeauftragter oder ein "
        "Petitionsausschuss, und was dort entschieden wurde (im Verlauf „Externe Stelle“: bestätigt, "
        f"beanstandet, vorher abgeholfen, Empfehlung, Empfehlung befolgt). {NO_REMEDIES}",
        bases.DECISIONS,
        (
            Part(
                "quote",
                "zugunsten der Person entschieden",
                "prozent",
                Share(_OUTSIDE_US, _RULED_BY_US),
                "Anteil: beanstandet oder vorher abgeholfen ÷ alle inhaltlichen Entscheidungen des Zeitraums.",
                listed=True,
            ),
            Part(
                "quote_aller",
                "zugunsten der Person, von allen Befassungen",
                "prozent",
                Share(_OUTSIDE_US),
                "Derselbe Zähler, der Nenner sind alle Befassungen des Zeitraums, auch ohne Ergebnis, "
                "aber ohne Empfehlungen.",
            ),
            Part("bestaetigt", "uns bestätigt", "entscheidungen", Count(is_in("entscheidung", "bestaetigt"))),
            Part("beanstandet", "uns beanstandet", "entscheidungen", Count(is_in("entscheidung", "beanstandet"))),
            Part(
                "vorher_abgeholfen",
                "schon vorher abgeholfen",
                "prozent",
                Share(is_in("entscheidung", "vorher_abgeholfen"), _OUTSIDE_US),
                "Anteil: von uns abgeholfen, bevor die Stelle entschied ÷ zugunsten der Person entschieden.",
            ),
            Part(
                "befolgt",
                "Empfehlungen befolgt",
                "prozent",
                Share(flag("befolgt"), rows=bases.RECOMMENDATIONS),
                "Anteil: bis zum Stand befolgt ÷ im Zeitraum gegebene Empfehlungen.",
                total_only=True,
            ),
            Part(
                "befasst",
                "abgeschlossene Fälle mit externer Stelle",
                "prozent",
                Share(flag("external"), rows=bases.CLOSED),
                "Anteil: Fälle mit mindestens einem solchen Ereignis ÷ alle abgeschlossenen Fälle.",
                total_only=True,
            ),
        ),
        (INSTANZ,),
        ("verlauf.ergebnis", "verlauf.behoerde"),
    ),
)
