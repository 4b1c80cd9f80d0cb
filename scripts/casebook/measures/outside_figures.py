"""Figures from the small files of the house: clients (K19), surveys (K20), telephone (K34)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from casebook.measures.counting import Answer, half_up
from casebook.measures.intervals import wilson
from casebook.measures.record import percent, rate
from casebook.outside import Bezugsgroesse, Outside, Telefonmonat, Umfrage
from casebook.periods import Period, months_of

INTERVAL = "95-%-Bereich:"
"""Begins the sentence about one share alone; what stands before it holds for all figures of a survey."""


def per_thousand(outside: Outside, period: Period, stand: date, complaints: int) -> Answer | None:
    """Complaints for each 1,000 of the reference figure; the day it was counted and its source are named."""
    reference = _reference(outside.bezugsgroessen, period, stand)
    if reference is None:
        return None
    note = (
        f"Bezugsgröße: {_thousands(reference.anzahl)} {reference.was} am {_day(reference.stichtag)}"
        f" (Quelle: {_source(reference.quelle)})."
    )
    value = rate(complaints, reference.anzahl, 1000)
    return Answer(value, complaints, reference.anzahl, reference.anzahl, note)


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _reference(entries: Sequence[Bezugsgroesse], period: Period, stand: date) -> Bezugsgroesse | None:
    """The newest one counted by the period's last day, else the first one of the same year."""
    known = [entry for entry in entries if entry.stichtag <= stand]
    before = [entry for entry in known if entry.stichtag < period.end]
    later = [entry for entry in known if entry.stichtag.year == period.start.year]
    if before:
        return max(before, key=lambda entry: entry.stichtag)
    return min(later, key=lambda entry: entry.stichtag, default=None)


def articulated(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Who complained of those who were dissatisfied."""
    survey = _survey(outside.umfragen, period, stand)
    return _share(survey, survey.geaeussert, survey.unzufriedene) if survey else None


def registered(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Whose complaint is in the register, of those who complained."""
    survey = _survey(outside.umfragen, period, stand)
    if survey is None or survey.registriert is None:
        return None
    return _share(survey, survey.registriert, survey.geaeussert)


def in_evidence(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Whose complaint is in the register, of those who were dissatisfied."""
    survey = _survey(outside.umfragen, period, stand)
    if survey is None or survey.registriert is None:
        return None
    return _share(survey, survey.registriert, survey.unzufriedene)


def answers(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """How many valid answers the survey had."""
    survey = _survey(outside.umfragen, period, stand)
    return Answer(survey.befragte, survey.befragte, None, survey.befragte, _of_survey(survey)) if survey else None


def _survey(surveys: Sequence[Umfrage], period: Period, stand: date) -> Umfrage | None:
    """The last survey that ended in the period."""
    ended = [survey for survey in surveys if survey.bis in period and survey.bis <= stand]
    return max(ended, key=lambda survey: survey.bis, default=None)


def _share(survey: Umfrage, numerator: int, denominator: int) -> Answer:
    interval = wilson(numerator, denominator)
    sure = f" {INTERVAL} {_number(interval[0])} bis {_number(interval[1])} %." if interval else ""
    return Answer(percent(numerator, denominator), numerator, denominator, denominator, _of_survey(survey) + sure)


def _of_survey(survey: Umfrage) -> str:
    return (
        f"Umfrage vom {_day(survey.von)} bis {_day(survey.bis)}, {survey.befragte} gültige Antworten"
        f" (Quelle: {_source(survey.quelle)})."
    )


def offered(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Calls that came in."""
    months = _months(outside.telefon, period, stand)
    calls = sum(month.angeboten for month in months)
    return Answer(calls, calls, None, calls, _of_months(months, period)) if months else None


def answered(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Calls somebody took, of those that came in."""
    months = _months(outside.telefon, period, stand)
    calls, taken = sum(month.angeboten for month in months), sum(month.angenommen for month in months)
    return Answer(percent(taken, calls), taken, calls, calls, _of_months(months, period)) if months else None


def waited(outside: Outside, period: Period, stand: date, cases: int) -> Answer | None:
    """Seconds until somebody answered, on average over the calls taken in months whose wait is known."""
    months = [month for month in _months(outside.telefon, period, stand) if month.wartezeit_sekunden is not None]
    taken = sum(month.angenommen for month in months)
    seconds = sum((month.wartezeit_sekunden or 0) * month.angenommen for month in months)
    if not months:
        return None
    return Answer(half_up(seconds, taken) if taken else None, None, None, taken, _of_months(months, period))


def _months(entries: Sequence[Telefonmonat], period: Period, stand: date) -> list[Telefonmonat]:
    """Months of the period that were over at the stand."""
    labels = {month.label for month in months_of(period) if month.is_finished(stand)}
    return [entry for entry in entries if entry.monat in labels]


def _of_months(months: Sequence[Telefonmonat], period: Period) -> str:
    sources = "; ".join(dict.fromkeys(_source(month.quelle) for month in months))
    missing = period.months - len(months)
    return f"Quelle: {sources}." + (f" Nur {len(months)} von {period.months} Monaten sind erfasst." if missing else "")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _source(text: str) -> str:
    return text.rstrip(". ")


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
