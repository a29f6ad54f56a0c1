"""A forge in memory that can be cut off before or after any call, lose answers, ask for patience, and let another runner in between."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from wishlight.forge.port import Comment, Issue, LostError, Pull


class KilledError(BaseException):
    """The process dies here. Not an Exception, so that nothing in the code under test can catch it by accident."""


@dataclass
class Commit:
    parent: str | None
    files: dict[str, bytes]
    message: str = ""


@dataclass
class FakeForge:
    """All state a forge has for us. `hook(n, name, after)` is called around every call and may raise."""

    commits: dict[str, Commit] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    notes: dict[int, list[Comment]] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    statuses: dict[str, bool] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    permissions: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    hook: Callable[[int, str, bool], None] | None = None
    numbers: int = 1000

    def open_issue(self, number: int, body: str, account: int | None, when: datetime, *, bot: bool = False) -> None:
        self.issues[number] = Issue(number, "", body, account, bot, when)

    def push(self, files: Mapping[str, bytes], *, branch: str = "main", message: str = "") -> str:
        commit = self._add(Commit(self.branches.get(branch), dict(files), message))
        self.branches[branch] = commit
        return commit

    def merge(self, number: int) -> None:
        """A maintainer merges a pull request (its one file on top of main)."""
        pull = self.pulls[number]
        head = self.commits[self.branches[pull.branch]]
        base = self.commits[head.parent or ""].files
        changed = {path: data for path, data in head.files.items() if base.get(path) != data}
        main = self.commits[self.branches["main"]].files
        assert all(main.get(path) == base.get(path) for path in changed), "a conflict: the forge would not merge this"
        self.push({**main, **changed})
        self.pulls[number] = pull._replace(state="merged")
        del self.branches[pull.branch]

    @property
    def main(self) -> dict[str, bytes]:
        return self.commits[self.branches["main"]].files

    def list_issues(self) -> list[Issue]:
        return self._call("list_issues", lambda: [self._counted(issue) for n, issue in sorted(self.issues.items()) if n not in self.closed])

    def list_comments(self, issue: int) -> list[Comment]:
        return self._call("list_comments", lambda: list(self.notes.get(issue, ())))

    def create_comment(self, issue: int, body: str) -> None:
        self._call("create_comment", lambda: self.notes.setdefault(issue, []).append(Comment(self._next(), body, True)))

    def edit_comment(self, comment: int, body: str) -> None:
        def edit() -> None:
            for notes in self.notes.values():
                notes[:] = [note._replace(body=body) if note.id == comment else note for note in notes]

        self._call("edit_comment", edit)

    def delete_comment(self, comment: int) -> None:
        def delete() -> None:
            for notes in self.notes.values():
                notes[:] = [note for note in notes if note.id != comment]

        self._call("delete_comment", delete)

    def close_issue(self, issue: int, reason: str) -> None:
        self._call("close_issue", lambda: self.closed.setdefault(issue, reason))

    def edit_issue(self, issue: int, title: str, body: str) -> None:
        self._call("edit_issue", lambda: self.issues.update({issue: self.issues[issue]._replace(title=title, body=body)}))

    def find_permission(self, account: int) -> str:
        return self._call("find_permission", lambda: self.permissions.get(account, "none"))

    def list_labels(self) -> list[str]:
        return self._call("list_labels", lambda: list(self.labels))

    def create_label(self, name: str, color: str, description: str) -> None:
        self._call("create_label", lambda: self.labels.setdefault(name, color))

    def set_labels(self, issue: int, labels: Sequence[str]) -> None:
        self._call("set_labels", lambda: self.issues.update({issue: self.issues[issue]._replace(labels=tuple(labels))}))

    def list_pulls(self, since: int = 0) -> list[Pull]:
        return self._call("list_pulls", lambda: [p for p in reversed(self.pulls.values()) if p.state == "open" or p.number >= since])

    def create_pull(self, branch: str, title: str, body: str) -> None:
        def create() -> None:
            if any(pull.branch == branch and pull.state == "open" for pull in self.pulls.values()):
                raise LostError
            assert branch in self.branches
            number = self._next()
            self.pulls[number] = Pull(number, branch, "open")

        self._call("create_pull", create)

    def close_pull(self, pull: int) -> None:
        self._call("close_pull", lambda: self.pulls.update({pull: self.pulls[pull]._replace(state="withdrawn")}))

    def find_head(self, branch: str) -> str | None:
        return self._call("find_head", lambda: self.branches.get(branch))

    def read_files(self, commit: str) -> Mapping[str, bytes]:
        return self._call("read_files", lambda: dict(self.commits[commit].files))

    def commit_files(self, parent: str, files: Mapping[str, str], message: str) -> str:
        tree = {**self.commits[parent].files, **{path: text.encode() for path, text in files.items()}}
        return self._call("commit_files", lambda: self._add(Commit(parent, tree, message)))

    def post_status(self, commit: str, good: bool) -> None:
        self._call("post_status", lambda: self.statuses.update({commit: good}))

    def create_branch(self, branch: str, commit: str) -> None:
        def create() -> None:
            if branch in self.branches:
                raise LostError
            self.branches[branch] = commit

        self._call("create_branch", create)

    def move_branch(self, branch: str, commit: str) -> None:
        def move() -> None:
            if self.commits[commit].parent != self.branches[branch]:
                raise LostError
            self.branches[branch] = commit

        self._call("move_branch", move)

    def delete_branch(self, branch: str) -> None:
        self._call("delete_branch", lambda: self.branches.pop(branch, None))

    def _call(self, name: str, act: Callable[[], object]):  # type: ignore[no-untyped-def]
        n = len(self.calls)
        self.calls.append(name)
        if self.hook:
            self.hook(n, name, False)
        result = act()
        if self.hook:
            self.hook(n, name, True)
        return result

    def _counted(self, issue: Issue) -> Issue:
        return issue._replace(comments=len(self.notes.get(issue.number, ())))

    def _next(self) -> int:
        self.numbers += 1
        return self.numbers

    def _add(self, commit: Commit) -> str:
        files = "".join(f"{path}\0{hashlib.sha256(data).hexdigest()}" for path, data in sorted(commit.files.items()))
        id = hashlib.sha256(f"{commit.parent}{files}{commit.message}{len(self.commits)}".encode()).hexdigest()[:16]
        self.commits[id] = commit
        return id
