"""The command line, one module a command: reads the surroundings (root, day, revision) once and passes them on."""

from casebook.cli.main import main

__all__ = ["main"]
