"""A forge to try a pass on: reads are the real one's, what would be written stays in memory and is only told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from wishlight.forge.port import Comment, Forge, Issue, Pull

Tell = Callable[[str, object], None]


class Draft(NamedTuple):
    """A commit that was never made."""

    parent: str
    files: Mapping[str, str]


class Rehearsal:
    """Every call of the port. `tell` hears of each write, in the order in which a real pass would make them."""

    def __init__(self, forge: Forge, tell: Tell) -> None:
        self._forge, self._tell = forge, tell
        self._drafts: dict[str, Draft] = {}
        self._heads: dict[str, str | None] = {}
        self._said: dict[int, Comment] = {}
        self._where: dict[int, int] = {}
        self._deleted: set[int] = set()
        self._closed: set[int] = set()
        self._changed: dict[int, dict[str, object]] = {}
        self._pulls: dict[int, Pull] = {}

    def list_issues(self) -> list[Issue]:
        open_ones = [issue for issue in self._forge.list_issues() if issue.number not in self._closed]
        return [self._count(issue._replace(**self._changed.get(issue.number, {}))) for issue in open_ones]  # type: ignore[arg-type]

    def list_comments(self, issue: int) -> list[Comment]:
        there = [self._said.get(comment.id, comment) for comment in self._forge.list_comments(issue)]
        ours = [comment for id, comment in self._said.items() if self._where.get(id) == issue]
        return [comment for comment in (*there, *ours) if comment.id not in self._deleted]

    def create_comment(self, issue: int, body: str) -> None:
        id = -len(self._where) - 1
        self._said[id], self._where[id] = Comment(id, body, True), issue
        self._tell("commented", issue)

    def edit_comment(self, comment: int, body: str) -> None:
        self._said[comment] = Comment(comment, body, True)
        self._tell("edited", comment)

    def delete_comment(self, comment: int) -> None:
        self._deleted.add(comment)
        self._tell("deleted", comment)

    def close_issue(self, issue: int, reason: str) -> None:
        self._closed.add(issue)
        self._tell("closed", issue)

    def edit_issue(self, issue: int, title: str, body: str) -> None:
        self._changed.setdefault(issue, {}).update(title=title, body=body)
        self._tell("blanked", issue)

    def find_permission(self, account: int) -> str:
        return self._forge.find_permission(account)

    def list_labels(self) -> list[str]:
        return self._forge.list_labels()

    def create_label(self, name: str, color: str, description: str) -> None:
        self._tell("labelled", name)

    def set_labels(self, issue: int, labels: Sequence[str]) -> None:
        self._changed.setdefault(issue, {})["labels"] = tuple(labels)
        self._tell("marked", issue)

    def list_pulls(self, since: int = 0) -> list[Pull]:
        there = [self._pulls.get(pull.number, pull) for pull in self._forge.list_pulls(since)]
        return [*(pull for pull in reversed(self._pulls.values()) if pull.number < 0), *there]

    def create_pull(self, branch: str, title: str, body: str) -> None:
        number = -len(self._pulls) - 1
        self._pulls[number] = Pull(number, branch, "open")
        self._tell("proposed", branch)

    def close_pull(self, pull: int) -> None:
        known = next((each for each in self.list_pulls() if each.number == pull), None)
        if known:
            self._pulls[pull] = known._replace(state="withdrawn")
        self._tell("withdrawn", pull)

    def find_head(self, branch: str) -> str | None:
        return self._heads[branch] if branch in self._heads else self._forge.find_head(branch)

    def read_files(self, commit: str) -> Mapping[str, bytes]:
        draft = self._drafts.get(commit)
        if draft is None:
            return self._forge.read_files(commit)
        return {**self.read_files(draft.parent), **{path: text.encode() for path, text in draft.files.items()}}

    def commit_files(self, parent: str, files: Mapping[str, str], message: str) -> str:
        id = f"draft-{len(self._drafts) + 1}"
        self._drafts[id] = Draft(parent, files)
        for path in sorted(files):
            self._tell("written", path)
        return id

    def post_status(self, commit: str, good: bool) -> None:
        """Nothing to tell: it goes with every commit."""

    def create_branch(self, branch: str, commit: str) -> None:
        self._heads[branch] = commit
        self._tell("branched", branch)

    def move_branch(self, branch: str, commit: str) -> None:
        self._heads[branch] = commit
        self._tell("moved", branch)

    def delete_branch(self, branch: str) -> None:
        self._heads[branch] = None
        self._tell("unbranched", branch)

    def _count(self, issue: Issue) -> Issue:
        """The issue with the number of comments that it would have."""
        return issue._replace(comments=issue.comments + sum(1 for where in self._where.values() if where == issue.number))
