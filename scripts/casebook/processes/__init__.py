"""Processes: catalogues of codes, and descriptions of how a process runs (`handbook/processes/*.yaml`)."""

from casebook.processes.catalogue import Katalog, catalogue_names, check_catalogues, read_catalogue
from casebook.processes.descriptions import FOLDER, check_processes, process_codes, read_processes
from casebook.processes.model import Ausgang, Form, Prozess, Rechtsgrundlage, Rolle, Schritt
from casebook.processes.rules import check_process, deadline_of

__all__ = [
    "FOLDER",
    "Ausgang",
    "Form",
    "Katalog",
    "Prozess",
    "Rechtsgrundlage",
    "Rolle",
    "Schritt",
    "catalogue_names",
    "check_catalogues",
    "check_process",
    "check_processes",
    "deadline_of",
    "process_codes",
    "read_catalogue",
    "read_processes",
]
