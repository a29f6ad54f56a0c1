"""What GitHub sends, read leniently: what is missing or was deleted is nothing, and one odd answer stops nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from wishlight.forge.port import Comment, Issue, Pull
from wishlight.records.board.model import PERMISSIONS

Json = Mapping[str, Any]

GHOST = 10137
"""The account under which GitHub shows what deleted accounts wrote (github.com/ghost)."""

WITHDRAWN = "<!-- wishlight withdrawn -->"
"""Stands unseen in the text of a pull request that we closed ourselves: nobody has said no to it."""


def parse_issue(data: Json) -> Issue | None:
    """An issue; None for a pull request, which GitHub lists among them, and for what has no number or time."""
    try:
        number, created = int(data["number"]), datetime.fromisoformat(data["created_at"])
    except (LookupError, TypeError, ValueError):
        return None
    if data.get("pull_request"):
        return None
    user = _read_user(data)
    title, body, comments = data.get("title") or "", data.get("body") or "", data.get("comments") or 0
    return Issue(number, title, body, read_account(user), is_bot(user), created, comments, tuple(_read_labels(data)))


def parse_comment(data: Json, us: int | None) -> Comment | None:
    """A comment. Ours is what our own account wrote; a workflow's token has no account that it could name, only that it is a program's."""
    if not isinstance(data.get("id"), int):
        return None
    user = _read_user(data)
    ours = is_bot(user) if us is None else read_account(user) == us
    return Comment(data["id"], data.get("body") or "", ours)


def parse_pull(data: Json, branches: str) -> Pull | None:
    """A pull request from one of our branches; None for others, and for a fork's branch that only bears such a name."""
    head, base = (data.get(end) or {} for end in ("head", "base"))
    branch = str(head.get("ref") or "")
    home = [(end.get("repo") or {}).get("id") for end in (head, base)]
    if not branch.startswith(branches) or home[0] != home[1] or not isinstance(data.get("number"), int):
        return None
    if data.get("merged_at") or data.get("merged"):
        state = "merged"
    elif data.get("state") == "open":
        state = "open"
    else:
        state = "withdrawn" if WITHDRAWN in (data.get("body") or "") else "closed"
    return Pull(data["number"], branch, state)


def read_account(user: Json) -> int | None:
    """The number of an account, which stays when its name changes; None where it was deleted."""
    id = user.get("id")
    return id if isinstance(id, int) and id != GHOST else None


def is_bot(user: Json) -> bool:
    """Whether an account is a program's."""
    return user.get("type") == "Bot"


def read_login(data: Json) -> tuple[int, str] | None:
    """The number of an author and the name it goes by at this moment."""
    user = _read_user(data)
    account, login = read_account(user), user.get("login")
    return (account, login) if account is not None and isinstance(login, str) else None


def read_permission(data: Json, account: int) -> str:
    """What an account may do, by the role that says most; `none` where the answer is about another account.

    The older field knows no triage and no maintain, the newer one may hold a name that an organisation gave.
    """
    if read_account(_read_user(data)) != account:
        return PERMISSIONS[0]
    said = [data.get("permission"), data.get("role_name")]
    return max((role for role in said if role in PERMISSIONS), key=PERMISSIONS.index, default=PERMISSIONS[0])


def _read_labels(data: Json) -> Iterator[str]:
    for label in data.get("labels") or ():
        name = label.get("name") if isinstance(label, dict) else label
        if isinstance(name, str):
            yield name


def _read_user(data: Json) -> Json:
    user = data.get("user")
    return user if isinstance(user, dict) else {}
