"""Commits and the record files in them, each fetched once, and not at all where this machine has it or wrote it."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wishlight.forge.github_calls import Calls, need
from wishlight.records.store import FOLDER, blob_id, is_record

TRAILER = "Wishlight-Tree"
"""The line of our commits' messages that names the very files they hold, so that anyone can tell one that was changed since."""


class Files:
    """What is known of one repository's commits. `home` is its address; `read_blob` finds a file that is here already, by its git id."""

    def __init__(self, calls: Calls, home: str, read_blob: Callable[[str], bytes | None]) -> None:
        self._calls, self._home, self._read_blob = calls, home, read_blob
        self._blobs: dict[str, bytes] = {}
        self._commits: dict[str, Any] = {}

    def read(self, commit: str) -> Mapping[str, bytes]:
        return {path: self._fetch_blob(id) for path, id in self._list_tree(self._read_commit(commit)["tree"]["sha"])}

    def commit(self, parent: str, files: Mapping[str, str], message: str) -> str:
        entries = [{"path": path, "mode": "100644", "type": "blob", "content": text} for path, text in sorted(files.items())]
        base = self._read_commit(parent)["tree"]["sha"]
        self._blobs.update({blob_id(text.encode()): text.encode() for text in files.values()})
        tree = need(self._calls.send("POST", f"{self._home}/git/trees", {"base_tree": base, "tree": entries})).data["sha"]
        body = {"message": f"{message}\n\n{TRAILER}: {tree}", "tree": tree, "parents": [parent]}
        made = need(self._calls.send("POST", f"{self._home}/git/commits", body)).data
        self._commits[made["sha"]] = made
        return str(made["sha"])

    def _read_commit(self, commit: str) -> Any:
        if commit not in self._commits:
            self._commits[commit] = need(self._calls.send("GET", f"{self._home}/git/commits/{commit}")).data
        return self._commits[commit]

    def _list_tree(self, tree: str) -> Iterator[tuple[str, str]]:
        """Path and git id of every record file of a tree."""
        top = self._read_tree(tree, "")
        records = next((entry["sha"] for entry in top["tree"] if entry["path"] == FOLDER and entry["type"] == "tree"), None)
        for path, id in self._walk_tree(records, FOLDER) if records else ():
            if is_record(path):
                yield path, id

    def _walk_tree(self, tree: str, folder: str) -> Iterator[tuple[str, str]]:
        """All files below a tree. One that is too large to come at once (100,000 entries or 7 MB) comes folder by folder."""
        found = self._read_tree(tree, "?recursive=1")
        whole = not found.get("truncated")
        for entry in (found if whole else self._read_tree(tree, ""))["tree"]:
            path = f"{folder}/{entry['path']}"
            if entry["type"] == "blob":
                yield path, entry["sha"]
            elif entry["type"] == "tree" and not whole:
                yield from self._walk_tree(entry["sha"], path)

    def _read_tree(self, tree: str, how: str) -> Any:
        return need(self._calls.send("GET", f"{self._home}/git/trees/{tree}{how}")).data

    def _fetch_blob(self, id: str) -> bytes:
        if id not in self._blobs:
            here = self._read_blob(id)
            if here is None:
                here = b64decode(need(self._calls.send("GET", f"{self._home}/git/blobs/{id}")).data["content"])
            self._blobs[id] = here
        return self._blobs[id]
