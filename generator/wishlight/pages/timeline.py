"""A record's history as people read it: every entry, also those struck out, each with the line of the file it stands on."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.facts import Fact, Value, show_value
from wishlight.pages.formats import format_day
from wishlight.pages.people import Called, call_actor
from wishlight.pages.repository import first_line, line_links
from wishlight.records.fields import ENTRY, Field, list_fields
from wishlight.records.model import Entry, Record

GOOD = frozenset(
    ("confirmed", "delivered", "held", "reported", "approved", "completed", "accepted", "attended", "mended")
)
BAD = frozenset(("lapsed", "reopened", "absent", "defect", "cancelled"))
_APART = frozenset(
    (
        "recorded_at",
        "happened_on",
        "event",
        "actor",
        "whose",
        "claim",
        "note",
        "why",
        "source_issue",
        "source_slip",
        "source_row",
        "forge",
        "account",
    )
)
"""Columns that an item says in another way, or that say nothing to a reader."""

_PLAIN = frozenset(("entry", "field", "done", "outcome", "solved", "result", "ground", "reason"))
"""Columns whose value speaks for itself, without a label."""


class Item(NamedTuple):
    """One entry to show.

    `moment` is when it was recorded; a plain date where no time was noted. `happened` is set where it was entered later.
    `annulled` is the day on which another entry, which says why, struck this one. `mark` is `good`, `late`, `annulled` or empty.
    """

    n: int
    moment: date | datetime
    happened: date | None
    event: str
    who: Called
    claim: int
    details: tuple[Fact, ...]
    note: str
    why: str
    annulled: date | None
    mark: str
    line: int
    link: str


def list_items(context: Context, record: Record, lang: str) -> tuple[Item, ...]:
    """The entries of a record, oldest first."""
    annulled = {e.data["entry"]: e.at.date() for e in record.history if e.event == "annulled"}
    several = len({e.claim for e in record.history if e.claim}) > 1
    first, link = first_line(context.board.schema, record), line_links(context.board, record)
    return tuple(_make_item(context, record, entry, lang, annulled, several, first, link) for entry in record.history)


def name_event(context: Context, kind: str, event: str, lang: str) -> str:
    """What an event is called; corrections are called alike in every kind of record."""
    words = context.words[lang]
    key = f"events.{kind}.{event}"
    return words(key if words.has(key) else f"events.any.{event}")


def _make_item(
    context: Context,
    record: Record,
    entry: Entry,
    lang: str,
    annulled: dict[int, date],
    several: bool,
    first: int,
    link: str,
) -> Item:
    line = first + entry.n - 1
    mark = (
        "annulled" if entry.n in annulled else "good" if entry.event in GOOD else "late" if entry.event in BAD else ""
    )
    return Item(
        n=entry.n,
        moment=entry.at if len(entry.data["recorded_at"]) > 10 else entry.at.date(),
        happened=entry.on if entry.on != entry.at.date() else None,
        event=name_event(context, record.kind, entry.event, lang),
        who=call_actor(context, entry.person, lang),
        claim=int(entry.claim[1:]) if several and entry.claim else 0,
        details=_list_details(context, record, entry, lang),
        note=str(entry.data.get("note", "")),
        why=str(entry.data.get("why", "")),
        annulled=annulled.get(entry.n),
        mark=mark,
        line=line,
        link=f"{link}{line}" if link else "",
    )


def _list_details(context: Context, record: Record, entry: Entry, lang: str) -> tuple[Fact, ...]:
    words = context.words[lang]
    facts = []
    for field in _list_fields(context, entry):
        if field.name == "qty" and record.head.get("needs", 1) == 1:
            continue
        value = entry.data[field.name]
        if field.name == "field":
            shown = _name_field(context, record, str(value), lang)
        elif field.name == "entry":
            shown = _name_entry(record, int(value), context, lang)
        else:
            shown = show_value(context, field, value, lang)
        label = "" if field.name in _PLAIN else words(f"fields.entries.{field.name}")
        facts.append(Fact(field.name, label, shown))
    if helpers := entry.data.get("helpers"):
        facts.append(Fact("helpers", words("fields.entry_helpers.person"), _join(context, helpers, lang)))
    return tuple(facts)


def _list_fields(context: Context, entry: Entry) -> list[Field]:
    """The fields of an entry that are told as details, in the schema's order."""
    written, pens = list_fields(context.board.schema, ENTRY), context.board.schema.pens_of(ENTRY)
    return [written[place] for place in sorted(pens[name].place for name in entry.data if name in pens and name not in _APART)]


def _join(context: Context, helpers: list[str], lang: str) -> Value:
    return Value(context.words[lang]("pages.and").join(call_actor(context, helper, lang).text for helper in helpers))


def _name_entry(record: Record, n: int, context: Context, lang: str) -> Value:
    """Another entry of the same record: what it says happened, and when."""
    words = context.words[lang]
    entry = next((entry for entry in record.history if entry.n == n), None)
    if entry is None:
        return Value("")
    event = name_event(context, record.kind, entry.event, lang)
    return Value(words("pages.entry.about", event=event, day=format_day(entry.on, words, entry.at.year)))


def _name_field(context: Context, record: Record, trail: str, lang: str) -> Value:
    """The label of a corrected or redacted field, which entries name as it stands in the file."""
    for file in (record.kind, ENTRY):
        table = context.board.schema.tables[file]
        for field in table.fields:
            if trail in (field.name, ".".join(field.trail)):
                return Value(context.words[lang](f"fields.{table.name}.{field.name}"))
    return Value(trail)
