"""What is promised and how long it takes: K03 to K06, K08, K24, K25."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.measures import bases
from casebook.measures.catalogue.texts import (
    NO_ENDS,
    P90,
    RANK,
    UNKNOWN_DAYS,
    WORKDAYS,
    duration_parts,
    without_duration,
)
from casebook.measures.counting import Count, Rank, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import ART, GRUND, KANAL, STELLE, STUFE, THEMA, ZUSTAENDIG
from casebook.measures.record import Unit
from casebook.measures.rows import both, column, either, flag, has_number, is_in, known, lacks

_FIRST = "Vom Eingang bis zum ersten Abschluss derselben Fälle."
_PROMISE = ("rueckmeldung_bis", "keine_rueckmeldung", "verlauf.bis", "verlauf.grund", "verlauf.informiert")
_NO_ANSWER = "Fälle ohne mögliche oder gewünschte Rückmeldung zählen nicht mit."

_KEPT = is_in("promise", "gehalten")
_LATE = is_in("promise", "versaeumt")
_OVERDUE = is_in("promise", "offen_ueberfaellig")
_RUNNING = is_in("promise", "offen_laufend")


def _closing_parts() -> Iterator[Part]:
    yield from duration_parts("final", longest=True)
    units: tuple[tuple[Unit, str], ...] = (("arbeitstage", "first_workdays"), ("kalendertage", "first_days"))
    for unit, days in units:
        yield Part(f"erst_median_{unit}", "Bis zum ersten Abschluss: Median", unit, Rank(column(days), 50), _FIRST)
        yield Part(f"erst_p90_{unit}", f"Bis zum ersten Abschluss: {P90}", unit, Rank(column(days), 90), _FIRST)
    yield without_duration("final", "final_closing")
    yield Part("mit_pause", "haben geruht", "faelle", Count(has_number("paused_days")), total_only=True)
    yield Part(
        "pause_median_kalendertage",
        "Ruhezeit: Median",
        "kalendertage",
        Rank(column("paused_days"), 50),
        "Tage, an denen ein Fall ruhte, nur Fälle mit Pause.",
        total_only=True,
    )


MEASURES = (
    Measure(
        "K03",
        "Eingang rechtzeitig bestätigt",
        "E",
        "Anteil: bis zum letzten Tag bestätigt ÷ (bestätigt + nicht bestätigt und Tag vorbei). Die Frist folgt aus dem "
        "Fristenplan des Hauses; Pausen verschieben sie. Eine Rückmeldung oder ein Abschluss gilt auch als "
        "Bestätigung. Anonyme und übernommene Fälle und Arten ohne Frist zählen nicht mit. "
        f"{_NO_ANSWER} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            Part(
                "quote",
                "rechtzeitig",
                "prozent",
                Share(
                    is_in("acknowledgement", "rechtzeitig"),
                    is_in("acknowledgement", "rechtzeitig", "verspaetet", "versaeumt"),
                ),
                listed=True,
            ),
            Part("verspaetet", "später bestätigt", "faelle", Count(is_in("acknowledgement", "verspaetet"))),
            Part("versaeumt", "nicht bestätigt, Tag vorbei", "faelle", Count(is_in("acknowledgement", "versaeumt"))),
            Part("laeuft", "nicht bestätigt, Tag nicht vorbei", "faelle", Count(is_in("acknowledgement", "laeuft"))),
        ),
        (ART, KANAL, STUFE),
        ("person.anonym", "herkunft", "keine_rueckmeldung", "verlauf.stufe"),
    ),
    Measure(
        "K04",
        "Dauer bis zur Bestätigung",
        "E",
        f"Tage vom Eingang (Tag 0) bis zur ersten Eingangsbestätigung; Fälle ohne eine zählen nicht mit. {WORKDAYS} "
        f"{RANK} {UNKNOWN_DAYS} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (*duration_parts("acknowledged"), without_duration("acknowledged", "acknowledged")),
        (ART, KANAL),
    ),
    Measure(
        "K05",
        "Dauer bis zum Abschluss",
        "A",
        f"Tage vom Eingang (Tag 0) bis zum letzten Abschluss, alle Arten; Pausen sind nicht abgezogen. {WORKDAYS} "
        f"{RANK} {UNKNOWN_DAYS} {NO_ENDS}",
        bases.CLOSED,
        tuple(_closing_parts()),
        (ART, STUFE, ZUSTAENDIG, THEMA),
    ),
    Measure(
        "K06",
        "Antworten in der zugesagten Zeit",
        "E",
        "Eingegangene Fälle mit zugesagtem Tag, gültige Verlängerungen eingerechnet, nach dem, was am Stand mit ihnen "
        f"ist. {_NO_ANSWER} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            Part(
                "quote",
                "rechtzeitig beantwortet",
                "prozent",
                Share(_KEPT, is_in("promise", "gehalten", "versaeumt", "offen_ueberfaellig")),
                "Anteil: rechtzeitig beantwortet ÷ alle Zusagen, deren Tag vorbei ist oder die beantwortet sind.",
                listed=True,
            ),
            Part(
                "erreichbar",
                "noch erreichbar",
                "prozent",
                Share(either(_KEPT, _RUNNING), either(_KEPT, _LATE, _OVERDUE, _RUNNING)),
                "Der Anteil, wenn alle noch laufenden Zusagen gehalten werden, an allen Zusagen.",
            ),
            Part("gehalten", "rechtzeitig beantwortet", "faelle", Count(_KEPT)),
            Part("versaeumt", "verspätet beantwortet", "faelle", Count(_LATE)),
            Part("offen_laufend", "offen, Tag nicht vorbei", "faelle", Count(_RUNNING)),
            Part("offen_ueberfaellig", "offen, Tag vorbei", "faelle", Count(_OVERDUE)),
            Part("ruht", "von den offenen ruhen", "faelle", Count(both(either(_RUNNING, _OVERDUE), flag("resting")))),
            Part(
                "mit_zusage",
                "Zusage gegeben",
                "prozent",
                Share(either(_KEPT, _LATE, _OVERDUE, _RUNNING), lacks(flag("no_answer"))),
                "Anteil: Fälle mit zugesagtem Tag ÷ alle Fälle, in denen eine Rückmeldung möglich und gewünscht ist.",
            ),
        ),
        (ART, STUFE, THEMA, ZUSTAENDIG),
        _PROMISE,
    ),
    Measure(
        "K08",
        "Zugesagter Termin gehalten",
        "F",
        "Fälle aller Arten mit zugesagtem Tag der Rückmeldung, gültige Verlängerungen eingerechnet. Es zählt die erste "
        "Rückmeldung; nennt der Verlauf keine, der erste Abschluss. Verglichen werden Tage. "
        f"{_NO_ANSWER} {NO_ENDS}",
        bases.DUE,
        (
            Part(
                "quote",
                "gehalten",
                "prozent",
                Share(_KEPT, either(_KEPT, _LATE)),
                "Anteil: gehalten ÷ (gehalten + versäumt); was noch offen ist, steht daneben.",
                listed=True,
            ),
            Part("gehalten", "bis zum zugesagten Tag beantwortet", "faelle", Count(_KEPT)),
            Part("versaeumt", "später beantwortet", "faelle", Count(_LATE)),
            Part("offen_ueberfaellig", "offen, zugesagter Tag vorbei", "faelle", Count(_OVERDUE)),
            Part("offen_laufend", "offen, zugesagter Tag noch nicht vorbei", "faelle", Count(_RUNNING)),
        ),
        (ART, STUFE, THEMA, STELLE, ZUSTAENDIG),
        _PROMISE,
    ),
    Measure(
        "K24",
        "Verlängerungen",
        "A",
        f"Abgeschlossene Fälle, deren zugesagter Tag verschoben wurde. {NO_ENDS}",
        bases.CLOSED,
        (
            Part("quote", "verlängert", "prozent", Share(flag("extended")), listed=True),
            Part(
                "ordentlich",
                "mit Grund und Nachricht",
                "prozent",
                Share(flag("extended_properly"), flag("extended")),
                "Anteil: Jede Verlängerung nennt ihren Grund, und die Person weiß davon ÷ verlängerte Fälle.",
            ),
        ),
        (ART, ZUSTAENDIG),
        ("verlauf.grund", "verlauf.informiert", "person.anonym"),
    ),
    Measure(
        "K25",
        "Gründe für Verspätung",
        "A",
        f"Abgeschlossene Fälle, die nach dem zugesagten Tag beantwortet wurden. {NO_ENDS}",
        bases.LATE_CLOSED,
        (
            Part("quote", "Grund benannt", "prozent", Share(known("verspaetungsgrund")), listed=True),
            Part("anzahl", "verspätet", "faelle", Count(), total_only=True),
        ),
        (GRUND,),
        (*_PROMISE, "abschluss.verspaetungsgrund"),
    ),
)
