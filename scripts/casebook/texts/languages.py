"""The languages of the public pages, German first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its tag (`lang`) is its folder below `handbook/`, its path its place below the site."""

    tag: str
    path: str
    name: str
    german: str
    locale: str
    rtl: bool = False

    @property
    def is_german(self) -> bool:
        """Whether German names and sentences need no mark of their own."""
        return self.tag.startswith("de")


GERMAN = Language("de", "", "Deutsch", "Deutsch", "de")
EASY = Language("de-simple", "leichte-sprache/", "Leichte Sprache", "Leichte Sprache", "de")

LANGUAGES = {
    language.tag: language
    for language in (
        GERMAN,
        EASY,
        Language("en", "en/", "English", "Englisch", "en"),
        Language("tr", "tr/", "Türkçe", "Türkisch", "tr"),
        Language("ar", "ar/", "العربية", "Arabisch", "ar", rtl=True),
        Language("uk", "uk/", "Українська", "Ukrainisch", "uk"),
        Language("ru", "ru/", "Русский", "Russisch", "ru"),
    )
}
