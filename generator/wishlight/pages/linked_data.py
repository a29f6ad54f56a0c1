"""What a search engine is told of an action and of the board: schema.org values as a data block, which no browser executes.

Vocabulary: https://schema.org/Event and https://schema.org/Organization.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.follow import board_name, site_address
from wishlight.pages.formats import clean_text
from wishlight.pages.links import page_root
from wishlight.records.fold import ActionState
from wishlight.records.model import Record

_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def write_block(value: Mapping[str, Any]) -> Markup:
    """A data block for the head of a page; nothing in it can end the element or be read as a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return Markup(f'<script type="application/ld+json">{text}</script>\n')  # noqa: S704 - escaped for a script element


def describe_board(context: Context, lang: str) -> Markup:
    """The board as an organization."""
    board = context.board
    place = board.info.get("place", {})
    return write_block(
        {
            "@context": "https://schema.org",
            **_name_board(context, lang),
            **({"areaServed": place.get(lang) or next(iter(place.values()))} if place else {}),
            **({"logo": f"{site_address(board)}assets/icon-512.png"} if site_address(board) else {}),
        }
    )


def describe_action(context: Context, record: Record, state: ActionState, lang: str) -> Markup:
    """An action as an event; how many have signed up is left out, and who they are is not known here."""
    head, board, words = record.head, context.board, context.words[lang]
    story = clean_text(str(head.get("story", "")), words)
    return write_block(
        {
            "@context": "https://schema.org",
            "@type": "Event",
            "name": clean_text(str(head["title"]), words),
            **({"description": story} if story else {}),
            "startDate": state.starts.isoformat(),
            "endDate": state.ends.isoformat(),
            "eventStatus": "https://schema.org/" + _name_status(state),
            **({"previousStartDate": head["starts"]} if _name_status(state) == "EventRescheduled" else {}),
            "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
            "location": {"@type": "Place", "name": clean_text(str(head["place"]), words), "address": board.name_of("areas", head["area"], lang)},
            "organizer": _name_board(context, lang),
            "isAccessibleForFree": True,
            "maximumAttendeeCapacity": state.capacity,
            "inLanguage": context.languages[0],
            **_name_address(context, lang, address_of(record.id)),
        }
    )


def _name_status(state: ActionState) -> str:
    return _STATUS.get(state.status) or ("EventRescheduled" if state.moved else "EventScheduled")


def _name_board(context: Context, lang: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": board_name(context.board, lang), **_name_address(context, lang, "")}


def _name_address(context: Context, lang: str, path: str) -> dict[str, Any]:
    address = site_address(context.board)
    return {"url": address + page_root(path, lang, context.languages) + path} if address else {}
