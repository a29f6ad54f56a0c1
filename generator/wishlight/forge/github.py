"""GitHub as the port wants it. Numbers, never names, say who; what exists already or is gone already counts as done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from wishlight.forge.github_calls import Answer, Calls, need, say_why
from wishlight.forge.github_comments import Shelf
from wishlight.forge.github_files import Files
from wishlight.forge.github_json import WITHDRAWN, parse_comment, parse_issue, parse_pull, read_login, read_permission
from wishlight.forge.port import Comment, Issue, LostError, Pull, RefusedError

CHECK = "wishlight"
"""The name under which the judge's word stands on a commit."""

GONE = (404, 410)
MOVED = (301, 302, 307, 308)
"""How GitHub answers where an issue was taken to another repository: it is gone from here."""

Tell = Callable[[str, object], None]


class GitHub:
    """One repository. `branches` begins the names of our branches, `main` is where they are to be merged.

    `read_blob` finds a file that is here already, by its git id; `tell` hears of each write; `last` is the last issue to look at.
    """

    def __init__(
        self,
        calls: Calls,
        repository: str,
        branches: str,
        *,
        main: str = "main",
        read_blob: Callable[[str], bytes | None] = lambda id: None,
        tell: Tell = lambda what, which: None,
        last: int | None = None,
    ) -> None:
        self._calls, self._home, self._branches = calls, f"/repos/{quote(repository)}", branches
        self._main = main
        self._tell, self._last = tell, last
        self._files = Files(calls, self._home, read_blob)
        self._shelf = Shelf()
        self._logins: dict[int, str] = {}
        self._us: tuple[int | None] | None = None

    def read_clock(self) -> datetime:
        """The host's time: that of this machine may be wrong. The call costs nothing of the hour's allowance."""
        self._calls.send("GET", "/rate_limit")
        return self._calls.now or datetime.now(UTC)

    def list_issues(self) -> list[Issue]:
        rows = list(self._pages("/issues?state=open&sort=created&direction=asc"))
        self._logins.update(filter(None, map(read_login, rows)))
        by_number = {issue.number: issue for issue in map(parse_issue, rows) if issue and (self._last is None or issue.number <= self._last)}
        found = [by_number[number] for number in sorted(by_number)]
        self._shelf = Shelf(found)
        return found

    def list_comments(self, issue: int) -> list[Comment]:
        if self._shelf.holds(issue, self._find_us, self._pages):
            return self._shelf.take(issue)
        try:
            found = [parse_comment(data, self._find_us()) for data in self._pages(f"/issues/{issue}/comments")]
        except RefusedError as error:
            if error.status in (*GONE, *MOVED):
                return []
            raise
        return [comment for comment in found if comment]

    def create_comment(self, issue: int, body: str) -> None:
        self._shelf.forget(issue)
        self._write("POST", f"/issues/{issue}/comments", {"body": body}, "commented", issue)

    def edit_comment(self, comment: int, body: str) -> None:
        self._shelf.forget_comment(comment)
        self._write("PATCH", f"/issues/comments/{comment}", {"body": body}, "edited", comment)

    def delete_comment(self, comment: int) -> None:
        self._shelf.forget_comment(comment)
        self._write("DELETE", f"/issues/comments/{comment}", None, "deleted", comment)

    def close_issue(self, issue: int, reason: str) -> None:
        self._write("PATCH", f"/issues/{issue}", {"state": "closed", "state_reason": reason}, "closed", issue)

    def edit_issue(self, issue: int, title: str, body: str) -> None:
        self._write("PATCH", f"/issues/{issue}", {"title": title, "body": body}, "blanked", issue)

    def find_permission(self, account: int) -> str:
        """By the account's name as of this look; what the answer is about is checked by its number."""
        login = self._logins.get(account) or (self._calls.get(f"/user/{account}") or {}).get("login")
        found = login and self._calls.get(f"{self._home}/collaborators/{quote(login)}/permission")
        return read_permission(found or {}, account)

    def list_labels(self) -> list[str]:
        return [str(label["name"]) for label in self._pages("/labels")]

    def create_label(self, name: str, color: str, description: str) -> None:
        answer = self._calls.send("POST", f"{self._home}/labels", {"name": name, "color": color, "description": description})
        if not (answer.status == 422 and "already_exists" in say_why(answer.data)):
            need(answer)
            self._tell("labelled", name)

    def set_labels(self, issue: int, labels: Sequence[str]) -> None:
        if labels:
            self._write("PUT", f"/issues/{issue}/labels", {"labels": list(labels)}, "marked", issue)
        else:  # the description of the API allows no empty list here
            self._write("DELETE", f"/issues/{issue}/labels", None, "marked", issue)

    def list_pulls(self, since: int = 0) -> list[Pull]:
        how = "&sort=created&direction=desc"
        rows = {data["number"]: data for data in self._pages(f"/pulls?state=open{how}")}
        for data in self._pages(f"/pulls?state=closed{how}"):
            if data["number"] < since:
                break  # the pages before it are years of what is done
            rows[data["number"]] = data
        found = [parse_pull(rows[number], self._branches) for number in sorted(rows, reverse=True)]
        return [pull for pull in found if pull and (self._last is None or self._read_issue(pull.branch) <= self._last)]

    def create_pull(self, branch: str, title: str, body: str) -> None:
        answer = self._calls.send("POST", f"{self._home}/pulls", {"title": title, "head": branch, "base": self._main, "body": body})
        _lose_if(answer, "already exists")
        self._tell("proposed", branch)

    def close_pull(self, pull: int) -> None:
        found = self._calls.get(f"{self._home}/pulls/{pull}")
        if found and found.get("state") == "open":
            text = f"{found.get('body') or ''}\n\n{WITHDRAWN}"
            self._write("PATCH", f"/pulls/{pull}", {"state": "closed", "body": text}, "withdrawn", pull)

    def find_head(self, branch: str) -> str | None:
        found = self._calls.get(f"{self._home}/git/ref/heads/{quote(branch)}")
        return str(found["object"]["sha"]) if found else None

    def read_files(self, commit: str) -> Mapping[str, bytes]:
        return self._files.read(commit)

    def commit_files(self, parent: str, files: Mapping[str, str], message: str) -> str:
        return self._files.commit(parent, files, message)

    def post_status(self, commit: str, good: bool) -> None:
        self._write("POST", f"/statuses/{commit}", {"state": "success" if good else "failure", "context": CHECK}, "judged", commit)

    def create_branch(self, branch: str, commit: str) -> None:
        answer = self._calls.send("POST", f"{self._home}/git/refs", {"ref": f"refs/heads/{branch}", "sha": commit})
        _lose_if(answer, "already exists")
        self._tell("branched", branch)

    def move_branch(self, branch: str, commit: str) -> None:
        answer = self._calls.send("PATCH", f"{self._home}/git/refs/heads/{quote(branch)}", {"sha": commit, "force": False})
        _lose_if(answer, "fast forward", "fast-forward", "does not exist")
        self._tell("moved", branch)

    def delete_branch(self, branch: str) -> None:
        answer = self._calls.send("DELETE", f"{self._home}/git/refs/heads/{quote(branch)}")
        if answer.status in GONE or (answer.status == 422 and "does not exist" in say_why(answer.data).lower()):
            return
        need(answer)
        self._tell("unbranched", branch)

    def _write(self, method: str, path: str, body: Mapping[str, object] | None, done: str, which: object) -> None:
        """A write to something that may be gone by now, which is as good."""
        answer = need(self._calls.send(method, self._home + path, body), *GONE, *MOVED)
        if answer.status < 300:
            self._tell(done, which)

    def _pages(self, path: str) -> Iterator[Any]:
        return self._calls.get_pages(f"{self._home}{path}{'&' if '?' in path else '?'}per_page=100")

    def _read_issue(self, branch: str) -> int:
        number = branch.removeprefix(self._branches).split("-")[0]
        return int(number) if number.isdigit() else 0

    def _find_us(self) -> int | None:
        """The number of the account whose token this is; None for a workflow's or app's token, which has none."""
        if self._us is None:
            answer = self._calls.send("GET", "/user")
            self._us = (answer.data.get("id") if answer.status == 200 else None,)
        return self._us[0]


def _lose_if(answer: Answer, *words: str) -> None:
    """Raises LostError where the host says by one of these words that someone was faster, and RefusedError for any other no."""
    why = say_why(answer.data).lower()
    if answer.status == 409 or (answer.status == 422 and any(word in why for word in words)):
        raise LostError
    need(answer)
