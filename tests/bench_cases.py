"""Many invented cases with a history, written straight into a Git repository: what the benchmarks measure."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
YEARS = range(2008, 2018)
COMMITS_A_YEAR = 100

CHANNELS = ("telefon", "e_mail", "brief", "persoenlich")
TOPICS = ("dauer", "umzug", "kaution", "unterkunft", "bescheid")
UNITS = ("leistung-nord", "leistung-sued", "kommunale-leistungen", "vermittlung", "eingangszone")
RULINGS = ("ja", "nein", "teilweise", "nein")
OUTCOMES = {"ja": "abgeholfen", "teilweise": "teilweise_abgeholfen", "nein": "nicht_abgeholfen"}

HEAD = """\
aktenzeichen: {number}
art: beschwerde
beispiel: true
eingang:
  datum: {received}
  kanal: {channel}
  zugang: {access}
  stelle: ombudsstelle
  erfasst_am: {received}
  erfasst_von: ombud-1
{third}person:
  gruppe: leistungsberechtigte
rechtsbehelf:
  ergebnis: nein
  geprueft_am: {received}
  geprueft_von: ombud-1
anliegen:
  - thema: {topic}
    bereich: leistung
    traeger: kommunal
    gegenstand: sache
    betrifft: {unit}
    kurz: Der Antrag {place} wartet seit Wochen auf eine Entscheidung.
"""
THIRD = """\
dritte:
  art: beratungsstelle
  vollmacht:
    stand: liegt_vor
    umfang: auskunft
"""
OPEN = """\
stufe: prozessbezogen
zustaendig: ombudsstelle
rueckmeldung_bis: {promised}
verlauf:
  - datum: {confirmed}
    ereignis: eingangsbestaetigung
    durch: ombud-1
  - datum: {confirmed}
    ereignis: einstufung
    durch: ombud-leitung
    stufe: prozessbezogen
"""
CLOSED = """\
  - datum: {asked}
    ereignis: stellungnahme_eingeholt
    durch: ombud-1
    stelle: {unit}
    notiz: Die Stelle bestätigt, dass die Unterlagen vollständig waren.
  - datum: {answered}
    ereignis: rueckmeldung
    durch: ombud-1
    an: person
    fundstelle: Fachverfahren, Schreiben {place}
  - datum: {answered}
    ereignis: keine_massnahme
    durch: ombud-1
    grund: Einzelfall, die Vertretung war krank.
  - datum: {answered}
    ereignis: abschluss
    durch: ombud-1
    ergebnis: {outcome}
abschluss:
  ergebnis: {outcome}
  begruendung: Die Gründe stehen im Schreiben.
  wirkung:
    - beschleunigt
"""


def write_repository(root: Path, cases: int) -> None:
    """A register of invented cases over ten years: each committed open, then closed; Git keeps both."""
    root.mkdir(parents=True)
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", root], check=True)
    stream = subprocess.Popen(["git", "-C", root, "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert stream.stdin
    for part in _stream(cases):
        stream.stdin.write(part)
    stream.stdin.close()
    if stream.wait():
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", root, "reset", "--quiet", "--hard", "main"], check=True)


def case_file(year: int, place: int, a_year: int, *, closed: bool) -> tuple[str, str]:
    """Name and text of a case; `place` counts from 1 within its year."""
    received = date(year, 1, 2) + timedelta(330 * (place - 1) // a_year)
    ruling = RULINGS[place % 4]
    days = {"confirmed": 1, "asked": 2, "answered": 6 + place % 21, "promised": 14 + place % 3}
    number = f"{year}-{place:04d}"
    text = (HEAD + OPEN + (CLOSED if closed else "")).format(
        number=number,
        place=place,
        received=received,
        channel=CHANNELS[place % 4],
        access="dritte" if place % 3 else "direkt",
        third=THIRD if place % 3 else "",
        topic=TOPICS[place % 5],
        unit=UNITS[place % 5],
        outcome=OUTCOMES[ruling],
        **{name: received + timedelta(days[name]) for name in days},
    )
    ruled = f"entscheidung.\n    begruendet: {ruling}\n" + ("" if ruling == "nein" else _REASONS)
    return f"cases/{year}/{number}.yaml", text.replace("Entscheidung.\n", ruled.capitalize()) if closed else text


_REASONS = "    gruende:\n      - frist_ueberschritten\n"


def _stream(cases: int) -> Iterator[bytes]:
    """Input of `git fast-import`: each commit brings new cases, and closes those of the commit before."""
    office = (PROJECT / "office.yaml").read_text(encoding="utf-8").replace("2018-05-02", "2017-12-31")
    yield _commit(datetime.combine(date(YEARS[0], 1, 1), time(12), UTC), [("office.yaml", office)])
    a_year = cases // len(YEARS)
    step = max(1, a_year // COMMITS_A_YEAR)
    waiting: list[tuple[int, int]] = []
    for year in YEARS:
        for first in range(1, a_year + 1, step):
            fresh = [(year, place) for place in range(first, min(first + step, a_year + 1))]
            files = [case_file(*case, a_year, closed=True) for case in waiting]
            files += [case_file(*case, a_year, closed=False) for case in fresh]
            day = date(year, 1, 1) + timedelta(364 * first // (a_year + 1))
            yield _commit(datetime.combine(day, time(13), UTC), files)
            waiting = fresh


def _commit(moment: datetime, files: list[tuple[str, str]]) -> bytes:
    who = f"casebook <casebook@example.org> {int(moment.timestamp())} +0000"
    head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\nx\n"
    return head.encode() + b"".join(_file(name, text.encode()) for name, text in files) + b"\n"


def _file(name: str, data: bytes) -> bytes:
    return f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"
