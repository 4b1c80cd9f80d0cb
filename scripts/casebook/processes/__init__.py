"""Processes: catalogues of codes, and descriptions of how a process runs (`handbook/processes/*.yaml`)."""

from casebook.processes.catalogue import (
    Gruppe,
    Kapiteleintrag,
    Katalog,
    Katalogeintrag,
    catalogue_folder,
    catalogue_names,
    check_catalogues,
    read_catalogue,
)
from casebook.processes.chapters import Kapitel, read_chapters
from casebook.processes.descriptions import (
    belongs_to,
    check_processes,
    process_codes,
    process_files,
    read_lands,
    read_processes,
)
from casebook.processes.model import (
    Ausgang,
    Dokument,
    Form,
    Guete,
    Landesteil,
    Prozess,
    Rechtsgrundlage,
    Rolle,
    Schritt,
)
from casebook.processes.rules import check_process, deadline_of

__all__ = [
    "Ausgang",
    "Dokument",
    "Form",
    "Gruppe",
    "Guete",
    "Kapitel",
    "Kapiteleintrag",
    "Katalog",
    "Katalogeintrag",
    "Landesteil",
    "Prozess",
    "Rechtsgrundlage",
    "Rolle",
    "Schritt",
    "belongs_to",
    "catalogue_folder",
    "catalogue_names",
    "check_catalogues",
    "check_process",
    "check_processes",
    "deadline_of",
    "process_codes",
    "process_files",
    "read_catalogue",
    "read_chapters",
    "read_lands",
    "read_processes",
]
