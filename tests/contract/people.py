"""People at the forge: what they send by hand goes through the same proxy and is held against the same description."""

from __future__ import annotations

from typing import Any

import requests

from contract.emulator import token_of


class Person:
    """An account and one repository."""

    def __init__(self, address: str, repository: str, login: str) -> None:
        self._home, self._session, self.login = f"{address}/repos/{repository}", requests.Session(), login
        self._session.trust_env = False
        self._session.headers.update({"Authorization": f"token {token_of(login)}", "User-Agent": f"{login} by hand"})
        self.number: int = self._session.get(f"{address}/user", timeout=30).json()["id"]

    def call(self, method: str, path: str, body: object = None, expect: int = 200) -> Any:
        """The JSON that a call below the repository answers with."""
        answer = self._session.request(method, self._home + path, json=body, timeout=30)
        assert answer.status_code == expect, (method, path, answer.status_code, answer.text[:500])
        return answer.json() if answer.content else None

    def open_issue(self, title: str, body: str) -> int:
        """Send a form; the number of its issue."""
        return int(self.call("POST", "/issues", {"title": title, "body": body}, 201)["number"])

    def edit_issue(self, number: int, body: str) -> None:
        """Write something else into one's own form."""
        self.call("PATCH", f"/issues/{number}", {"body": body})

    def read_issue(self, number: int) -> dict[str, Any]:
        """An issue."""
        return dict(self.call("GET", f"/issues/{number}"))

    def read_answers(self, number: int) -> list[str]:
        """What the program wrote below an issue."""
        rows = self.call("GET", f"/issues/{number}/comments?per_page=100")
        return [row["body"] for row in rows if row["user"]["login"] == "lamp-bot"]

    def list_pulls(self, state: str = "open") -> list[dict[str, Any]]:
        """Pull requests, the newest first."""
        return list(self.call("GET", f"/pulls?state={state}&per_page=100"))

    def merge(self, pull: dict[str, Any], how: str = "squash") -> None:
        """Press the button, for the very commit that was looked at."""
        self.call("PUT", f"/pulls/{pull['number']}/merge", {"sha": pull["head"]["sha"], "merge_method": how})
