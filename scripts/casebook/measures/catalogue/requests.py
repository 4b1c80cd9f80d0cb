"""Requests and reachability (S4): K31 to K36."""

from __future__ import annotations

from casebook.measures import bases
from casebook.measures.catalogue.texts import (
    HOUSE_DAYS,
    NO_ENDS,
    RANK,
    UNKNOWN_DAYS,
    duration_parts,
    without_duration,
)
from casebook.measures.counting import Count, FromOutside, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import ART, KANAL, STELLE, THEMA, ZUSTAENDIG
from casebook.measures.outside_figures import answered, offered, waited
from casebook.measures.rows import both, flag, has_day, is_in, lacks

_DECIDED = ("rechtzeitig", "verspaetet", "versaeumt")
_TELEPHONE = tuple(
    f"outside.telefon.{name}" for name in ("monat", "angeboten", "angenommen", "wartezeit_sekunden", "quelle")
)

MEASURES = (
    Measure(
        "K31",
        "Anfragen schnell beantwortet",
        "E",
        "Anteil: Anfragen, die spätestens am nächsten Arbeitstag nach dem Eingang beantwortet waren ÷ (beantwortet + "
        "dieser Tag vorbei). Es zählt die erste Rückmeldung; nennt der Verlauf keine, der erste Abschluss. Anfragen "
        f"ohne mögliche oder gewünschte Rückmeldung zählen nicht mit. {HOUSE_DAYS} {NO_ENDS}",
        bases.REQUESTS_RECEIVED,
        (
            Part(
                "quote",
                "bis zum nächsten Arbeitstag",
                "prozent",
                Share(is_in("request", "rechtzeitig"), is_in("request", *_DECIDED)),
                listed=True,
            ),
            Part("verspaetet", "später beantwortet", "faelle", Count(is_in("request", "verspaetet"))),
            Part("versaeumt", "nicht beantwortet, Tag vorbei", "faelle", Count(is_in("request", "versaeumt"))),
            Part("laeuft", "nicht beantwortet, Tag nicht vorbei", "faelle", Count(is_in("request", "laeuft"))),
        ),
        (KANAL, THEMA, STELLE, ZUSTAENDIG),
        ("keine_rueckmeldung",),
    ),
    Measure(
        "K32",
        "Dauer bis zur richtigen Einheit",
        "E",
        "Tage vom Eingang (Tag 0) bis der Fall das erste Mal bei der Einheit war, die am Stand zuständig ist: 0, wenn "
        "sie selbst angesprochen wurde, sonst der Tag der Zuweisung, der Weiterleitung oder der zweiten Stufe zu ihr. "
        f"Fälle, deren Verlauf das nicht sagt, stehen daneben. {HOUSE_DAYS} {RANK} {UNKNOWN_DAYS} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            *duration_parts("arrived"),
            without_duration("arrived", "arrived"),
            Part("ohne_angabe", "Weg nicht bekannt", "faelle", Count(lacks(has_day("arrived")))),
            Part(
                "ohne_umweg",
                "ohne Umweg",
                "prozent",
                Share(flag("direct_route"), has_day("arrived")),
                "Anteil: höchstens einmal weitergegeben ÷ Fälle, deren Weg bekannt ist.",
            ),
        ),
        (ART, KANAL, STELLE),
        ("zustaendig", "eingang.stelle", "verlauf.stelle"),
    ),
    Measure(
        "K33",
        "Rückrufe gehalten",
        "F",
        "Anteil: Anfragen, die bis zum zugesagten Tag beantwortet waren ÷ (beantwortet + zugesagter Tag vorbei), nach "
        "dem gültig zugesagten Tag. Anders als K08 zählt ein nie gemachter Rückruf im Nenner mit. Anfragen ohne "
        f"mögliche oder gewünschte Rückmeldung zählen nicht mit. {NO_ENDS}",
        bases.CALL_BACKS_DUE,
        (
            Part(
                "quote",
                "gehalten",
                "prozent",
                Share(is_in("promise", "gehalten"), is_in("promise", "gehalten", "versaeumt", "offen_ueberfaellig")),
                listed=True,
            ),
            Part("offen", "offen, Tag vorbei", "faelle", Count(is_in("promise", "offen_ueberfaellig"))),
            Part("laeuft", "offen, Tag nicht vorbei", "faelle", Count(is_in("promise", "offen_laufend"))),
        ),
        (KANAL, ZUSTAENDIG),
        ("rueckmeldung_bis", "verlauf.bis", "verlauf.grund", "verlauf.informiert"),
    ),
    Measure(
        "K34",
        "Anrufe",
        "H",
        "Was die Telefonanlage des Hauses zählt.",
        bases.NO_ROWS,
        (
            Part(
                "quote",
                "angenommen",
                "prozent",
                FromOutside(answered),
                "Anteil: angenommene ÷ angebotene Anrufe.",
            ),
            Part("angeboten", "angeboten", "anrufe", FromOutside(offered)),
            Part(
                "wartezeit",
                "Wartezeit",
                "sekunden",
                FromOutside(waited),
                "Mittel der Monate, gewichtet mit den angenommenen Anrufen.",
            ),
        ),
        (),
        _TELEPHONE,
    ),
    Measure(
        "K35",
        "Absagen am selben Tag übergeben",
        "E",
        "Fälle mit einem Thema, das erst erledigt ist, wenn es im Fachverfahren steht, etwa Terminabsagen. Anteil: am "
        "Tag des Eingangs übergeben, an freien Tagen am nächsten Arbeitstag ÷ (übergeben + dieser Tag vorbei). "
        f"{HOUSE_DAYS} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            Part(
                "quote",
                "am selben Tag",
                "prozent",
                Share(is_in("cancellation", "rechtzeitig"), is_in("cancellation", *_DECIDED)),
                listed=True,
            ),
            Part("verspaetet", "später übergeben", "faelle", Count(is_in("cancellation", "verspaetet"))),
            Part("versaeumt", "nicht übergeben", "faelle", Count(is_in("cancellation", "versaeumt"))),
            Part("laeuft", "noch heute zu übergeben", "faelle", Count(is_in("cancellation", "laeuft"))),
        ),
        (KANAL, ART),
        ("anliegen.thema",),
    ),
    Measure(
        "K36",
        "Dauer bis zur Zuweisung",
        "E",
        f"Tage vom Eingang (Tag 0) bis zur ersten Zuweisung; Fälle ohne eine stehen daneben. {HOUSE_DAYS} {RANK} "
        f"{UNKNOWN_DAYS} {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            *duration_parts("assigned"),
            without_duration("assigned", "assigned"),
            Part("ohne_zuweisung", "ohne Zuweisung", "faelle", Count(lacks(has_day("assigned")))),
            Part(
                "offen",
                "davon noch offen",
                "faelle",
                Count(both(lacks(has_day("assigned")), lacks(is_in("status", "abgeschlossen")))),
            ),
        ),
        (ART, STELLE, ZUSTAENDIG),
        ("eingang.datum",),
    ),
)
