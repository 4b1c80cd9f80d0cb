"""The Markdown pages of the handbook: the office's own texts, and pages generated from data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from casebook.chains import Row, chain_bpmn, chain_rows, chain_svg
from casebook.law import Law
from casebook.messages import CATALOGUE, Message, Severity
from casebook.office import LAENDER, Office
from casebook.pages.fields import field_blocks
from casebook.pages.law import law_link, law_state
from casebook.pages.library import Library
from casebook.pages.markdown import Environment, escaped, rendered_page
from casebook.pages.mended import mended
from casebook.pages.papers import downloads
from casebook.pages.public import PublicOffice, example, promise
from casebook.pages.words import duration, page_name
from casebook.problem import Problem
from casebook.processes import Katalog, Prozess, deadline_of
from casebook.product import shipped_or_own
from casebook.schema import case_schema

FOLDER = "handbook"

Pages = dict[str, str]
"""Markdown, and files to download, by path below the docs folder."""

_SIGNS = {Severity.ERROR: "Fehler", Severity.WARNING: "Hinweis"}


def office_pages(
    env: Environment, root: Path, office: Office, facts: PublicOffice, law: Law
) -> tuple[Pages, list[Problem]]:
    """The texts of `handbook/*.md`, the root's own before the product's, with their placeholders filled."""
    values = {
        "office": facts,
        "beispiel": example(office),
        "recht": law_link(law, "../"),
        "papiere": downloads(office, facts),
    }
    pages: Pages = {}
    problems: list[Problem] = []
    for name, path in shipped_or_own(root, FOLDER, "*.md").items():
        page = _source(path, f"{FOLDER}/{name}")
        if not isinstance(page, Problem):
            page = rendered_page(env, page, f"{FOLDER}/{name}", values)
        if isinstance(page, Problem):
            problems.append(page)
        else:
            pages[name] = page
    return pages, problems


def _source(path: Path, file: str) -> str | Problem:
    # A link could point at a case file.
    if path.is_symlink():
        return Problem(file, 1, 1, "datei-verweis")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        return Problem(file, 1, 1, "datei-kein-utf8", found=f"Byte 0x{error.object[error.start]:02X}")
    except OSError as error:
        return Problem(file, 1, 1, "datei-unlesbar", found=error.strerror or "")


def process_pages(env: Environment, library: Library) -> Pages:
    """One page per process, its BPMN file, and the list of them."""
    names = {process.code: (process.titel, page_name(process.code)) for process in library.processes}
    pages = {"prozesse/index.md": env.get_template("prozesse.md.j2").render(shelves=_shelves(library), pages=names)}
    template = env.get_template("prozess.md.j2")
    for process in library.processes:
        notes = _notes(process, library.office)
        pages[f"prozesse/{page_name(process.code)}.bpmn"] = chain_bpmn(process)
        pages[f"prozesse/{page_name(process.code)}.md"] = template.render(
            process=process,
            rows=chain_rows(process),
            chain=Markup(chain_svg(process, notes)),
            deadlines=[words for name in process.fristen if (words := promise(library.office, name))],
            notes=notes,
            ways=_ways,
            pages=names,
            law=library.law,
            state=law_state,
            blocks=_blocks(process, library),
            origin=_origin(process, library.catalogues),
            file=f"{page_name(process.code)}.bpmn",
            edition=library.editions.get(process.code),
            history=library.histories.get(process.code),
        )
    return pages


def _shelves(library: Library) -> list[tuple[str, str, list[Prozess]]]:
    """Title, sentence and processes: what every house has first, then one group per catalogue."""
    general = [process for process in library.processes if process.katalog is None]
    found = [("Beschwerden und Anfragen", "", general)]
    for catalogue in library.catalogues:
        own = [process for process in library.processes if process.katalog == catalogue.id]
        found.append((catalogue.name, f"{catalogue.herkunft}. Texte: {catalogue.abzustimmen}.", own))
    return [(title, lead, processes) for title, lead, processes in found if processes]


def _blocks(process: Prozess, library: Library) -> list[tuple[str, tuple[str, ...], str, str]]:
    """Title, texts, sentence for an empty one, and colour of the blocks below the obligation."""
    land = library.lands.get(process.code)
    name = LAENDER[library.office.land]
    none = f"Für {name} ist nichts hinterlegt. Fragen Sie das Integrationsamt oder Ihren Träger."
    return [
        ("Übergreifende Anforderungen", process.anforderungen, "Es gibt keine weiteren Anforderungen.", "demand"),
        ("Übergreifende Hilfen und Nachweise", process.hilfen, "Hilfen und Nachweise fehlen noch.", "help"),
        (f"Anforderungen des Landes: {name}", land.anforderungen if land else (), none, "land-demand"),
        (f"Hilfen und Nachweise des Landes: {name}", land.hilfen if land else (), none, "land-help"),
    ]


def _origin(process: Prozess, catalogues: Iterable[Katalog]) -> str:
    """Where the structure comes from, and that the text is the project's own."""
    known = next((catalogue for catalogue in catalogues if catalogue.id == process.katalog), None)
    said = process.herkunft or "Eigene Beschreibung dieses Projekts, mit dem Haus abzustimmen"
    if known is None:
        return f"{said}."
    own = "Ablauf, Schritte und Texte sind eine eigene Beschreibung dieses Projekts"
    return f"{known.herkunft}. {own}, {known.abzustimmen}."


def _notes(process: Prozess, office: Office) -> dict[str, str]:
    """The deadlines of each step, in words for its box."""
    notes: dict[str, str] = {}
    for step in process.schritte:
        known = [deadline for name in step.fristen if (deadline := deadline_of(office, name))]
        if known:
            notes[step.id] = "Frist: " + ", ".join(map(duration, known))
    return notes


def _ways(row: Row) -> str:
    """Where a step leads, as words of the table: `ja: weiter mit 5; nein: weiter mit 6`."""
    ways = [f"{answer}: weiter mit {target}" if answer else f"weiter mit {target}" for answer, target in row.ways]
    return "; ".join(ways) or "Ende"


def message_pages(env: Environment) -> Pages:
    """One page per message and the list by family."""
    families: dict[str, list[Message]] = {}
    for message in CATALOGUE.values():
        families.setdefault(message.family, []).append(message)
    pages = {"meldungen.md": env.get_template("meldungen.md.j2").render(families=families, signs=_SIGNS)}
    template = env.get_template("meldung.md.j2")
    for message in CATALOGUE.values():
        pages[f"meldungen/{message.id}.md"] = template.render(
            message=message,
            sign=_SIGNS[message.severity],
            text=_without_values(message.text),
            hint=_without_values(message.hint),
            example=mended().get(message.id),
            lines=_code,
        )
    return pages


def _code(text: str) -> Markup:
    """Lines of a file for a `<pre>`; their breaks as references, because a value is one line of Markdown."""
    return Markup("&#10;".join(_spaced(line) for line in text.rstrip("\n").split("\n")))


def _spaced(line: str) -> str:
    """A line with the spaces it begins with, which a value would lose."""
    words = line.lstrip(" ")
    return "&#32;" * (len(line) - len(words)) + escaped(words)


def _without_values(text: str) -> str:
    """The sentence with dots for what a problem found; a suggestion added after the sentence goes."""
    sentence = re.sub(r"(?<=[.?!])\{erwartet\}$", "", text)
    return sentence.format(feld="…", gefunden="…", erwartet="…").replace("….", "…")


def fields_page(env: Environment, office: Office) -> Pages:
    """The field reference with the office's lists."""
    return {"felder.md": env.get_template("felder.md.j2").render(blocks=field_blocks(case_schema(office)))}
