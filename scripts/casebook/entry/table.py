"""The rules that can run in a browser, as one table of data; `rules.js` evaluates it.

A condition is a list: an operator and its operands. A text operand that begins with a dot is a field of the case,
with `@` a field of the item at hand, with `^` one of the item before it, with `$` something of the surroundings;
any other text stands for itself. The Python rules remain the judges: the tests hold both against the same examples,
and whatever is not in this table the check says after the save.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.derive import FINAL_EVENTS
from casebook.messages import CATALOGUE
from casebook.office import Office
from casebook.rules.events import DETAILS
from casebook.rules.flow import OUTCOMES
from casebook.rules.legal import CHECKED_KINDS, SHELL_SENTENCE, SHELL_WAYS, SIGNALS
from casebook.values import UNBEKANNT

Condition = list[Any]


@dataclass(frozen=True, slots=True)
class Test:
    """One row: `id` speaks at `at` where `when` holds; `each` names a list whose items are tried one by one."""

    id: str
    when: Condition
    at: str
    each: str = ""
    found: Any = ""
    expected: Any = ""

    def row(self) -> dict[str, Any]:
        """The row as JSON has it, empty cells left out."""
        cells = {name: getattr(self, name) for name in ("id", "each", "when", "at", "found", "expected")}
        return {name: value for name, value in cells.items() if value != ""}


START = ".eingang.datum"
LEGAL = ".rechtsbehelf"
_REMEDY: Condition = ["in", f"{LEGAL}.ergebnis", ["ja", "unklar"]]
_PURE_REMEDY: Condition = ["and", _REMEDY, ["=", f"{LEGAL}.daneben_beschwerde", False]]
_OWN_COMPLAINT: Condition = ["and", ["=", ".art", "beschwerde"], ["not", ["has", ".herkunft"]], ["not", _PURE_REMEDY]]
_POSSIBLE_START: Condition = ["not", ["<", "$today", START]]


def rows(office: Office) -> list[dict[str, Any]]:
    """The whole table for an office."""
    parts = (
        _unknown(),
        _identity(office),
        _dates(),
        _legal(),
        _promise(),
        _third_parties(),
        _log(),
        _rulings(),
        _closing(),
    )
    return [test.row() for part in parts for test in part]


def wording(table: list[dict[str, Any]], shape: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Text, hint and page of every message the form may show, from the one catalogue."""
    ids = dict.fromkeys([*shape, *(row["id"] for row in table)])
    return {id: {"text": CATALOGUE[id].text, "hint": CATALOGUE[id].hint, "page": CATALOGUE[id].page} for id in ids}


def _unknown() -> Iterator[Test]:
    for path in (".eingang.zugang", ".abschluss.ergebnis"):
        alone: Condition = ["and", ["=", path, UNBEKANNT], ["not", ["has", ".herkunft"]]]
        yield Test("unbekannt-ohne-herkunft", alone, path, found=UNBEKANNT)


def _identity(office: Office) -> Iterator[Test]:
    number, received = ["year", ".aktenzeichen"], ["year", START]
    other_year: Condition = ["and", ["not", ["=", number, received]], _POSSIBLE_START]
    yield Test("nummer-jahr", other_year, ".aktenzeichen", found=["on", START], expected=number)
    if office.beispiel:
        yield Test("beispiel-fehlt", ["not", ["=", ".beispiel", True]], ".aktenzeichen")
    else:
        yield Test("beispiel-im-register", ["=", ".beispiel", True], ".beispiel")


def _dates() -> Iterator[Test]:
    legal = (f"{LEGAL}.{name}" for name in ("bescheid_vom", "aufgegeben_am", "geprueft_am", "uebergeben_am"))
    for path in (START, ".eingang.erfasst_am", *legal):
        yield Test("datum-zukunft", ["<", "$today", path], path, found=path, expected="$today")
    measures = (".massnahmen", ("umgesetzt_am", "wirkung_geprueft"))
    for each, names in ((".verlauf", ("datum",)), measures):
        for name in names:
            yield Test("datum-zukunft", ["<", "$today", f"@{name}"], f"@{name}", each, f"@{name}", "$today")
    for id, path in (
        ("erfasst-vor-eingang", ".eingang.erfasst_am"),
        ("zusage-vor-eingang", ".rueckmeldung_bis"),
        ("pruefung-vor-eingang", f"{LEGAL}.geprueft_am"),
    ):
        yield Test(id, ["and", ["<", path, START], _POSSIBLE_START], path, found=path, expected=START)
    early: Condition = ["and", ["<", "@datum", START], _POSSIBLE_START]
    yield Test("ereignis-vor-eingang", early, "@datum", ".verlauf", "@datum", START)
    possible: Condition = ["and", *(["not", ["<", day, START]] for day in ("@datum", "^datum"))]
    past: Condition = ["and", *(["not", ["<", "$today", day]] for day in ("@datum", "^datum"))]
    back: Condition = ["and", ["<", "@datum", "^datum"], possible, past]
    yield Test("verlauf-reihenfolge", back, "@datum", ".verlauf", "@datum", "^datum")


def _legal() -> Iterator[Test]:
    missing: Condition = ["not", ["has", LEGAL]]
    yield Test("rechtsbehelf-fehlt", ["and", ["in", ".art", sorted(CHECKED_KINDS)], missing], LEGAL)
    signal: Condition = ["and", ["=", ".art", "anfrage"], missing, ["~", "@kurz", SIGNALS.pattern]]
    yield Test("rechtsbehelf-signal", signal, "@kurz", ".anliegen", ["match", "@kurz", SIGNALS.pattern])
    unchecked: Condition = ["=", f"{LEGAL}.ergebnis", "nicht_geprueft"]
    yield Test("rechtsbehelf-ungeprueft", ["and", unchecked, ["not", ["has", ".herkunft"]]], f"{LEGAL}.ergebnis")
    yield from _legal_details(unchecked)
    yield from _hand_over()
    shell: Condition = ["in", f"{LEGAL}.weg", sorted(SHELL_WAYS)]
    for each, names in ((".anliegen", ("kurz",)), (".verlauf", ("notiz", "grund", "fundstelle"))):
        for name in names:
            text: Condition = ["and", shell, ["has", f"@{name}"], ["not", ["=", f"@{name}", SHELL_SENTENCE]]]
            yield Test("schale-freitext", text, f"@{name}", each, expected=f"{LEGAL}.weg")


def _legal_details(unchecked: Condition) -> Iterator[Test]:
    always, remedy = ["geprueft_am", "geprueft_von"], ["weg", "daneben_beschwerde"]
    for names, kind in ((always, ["not", _REMEDY]), ([*always, *remedy], _REMEDY)):
        lacking: Condition = ["or", *(["not", ["has", f"{LEGAL}.{name}"]] for name in names)]
        when: Condition = ["and", ["has", LEGAL], ["not", unchecked], kind, lacking]
        yield Test("rechtsbehelf-angaben", when, LEGAL, expected=["missing", LEGAL, names])
    for name in ("weg", "uebergeben_am", "uebergeben_an", "daneben_beschwerde"):
        path = f"{LEGAL}.{name}"
        yield Test("rechtsbehelf-ohne-anlass", ["and", ["=", f"{LEGAL}.ergebnis", "nein"], ["has", path]], path)


def _hand_over() -> Iterator[Test]:
    checked, day, unit = (f"{LEGAL}.{name}" for name in ("geprueft_am", "uebergeben_am", "uebergeben_an"))
    urgent: Condition = ["or", ["=", f"{LEGAL}.ergebnis", "unklar"], ["=", f"{LEGAL}.weg", "widerspruch"]]
    late: Condition = ["or", ["not", ["=", day, checked]], ["not", ["has", unit]]]
    when: Condition = ["and", _REMEDY, ["has", checked], urgent, late]
    yield Test("rechtsbehelf-uebergabe", when, day, found=["handed", day, unit], expected=checked)


def _promise() -> Iterator[Test]:
    both: Condition = ["and", ["has", ".rueckmeldung_bis"], ["has", ".keine_rueckmeldung"]]
    yield Test("zusage-widerspruch", both, ".keine_rueckmeldung")
    known: Condition = ["and", ["=", ".keine_rueckmeldung.grund", "anonym"], ["not", ["=", ".person.anonym", True]]]
    yield Test("anonym-widerspruch", known, ".keine_rueckmeldung.grund")
    promised: Condition = ["or", ["has", ".rueckmeldung_bis"], ["has", ".keine_rueckmeldung"]]
    over: Condition = ["some", ".verlauf", ["in", "@ereignis", sorted(FINAL_EVENTS)]]
    yield Test("zusage-fehlt", ["and", _OWN_COMPLAINT, ["not", promised], ["not", over]], ".rueckmeldung_bis")


def _third_parties() -> Iterator[Test]:
    alone: Condition = ["and", ["=", ".eingang.zugang", "dritte"], ["not", ["has", ".dritte"]]]
    yield Test("dritte-fehlen", alone, ".eingang.zugang")
    extra: Condition = ["and", ["has", ".dritte"], ["not", ["in", ".eingang.zugang", ["dritte", UNBEKANNT]]]]
    yield Test("dritte-ueberzaehlig", extra, ".dritte", found=".eingang.zugang")


def _log() -> Iterator[Test]:
    for event, details in DETAILS.items():
        lacking = [_lacking(names) for names in details.required]
        if lacking:
            mine: Condition = ["and", ["=", "@ereignis", event], ["not", ["=", "@durch", UNBEKANNT]], ["or", *lacking]]
            names = list(details.required)
            yield Test("ereignis-angaben", mine, "@ereignis", ".verlauf", event, ["missing", "@", names])
    classed = ["last", ".verlauf", ["and", ["=", "@ereignis", "einstufung"], ["has", "@stufe"]], "stufe"]
    either: Condition = ["or", ["has", ".stufe"], ["has", classed]]
    differs: Condition = ["and", either, ["not", ["=", ".stufe", classed]]]
    yield Test(
        "stufe-widerspruch",
        differs,
        ".stufe",
        found=["or", ".stufe", "nichts"],
        expected=["or", classed, "nicht eingestuft"],
    )


def _lacking(names: str) -> Condition:
    absent: list[Condition] = [["not", ["has", f"@{name}"]] for name in names.split("|")]
    # Nobody can be told in an anonymous case.
    told: list[Condition] = [["not", ["=", ".person.anonym", True]]] if names == "informiert" else []
    return ["and", *absent, *told]


def _rulings() -> Iterator[Test]:
    upheld: Condition = ["in", "@begruendet", ["ja", "teilweise"]]
    complaint: Condition = ["=", ".art", "beschwerde"]
    for name, ruled in (("begruendet", ["has", "@begruendet"]), ("gruende", ["not", ["has", "@begruendet"]])):
        other: Condition = ["and", ["not", complaint], ["has", f"@{name}"], ruled]
        yield Test("begruendet-ueberzaehlig", other, f"@{name}", ".anliegen", ".art")
    without: Condition = ["and", complaint, upheld, ["not", ["has", "@gruende"]]]
    yield Test("gruende-fehlen", without, "@begruendet", ".anliegen")
    alone: Condition = ["and", complaint, ["has", "@gruende"], ["not", upheld]]
    yield Test("gruende-ohne-bewertung", alone, "@gruende", ".anliegen")


def _closing() -> Iterator[Test]:
    turns: Condition = ["in", "@ereignis", ["abschluss", "wiedereroeffnung"]]
    closed: Condition = ["=", ["last", ".verlauf", turns, "ereignis"], "abschluss"]
    block: Condition = ["has", ".abschluss"]
    yield Test("abschluss-ohne-ereignis", ["and", block, ["not", closed]], ".abschluss")
    yield Test("abschluss-ohne-block", ["and", ["not", block], closed], ".verlauf")
    said = ["last", ".verlauf", turns, "ergebnis"]
    other: Condition = ["and", block, closed, ["has", said], ["not", ["=", said, ".abschluss.ergebnis"]]]
    yield Test("abschluss-widerspruch", other, ".abschluss.ergebnis", found=".abschluss.ergebnis", expected=said)
    for kind, outcomes in OUTCOMES.items():
        allowed = [*outcomes, UNBEKANNT]
        wrong: Condition = ["and", ["=", ".art", kind], block, ["not", ["in", ".abschluss.ergebnis", allowed]]]
        hint = f" Bei „{kind}“ möglich: {', '.join(outcomes)}."
        yield Test("abschluss-ergebnis-art", wrong, ".abschluss.ergebnis", found=".abschluss.ergebnis", expected=hint)
