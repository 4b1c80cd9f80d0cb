"""Running mkdocs on written settings; what it warns of becomes one exception."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml


class HandbookRefused(Exception):
    """mkdocs found something to mend, such as a link of an office's page that leads nowhere."""


def write_settings(path: Path, settings: dict[str, Any]) -> None:
    """Settings as the file that mkdocs reads."""
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8", newline="\n")


def run_mkdocs(config: Path, site: Path) -> None:
    """Build one site.

    Raises:
        HandbookRefused: mkdocs refused the pages.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    with _complaints() as said:
        try:
            settings = load_config(str(config), site_dir=str(site.resolve()))
            settings.plugins.on_startup(command="build", dirty=False)
            build(settings)
        except MkDocsException as error:
            raise HandbookRefused("; ".join(said) or str(error)) from None


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What mkdocs warns of, kept instead of printed."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
