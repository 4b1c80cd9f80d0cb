"""Every measure once more in plain Python: loops over cases, no pandas, no numpy, none of the code under test.

It leans on `derive` (states, verdicts, promises) and `deadlines`, which have tests of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casebook.calendars import Calendar, OutsideCalendar, calendar_of
from casebook.deadlines import due_with_pauses, legal_clock, pauses
from casebook.derive import FINAL, Status, is_pure_remedy, promised_until, status, verdict
from casebook.model import Anliegen, Bedarf, Case, Ereignis, Massnahme
from casebook.office import Office
from casebook.outside import NOTHING_COLLECTED, Outside
from casebook.periods import Period

Expected = tuple[float | None, int | None, int | None, int]
"""Value, numerator, denominator, n."""
Key = tuple[str, str, str, str]
"""Measure, part, dimension, entry."""

DAY = timedelta(days=1)
NONE = "ohne-angabe"
UNKNOWN: Expected = (None, None, None, 0)
"""Nobody collected it."""


@dataclass(frozen=True)
class Row:
    """A case, with the concern, effect, authority, need, measure or event a row is about."""

    case: Case
    concern: Anliegen | None = None
    entry: str = ""
    need: Bedarf | None = None
    step: Massnahme | None = None
    event: Ereignis | None = None


Test = Callable[[Row], bool]
Days = Callable[[Row], int | None]
Figure = Callable[[Sequence[Row], Sequence[Row]], Expected]
"""Rows of the group, rows of the whole period -> figure."""


def always(row: Row) -> bool:
    return True


def counted(test: Test = always) -> Figure:
    def figure(rows: Sequence[Row], whole: Sequence[Row]) -> Expected:
        number = sum(map(test, rows))
        return number, number, None, len(rows)

    return figure


def shared(test: Test, among: Test = always, of_all: bool = False) -> Figure:
    def figure(rows: Sequence[Row], whole: Sequence[Row]) -> Expected:
        base = whole if of_all else rows
        numerator = sum(among(row) and test(row) for row in rows)
        return share(numerator, sum(map(among, base)), len(base))

    return figure


def share(numerator: int, denominator: int, n: int, per: int = 100) -> Expected:
    """Rounded in whole numbers: half a tenth up."""
    value = (20 * per * numerator + denominator) // (2 * denominator) / 10 if denominator else None
    return value, numerator, denominator, n


def ranked(days: Days, hundredth: int) -> Figure:
    def figure(rows: Sequence[Row], whole: Sequence[Row]) -> Expected:
        known = sorted(found for row in rows if (found := days(row)) is not None)
        at_least = (place for place in range(len(known)) if 100 * (place + 1) >= hundredth * len(known))
        return (known[next(at_least)] if known else None), None, None, len(known)

    return figure


def together(office: Office) -> set[str]:
    """Units shown only together: the fewest smallest ones that are five people, and all under five."""
    sizes = {unit.id: unit.groesse or 0 for unit in office.einheiten if unit.groesse or unit.art == "fach"}
    order = sorted(sizes, key=lambda id: sizes[id])
    under = sum(size < 5 for size in sizes.values())
    needed = (n for n in range(under, len(order) + 1) if sum(sizes[id] for id in order[:n]) >= 5)
    return set(order[: next(needed, len(order))] if under else ())


class Recount:
    """All figures of one period at a stand."""

    def __init__(
        self, cases: Sequence[Case], office: Office, within: Period, stand: date, outside: Outside = NOTHING_COLLECTED
    ) -> None:
        self.outside = outside
        self.small = together(office)
        self.office, self.within, self.stand = office, within, stand
        self.calendar: Calendar = calendar_of(office)
        self.known = [case for case in cases if case.eingang.datum <= stand]
        self.found: dict[Key, Expected] = {}
        self.place = {id(case): number for number, case in enumerate(self.known)}

    def figures(self) -> dict[Key, Expected]:
        for name in [name for name in dir(self) if name.startswith("count_")]:
            getattr(self, name)()
        return self.found

    # --- facts of a case

    def log(self, case: Case) -> list[Ereignis]:
        found = []
        for event in case.verlauf:
            if event.datum > self.stand:
                break
            found.append(event)
        return found

    def first(self, case: Case, *names: str) -> date | None:
        return next((event.datum for event in self.log(case) if event.ereignis in names), None)

    def has(self, case: Case, *names: str) -> bool:
        return self.first(case, *names) is not None

    def kind(self, case: Case, day: date | None = None) -> str:
        return self.kinds(case, day or self.stand)[-1]

    def kinds(self, case: Case, day: date) -> list[str]:
        """As the log tells: conversions move on, a correction (known at the stand) reaches back to the last of them."""
        changes = [
            event
            for event in case.verlauf
            if event.ereignis == "umwandlung" or (event.ereignis == "korrektur" and event.feld == "art")
        ]
        if not changes:
            return [case.art]
        kinds = [(case.eingang.datum, str(changes[0].alt or changes[0].art or changes[0].neu))]
        for event in changes:
            if event.datum > self.stand:
                break
            if event.ereignis == "korrektur":
                kinds[-1] = (kinds[-1][0], str(event.neu))
            else:
                kinds.append((event.datum, str(event.art)))
        return [kind for since, kind in kinds if since <= day]

    def closings(self, case: Case) -> list[Ereignis]:
        found = []
        for event in self.log(case):
            if event.ereignis in ("doppelt", "abgabe", "storno"):
                break
            if event.ereignis == "abschluss":
                found.append(event)
        return found

    def is_closed(self, case: Case) -> bool:
        return status(case, self.stand) is Status.ABGESCHLOSSEN

    def closed_on(self, case: Case) -> date | None:
        return self.closings(case)[-1].datum if self.is_closed(case) else None

    def block_counts(self, case: Case) -> bool:
        """The closing known at the stand is the one the block belongs to."""
        last = [event for event in case.verlauf if event.ereignis == "abschluss"]
        return self.is_closed(case) and self.closings(case)[-1] is last[-1]

    def outcome(self, case: Case) -> str | None:
        if not self.is_closed(case):
            return None
        block = case.abschluss.ergebnis if case.abschluss and self.block_counts(case) else None
        return self.closings(case)[-1].ergebnis or block

    def ruling(self, row: Row) -> str | None:
        ruled = self.is_closed(row.case) and self.outcome(row.case) not in ("geklaert_ohne_bewertung", "zurueckgezogen")
        if not ruled:
            return None
        return row.concern.begruendet if row.concern else verdict(row.case)

    def answered(self, case: Case) -> date | None:
        answers = [event.datum for event in self.log(case) if event.ereignis == "rueckmeldung"]
        return (answers or [event.datum for event in self.closings(case)] or [None])[0]

    def promise(self, case: Case) -> str | None:
        promised = promised_until(case, self.stand)
        return promised and self.in_time(self.answered(case), promised)

    def in_time(self, done: date | None, due: date) -> str:
        if done is None:
            return "versaeumt" if due < self.stand else "laeuft"
        return "rechtzeitig" if done <= due else "verspaetet"

    def unit(self, unit: str | None) -> str:
        if unit is None:
            return NONE
        return "kleine-einheiten" if unit in self.small else unit

    def workdays(self, first: date | None, last: date | None, house: bool = False) -> int | None:
        if first is None or last is None:
            return None
        try:
            days = range(1, (last - first).days + 1)
            return sum(self.calendar.is_working_day(first + n * DAY, house=house) for n in days) + (
                0 * self.calendar.is_working_day(first)
            )
        except OutsideCalendar:
            return None

    def level(self, case: Case) -> str:
        return ([event.stufe for event in self.log(case) if event.ereignis == "einstufung" and event.stufe] or [NONE])[
            -1
        ]

    # --- rows

    def rows(self, day: Callable[[Case], date | None], test: Callable[[Case], bool] = lambda case: True) -> list[Row]:
        cases = [case for case in self.known if not is_pure_remedy(case) and test(case)]
        return [Row(case) for case in cases if (found := day(case)) is not None and found in self.within]

    def in_rates(self, case: Case) -> bool:
        return status(case, self.stand) not in FINAL

    def received(self, kind: str = "") -> list[Row]:
        return self.rows(lambda c: c.eingang.datum, lambda c: self.in_rates(c) and kind in ("", self.kind(c)))

    def closed(self, kind: str = "") -> list[Row]:
        return self.rows(self.closed_on, lambda c: self.in_rates(c) and kind in ("", self.kind(c)))

    def upheld(self) -> list[Row]:
        return [row for row in self.closed("beschwerde") if self.ruling(row) in ("ja", "teilweise")]

    # --- groups

    def dimension(self, name: str, rows: Sequence[Row]) -> Iterator[tuple[str, Row]]:
        for row in rows:
            case, concern = row.case, row.concern
            if name in ("thema", "bereich", "traeger", "gegenstand", "prozess", "betrifft"):
                for each in case.anliegen if concern is None else (concern,):
                    entry = getattr(each, name)
                    yield (self.unit(entry) if name == "betrifft" else entry or NONE), Row(case, each)
            elif name == "wirkung":
                effects = case.abschluss.wirkung if case.abschluss and self.block_counts(case) else ()
                yield from ((entry, row) for entry in dict.fromkeys(effects))
            elif name == "behoerde":
                contacts = [event.behoerde or NONE for event in self.log(case) if event.ereignis == "kontakt_extern"]
                yield from ((entry, row) for entry in dict.fromkeys(contacts))
            elif (entry := self.entry(name, row)) is not None:
                yield entry, row

    def entry(self, name: str, row: Row) -> str | None:
        case = row.case
        third = case.dritte if case.eingang.zugang == "dritte" else None
        came = case.eingang.zugang == "dritte"
        entries: Mapping[str, Callable[[], str | None]] = {
            "art": lambda: self.kind(case),
            "kanal": lambda: case.eingang.kanal,
            "zugang": lambda: case.eingang.zugang,
            "ueber": lambda: case.eingang.ueber,
            "dritte": lambda: (third.art if third else NONE) if came else None,
            "organisation": lambda: ((third.stelle if third else None) or NONE) if came else None,
            "stelle": lambda: self.unit(case.eingang.stelle),
            "zustaendig": lambda: self.unit(case.zustaendig),
            "gruppe": lambda: case.person.gruppe or NONE,
            "stufe": lambda: self.level(case),
            "outcome": lambda: self.end_of(case),
            "weg": lambda: (case.rechtsbehelf.weg if case.rechtsbehelf else None) or NONE,
            "verspaetungsgrund": lambda: (
                case.abschluss.verspaetungsgrund if case.abschluss and self.block_counts(case) else None
            ),
            "bedarf": lambda: row.need.art if row.need else None,
            "instanz": lambda: (row.event.behoerde if row.event else None) or NONE,
            "verantwortlich": lambda: self.unit(row.step.verantwortlich) if row.step else None,
        }
        return entries[name]()

    def end_of(self, case: Case) -> str | None:
        if status(case, self.stand) is Status.ABGEGEBEN:
            return "abgegeben"
        return (self.outcome(case) or "unbekannt") if self.is_closed(case) else None

    def tally(
        self,
        measure: str,
        rows: Sequence[Row],
        parts: Mapping[str, Figure],
        dimensions: str = "",
        total: Iterable[str] = (),
    ) -> None:
        """Parts over all rows and by each dimension; those in `total` over all rows only."""
        for part, figure in parts.items():
            self.found[measure, part, "", ""] = figure(rows, rows)
        for name in dimensions.split():
            groups = defaultdict(list)
            for entry, row in self.dimension(name, rows):
                groups[entry].append(row)
            for entry, group in groups.items():
                for part, figure in parts.items():
                    if part not in total:
                        self.found[measure, part, name, entry] = figure(group, rows)

    def spans(
        self, last: Callable[[Case], date | None], house: bool = False, longest: bool = False
    ) -> dict[str, Figure]:
        def work(row):
            return self.workdays(row.case.eingang.datum, last(row.case), house)

        def calendar(row):
            return (day - row.case.eingang.datum).days if (day := last(row.case)) else None

        found: dict[str, Figure] = {}
        for unit, days in (("arbeitstage", work), ("kalendertage", calendar)):
            found |= {f"median_{unit}": ranked(days, 50), f"p90_{unit}": ranked(days, 90)}
            found |= {f"max_{unit}": ranked(days, 100)} if longest else {}
        return found

    def without_days(self, last: Callable[[Case], date | None]) -> Figure:
        return counted(
            lambda row: last(row.case) is not None and self.workdays(row.case.eingang.datum, last(row.case)) is None
        )

    # --- what comes in

    def count_receipts(self) -> None:
        received = self.rows(lambda case: case.eingang.datum)
        ends = {
            end: counted(lambda row, end=end: status(row.case, self.stand) == end)
            for end in ("doppelt", "abgegeben", "storniert")
        }
        self.tally(
            "K01",
            received,
            {"anzahl": counted(), **ends},
            "art kanal zugang ueber dritte organisation stelle zustaendig gruppe stufe thema bereich traeger betrifft "
            "gegenstand prozess",
            ends,
        )

    def count_third_parties_and_praise(self) -> None:
        def unknown(row):
            return row.case.eingang.zugang == "unbekannt"

        def third(row):
            return row.case.eingang.zugang == "dritte"

        parts = {"quote": shared(third, lambda row: not unknown(row)), "unbekannt": counted(unknown)}
        self.tally("K18", self.received(), parts, "art gruppe")
        praise = shared(
            lambda row: self.kind(row.case) == "lob", lambda row: self.kind(row.case) in ("lob", "beschwerde")
        )
        self.tally("K30", self.received(), {"quote": praise}, "stelle thema")

    def count_repeats(self) -> None:
        complaints = [
            c for c in self.known if self.kind(c) == "beschwerde" and not is_pure_remedy(c) and self.in_rates(c)
        ]

        def recognisable(row: Row) -> bool:
            return row.case.person.pseudonym is not None and not row.case.person.anonym

        def repeated(row: Row) -> bool:
            receipt = row.case.eingang.datum
            topics = {concern.thema for concern in ([row.concern] if row.concern else row.case.anliegen)}
            for other in complaints:
                same = other is not row.case and recognisable(row) and recognisable(Row(other))
                same = same and other.person.pseudonym == row.case.person.pseudonym
                days = [event.datum for event in self.log(other) if event.ereignis == "abschluss"]
                shares_topic = bool(topics & {concern.thema for concern in other.anliegen})
                if same and shares_topic and any(day <= receipt <= months_later(day, 12) for day in days):
                    return True
            return False

        def recurring(row: Row) -> bool:
            assert row.concern
            pair, last = (row.concern.thema, row.concern.betrifft), row.case.eingang.datum
            if self.unit(row.concern.betrifft) in (NONE, "kleine-einheiten"):
                return False
            alike = [
                c
                for c in complaints
                if months_later(last, -3) < c.eingang.datum <= last
                and pair in {(concern.thema, concern.betrifft) for concern in c.anliegen}
            ]
            return len(alike) >= self.office.schwachstellen.wiederholung_ab

        rows = self.received("beschwerde")
        parts = {
            "quote": shared(repeated, recognisable),
            "ohne_pseudonym": counted(lambda row: not recognisable(row)),
        }
        self.tally("K15", rows, parts, "thema")
        concerns = [Row(row.case, concern) for row in rows for concern in row.case.anliegen]
        self.tally("K15", concerns, {"problem": counted(recurring)})

    # --- what is open

    def count_stock(self) -> None:
        start, end = (min(day - DAY, self.stand) for day in (self.within.start, self.within.end))
        cases = [case for case in self.known if not is_pure_remedy(case)]
        opened = [Row(case) for case in cases if self.is_open(case, end)]
        before = [Row(case) for case in cases if self.is_open(case, start)]
        self.recount_moves(cases, opened, before, start, end)

        def overdue(row: Row) -> bool:
            promised, answered = promised_until(row.case, end), self.answered(row.case)
            return promised is not None and promised < end and not (answered and answered <= end)

        parts: dict[str, Figure] = {
            "quote": shared(overdue),
            "quote_zusage": shared(overdue, lambda row: promised_until(row.case, end) is not None),
            "ruht": counted(lambda row: overdue(row) and status(row.case, end) is Status.RUHT),
        }
        self.tally_stock("K07", opened, parts, "art stufe zustaendig", end)

        def work(row):
            return self.workdays(row.case.eingang.datum, end)

        def calendar(row):
            return (end - row.case.eingang.datum).days

        ages: dict[str, Figure] = {}
        for unit, days in (("arbeitstage", work), ("kalendertage", calendar)):
            for name, hundredth in (("median", 50), ("p90", 90), ("max", 100)):
                ages[f"{name}_{unit}"] = ranked(days, hundredth)
        for id, first, last in (("alter_0_5", 0, 5), ("alter_6_10", 6, 10), ("alter_11_20", 11, 20),
                                ("alter_21_60", 21, 60), ("ueber_60", 61, 10**6)):  # fmt: skip
            ages[id] = counted(lambda row, a=first, b=last: (d := work(row)) is not None and a <= d <= b)
        ages["ohne_dauer"] = counted(lambda row: work(row) is None)
        self.tally_stock("K16", opened, ages, "art stufe gruppe zustaendig", end)

    def is_open(self, case: Case, day: date) -> bool:
        return case.eingang.datum <= day and status(case, day) not in (*FINAL, Status.ABGESCHLOSSEN)

    def tally_stock(self, id: str, rows: Sequence[Row], parts: Mapping[str, Figure], names: str, day: date) -> None:
        """As `tally`, but by the kind on the day."""
        self.tally(id, rows, parts, names.replace("art ", ""))
        for kind in {self.kind(row.case, day) for row in rows}:
            group = [row for row in rows if self.kind(row.case, day) == kind]
            for part, figure in parts.items():
                self.found[id, part, "art", kind] = figure(group, rows)

    def recount_moves(
        self, cases: Sequence[Case], opened: list[Row], before: list[Row], start: date, end: date
    ) -> None:
        names = {"abschluss": "abgeschlossen", "wiedereroeffnung": "wieder_offen", "abgabe": "abgegeben"}
        names |= {"storno": "storniert", "doppelt": "doppelt"}
        moves: list[tuple[str, str, date]] = []
        for case in cases:
            kinds = self.kinds(case, self.stand)
            moves.append(("eingang", kinds[0], case.eingang.datum))
            for event in self.log(case):
                if event.ereignis == "umwandlung":
                    moves += [("umgewandelt_von", kinds[0], event.datum), ("umgewandelt_zu", kinds[1], event.datum)]
                    kinds = kinds[1:]
                elif event.ereignis in names:
                    moves.append((names[event.ereignis], kinds[0], event.datum))
        flows = [(move, kind) for move, kind, day in moves if day in self.within]
        stocks = [("ende", self.kind(row.case, end)) for row in opened]
        stocks += [("anfang", self.kind(row.case, start)) for row in before]
        all_moves = ["ende", "anfang", "eingang", "umgewandelt_zu", "umgewandelt_von", *names.values()]
        for kind in {"", *(kind for _, kind in flows + stocks)}:
            entry = ("art", kind) if kind else ("", "")
            number = {
                move: sum(found == move and kind in ("", its) for found, its in flows + stocks) for move in all_moves
            }
            for move in all_moves:
                self.found["K02", move, *entry] = (number[move], number[move], None, number[move])
            net = number["ende"] - number["anfang"]
            if not kind or any(number[move] for move in ("ende", "anfang", "eingang", "abgeschlossen")):
                self.found["K17", "netto", *entry] = (net, None, None, number["ende"])
                closed = number["abgeschlossen"]
                self.found["K17", "quote", *entry] = share(closed, number["eingang"], number["eingang"])

    # --- deadlines

    def count_acknowledgements(self) -> None:
        def state(row: Row) -> str | None:
            due = self.acknowledgement_due(row.case)
            done = self.first(row.case, "eingangsbestaetigung", "rueckmeldung", "abschluss")
            return self.in_time(done, due) if due else None

        parts = {
            "quote": shared(
                lambda row: state(row) == "rechtzeitig",
                lambda row: state(row) in ("rechtzeitig", "verspaetet", "versaeumt"),
            ),
            **{
                name: counted(lambda row, name=name: state(row) == name)
                for name in ("verspaetet", "versaeumt", "laeuft")
            },
        }
        self.tally("K03", self.received(), parts, "art kanal stufe")

        def last(case):
            return self.first(case, "eingangsbestaetigung")

        self.tally("K04", self.received(), self.spans(last) | {"ohne_dauer": self.without_days(last)}, "art kanal",
                   ("ohne_dauer",))  # fmt: skip

    def acknowledgement_due(self, case: Case) -> date | None:
        if case.herkunft or case.keine_rueckmeldung or case.person.anonym:
            return None
        days = []
        for plan in self.office.fristenplan:
            deadline = self.office.deadlines[plan.frist]
            fits = not plan.arten or self.kind(case) in plan.arten
            fits = fits and (not plan.stufen or self.level(case) in plan.stufen)
            if plan.ereignis == "eingangsbestaetigung" and fits and deadline.valid_on(case.eingang.datum):
                start = case.eingang.datum
                days.append(due_with_pauses(deadline, start, pauses(case, self.stand), self.calendar))
        return min(days, default=None)

    def count_closing_times(self) -> None:
        def first(case):
            return self.closings(case)[0].datum if self.closings(case) else None

        parts = self.spans(self.closed_on, longest=True)
        parts |= {f"erst_{part}": figure for part, figure in self.spans(first).items()}

        def paused(row):
            return self.paused(row.case)

        extra = {
            "ohne_dauer": self.without_days(self.closed_on),
            "mit_pause": counted(lambda row: paused(row) is not None),
            "pause_median_kalendertage": ranked(paused, 50),
        }
        self.tally("K05", self.closed(), parts | extra, "art stufe zustaendig thema", extra)

    def paused(self, case: Case) -> int | None:
        closed = self.closed_on(case)
        breaks = pauses(case, closed) if closed else ()
        return sum((pause.end - pause.begin).days for pause in breaks) if breaks else None

    def count_promises(self) -> None:
        def is_(*states: str) -> Test:
            return lambda row: self.promise(row.case) in states

        kept, late, over, runs = "rechtzeitig", "verspaetet", "versaeumt", "laeuft"

        def rests(row):
            return is_(over, runs)(row) and status(row.case, self.stand) is Status.RUHT

        counts = {"gehalten": counted(is_(kept)), "versaeumt": counted(is_(late))}
        counts |= {"offen_ueberfaellig": counted(is_(over)), "offen_laufend": counted(is_(runs))}
        parts = counts | {
            "quote": shared(is_(kept), is_(kept, late, over)),
            "erreichbar": shared(is_(kept, runs), is_(kept, late, over, runs)),
            "ruht": counted(rests),
            "mit_zusage": shared(is_(kept, late, over, runs), lambda row: row.case.keine_rueckmeldung is None),
        }
        self.tally("K06", self.received(), parts, "art stufe thema zustaendig")
        due = self.rows(lambda c: promised_until(c, self.stand), self.in_rates)
        self.tally(
            "K08", due, counts | {"quote": shared(is_(kept), is_(kept, late))}, "art stufe thema stelle zustaendig"
        )
        calls = [row for row in due if self.kind(row.case) == "anfrage"]
        self.tally("K33", calls, {"quote": shared(is_(kept), is_(kept, late, over)), "offen": counted(is_(over)),
                                  "laeuft": counted(is_(runs))}, "kanal zustaendig")  # fmt: skip
        lates = [row for row in self.closed() if self.promise(row.case) == late]

        def named(row):
            return self.entry("verspaetungsgrund", row) is not None

        self.tally("K25", lates, {"quote": shared(named, of_all=True), "anzahl": counted()}, "verspaetungsgrund",
                   ("anzahl",))  # fmt: skip

    def count_extensions(self) -> None:
        def extensions(row: Row) -> list[Ereignis]:
            return [event for event in self.log(row.case) if event.ereignis == "fristverlaengerung"]

        def proper(row: Row) -> bool:
            return all(event.grund and (event.informiert or row.case.person.anonym) for event in extensions(row))

        def extended(row):
            return bool(extensions(row))

        parts = {"quote": shared(extended), "ordentlich": shared(proper, extended)}
        self.tally("K24", self.closed(), parts, "art zustaendig")

    # --- outcomes

    def count_rulings(self) -> None:
        def is_(*rulings: str) -> Test:
            return lambda row: self.ruling(row) in rulings

        ruled = is_("ja", "teilweise", "nein")
        parts = {
            "quote": shared(is_("ja", "teilweise"), ruled),
            "streng": shared(is_("ja"), ruled),
            "teilweise": shared(is_("teilweise"), ruled),
            "unbegruendet": shared(is_("nein"), ruled),
        }
        names = "zugang dritte stufe gruppe thema bereich traeger betrifft prozess"
        self.tally("K09", self.closed("beschwerde"), parts, names)
        undecided = counted(lambda row: self.closed_on(row.case) is None)
        self.tally("K09E", self.received("beschwerde"), parts | {"unentschieden": undecided}, names, ("unentschieden",))

    def count_outcomes(self) -> None:
        def ended(case: Case) -> date | None:
            transferred = status(case, self.stand) is Status.ABGEGEBEN
            return self.first(case, "abgabe") if transferred else self.closed_on(case)

        outcomes = (
            "abgeholfen teilweise_abgeholfen nicht_abgeholfen geklaert_ohne_bewertung zurueckgezogen abgegeben "
            "beantwortet aufgegriffen zur_kenntnis weitergegeben unbekannt"
        )
        parts = {name: shared(lambda row, name=name: self.end_of(row.case) == name) for name in outcomes.split()}
        self.tally("K10", self.rows(ended), {"anzahl": counted()} | parts, "art stufe zugang")

    def count_effects(self) -> None:
        def effect(row: Row) -> bool:
            return bool(row.case.abschluss and row.case.abschluss.wirkung and self.block_counts(row.case))

        def unfounded(row: Row) -> bool:
            return self.kind(row.case) == "beschwerde" and self.ruling(row) == "nein"

        def mediated(row):
            return unfounded(row) and effect(row) and self.has(row.case, "kontakt_extern")

        extra = {"unbegruendet": shared(effect, unfounded), "vermittelt": counted(mediated)}
        self.tally("K11", self.closed(), {"quote": shared(effect)} | extra, "art behoerde", extra)
        self.tally("K11", self.closed(), {"quote": shared(effect, of_all=True)}, "wirkung")

    def count_stages(self) -> None:
        def handed_on(case: Case) -> bool:
            return any(
                event.ereignis in ("weiterleitung", "zweite_stufe")
                or (event.ereignis == "zuweisung" and event.stelle != case.eingang.stelle)
                for event in self.log(case)
            )

        def at_once(row: Row) -> bool:
            days = self.workdays(row.case.eingang.datum, self.closed_on(row.case))
            first_time = not self.has(row.case, "wiedereroeffnung")
            return days is not None and days <= 1 and first_time and not handed_on(row.case)

        def own(row):
            return row.case.herkunft is None

        self.tally("K12", self.closed(), {"quote": shared(at_once, own)}, "art thema")

        def stage_one_end(case: Case) -> date | None:
            days = [event.datum for event in self.closings(case)[:1]]
            second = self.first(case, "zweite_stufe")
            return min([*days, *([second] if second else [])], default=None)

        def moved(row):
            return self.has(row.case, "zweite_stufe")

        self.tally("K13", self.closed(), {"quote": shared(moved)})
        self.tally("K13", self.rows(stage_one_end, self.in_rates), {"uebergang": shared(moved)})
        both = {"quote": self.closed(), "uebergang": self.rows(stage_one_end, self.in_rates)}
        for name in ("art", "thema"):
            entries = {entry for rows in both.values() for entry, _ in self.dimension(name, rows)}
            for part, rows in both.items():
                for entry in entries:
                    group = [row for its, row in self.dimension(name, rows) if its == entry]
                    self.found["K13", part, name, entry] = shared(moved)(group, rows)

    def count_reopenings(self) -> None:
        def first(case):
            return self.closings(case)[0].datum if self.closings(case) else None

        def over(row: Row) -> bool:
            closed = first(row.case)
            return closed is not None and (self.stand - closed).days > 90

        def reopened(row: Row) -> bool:
            again, closed = self.first(row.case, "wiedereroeffnung"), first(row.case)
            return again is not None and closed is not None and (again - closed).days <= 90

        parts = {"quote": shared(reopened, over), "zu_frueh": counted(lambda row: not over(row))}
        self.tally("K14", self.rows(first, self.in_rates), parts, "art thema")

    def count_decisions(self) -> None:
        rows = [
            Row(case, event=event)
            for case in self.known
            if not is_pure_remedy(case)
            for event in self.log(case)
            if event.ereignis == "externe_stelle" and event.datum in self.within
        ]

        def is_(*results: str) -> Test:
            return lambda row: row.event is not None and row.event.ergebnis in results

        def followed(row: Row) -> bool:
            """Read from the end, each word that advice was taken belongs to the advice nearest before it."""
            waiting = 0
            for event in reversed([e for e in self.log(row.case) if e.ereignis == "externe_stelle"]):
                if event.behoerde != row.event.behoerde:
                    continue
                if event.ergebnis == "empfehlung":
                    if event is row.event:
                        return waiting > 0
                    waiting = max(waiting - 1, 0)
                elif event.ergebnis == "empfehlung_befolgt":
                    waiting += 1
            return False

        advice = [row for row in rows if is_("empfehlung")(row)]
        rows = [row for row in rows if not is_("empfehlung", "empfehlung_befolgt")(row)]
        self.tally("K28", advice, {"befolgt": shared(followed)})
        against = is_("beanstandet", "vorher_abgeholfen")
        parts = {
            "quote": shared(against, is_("bestaetigt", "beanstandet", "vorher_abgeholfen")),
            "quote_aller": shared(against),
            "bestaetigt": counted(is_("bestaetigt")),
            "beanstandet": counted(is_("beanstandet")),
            "vorher_abgeholfen": shared(is_("vorher_abgeholfen"), against),
        }
        self.tally("K28", rows, parts, "instanz")

        def external(row):
            return self.has(row.case, "externe_stelle")

        self.tally("K28", self.closed(), {"befasst": shared(external)})

    # --- what follows, and the data itself

    def count_satisfaction(self) -> None:
        def mark(row: Row) -> int | None:
            found = row.case.abschluss.zufriedenheit if row.case.abschluss and self.block_counts(row.case) else None
            later = any(event.ereignis == "befragung_antwort" for event in row.case.verlauf)
            return found if not later or self.has(row.case, "befragung_antwort") else None

        def over(row: Row) -> bool:
            sent = self.first(row.case, "befragung_versandt")
            return mark(row) is not None or (sent is not None and (self.stand - sent).days > 42)

        def mean(rows: Sequence[Row], whole: Sequence[Row]) -> Expected:
            marks = [found for row in rows if (found := mark(row)) is not None]
            return share(sum(marks), len(marks), 0, 1)[0], None, None, len(marks)

        def valid(row):
            return mark(row) is not None

        rows = [row for row in self.closed() if valid(row) or self.has(row.case, "befragung_versandt")]
        parts: dict[str, Figure] = {
            "quote": shared(lambda row: (mark(row) or 0) >= 4, valid),
            "mittel": mean,
            "ruecklauf": shared(valid, over),
            "laeuft": counted(lambda row: not over(row)),
        }
        self.tally("K21", rows, parts, "outcome art")

    def count_measures(self) -> None:
        steps = [
            Row(c, step=step) for c in self.known if not is_pure_remedy(c) and self.in_rates(c) for step in c.massnahmen
        ]

        def rejected(row):
            return row.step is not None and row.step.stand == "verworfen"

        def by(day: date | None) -> date | None:
            return day if day and day <= self.stand else None

        def done(row: Row) -> date | None:
            return by(row.step.umgesetzt_am) if row.step else None

        def last(row: Row) -> date:
            assert row.step
            return row.step.frist

        closed = {id(row.case) for row in self.closed()}
        kinds = {
            "decided": [row for row in steps if id(row.case) in closed],
            "due": [row for row in steps if last(row) in self.within and not rejected(row)],
            "done": [row for row in steps if (day := done(row)) and day in self.within and not rejected(row)],
        }

        def checked(row):
            return row.step is not None and by(row.step.wirkung_geprueft) is not None

        def in_time(row):
            return (day := done(row)) is not None and day <= last(row)

        parts: dict[str, tuple[str, Figure]] = {
            "anzahl": ("decided", counted()),
            "verworfen": ("decided", counted(rejected)),
            "fristgerecht": ("due", shared(in_time, lambda row: done(row) is not None or last(row) < self.stand)),
            "geprueft": ("done", shared(checked)),
        }
        entries = {self.entry("verantwortlich", row) for rows in kinds.values() for row in rows}
        for part, (kind, figure) in parts.items():
            self.found["K22", part, "", ""] = figure(kinds[kind], kinds[kind])
            for entry in entries:
                group = [row for row in kinds[kind] if self.entry("verantwortlich", row) == entry]
                self.found["K22", part, "verantwortlich", str(entry)] = figure(group, group)
        kept = sum(not rejected(row) for row in kinds["decided"])
        self.found["K22", "je_hundert", "", ""] = share(kept, len(self.upheld()), len(self.upheld()))

        def learned(row):
            return bool(row.case.massnahmen) or self.has(row.case, "keine_massnahme")

        self.tally("K23", self.upheld(), {"quote": shared(learned)})
        concerns = [Row(row.case, concern) for row in self.closed("beschwerde") for concern in row.case.anliegen]
        for name in ("thema", "betrifft"):
            groups = defaultdict(list)
            for entry, row in self.dimension(
                name, [row for row in concerns if self.ruling(row) in ("ja", "teilweise")]
            ):
                groups[entry].append(row)
            self.found |= {("K23", "quote", name, entry): shared(learned)(group, []) for entry, group in groups.items()}

    def count_needs(self) -> None:
        rows = [Row(row.case, need=need) for row in self.received() for need in row.case.person.bedarf]

        def is_(*met: bool | None) -> Test:
            return lambda row: row.need is not None and row.need.erfuellt in met

        parts = {
            "quote": shared(is_(True)),
            "genannt": counted(),
            "nicht_erfuellt": counted(is_(False)),
            "ohne_angabe": counted(is_(None)),
        }
        self.tally("K26", rows, parts, "bedarf art kanal")

    def count_remedies(self) -> None:
        rows = [
            Row(case)
            for case in self.known
            if case.rechtsbehelf
            and case.rechtsbehelf.ergebnis in ("ja", "unklar")
            and status(case, self.stand) not in (Status.DOPPELT, Status.STORNIERT)
            and case.eingang.datum in self.within
        ]

        def handed_over(case: Case) -> date | None:
            day = case.rechtsbehelf.uebergeben_am if case.rechtsbehelf else None
            return day if day and day <= self.stand else None

        def state(row: Row) -> str | None:
            legal = row.case.rechtsbehelf
            assert legal
            if not (legal.ergebnis == "unklar" or legal.weg == "widerspruch"):
                return None
            month = self.office.deadlines["sgg-widerspruch"]
            end = legal_clock(legal, row.case.eingang.datum, month, self.calendar).end
            return self.in_time(handed_over(row.case), end)

        def unclear(row):
            return row.case.rechtsbehelf is not None and row.case.rechtsbehelf.ergebnis == "unklar"

        def days(row):
            return self.workdays(row.case.eingang.datum, handed_over(row.case))

        parts = {
            "anzahl": counted(),
            "rein": counted(lambda row: is_pure_remedy(row.case)),
            "unklar": counted(unclear),
            "median_arbeitstage": ranked(days, 50),
            "p90_arbeitstage": ranked(days, 90),
            "nicht_uebergeben": counted(lambda row: handed_over(row.case) is None),
            "rechtzeitig": shared(
                lambda row: state(row) == "rechtzeitig",
                lambda row: state(row) in ("rechtzeitig", "verspaetet", "versaeumt"),
            ),
            "ohne_dauer": self.without_days(handed_over),
        }
        self.tally("K27", rows, parts, "weg art", ("ohne_dauer",))

    def count_gaps(self) -> None:
        def legal(row: Row) -> bool:
            return row.case.rechtsbehelf is None or row.case.rechtsbehelf.ergebnis == "nicht_geprueft"

        def complaint(row):
            return self.kind(row.case) == "beschwerde"

        open_ended = ("geklaert_ohne_bewertung", "zurueckgezogen")
        fields: dict[str, tuple[Test, Test]] = {
            "kanal": (always, lambda row: row.case.eingang.kanal == "unbekannt"),
            "zugang": (always, lambda row: row.case.eingang.zugang == "unbekannt"),
            "thema": (always, lambda row: any(concern.thema == "unbekannt" for concern in row.case.anliegen)),
            "zustaendig": (always, lambda row: row.case.zustaendig == "unbekannt"),
            "ergebnis": (always, lambda row: self.outcome(row.case) in (None, "unbekannt")),
            "rechtsbehelf": (lambda row: self.kind(row.case) in ("beschwerde", "anregung", "hinweis"), legal),
            "stufe": (complaint, lambda row: self.level(row.case) == NONE),
            "zusage": (
                complaint,
                lambda row: row.case.rueckmeldung_bis is None and row.case.keine_rueckmeldung is None,
            ),
            "bewertung": (
                lambda row: complaint(row) and self.outcome(row.case) not in open_ended,
                lambda row: self.ruling(row) is None,
            ),
        }

        def complete(row):
            return not any(needs(row) and lacks(row) for needs, lacks in fields.values())

        extra = {f"fehlt_{name}": shared(lacks, needs) for name, (needs, lacks) in fields.items()}
        self.tally("K29", self.closed(), {"quote": shared(complete)} | extra, "art", extra)

    # --- requests

    def count_requests(self) -> None:
        def next_day(case: Case) -> date:
            day = case.eingang.datum + DAY
            while not self.calendar.is_working_day(day, house=True):
                day += DAY
            return day

        def state(row: Row) -> str | None:
            return None if row.case.keine_rueckmeldung else self.in_time(self.answered(row.case), next_day(row.case))

        self.tally("K31", self.received("anfrage"), self.by_state(state), "kanal thema stelle zustaendig")

        def entered(row: Row) -> str | None:
            topics = self.office.vocabularies["thema"]
            if not any(getattr(topics.get(entry.thema), "uebergabe", False) for entry in row.case.anliegen):
                return None
            day = row.case.eingang.datum
            while not self.calendar.is_working_day(day, house=True):
                day += DAY
            return self.in_time(self.first(row.case, "uebergeben"), day)

        self.tally("K35", self.received(), self.by_state(entered), "kanal art")

    def by_state(self, state: Callable[[Row], str | None]) -> dict[str, Figure]:
        def decided(row):
            return state(row) in ("rechtzeitig", "verspaetet", "versaeumt")

        counts = {n: counted(lambda row, n=n: state(row) == n) for n in ("verspaetet", "versaeumt", "laeuft")}
        return {"quote": shared(lambda row: state(row) == "rechtzeitig", decided)} | counts

    def count_ways(self) -> None:
        passing = ("zuweisung", "weiterleitung", "zweite_stufe")

        def arrived(case: Case) -> date | None:
            if case.eingang.stelle == case.zustaendig:
                return case.eingang.datum
            return next(
                (e.datum for e in self.log(case) if e.ereignis in passing and e.stelle == case.zustaendig), None
            )

        def direct(row: Row) -> bool:
            return sum(event.ereignis in passing for event in self.log(row.case)) <= 1

        def there(row):
            return arrived(row.case) is not None

        parts = self.spans(arrived, house=True) | {
            "ohne_dauer": self.without_days(arrived),
            "ohne_angabe": counted(lambda row: not there(row)),
            "ohne_umweg": shared(direct, there),
        }
        self.tally("K32", self.received(), parts, "art kanal stelle", ("ohne_dauer",))

        def assigned(case):
            return self.first(case, "zuweisung")

        def without(row):
            return assigned(row.case) is None

        parts = self.spans(assigned, house=True) | {
            "ohne_dauer": self.without_days(assigned),
            "ohne_zuweisung": counted(without),
            "offen": counted(lambda row: without(row) and not self.is_closed(row.case)),
        }
        self.tally("K36", self.received(), parts, "art stelle zustaendig", ("ohne_dauer",))


    # --- what the house collects

    def count_house(self) -> None:
        """The small files: the newest that the period and the stand know."""
        clients = [entry for entry in self.outside.bezugsgroessen if entry.stichtag <= self.stand]
        by_end = sorted((entry for entry in clients if entry.stichtag < self.within.end), key=lambda e: e.stichtag)
        after = sorted((e for e in clients if e.stichtag.year == self.within.start.year), key=lambda e: e.stichtag)
        of_clients = by_end[-1] if by_end else after[0] if after else None
        complaints = len(self.received("beschwerde"))
        self.told("K19", je_tausend=of_clients and (complaints, of_clients.anzahl), per=1000)
        ended = [e for e in self.outside.umfragen if e.bis in self.within and e.bis <= self.stand]
        survey = sorted(ended, key=lambda entry: entry.bis)[-1] if ended else None
        in_register = survey.registriert if survey else None
        self.told(
            "K20",
            artikulation=survey and (survey.geaeussert, survey.unzufriedene),
            registriert=None if in_register is None else (in_register, survey.geaeussert),
            evidenz=None if in_register is None else (in_register, survey.unzufriedene),
        )
        answers = survey and (survey.befragte, survey.befragte, None, survey.befragte)
        self.found["K20", "befragte", "", ""] = answers or UNKNOWN

    def count_calls(self) -> None:
        months = [entry for entry in self.outside.telefon if self.is_over(entry.monat)]
        offered, taken = sum(month.angeboten for month in months), sum(month.angenommen for month in months)
        self.told("K34", quote=(taken, offered) if months else None)
        self.found["K34", "angeboten", "", ""] = (offered, offered, None, offered) if months else UNKNOWN
        timed = [month for month in months if month.wartezeit_sekunden is not None]
        calls = sum(month.angenommen for month in timed)
        seconds = sum(month.wartezeit_sekunden * month.angenommen for month in timed)
        wait = (2 * seconds + calls) // (2 * calls) if calls else None
        self.found["K34", "wartezeit", "", ""] = (wait, None, None, calls) if timed else UNKNOWN

    def is_over(self, month: str) -> bool:
        """Whether a month lies in the period and ended by the stand."""
        first = date(int(month[:4]), int(month[5:]), 1)
        return first in self.within and months_later(first, 1) <= self.stand

    def told(self, measure: str, per: int = 100, **parts: tuple[int, int] | None) -> None:
        for part, counts in parts.items():
            known = share(*counts, counts[1], per) if counts else UNKNOWN
            self.found[measure, part, "", ""] = known


def months_later(day: date, months: int) -> date:
    """The same day of the month, or the month's last one."""
    number = day.year * 12 + day.month - 1 + months
    after = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return min(date(number // 12, number % 12 + 1, 1) + (day.day - 1) * DAY, after - DAY)
