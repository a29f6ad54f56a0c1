"""What became of an action, each change in one sentence."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from markupsafe import Markup

from wishlight.pages.context import Context
from wishlight.pages.formats import count, fill, tag_day, tag_moment
from wishlight.records.fold import ActionState, run_history
from wishlight.records.model import Record
from wishlight.records.shape import parse_moment

EVENTS = ("rescheduled", "postponed", "cut_short", "cancelled")


class Change(NamedTuple):
    """A change of plan: the sentence, why, and whether it called everything off."""

    text: Markup
    why: str
    over: bool


def list_changes(context: Context, record: Record, lang: str) -> list[Change]:
    """The changes that count, the newest first."""
    words, zone = context.words[lang], context.board.zone
    starts, ends = (parse_moment(record.head[name], zone) for name in ("starts", "ends"))
    changes = []
    for entry in run_history(record).entries:
        if entry.event not in EVENTS:
            continue
        was, was_end = starts, ends
        starts = _read(entry.data.get("starts"), starts, zone)
        ends = _read(entry.data.get("ends"), ends, zone)
        values = {"was": tag_moment(was, words), "now": tag_moment(starts, words), "was_end": f"{was_end:%H:%M}", "end": f"{ends:%H:%M}"}
        text = fill(words, f"pages.action.change.{entry.event}", day=tag_day(entry.on, words), **values)
        changes.append(Change(text, str(entry.data.get("why", "")), entry.event == "cancelled"))
    return changes[::-1]


def _read(text: str | None, otherwise: datetime, zone: ZoneInfo) -> datetime:
    return parse_moment(text, zone) if text else otherwise


def say_state(context: Context, state: ActionState, lang: str) -> Markup:
    """The one sentence that a visitor came for."""
    words = context.words[lang]
    key = f"pages.action.say.{state.status}"
    day = tag_moment(state.starts, words)
    match state.status:
        case "open":
            return fill(words, key, day=day, left=count(words, "pages.actions.left", state.places_left))
        case "full":
            return fill(words, key, day=day, queue=count(words, "pages.action.queue", state.waiting) if state.waiting else "")
        case "held" | "reported":
            came, guests = (count(words, f"pages.action.{name}", getattr(state, name)) for name in ("attended", "guests"))
            return fill(words, f"{key}-guests" if state.guests else key, day=tag_day(state.starts.date(), words), came=came, guests=guests)
        case "declined":
            return fill(words, key, reason=context.board.name_of("reasons", state.end_reason or "", lang))
    return fill(words, key, day=day)
