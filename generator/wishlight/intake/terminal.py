"""The same acts at a terminal: a form's questions become a command's options, its makers and the one judge do the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from wishlight.intake.answer import WrongAnswerError, read_answer
from wishlight.intake.change import (
    Change,
    Draft,
    drop_story,
    judge_board,
    judge_change,
    make_change,
    say_declined,
    write_change,
)
from wishlight.intake.choices import Languages, find_field, list_choices
from wishlight.intake.definition import Ask, Form, load_form
from wishlight.intake.desk import DeclinedError, Desk, Source
from wishlight.intake.template import is_required, label_of, list_languages_of
from wishlight.invocation import Invocation
from wishlight.problems import Problem, has_refusal, print_text
from wishlight.records.board import Board, load_board
from wishlight.records.fields import ENTRY
from wishlight.records.formlinks import KEY
from wishlight.records.reading import read_records
from wishlight.records.replace import replace_file
from wishlight.records.store import read_file
from wishlight.words import Words, load_words

Given = Mapping[str, Any]
Make = Callable[[Desk], Change]


class WrongOptionsError(Exception):
    """Options that can't be read, all of them at once."""

    def __init__(self, wrong: list[WrongAnswerError]) -> None:
        super().__init__(wrong)
        self.wrong = wrong


def make_command(name: str, form: str, **fixed: str) -> click.Command:
    """The command of a form; `fixed` answers questions that the command's name has answered."""
    asks = [ask for ask in load_form(form).asks if ask.id not in fixed]

    @click.pass_obj
    def act(call: Invocation, /, **given: Any) -> int:
        return carry_out(call, given, lambda board, words: lambda desk: make_change(form, {**fixed, **read_options(form, given, board, words)}, desk))

    params: list[click.Parameter] = [_make_parameter(ask) for ask in asks]
    return click.Command(name, params=[*params, *who_options()], callback=act)


def make_step(board: Board, record: str, event: str, details: Mapping[str, str], words: Words) -> Make:
    """An entry of any event that has no form, such as `published`. Raises WrongOptionsError for details that are none."""
    columns: dict[str, object] = {}
    wrong = []
    for name, text in details.items():
        field = next((f for f in board.schema.tables[ENTRY].fields if ".".join(f.trail) == name), None)
        ask = Ask(name, ENTRY, name, "input", None, False, (), None, False)
        try:
            if field is None:
                raise WrongAnswerError("wrong-form", value=name, example="note")
            columns[field.name] = read_answer(ask, field, (), None, text, board.zone)
        except WrongAnswerError as one:
            wrong.append(WrongAnswerError(one.rule, **{"label": name, **one.values}))
    if wrong:
        raise WrongOptionsError(wrong)

    def make(desk: Desk) -> Change:
        case = desk.find(record)
        draft = Draft(case.record.kind, case.record.id, None, ({"event": event, **columns},), case.record.head["area"])
        change = write_change(draft, desk)
        return drop_story(change, board, words) if event == "declined" else change

    return make


def who_options() -> list[click.Parameter]:
    """Who acts, for whom, and where it came from: the same for every act."""
    return [
        click.Option(["--by"]),
        click.Option(["--post"]),
        click.Option(["--for", "whose"]),
        click.Option(["--channel"], default="terminal"),
        click.Option(["--slip"]),
        click.Option(["--dry-run"], is_flag=True),
    ]


def carry_out(call: Invocation, given: Given, prepare: Callable[[Board, Words], Make]) -> int:
    """Make a change, have it judged, write it; 1 where it was refused, and then nothing is written."""
    words = load_words(call.lang)
    board, problems = load_board(call.root, words)
    if problems:
        return _refuse(problems)
    desk = _open_desk(call.root, board, given, words)
    try:
        change = prepare(board, words)(desk)
    except DeclinedError as declined:
        return _refuse([say_declined(declined, words, _command())])
    except WrongOptionsError as options:
        return _refuse([_explain(wrong, words) for wrong in options.wrong])
    found = judge_change(change, desk, words, judge_board(desk, words))
    click.echo(print_text(found), nl=False)
    if has_refusal(found):
        return 1
    if not given["dry_run"]:
        write_change_to(call.root, change)
    click.echo(words("intake.terminal.planned" if given["dry_run"] else "intake.terminal.written", path=change.path, record=change.record))
    click.echo("".join(f"  {line}\n" for line in change.text.split("\n")[-len(change.entries) - 1 : -1]), nl=False)
    return 0


def read_clock() -> datetime:
    """The moment at which a command is given."""
    return datetime.now().astimezone()


def read_post(text: str | None) -> str | None:
    """The id of the post that a command names, with or without `post:` before it."""
    return (text or "").removeprefix("post:") or None


def say_pair(words: Words, key: str, /, **values: object) -> str:
    """What is wrong and how to mend it, in one line."""
    return " — ".join(words(f"{key}.{part}", **values) for part in ("says", "mend"))


def read_options(form: str, given: Given, board: Board, words: Words) -> dict[str, object]:
    """A command's options as answers. Raises WrongOptionsError, with the questions' labels, for those that can't be read."""
    definition, languages = load_form(form), list_languages_of(board)
    answers: dict[str, object] = {}
    wrong = []
    for ask in definition.asks:
        if ask.id not in given:
            continue
        try:
            value = _read_option(definition, ask, given[ask.id], board, languages)
        except WrongAnswerError as one:
            label = label_of(definition, ask.id, board, languages).get(words.lang, ask.id)
            wrong.append(WrongAnswerError(one.rule, **{"label": label, **one.values}))
        else:
            answers |= {} if value is None else {ask.id: value}
    if wrong:
        raise WrongOptionsError(wrong)
    return answers


def _read_option(form: Form, ask: Ask, given: Any, board: Board, languages: Languages) -> object:
    field = find_field(ask, board)
    text = ("\n" if ask.lines else ", ").join(given) if isinstance(given, tuple) else given
    if not text:
        if is_required(ask, field):
            raise WrongAnswerError("missing")
        return None
    plain = ask._replace(type="textarea") if ask.lines else ask
    return read_answer(plain, field, list_choices(form, ask, board, languages), form.kind, text, board.zone)


def _open_desk(root: Path, board: Board, given: Given, words: Words) -> Desk:
    records = {record.id: record for record in read_records(root, board, words).records}
    source = Source(given["channel"], slip=given["slip"])
    post = read_post(given["post"])
    now = read_clock().astimezone(board.zone).replace(microsecond=0)
    return Desk(board, records, now, given["by"] or "", source, partial(read_file, root), post, given["whose"])


def write_change_to(root: Path, change: Change) -> None:
    """Write the changed file, whole or not at all."""
    place = root / change.path
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, change.text.encode())


def _make_parameter(ask: Ask) -> click.Parameter:
    if ask.id == KEY:
        return click.Argument([KEY], required=ask.required is not False)
    required = bool(ask.required) and not ask.lines
    return click.Option([f"--{ask.id.replace('_', '-')}", ask.id], multiple=ask.lines or ask.multiple, required=required)


def _explain(wrong: WrongAnswerError, words: Words) -> Problem:
    values = dict(wrong.values)
    if "kind" in values:
        values["kind"] = words(f"intake.kinds.{values['kind']}")
    says, mend = (words(f"intake.read.{wrong.rule}.{part}", **values) for part in ("says", "mend"))
    return Problem(_command(), 0, 0, f"form-{wrong.rule}", "refuse", "", says, mend)


def _command() -> str:
    """The command as it was called, to stand where a file's name stands in other problems."""
    return click.get_current_context().command_path


def _refuse(problems: list[Problem]) -> int:
    click.echo(print_text(problems), nl=False)
    return 1
