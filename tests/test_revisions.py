"""What became of a published month: real repositories, a tag, and what was entered, corrected or reopened since."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from build_cases import closed_case
from build_register import commit, git, make_register, real_office

from casebook.casefile import case_yaml
from casebook.history import commit_named
from casebook.load import Loaded, load_commit, load_published
from casebook.model import Case
from casebook.pages.revisionpage import revision_pages
from casebook.pages.statistics import site_of
from casebook.periods import Period, parse_period
from casebook.revisions import Moved, Revision, measured, revisions

MARCH = parse_period("2018-03")
assert isinstance(MARCH, Period)
CLOCK = date(2018, 6, 1)


def march_case(number: int, **overrides: Any) -> Case:
    received = {"datum": "2018-03-01"} | overrides.pop("eingang", {})
    return closed_case(number, f"2018-03-{number + 10}", eingang=received, **overrides)


def plain(case: Case) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(json.dumps(case.model_dump(exclude_none=True), default=str))
    return data


def with_event(case: Case, kind: str, **changes: Any) -> Case:
    log = [*plain(case)["verlauf"], {"datum": "2018-05-04", "ereignis": kind, "durch": "ombud-1"}]
    return Case.model_validate(plain(case) | {"verlauf": log} | changes)


def file_of(case: Case) -> dict[str, str | None]:
    return {f"cases/2018/{case.aktenzeichen}.yaml": case_yaml(plain(case))}


CASES = tuple(march_case(number) for number in (1, 2, 3))


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Three cases of March, published in April."""
    folder = make_register(tmp_path / "register", office=real_office())
    git(folder, "init", "--quiet")
    for case in CASES:
        commit(folder, file_of(case))
    git(folder, "tag", "stand-2018-03")
    return folder


def state(register: Path) -> Loaded:
    found = load_commit(register, commit_named(register, "HEAD"), CLOCK)
    assert isinstance(found, Loaded), found
    return found


def changes_of_march(register: Path) -> dict[str, Revision]:
    now = state(register)
    published = load_published(register, now)["2018-03"]
    then = measured(published.cases, published.office, published.outside, CLOCK, MARCH)
    found = revisions(then, measured(now.cases, now.office, now.outside, CLOCK, MARCH))
    return {f"{revision.now.id}.{revision.now.part}": revision for revision in found}


def test_nothing_changed(register: Path) -> None:
    assert changes_of_march(register) == {}


def test_a_late_entry(register: Path) -> None:
    commit(register, file_of(march_case(4)))
    found = changes_of_march(register)["K01.anzahl"]
    assert (found.before.value, found.now.value) == (3, 4)
    assert found.moved == (Moved("2018-0004", "nachgetragen"),)


def test_a_correction(register: Path) -> None:
    receipt = plain(CASES[0])["eingang"] | {"datum": "2018-02-28"}
    corrected = with_event(CASES[0], "korrektur", eingang=receipt)
    commit(register, file_of(corrected))
    found = changes_of_march(register)["K01.anzahl"]
    assert (found.before.value, found.now.value) == (3, 2)
    assert found.moved == (Moved("2018-0001", "korrigiert"),)


def test_a_reopening(register: Path) -> None:
    commit(register, file_of(with_event(CASES[1], "wiedereroeffnung", abschluss=None)))
    found = changes_of_march(register)["K09E.quote"]
    assert (found.before.denominator, found.now.denominator) == (3, 2)
    assert found.moved == (Moved("2018-0002", "wiedereroeffnet"),)


def test_the_page_tells_it(register: Path) -> None:
    commit(register, file_of(march_case(4)))
    now = state(register)
    site = site_of(now.cases, now.office, now.provenance, now.outside, None)
    (page,) = revision_pages(replace(site, published=load_published(register, now)))
    (month,) = page.values()["published"]
    assert month.name == "März 2018"
    line = next(line for line in month.lines if line.measure == "K01")
    assert (line.before, line.now, line.reasons) == ("3\u00a0Fälle", "4\u00a0Fälle", "1 nachgetragen")
    assert line.moved == (("2018-0004", "nachgetragen"),)


def test_changed_settings_are_named_where_no_case_moved(register: Path) -> None:
    now = state(register)
    cases = {"before": now.cases, "now": now.cases}
    then, today = (measured(found, now.office, now.outside, CLOCK, MARCH) for found in cases.values())
    other = replace(today, records=tuple(replace(record, value=99) for record in today.records))
    found = revisions(then, other)
    assert found and {revision.moved for revision in found} == {()}
