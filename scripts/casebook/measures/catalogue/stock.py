"""What is open: K02, K07, K16, K17."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casebook.measures import bases
from casebook.measures.bases import moved
from casebook.measures.catalogue.texts import NO_REMEDIES, P90, RANK, WORKDAYS
from casebook.measures.counting import Count, Difference, Rank, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import ART, GRUPPE, STUFE, ZUSTAENDIG
from casebook.measures.rows import Bools, Rows, Where, age_in_days, age_in_workdays, both, flag, has_day, lacks

BUCKETS = ((0, 5), (6, 10), (11, 20), (21, 60), (61, None))
"""Ages of open cases in working days, both ends included."""


def _overdue(rows: Rows) -> Bools:
    """Not answered on the day of the stock although the promised day is over; on its last day a promise runs."""
    return np.asarray((rows.day("promised") < rows.at) & ~rows.flag("answered"))


def _aged(first: int, last: int | None) -> Where:
    def where(rows: Rows) -> Bools:
        age = age_in_workdays(rows)
        return np.asarray((age >= first) & (age <= (np.inf if last is None else last)))

    return where


def _ages() -> Iterator[Part]:
    yield Part("median_arbeitstage", "Median", "arbeitstage", Rank(age_in_workdays, 50), listed=True)
    yield Part("p90_arbeitstage", P90, "arbeitstage", Rank(age_in_workdays, 90), listed=True)
    yield Part("max_arbeitstage", "Ältester Fall", "arbeitstage", Rank(age_in_workdays, 100), listed=True)
    yield Part("median_kalendertage", "Median", "kalendertage", Rank(age_in_days, 50))
    yield Part("p90_kalendertage", P90, "kalendertage", Rank(age_in_days, 90))
    yield Part("max_kalendertage", "Ältester Fall", "kalendertage", Rank(age_in_days, 100))
    for first, last in BUCKETS:
        name = f"über {first - 1} Arbeitstage" if last is None else f"{first} bis {last} Arbeitstage"
        id = f"ueber_{first - 1}" if last is None else f"alter_{first}_{last}"
        yield Part(id, name, "faelle", Count(_aged(first, last)))
    unknown = lacks(_aged(0, None))
    yield Part("ohne_dauer", "ohne Dauer", "faelle", Count(unknown), "Alter in Arbeitstagen nicht zu rechnen.")


MEASURES = (
    Measure(
        "K02",
        "Bestand",
        "O",
        "Bestand am Anfang + eingegangen + wieder geöffnet − abgeschlossen − doppelt − abgegeben − storniert + "
        "umgewandelt in diese Art − umgewandelt aus dieser Art = Bestand am Ende. Der Bestand folgt aus dem Zustand "
        "der Fälle, das Übrige aus den Ereignissen des Verlaufs: Gehen beide nicht auf, ist ein Verlauf falsch. Ein "
        "Fall, der im Zeitraum zweimal abgeschlossen wird, zählt dort zweimal. Nennt der Verlauf die Art vor einer "
        f"Umwandlung nicht, zählt der Fall von Anfang an in seiner neuen Art. {NO_REMEDIES}",
        bases.STOCK_AT_END,
        (
            Part("ende", "Bestand am Ende", "faelle", Count(), listed=True),
            Part("anfang", "Bestand am Anfang", "faelle", Count(rows=bases.STOCK_AT_START)),
            Part("eingang", "eingegangen", "faelle", Count(rows=moved("eingang"))),
            Part("wieder_offen", "wieder geöffnet", "faelle", Count(rows=moved("wieder_offen"))),
            Part("abgeschlossen", "abgeschlossen", "faelle", Count(rows=moved("abgeschlossen"))),
            Part("doppelt", "als doppelt beendet", "faelle", Count(rows=moved("doppelt"))),
            Part("abgegeben", "abgegeben", "faelle", Count(rows=moved("abgegeben"))),
            Part("storniert", "storniert", "faelle", Count(rows=moved("storniert"))),
            Part("umgewandelt_zu", "in diese Art umgewandelt", "faelle", Count(rows=moved("umgewandelt_zu"))),
            Part("umgewandelt_von", "aus dieser Art umgewandelt", "faelle", Count(rows=moved("umgewandelt_von"))),
        ),
        (ART,),
    ),
    Measure(
        "K07",
        "Überfälliger Bestand",
        "O",
        "Anteil: offene Fälle, deren gültig zugesagter Tag vorbei ist und die noch niemand beantwortet hat ÷ alle "
        f"offenen Fälle am Ende des Zeitraums. {NO_REMEDIES}",
        bases.STOCK_AT_END,
        (
            Part("quote", "überfällig", "prozent", Share(_overdue), listed=True),
            Part(
                "quote_zusage",
                "überfällig von denen mit Zusage",
                "prozent",
                Share(_overdue, has_day("promised")),
                "Der Nenner sind nur offene Fälle mit zugesagtem Tag.",
            ),
            Part("ruht", "davon ruhen", "faelle", Count(both(_overdue, flag("resting")))),
        ),
        (ART, STUFE, ZUSTAENDIG),
        ("rueckmeldung_bis", "verlauf.bis", "verlauf.grund", "verlauf.informiert"),
    ),
    Measure(
        "K16",
        "Alter des Bestands",
        "O",
        f"Tage vom Eingang (Tag 0) bis zum Ende des Zeitraums, alle offenen Fälle. {WORKDAYS} {RANK} {NO_REMEDIES}",
        bases.STOCK_AT_END,
        tuple(_ages()),
        (ART, STUFE, GRUPPE, ZUSTAENDIG),
        ("eingang.datum",),
    ),
    Measure(
        "K17",
        "Abfluss",
        "A",
        f"Abschlüsse des Zeitraums im Verhältnis zu seinen Eingängen, und was der Bestand dabei zunahm. {NO_REMEDIES}",
        moved("abgeschlossen"),
        (
            Part(
                "quote",
                "Abschlüsse je 100 Eingänge",
                "je_hundert",
                Share(lambda rows: ~np.isnat(rows.day("day")), over=moved("eingang")),
                "Über 100 nimmt der Bestand ab. Gezählt sind die Ereignisse des Zeitraums, nicht dieselben Fälle.",
                listed=True,
            ),
            Part(
                "netto",
                "Bestand am Ende − Bestand am Anfang",
                "faelle",
                Difference(bases.STOCK_AT_END, bases.STOCK_AT_START),
            ),
        ),
        (ART,),
    ),
)
