"""An action as an A4 poster: what, when, where, how many places, and how to sign up. Who comes is never on it."""

from __future__ import annotations

from wishlight.pages.codes import code_of
from wishlight.pages.context import Context, list_folded
from wishlight.pages.fitting import shorten
from wishlight.pages.formats import clean_text, count, format_day, short_id
from wishlight.pages.people import call_actor
from wishlight.paper.sheet import Asked, Filled, NotPrintableError
from wishlight.records.fold import ActionState
from wishlight.records.model import Record
from wishlight.words import Words

TAKES = ("id!",)
CALLING = ("open", "full")
"""Only of these a poster calls people to something that they may still come to, or wait for."""
STORY = 220
"""Half signs of a story that the head has room for."""


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """One action that people may come to."""
    record, state = find_action(context, asked.id)
    words, head = context.words[lang], record.head
    if state.status not in CALLING:
        raise NotPrintableError("not-on", id=record.id, status=words(f"status.action.{state.status}"))
    title = clean_text(str(head["title"]), words)
    values = {
        "id": record.id,
        "short": short_id(record.id),
        "story": shorten(clean_text(str(head.get("story", "")), words), STORY),
        "day": format_day(state.starts.date(), words),
        "weekday": words(f"paper.any.weekday.{state.starts.isoweekday()}"),
        "hours": f"{state.starts:%H:%M}–{state.ends:%H:%M}",
        "place": clean_text(str(head["place"]), words),
        "area": context.board.name_of("areas", head["area"], lang),
        "host": call_actor(context, head["host"], lang).text,
        "places": _say_places(state, words),
        "full": state.status == "full",
        "newcomer": head.get("newcomer") == "yes",
        "code": code_of(context, record.id, lang),
    }
    return Filled(record.id, title, values)


def find_action(context: Context, id: str | None) -> tuple[Record, ActionState]:
    """An action by its number or the last six signs. Raises NotPrintableError where there is none, or more than one."""
    said = (id or "").upper()
    found = [
        (folded.record, folded.state)
        for folded in list_folded(context, "action")
        if isinstance(folded.state, ActionState) and said in (folded.record.id, short_id(folded.record.id))
    ]
    if len(found) != 1:
        raise NotPrintableError("no-record", id=id)
    return found[0]


def _say_places(state: ActionState, words: Words) -> str:
    if state.status == "open":
        return count(words, "paper.poster.left", state.places_left)
    return words(f"status.action.{state.status}")
