"""Five questions of a head of office, each answered by one figure, one sentence and one link.

Figures are of the newest finished quarter (a month is too short to judge by), or of the newest finished year where
the quarter has none. What is late and what helped is counted at the stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.measures.compare import change
from casebook.measures.record import Record
from casebook.pages.comparing import change_words
from casebook.pages.figures import Figure, figure
from casebook.pages.labels import in_period, long_day, number, quantity
from casebook.pages.rankings import newest_finished
from casebook.pages.receipts import RECEIPTS
from casebook.pages.record_words import basis_of
from casebook.pages.sentences import promises_sentence
from casebook.pages.site import Site
from casebook.pages.weaknesses import WEAKNESSES, Weaknesses, pair_words
from casebook.periods import Period, year_before

NO_FIGURE = Figure("–", "", "", "", "")
MOST_NAMED = 2
"""Topics with their units named in a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, the figure that answers it, what it means in words, and where to read on."""

    id: str
    question: str
    figure: Figure
    sentence: str
    link: str
    link_text: str


def answers(site: Site) -> tuple[Answer, ...]:
    """The five answers of a site with at least one year."""
    makers: tuple[Callable[[Site], Answer], ...] = (_received, _late, _recurring, _decided, _helped)
    return tuple(make(site) for make in makers)


def _received(site: Site) -> Answer:
    period, record = _newest(site, RECEIPTS)
    verb = "ging" if record and record.value == 1 else "gingen"
    sentence = f"{verb} {in_period(period)} ein{_compared(site, RECEIPTS, period)}."
    return Answer("eingang", "Wie viel kam herein?", _value(record), sentence, "eingaenge.html", "Eingänge im Verlauf")


def _late(site: Site) -> Answer:
    """Open and past the promised day at the stand, beside the promises kept in the newest quarter."""
    now = site.total(site.periods_of(1)[0], "K07.quote")
    sentence = f"Am {long_day(site.stand)} {_late_words(now)}.{_promises(site)}"
    return Answer("spaet", "Was ist zu spät?", _late_figure(now), sentence, "fristen.html", "Fristen und Gründe")


def _late_figure(now: Record | None) -> Figure:
    if now is None or not now.denominator:
        return NO_FIGURE
    cases = "Fall" if now.denominator == 1 else "Fällen"
    return Figure(number(now.numerator), "", f"von {number(now.denominator)} offenen {cases}", *_links(now))


def _late_words(now: Record | None) -> str:
    if now is None or not now.denominator:
        return "ist kein Fall offen"
    return "ist der zugesagte Tag vorbei und noch keine Antwort da" if now.numerator else "ist nichts zu spät"


def _promises(site: Site) -> str:
    """Promises kept in the newest quarter, and those broken without an answer, which are in no share."""
    period, kept = _newest(site, "K08.quote")
    told = promises_sentence(kept, site.total(period, "K08.offen_ueberfaellig")) if _known(kept) else ""
    return f" {_first_up(in_period(period))}: {told}" if told else ""


def _recurring(site: Site) -> Answer:
    period, record = _newest(site, "K15.problem")
    verb = "kam" if record and record.value == 1 else "kamen"
    sentence = (
        f"{verb} {in_period(period)} zu einem Thema, mit dem dieselbe Einheit schon öfter auffiel."
        f"{_worst(site, period)}"
    )
    question = "Wo kehrt eine Schwäche wieder?"
    return Answer("schwaeche", question, _value(record), sentence, WEAKNESSES, "Schwachstellen")


def _worst(site: Site, period: Period) -> str:
    """What came back most often; nothing where too many came back equally often."""
    pairs = Weaknesses(site).came_back(period)
    worst = [pair for pair, count in pairs.items() if count == max(pairs.values())]
    if not 0 < len(worst) <= MOST_NAMED:
        return ""
    named = " und ".join(pair_words(site.office, topic, unit) for topic, unit in worst)
    return f" Am häufigsten: {named} ({'je ' if len(worst) > 1 else ''}{max(pairs.values())})."


def _decided(site: Site) -> Answer:
    period, record = _newest(site, "K09.quote")
    compared = _compared(site, "K09.quote", period)
    taken = site.total(period, "K22.anzahl")
    measures = f" Beschlossen wurden {quantity(taken.value, taken.unit)}." if taken and taken.value else ""
    sentence = (
        f"der bewerteten Beschwerden waren {in_period(period)} begründet oder teilweise begründet{compared}.{measures}"
    )
    return Answer("entschieden", "Was haben wir entschieden?", _value(record), sentence, "ergebnis.html", "Ergebnisse")


def _helped(site: Site) -> Answer:
    """What became fewer after what was changed; beside it, who checked, and what had to be taken up again."""
    verdicts = Counter[str](effect.verdict for effect in Weaknesses(site).effects)
    changes = verdicts.total()
    fewer = Figure(number(verdicts["gesunken"]), "", f"von {number(changes)} Änderungen", "", "")
    sentence = effects_sentence(verdicts) if changes else "Noch ist keine Maßnahme umgesetzt, die hätte helfen können."
    period, checked = _newest(site, "K22.geprueft")
    if _known(checked):
        sentence += f" Auf ihre Wirkung geprüft sind {basis_of(checked)} {in_period(period)} umgesetzten Maßnahmen."
    again, reopened = _newest(site, "K14.quote")
    if _known(reopened):
        closed = f"Fällen, die {in_period(again)} abgeschlossen waren"
        sentence += f" Wieder aufgenommen wurden {basis_of(reopened)} {closed}."
    link = f"{WEAKNESSES}#wirkung"
    return Answer("wirkung", "Hat es geholfen?", fewer if changes else NO_FIGURE, sentence, link, "Vorher und nachher")


def effects_sentence(verdicts: Mapping[str, int]) -> str:
    """What follows "2 von 12 Änderungen"."""
    sentence = "mit weniger Beschwerden danach"
    more = (
        ("gestiegen", "mit mehr Beschwerden danach"),
        ("unklar", "ohne nachweisbare Wirkung"),
        ("zu-wenige", "mit zu wenigen Fällen für eine Aussage"),
    )
    others = [f"{number(verdicts[verdict])} {words}" for verdict, words in more if verdicts.get(verdict)]
    return f"{sentence}{'; ' + ', '.join(others) if others else ''}."


def _newest(site: Site, part: str) -> tuple[Period, Record | None]:
    """The newest finished quarter in which a part has a value; else the newest finished year."""
    quarter = next((entry for entry in site.periods_of(3) if entry.is_finished(site.stand)), None)
    record = site.total(quarter, part) if quarter else None
    if quarter and _known(record):
        return quarter, record
    year = newest_finished(site)
    return year, site.total(year, part)


def _known(record: Record | None) -> bool:
    return record is not None and record.value is not None


def _value(record: Record | None) -> Figure:
    return figure(record) if record else NO_FIGURE


def _links(record: Record) -> tuple[str, str]:
    found = figure(record)
    return found.cases, found.among


def _compared(site: Site, part: str, period: Period) -> str:
    """`, 4 mehr als im 1. Quartal 2017`; nothing where the period still runs or had no figure a year before."""
    now, earlier = site.total(period, part), site.total(year_before(period), part)
    found = change(earlier, now) if now and period.is_finished(site.stand) else None
    if now is None or found is None:
        return ""
    before = in_period(year_before(period))
    if found.amount == 0:
        return f", so viel wie {before}"
    return f", {change_words(found, now.unit).text} als {before}"


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]
