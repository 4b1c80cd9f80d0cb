"""What a report is made of, whatever it is printed as. Texts are plain: no markup, German, ready to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter (level 1), a section of it (2) or a part of a section (3); the title of the report is above all."""

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text set apart: what a reader must know before using the figures below."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure to be seen first; `basis` is its numerator and denominator, `before` the figure to compare with."""

    name: str
    value: str
    basis: str
    before: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Some figures side by side; as a table where there are no tiles."""

    caption: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; figures stand on the right."""

    name: str
    figures: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on every page; the first cell of a row names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG with colours of the page (`var(--chart-1)`, `currentColor`); `alt` says what it shows.

    `narrow` is the same for small screens.
    """

    svg: str
    narrow: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Definition:
    """How a figure is counted: the text of the catalogue, and lines about its parts."""

    term: str
    text: str
    parts: tuple[tuple[str, str], ...] = ()


Block = Heading | Paragraph | Note | KeyFigures | Table | Figure | Definition


@dataclass(frozen=True, slots=True)
class Report:
    """A report ready to be printed.

    `mark` says who may read it; `origin` is the line at the foot of every page. `moment` is stamped into files.
    `compact` reports have to fit on one page, with how it is counted on its back.
    """

    file: str
    title: str
    subtitle: str
    office: str
    author: str
    mark: str
    notice: str
    origin: str
    stand: date
    moment: datetime
    blocks: tuple[Block, ...]
    compact: bool = False
