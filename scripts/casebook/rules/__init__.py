"""The rules of the trade, one small function each; wording and severity stand in `messages`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from casebook.model import Case
from casebook.problem import Finding
from casebook.rules import (
    commissioner,
    dates,
    duties,
    events,
    flow,
    identity,
    legal,
    neutrality,
    references,
    requests,
    vocabulary,
)
from casebook.rules.context import Context, Rule
from casebook.rules.exceptions import apply_exceptions

SHAPE: tuple[Rule, ...] = (vocabulary.values_are_in_the_lists, vocabulary.unknown_needs_an_origin)
"""Rules about single values. While one of them speaks, the others stay silent: one typo, one message."""

MEANING: tuple[Rule, ...] = (
    identity.year_is_year_of_receipt,
    identity.example_fits_the_register,
    dates.nothing_in_the_future,
    dates.nothing_before_the_receipt,
    dates.log_is_in_order,
    dates.decision_dates_are_in_order,
    dates.measure_dates_are_in_order,
    dates.extensions_go_forward,
    legal.legal_check_is_there,
    legal.legal_check_is_complete,
    legal.legal_check_comes_first,
    legal.possible_remedy_is_handed_over,
    legal.shells_stay_empty,
    events.events_carry_their_details,
    events.events_carry_nothing_else,
    duties.promise_is_there,
    duties.class_comes_from_the_log,
    duties.ruling_is_there,
    duties.steps_are_taken,
    duties.second_pair_of_eyes,
    duties.upheld_leads_to_a_measure,
    flow.nothing_after_the_end,
    flow.pauses_begin_and_end,
    flow.closing_block_and_event_agree,
    flow.outcome_fits_the_kind,
    flow.person_is_answered,
    flow.kind_follows_the_log,
    neutrality.nobody_decides_about_themselves,
    neutrality.third_parties_need_authority,
    neutrality.third_party_fits_the_access,
    commissioner.commissioner_decides,
    requests.requests_reach_somebody,
    requests.cancellations_are_handed_on,
    references.processes_exist,
    references.no_case_points_at_itself,
)


def findings(case: Case, context: Context) -> Iterator[Finding]:
    """Everything the rules have to say about one case."""
    first = list(chain.from_iterable(rule(case, context) for rule in SHAPE))
    if first:
        yield from first
        return
    yield from apply_exceptions(case, chain.from_iterable(rule(case, context) for rule in MEANING))
