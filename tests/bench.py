"""`make bench`: time and memory of the check on 5,000 files, as ratios within one run.

Bounds (README): at most 3 times a process that only walks the files' libyaml events, not slower than yamale
with its defaults, at least 8 times faster than check-jsonschema with an equivalent schema of the shape,
under 300 MB. Files and schemas are made in a temporary folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
FILES = 5000
ROUNDS = 3

WALK = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    for event in yaml.parse(path.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""

CASE = """\
aktenzeichen: 2018-{number:04d}
art: beschwerde
beispiel: true
eingang:
  datum: 2018-03-05
  kanal: {kanal}
  zugang: dritte
  stelle: ombudsstelle
  erfasst_am: 2018-03-05
  erfasst_von: ombud-1
dritte:
  art: beratungsstelle
  vollmacht:
    stand: liegt_vor
    umfang: auskunft
person:
  gruppe: leistungsberechtigte
rechtsbehelf:
  ergebnis: nein
  geprueft_am: 2018-03-05
  geprueft_von: ombud-1
anliegen:
  - thema: {thema}
    bereich: leistung
    traeger: kommunal
    gegenstand: sache
    betrifft: kommunale-leistungen
    prozess: J4
    kurz: Der Antrag auf Zustimmung zum Umzug ist seit {number} Tagen nicht entschieden.
    begruendet: ja
    gruende:
      - frist_ueberschritten
stufe: prozessbezogen
zustaendig: ombudsstelle
rueckmeldung_bis: 2018-03-19
verlauf:
  - datum: 2018-03-06
    ereignis: eingangsbestaetigung
    durch: ombud-1
  - datum: 2018-03-06
    ereignis: einstufung
    durch: ombud-leitung
    stufe: prozessbezogen
  - datum: 2018-03-07
    ereignis: stellungnahme_eingeholt
    durch: ombud-1
    stelle: kommunale-leistungen
    notiz: Die Stelle bestätigt, dass die Unterlagen seit dem {day}. Februar vollständig waren.
  - datum: 2018-03-16
    ereignis: rueckmeldung
    durch: ombud-1
    an: person
    fundstelle: Fachverfahren, Schreiben {number}
  - datum: 2018-03-16
    ereignis: keine_massnahme
    durch: ombud-1
    grund: Einzelfall, die Vertretung war krank.
  - datum: 2018-03-19
    ereignis: abschluss
    durch: ombud-1
    ergebnis: abgeholfen
abschluss:
  ergebnis: abgeholfen
  wirkung:
    - beschleunigt
"""

YAMALE = """\
aktenzeichen: str()
art: enum('beschwerde', 'anregung', 'hinweis', 'lob', 'anfrage')
beispiel: bool()
eingang: include('eingang')
dritte: include('dritte')
person: map(str(), key=str())
rechtsbehelf: include('rechtsbehelf')
anliegen: list(include('anliegen'), min=1, max=5)
stufe: enum('bagatelle', 'prozessbezogen', 'kritisch')
zustaendig: str()
rueckmeldung_bis: day()
verlauf: list(include('ereignis'))
abschluss: include('abschluss')
---
eingang:
  datum: day()
  kanal: str()
  zugang: str()
  stelle: str()
  erfasst_am: day()
  erfasst_von: str()
dritte:
  art: str()
  vollmacht: map(str(), key=str())
rechtsbehelf:
  ergebnis: str()
  geprueft_am: day()
  geprueft_von: str()
anliegen:
  thema: str()
  bereich: str()
  traeger: str()
  gegenstand: str()
  betrifft: str()
  prozess: str()
  kurz: str(max=300)
  begruendet: enum('ja', 'teilweise', 'nein', 'nicht_entscheidbar')
  gruende: list(str())
ereignis:
  datum: day()
  ereignis: str()
  durch: str()
  stufe: str(required=False)
  stelle: str(required=False)
  notiz: str(required=False)
  an: str(required=False)
  fundstelle: str(required=False)
  grund: str(required=False)
  ergebnis: str(required=False)
abschluss:
  ergebnis: str()
  wirkung: list(str())
"""


@dataclass(frozen=True)
class Run:
    """Best wall-clock seconds of several rounds and the largest memory of any child, in MB."""

    seconds: float
    megabytes: float


def write_register(root: Path) -> None:
    office = (PROJECT / "office.yaml").read_text(encoding="utf-8").replace("2018-05-02", "2018-12-31")
    (root / "office.yaml").write_text(office, encoding="utf-8")
    folder = root / "cases" / "2018"
    folder.mkdir(parents=True)
    channels, topics = ("telefon", "e_mail", "brief"), ("umzug", "dauer", "kaution", "unterkunft")
    for number in range(1, FILES + 1):
        text = CASE.format(number=number, kanal=channels[number % 3], thema=topics[number % 4], day=number % 28 + 1)
        (folder / f"2018-{number:04d}.yaml").write_text(text, encoding="utf-8")


def run(*command: object, rounds: int = ROUNDS) -> Run:
    """Run a command in fresh processes; a non-zero exit ends the benchmark."""
    times, peak = [], 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert child.stderr is not None
        errors = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        times.append(time.perf_counter() - start)
        if os.waitstatus_to_exitcode(status):
            raise SystemExit(f"{command[0]} failed: {errors.decode()[-500:]}")
        peak = max(peak, usage.ru_maxrss / 1024)
    return Run(min(times), peak)


def measure(root: Path) -> dict[str, Run]:
    (root / "walk.py").write_text(WALK, encoding="utf-8")
    (root / "yamale.yaml").write_text(YAMALE, encoding="utf-8")
    shutil.copy(PROJECT / "scripts/casebook/schema/case.schema.json", root / "case.schema.json")
    files = sorted((root / "cases").rglob("*.yaml"))
    return {
        "walk": run(sys.executable, root / "walk.py", root / "cases"),
        "casebook": run(BIN / "casebook", "check", "--root", root),
        "yamale": run(BIN / "yamale", "--schema", root / "yamale.yaml", root / "cases", rounds=1),
        "check-jsonschema": run(BIN / "check-jsonschema", "--schemafile", root / "case.schema.json", *files, rounds=1),
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_register(root)
        runs = measure(root)
    ours = runs["casebook"]
    ratios = {
        "casebook / event walk (at most 3)": ours.seconds / runs["walk"].seconds,
        "casebook / yamale (at most 1)": ours.seconds / runs["yamale"].seconds,
        "check-jsonschema / casebook (at least 8)": runs["check-jsonschema"].seconds / ours.seconds,
        "casebook peak memory in MB (under 300)": ours.megabytes,
    }
    for name, each in runs.items():
        print(f"{name:18} {each.seconds:7.2f} s {each.megabytes:7.0f} MB")
    print(json.dumps({name: round(value, 2) for name, value in ratios.items()}, indent=1))
    walk, yamale, jsonschema, memory = ratios.values()
    return 0 if walk <= 3 and yamale <= 1 and jsonschema >= 8 and memory < 300 else 1


if __name__ == "__main__":
    raise SystemExit(main())
