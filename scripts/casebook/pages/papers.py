"""Papers to print: intake slip, handout with QR code, opinion card, survey sheet. One content, PDF/UA-1 and Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

from casebook.office import Office
from casebook.pages.assets import FONTS
from casebook.pages.public import PublicOffice
from casebook.pages.typesetting import typeset
from casebook.pages.words import dialled
from casebook.product import PRODUCT

TEMPLATE = PRODUCT / "site_templates" / "papers" / "papers.typ"
FOLDER = "vorlagen"

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into every file, so that nothing changes where nothing changed."""

Kind = Literal["heading", "text", "choice", "lines", "list", "steps", "scale", "big", "code"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a paper; `count` lines to write on, `items` to choose from or to read."""

    kind: Kind
    text: str = ""
    items: tuple[str, ...] = ()
    count: int = 0
    svg: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: what it is called, how large, what stands on it."""

    name: str
    title: str
    hint: str
    size: Literal["a4", "a5", "a6"]
    parts: tuple[Part, ...]
    foot: str
    word: bool = False


@dataclass(frozen=True, slots=True)
class Download:
    """A file as the page of papers lists it."""

    name: str
    title: str
    kind: str
    hint: str


def papers(office: Office, facts: PublicOffice) -> tuple[Paper, ...]:
    """All papers of an office."""
    return (_slip(office, facts), _handout(office, facts), _card(facts), _survey(facts))


def downloads(office: Office, facts: PublicOffice) -> tuple[Download, ...]:
    """What the page of papers offers; PDF only where set-up has brought the fonts."""
    found: list[Download] = []
    for paper in papers(office, facts):
        if paper.word:
            found.append(Download(f"{paper.name}.docx", paper.title, "Word", paper.hint))
        if FONTS.is_dir():
            found.append(Download(f"{paper.name}.pdf", paper.title, "PDF", paper.hint))
    return tuple(found)


def paper_files(office: Office, facts: PublicOffice) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every file by name, written when asked."""
    for paper in papers(office, facts):
        if paper.word:
            yield f"{paper.name}.docx", lambda paper=paper: as_docx(paper)  # type: ignore[misc]
        if FONTS.is_dir():
            yield f"{paper.name}.pdf", lambda paper=paper: as_pdf(paper, facts.name)  # type: ignore[misc]


# --- what stands on them


def _slip(office: Office, facts: PublicOffice) -> Paper:
    channels = tuple(entry.name for entry in office.vokabulare.kanal[:7])
    needs = tuple(entry.name for entry in office.vokabulare.bedarf[:6])
    return Paper(
        "aufnahmezettel",
        "Aufnahmezettel",
        "wenn jemand sich beschwert und kein Rechner da ist",
        "a4",
        (
            Part("text", "Zuhören, aufschreiben, vorlesen, noch heute abgeben. Niemand wird weggeschickt."),
            Part("lines", "Nummer (von der Beschwerdestelle) · Tag und Uhrzeit · aufgenommen von (Funktion)", count=1),
            Part("choice", "Wie kam es?", channels),
            Part("choice", "Für wen?", ("für sich selbst", "für jemand anderen", "Vollmacht liegt vor", "ohne Namen")),
            Part("lines", "Was ist passiert? Wann, wo, was?", count=6),
            Part("choice", "Worum geht es?", ("um eine Sache", "um das Verhalten von jemandem", "Idee oder Lob")),
            Part("lines", "Was wünscht sich die Person?", count=3),
            Part(
                "choice",
                "Ist sie mit einem Bescheid nicht einverstanden? Bei „ja“ oder „unklar“ heute noch übergeben.",
                ("ja", "nein", "unklar"),
            ),
            Part("choice", "Was braucht sie, um uns gut zu verstehen?", needs),
            Part("lines", "Zugesagt: Antwort bis (Tag) · auf welchem Weg", count=1),
            Part("heading", "Wichtig"),
            Part(
                "list",
                items=(
                    "Name und Anschrift stehen in der Akte des Hauses, nie im Beschwerderegister.",
                    f"Wir antworten {facts.rueckmeldung.within}. Etwas anderes versprechen Sie nicht.",
                    "Gewalt: 110. Gefahr für das Leben: 112. Presse: kein Wort zum Fall.",
                ),
            ),
        ),
        _foot(facts),
        word=True,
    )


def _handout(office: Office, facts: PublicOffice) -> Paper:
    phone = facts.kontakt.telefon[0]
    address = office.verweise.handbuch
    target = address or f"tel:{dialled(phone.nummer)}"
    said = address or f"Telefon {phone.nummer}"
    return Paper(
        "handzettel",
        "Sie sind unzufrieden? Sagen Sie es uns.",
        "für Wartezone und Beratung, mit QR-Code",
        "a5",
        (
            Part("text", "Wir nehmen jede Beschwerde an, prüfen sie und antworten Ihnen."),
            Part("big", phone.nummer),
            Part("text", phone.zeiten),
            Part("text", f"E-Mail: {facts.kontakt.e_mail}"),
            Part(
                "list",
                items=(
                    f"Antwort {facts.rueckmeldung.within}",
                    "Kein Nachteil für Sie",
                    "Auch ohne Namen und mit Hilfe anderer",
                    "Kostet nichts",
                ),
            ),
            Part("text", "Achtung: Eine Beschwerde hält keine Frist an. Gegen einen Bescheid gibt es den Widerspruch."),
            Part("code", said, svg=_qr(target), alt=f"QR-Code, führt zu: {said}"),
        ),
        _foot(facts),
    )


def _card(facts: PublicOffice) -> Paper:
    return Paper(
        "meinungskarte",
        "Ihre Meinung",
        "zum Auslegen, mit einem Kasten daneben",
        "a6",
        (
            Part("choice", "Ich möchte", ("loben", "eine Idee geben", "mich beschweren")),
            Part("lines", "Das will ich sagen:", count=5),
            Part("lines", "Antwort erwünscht? Dann bitte, wie wir Sie erreichen:", count=1),
        ),
        f"Ohne Namen geht es auch. Mit Antwort: {facts.rueckmeldung.within}.",
    )


def _survey(facts: PublicOffice) -> Paper:
    questions = (
        "War es leicht, sich zu beschweren?",
        "Haben wir verstanden, worum es Ihnen ging?",
        "Kam die Antwort, wann wir es versprochen hatten?",
        "War die Antwort gut zu verstehen?",
        "Wie zufrieden sind Sie damit, wie wir mit Ihrer Beschwerde umgegangen sind?",
    )
    return Paper(
        "umfragebogen",
        "Wie sind wir mit Ihrer Beschwerde umgegangen?",
        "nach dem Abschluss, freiwillig und ohne Namen",
        "a4",
        (
            Part("text", "Fünf Fragen, zwei Minuten, freiwillig und ohne Namen. Es geht um unseren Umgang damit."),
            *(Part("scale", question) for question in questions),
            Part("lines", "Was hätten wir besser machen können?", count=4),
            Part("choice", "Ist Ihre Sache erledigt?", ("ja", "zum Teil", "nein", "Bitte melden Sie sich noch einmal")),
            Part(
                "text",
                "Sollen wir uns melden? Dann schreiben Sie, wie: Es wird eine neue Beschwerde.",
            ),
        ),
        _foot(facts),
    )


def _foot(facts: PublicOffice) -> str:
    return f"{facts.name} · {facts.kontakt.stelle} · Telefon {facts.kontakt.telefon[0].nummer}"


def _qr(target: str) -> str:
    import segno

    out = BytesIO()
    segno.make(target, error="m", micro=False).save(out, kind="svg", border=2, xmldecl=False, scale=4)
    return out.getvalue().decode()


# --- as files


def as_pdf(paper: Paper, house: str) -> bytes:
    """The paper as PDF/UA-1; the same paper gives the same bytes.

    Raises:
        MissingAssets: set-up has not fetched the fonts.
    """
    return typeset(TEMPLATE, "paper", asdict(paper) | {"house": house}, _ALWAYS)


def as_docx(paper: Paper) -> bytes:
    """The paper as a Word file with headings, for a house that wants to change it."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    document.core_properties.language = "de-DE"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(paper.title, level=1)
    for part in paper.parts:
        _add(document, part)
    document.add_paragraph(paper.foot)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: Any, part: Part) -> None:
    if part.kind == "heading":
        document.add_heading(part.text, level=2)
    elif part.kind in ("list", "steps"):
        for item in part.items:
            document.add_paragraph(item, style="List Bullet" if part.kind == "list" else "List Number")
    elif part.kind == "choice":
        document.add_paragraph().add_run(part.text).bold = True
        document.add_paragraph("   ".join(f"☐ {item}" for item in part.items))
    elif part.kind == "lines":
        document.add_paragraph().add_run(part.text).bold = True
        for _ in range(part.count):
            document.add_paragraph("_" * 72)
    else:
        document.add_paragraph(part.text)
