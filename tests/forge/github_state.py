"""What a GitHub in a test remembers of one repository, and the stumbles that a test planned for it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event
from typing import Any

from wishlight.records.store import blob_id

BOT = {"id": 41898282, "login": "github-actions[bot]", "type": "Bot"}
Reply = tuple[int, Any]


@dataclass
class Stumble:
    """What happens to the next call that fits: the answer, and whether the call took effect before it was lost, or came too late."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    after: bool = False
    slow: bool = False
    body: Any = None
    times: int = 1


@dataclass
class GitHubState:
    """One repository, its clock, and a log of the calls."""

    now: datetime
    repository: str = "wishlight-demo/yunxi"
    token: str = "test-token"
    blobs: dict[str, bytes] = field(default_factory=dict)
    trees: dict[str, dict[str, str]] = field(default_factory=dict)
    commits: dict[str, dict[str, Any]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    statuses: list[tuple[str, str]] = field(default_factory=list)
    stumbles: list[Stumble] = field(default_factory=list)
    log: list[tuple[str, str, int]] = field(default_factory=list)
    seen: list[Mapping[str, str]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    logins: dict[int, str] = field(default_factory=dict)
    roles: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    truncate: bool = False
    user: dict[str, Any] | None = None
    address: str = ""
    end: Event = field(default_factory=Event)

    def write_tree(self, files: Mapping[str, str]) -> str:
        id = hashlib.sha1(json.dumps(sorted(files.items())).encode()).hexdigest()  # noqa: S324 - as long as git's
        self.trees[id] = dict(files)
        return id

    def commit(self, files: Mapping[str, bytes], branch: str = "main", message: str = "by hand") -> str:
        for data in files.values():
            self.blobs[blob_id(data)] = data
        tree = self.write_tree({path: blob_id(data) for path, data in files.items()})
        head = self.heads.get(branch)
        self.heads[branch] = self.add_commit(tree, [head] if head else [], message)
        return self.heads[branch]

    def add_commit(self, tree: str, parents: list[str], message: str) -> str:
        id = hashlib.sha1(f"{tree}{parents}{message}{len(self.commits)}".encode()).hexdigest()  # noqa: S324
        self.commits[id] = {"sha": id, "message": message, "tree": {"sha": tree}, "parents": [{"sha": parent} for parent in parents]}
        return id

    def files(self, branch: str = "main") -> dict[str, bytes]:
        tree = self.trees[self.commits[self.heads[branch]]["tree"]["sha"]]
        return {path: self.blobs[id] for path, id in tree.items()}

    def open_issue(self, number: int, body: str, account: int | None, kind: str = "User") -> None:
        user = None if account is None else self.find_user(account, kind)
        created = self.now.isoformat()
        self.issues[number] = {"number": number, "title": "", "body": body, "user": user, "state": "open", "created_at": created}

    def find_user(self, account: int, kind: str = "User") -> dict[str, Any]:
        return {"id": account, "login": self.logins.setdefault(account, f"user{account}"), "type": kind}

    def merge(self, number: int) -> None:
        pull = self.pulls[number]
        self.commit({**self.files(), **self.files(pull["head"]["ref"])}, message="merge")
        pull |= {"state": "closed", "merged_at": self.now.isoformat()}
        del self.heads[pull["head"]["ref"]]

    def answers(self, issue: int) -> list[str]:
        return [comment["body"] for comment in self.comments.values() if comment["issue"] == issue]

    def writes(self) -> list[tuple[str, str, int]]:
        return [call for call in self.log if call[0] != "GET"]

    def refuse(self, why: str) -> Reply:
        return 422, {"message": why if why.startswith("Ref") else "Validation Failed", "errors": [{"message": why}]}
