"""Rules case by case: what each of them lets pass and what not. One bad example per message: test_examples.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from build_register import FIRST_CASE, ROOT, checked, example, sample_office

from casebook.messages import CATALOGUE
from casebook.model import Art, Ereignisart, Ergebnis
from casebook.rules.events import DETAILS
from casebook.rules.exceptions import EXCEPTABLE
from casebook.rules.flow import AFTER_CLOSING, OUTCOMES

Register = Callable[..., Path]
Changes = list[tuple[str, str]]


def ids(root: Path) -> list[str]:
    return [problem.id for problem in checked(root).problems]


def event(kind: str, day: str = "2018-03-06", by: str = "ombud-1", **details: str) -> str:
    more = "".join(f", {name}: {value}" for name, value in details.items())
    return f"  - {{datum: {day}, ereignis: {kind}, durch: {by}{more}}}\n"


def with_log(*events: str, changes: Changes | None = None) -> str:
    return example("beschwerde-neu", *(changes or [])) + "verlauf:\n" + "".join(events)


ANSWER = event("rueckmeldung", "2018-03-12", an="person", fundstelle="eAkte 9")
CLASSED = event("einstufung", stufe="bagatelle")
MINOR: Changes = [("zustaendig:", "stufe: bagatelle\nzustaendig:")]
CLOSING = "abschluss:\n  ergebnis: abgeholfen\n"


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([event("pause_beginn", grund="x"), event("pause_beginn", grund="x")], ["pause-reihenfolge"]),
        ([event("pause_beginn", grund="x"), event("pause_ende"), event("pause_beginn", grund="x")], []),
        ([event("pause_beginn", grund="x"), CLASSED, ANSWER], ["pause-reihenfolge"]),
        ([event("pause_beginn", grund="x"), CLASSED, event("pause_ende"), ANSWER], []),
        ([event("doppelt", ziel="2018-0002"), event("zuweisung", stelle="haus")], ["nach-ende"]),
        ([event("storno", grund="x"), event("korrektur", feld="art", alt="lob", neu="x", grund="z")], []),
        ([event("abgabe", stelle="haus"), event("wiedereroeffnung", grund="x")], ["nach-ende"]),
        ([event("abgabe")], ["ereignis-angaben"]),
        ([event("abgabe", behoerde="sozialamt")], []),
        ([event("zuweisung", stelle="haus", bis="2018-03-09")], ["ereignis-angabe-fremd"]),
    ],
)
def test_what_may_follow_what(register: Register, events: list[str], expected: list[str]) -> None:
    root = register({FIRST_CASE: with_log(*events, changes=MINOR if CLASSED in events else None)})
    assert [problem for problem in ids(root) if problem != "bezug-unbekannt"] == expected


CLOSED: Changes = [*MINOR, ("Wochen.\n", "Wochen.\n    begruendet: nein\n")]


@pytest.mark.parametrize("kind", get_args(Ereignisart))
def test_a_closed_case_takes_only_few_events(register: Register, kind: str) -> None:
    more = {name.split("|")[0]: DETAIL[name.split("|")[0]] for name in DETAILS[kind].required}
    log = [CLASSED, ANSWER, event("abschluss", "2018-03-12", ergebnis="abgeholfen"), event(kind, "2018-03-20", **more)]
    found = set(ids(register({FIRST_CASE: with_log(*log, changes=CLOSED) + CLOSING})))
    assert ("nach-ende" in found) == (kind not in AFTER_CLOSING)


DETAIL = {
    "an": "person",
    "art": "beschwerde",
    "behoerde": "sozialamt",
    "bis": "2018-04-30",
    "ergebnis": "abgeholfen",
    "feld": "kanal",
    "alt": "brief",
    "neu": "telefon",
    "fundstelle": "eAkte 9",
    "grund": "Weil",
    "informiert": "true",
    "stelle": "haus",
    "stufe": "bagatelle",
    "ziel": "2018-0002",
}


@pytest.mark.parametrize("kind", get_args(Ereignisart))
def test_every_event_names_its_details(register: Register, kind: str) -> None:
    found = checked(register({FIRST_CASE: with_log(event(kind))})).problems
    missing = next((problem.expected for problem in found if problem.id == "ereignis-angaben"), "")
    assert missing == ", ".join(names.replace("|", " oder ") for names in DETAILS[kind].required)


def test_details_are_known_for_every_event_and_only_for_events() -> None:
    assert set(DETAILS) == set(get_args(Ereignisart))


@pytest.mark.parametrize("art", get_args(Art))
@pytest.mark.parametrize("outcome", get_args(Ergebnis))
def test_outcomes_by_kind(register: Register, art: str, outcome: str) -> None:
    log = [CLASSED, ANSWER, event("abschluss", "2018-03-12", ergebnis=outcome)]
    changes: Changes = [*CLOSED, ("art: beschwerde", f"art: {art}")]
    closing = f"abschluss:\n  ergebnis: {outcome}\n  begruendung: Weil es so war.\n"
    found = set(ids(register({FIRST_CASE: with_log(*log, changes=changes) + closing})))
    assert ("abschluss-ergebnis-art" in found) == (outcome not in (*OUTCOMES[art], "unbekannt"))
    assert ("unbekannt-ohne-herkunft" in found) == (outcome == "unbekannt")


def test_no_outcome_turns_a_complaint_away() -> None:
    assert not any(word in outcome for outcome in get_args(Ergebnis) for word in ("abgewiesen", "abgelehnt", "unzul"))


LEGAL = "rechtsbehelf:\n  ergebnis: nein\n  geprueft_am: 2018-03-05\n  geprueft_von: ombud-1\n"


def legal(ergebnis: str, **more: str) -> tuple[str, str]:
    lines = {"ergebnis": ergebnis, "geprueft_am": "2018-03-05", "geprueft_von": "ombud-1"} | more
    return LEGAL, "rechtsbehelf:\n" + "".join(f"  {name}: {value}\n" for name, value in lines.items() if value)


DAY = "2018-03-05"
HANDED_OVER = {"uebergeben_am": DAY, "uebergeben_an": "rechtsstelle"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (legal("ja", weg="widerspruch", daneben_beschwerde="true", **HANDED_OVER), []),
        (legal("ja", weg="widerspruch", daneben_beschwerde="true"), ["rechtsbehelf-uebergabe"]),
        (legal("ja", weg="widerspruch", daneben_beschwerde="true", uebergeben_am=DAY), ["rechtsbehelf-uebergabe"]),
        (legal("ja", weg="petition", daneben_beschwerde="true"), []),
        (legal("unklar", weg="petition", daneben_beschwerde="true"), ["rechtsbehelf-uebergabe"]),
        (legal("ja", daneben_beschwerde="true"), ["rechtsbehelf-angaben"]),
        (legal("ja", weg="petition"), ["rechtsbehelf-angaben"]),
        (legal("nein", geprueft_am=""), ["rechtsbehelf-angaben"]),
        (legal("nein", bescheid_vom="2018-02-01"), []),
        (legal("nein", weg="petition"), ["rechtsbehelf-ohne-anlass"]),
        (legal("ja", weg="petition", daneben_beschwerde="true", uebergeben_am="2018-03-04"), ["bescheid-reihenfolge"]),
        (legal("nein", bescheid_vom="2018-02-10", bekanntgabe_am="2018-02-09"), ["bescheid-reihenfolge"]),
        ((LEGAL, ""), ["rechtsbehelf-fehlt"]),
    ],
)
def test_legal_check(register: Register, change: tuple[str, str], expected: list[str]) -> None:
    assert ids(register({FIRST_CASE: example("beschwerde-neu", change)})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fragt nach dem Bescheid.", ["rechtsbehelf-signal"]),
        ("Ist nicht einverstanden.", ["rechtsbehelf-signal"]),
        ("Die Leistung sei FALSCH BERECHNET.", ["rechtsbehelf-signal"]),
        ("Die Rückforderung kam zu früh.", ["rechtsbehelf-signal"]),
        ("Bittet um Rückruf.", []),
    ],
)
def test_signals_raise_the_check_for_requests(register: Register, text: str, expected: list[str]) -> None:
    request = example("anfrage-rueckruf", ("Bittet um Rückruf wegen des Termins am Donnerstag.", text))
    assert ids(register({FIRST_CASE: request})) == expected
    praise = example("lob", ("Danke für die Geduld am Empfang", text))
    assert ids(register({FIRST_CASE: praise})) == []


MEASURE = "massnahmen:\n  - {text: Frau M. versetzen, verantwortlich: haus, frist: 2018-06-01, stand: in_arbeit}\n"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ([("stelle: rechtsstelle}", "stelle: rechtsstelle, notiz: Frau M. aus Nord}")], "Verlauf 1 › Notiz"),
        ([("stelle: rechtsstelle}", "stelle: rechtsstelle, grund: Vorwurf}")], "Verlauf 1 › Grund"),
        ([("verlauf:", MEASURE + "verlauf:")], "Maßnahmen 1 › Maßnahme"),
        (
            [("zugang: direkt", "zugang: dritte"), ("anliegen:", "dritte: {art: verein, stelle: Verein X}\nanliegen:")],
            "Dritte › Organisation",
        ),
    ],
)
def test_a_shell_holds_no_free_text_anywhere(register: Register, changes: Changes, field: str) -> None:
    problems = checked(register({FIRST_CASE: example("schale-hinweisgeber", *changes)})).problems
    assert [(problem.id, problem.field) for problem in problems] == [("schale-freitext", field)]


# --- duties

CRITICAL = "beschwerde-kritisch"
RELEASE = "  - {datum: 2018-02-14, ereignis: freigabe, durch: ombud-leitung}\n"
VIEW = "  - {datum: 2018-02-06, ereignis: leitung_bewertet, durch: gf}\n"
NO_REPLY = "keine_rueckmeldung:\n  grund: anonym\n"


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        (CRITICAL, (RELEASE, ""), ["pflichtereignis-fehlt"]),
        (CRITICAL, (VIEW, ""), ["pflichtereignis-fehlt"]),
        (CRITICAL, ("freigabe, durch: ombud-leitung", "freigabe, durch: ombud-1"), ["freigabe-selbst"]),
        ("beschwerde-anonym", (NO_REPLY, ""), ["rueckmeldung-fehlt", "zusage-fehlt"]),
        ("beschwerde-verlaengert", ("    informiert: true\n", ""), ["ereignis-angaben"]),
        ("beschwerde-verlaengert", ("informiert: true", "informiert: false"), ["verlaengerung-ungueltig"] * 2),
        ("beschwerde-abgegeben", ("ereignis: abgabe", "ereignis: kontakt_extern"), ["zusage-fehlt"]),
        ("beschwerde-bagatelle", ("begruendet: ja", "begruendet: nicht_entscheidbar"), ["gruende-ohne-bewertung"]),
        ("beschwerde-bagatelle", ("stufe: bagatelle\nzust", "zust"), ["stufe-widerspruch"]),
    ],
)
def test_what_belongs_to_a_case(register: Register, name: str, change: tuple[str, str], expected: list[str]) -> None:
    assert sorted(ids(register({FIRST_CASE: example(name, change)}))) == expected


def test_a_complaint_beside_a_remedy_needs_all_of_it(register: Register) -> None:
    text = example("reiner-rechtsbehelf", ("daneben_beschwerde: false", "daneben_beschwerde: true"))
    assert sorted(ids(register({FIRST_CASE: text}))) == ["rueckmeldung-fehlt", "stufe-fehlt", "zusage-fehlt"]


def test_nobody_can_be_told_in_an_anonymous_case(register: Register) -> None:
    untold: Changes = [("    informiert: true\n", "")] * 2
    text = example("beschwerde-verlaengert", *untold, ("rechtsbehelf:", "person:\n  anonym: true\nrechtsbehelf:"))
    assert ids(register({FIRST_CASE: text})) == []


# --- neutrality and authority

SUPERIOR = "teamleitung-leistung"
CONCERNED: Changes = [*CLOSED, ("    begruendet", "    betrifft: leistung-nord\n    begruendet")]
MANAGEMENT: Changes = [*CLOSED, ("    begruendet", "    betrifft: geschaeftsfuehrung\n    begruendet")]
MAY = "neutralitaet:\n  vorgesetzte_antworten: true\n"


@pytest.mark.parametrize(
    ("changes", "answers", "closes", "office", "expected"),
    [
        (CONCERNED, "ombud-1", "ombud-1", "", []),
        (CONCERNED, SUPERIOR, "ombud-1", "", ["neutralitaet"]),
        (CONCERNED, "ombud-1", SUPERIOR, "", ["neutralitaet"]),
        (CONCERNED, SUPERIOR, SUPERIOR, "", ["neutralitaet", "neutralitaet"]),
        (CONCERNED, SUPERIOR, "ombud-1", MAY, []),
        (CONCERNED, "ombud-1", SUPERIOR, MAY, ["neutralitaet"]),
        (CONCERNED, "gf", "gf", "", []),
        (MANAGEMENT, "traeger", "traeger", "", []),
        (MANAGEMENT, "gf", "traeger", MAY, ["neutralitaet-leitung"]),
        (MANAGEMENT, "traeger", "ombud-1", "", ["neutralitaet-leitung"]),
    ],
)
def test_who_may_answer_and_close(
    register: Register, changes: Changes, answers: str, closes: str, office: str, expected: list[str]
) -> None:
    answer = event("rueckmeldung", "2018-03-12", by=answers, an="person", fundstelle="eAkte 9")
    log = [CLASSED, answer, event("abschluss", "2018-03-12", by=closes, ergebnis="abgeholfen")]
    root = register({FIRST_CASE: with_log(*log, changes=changes) + CLOSING}, office=sample_office() + office)
    assert ids(root) == expected


def test_the_unit_complained_about_may_state_its_view(register: Register) -> None:
    log = [event("stellungnahme_eingeholt", by=SUPERIOR, stelle="leistung-nord"), event("uebergeben", by=SUPERIOR)]
    concerned: Changes = [("    kurz:", "    betrifft: leistung-nord\n    kurz:")]
    assert ids(register({FIRST_CASE: with_log(*log, changes=concerned)})) == []


@pytest.mark.parametrize(
    ("third", "to", "expected"),
    [
        ("{art: beratungsstelle, vollmacht: {stand: liegt_vor}}", "dritte", []),
        ("{art: beratungsstelle, vollmacht: {stand: liegt_vor}}", "beide", []),
        ("{art: beratungsstelle, vollmacht: {stand: angefordert}}", "dritte", ["vollmacht-fehlt"]),
        ("{art: beratungsstelle, vollmacht: {stand: nicht_noetig}}", "beide", ["vollmacht-fehlt"]),
        ("{art: beratungsstelle}", "dritte", ["vollmacht-fehlt"]),
        ("{art: beratungsstelle}", "person", []),
        ("{art: presse, vollmacht: {stand: liegt_vor}}", "dritte", ["presse-falldaten"]),
        ("{art: politik, vollmacht: {stand: liegt_vor}}", "beide", ["presse-falldaten"]),
        ("{art: politik}", "person", []),
    ],
)
@pytest.mark.parametrize("kind", ["rueckmeldung", "zwischenbescheid"])
def test_who_may_be_answered(register: Register, kind: str, third: str, to: str, expected: list[str]) -> None:
    changes: Changes = [*MINOR, ("zugang: direkt\n", f"zugang: dritte\ndritte: {third}\n")]
    answer = event(kind, "2018-03-12", an=to, fundstelle="eAkte 9")
    assert ids(register({FIRST_CASE: with_log(CLASSED, answer, changes=changes)})) == expected


# --- exceptions


def exception(rule: str) -> str:
    return f"ausnahmen:\n  - {{regel: {rule}, grund: Es war so.}}\n"


@pytest.mark.parametrize(
    ("broken", "rule", "expected"),
    [
        (("rueckmeldung_bis: 2018-03-19\n", ""), "zusage-fehlt", []),
        (("rueckmeldung_bis: 2018-03-19\n", ""), "stufe-fehlt", ["ausnahme-wirkungslos", "zusage-fehlt"]),
        (("zugang: direkt", "zugang: dritte"), "dritte-fehlen", ["ausnahme-unzulaessig", "dritte-fehlen"]),
        (("beispiel: true\n", ""), "beispiel-fehlt", ["ausnahme-unzulaessig", "beispiel-fehlt"]),
        (("art: beschwerde", "art: beschwerde"), "zusage-fehlt", ["ausnahme-wirkungslos"]),
        (("art: beschwerde", "art: beschwerde"), "zusagefehlt", ["ausnahme-unzulaessig"]),
    ],
)
def test_an_exception_excuses_its_rule_and_no_other(
    register: Register, broken: tuple[str, str], rule: str, expected: list[str]
) -> None:
    assert sorted(ids(register({FIRST_CASE: example("beschwerde-neu", broken) + exception(rule)}))) == expected


def test_exceptions_are_for_rules_that_exist() -> None:
    assert set(CATALOGUE) >= EXCEPTABLE


@pytest.mark.parametrize(("ueber", "expected"), [("", ["pflichtereignis-fehlt"]), ("integrationsamt", [])])
def test_who_sent_the_complaint_need_not_be_informed_of_it(register: Register, ueber: str, expected: list[str]) -> None:
    """Both ways into an IFD: at the service itself, or through the Integrationsamt."""
    ifd = ROOT / "tests" / "registers" / "ifd"
    text = (ifd / "cases/2024/2024-0001.yaml").read_text(encoding="utf-8").replace("2024-", "2018-")
    informed = text.index("  - datum: 2018-01-10\n    ereignis: auftraggeber_informiert")
    text = text[:informed] + text[text.index("  - datum: 2018-01-11\n    ereignis: auftraggeber_entscheidet") :]
    if ueber:
        text = text.replace("  zugang: ", f"  ueber: {ueber}\n  zugang: ", 1)
    root = register({FIRST_CASE: text}, office=(ifd / "office.yaml").read_text(encoding="utf-8"))
    assert [problem.id for problem in checked(root).problems] == expected


REOPENED = """  - {datum: 2018-04-02, ereignis: wiedereroeffnung, durch: ombud-1, grund: Neue Unterlagen}
  - {datum: 2018-04-03, ereignis: %s, durch: gf%s}
  - {datum: 2018-04-04, ereignis: rueckmeldung, durch: ombud-1, an: person, fundstelle: eAkte}
"""


@pytest.mark.parametrize(
    ("step", "details", "expected"),
    [("freigabe", "", []), ("stellungnahme_eingeholt", ", stelle: eingangszone", ["pflichtereignis-fehlt"])],
)
def test_each_answer_of_a_critical_case_is_released(
    register: Register, step: str, details: str, expected: list[str]
) -> None:
    text = example("beschwerde-kritisch")
    closing = text.index("abschluss:\n  ergebnis")
    log_end = text.index("massnahmen:") if "massnahmen:" in text else closing
    text = text[:log_end] + REOPENED % (step, details) + (text[log_end:closing] if log_end < closing else "")
    assert ids(register({FIRST_CASE: text})) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Herr laut Akte laut und grob", ["schale-freitext"]), ("2018-04-03", [])],
)
def test_a_correction_in_a_shell_tells_no_story(register: Register, word: str, expected: list[str]) -> None:
    reason = "Wird außerhalb des Registers bearbeitet."
    details = {"feld": "eingang.datum", "alt": f'"{word}"', "neu": "2018-04-03", "grund": reason}
    text = example("schale-hinweisgeber") + event("korrektur", "2018-05-02", **details)
    assert ids(register({FIRST_CASE: text})) == expected
