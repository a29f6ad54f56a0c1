"""Anyone's pull requests, found by the commit that they propose: a number that someone else wrote down is never believed."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from wishlight.forge.github_calls import Calls


def find_open_pull(calls: Calls, repository: str, branch: str, commit: str) -> int | None:
    """The open pull request to a branch whose newest commit this is; None where it has moved on or was closed. Raises BusyError and RefusedError."""
    rows = calls.get_pages(f"/repos/{quote(repository)}/pulls?state=open&base={quote(branch, safe='')}&sort=created&direction=desc&per_page=100")
    return next((int(row["number"]) for row in rows if _proposes(row, branch, commit)), None)


def _proposes(row: Any, branch: str, commit: str) -> bool:
    head, base = (row.get(end) or {} for end in ("head", "base"))
    return bool(commit) and row.get("state") == "open" and head.get("sha") == commit and base.get("ref") == branch and isinstance(row.get("number"), int)
