"""What the pages for complainants say of an office, in the words of one language, ready for their templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from casebook.office import OFFICE_FILE, Kontakt, Office
from casebook.outward import AndereStelle, Barrierefreiheit, Datenschutz, Impressum, Telefon, Video
from casebook.pages.form import FormField, form_fields
from casebook.pages.markdown import escaped
from casebook.pages.phrases import german, hours, within
from casebook.pages.words import dialled
from casebook.problem import Document, Problem
from casebook.processes import deadline_of
from casebook.reading import read_document
from casebook.texts.languages import Language
from casebook.texts.pages import FOLDER
from casebook.texts.words import Worte

_FREE = re.compile(r"(?:\+49|0)800|11[026](?:\d{3})?\Z")
_REMEDY = {"ifd": "vwgo-widerspruch"}
_VIDEO_KINDS = {".mp4": "video/mp4", ".webm": "video/webm"}


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line: link, what it costs, when it is answered."""

    link: Markup
    kosten: str
    zeiten: Markup


@dataclass(frozen=True, slots=True)
class Contact:
    """The complaint office's ways in, the free line first."""

    telefon: tuple[Line, ...]
    e_mail: Markup
    anschrift: Markup
    stelle: Markup
    sprechzeiten: Markup | None


@dataclass(frozen=True, slots=True)
class DirectLine:
    aufgabe: str
    telefon: Line
    einheit: Markup | None


@dataclass(frozen=True, slots=True)
class Body:
    """Another place to turn to."""

    name: Markup
    wofuer: str
    telefon: Line | None
    e_mail: Markup | None
    adresse: Markup | None
    anschrift: Markup


@dataclass(frozen=True, slots=True)
class Emergency:
    link: Markup
    wofuer: Markup


@dataclass(frozen=True, slots=True)
class Advice:
    stelle: Markup
    telefon: Line
    e_mail: Markup
    treffen: str | None


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who watches over data in the house."""

    name: Markup
    telefon: Markup | None
    e_mail: Markup


@dataclass(frozen=True, slots=True)
class Film:
    datei: str
    bild: str | None
    art: str
    dauer: str
    groesse: str


@dataclass(frozen=True, slots=True)
class House:
    """Facts of the house beyond its complaint office."""

    stelle: Markup
    durchwahlen: tuple[DirectLine, ...]
    stellen: tuple[Body, ...]
    aufsicht: tuple[Body, ...]
    meldestellen: tuple[Body, ...]
    notrufe: tuple[Emergency, ...]
    beratung: Advice | None
    schutz: Guardian
    impressum: Impressum
    datenschutz: Datenschutz
    barrierefreiheit: Barrierefreiheit
    video: Film | None


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises of the office and the legal deadline, in words."""

    eingangsbestaetigung: str | None
    rueckmeldung: str
    widerspruch: str | None


@dataclass(frozen=True, slots=True)
class Public:
    """The parts of an office that the law and the pages ask for, known to be there."""

    office: Office
    kontakt: Kontakt
    impressum: Impressum
    datenschutz: Datenschutz
    barrierefreiheit: Barrierefreiheit


def public_parts(office: Office) -> Public | list[Problem]:
    """What the pages cannot do without, or what office.yaml lacks."""
    parts = {name: getattr(office, name) for name in ("kontakt", "impressum", "datenschutz", "barrierefreiheit")}
    lacking = [name for name, part in parts.items() if part is None]
    lacking += [] if deadline_of(office, "rueckmeldung") else ["zusagen: rueckmeldung"]
    if lacking:
        return [Problem(OFFICE_FILE, 1, 1, "angabe-fehlt", found=name) for name in lacking]
    return Public(office, **parts)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says facts of the office in one language."""

    language: Language
    words: Worte

    def number(self, number: str) -> Markup:
        """A number as a link that dials; its digits run from left to right everywhere."""
        return Markup(f'<a class="phone" href="tel:{dialled(number)}"><bdi dir="ltr">{escaped(number)}</bdi></a>')

    def line(self, phone: Telefon) -> Line:
        """A line with its hours and whether it costs anything."""
        channels = self.words.kanaele
        cost = channels.kostenlos if is_free(phone.nummer) else channels.ortstarif
        return Line(self.number(phone.nummer), cost, hours(phone.zeiten, self.language, self.words))

    def mail(self, address: str) -> Markup:
        """An address as a link."""
        return Markup(f'<a href="mailto:{escaped(address)}"><bdi dir="ltr">{escaped(address)}</bdi></a>')

    def lines(self, lines: Iterable[str]) -> Markup:
        """A postal address."""
        return Markup("<br>").join(german(line, self.language) for line in lines)

    def body(self, place: AndereStelle) -> Body:
        """Another place, with what it is for."""
        web = place.adresse
        return Body(
            name=german(place.name, self.language),
            wofuer=getattr(self.words.stellen, place.art),
            telefon=self.line(place.telefon) if place.telefon else None,
            e_mail=self.mail(place.e_mail) if place.e_mail else None,
            adresse=Markup(f'<a href="{escaped(web)}"><bdi dir="ltr">{escaped(web)}</bdi></a>') if web else None,
            anschrift=self.lines(place.anschrift),
        )


def is_free(number: str) -> bool:
    """Whether a call costs nothing: 0800, 110, 112 and the European 116 numbers."""
    return bool(_FREE.match(re.sub(r"[^0-9+]", "", number)))


def contact(public: Public, speaker: Speaker) -> Contact:
    """The ways to the complaint office."""
    known = public.kontakt
    phones = sorted(known.telefon, key=lambda phone: not is_free(phone.nummer))
    times = known.sprechzeiten
    return Contact(
        telefon=tuple(speaker.line(phone) for phone in phones),
        e_mail=speaker.mail(known.e_mail),
        anschrift=speaker.lines(known.anschrift),
        stelle=german(known.stelle, speaker.language),
        sprechzeiten=hours(times, speaker.language, speaker.words) if times else None,
    )


def house(public: Public, speaker: Speaker, video: Film | None) -> House:
    """Everything else about the house."""
    office = public.office
    bodies = [(place.art, speaker.body(place)) for place in office.andere_stellen]
    return House(
        stelle=german(public.kontakt.stelle, speaker.language),
        durchwahlen=tuple(_direct_lines(office, speaker)),
        stellen=tuple(body for kind, body in bodies if kind != "meldestelle"),
        aufsicht=tuple(body for kind, body in bodies if kind == "datenschutzaufsicht"),
        meldestellen=tuple(body for kind, body in bodies if kind == "meldestelle"),
        notrufe=tuple(_emergencies(office, speaker)),
        beratung=_advice(office, speaker),
        schutz=_guardian(public.datenschutz, speaker),
        impressum=public.impressum,
        datenschutz=public.datenschutz,
        barrierefreiheit=public.barrierefreiheit,
        video=video,
    )


def _direct_lines(office: Office, speaker: Speaker) -> Iterable[DirectLine]:
    for line in office.durchwahlen:
        unit = german(office.name_of("einheiten", line.einheit), speaker.language) if line.einheit else None
        yield DirectLine(getattr(speaker.words.aufgaben, line.aufgabe), speaker.line(line.telefon), unit)


def _emergencies(office: Office, speaker: Speaker) -> Iterable[Emergency]:
    for call in office.notrufe:
        said = getattr(speaker.words.notrufe, call.id, None)
        yield Emergency(
            speaker.number(call.nummer), Markup(escaped(said)) if said else german(call.name, speaker.language)
        )


def _advice(office: Office, speaker: Speaker) -> Advice | None:
    known = office.beratungsstellen
    if known is None:
        return None
    return Advice(
        german(known.stelle, speaker.language), speaker.line(known.telefon), speaker.mail(known.e_mail), known.treffen
    )


def _guardian(protection: Datenschutz, speaker: Speaker) -> Guardian:
    phone = speaker.number(protection.telefon) if protection.telefon else None
    return Guardian(german(protection.beauftragte, speaker.language), phone, speaker.mail(protection.e_mail))


def promises(public: Public, speaker: Speaker) -> Promises:
    """The office's promises as words of a language."""

    def said(name: str) -> str | None:
        deadline = deadline_of(public.office, name)
        return within(deadline, speaker.language, speaker.words) if deadline else None

    remedy = _REMEDY.get(public.office.profil, "sgg-widerspruch")
    return Promises(said("eingangsbestaetigung"), said("rueckmeldung") or "", said(remedy))


def legal_sentences(public: Public, speaker: Speaker, original: Speaker, *, reviewed: bool) -> Mapping[str, Markup]:
    """Every legal sentence by name; the German one beside it until somebody has reviewed the translation."""
    remedy = deadline_of(public.office, _REMEDY.get(public.office.profil, "sgg-widerspruch"))
    source = remedy.quelle if remedy else ""

    def said(name: str, by: Speaker) -> Markup:
        sentence = escaped(getattr(by.words.recht, name))
        values = {"frist": escaped(promises(public, by).widerspruch or ""), "quelle": german(source, by.language)}
        for key, value in values.items():
            sentence = sentence.replace(f"&#123;{key}&#125;", value)
        return Markup(sentence)

    alone = speaker.language.is_german or reviewed
    return {
        name: said(name, speaker) + (Markup("") if alone else _beside(said(name, original), speaker))
        for name in type(speaker.words.recht).model_fields
    }


def _beside(sentence: Markup, speaker: Speaker) -> Markup:
    label = escaped(speaker.words.deutsch)
    return Markup(f'<span class="original">{label} <span lang="de" dir="ltr">{sentence}</span></span>')


def film(root: Path, video: Video | None) -> Film | Problem | None:
    """The sign-language video with its size, or the file that is not there."""
    if video is None:
        return None
    for field, name in (("datei", video.datei), ("bild", video.bild)):
        if name and not video_file(root, name):
            return _lost(root, field, f"{FOLDER}/{name}")
    path = video_file(root, video.datei)
    size = path.stat().st_size / 1_000_000 if path else 0
    shown = f"{size:.1f} MB".replace(".", ",")
    return Film(video.datei, video.bild, _VIDEO_KINDS[Path(video.datei).suffix], video.dauer, shown)


def _lost(root: Path, field: str, file: str) -> Problem:
    document = read_document(root, OFFICE_FILE)
    line, column = document.position(("gebaerdensprache", field)) if isinstance(document, Document) else (1, 1)
    return Problem(OFFICE_FILE, line, column, "video-fehlt", found=file)


def video_file(root: Path, name: str) -> Path | None:
    """A media file below `handbook/`; links are not followed."""
    found = root / FOLDER / name
    return found if found.is_file() and not found.is_symlink() else None


def page_values(public: Public, speaker: Speaker, video: Film | None) -> dict[str, object]:
    """Everything that every page of a language may say."""
    fields: tuple[FormField, ...] = form_fields(speaker.words.formular)
    return {
        "worte": speaker.words,
        "zusage": promises(public, speaker),
        "kontakt": contact(public, speaker),
        "haus": house(public, speaker, video),
        "formular": fields,
    }
