"""A real bare git repository that holds what the emulator's repository holds, under the very same ids.

The emulator names its blobs, trees and commits as git does. So each commit can be written here by git from what the API tells of it, and
git must find the same id; and a commit that git made is sent there object by object, and the emulator must find the same id.
"""

from __future__ import annotations

import os
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from contract.people import Person


class Hub:
    """The bare repository and a maintainer's clone of it."""

    def __init__(self, folder: Path, keeper: Person) -> None:
        self.bare, self.clone, self._keeper = folder / "hub.git", folder / "clone", keeper
        self._index = folder / "index"
        run_git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.bare))
        self.fetch()
        run_git(folder, "clone", "--quiet", str(self.bare), str(self.clone))
        for key, value in (("user.name", keeper.login), ("user.email", f"{keeper.login}@users.noreply.github.com")):
            run_git(self.clone, "config", key, value)

    def fetch(self, branch: str = "main") -> str:
        """Bring the bare repository to where the emulator's branch is; main may only go forward. Its head."""
        head = str(self._keeper.call("GET", f"/git/ref/heads/{branch}")["object"]["sha"])
        self._write_commit(head)
        before = run_git(self.bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip()
        if before and branch == "main":
            run_git(self.bare, "merge-base", "--is-ancestor", before, head)
        run_git(self.bare, "update-ref", f"refs/heads/{branch}", head)
        return head

    def pull(self) -> str:
        """The clone as a fresh checkout of main would be; the commit that it was at before."""
        before = run_git(self.clone, "rev-parse", "HEAD").strip()
        self.fetch()
        run_git(self.clone, "pull", "--quiet", "--ff-only")
        return before

    def push(self, message: str) -> None:
        """Commit what the clone holds, send it to both, and see that they agree on its name."""
        run_git(self.clone, "add", "--all")
        run_git(self.clone, "commit", "--quiet", "-m", message)
        head = run_git(self.clone, "rev-parse", "HEAD").strip()
        self._send_commit(head)
        self._keeper.call("PATCH", "/git/refs/heads/main", {"sha": head})
        run_git(self.clone, "push", "--quiet", "origin", "main")

    def _has(self, id: str) -> bool:
        return subprocess.run(["git", "-C", str(self.bare), "cat-file", "-e", id], capture_output=True, check=False).returncode == 0

    def _write_commit(self, id: str) -> None:
        if self._has(id):
            return
        told = self._keeper.call("GET", f"/git/commits/{id}")
        parents = [parent["sha"] for parent in told["parents"]]
        for parent in parents:
            self._write_commit(parent)
        self._write_tree(told["tree"]["sha"])
        lines = [f"tree {told['tree']['sha']}", *(f"parent {parent}" for parent in parents)]
        for role in ("author", "committer"):
            who = told[role]
            lines.append(f"{role} {who['name']} <{who['email']}> {_to_seconds(who['date'])} +0000")
        text = "\n".join([*lines, "", told["message"]])
        assert self._write("commit", (text if text.endswith("\n") else f"{text}\n").encode()) == id

    def _write_tree(self, id: str) -> None:
        entries = self._keeper.call("GET", f"/git/trees/{id}?recursive=1")["tree"]
        files = [entry for entry in entries if entry["type"] == "blob"]
        for entry in files:
            if not self._has(entry["sha"]):
                content = self._keeper.call("GET", f"/git/blobs/{entry['sha']}")["content"]
                assert self._write("blob", b64decode(content)) == entry["sha"]
        self._index.unlink(missing_ok=True)
        rows = "".join(f"{entry['mode']} {entry['sha']}\t{entry['path']}\n" for entry in files)
        place = {"GIT_INDEX_FILE": str(self._index)}
        run_git(self.bare, "update-index", "--index-info", given=rows.encode(), environ=place)
        assert run_git(self.bare, "write-tree", environ=place).strip() == id

    def _write(self, kind: str, data: bytes) -> str:
        return run_git(self.bare, "hash-object", "-t", kind, "-w", "--stdin", given=data).strip()

    def _send_commit(self, id: str) -> None:
        parent, tree = run_git(self.clone, "log", "-1", "--format=%P %T", id).split()
        base = run_git(self.clone, "log", "-1", "--format=%T", parent).strip()
        rows = run_git(self.clone, "diff-tree", "-r", "-z", "--no-renames", parent, id).split("\0")
        entries = [self._send_file(facts.split(), path) for facts, path in zip(rows[::2], rows[1::2], strict=False) if path]
        assert self._keeper.call("POST", "/git/trees", {"base_tree": base, "tree": entries}, 201)["sha"] == tree
        name, mail, when, message = run_git(self.clone, "log", "-1", "--format=%an%n%ae%n%aI%n%B", id).split("\n", 3)
        body = {"message": message.rstrip("\n"), "tree": tree, "parents": [parent], "author": {"name": name, "email": mail, "date": when}}
        assert self._keeper.call("POST", "/git/commits", body, 201)["sha"] == id

    def _send_file(self, facts: list[str], path: str) -> dict[str, Any]:
        mode, id = facts[1], facts[3]
        if not id.strip("0"):
            return {"path": path, "mode": facts[0].lstrip(":"), "type": "blob", "sha": None}
        data = subprocess.run(["git", "-C", str(self.clone), "cat-file", "blob", id], capture_output=True, check=True).stdout
        body = {"content": b64encode(data).decode(), "encoding": "base64"}
        assert self._keeper.call("POST", "/git/blobs", body, 201)["sha"] == id
        return {"path": path, "mode": mode, "type": "blob", "sha": id}


def run_git(folder: Path, *arguments: str, given: bytes | None = None, environ: dict[str, str] | None = None) -> str:
    """What git prints, at a clock without a time zone and without this machine's settings."""
    around = {**os.environ, "TZ": "UTC", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, **(environ or {})}
    done = subprocess.run(["git", *arguments], cwd=folder, input=given, env=around, capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8")


def _to_seconds(text: str) -> int:
    from datetime import datetime

    return int(datetime.fromisoformat(text).timestamp())
