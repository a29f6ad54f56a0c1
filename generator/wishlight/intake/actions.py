"""What a pass may do on the forge. Each says how things should be, so that doing it twice is doing it once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

BRANCHES = "form/"
"""The beginning of the name of every branch that intake makes."""


class Say(NamedTuple):
    """One comment on an issue, found again by its invisible marker; without `edit` what stands there is left alone."""

    issue: int
    marker: str
    text: str
    edit: bool = True


class Close(NamedTuple):
    """An issue that is finished: `completed` or `not_planned`."""

    issue: int
    reason: str


class Grant(NamedTuple):
    """All automatic changes of a pass as one commit on the main branch."""

    files: Mapping[str, str]
    message: str


class Propose(NamedTuple):
    """A change that waits for a maintainer: its branch, made from main's head, and its pull request."""

    issue: int
    branch: str
    files: Mapping[str, str]
    title: str
    body: str


class Withdraw(NamedTuple):
    """A pull request that is no longer wanted because its form was edited, closed or refused."""

    pull: int
    branch: str


class Blank(NamedTuple):
    """A form in which personal data stands: its title and body without it."""

    issue: int
    title: str
    body: str


class Label(NamedTuple):
    """All labels of an issue, people's own included."""

    issue: int
    labels: tuple[str, ...]


Action = Blank | Label | Say | Close | Grant | Propose | Withdraw
