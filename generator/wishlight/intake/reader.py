"""A filled form's body to answers by question, and to what the person is kindly told about the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wishlight.intake.answer import NO_ANSWER, WrongAnswerError, read_answer
from wishlight.intake.choices import Languages, find_field, join_languages, list_choices
from wishlight.intake.definition import PRIVACY, Form
from wishlight.intake.sections import AmbiguousError, Cut, Slot, cut_body, tidy, tidy_label
from wishlight.intake.template import element_type, is_required, label_of, list_languages_of
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.formlinks import FORMS, form_link
from wishlight.words import Words

LIMIT = 65_536
"""The longest body an issue may have on the forge, in signs."""

_MARKER = re.compile(r"(?m)^- \[( |x|X)\] .*\((" + "|".join(sorted(FORMS, key=len, reverse=True)) + r")\.v([1-9][0-9]{0,3})\)\s*$")
_TICK = re.compile(r"(?m)^\s*[-*] \[[xX]\] ")
_SHAPES = {"textarea": "text", "checkboxes": "ticks"}


class Reading(NamedTuple):
    """What was understood. `answers` holds only what was answered and is right; `problems` says what is not."""

    answers: Mapping[str, object]
    problems: tuple[Problem, ...]


def recognise_form(body: str) -> str | None:
    """The form a body was filled in on, by its last marker; None where it has none. Whatever labels the issue carries is not looked at."""
    markers = _MARKER.findall(tidy(body[: LIMIT * 2]))
    return markers[-1][1] if markers else None


def read_body(form: Form, body: str, board: Board, words: Words, path: str = "") -> Reading:
    """Read a filled form. Never raises on what a person wrote: all that is wrong becomes a problem with its line."""
    source = _Source(form, board, words, path)
    text = tidy(body[: LIMIT + 1])
    if not text.strip():
        return Reading({}, (source.say("blank", 1, link=source.link()),))
    if len(text) > LIMIT:
        return Reading({}, (source.say("too-large", 1, limit=LIMIT),))
    found = recognise_form(text)
    if found and found != form.name:
        names = {"found": words(f"forms.{found}.name"), "form": words(f"forms.{form.name}.name")}
        return Reading({}, (source.say("other-form", 1, **names),))
    version = int(_MARKER.findall(text)[-1][2]) if found else form.version
    if version != form.version and version not in form.old:
        return Reading({}, (source.say("unknown-version", 1, marker=f"{form.name}.v{version}", link=source.link()),))
    return _read_version(source, text, version)


class _Source(NamedTuple):
    form: Form
    board: Board
    words: Words
    path: str

    def say(self, rule: str, line: int, field: str = "", **values: object) -> Problem:
        says, mend = (self.words(f"intake.read.{rule}.{part}", **values) for part in ("says", "mend"))
        return Problem(self.path, line, 1, f"form-{rule}", "refuse", field, says, mend)

    def link(self) -> str:
        """Where the form is filled in; without a forge, in words, whom to tell."""
        return form_link(self.board, self.form.name) or self.words("intake.read.doors")


def _read_version(source: _Source, text: str, version: int) -> Reading:
    languages = list_languages_of(source.board)
    slots = list_slots(source.form, source.board, languages, version)
    try:
        cut = cut_body(text, slots)
    except AmbiguousError:
        return Reading({}, (source.say("ambiguous", 1),))
    if not cut.lines or (len(slots) > 2 and set(cut.lines) <= {PRIVACY}):
        name = source.words(f"forms.{source.form.name}.name")
        return Reading({}, (source.say("free-form", 1, form=name, link=source.link()),))
    answers: dict[str, object] = {}
    problems = []
    for slot in slots:
        label = _shown_label(source, slot, languages)
        for id, value in _read_slot(source, slot, cut, languages, label):
            if isinstance(value, Problem):
                problems.append(value)
            else:
                answers[id] = value
    return Reading(answers, tuple(problems))


def list_slots(form: Form, board: Board, languages: Languages, version: int) -> tuple[Slot, ...]:
    """The headings of one version of a form, in order, each in every wording it may have."""
    ids = [id for id, _ in form.old[version]] if version in form.old else [*(ask.id for ask in form.asks), PRIVACY]
    labels = {id: _all_labels(form, id, board, languages) for id in ids}
    for id, label in form.old.get(version, ()):
        labels[id] = frozenset((tidy_label(label),))
    return tuple(Slot(id, labels[id], _shape(form, id, board, languages)) for id in ids)


def _all_labels(form: Form, id: str, board: Board, languages: Languages) -> frozenset[str]:
    single = _labels(form, id, board, languages)
    both = (join_languages(single), join_languages(dict(reversed(single.items()))))
    return frozenset(tidy_label(label) for label in (*single.values(), *both))


def _labels(form: Form, id: str, board: Board, languages: Languages) -> dict[str, str]:
    if id == PRIVACY:
        return {lang: words("forms.privacy.label") for lang, words in languages.items()}
    return label_of(form, id, board, languages)


def _shape(form: Form, id: str, board: Board, languages: Languages) -> str:
    ask = form.find_ask(id)
    if id == PRIVACY:
        return "ticks"
    if ask is None:
        return "text"
    return _SHAPES.get(element_type(ask, bool(list_choices(form, ask, board, languages))), "line")


def _shown_label(source: _Source, slot: Slot, languages: Languages) -> str:
    labels = _labels(source.form, slot.id, source.board, languages)
    return labels.get(source.words.lang) or next(iter(labels.values()))


def _read_slot(source: _Source, slot: Slot, cut: Cut, languages: Languages, label: str) -> Iterator[tuple[str, object]]:
    line = cut.lines.get(slot.id, 0)
    text = cut.texts.get(slot.id, "")
    if slot.id == PRIVACY:
        if line and _TICK.search(text):
            yield slot.id, True
        else:
            yield slot.id, source.say("not-ticked", max(line, 1), slot.id, label=label)
        return
    ask = source.form.find_ask(slot.id)
    if ask is None:
        return
    field = find_field(ask, source.board)
    if text in ("", NO_ANSWER):
        if not line and is_required(ask, field):
            yield slot.id, source.say("heading-gone", 1, slot.id, label=label, link=source.link())
        elif is_required(ask, field):
            yield slot.id, source.say("missing", line, slot.id, label=label)
        return
    try:
        choices = [c for c in list_choices(source.form, ask, source.board, languages) if c.offered or not ask.only]
        yield slot.id, read_answer(ask, field, choices, source.form.kind, text, source.board.zone)
    except WrongAnswerError as wrong:
        values = {**wrong.values}
        if "kind" in values:
            values["kind"] = source.words(f"intake.kinds.{values['kind']}")
        yield slot.id, source.say(wrong.rule, line, slot.id, label=label, **values)

