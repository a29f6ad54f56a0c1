"""The comments of many open issues, a hundred to a call instead of a call for each issue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from wishlight.forge.github_json import parse_comment
from wishlight.forge.port import Comment, Issue

FEW = 20
"""With no more commented issues than this, each is asked about by itself."""

PAGE = 100


class Shelf:
    """The comments of one look. What was written to since is forgotten, and read afresh."""

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        commented = {issue.number: issue for issue in issues if issue.comments}
        self._commented = commented if len(commented) > FEW else {}
        self._found: dict[int, list[Comment]] | None = None

    def holds(self, issue: int, us: Callable[[], int | None], pages: Callable[[str], Iterator[Any]]) -> bool:
        """Whether all comments of an issue are here; the first to ask has them read."""
        if self._commented and self._found is None:
            since = {number: issue.created for number, issue in self._commented.items()}
            self._found = gather_comments(pages("/issues/comments?sort=created&direction=desc"), since, us())
        found = (self._found or {}).get(issue)
        return found is not None and len(found) >= self._commented[issue].comments

    def take(self, issue: int) -> list[Comment]:
        """The comments of an issue, oldest first."""
        return list((self._found or {})[issue])

    def forget(self, issue: int) -> None:
        """An issue was written to."""
        (self._found or {}).pop(issue, None)

    def forget_comment(self, comment: int) -> None:
        """A comment was written to."""
        for issue, comments in list((self._found or {}).items()):
            if any(each.id == comment for each in comments):
                self.forget(issue)


def gather_comments(newest_first: Iterable[Any], since: dict[int, datetime], us: int | None) -> dict[int, list[Comment]]:
    """By issue, the comments of those in `since`, which says when each was opened. Nothing where that takes more calls than asking for each."""
    oldest, found = min(since.values()), {number: list[Comment]() for number in since}
    for n, data in enumerate(newest_first):
        if n >= PAGE * len(since):
            return {}
        if datetime.fromisoformat(data["created_at"]) < oldest:
            break
        issue, comment = int(data["issue_url"].rpartition("/")[2]), parse_comment(data, us)
        if issue in found and comment:
            found[issue].insert(0, comment)
    return found
