"""Where the emulator falls short of GitHub: what its answers lack, and what it doesn't know at all. gaps.yml tells why for each.

A stand-in is written by hand from GitHub's documentation; its answer is held against the description like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
import requests

from contract.description import Call
from contract.operations import Operation

Upstream = Callable[..., requests.Response]

REPOSITORY = "/repos/{owner}/{repo}"
PERMISSION = f"{REPOSITORY}/collaborators/{{username}}/permission"
OLDER_WORDS = {"admin": "admin", "maintain": "write", "write": "write", "triage": "read", "read": "read"}
"""What `permission` says of each role (GitHub's documentation of this operation)."""

RULE = {"type": "deletion", "ruleset_source_type": "Repository", "ruleset_source": "lamp-town/workbench", "ruleset_id": 1}
RULESET = {"id": 1, "name": "main", "source": "lamp-town/workbench", "enforcement": "active", "bypass_actors": [{"actor_id": 5, "actor_type": "RepositoryRole", "bypass_mode": "always"}]}


class Made(NamedTuple):
    """An answer that was not the emulator's."""

    status: int
    data: Any


def mend(operation: Operation, status: int, data: Any) -> Any:
    """An answer of the emulator with what it lacks."""
    change = MENDS.get((operation.method, operation.path))
    return change(data) if change and status == 200 else data


def stand_in(operation: Operation, call: Call, upstream: Upstream) -> Made | None:
    """The answer to an operation that the emulator doesn't know; None where it does."""
    make = STAND_INS.get((operation.method, operation.path))
    return make(call, upstream) if make else None


def _find_account(call: Call, upstream: Upstream) -> Made:
    number = int(call.path.rpartition("/")[2])
    login = next((user["login"] for user in upstream("GET", "/users?per_page=100").json() if user["id"] == number), None)
    return Made(200, upstream("GET", f"/users/{login}").json()) if login else _say_nothing()


def _find_permission(call: Call, upstream: Upstream) -> Made | None:
    """Anyone may read a public repository; the emulator knows only whom it was told of."""
    if upstream("GET", call.path).status_code != 404:
        return None
    user = upstream("GET", f"/users/{call.path.split('/')[-2]}")
    return Made(200, {"permission": "read", "role_name": "read", "user": {**user.json(), "role_name": "read"}}) if user.status_code == 200 else _say_nothing()


def _complete_permission(data: Any) -> Any:
    role = data["role_name"]
    return {**data, "permission": OLDER_WORDS[role], "user": {**data["user"], "role_name": role}}


def _delete_branch(call: Call, upstream: Upstream) -> Made | None:
    there = upstream("GET", call.path.replace("/git/refs/", "/git/ref/")).status_code == 200
    return None if there else Made(422, {"message": "Reference does not exist", "documentation_url": "", "status": "422"})


def _post_status(call: Call, upstream: Upstream) -> Made:
    home, _, commit = call.path.rpartition("/statuses/")
    if upstream("GET", f"{home}/git/commits/{commit}").status_code != 200:
        return Made(422, {"message": f"No commit found for SHA: {commit}", "documentation_url": "", "status": "422"})
    given = msgspec.json.decode(call.body)
    user = upstream("GET", "/user").json()
    moment = "2026-03-02T01:00:00Z"
    told = {"url": commit, "avatar_url": None, "id": 1, "node_id": "", "description": None, "target_url": None, "created_at": moment, "updated_at": moment}
    return Made(201, {**told, **given, "creator": user})


def _list_all_comments(call: Call, upstream: Upstream) -> Made:
    issues = upstream("GET", call.path.replace("/comments", "?state=all&per_page=100")).json()
    rows = [row for issue in issues for row in upstream("GET", f"{call.path.replace('/comments', '')}/{issue['number']}/comments?per_page=100").json()]
    rows.sort(key=lambda row: row["created_at"], reverse=call.query.get("direction") == "desc")
    size, page = int(call.query.get("per_page", 30)), int(call.query.get("page", 1))
    return Made(200, rows[size * (page - 1) : size * page])


def _create_label(call: Call, upstream: Upstream) -> Made | None:
    name = msgspec.json.decode(call.body)["name"]
    if upstream("GET", f"{call.path}/{quote(name)}").status_code != 200:
        return None
    return _refuse({"resource": "Label", "code": "already_exists", "field": "name"})


def _create_pull(call: Call, upstream: Upstream) -> Made | None:
    given = msgspec.json.decode(call.body)
    head = f"{call.path.split('/')[2]}:{given['head']}"
    if not upstream("GET", f"{call.path}?state=open&head={quote(head)}&base={quote(given['base'])}").json():
        return None
    return _refuse({"resource": "PullRequest", "code": "custom", "message": f"A pull request already exists for {head}."})


def _refuse(error: dict[str, str]) -> Made:
    return Made(422, {"message": "Validation Failed", "errors": [error], "documentation_url": "", "status": "422"})


def _say_nothing(call: Call | None = None, upstream: Upstream | None = None) -> Made:
    return Made(404, {"message": "Not Found", "documentation_url": "", "status": "404"})


STAND_INS: dict[tuple[str, str], Callable[[Call, Upstream], Made | None]] = {
    ("get", "/user/{account_id}"): _find_account,
    ("get", PERMISSION): _find_permission,
    ("post", f"{REPOSITORY}/labels"): _create_label,
    ("post", f"{REPOSITORY}/pulls"): _create_pull,
    ("post", f"{REPOSITORY}/statuses/{{sha}}"): _post_status,
    ("delete", f"{REPOSITORY}/git/refs/{{ref}}"): _delete_branch,
    ("get", f"{REPOSITORY}/rules/branches/{{branch}}"): lambda call, upstream: Made(200, [RULE]),
    ("get", f"{REPOSITORY}/rulesets/{{ruleset_id}}"): lambda call, upstream: Made(200, RULESET),
    ("get", f"{REPOSITORY}/actions/permissions"): lambda call, upstream: Made(200, {"enabled": True, "allowed_actions": "all", "sha_pinning_required": True}),
    ("get", f"{REPOSITORY}/actions/permissions/workflow"): lambda call, upstream: Made(200, {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": True}),
    ("get", f"{REPOSITORY}/actions/variables/{{name}}"): _say_nothing,
    ("get", f"{REPOSITORY}/issues/comments"): _list_all_comments,
    ("get", f"{REPOSITORY}/pages"): _say_nothing,
}
MENDS: dict[tuple[str, str], Callable[[Any], Any]] = {
    ("get", REPOSITORY): lambda data: {"network_count": 0, "subscribers_count": 0, **data},
    ("get", PERMISSION): _complete_permission,
}
