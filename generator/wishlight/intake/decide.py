"""One pass of thought: all open issues, all pull requests and all records in, the actions out. No clock, no network, no memory.

An issue that made an entry is known by the entry's source, so nothing has to be remembered between passes: whatever was cut off
half way is simply not yet so, and is decided again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from wishlight.forge.port import Issue, Pull
from wishlight.intake.actions import BRANCHES, Action, Blank, Close, Grant, Label, Propose, Say, Withdraw
from wishlight.intake.blank import blank_text, list_hidden
from wishlight.intake.change import Change, make_change, say_declined
from wishlight.intake.definition import load_form
from wishlight.intake.desk import DeclinedError, Source, find_person
from wishlight.intake.labels import choose_labels
from wishlight.intake.permission import check_permission
from wishlight.intake.reader import Reading, read_body, recognise_form
from wishlight.intake.replies import (
    say_done,
    say_hidden,
    say_in_all,
    say_problems,
    say_proposed,
    say_refused,
    say_reminder,
)
from wishlight.intake.template import list_languages_of
from wishlight.intake.upkeep import do_upkeep, list_reminders
from wishlight.intake.workspace import MOST_WAITING, Workspace
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.formlinks import FORMS
from wishlight.records.model import Entry, Record
from wishlight.words import Words, load_words

Sentence = Callable[[Words], str]


def decide(
    board: Board,
    records: Mapping[str, Record],
    files: Mapping[str, bytes],
    issues: Sequence[Issue],
    pulls: Sequence[Pull],
    now: datetime,
    permissions: Mapping[int, str],
) -> list[Action]:
    """What should be done now. `records` and `files` are those of main's head; `now` is the forge's clock.

    `permissions` says what the authors who hold a post may do on the forge at this moment; whoever it leaves out may nothing.
    """
    words = load_words(board.languages[0])
    space = Workspace(board, dict(records), files, now, words, permissions)
    done = index_sources(records.values())
    actions: list[Action] = []
    do_upkeep(space)
    for issue in sorted(issue for issue in issues if not issue.bot):
        actions += _answer(space, records, issue, done, pulls)
    actions += _remind(space)
    actions += _withdraw(pulls, actions)
    if space.granted:
        message = "Intake: " + ", ".join(sorted({change.record for change in space.granted.values()}))
        actions.insert(0, Grant({path: change.text for path, change in space.granted.items()}, message))
    return actions


def index_sources(records: Iterable[Record]) -> dict[int, tuple[str, list[Entry]]]:
    """For each issue that has been recorded: the record's id and the entries it made (none where it made the record)."""
    found: dict[int, tuple[str, list[Entry]]] = {}
    for record in records:
        if "source_issue" in record.head:
            found[record.head["source_issue"]] = (record.id, [])
        for entry in record.history:
            if "source_issue" in entry.data:
                found.setdefault(entry.data["source_issue"], (record.id, []))[1].append(entry)
    return found


def branch_of(issue: Issue, change: Change) -> str:
    """The branch of an issue's change, named by what the change is made from: the form's text, and the file as main has it.

    So a branch that is there already holds the right change, is never moved, and need not be looked into; that main has moved
    elsewhere matters only when it is merged, and the check of pull requests looks at the merge result.
    """
    return f"{_begin_branch(issue)}{f'-{change.before[:8]}' if change.before else ''}"


def _begin_branch(issue: Issue) -> str:
    return f"{BRANCHES}{issue.number}-{hashlib.sha256(issue.body.encode()).hexdigest()[:8]}"


def _answer(space: Workspace, records: Mapping[str, Record], issue: Issue, done: Mapping[int, tuple[str, list[Entry]]], pulls: Sequence[Pull]) -> list[Action]:
    """What is done with one issue, its label last."""
    actions: list[Action] = [*_hide(space, issue)]
    if issue.number in done:
        actions += _answer_done(space, records, issue, done[issue.number])
    else:
        form = actions[0] if actions and isinstance(actions[0], Blank) else issue
        actions += _say_hidden(space, form) or _decide_open(space, issue, pulls)
    return [*actions, *_label(space, issue, actions)]


def _hide(space: Workspace, issue: Issue) -> list[Blank]:
    """The form without personal data, where it holds some."""
    title, body = (blank_text(text, space.words) for text in (issue.title, issue.body))
    return [Blank(issue.number, title, body)] if (title, body) != (issue.title, issue.body) else []


def _say_hidden(space: Workspace, form: Issue | Blank) -> list[Action]:
    """A form with hidden lines is not read on: what is left may say something else than its author meant."""
    kinds = list_hidden(f"{form.title}\n{form.body}", list_languages_of(space.board))
    number = form.issue if isinstance(form, Blank) else form.number
    return [Say(number, "answer", _translate(space, lambda words: say_hidden(kinds, words)))] if kinds else []


def _label(space: Workspace, issue: Issue, actions: Sequence[Action]) -> list[Action]:
    """The labels that fit what is done with an issue, where it has others. Nobody reads them back."""
    kinds = {type(action) for action in actions}
    hidden = Blank in kinds or list_hidden(f"{issue.title}\n{issue.body}", list_languages_of(space.board))
    state = "privacy" if hidden else "review" if Propose in kinds else "edit" if Say in kinds and Close not in kinds else None
    wanted = choose_labels(list_languages_of(space.board), issue.labels, state)
    return [Label(issue.number, wanted)] if wanted != issue.labels else []


def _answer_done(space: Workspace, records: Mapping[str, Record], issue: Issue, made: tuple[str, list[Entry]]) -> list[Action]:
    record, entries = records[made[0]], made[1]
    text = _translate(space, lambda words: say_done(space.board, records, record, entries, words))
    return [Say(issue.number, "answer", text), Close(issue.number, "completed")]


def _decide_open(space: Workspace, issue: Issue, pulls: Sequence[Pull]) -> list[Action]:
    name = recognise_form(issue.body) or _recognise_shape(issue, space) or "wish"
    first = _read(name, issue, space, space.words)
    if first.problems:
        return [_say_problems(space, issue, lambda words: _read(name, issue, space, words).problems)]
    source = Source("form", issue=issue.number, account=issue.account)
    day = space.now.astimezone(space.board.zone).date()
    person = find_person(space.records.values(), issue.account, day) if issue.account else None
    desk = space.desk(person or "", source)
    try:
        change = make_change(name, first.answers, desk)
        check_permission(change, issue.account, space.board, space.permissions)
    except DeclinedError as declined:
        reason = declined
        return [_say_problems(space, issue, lambda words: [say_declined(reason, words)])]
    if space.refuse(change, desk, space.words):
        return [_say_problems(space, issue, lambda words: space.refuse(change, desk, words))]
    if name in space.board.rules.at("automatic_forms", day):
        space.grant(change)
        return []  # answered once it is recorded: the next look at the records finds it
    if not space.may_wait(issue.account, person, day):
        waits = DeclinedError("too-many-waiting", most=MOST_WAITING)
        return [_say_problems(space, issue, lambda words: [say_declined(waits, words)])]
    return _propose(space, issue, change, name, pulls)


def _propose(space: Workspace, issue: Issue, change: Change, name: str, pulls: Sequence[Pull]) -> list[Action]:
    branch = branch_of(issue, change)
    # Of this text of the form, whatever the file was then: the newest; one that we withdrew is as good as none.
    pull = next((p for p in pulls if p.branch.startswith(_begin_branch(issue)) and (p.branch == branch or p.state == "closed")), None)
    if pull and pull.state == "closed":
        return [Say(issue.number, "answer", _translate(space, say_refused)), Close(issue.number, "not_planned")]
    if pull and pull.state == "merged":
        return []  # the records of the next look hold it
    title = f"{space.words(f'forms.{name}.title')} {change.record} (#{issue.number})"
    propose = Propose(issue.number, branch, {change.path: change.text}, title, f"#{issue.number}\n\n`{change.path}`")
    return [propose, Say(issue.number, "answer", _translate(space, say_proposed))]


def _recognise_shape(issue: Issue, space: Workspace) -> str | None:
    """The form that a body without a marker is a whole and faultless copy of."""
    return next((name for name in FORMS if not _read(name, issue, space, space.words).problems), None)


def _read(name: str, issue: Issue, space: Workspace, words: Words) -> Reading:
    return read_body(load_form(name), issue.body, space.board, words)


def _say_problems(space: Workspace, issue: Issue, problems: Callable[[Words], Sequence[Problem]]) -> Say:
    return Say(issue.number, "answer", _translate(space, lambda words: say_problems(problems(words), words)))


def _translate(space: Workspace, say: Sentence) -> str:
    return say_in_all(list_languages_of(space.board), say)


def _remind(space: Workspace) -> Iterator[Action]:
    for reminder in list_reminders(space):
        due = reminder.due.isoformat()
        text = _translate(space, lambda words, r=reminder, d=due: say_reminder(space.board, r.record, d, words))  # type: ignore[misc]
        yield Say(reminder.issue, f"reminder {reminder.claim} {due}", text, edit=False)


def _withdraw(pulls: Sequence[Pull], actions: Sequence[Action]) -> Iterator[Action]:
    """Open pull requests that no open issue asks for any more."""
    wanted = {action.branch for action in actions if isinstance(action, Propose)}
    for pull in pulls:
        if pull.state == "open" and pull.branch not in wanted:
            yield Withdraw(pull.number, pull.branch)
