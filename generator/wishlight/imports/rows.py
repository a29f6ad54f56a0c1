"""One row to the answers of a form: cells are read as people write them, choices by any of their names or as the mapping says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from wishlight.imports.columns import CONTACT, IGNORE
from wishlight.imports.mapping import FILLED
from wishlight.imports.mapping import Mapping as Answered
from wishlight.imports.quantities import Read, read_amount, read_count, read_length
from wishlight.imports.sheet import Row
from wishlight.imports.spans import Span, UnclearError, read_any_day, read_span
from wishlight.intake.answer import WrongAnswerError, read_answer
from wishlight.intake.choices import Choice, Languages, find_field, list_choices
from wishlight.intake.definition import Ask, Form, load_form
from wishlight.intake.template import is_required, label_of
from wishlight.records.board.model import Board
from wishlight.records.fields import Field
from wishlight.words import Words

EXTRAS = ("happened", "person", "slip")
"""Targets that are no question of the form: the day, whom it is done for, the number on the slip."""

Wrong = tuple[str, dict[str, object]]
"""Why a cell can't be taken: the key of a pair of words, and what they speak of."""


Found = tuple[str, tuple[str, ...]]
"""A cell's value as a form takes it, and what had to be assumed."""


class Reading(NamedTuple):
    """A row as it was understood: answers, extras, what had to be assumed, and what is wrong."""

    answers: Mapping[str, Any]
    extras: Mapping[str, str]
    assumed: tuple[tuple[str, str], ...]
    wrong: tuple[Wrong, ...]


class Question(NamedTuple):
    """One question of the form, with what its answers are held against."""

    ask: Ask
    field: Field | None
    choices: tuple[Choice, ...]
    required: bool


class Reader(NamedTuple):
    """What is needed to read every row of one list.

    `targets` gives each column's target, `labels` what people call a target, `budget` names a deed's only line.
    """

    form: Form
    zone: ZoneInfo
    questions: tuple[Question, ...]
    labels: Mapping[str, str]
    targets: Mapping[str, str]
    mapping: Answered
    budget: str


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
                value, how = read(texts.pop(target), reader)
            except UnclearError as unclear:
                wrong.append((f"imports.unclear.{unclear.why}", {"label": reader.labels[target], "value": _cell_of(row, target, reader)}))
            except ValueError:
                wrong.append(("imports.unclear.number", {"label": reader.labels[target], "value": _cell_of(row, target, reader)}))
            else:
                texts["minutes" if target == "hours" else target] = value
                assumed += [(name, f"{_cell_of(row, target, reader)} → {value}") for name in how]
    extras = {name: texts.pop(name) for name in EXTRAS if name in texts and reader.form.find_ask(name) is None}
    return Reading(_read_answers(texts, reader, wrong), extras, tuple(assumed), tuple(wrong))


def _cell_of(row: Row, target: str, reader: Reader) -> str:
    return next((row.cells[column][:40] for column, aim in reader.targets.items() if aim == target and row.cells.get(column)), "")


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
        span: Span = read_span(text, reader.zone, year=reader.mapping.year, clock=reader.mapping.clock, minutes=minutes)
    except UnclearError as unclear:
        wrong.append((f"imports.unclear.{unclear.why}", {"label": reader.labels["when"], "value": text[:40]}))
        texts |= {"starts": "", "ends": ""}
        return
    texts |= {"starts": span.starts.isoformat(), "ends": span.ends.isoformat()}


def _read_answers(texts: Mapping[str, str], reader: Reader, wrong: list[Wrong]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for ask, field, choices, required in reader.questions:
        label = reader.labels[ask.id]
        if not texts.get(ask.id):
            if required and ask.id not in texts:
                wrong.append(("intake.read.missing", {"label": label}))
            continue
        try:
            answers[ask.id] = read_answer(ask, field, choices, reader.form.kind, texts[ask.id], reader.zone)
        except WrongAnswerError as one:
            wrong.append((f"intake.read.{one.rule}", {"label": label, **one.values}))
    return answers


def _as_yuan(read: Read) -> str:
    return f"{read.value // 100}" + (f".{read.value % 100:02d}" if read.value % 100 else "")


def _read_money(text: str, reader: Reader) -> Found:
    found = read_amount(text)
    return _as_yuan(found), found.assumed


def _read_budget(text: str, reader: Reader) -> Found:
    found = read_amount(text)
    return f"{reader.budget} {_as_yuan(found)}", found.assumed


def _read_length(unit: str) -> Callable[[str, Reader], Found]:
    def read(text: str, _reader: Reader) -> Found:
        found = read_length(text, unit)
        return str(found.value), found.assumed

    return read


def _read_count(text: str, reader: Reader) -> Found:
    found = read_count(text)
    return str(found.value), found.assumed


def _read_day(text: str, reader: Reader) -> Found:
    return read_any_day(text, reader.mapping.year).isoformat(), ()


_READERS: Mapping[str, Callable[[str, Reader], Found]] = {
    "value": _read_money,
    "cost": _read_money,
    "budget": _read_budget,
    "hours": _read_length("hours"),
    "minutes": _read_length("minutes"),
    "needs": _read_count,
    "capacity": _read_count,
    "party": _read_count,
    "qty": _read_count,
    "due": _read_day,
    "happened": _read_day,
}
"""How the cells of a target are read, where people write more than a form would take."""


def load_reader(form: str, board: Board, languages: Languages, targets: Mapping[str, str], mapping: Answered, words: Words) -> Reader:
    """What reads the rows of a list for one form; `words` are those of the one who imports."""
    definition = load_form(form)
    labels = {target: words(f"imports.targets.{target}") for target in ("when", "hours", *EXTRAS)}
    labels |= {ask.id: label_of(definition, ask.id, board, languages).get(words.lang, ask.id) for ask in definition.asks}
    questions = tuple(_make_question(definition, ask, board, languages) for ask in definition.asks)
    return Reader(definition, board.zone, questions, labels, targets, mapping, words("imports.budget"))


def _make_question(form: Form, ask: Ask, board: Board, languages: Languages) -> Question:
    field, choices = find_field(ask, board), list_choices(form, ask, board, languages)
    if ask.only:  # what the public form may not offer, the one who imports may still bring
        choices = tuple(choice._replace(offered=True) for choice in choices)
    return Question(ask._replace(type="textarea") if ask.lines else ask, field, choices, is_required(ask, field))
