"""The internal statistics site: plain pages that open from a folder, with KERN's design beside them.

Figures come from `measures`; pages are listed in `contents`; here everything is brought together and written.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from casebook.history import FileLogs
from casebook.letters.offers import offers
from casebook.letters.templates import Templates
from casebook.load import Loaded
from casebook.measures import STOCK, Frames, joined_frames, measure_frames, need_stock_to_go_up
from casebook.model import Case
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.pages.assets import copy_kern
from casebook.pages.charts import Drawer
from casebook.pages.contents import CHAPTERS
from casebook.pages.gathering import gathered
from casebook.pages.keeping import Keeper, Kept, basis_of, basis_of_files
from casebook.pages.labels import long_day
from casebook.pages.origin import origin
from casebook.pages.sharing import shared_out
from casebook.pages.site import Chapter, File, Page, Site
from casebook.pages.templates import html_environment
from casebook.periods import Period, parts_of, year_of
from casebook.processes import Prozess
from casebook.product import PRODUCT
from casebook.provenance import Provenance
from casebook.shelf import NO_SHELF, Shelf
from casebook.staging import staged

TEMPLATES = PRODUCT / "site_templates" / "statistics"
STATIC = ("statistics.css", "with-script.js", "cases.js", "case.js", "open.js")
LENGTHS = (12, 6, 3, 1)
"""Months of the periods that have pages."""

NOT_REAL = "Alle Daten auf dieser Seite sind erfunden."

Progress = Callable[[int, int], None]
"""Told after every page how many of how many are written."""


def build_statistics(
    cases: Sequence[Case],
    office: Office,
    provenance: Provenance,
    out: Path,
    *,
    outside: Outside = NOTHING_COLLECTED,
    templates: Templates | None = None,
    shelf: Shelf = NO_SHELF,
    logs: FileLogs | None = None,
    processes: tuple[Prozess, ...] = (),
    published: Mapping[str, Loaded] = MappingProxyType({}),
    progress: Progress | None = None,
) -> Drawer:
    """Write the site into `out`, which is replaced only when everything is written; letters where there are templates.

    What rests on the same as in the site before is taken from there. Pictures of charts and what was
    found in parts of the register come from the shelf.
    The result tells how many had to be drawn and how long that took.

    Raises:
        MissingAssets: set-up has not fetched style sheet and fonts.
        OutsideCalendar: a case has a deadline in a year whose holidays nobody knows.
        StockDoesNotGoUp: what is open does not follow from what came and went.
        OSError: the disk is full or may not be written.
    """
    drawer = Drawer(shelf)
    site = replace(
        site_of(cases, office, provenance, outside, templates, shelf),
        published=published,
        drawer=drawer,
        logs=logs,
        processes=processes,
    )
    parts = [(chapter, part) for chapter in CHAPTERS for part in chapter.make(site)]
    parts.sort(key=lambda found: not (isinstance(found[1], File) and found[1].slow))
    environment = _environment(site)
    with staged(out) as folder:
        _write_static(folder)
        stamp = environment.get_template("provenance.html.j2").render()
        keeper = Keeper(folder, out, _common_basis(office), stamp)

        def put(task: tuple[Chapter, Page | File]) -> Kept | None:
            chapter, part = task
            return keeper.put(part.file, part.basis, partial(_content, part, chapter, environment))

        kept, counts = shared_out(parts, _together, put, drawer.counts, progress)
        keeper.close(kept)
    return drawer.counting(counts)


def site_of(
    cases: Sequence[Case],
    office: Office,
    provenance: Provenance,
    outside: Outside,
    templates: Templates | None,
    shelf: Shelf = NO_SHELF,
) -> Site:
    """All figures and facts of the site, computed once.

    Raises:
        OutsideCalendar: a case has a deadline in a year whose holidays nobody knows.
        StockDoesNotGoUp: what is open does not follow from what came and went.
    """
    stand = provenance.stand
    found = gathered(cases, office, stand, shelf)
    frames = joined_frames(found.pieces, office, stand, outside)
    periods = tuple(_periods(frames, stand))
    current = found.current.values() if templates else ()
    letters = {case.aktenzeichen: offers(case, office, stand, templates or {}) for case in current}
    records = measure_frames(frames, periods)
    need_stock_to_go_up(record for period in periods for record in records.of(period.label, STOCK))
    return Site(
        office=office,
        outside=outside,
        provenance=provenance,
        states=found.states,
        frames=frames,
        periods=periods,
        records=records,
        items=found.items,
        letters=letters,
        entries=found.entries,
        bases=found.bases,
        parts=found.parts,
        small_files=basis_of(outside.model_dump_json(warnings=False)),
        acting=found.acting,
        linked=found.linked,
    )


def _periods(frames: Frames, stand: date) -> Iterator[Period]:
    """Periods that have begun, of years in which something came in, was closed or was due; newest first."""
    days = (frames.cases[column].dropna().dt.year for column in ("eingang", "final_closing", "promised"))
    found = {year for column in days for year in column.unique().tolist()}
    years = [year_of(year) for year in sorted((year for year in found if year <= stand.year), reverse=True)]
    for months in LENGTHS:
        for year in years:
            yield from (period for period in reversed(parts_of(year, months)) if period.start <= stand)


def _environment(site: Site) -> Environment:
    office = site.office
    environment = html_environment(TEMPLATES)
    environment.globals |= {
        "office": office,
        "stand": long_day(site.stand),
        "origin": origin(site.provenance),
        "notice": (office.hinweis or NOT_REAL) if office.beispiel else office.hinweis,
        "menu": [chapter for chapter in CHAPTERS if chapter.name],
    }
    return environment


def _content(part: Page | File, chapter: Chapter, environment: Environment) -> bytes:
    """What stands in the file; `up` leads from a page in a folder to the pages beside the front page."""
    if isinstance(part, File):
        return part.content()
    place = {"file": part.file, "chapter": chapter.file, "up": "../" * part.file.count("/")}
    return environment.get_template(part.template).render(part.values(), **place).encode()


def _together(task: tuple[Chapter, Page | File]) -> int | None:
    return task[1].together


def _common_basis(office: Office) -> str:
    """What every page rests on: settings, templates, and the code that fills them."""
    code = Path(__file__).parents[1].rglob("*.py")
    return basis_of(office.model_dump_json(warnings=False), basis_of_files([*TEMPLATES.glob("*.j2"), *code]))


def _write_static(folder: Path) -> None:
    # What a job refuses to deploy (`ci-deployable`).
    (folder / "INTERN").write_text("Nur für den internen Gebrauch.\n", encoding="utf-8")
    copy_kern(folder / "kern")
    for name in STATIC:
        shutil.copyfile(TEMPLATES / name, folder / name)
