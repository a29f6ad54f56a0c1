"""A record's fields as people read them: which are shown, under which label and in which form follows from the schema."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup

from wishlight.pages import formats
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.people import call_actor
from wishlight.records.fields import Field, list_fields
from wishlight.records.model import Record
from wishlight.records.shape import parse_moment
from wishlight.words import Words


class Value(NamedTuple):
    """A value to show. `own` says that it is people's text, in the board's language; `path` leads to a page about it."""

    text: str | Markup
    own: bool = False
    path: str | None = None


class Fact(NamedTuple):
    """A line of a fact list."""

    name: str
    label: str
    value: Value


def list_facts(context: Context, record: Record, lang: str) -> tuple[Fact, ...]:
    """The shown fields of a record that it has, in the schema's order; a board's own fields are among them."""
    table = context.board.schema.tables[record.kind]
    words = context.words[lang]
    shown = (
        field for field in list_fields(context.board.schema, record.kind) if field.show and field.name in record.head
    )
    return tuple(
        Fact(f.name, words(f"fields.{table.name}.{f.name}"), show_value(context, f, record.head[f.name], lang))
        for f in shown
    )


def show_value(context: Context, field: Field, value: Any, lang: str) -> Value:
    """One value of a field in a language."""
    words = context.words[lang]
    if field.choices:
        found = context.board.name_of(field.choices, value, lang)
        return Value(found, path=address_of(value) if field.choices == "areas" else None)
    if "enum" in field.constraints:
        return Value(words(f"enums.{field.name}.{value}"))
    if field.type == "integer":
        return Value(_show_integer(field, int(value), words))
    if field.type == "date":
        return Value(formats.tag_day(date.fromisoformat(value), words))
    if field.type == "datetime":
        return Value(formats.tag_moment(parse_moment(value, context.board.zone), words))
    return _show_text(context, field, str(value), lang)


def _show_text(context: Context, field: Field, text: str, lang: str) -> Value:
    if text.startswith(("p:", "post:", "team:")):
        called = call_actor(context, text, lang)
        return Value(called.text, called.own, called.path)
    if text in context.folded:
        return Value(formats.short_id(text), path=address_of(text))
    if text in context.board.lists.get("referrals", {}):
        return Value(context.board.name_of("referrals", text, lang))
    return Value(text, own=field.free)


def _show_integer(field: Field, number: int, words: Words) -> str:
    match field.unit:
        case "fen":
            return formats.format_yuan(number, words)
        case "minutes":
            return formats.format_minutes(number, words)
        case "permille":
            return formats.format_permille(number, words)
        case "percent":
            return words("units.percent", n=number)
        case "days" | "months":
            return formats.count(words, f"units.{field.unit}", number)
    return formats.format_number(number, words)
