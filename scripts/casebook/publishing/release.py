"""Whether figures may go out: the year is closed, nothing published changes, and nobody can be worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from casebook.attack import Impossible
from casebook.disclosure import leaks
from casebook.office import Office
from casebook.published import Zahlen, figures_file

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing is published, in a sentence that says what to do; `wrong_call` where the call asks too early."""

    reason: str
    wrong_call: bool = False


def closes_on(year: int, office: Office) -> date:
    """The first day on which a year is closed: it is over, and the waiting time for late entries as well."""
    return date(year + 1, 1, 1) + timedelta(weeks=office.veroeffentlichung.wartezeit_wochen)


def refusal(figures: Zahlen, published: Mapping[int, Zahlen], office: Office) -> Refused | None:
    """What stands against publishing these figures beside those already out; None where nothing does."""
    year, closed = figures.jahr, closes_on(figures.jahr, office)
    if figures.stand < closed:
        return Refused(
            f"{year} ist am {figures.stand:%d.%m.%Y} noch nicht abgeschlossen. Abgeschlossen ist ein Jahr "
            f"{office.veroeffentlichung.wartezeit_wochen} Wochen nach seinem Ende, also ab {closed:%d.%m.%Y}.",
            wrong_call=True,
        )
    if not figures.gesamt:
        return Refused(f"{year} hat keine Fälle. Es gibt nichts zu veröffentlichen.")
    if year in published:
        return _changed(figures, published[year])
    return _recoverable({**published, year: figures})


def _changed(figures: Zahlen, before: Zahlen) -> Refused | None:
    if figures.figures() == before.figures():
        return None
    return Refused(
        f"{figures_file(figures.jahr)} ist schon veröffentlicht, und die Zahlen sind heute andere. Zwei Fassungen "
        "desselben Jahres verrieten, was dazwischen nachgetragen wurde. Die Datei bleibt, wie sie ist; was sich "
        "geändert hat, steht gerundet bei den Zahlen des nächsten Jahres."
    )


def _recoverable(together: Mapping[int, Zahlen]) -> Refused | None:
    try:
        found = leaks(together)
    except Impossible:
        return Refused(
            "Die Zahlen widersprechen denen, die schon veröffentlicht sind. Prüfen Sie die Dateien früherer Jahre."
        )
    if not found:
        return None
    names = "; ".join(f"{year}, {name[0]}: {', '.join(name[1:])}" for year, name in found[:_SHOWN])
    more = f" und {len(found) - _SHOWN} weitere" if len(found) > _SHOWN else ""
    return Refused(
        f"Aus den Zahlen ließe sich ablesen, dass hinter einem Feld nur ein oder zwei Menschen stehen ({names}{more}). "
        "Nehmen Sie in office.yaml unter veroeffentlichung eine der Tabellen heraus oder setzen Sie genau auf false."
    )
