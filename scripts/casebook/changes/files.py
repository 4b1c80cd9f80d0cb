"""What a change must not do to files: delete or move a case, change published figures, mix cases with their judges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from casebook.model import Case
from casebook.problem import Problem
from casebook.published import is_figures_file

_OWN = ("scripts/", "office.yaml", "office/", ".github/", ".gitlab-ci.yml", ".forgejo/", ".gitea/")
_OF_THE_REPOSITORY = ("scripts/", ".github/", ".gitlab-ci.yml", ".forgejo/", ".gitea/")


def check_gone(gone: Mapping[str, Case | None], added: Mapping[str, Case]) -> Iterator[Problem]:
    """A case file stays where it is; a new one that tells the same is where it went. `gone` holds old states."""
    for file, before in gone.items():
        new_place = next((place for place, case in added.items() if before and _tells_the_same(before, case)), None)
        if new_place:
            yield Problem(file, 1, 1, "fall-umbenannt", found=file, expected=new_place)
        else:
            yield Problem(file, 1, 1, "fall-geloescht", found=file)


def _tells_the_same(before: Case, after: Case) -> bool:
    return [concern.kurz for concern in before.anliegen] == [concern.kurz for concern in after.anliegen] and (
        before.eingang.kanal == after.eingang.kanal and before.art == after.art
    )


def check_unchanged(touched: frozenset[str], added: frozenset[str]) -> Iterator[Problem]:
    """Figures that are out stay as they are: a second version of a year would tell what came late."""
    for file in sorted(touched - added):
        if is_figures_file(file):
            yield Problem(file, 1, 1, "veroeffentlicht-geaendert", found=file)


def check_mixture(touched: Iterable[str], beside: Iterable[str], added: frozenset[str]) -> Iterator[Problem]:
    """Cases and what judges them (settings, code, workflows) change one after the other, never together.

    Setting up a register, which brings its first office.yaml, is no such change.
    """
    names = sorted(touched)
    cases = [name for name in names if name.startswith("cases/")]
    judging = [name for name in names if name.startswith(_OWN)]
    judging += [name for name in sorted(beside) if name.replace("../", "").startswith(_OF_THE_REPOSITORY)]
    if cases and judging and "office.yaml" not in added:
        yield Problem(judging[0], 1, 1, "gemischte-aenderung", found=judging[0], expected=cases[0])
