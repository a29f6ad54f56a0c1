"""A pass: look, decide, act, until there is nothing left to do or the forge asks for patience.

Every write is safe to repeat. Main moves only from the head that was decided upon; a branch is named by what it holds and never
moved; what exists already was made by an earlier pass that was cut off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from sys import maxsize
from typing import NamedTuple

from wishlight.forge.port import BusyError, Comment, Forge, Issue, LostError
from wishlight.intake.actions import Action, Blank, Close, Grant, Label, Propose, Say, Withdraw
from wishlight.intake.decide import decide
from wishlight.intake.labels import Named, name_labels
from wishlight.intake.permission import find_permissions
from wishlight.intake.replies import mark
from wishlight.intake.template import list_languages_of
from wishlight.records.board.model import Board
from wishlight.records.model import Record
from wishlight.records.shape import Shape
from wishlight.records.store import kind_of
from wishlight.words import load_words

LIMIT = 200
"""Issues written to in one pass, the oldest first: the forge allows about 500 comments an hour."""

LOOKS = 6
"""How often a pass looks again after main has moved, by its own hand or another's."""


class Report(NamedTuple):
    """How a pass went: issues written to, whether all was done, and how long the forge asked to wait."""

    written: tuple[int, ...]
    finished: bool
    wait: int | None


class Look(NamedTuple):
    """What one look at the forge saw.

    `labels` are those of which nobody has made sure yet that they exist, `proposed` the branches with an open pull request.
    """

    head: str
    issues: Mapping[int, Issue]
    actions: list[Action]
    labels: dict[str, Named]
    proposed: frozenset[str]


def run_pass(forge: Forge, board: Board, now: Callable[[], datetime], main: str = "main", limit: int = LIMIT) -> Report:
    """Reconcile the open issues with the records. Stops clean when the forge is busy or `limit` issues were written to."""
    written: dict[int, None] = {}
    try:
        for _ in range(LOOKS):
            look = take_look(forge, board, now(), main)
            if not _hide(forge, look, written, limit):
                return Report(tuple(written), False, None)
            grant = next((action for action in look.actions if isinstance(action, Grant)), None)
            if grant is None:
                return _do_rest(forge, look, written, limit)
            try:
                _grant(forge, grant, look.head, main)
            except LostError:
                continue
    except BusyError as busy:
        return Report(tuple(written), False, busy.wait)
    return Report(tuple(written), False, None)


def take_look(forge: Forge, board: Board, now: datetime, main: str) -> Look:
    """Read everything and decide. The head is read first: what comes after it is decided again by the next look."""
    head = forge.find_head(main)
    if head is None:
        raise LookupError(main)
    files = forge.read_files(head)
    issues = forge.list_issues()
    records, pulls = read_board_records(board, files), forge.list_pulls(min((issue.number for issue in issues), default=maxsize))
    permissions = find_permissions(forge, board, records, issues, now.astimezone(board.zone).date())
    actions = decide(board, records, files, issues, pulls, now, permissions)
    missing = {label.name: label for label in name_labels(list_languages_of(board)).values()}
    return Look(head, {issue.number: issue for issue in issues}, actions, missing, frozenset(pull.branch for pull in pulls if pull.state == "open"))


def read_board_records(board: Board, files: Mapping[str, bytes]) -> dict[str, Record]:
    """The records among some files; a file that can't be read stops nobody else and is left out."""
    words, shapes, found = load_words(board.languages[0]), dict[str, Shape](), {}
    for path, data in sorted(files.items()):
        kind = kind_of(path)
        if kind is None:
            continue
        record, _ = shapes.setdefault(kind, Shape(board, kind)).read(path, data, words)
        if record:
            found[record.id] = record
    return found


def _hide(forge: Forge, look: Look, written: dict[int, None], limit: int) -> bool:
    """Hide the personal data that stands in forms; whether the limit let all of it be hidden.

    It goes before all else, however much waits and whoever else moves main: each minute it stands there somebody reads it.
    """
    for action in look.actions:
        if not isinstance(action, Blank):
            continue
        if len(written) >= limit:
            return False
        forge.edit_issue(action.issue, action.title, action.body)
        written[action.issue] = None
    return True


def _do_rest(forge: Forge, look: Look, written: dict[int, None], limit: int) -> Report:
    for action in look.actions:
        issue = action.issue if isinstance(action, (Blank, Label, Say, Close, Propose)) else 0
        if issue not in written and len(written) >= limit:
            return Report(tuple(written), False, None)
        if _act(forge, action, look) and issue:
            written[issue] = None
    return Report(tuple(written), True, None)


def _act(forge: Forge, action: Action, look: Look) -> bool:
    """Make it so; whether anything had to be written."""
    if isinstance(action, Say):
        return _say(forge, action, look.issues.get(action.issue))
    if isinstance(action, Label):
        _make_labels(forge, look)
        forge.set_labels(action.issue, action.labels)
        return True
    if isinstance(action, Close):
        forge.close_issue(action.issue, action.reason)
        return True
    if isinstance(action, Propose):
        return action.branch not in look.proposed and _propose(forge, action, look.head)
    if isinstance(action, Withdraw):
        forge.close_pull(action.pull)
        forge.delete_branch(action.branch)
        return True
    return False


def _make_labels(forge: Forge, look: Look) -> None:
    """See to it, once a look, that our labels exist with their colours and what they mean."""
    there = set(forge.list_labels()) if look.labels else set()
    while look.labels:
        name, label = look.labels.popitem()
        if name not in there:
            forge.create_label(*label)


def _grant(forge: Forge, action: Grant, head: str, main: str) -> None:
    commit = forge.commit_files(head, action.files, action.message)
    forge.post_status(commit, True)
    forge.move_branch(main, commit)


def _say(forge: Forge, action: Say, issue: Issue | None) -> bool:
    marker = mark(action.marker)
    body = f"{marker}\n{action.text}"
    # Reminders may stand under a closed issue, which no look lists; open ones without comments need no reading.
    comments = forge.list_comments(action.issue) if issue is None or issue.comments else []
    ours = _find_ours(comments, marker)
    if not ours:
        forge.create_comment(action.issue, body)
        # Another runner may have said it between the two calls; of both comments each of us leaves the same one.
        _drop_extra(forge, _find_ours(forge.list_comments(action.issue), marker))
        return True
    _drop_extra(forge, ours)
    if action.edit and ours[0].body != body:
        forge.edit_comment(ours[0].id, body)
        return True
    return len(ours) > 1


def _find_ours(comments: Sequence[Comment], marker: str) -> list[Comment]:
    return sorted((comment for comment in comments if comment.ours and comment.body.startswith(marker)), key=lambda comment: comment.id)


def _drop_extra(forge: Forge, ours: Sequence[Comment]) -> None:
    for extra in ours[1:]:
        forge.delete_comment(extra.id)


def _propose(forge: Forge, action: Propose, head: str) -> bool:
    """The branch and its pull request, where the look saw none. What exists by now was made by an earlier try or another runner."""
    if forge.find_head(action.branch) is None:
        commit = forge.commit_files(head, action.files, action.title)
        forge.post_status(commit, True)
        with suppress(LostError):
            forge.create_branch(action.branch, commit)
    with suppress(LostError):
        forge.create_pull(action.branch, action.title, action.body)
    return True
