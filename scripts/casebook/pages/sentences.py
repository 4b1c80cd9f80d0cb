"""Shares as sentences in German that is right for none, one and many. Used by pages and by reports."""

from __future__ import annotations

from dataclasses import dataclass

from casebook.measures.record import Record
from casebook.pages.labels import number, quantity
from casebook.pages.site import Site
from casebook.periods import Period


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a share says: of one thing (`alone`), of `many` (dative), of `none` of them, and what it is not."""

    alone: str
    many: str
    none: str
    verbs: tuple[str, str]
    said: str
    denied: str


PROMISES = Phrase(
    "Der eine zugesagte Termin mit Antwort",
    "zugesagten Terminen mit Antwort",
    "keiner",
    ("wurde", "wurden"),
    "gehalten",
    "nicht gehalten",
)
UPHELD = Phrase(
    "Die eine bewertete Beschwerde",
    "bewerteten Beschwerden",
    "keine",
    ("war", "waren"),
    "begründet oder teilweise begründet",
    "unbegründet",
)


def share_sentence(record: Record | None, phrase: Phrase) -> str:
    """`Von 251 bewerteten Beschwerden waren 80 (31,9 %) begründet`, without its full stop; nothing of nothing."""
    if record is None or not record.denominator:
        return ""
    one, many = phrase.verbs
    if record.denominator == 1:
        return f"{phrase.alone} {one} {phrase.said if record.numerator else phrase.denied}"
    verb = many if (record.numerator or 0) > 1 else one
    counted = number(record.numerator) if record.numerator else phrase.none
    share = quantity(record.value, record.unit)
    return f"Von {number(record.denominator)} {phrase.many} {verb} {counted} ({share}) {phrase.said}"


def promises_sentence(kept: Record | None, overdue: Record | None) -> str:
    """How many promises were kept; those broken without an answer are in no share and are said beside it."""
    told = share_sentence(kept, PROMISES)
    parts = [text for text in (told, overdue_promises(overdue, further=bool(told))) if text]
    return f"{'; '.join(parts)}." if parts else ""


def overdue_promises(overdue: Record | None, *, further: bool = True) -> str:
    """`1 weitere Zusage ist überfällig und ohne Antwort`; nothing where there is none."""
    count = overdue.numerator if overdue else None
    if not count:
        return ""
    if count == 1:
        return f"1 {'weitere ' * further}Zusage ist überfällig und ohne Antwort"
    return f"{number(count)} {'weitere ' * further}Zusagen sind überfällig und ohne Antwort"


def remark(site: Site, period: Period, part: str) -> str:
    """What has to stand beside a share lest it look better, or more final, than it is; else nothing."""
    if part == "K08.quote":
        return _overdue_beside(site.total(period, "K08.offen_ueberfaellig"))
    if part.startswith("K09E.") and not is_ripe(site, period, part):
        return _ruled_beside(site.total(period, "K09E.quote"))
    return ""


def is_ripe(site: Site, period: Period, part: str) -> bool:
    """Whether the share of a cohort stands: complaints received are still open for long after the period ends."""
    undecided = site.total(period, "K09E.unentschieden") if part.startswith("K09E.") else None
    return not (undecided and undecided.numerator)


def _ruled_beside(upheld: Record | None) -> str:
    """`erst 2 von 10 bewertet`, of the complaints received."""
    if upheld is None:
        return ""
    ruled = f"erst {number(upheld.denominator)}" if upheld.denominator else "noch keine"
    return f"{ruled} von {number(upheld.n)} bewertet"


def _overdue_beside(overdue: Record | None) -> str:
    """`2 weitere überfällig und ohne Antwort`."""
    return f"{number(overdue.numerator)} weitere überfällig und ohne Antwort" if overdue and overdue.numerator else ""
