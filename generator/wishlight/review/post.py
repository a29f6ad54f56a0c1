"""The one comment of a review under its pull request: found again by its mark, edited and never repeated."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from wishlight.forge.port import Comment
from wishlight.review.pen import MARK, is_inert
from wishlight.review.write import LENGTH


class UnsafeError(Exception):
    """A text that no review of ours can be; `why` is a key of words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Thread(Protocol):
    """What is needed of a forge: the comments below a pull request."""

    def list_comments(self, issue: int) -> list[Comment]:
        """All comments, oldest first."""

    def create_comment(self, issue: int, body: str) -> None:
        """Add one."""

    def edit_comment(self, comment: int, body: str) -> None:
        """Give one another text."""

    def delete_comment(self, comment: int) -> None:
        """Remove one."""


def read_review(path: Path) -> str:
    """A review that another job wrote. It worked on files that anyone may send, so its text is held against what a review may be.

    Raises UnsafeError.
    """
    try:
        with path.open("rb") as file:
            data = file.read(4 * LENGTH + 1)
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnsafeError("unreadable") from None
    if len(text) > LENGTH:
        raise UnsafeError("too-long")
    if not text.startswith(f"{MARK}\n") or text.count(MARK) != 1:
        raise UnsafeError("unmarked")
    if not is_inert(text):
        raise UnsafeError("alive")
    return text


def post_review(thread: Thread, pull: int, text: str) -> str:
    """Make the thread say the text once, and what was done: created, edited or unchanged. Raises BusyError and RefusedError."""
    ours = [comment for comment in thread.list_comments(pull) if comment.ours and comment.body.startswith(MARK)]
    for extra in ours[1:]:
        thread.delete_comment(extra.id)
    if not ours:
        thread.create_comment(pull, text)
        return "created"
    if ours[0].body.replace("\r\n", "\n").rstrip() == text.rstrip():
        return "unchanged"
    thread.edit_comment(ours[0].id, text)
    return "edited"
