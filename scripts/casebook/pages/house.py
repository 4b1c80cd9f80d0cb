"""The house of a catalogue as pages: the picture, its parts and chapters, matrices, partners, signs, old paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from casebook.chains import House, Room, chain_svg, house_svg
from casebook.pages.handbook_pages import Pages
from casebook.pages.law import law_link
from casebook.pages.library import Library
from casebook.pages.markdown import Environment, rendered_page
from casebook.pages.words import page_name
from casebook.problem import Problem
from casebook.processes import (
    Achse,
    Ausgang,
    Gruppe,
    Katalog,
    Konkordanz,
    Kundenmodell,
    Matrix,
    Prozess,
    Rolle,
    Schritt,
    Teil,
    read_measure_names,
    read_table,
)
from casebook.published import Published

FOLDER = "haus"
_WIDE, _NARROW = 960.0, 340.0
_MATRICES = ("matrix-m", "matrix-b2")


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the house: its sign, its title, and its address from the top of the site."""

    sign: str
    title: str
    address: str


def house_pages(env: Environment, library: Library) -> tuple[Pages, list[Problem]]:
    """Every page below `haus/` for the catalogues that are a house, and what is wrong with their texts."""
    pages, problems = _chapter_pages(env, library)
    for catalogue in library.catalogues:
        if catalogue.teile:
            pages |= _catalogue_pages(env, catalogue, library)
    return pages, problems


def measures_page(env: Environment, library: Library) -> str:
    """Every measure that a description may name, with the descriptions that do."""
    used: dict[str, list[str]] = {}
    for process in library.processes:
        for mark in process.guete:
            if mark.kennzahl:
                used.setdefault(mark.kennzahl, []).append(process.code)
    used = {name: sorted(set(codes), key=codes.index) for name, codes in used.items()}
    return env.get_template("kennzahlen.md.j2").render(measures=read_measure_names(), used=used, slug=page_name)


def changes_page(env: Environment, published: Published) -> str:
    """What the office changed because of complaints, the newest first; a sentence where nothing is published."""
    years = [
        (year, sorted(told.eintraege, key=lambda entry: entry.datum, reverse=True))
        for year, told in sorted(published.changes.items(), reverse=True)
        if told.eintraege
    ]
    return env.get_template("geaendert.md.j2").render(years=years)


def editions_page(env: Environment, library: Library) -> str:
    """What is new, by edition: the highest one first."""
    pages = [
        Place(process.code, process.titel, f"prozesse/{page_name(process.code)}/") for process in library.processes
    ]
    pages += [
        Place(chapter.head.nummer, chapter.head.titel, f"{FOLDER}/{page_name(chapter.head.nummer)}/")
        for chapter in library.chapters
    ]
    numbers = {process.code: process.auflage for process in library.processes}
    numbers |= {chapter.head.nummer: chapter.head.auflage for chapter in library.chapters}
    by_edition: dict[int, list[Place]] = {}
    for place in pages:
        by_edition.setdefault(numbers[place.sign], []).append(place)
    template = env.get_template("auflagen.md.j2")
    return template.render(by_edition=sorted(by_edition.items(), reverse=True), editions=library.editions)


def _catalogue_pages(env: Environment, catalogue: Katalog, library: Library) -> Pages:
    outline = _outline(catalogue)
    tables = [table for name in _MATRICES if (table := read_table(Matrix, catalogue.id, name))]
    partners = read_table(Kundenmodell, catalogue.id, "kunden")
    pages = {
        f"{FOLDER}/index.md": env.get_template("haus.md.j2").render(
            catalogue=catalogue,
            pictures=[Markup(house_svg(_house(catalogue), width, key)) for width, key in _shapes()],
            outline=outline,
            tables=tables,
            partners=partners,
        ),
        f"{FOLDER}/a1.md": env.get_template("legende.md.j2").render(
            catalogue=catalogue, picture=Markup(chain_svg(_SAMPLE, {"b": "Frist: 3 Arbeitstage"}))
        ),
    }
    part = env.get_template("teil.md.j2")
    written = {chapter.head.nummer for chapter in library.chapters}
    for teil, groups in outline:
        if teil.nummer in written:
            continue
        name = f"{FOLDER}/{page_name(teil.nummer)}/index.md"
        pages[name] = part.render(catalogue=catalogue, teil=teil, groups=groups)
    for table in tables:
        pages[f"{FOLDER}/matrix-{table.id}.md"] = _matrix_page(env, table, catalogue)
    if partners:
        pages[f"{FOLDER}/kunden.md"] = env.get_template("kunden.md.j2").render(
            model=partners, catalogue=catalogue, titles=_titles(catalogue), slug=page_name
        )
    if paragraphs := read_table(Konkordanz, catalogue.id, "paragrafen"):
        pages[f"{FOLDER}/a8.md"] = env.get_template("paragrafen.md.j2").render(
            table=paragraphs, law=library.law, catalogue=catalogue
        )
    return pages


def _shapes() -> tuple[tuple[float, str], ...]:
    return ((_WIDE, "breit"), (_NARROW, "schmal"))


def _chapter_pages(env: Environment, library: Library) -> tuple[Pages, list[Problem]]:
    """One page per written chapter, and what is wrong with their placeholders."""
    pages: Pages = {}
    problems: list[Problem] = []
    template = env.get_template("kapitel.md.j2")
    for chapter in library.chapters:
        text = rendered_page(env, chapter.text, chapter.file, {"recht": law_link(library.law, "../../")})
        if isinstance(text, Problem):
            problems.append(text)
        else:
            origins = [catalogue.herkunft for catalogue in library.catalogues if catalogue.kapitel]
            name = f"{FOLDER}/{page_name(chapter.head.nummer)}.md"
            pages[name] = template.render(
                head=chapter.head,
                origins=origins,
                text=Markup(text),
                edition=library.editions.get(chapter.head.nummer),
                history=library.histories.get(chapter.head.nummer),
            )
    return pages, problems


# --- the outline


def _outline(catalogue: Katalog) -> list[tuple[Teil, list[tuple[Gruppe, list[Place]]]]]:
    """The parts with a number of one digit, their groups, and the pages of each group."""
    return [
        (teil, [(group, list(_places(catalogue, group))) for group in catalogue.gruppen if _inside(group, teil)])
        for teil in catalogue.teile
        if "." not in teil.nummer
    ]


def _inside(group: Gruppe, teil: Teil) -> bool:
    return (group.nummer or "").split(".")[0] == teil.nummer


def _places(catalogue: Katalog, group: Gruppe) -> Iterator[Place]:
    for entry in catalogue.prozesse:
        if entry.gruppe == group.id:
            yield Place(entry.code, entry.titel, f"prozesse/{page_name(entry.code)}/")
    for chapter in catalogue.kapitel:
        if chapter.gruppe == group.id:
            yield Place(chapter.nummer, chapter.titel, f"{FOLDER}/{page_name(chapter.nummer)}/")


def _titles(catalogue: Katalog) -> dict[str, str]:
    return {entry.code: entry.titel for entry in catalogue.prozesse}


# --- the picture


def _house(catalogue: Katalog) -> House:
    rooms = {place: [_room(catalogue, g) for g in catalogue.gruppen if g.ort == place] for place in _STOREYS}
    roof = next(teil for teil, groups in _outline(catalogue) if any(group.ort == "dach" for group, _ in groups))
    return House(
        catalogue.name,
        Room(roof.titel, f"{page_name(roof.nummer)}/", ()),
        *(tuple(rooms[place]) for place in _STOREYS),
    )


_STOREYS = ("dach", "saeule", "verbindung", "balken", "fundament")


def _room(catalogue: Katalog, group: Gruppe) -> Room:
    number = group.nummer or ""
    part, _, _ = number.partition(".")
    anchor = f"#{page_name(group.id)}" if number != part else ""
    pages = tuple((place.sign, place.title, f"../{place.address}") for place in _places(catalogue, group))
    return Room(f"{number} {group.titel}".strip(), f"{page_name(part)}/{anchor}", pages)


# --- matrices


def _matrix_page(env: Environment, table: Matrix, catalogue: Katalog) -> str:
    titles = _titles(catalogue)
    return env.get_template("matrix.md.j2").render(
        table=table, catalogue=catalogue, name=_axis_name(titles), own=_own_page(titles), titles=titles, slug=page_name
    )


def _axis_name(titles: dict[str, str]) -> Callable[[Achse], str]:
    return lambda axis: axis.name or titles[axis.id]


def _own_page(titles: dict[str, str]) -> Callable[[Achse], list[str]]:
    """Codes of the pages a row or column leads to."""
    return lambda axis: [*axis.seiten] if axis.name else [axis.id]


# --- the signs of a chain

_ROLES = (Rolle(id="person", name="Person"), Rolle(id="stelle", name="Stelle"))
_STEPS = (
    Schritt(id="a", rolle="person", form="start", text="Hier beginnt der Ablauf"),
    Schritt(id="b", rolle="stelle", text="Ein Arbeitsschritt mit Frist"),
    Schritt(
        id="c",
        rolle="stelle",
        form="entscheidung",
        text="Eine Frage?",
        weiter=(Ausgang(wenn="ja", zu="d"), Ausgang(wenn="nein", zu="b")),
    ),
    Schritt(id="d", rolle="person", form="ende", text="Hier endet der Ablauf"),
)
_SAMPLE = Prozess.model_validate(
    {
        "code": "Zeichen",
        "titel": "Beispiel mit allen Zeichen",
        "stand": "2026-01-01",
        **dict.fromkeys(("zweck", "ausloeser", "eingabe", "ergebnis"), "Beispiel"),
        "rollen": _ROLES,
        "schritte": _STEPS,
    }
)
