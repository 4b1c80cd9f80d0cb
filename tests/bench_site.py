"""`make bench`, second part: building the statistics site from 20,000 cases with their history, as ratios in one run.

Bounds: the first build takes at most 10 times a walk over the files' libyaml events, pictures of charts listed apart;
a second build after one changed case at most a fifth of the first; 100,000 cases grow at most linearly (a tenth of
noise allowed) and stay under 2 GB.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from bench import BIN, WALK, Run, run
from bench_cases import case_file, write_repository

from casebook.pages.charts import PICTURES

CASES, MANY = 20_000, 100_000


def build(root: Path, out: Path) -> Run:
    """One build in a process of its own."""
    return run(BIN / "casebook", "build", "statistics", "--root", root, "--out", out, rounds=1)


WORDS = ("wartet seit Wochen", "wartet seit Monaten")
FACT = ("kanal: e_mail", "kanal: brief")
"""What is counted: figures of the periods of the case move, and every series that they stand in."""


def change_one(root: Path, cases: int, *changes: tuple[str, str]) -> None:
    """Correct one closed case of a middle year; not committed."""
    name, text = case_file(2013, 77, cases // 10, closed=True)
    for old, new in changes:
        assert (root / name).is_file() and old in text
        text = text.replace(old, new)
    (root / name).write_text(text, encoding="utf-8")


def measure(folder: Path, cases: int) -> dict[str, Run]:
    """Walk, builds of a register with a fresh shelf, and again once the pictures of its charts are drawn."""
    root, out, shelf = (folder / f"{name}-{cases}" for name in ("register", "site", "shelf"))
    write_repository(root, cases)
    (folder / "walk.py").write_text(WALK, encoding="utf-8")
    os.environ["CASEBOOK_CACHE"] = str(shelf)
    runs = {"walk": run(sys.executable, folder / "walk.py", root / "cases"), "with charts": build(root, out)}
    shutil.rmtree(out)
    for path in shelf.iterdir():
        if not path.name.startswith(PICTURES):
            path.unlink()
    runs |= {"first": build(root, out)}
    change_one(root, cases, WORDS)
    runs |= {"second, other words": build(root, out)}
    change_one(root, cases, WORDS, FACT)
    return runs | {"second, another fact": build(root, out)}


def main() -> int:
    many = "--many" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        runs = measure(Path(name), CASES)
        if many:
            runs |= {f"{kind} of {MANY}": found for kind, found in measure(Path(name), MANY).items()}
    for kind, found in runs.items():
        print(f"{kind:22} {found.seconds:7.2f} s {found.megabytes:7.0f} MB")
    to_walk = runs["first"].seconds / runs["walk"].seconds
    words, fact = (runs[f"second, {name}"].seconds / runs["first"].seconds for name in ("other words", "another fact"))
    ratios = {
        "drawing the charts (seconds, listed apart)": runs["with charts"].seconds - runs["first"].seconds,
        "first build / event walk (at most 10)": to_walk,
        "second build after other words / first build (at most 0.2)": words,
        "second build after another fact / first build (at most 0.2)": fact,
    }
    good = to_walk <= 10 and max(words, fact) <= 0.2
    if many:
        larger = runs[f"first of {MANY}"]
        growth = larger.seconds / runs["first"].seconds / (MANY / CASES)
        ratios |= {"growth to 100,000 (at most 1.1)": growth, "its peak in MB (under 2000)": larger.megabytes}
        good = good and growth <= 1.1 and larger.megabytes < 2000
    print(json.dumps({kind: round(value, 2) for kind, value in ratios.items()}, indent=1))
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
