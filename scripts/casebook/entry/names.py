"""German names of fixed values, where the form offers them. Lists of the office bring their own."""

from __future__ import annotations

PLURALS = {
    "beschwerde": "Beschwerden",
    "anregung": "Anregungen",
    "hinweis": "Hinweise",
    "anfrage": "Anfragen",
    "lob": "Lob",
}
"""The kinds of a case in the order in which the form offers them."""

_NAMES = {
    "abschluss": "Abschluss",
    "auftraggeber_entscheidet": "Auftraggeber entscheidet",
    "auftraggeber_informiert": "Auftraggeber informiert",
    "befragung_antwort": "Antwort auf die Befragung",
    "befragung_versandt": "Befragung versandt",
    "doppelt": "Doppelt erfasst",
    "dritte": "über Dritte",
    "befragung": "aus einer Befragung",
    "direkt": "direkt von der Person",
    "beide": "an beide",
    "person": "an die Person",
    "freigabe": "Freigabe durch eine zweite Person",
    "keine_massnahme": "Keine Maßnahme nötig",
    "kontakt_extern": "Kontakt mit einer anderen Behörde",
    "leitung_bewertet": "Leitung hat bewertet",
    "nicht_entscheidbar": "nicht entscheidbar",
    "nicht_geprueft": "nicht geprüft (nur übernommene Fälle)",
    "nicht_noetig": "nicht nötig",
    "oertlich": "örtlich",
    "pause_beginn": "Pause beginnt",
    "pause_ende": "Pause endet",
    "rueckmeldung": "Rückmeldung an die Person",
    "stellungnahme_eingeholt": "Stellungnahme eingeholt",
    "storno": "Storno (irrtümlich angelegt)",
    "uebergeben": "Ins Fachverfahren übergeben",
    "ueberpruefungsantrag": "Überprüfungsantrag",
    "unbekannt": "unbekannt (nur übernommene Fälle)",
    "unklar": "unklar (wird heute übergeben)",
    "untaetigkeit": "Untätigkeit",
    "zur_kenntnis": "zur Kenntnis genommen",
    "zweite_stufe": "Zweite Stufe",
}
_LETTERS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"))
_NO_UMLAUT = ("neue", "aktuell", "steuer", "treue", "quelle", "befrauen")


def name_of(value: str) -> str:
    """`Eingangsbestätigung` for `eingangsbestaetigung`: umlauts back, spaces for underscores, a capital in front."""
    if value in _NAMES:
        return _NAMES[value]
    text = value.replace("_", " ")
    if not any(word in text for word in _NO_UMLAUT):
        for written, umlaut in _LETTERS:
            text = text.replace(written, umlaut)
    return text[:1].upper() + text[1:]
