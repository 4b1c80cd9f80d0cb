"""What comes in: K01, K15, K18, K19, K30."""

from __future__ import annotations

from casebook.measures import bases
from casebook.measures.catalogue.texts import NO_ENDS, NO_REMEDIES
from casebook.measures.counting import Count, FromOutside, Share
from casebook.measures.declaration import Measure, Part
from casebook.measures.dimensions import (
    ART,
    BEREICH,
    BETRIFFT,
    DRITTE,
    GEGENSTAND,
    GRUPPE,
    KANAL,
    ORGANISATION,
    PROZESS,
    STELLE,
    STUFE,
    THEMA,
    TRAEGER,
    UEBER,
    ZUGANG,
    ZUSTAENDIG,
)
from casebook.measures.frames.repeats import RECURRING_MONTHS
from casebook.measures.outside_figures import per_thousand
from casebook.measures.rows import flag, is_in, lacks
from casebook.values import UNBEKANNT

MEASURES = (
    Measure(
        "K01",
        "Eingänge",
        "E",
        "Fälle aller Arten, gezählt nach dem Eingangsdatum. Doppelte, abgegebene und stornierte Fälle zählen mit und "
        f"stehen daneben. {NO_REMEDIES}",
        bases.RECEIVED,
        (
            Part("anzahl", "alle Arten", "faelle", Count(), listed=True),
            Part("doppelt", "davon doppelt", "faelle", Count(is_in("status", "doppelt")), total_only=True),
            Part("abgegeben", "davon abgegeben", "faelle", Count(is_in("status", "abgegeben")), total_only=True),
            Part("storniert", "davon storniert", "faelle", Count(is_in("status", "storniert")), total_only=True),
        ),
        (
            ART,
            KANAL,
            ZUGANG,
            UEBER,
            DRITTE,
            ORGANISATION,
            STELLE,
            ZUSTAENDIG,
            GRUPPE,
            STUFE,
            THEMA,
            BEREICH,
            TRAEGER,
            BETRIFFT,
            GEGENSTAND,
            PROZESS,
        ),
    ),
    Measure(
        "K15",
        "Wiederkehrende Beschwerden",
        "E",
        "Eingegangene Beschwerden, die eine frühere fortsetzen. Als dieselbe Person erkennt das Register nur, wer ein "
        f"Pseudonym hat; anonyme Fälle zählen dafür nicht mit. {NO_ENDS}",
        bases.COMPLAINTS_RECEIVED,
        (
            Part(
                "quote",
                "dieselbe Person, dasselbe Thema",
                "prozent",
                Share(flag("repeated"), flag("recognisable")),
                "Anteil: Beschwerden einer Person, deren frühere Beschwerde zum selben Thema höchstens zwölf Monate "
                "vorher abgeschlossen war ÷ Beschwerden mit Pseudonym.",
                listed=True,
            ),
            Part(
                "ohne_pseudonym",
                "nicht erkennbar",
                "faelle",
                Count(lacks(flag("recognisable"))),
                "Beschwerden ohne Pseudonym oder anonym.",
            ),
            Part(
                "problem",
                "dasselbe Problem in derselben Einheit",
                "anliegen",
                Count(flag("recurring"), bases.COMPLAINTS_RECEIVED.of_frame("concerns")),
                f"Anliegen, mit denen in den {RECURRING_MONTHS} Monaten bis zum Eingang so viele Beschwerden zum "
                "selben Thema und zur selben betroffenen Einheit zusammenkamen, wie in den Einstellungen des Hauses "
                "für eine Wiederholung steht; je Fall zählt ein Paar einmal. Kleine Einheiten und Anliegen ohne "
                "betroffene Einheit zählen nicht mit.",
                total_only=True,
            ),
        ),
        (THEMA,),
        ("person.pseudonym", "person.anonym", "anliegen.thema", "anliegen.betrifft"),
    ),
    Measure(
        "K18",
        "Über Dritte gekommen",
        "E",
        "Anteil der Fälle, die über Dritte kamen, an allen eingegangenen Fällen aller Arten; übernommene Fälle mit "
        f"unbekanntem Zugang stehen daneben und zählen nicht mit. {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            Part(
                "quote",
                "aller Fälle",
                "prozent",
                Share(is_in("zugang", "dritte"), lacks(is_in("zugang", UNBEKANNT))),
                listed=True,
            ),
            Part("unbekannt", "Zugang unbekannt", "faelle", Count(is_in("zugang", UNBEKANNT))),
        ),
        (ART, GRUPPE),
        ("eingang.zugang",),
    ),
    Measure(
        "K19",
        "Beschwerden nach Bezugsgröße",
        "E",
        "Eingegangene Beschwerden ÷ Bezugsgröße des Hauses × 1.000, nicht auf ein Jahr hochgerechnet. Die Bezugsgröße "
        "ist die letzte bis zum Ende des Zeitraums, sonst die erste desselben Jahres. "
        f"{NO_ENDS}",
        bases.COMPLAINTS_RECEIVED,
        (Part("je_tausend", "Beschwerden je 1.000", "je_tausend", FromOutside(per_thousand)),),
        (),
        tuple(f"outside.bezugsgroessen.{name}" for name in ("stichtag", "anzahl", "was", "quelle")),
    ),
    Measure(
        "K30",
        "Lob",
        "E",
        f"Anteil: Lob ÷ (Lob + Beschwerden), alle im Zeitraum eingegangen. {NO_ENDS}",
        bases.RECEIVED_FOR_RATES,
        (
            Part(
                "quote",
                "von Lob und Beschwerden",
                "prozent",
                Share(is_in("art", "lob"), is_in("art", "lob", "beschwerde")),
                listed=True,
            ),
        ),
        (STELLE, THEMA),
        ("art",),
    ),
)
