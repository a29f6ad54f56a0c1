"""What intake needs of a forge, and nothing more. Adapters parse leniently: an account that was deleted must stop nobody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol


class Issue(NamedTuple):
    """An open issue with the number of its comments and the names of its labels.

    `account` is the author's number, None where the account was deleted; `bot` marks programs.
    """

    number: int
    title: str
    body: str
    account: int | None
    bot: bool
    created: datetime
    comments: int = 0
    labels: tuple[str, ...] = ()


class Comment(NamedTuple):
    """A comment of an issue. `ours` tells that this program's own account wrote it."""

    id: int
    body: str
    ours: bool


class Pull(NamedTuple):
    """A pull request made from one of our branches: `open`, `merged`, `closed` by a person, or `withdrawn` by this program."""

    number: int
    branch: str
    state: str


class LostError(Exception):
    """Someone else was faster: the branch is no longer where it was, or the thing exists already. Read again."""


class BusyError(Exception):
    """The forge asks for patience (rate limit) or is out of order; `wait` is for how many seconds, where it said so."""

    def __init__(self, wait: int | None = None) -> None:
        super().__init__(wait)
        self.wait = wait


class RefusedError(Exception):
    """The forge says no and will say no again; `status` is its HTTP code, `why` its words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)
        self.status, self.why = status, why


class Forge(Protocol):
    """The calls. Each either happened or raised; after BusyError it may have happened all the same."""

    def list_issues(self) -> list[Issue]:
        """All open issues, pull requests left out."""

    def list_comments(self, issue: int) -> list[Comment]:
        """The comments of an issue, oldest first; none where the issue is gone."""

    def create_comment(self, issue: int, body: str) -> None:
        """Add a comment."""

    def edit_comment(self, comment: int, body: str) -> None:
        """Give a comment another text."""

    def delete_comment(self, comment: int) -> None:
        """Remove a comment; nothing happens where it is gone."""

    def close_issue(self, issue: int, reason: str) -> None:
        """Close an issue as `completed` or `not_planned`; nothing happens where it is closed or gone."""

    def edit_issue(self, issue: int, title: str, body: str) -> None:
        """Give an issue another text, so that personal data stands there no longer; nothing happens where it is gone."""

    def find_permission(self, account: int) -> str:
        """What an account may do now, one of the board's PERMISSIONS; `none` where it is gone."""

    def list_labels(self) -> list[str]:
        """The names of the repository's labels."""

    def create_label(self, name: str, color: str, description: str) -> None:
        """A new label; `color` is six hexadecimal digits. Nothing happens where it exists."""

    def set_labels(self, issue: int, labels: Sequence[str]) -> None:
        """Give an issue these labels and no others: for the eye only, nothing is read back from them. Nothing happens where it is gone."""

    def list_pulls(self, since: int = 0) -> list[Pull]:
        """The pull requests from our branches: all open ones, and of the others those numbered from `since` on, the newest first.

        Issues and pull requests are numbered together, so what answers an issue has a higher number than the issue.
        """

    def create_pull(self, branch: str, title: str, body: str) -> None:
        """Propose a branch. Raises LostError where that was done already."""

    def close_pull(self, pull: int) -> None:
        """Withdraw a pull request: it is closed without merging, and can be told from one that a person closed."""

    def find_head(self, branch: str) -> str | None:
        """The commit a branch points to, None where there is no such branch."""

    def read_files(self, commit: str) -> Mapping[str, bytes]:
        """The board's files as of a commit, by path."""

    def commit_files(self, parent: str, files: Mapping[str, str], message: str) -> str:
        """A new commit on a parent, on no branch yet; its id."""

    def post_status(self, commit: str, good: bool) -> None:
        """Say on a commit what the judge said."""

    def create_branch(self, branch: str, commit: str) -> None:
        """A new branch. Raises LostError where it exists."""

    def move_branch(self, branch: str, commit: str) -> None:
        """Point a branch to a commit that follows it. Raises LostError where the branch has moved on."""

    def delete_branch(self, branch: str) -> None:
        """Remove a branch; nothing happens where it is gone."""
