"""How far a wish has come, in steps, and in one sentence: who has it and by when."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from markupsafe import Markup, escape

from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.formats import count, fill, format_number, short_id, tag_day
from wishlight.pages.people import Called, call_actor
from wishlight.records.fold import ClaimState, WishState
from wishlight.records.model import Record
from wishlight.words import Words

_LIVE = ("submitted", "open", "claimed", "delivered")
_HELD = ("claimed", "pledged", "introduced", "delivered", "confirmed")


class Step(NamedTuple):
    """One step of a record's life. `state` is done, now, late, stop or empty (still to come)."""

    label: str
    state: str
    day: date | None


def list_steps(record: Record, state: WishState, words: Words) -> tuple[Step, ...]:
    """The steps from the wish's submission to its end; the introduction only where somebody must be visited at home."""
    days = {
        "submitted": state.submitted_on,
        "published": state.published_on,
        "claimed": state.claimed_on if state.taken or state.confirmed else None,
        "introduced": state.introduced_on,
        "delivered": state.delivered_on,
        "confirmed": state.fulfilled_on,
    }
    if record.head["place"] != "home" and not state.introduced_on:
        del days["introduced"]
    ended = state.status not in _LIVE and state.status != "fulfilled"
    steps = [Step(words(f"pages.wish.step.{name}.done"), "done", day) for name, day in days.items() if day]
    if ended:
        return (*steps, Step(words(f"status.wish.{state.status}"), "stop", state.ended_on))
    ahead = [name for name, day in days.items() if not day]
    now = "late" if state.late_since else "now"
    for name in ahead:
        steps.append(Step(words(f"pages.wish.step.{name}.ahead"), now if name == ahead[0] else "", None))
    return tuple(steps)


def say_state(context: Context, record: Record, state: WishState, lang: str, *, named: bool = True) -> Markup:
    """One sentence: who has the wish and by when, or how it ended; without names where they can't be taken back."""
    words = context.words[lang]
    held = [claim for claim in state.claims if claim.state in _HELD]
    key = f"pages.wish.lead.{_choose(record, state)}"
    past = {
        "since": state.published_on or state.submitted_on,
        "delivered": max((c.delivered_on for c in held if c.delivered_on), default=None),
        "ended": state.fulfilled_on or state.ended_on,
    }
    told = next((day.year for name, day in past.items() if day and f"{{{name}}}" in words(key)), None)  # a sentence says the year once
    said = {
        "who": name_claimers(context, held, lang, named=named),
        **{name: tag_day(day, words) if day else "" for name, day in past.items()},
        "due": tag_day(state.next_due, words, told) if state.next_due else "",
        "reason": context.board.name_of("reasons", state.end_reason, lang) if state.end_reason else "",
        "to": _name_target(context, state.end_to, lang).text,
        "needs": format_number(state.needs, words),
        "taken": format_number(state.taken, words),
        "left": format_number(state.open_places, words),
    }
    sentence = fill(words, key, **said)
    if state.status == "open" and state.taken and state.late_since:
        sentence += escape(words("pages.space")) + fill(
            words, f"pages.wish.lead.part-{state.next_step}", **said
        )
    if state.waiting:
        sentence += words("pages.space") + count(words, "pages.wish.lead.queue", state.waiting)
    return sentence


def _choose(record: Record, state: WishState) -> str:
    """The key of the sentence that fits."""
    if state.status == "open" and state.taken:
        return "open-some"
    if state.status in _LIVE and state.late_since:
        return f"late-{state.next_step}"
    if state.status == "open":
        return "open" if state.needs == 1 else "open-several"
    if state.status == "claimed":
        return f"claimed-{state.next_step}"
    if state.status in ("referred", "closed", "declined") and not state.end_reason:
        return f"{state.status}-plain"
    return state.status


def name_claimers(context: Context, claims: list[ClaimState], lang: str, *, named: bool = True) -> Markup:
    """Who has the wish: by name with consent, otherwise by a neutral word; more than two are only counted."""
    words = context.words[lang]
    if len(claims) > 2:
        return escape(count(words, "units.people", len({claim.person for claim in claims})))
    return escape(words("pages.and")).join(_name_claimer(context, claim, lang, named=named) for claim in claims)


def _name_claimer(context: Context, claim: ClaimState, lang: str, *, named: bool) -> Markup:
    words, own = context.words[lang], context.languages[0]
    person = call_actor(context, claim.person, lang) if named else Called(words("pages.who.volunteer"))
    called = _mark(person, lang, own)
    if claim.team is None:
        return called
    return fill(words, "pages.who.of_team", who=called, team=_mark(call_actor(context, claim.team, lang), lang, own))


def _name_target(context: Context, to: str | None, lang: str) -> Value:
    """Where a wish went: another record by the number people say, or an office that takes referrals."""
    if to is None:
        return Value("")
    if to in context.folded and to[1:2] == "-":
        return Value(short_id(to))
    return Value(context.board.name_of("referrals", to, lang))


def _mark(called: Called, lang: str, own: str) -> Markup:
    if called.own and lang != own:
        return Markup('<span lang="{}">{}</span>').format(own, called.text)
    return Markup("{}").format(called.text)
