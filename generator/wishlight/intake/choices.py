"""The answers that a question can be picked from, each with the texts by which it may come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wishlight.intake.definition import Ask, Form
from wishlight.records.board.model import Board
from wishlight.records.fields import Field
from wishlight.words import Words

BETWEEN = " / "
"""Stands between the languages of a label or an option. Not a comma: the forge joins several choices by one."""

LEVELS = ("community", "grid")
"""The levels of area that a form offers; larger ones are no place where a neighbour lives."""

Languages = Mapping[str, Words]
"""The words of each of the board's languages, its first language first."""


class Choice(NamedTuple):
    """One answer: its id, the text that the form shows, the texts that mean it, and whether it is still offered."""

    id: str
    text: str
    names: tuple[str, ...]
    offered: bool


def find_field(ask: Ask, board: Board) -> Field | None:
    """The schema's field that a question fills, if it fills one."""
    if ask.table is None:
        return None
    return next(field for field in board.schema.tables[ask.table].fields if field.name == ask.field)


def list_choices(form: Form, ask: Ask, board: Board, languages: Languages) -> tuple[Choice, ...]:
    """All choices of a question, retired ones included; empty where people type freely."""
    field = find_field(ask, board)
    if ask.options:
        return tuple(_name(id, f"forms.{form.name}.options.{ask.id}.{id}", languages, True) for id in ask.options)
    if field is None or ask.type in ("input", "textarea"):
        return ()
    if field.choices:
        return tuple(_list_own(field.choices, board, languages))
    allowed = board.rules.history[ask.only][-1].value if ask.only and ask.only in board.rules.history else None
    values = field.constraints.get("enum", ())
    return tuple(_name(v, f"enums.{field.name}.{v}", languages, allowed is None or v in allowed) for v in values)


def join_languages(texts: Mapping[str, str]) -> str:
    """The same thing in every language, each wording once."""
    return BETWEEN.join(dict.fromkeys(text for text in texts.values() if text))


def _name(id: str, key: str, languages: Languages, offered: bool) -> Choice:
    texts = {lang: words(key) for lang, words in languages.items()}
    return Choice(id, join_languages(texts), tuple(dict.fromkeys(texts.values())), offered)


def _list_own(name: str, board: Board, languages: Languages) -> Iterator[Choice]:
    for id, choice in board.lists.get(name, {}).items():
        texts = {lang: board.name_of(name, id, lang) for lang in languages}
        offered = choice.until is None and (name != "areas" or choice.extra.get("level") in LEVELS)
        yield Choice(id, join_languages(texts), tuple(dict.fromkeys(texts.values())), offered)
