"""The form in a real browser against a double of the forges: what a clerk does arrives as a file the check accepts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from build_intakes import INTAKES
from build_register import ROOT, checked, example, git, numbered, sample_office
from desk import Opened
from forge_double import CLIENT, TOKEN, Forge, Forgejo, GitHub, GitLab

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PHONE = INTAKES["phone"][1]

HALVES = [dict(list(INTAKES.items())[start::2]) for start in (0, 1)]


@pytest.mark.parametrize(
    "people",
    [
        pytest.param(HALVES[0], marks=pytest.mark.xdist_group("entry-1"), id="one half"),
        pytest.param(HALVES[1], marks=pytest.mark.xdist_group("entry-2"), id="other half"),
    ],
)
def test_twenty_people_are_taken_down_by_keyboard_and_pass_the_check(
    desk: Opened, tmp_path: Path, people: dict[str, tuple[str, dict[str, str]]]
) -> None:
    at = desk(hook=False)
    for name, (kind, fill) in people.items():
        number = at.take(kind, fill)
        at.saved()
        assert f"cases/2018/{number}.yaml" in at.forge.bare.files(), name
    assert at.complaints == []
    git(tmp_path, "clone", "--quiet", str(at.forge.bare.path), "main")
    assert checked(tmp_path / "main").problems == ()
    assert len(at.forge.bare.files()) == len(people) + 2


@pytest.mark.xdist_group("entry-1")
def test_what_must_be_filled_in_is_little(desk: Opened) -> None:
    at = desk(hook=False)
    for kind, most in (("anfrage", 5), ("lob", 5), ("anregung", 8), ("hinweis", 8), ("beschwerde", 9)):
        at.open(kind)
        assert len(at.empty_and_required()) <= most, kind


@pytest.mark.xdist_group("entry-1")
def test_refused_in_the_browser_by_the_hook_and_by_others_each_in_german(desk: Opened) -> None:
    at = desk()
    at.take("beschwerde", {key: value for key, value in PHONE.items() if key != "rueckmeldung_bis"})
    assert "Es fehlt, bis wann die Person eine Rückmeldung bekommt." in at.refusal()
    assert at.clerk.fill({"rueckmeldung_bis": "2018-05-16", "anliegen.0.prozess": "X99"}) == {}
    at.clerk.save()
    by_hook = at.refusal()
    assert "cases/2018/2018-0002.yaml, Zeile" in by_hook and "„X99“" in by_hook
    assert "remote:" not in by_hook and "später erneut" not in by_hook
    at.field("anliegen.0.prozess").fill("")

    at.forge.is_down = True
    at.clerk.save()
    assert "Nicht gespeichert" in at.refusal()
    at.forge.is_down = False

    at.forge.token = "inzwischen ein anderes"
    at.clerk.save()
    assert "Ihre Anmeldung ist abgelaufen" in at.refusal()
    at.forge.token = TOKEN

    at.forge.before_save = at.somebody_else("2018-0002")
    at.clerk.save()
    assert "Die Nummer 2018-0002 ist schon vergeben. Die nächste freie ist 2018-0003." in at.refusal()
    assert at.number() == "2018-0003"
    at.field("aktenzeichen").fill("2018-0002")
    at.clerk.save()
    assert "Die Nummer 2018-0002 ist schon vergeben. Die nächste freie ist 2018-0003." in at.refusal()
    at.field("aktenzeichen").fill("2018-0003")
    at.clerk.save()
    at.saved()
    files = at.forge.bare.files()
    assert "Antrag liegt seit sechs Wochen." in files["cases/2018/2018-0003.yaml"]
    assert files["cases/2018/2018-0002.yaml"] == numbered("2018-0002")


@pytest.mark.xdist_group("entry-2")
def test_a_case_is_carried_on_and_nobody_overwrites_anybody(desk: Opened) -> None:
    at = desk()
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Neu gefasst \u00ad ohne Trennzeichen.")
    at.clerk.save()
    at.saved()
    expected = (
        example("beschwerde-neu")
        .split("\n", 1)[1]
        .replace("Der Antrag auf Weiterbewilligung liegt seit sechs Wochen.", "Neu gefasst  ohne Trennzeichen.")
    )
    file = at.forge.bare.files()["cases/2018/2018-0001.yaml"]
    assert file.split("\n", 1)[1] == expected
    assert "Unsichtbare Zeichen wurden entfernt: Anliegen 1 › Kurz gesagt" in at.page.locator("#hinweise").inner_text()

    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Meine Fassung.")
    at.somebody_else("2018-0001", example().replace("sechs Wochen", "acht Wochen"))()
    at.clerk.save()
    dialog = at.page.get_by_role("dialog").or_(at.page.get_by_role("alertdialog")).last
    dialog.wait_for()
    assert "Laden Sie den Fall lieber neu" in dialog.inner_text()
    assert "acht Wochen" in at.forge.bare.files()["cases/2018/2018-0001.yaml"]


@pytest.mark.xdist_group("entry-2")
def test_what_a_clerk_may_get_wrong_is_refused_in_words(desk: Opened) -> None:
    ending = "\nvokabulare:\n  kanal:\n    - {id: telegramm, name: Telegramm, gueltig_bis: 2018-05-01}\n"
    at = desk(hook=False, office=sample_office() + ending)
    before = at.forge.bare.head()
    at.take("lob", INTAKES["praise"][1] | {"eingang.kanal": "Telegramm"})
    assert "gültig bis 01.05.2018" in at.refusal()
    assert at.clerk.fill({"eingang.datum": "2018-05-03", "eingang.kanal": "Telefon"}) == {}
    at.clerk.save()
    assert "03.05.2018" in at.refusal()
    assert at.clerk.fill({"eingang.datum": "2018-05-02", "anliegen.0.kurz": "x" * 5000}) == {}
    at.clerk.save()
    at.page.get_by_text("höchstens").or_(at.page.get_by_text("maximal")).first.wait_for()
    assert at.forge.bare.head() == before


@pytest.mark.xdist_group("entry-2")
@pytest.mark.parametrize(
    ("by", "path", "name"),
    [
        ("key", "eingang.datum", "Eingang › Eingangsdatum"),
        ("button", "rueckmeldung_bis", "Rückmeldung zugesagt bis"),
        ("key", "eingang.erfasst_am", "Eingang › Erfasst am"),
    ],
    ids=["needed", "promised", "optional"],
)
def test_a_day_that_does_not_exist_is_never_dropped_in_silence(desk: Opened, by: str, path: str, name: str) -> None:
    at = desk(hook=False)
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Mit einem Tag, den es gibt.")
    day = at.page.locator(f"[data-key-path='{path}'] input")
    day.focus()
    at.clerk.date("2018-02-31")
    if by == "key":
        at.clerk.save()
    else:
        at.page.get_by_role("button", name="Speichern", exact=True).click()
    said = at.page.locator("#hinweise span").inner_text()
    assert said.startswith(f"{name}: Dieser Tag ist unvollständig oder steht nicht im Kalender.")
    assert day.evaluate("(at) => at === document.activeElement")
    at.page.wait_for_timeout(300)
    assert at.forge.bare.files()["cases/2018/2018-0001.yaml"] == example()
    day.fill("2018-03-05")
    at.clerk.save()
    at.saved()
    assert "Mit einem Tag, den es gibt." in at.forge.bare.files()["cases/2018/2018-0001.yaml"]


@pytest.mark.xdist_group("entry-2")
def test_two_tabs_with_the_same_case_do_not_overwrite_each_other(desk: Opened) -> None:
    at = desk(hook=False)
    other = at.second_window()
    for window, text in ((at, "Im ersten Fenster."), (other, "Im zweiten Fenster.")):
        window.edit("2018-0001")
        window.field("anliegen.0.kurz").fill(text)
    other.clerk.save()
    other.saved()
    at.page.bring_to_front()
    at.clerk.save()
    assert "in einem anderen Fenster dieses Browsers gespeichert" in at.refusal()
    assert "Im zweiten Fenster." in at.forge.bare.files()["cases/2018/2018-0001.yaml"]


@pytest.mark.xdist_group("entry-2")
def test_a_save_whose_answer_is_lost_makes_no_second_case(desk: Opened) -> None:
    at = desk(hook=False)
    at.page.route(re.compile(SAVES), answer_is_lost)
    at.take(*INTAKES["question"])
    assert "Die Verbindung zur Forge ist unterbrochen." in at.refusal()
    at.page.unroute(re.compile(SAVES))
    before = at.forge.bare.head()
    at.clerk.save()
    assert "als der Fall 2018-0002 schon gespeichert war" in at.refusal()
    assert at.forge.bare.head() == before
    at.page.get_by_role("button", name="Bearbeitung abbrechen").click()
    assert at.take(*INTAKES["praise"]) == "2018-0003"
    at.saved()


@pytest.mark.xdist_group("entry-2")
@pytest.mark.parametrize("kind", [GitHub, GitLab])
def test_a_save_whose_answer_is_lost_is_saved_again_where_it_lacks_its_proposed_change(
    desk: Opened, kind: type[Forge]
) -> None:
    at = desk(hook=False, kind=kind)
    at.page.route(re.compile(SAVES), answer_is_lost)
    at.take(*INTAKES["question"])
    assert "Die Verbindung zur Forge ist unterbrochen." in at.refusal()
    at.page.unroute(re.compile(SAVES))
    assert at.forge.pulls == []
    at.clerk.save()
    at.later()
    assert at.forge.bare.branches() == ["cms/anfrage/2018-0002", "main"]
    assert len(at.forge.pulls) == 1


SAVES = "/contents$|/commits$|/graphql$"


def answer_is_lost(route: Route) -> None:
    """The forge saves, and the browser never hears of it."""
    asked = route.request
    if asked.method == "POST" and (not asked.url.endswith("/graphql") or "createCommitOnBranch(" in asked.post_data):
        route.fetch()
        route.abort()
    else:
        route.continue_()


@pytest.mark.xdist_group("entry-2")
@pytest.mark.parametrize(
    ("kind", "said"), [(Forgejo, "als der Fall 2018-0002 schon gespeichert war"), (GitHub, "bitte noch einmal")]
)
def test_a_save_the_browser_sent_twice_is_told_as_what_it_is(desk: Opened, kind: type[Forge], said: str) -> None:
    """Chromium sends a request again by itself when a line that was in use breaks."""
    at = desk(hook=False, kind=kind)
    at.forge.is_cut_off = True
    at.take(*INTAKES["question"])
    assert said in at.refusal()


@pytest.mark.xdist_group("entry-2")
@pytest.mark.parametrize(("kind", "name"), [(Forgejo, "Gitea / Forgejo"), (GitLab, "GitLab")])
def test_signing_in_at_the_forge_needs_neither_token_nor_secret(desk: Opened, kind: type[Forge], name: str) -> None:
    office = sample_office().replace("  hook: true\n", f"  hook: true\n  app_id: {CLIENT}\n")
    at = desk(hook=False, office=office, kind=kind, sign_in=False)
    at.page.get_by_role("button", name=f"Mit \u2068{name}\u2069 anmelden").click()
    at.signed_in()
    at.edit("2018-0001")
    assert at.complaints == []


LOCAL = """window.showDirectoryPicker = () => navigator.storage.getDirectory();"""
FOLDER = """async (files) => {
  const root = await navigator.storage.getDirectory();
  const below = (at, name) => at.getDirectoryHandle(name, { create: true });
  await below(root, '.git');
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split('/');
    let at = root;
    for (const name of parts.slice(0, -1)) at = await below(at, name);
    const file = await (await at.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (at, path) => {
    for await (const [name, handle] of at.entries()) {
      if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
      else found[path + name] = await (await handle.getFile()).text();
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return found;
}"""
"""A folder of this browser stands in for one of the machine: nobody can press the browser's own dialog in a test."""


@pytest.mark.xdist_group("entry-2")
@pytest.mark.parametrize("kind", [Forgejo, GitLab])
def test_a_local_copy_is_written_by_the_same_rules_and_nothing_is_sent(
    desk: Opened, register: Callable[..., Path], kind: type[Forge]
) -> None:
    at = desk(hook=False, kind=kind, sign_in=False)
    at.page.evaluate(LOCAL)
    at.page.evaluate(FOLDER, {"cases/2018/2018-0001.yaml": example()})
    at.page.get_by_role("button", name="Mit lokalem Repository arbeiten").click()
    at.signed_in()
    at.take("beschwerde", {name: value for name, value in PHONE.items() if name != "rueckmeldung_bis"})
    assert "Es fehlt, bis wann die Person eine Rückmeldung bekommt." in at.refusal()
    assert at.clerk.fill({"rueckmeldung_bis": "2018-05-16"}) == {}
    at.clerk.save()
    at.saved()
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Neu gefasst.")
    at.clerk.save()
    at.saved()
    files = at.page.evaluate(READ)
    assert "Neu gefasst." in files["cases/2018/2018-0001.yaml"]
    assert "Antrag liegt" in files["cases/2018/2018-0002.yaml"]
    assert checked(register(files)).problems == ()
    assert at.forge.requests == []


@pytest.mark.xdist_group("entry-2")
def test_a_browser_without_folders_says_so_and_leads_to_the_template(desk: Opened) -> None:
    at = desk(hook=False, sign_in=False, script="delete window.showDirectoryPicker")
    notice = at.page.locator("#hinweise")
    to_template = notice.get_by_role("link", name="zur Vorlage")
    assert to_template.get_attribute("href") == "index.html#ohne"
    assert "Chrome und Edge" in notice.inner_text()
    assert at.page.get_by_role("button", name="Mit lokalem Repository arbeiten").is_disabled()
    start = at.page.request.get(f"{at.site}index.html").text()
    assert 'id="ohne"' in start and 'href="vorlage.yaml" download' in start


@pytest.mark.xdist_group("entry-2")
def test_a_save_is_refused_when_the_rules_cannot_load(desk: Opened) -> None:
    at = desk(hook=False, without="**/teile/immutable*")
    at.edit("2018-0001")
    at.field("anliegen.0.kurz").fill("Ungeprüft.")
    at.clerk.save()
    assert "Die Regeln konnten nicht geladen werden" in at.refusal()
    assert at.forge.bare.files()["cases/2018/2018-0001.yaml"] == example()


@pytest.mark.xdist_group("entry-2")
def test_first_screen_long_list_and_form_are_quick_and_accessible(desk: Opened, browser: Browser) -> None:
    at = desk(
        {f"cases/2018/2018-{number:04}.yaml": numbered(f"2018-{number:04}") for number in range(1, 1001)}, hook=False
    )
    first, listed = best_times(browser, at.site)
    assert first < FIRST_SCREEN
    assert listed < LONG_LIST
    at.open("beschwerde")
    assert at.number() == "2018-1001"
    assert [each for each in violations(at.page) if each["impact"] in ("serious", "critical")] == []
    at.page.goto(f"{at.site}index.html")
    assert violations(at.page) == []
    assert at.complaints == []


FIRST_SCREEN, LONG_LIST = 2, 3
"""Seconds until the form can be used, and until a list of 1,000 cases stands there."""


def best_times(browser: Browser, site: str) -> tuple[float, float]:
    """The best of several loads: the machine may be busy with other tests, but the bounds are never weaker."""
    first, listed = loading_times(browser, site)
    for _ in range(9):
        if first < FIRST_SCREEN and listed < LONG_LIST:
            break
        again = loading_times(browser, site)
        first, listed = min(first, again[0]), min(listed, again[1])
    return first, listed


def loading_times(browser: Browser, site: str) -> tuple[float, float]:
    """Seconds to the first usable screen and, from signing in, to the list; a browser that knows nothing yet."""
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{site}formular.html")
    page.get_by_role("button", name="Mit Zugriffstoken anmelden").wait_for()
    first = time.perf_counter() - start
    page.get_by_role("button", name="Mit Zugriffstoken anmelden").click()
    page.get_by_role("textbox").fill(TOKEN)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    page.get_by_text("2018-1000").first.wait_for()
    listed = time.perf_counter() - start
    context.close()
    return first, listed


AXE = ROOT / "site_templates" / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[dict[str, str]]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    return [
        {"id": each["id"], "impact": each["impact"], "where": str(each["nodes"][0]["target"])}
        for each in found["violations"]
    ]
