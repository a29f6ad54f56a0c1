"""The empty list for people to fill in: one column a question, named as the form names it."""

from __future__ import annotations

import csv
import io

from wishlight.imports.rows import EXTRAS
from wishlight.intake.choices import Languages
from wishlight.intake.definition import load_form
from wishlight.intake.template import label_of, list_languages_of
from wishlight.records.board.model import Board

FORMS = ("wish", "action", "deed", "claim", "sign-up", "deliver", "confirm")
"""What a list may fill, row by row."""

SLIPS = frozenset(("claim", "sign-up", "deliver", "confirm"))
"""Forms whose rows speak of a record that is there."""


def label_columns(form: str, board: Board, languages: Languages) -> dict[str, str]:
    """The question behind each label of a form, in every language, and the columns that every list may have."""
    found = {words(f"imports.targets.{extra}"): extra for extra in EXTRAS for words in languages.values()}
    for ask in load_form(form).asks:
        for label in label_of(load_form(form), ask.id, board, languages).values():
            found.setdefault(label, ask.id)
    return found


def write_template(form: str, board: Board, lang: str) -> str:
    """A CSV of the header alone, with the mark by which Chinese spreadsheets know UTF-8."""
    languages = list_languages_of(board)
    definition, own = load_form(form), languages.get(lang) or next(iter(languages.values()))
    asks = [ask.id for ask in definition.asks]
    names = [label_of(definition, id, board, languages).get(lang, id) for id in asks]
    names += [own(f"imports.targets.{extra}") for extra in EXTRAS if extra not in asks and (extra != "person" or form in SLIPS)]
    text = io.StringIO(newline="")
    csv.writer(text).writerow(names)
    return "\ufeff" + text.getvalue()
