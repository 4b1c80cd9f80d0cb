"""The form on GitHub and GitLab, where every case waits on a branch of its own until the check has passed it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from build_intakes import INTAKES
from build_register import checked, example, git, numbered
from desk import Desk, Opened
from forge_double import Forge, GitHub, GitLab

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("entry-1"),
    pytest.mark.parametrize("kind", [GitHub, GitLab]),
]

CASE = "cases/2018/2018-0001.yaml"
QUESTION = "cms/anfrage/2018-0002"
CHANGED = "Diesen Fall hat inzwischen jemand anders geändert"


def test_a_new_case_gets_a_branch_and_a_proposed_change_of_its_own(
    desk: Opened, tmp_path: Path, kind: type[Forge]
) -> None:
    at = desk(hook=False, kind=kind)
    before = at.forge.bare.head()
    number = at.take(*INTAKES["question"])
    at.later()
    assert (number, at.forge.bare.branches()) == ("2018-0002", [QUESTION, "main"])
    assert at.forge.bare.head() == before
    (pull,) = at.forge.pulls
    assert QUESTION in (pull.get("head"), pull.get("source_branch"))
    git(tmp_path, "clone", "--quiet", "--branch", QUESTION, str(at.forge.bare.path), "copy")
    assert checked(tmp_path / "copy").problems == ()
    at.open("anfrage")
    assert at.number() == "2018-0003"
    assert at.complaints == []


def test_a_case_is_carried_on_and_carried_on_again(desk: Opened, kind: type[Forge]) -> None:
    at = desk(hook=False, kind=kind)
    shorten(at, "Neu gefasst.")
    at.later()
    shorten(at, "Noch einmal neu gefasst.")
    at.review()
    assert at.forge.bare.branches() == ["cms/faelle/2018-0001", "main"]
    written = at.forge.bare.files("cms/faelle/2018-0001")[CASE]
    assert written.split("\n", 1)[1] == example().split("\n", 1)[1].replace(FIRST, "Noch einmal neu gefasst.")
    assert at.forge.bare.files()[CASE] == example()
    assert len(at.forge.pulls) == 1
    assert at.complaints == []


FIRST = "Der Antrag auf Weiterbewilligung liegt seit sechs Wochen."


def shorten(at: Desk, text: str) -> None:
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill(text)
    at.clerk.save()


@pytest.mark.parametrize(
    "branches", [[QUESTION], ["cms/lob/2018-0002", "fall/2018-0003"]], ids=["of the same kind", "of others"]
)
def test_a_number_that_waits_on_another_branch_is_refused_with_the_next(
    desk: Opened, kind: type[Forge], branches: list[str]
) -> None:
    at = desk(hook=False, kind=kind)
    at.open("anfrage")
    for branch in branches:
        at.somebody_else(branch[-9:], branch=branch)()
    assert at.clerk.fill(INTAKES["question"][1]) == {}
    at.clerk.save()
    following = f"2018-000{len(branches) + 2}"
    assert f"Die Nummer 2018-0002 ist schon vergeben. Die nächste freie ist {following}." in at.refusal()
    assert at.number() == following
    at.clerk.save()
    at.later()
    assert at.forge.bare.branches() == sorted([*branches, f"cms/anfrage/{following}", "main"])
    assert at.forge.bare.files(branches[0])["cases/2018/2018-0002.yaml"] == numbered("2018-0002")


def test_a_new_number_follows_all_that_wait_however_many(desk: Opened, kind: type[Forge]) -> None:
    """GitLab lists a hundred branches on a page."""
    at = desk(hook=False, kind=kind)
    waiting = (f"create refs/heads/cms/faelle/2018-{number:04d} {at.forge.bare.head()}\n" for number in range(2, 104))
    at.forge.bare.update(waiting)
    at.open("anfrage")
    assert at.number() == "2018-0104"


def test_two_clerks_in_the_same_second_do_not_share_a_branch(desk: Opened, kind: type[Forge]) -> None:
    at = desk(hook=False, kind=kind)
    at.forge.before_save = at.somebody_else("2018-0002", branch=QUESTION)
    at.take(*INTAKES["question"])
    said = at.refusal()
    assert "Nummer" in said and "vergeben" in said and "already" not in said
    assert at.forge.bare.files(QUESTION)["cases/2018/2018-0002.yaml"] == numbered("2018-0002")


@pytest.mark.parametrize("branch", ["main", "cms/faelle/2018-0001"])
def test_nobody_overwrites_what_somebody_else_has_saved(desk: Opened, kind: type[Forge], branch: str) -> None:
    at = desk(hook=False, kind=kind)
    at.edit("2018-0001")
    theirs = example().replace("sechs Wochen", "acht Wochen")
    at.somebody_else("2018-0001", theirs, branch=branch)()
    at.field("anliegen.0.kurz").fill("Meine Fassung.")
    at.clerk.save()
    assert CHANGED in at.refusal()
    assert at.field("anliegen.0.kurz").input_value() == "Meine Fassung."
    assert at.forge.bare.files(branch)[CASE] == theirs


def test_what_the_hook_of_the_forge_refuses_reaches_the_clerk(desk: Opened, kind: type[Forge]) -> None:
    """Where the house runs its forge itself, a hook may guard every branch."""
    at = desk(kind=kind)
    hook = at.forge.bare.path / "hooks" / "pre-receive"
    hook.write_text(hook.read_text(encoding="utf-8").replace('[ "$name" = "$branch" ] || continue', ":"), "utf-8")
    at.open("beschwerde")
    assert at.clerk.fill(INTAKES["phone"][1]) == {}
    at.page.get_by_role("button", name="Alle Felder zeigen").click()
    at.field("anliegen.0.prozess").fill("X99")
    at.clerk.save()
    said = at.refusal()
    assert "cases/2018/2018-0002.yaml, Zeile" in said and "„X99“" in said
    assert "remote:" not in said and "GraphQL" not in said


def test_without_a_connection_nothing_is_saved_and_nothing_lost(desk: Opened, kind: type[Forge]) -> None:
    at = desk(hook=False, kind=kind)
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Meine Fassung.")
    at.forge.is_down = True
    at.clerk.save()
    assert "Die Verbindung zur Forge ist unterbrochen." in at.refusal()
    at.forge.is_down = False
    at.forge.token = "inzwischen ein anderes"
    at.clerk.save()
    assert "Ihre Anmeldung ist abgelaufen" in at.refusal()
    assert at.field("anliegen.0.kurz").input_value() == "Meine Fassung."
    assert urlsplit(at.page.url).fragment.endswith("2018-0001")
