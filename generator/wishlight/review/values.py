"""Values of a record in words. Persons stay ids: a comment outlives the consent that a name rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wishlight.pages.cells import show_number
from wishlight.pages.formats import format_day
from wishlight.records.board import Board
from wishlight.records.fields import Field
from wishlight.records.marks import list_marks
from wishlight.records.model import Record
from wishlight.records.privacy import find_personal_data
from wishlight.records.shape import parse_moment
from wishlight.review.pen import Pen, Said

LONGEST = 120
"""Signs of a text that are repeated; the whole text stands in the record."""


def say_text(text: str, pen: Pen, key: str = "review.quoted") -> Said:
    """People's own words, as a sentence of ours puts them; what may hold personal data is not said again."""
    if text in list_marks():
        return pen("review.removed")
    if find_personal_data(text):
        return pen("review.hidden")
    return pen(key, text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def conceal(text: str, pen: Pen) -> Said:
    """A text of ours or of the settings that may repeat what someone typed; what is certainly personal data is not said again."""
    return pen("review.hidden") if any(found.level == "refuse" for found in find_personal_data(text)) else pen.take(text)


def say_title(record: Record, pen: Pen) -> Said:
    """What a record is called: its id, and its title where it has one."""
    title = record.head.get("title")
    id = pen.strong(record.id)
    return pen("review.named", id=id, title=say_text(str(title), pen, "review.title-of")) if title else id


def say_actor(board: Board, actor: str, pen: Pen) -> Said:
    """Who acted: a person's or a team's id, a post's name, or a word for the resident and the board."""
    kind, _, id = actor.partition(":")
    if kind == "post" and id in board.posts:
        names = board.posts[id].names
        return pen.take(names.get(pen.words.lang) or next(iter(names.values()), actor))
    return pen.take(actor) if id else pen(f"pages.who.{kind}") if pen.words.has(f"pages.who.{kind}") else pen.take(actor)


def say_value(board: Board, field: Field, value: Any, pen: Pen) -> Said:
    """One value of a field."""
    words = pen.words
    if isinstance(value, (list, tuple)):
        return pen.join(say_value(board, field, item, pen) for item in value)
    if field.choices:
        return pen.take(board.name_of(field.choices, str(value), words.lang))
    if words.has(key := f"enums.{field.name}.{value}"):
        return pen(key)
    if field.type == "integer":
        return pen.take(show_number(f"{field.name}_{field.unit or ''}", int(value), words))
    if field.type == "date":
        return pen.take(format_day(date.fromisoformat(value), words))
    if field.type == "datetime":
        moment = parse_moment(value, board.zone)
        return pen.take(f"{format_day(moment.date(), words)} {moment:%H:%M}")
    return _say_own(board, field, str(value), pen)


def _say_own(board: Board, field: Field, text: str, pen: Pen) -> Said:
    if text.startswith(("p:", "post:", "team:")) or text == "resident":
        return say_actor(board, text, pen)
    if field.free:
        return say_text(text, pen)
    return pen.take(board.name_of("referrals", text, pen.words.lang) if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def say_label(table: str, name: str, board_words: Mapping[str, str], pen: Pen) -> Said:
    """What a field is called, also one that the board made for itself."""
    key = f"fields.{table}.{name}"
    return pen(key) if pen.words.has(key) else pen.take(board_words.get(key, name))
