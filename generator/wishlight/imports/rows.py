"""One row to the answers of a form: cells are read as people write them, choices by any of their names or as the mapping says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from wishlight.imports.columns import CONTACT, IGNORE
from wishlight.imports.mapping import FILLED
from wishlight.imports.mapping import Mapping as Answered
from wishlight.imports.quantities import Read, read_amount, read_count, read_length
from wishlight.imports.sheet import Row
from wishlight.imports.spans import Span, UnclearError, read_any_day, read_span
from wishlight.intake.answer import WrongAnswerError, read_answer
from wishlight.intake.choices import Languages, find_field, list_choices
from wishlight.intake.definition import Ask, Form, load_form
from wishlight.intake.template import is_required, label_of
from wishlight.records.board.model import Board

EXTRAS = ("happened", "person", "slip")
"""Targets that are no question of the form: the day, whom it is done for, the number on the slip."""

Wrong = tuple[str, dict[str, object]]
"""Why a cell can't be taken: the key of a pair of words, and what they speak of."""


class Reading(NamedTuple):
    """A row as it was understood: answers, extras, what had to be assumed, and what is wrong."""

    answers: Mapping[str, Any]
    extras: Mapping[str, str]
    assumed: tuple[tuple[str, str], ...]
    wrong: tuple[Wrong, ...]


class Reader(NamedTuple):
    """What is needed to read every row of one list. `targets` gives each column's target; `budget` names a deed's only line."""

    form: Form
    board: Board
    languages: Languages
    targets: Mapping[str, str]
    mapping: Answered
    budget: str
    lang: str


def find_reason(row: Row, mapping: Answered) -> str:
    """Why a row is left out by the person who imports; empty where it is not."""
    own = mapping.rows.get(row.number, {}).get("skip", "")
    return own or next((rule.reason for rule in mapping.skip if rule.fits(row.cells)), "")


def read_row(row: Row, reader: Reader) -> Reading:
    """The answers of one row, or everything that is wrong with it."""
    texts = _list_texts(row, reader)
    assumed: list[tuple[str, str]] = []
    wrong: list[Wrong] = []
    _split_when(texts, reader, wrong)
    for target, read in _READERS.items():
        if target in texts:
            try:
                into, value, how = read(texts.pop(target), reader)
            except UnclearError as unclear:
                wrong.append((f"imports.unclear.{unclear.why}", {"label": _label(target, reader), "value": row_text(row, target, reader)}))
            except ValueError:
                wrong.append(("imports.unclear.number", {"label": _label(target, reader), "value": row_text(row, target, reader)}))
            else:
                texts[into] = value
                assumed += [(name, f"{row_text(row, target, reader)} → {value}") for name in how]
    extras = {name: texts.pop(name) for name in EXTRAS if name in texts and reader.form.find_ask(name) is None}
    return Reading(_read_answers(texts, reader, wrong), extras, tuple(assumed), tuple(wrong))


def row_text(row: Row, target: str, reader: Reader) -> str:
    """What stands in the cell that a target came from, cut short."""
    return next((row.cells.get(column, "")[:40] for column, aim in reader.targets.items() if aim == target and row.cells.get(column)), "")


def _list_texts(row: Row, reader: Reader) -> dict[str, str]:
    mapping, texts = reader.mapping, dict(reader.mapping.fixed)
    seen: set[str] = set()
    for column, target in reader.targets.items():
        cell = row.cells.get(column, "")
        if target in (IGNORE, CONTACT) or not cell:
            continue
        meant = {**mapping.values.get(target, {}), **mapping.values.get(column, {})}
        text = meant.get(cell, meant.get(FILLED, cell))
        if text:
            texts[target] = f"{texts[target]}；{text}" if target in seen else text
            seen.add(target)
    for rule in mapping.also:
        texts |= rule.values if rule.fits(row.cells) else {}
    texts |= mapping.rows.get(row.number, {})
    return {target: text for target, text in texts.items() if text}


def _split_when(texts: dict[str, str], reader: Reader, wrong: list[Wrong]) -> None:
    """`when` says in one cell when an action starts and ends."""
    text = texts.pop("when", "")
    if not text or "starts" in texts:
        return
    minutes = None
    with suppress(ValueError):  # the length is read again later, and said to be wrong there
        minutes = read_length(texts["hours"], "hours").value if "hours" in texts else None
    try:
        span: Span = read_span(text, reader.board.zone, year=reader.mapping.year, clock=reader.mapping.clock, minutes=minutes)
    except UnclearError as unclear:
        wrong.append((f"imports.unclear.{unclear.why}", {"label": _label("when", reader), "value": text[:40]}))
        texts |= {"starts": "", "ends": ""}
        return
    texts |= {"starts": span.starts.isoformat(), "ends": span.ends.isoformat()}


def _read_answers(texts: Mapping[str, str], reader: Reader, wrong: list[Wrong]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for ask in reader.form.asks:
        if not texts.get(ask.id):
            if _is_missed(ask, reader) and ask.id not in texts:
                wrong.append(("intake.read.missing", {"label": _label(ask.id, reader)}))
            continue
        field = find_field(ask, reader.board)
        choices = list_choices(reader.form, ask, reader.board, reader.languages)
        if ask.only:  # what the public form may not offer, the one who imports may still bring
            choices = tuple(choice._replace(offered=True) for choice in choices)
        try:
            plain = ask._replace(type="textarea") if ask.lines else ask
            answers[ask.id] = read_answer(plain, field, choices, reader.form.kind, texts[ask.id], reader.board.zone)
        except WrongAnswerError as one:
            values = dict(one.values)
            wrong.append((f"intake.read.{one.rule}", {"label": _label(ask.id, reader), **values}))
    return answers


def _is_missed(ask: Ask, reader: Reader) -> bool:
    return is_required(ask, find_field(ask, reader.board))


def _label(target: str, reader: Reader) -> str:
    if reader.form.find_ask(target) is None:
        return reader.languages[reader.lang](f"imports.targets.{target}") if reader.lang in reader.languages else target
    return label_of(reader.form, target, reader.board, reader.languages).get(reader.lang, target)


def _as_yuan(read: Read) -> str:
    return f"{read.value // 100}" + (f".{read.value % 100:02d}" if read.value % 100 else "")


def _read_value(text: str, _reader: Reader) -> tuple[str, str, tuple[str, ...]]:
    found = read_amount(text)
    return "value", _as_yuan(found), found.assumed


def _read_cost(text: str, _reader: Reader) -> tuple[str, str, tuple[str, ...]]:
    found = read_amount(text)
    return "cost", _as_yuan(found), found.assumed


def _read_budget(text: str, reader: Reader) -> tuple[str, str, tuple[str, ...]]:
    found = read_amount(text)
    return "budget", f"{reader.budget} {_as_yuan(found)}", found.assumed


def _read_length(unit: str) -> Callable[[str, Reader], tuple[str, str, tuple[str, ...]]]:
    def read(text: str, _reader: Reader) -> tuple[str, str, tuple[str, ...]]:
        found = read_length(text, unit)
        return "minutes", str(found.value), found.assumed

    return read


def _read_count(target: str) -> Callable[[str, Reader], tuple[str, str, tuple[str, ...]]]:
    def read(text: str, _reader: Reader) -> tuple[str, str, tuple[str, ...]]:
        found = read_count(text)
        return target, str(found.value), found.assumed

    return read


def _read_day(target: str) -> Callable[[str, Reader], tuple[str, str, tuple[str, ...]]]:
    def read(text: str, reader: Reader) -> tuple[str, str, tuple[str, ...]]:
        return target, read_any_day(text, reader.mapping.year).isoformat(), ()

    return read


_READERS: Mapping[str, Callable[[str, Reader], tuple[str, str, tuple[str, ...]]]] = {
    "value": _read_value,
    "cost": _read_cost,
    "budget": _read_budget,
    "hours": _read_length("hours"),
    "minutes": _read_length("minutes"),
    "needs": _read_count("needs"),
    "capacity": _read_count("capacity"),
    "party": _read_count("party"),
    "qty": _read_count("qty"),
    "due": _read_day("due"),
    "happened": _read_day("happened"),
}


def load_reader(form: str, board: Board, languages: Languages, targets: Mapping[str, str], mapping: Answered, budget: str, lang: str) -> Reader:
    """What reads the rows of a list for one form."""
    return Reader(load_form(form), board, languages, targets, mapping, budget, lang)
