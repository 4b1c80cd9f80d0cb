"""Cases in parts: the same as in a row, unpacked only when asked for, and looked at again only where they changed."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from build_cases import case

from casebook import parts
from casebook.measures import LazyStates, case_states
from casebook.model import Case
from casebook.parts import Cases, Part, found_in_parts, packed, parts_of
from casebook.shelf import NO_SHELF, Shelf

STAND = date(2018, 5, 2)
ALL = tuple(case(n) for n in range(1, 8))


def in_parts(sizes: Sequence[int], changed: int = -1) -> Cases:
    """All cases in parts of these sizes; the key of a changed part is another one."""
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    return Cases(
        Part(f"key {place}{' anew' if place == changed else ''}", size, packed(ALL[start : start + size]))
        for place, (start, size) in enumerate(zip(starts, sizes, strict=True))
    )


def numbers(cases: Sequence[Case]) -> list[str]:
    return [each.aktenzeichen for each in cases]


@pytest.mark.parametrize("sizes", [(7,), (3, 4), (1, 0, 5, 1)])
def test_parts_are_the_row(sizes: tuple[int, ...]) -> None:
    found = in_parts(sizes)
    assert (len(found), list(found), found == ALL) == (7, list(ALL), True)
    assert (found[2], found[-1], found[1:3]) == (ALL[2], ALL[6], ALL[1:3])


def test_a_row_has_parts_of_which_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "BATCH", 3)
    assert [(part.key, part.size) for part in parts_of(ALL)] == [("", 3), ("", 3), ("", 1)]
    assert [part.size for part in parts_of([])] == [0]


def test_only_the_changed_part_is_looked_at_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = found_in_parts(in_parts((3, 4)), numbers, "stand", shelf)
    assert first == [numbers(ALL[:3]), numbers(ALL[3:])]
    kept = {path.name for path in tmp_path.iterdir()}
    assert found_in_parts(in_parts((3, 4), changed=1), numbers, "stand", shelf) == first
    assert len({path.name for path in tmp_path.iterdir()} - kept) == 1
    found_in_parts(in_parts((3, 4)), numbers, "another stand", shelf)
    assert len(list(tmp_path.iterdir())) == 5


def test_what_may_not_be_kept_is_not(tmp_path: Path) -> None:
    assert found_in_parts(ALL, numbers, "stand", Shelf(tmp_path)) == [numbers(ALL)]
    assert list(tmp_path.iterdir()) == []
    assert found_in_parts(ALL, len, "stand", NO_SHELF) == [7]


@pytest.mark.parametrize("place", range(7))
def test_states_are_worked_out_part_by_part(place: int, monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []
    monkeypatch.setattr(parts, "unpacked", lambda content: unpacked.append(len(content)) or pickle.loads(content))
    cases = in_parts((3, 4))
    states = LazyStates(cases.parts, (3, 4), STAND)
    assert states[place] == states[place] == case_states(ALL, STAND)[place]
    assert unpacked == [len(cases.parts[place // 3 and 1].packed)]
    assert tuple(states) == case_states(ALL, STAND) and len(states) == 7
