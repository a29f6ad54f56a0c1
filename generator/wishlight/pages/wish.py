"""A page for each wish: how far it is, who has it and by when, how to claim it, and all that happened."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.doors import list_doors
from wishlight.pages.facts import list_facts
from wishlight.pages.formats import short_id
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.sharing import card_of
from wishlight.pages.timeline import list_items
from wishlight.pages.watch import Planned, Watch
from wishlight.pages.wishstory import list_steps, say_state
from wishlight.records.fold import WishState
from wishlight.records.formlinks import form_link
from wishlight.records.model import Record

FORMS = {
    "submitted": ("question",),
    "open": ("question",),
    "claimed": ("deliver", "extend", "release", "question"),
    "delivered": ("confirm", "question"),
}
"""Forms that the people of a wish may need, by its status; the claim form has a button of its own."""


def plan_one(context: Context, watch: Watch, id: str, lang: str) -> Planned:
    """The page of a record in a language."""
    return watch.plan(address_of(id), lang, partial(_make_one, id=id, lang=lang))


def _make_one(context: Context, *, id: str, lang: str) -> Page:
    record, state = context.folded[id].record, cast("WishState", context.folded[id].state)
    words = context.words[lang]
    title = str(record.head["title"])
    area = context.board.name_of("areas", record.head["area"], lang)
    return make_page(
        context,
        lang,
        "wish",
        address_of(record.id),
        _list_values(context, record, state, lang, area),
        title=f"{title} · {short_id(record.id)}",
        description=words(
            "pages.wish.description", title=title, area=area, status=words(f"status.wish.{state.status}")
        ),
        section="wishes",
        source=record.path,
        card=card_of("wish", state.status),
    )


def _list_values(context: Context, record: Record, state: WishState, lang: str, area: str) -> dict[str, Any]:
    words = context.words[lang]
    claim = form_link(context.board, "claim", record=record.id)
    return {
        "id": record.id,
        "name": record.head["title"],
        "story": record.head.get("story", ""),
        "status": state.status,
        "late": state.late_since is not None,
        "lead": say_state(context, record, state, lang),
        "steps": list_steps(record, state, words),
        "area_name": area,
        "area_path": address_of(record.head["area"]),
        "rows": list_facts(context, record, lang),
        "items": list_items(context, record, lang),
        "can_claim": state.open_places > 0,
        "ways": list_doors(context, lang, "claim", short_id(record.id), claim, words("pages.wish.claim_form")),
        "forms": [
            (words(f"pages.form.{form}"), link)
            for form in FORMS.get(state.status, ("question",))
            if (link := form_link(context.board, form, record=record.id))
        ],
    }
