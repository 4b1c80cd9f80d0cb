"""Due days as a calendar feed (RFC 5545): whole days, no reminder, no words of a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from casebook.items import Item
from casebook.office import Office
from casebook.pages.labels import case_address

KEPT = timedelta(days=90)
"""A settled deadline stays this long after its case's last event, so that every calendar learns of it."""

_CATEGORIES = {"recht": "Rechtsbehelf", "zusage": "Zusage", "frist": "Frist", "massnahme": "Maßnahme"}
_SEEN = ("DTSTART", "SUMMARY", "STATUS")


class NotAFeed(ValueError):
    """A text that is no calendar."""


def feed(items: Iterable[Item], office: Office, today: date, previous: str = "") -> bytes:
    """Every dated item as an all-day event.

    With the `previous` feed an event keeps its number until it changes, then the number rises; an event that is
    due no longer, for whatever reason, is cancelled. Without it the number follows from the case.

    Raises:
        NotAFeed: `previous` is no calendar.
    """
    before = events(previous) if previous else {}
    calendar = Calendar()
    calendar.add("PRODID", "-//casebook//due//DE")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", f"Fristen {office.name}")
    shown = [item for item in items if item.kind in _CATEGORIES and not is_over(item, today)]
    for item in shown:
        calendar.add_component(_numbered(_event(item, office, today), before))
    for event in _dropped(before, {_uid(item) for item in shown}, today):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def is_over(item: Item, today: date) -> bool:
    """Whether nobody needs to hear of it any longer."""
    return item.settled and item.last_event < today - KEPT


def _uid(item: Item) -> str:
    return f"{item.uid}@casebook"


def _event(item: Item, office: Office, today: date) -> Event:
    event = Event()
    event.add("UID", _uid(item))
    event.add("DTSTAMP", _stamp(today))
    event.add("DTSTART", item.due)
    event.add("SUMMARY", f"{item.aktenzeichen} {item.name}{f' ({item.topic})' if item.topic else ''}")
    event.add("STATUS", "CANCELLED" if item.settled else "TENTATIVE" if item.resting else "CONFIRMED")
    event.add("SEQUENCE", item.sequence)
    event.add("CATEGORIES", [_CATEGORIES[item.kind]])
    event.add("CLASS", "PRIVATE")
    event.add("TRANSP", "TRANSPARENT")
    if address := case_address(office, item.aktenzeichen):
        event.add("URL", address)
    return event


def _stamp(today: date) -> datetime:
    return datetime.combine(today, time(), UTC)


def events(text: str) -> dict[str, Event]:
    """The events of a feed by their UID.

    Raises:
        NotAFeed: the text is no calendar.
    """
    try:
        calendar = Calendar.from_ical(text)
        return {str(event["UID"]): event for event in calendar.walk("VEVENT") if isinstance(event, Event)}
    except (ValueError, KeyError, IndexError) as error:
        raise NotAFeed(str(error)) from None


def _numbered(event: Event, before: dict[str, Event]) -> Event:
    known = before.get(str(event["UID"]))
    if known is None:
        return event
    if _seen(known) == _seen(event):
        return known
    return _with(event, SEQUENCE=max(_sequence(known) + 1, _sequence(event)))


def _seen(event: Event) -> list[str]:
    """What a reader sees of an event."""
    return [str(event.decoded(name)) for name in _SEEN if name in event]


def _sequence(event: Event) -> int:
    return int(str(event.get("SEQUENCE", 0)))


def _with(event: Event, **properties: object) -> Event:
    for name, value in properties.items():
        event.pop(name, None)
        event.add(name, value)
    return event


def _dropped(before: dict[str, Event], shown: set[str], today: date) -> Iterator[Event]:
    for uid, event in before.items():
        if uid not in shown and event.get("STATUS") != "CANCELLED":
            yield _with(event, SEQUENCE=_sequence(event) + 1, STATUS="CANCELLED", DTSTAMP=_stamp(today))
