"""The data dictionary: every table and every field of the open data, made from the schemas that the check itself uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.fields import Field
from wishlight.tables.schemas import Published, list_tables
from wishlight.words import Words

ACCOUNTS = ("forge", "account")
"""Columns that tell whose account is linked to a person: empty on a board without a forge, whose pages do not speak of one."""


class FieldRow(NamedTuple):
    """A field: its column, its label, its type, and what its values may be, in finished words."""

    name: str
    label: str
    type: str
    required: bool
    values: list[str]
    list_name: str
    refers: str
    example: str


class TableRow(NamedTuple):
    """A table with its fields; `key` are the columns that tell its rows apart."""

    name: str
    key: tuple[str, ...]
    fields: list[FieldRow]


class ListRow(NamedTuple):
    """A list that the community made: (id, name, since, until) of each choice."""

    name: str
    choices: list[tuple[str, str, date | None, date | None]]


def list_bases(context: Context) -> tuple[()]:
    """Nothing: these pages are made from the board's settings and from words alone."""
    return ()


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    for lang in context.languages:
        words = context.words[lang]
        forge = context.board.info.get("forge", "none") != "none"
        values = {
            "tables": [_describe_table(table, words, forge) for table in list_tables(context.board.schema)],
            "lists": [_describe_list(context, name, lang) for name in sorted(context.board.lists) if name != "areas"],
        }
        title, description = words("pages.data_dictionary.title"), words("pages.data_dictionary.description")
        yield make_page(context, lang, "data_dictionary", "data/dictionary/", values, title=title, description=description, section="data")


def _describe_list(context: Context, name: str, lang: str) -> ListRow:
    choices = context.board.lists[name].values()
    return ListRow(name, [(c.id, context.board.name_of(name, c.id, lang), c.since, c.until) for c in choices])


def _describe_table(published: Published, words: Words, forge: bool) -> TableRow:
    references = {key["fields"][0]: key["reference"]["resource"] for key in published.table.descriptor.get("foreignKeys", ())}
    fields = [_describe_field(published.name, field, references, words) for field in published.table.fields if forge or field.name not in ACCOUNTS]
    return TableRow(published.name, published.key, fields)


def _describe_field(table: str, field: Field, references: dict[str, str], words: Words) -> FieldRow:
    refers = references.get(field.name)
    return FieldRow(
        name=field.name,
        label=words(f"fields.{table}.{field.name}"),
        type=words(f"pages.data_dictionary.type.{field.type}"),
        required=field.required,
        values=_describe_values(field, words),
        list_name=field.choices if field.choices and field.choices != "areas" else "",
        refers=table if refers == "" else refers or ("areas" if field.choices == "areas" else ""),
        example="" if field.example is None else str(field.example),
    )


def _describe_values(field: Field, words: Words) -> list[str]:
    """What a value may be; patterns are for machines and stand in the schema alone."""
    found, limits = [], field.constraints
    if field.unit:
        found.append(words(f"pages.data_dictionary.unit.{field.unit}"))
    if "enum" in limits:
        found += [_name_value(field.name, str(value), words) for value in limits["enum"]]
    if "minimum" in limits or "maximum" in limits:
        found.append(words("pages.data_dictionary.range", low=limits.get("minimum", ""), high=limits.get("maximum", "")))
    if "maxLength" in limits:
        found.append(words("pages.data_dictionary.length", n=limits["maxLength"]))
    return found


def _name_value(field: str, value: str, words: Words) -> str:
    keys = (f"enums.{field}.{value}", f"values.{field}.{value}")
    name = next((words(key) for key in keys if words.has(key)), "")
    return f"{value} {name}".strip()
