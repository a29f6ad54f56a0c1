"""How a GitHub in a test answers each of the calls that intake makes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from forge.github_state import BOT, GitHubState, Reply
from wishlight.records.store import blob_id

PAGE = 3
"""Items a page, so that every list has several."""


def _list(state: GitHubState, rows: list[Any], query: Mapping[str, list[str]], path: str) -> Reply:
    page = int(query.get("page", ["1"])[0])
    more = rows[page * PAGE :]
    rest = "&".join(f"{key}={values[0]}" for key, values in query.items() if key != "page")
    link = f'<{state.address}{path}?{rest}&page={page + 1}>; rel="next"' if more else ""
    return 200, {"rows": rows[(page - 1) * PAGE : page * PAGE], "link": link}


def list_issues(state: GitHubState, _: Any, query: Any, path: str) -> Reply:
    rows = [{**issue, "comments": len(state.answers(n))} for n, issue in sorted(state.issues.items()) if issue["state"] == "open"]
    rows += [{"number": pull["number"], "pull_request": {}, "created_at": state.now.isoformat(), "user": BOT} for pull in state.pulls.values()]
    return _list(state, rows, query, path)


def list_comments(state: GitHubState, _: Any, query: Any, path: str, issue: str) -> Reply:
    if int(issue) in state.moved:
        return 301, {"message": "Moved Permanently", "url": "https://api.github.com/repositories/9/issues/1/comments"}
    if int(issue) not in state.issues:
        return 404, {"message": "Not Found"}
    return _list(state, [c for c in state.comments.values() if c["issue"] == int(issue)], query, path)


def list_all_comments(state: GitHubState, _: Any, query: Any, path: str) -> Reply:
    assert (query["sort"], query["direction"]) == (["created"], ["desc"])
    address = f"{state.address}/repos/{state.repository}/issues/"
    rows = [{**c, "issue_url": f"{address}{c['issue']}"} for c in reversed(state.comments.values())]
    return _list(state, rows, query, path)


def add_comment(state: GitHubState, body: Any, _: Any, __: str, issue: str) -> Reply:
    if int(issue) in state.moved:
        return 301, {"message": "Moved Permanently", "url": "https://api.github.com/repositories/9/issues/1/comments"}
    if int(issue) not in state.issues:
        return 410, {"message": "This issue was deleted"}
    id = max(state.comments, default=9000) + 1
    state.comments[id] = {"id": id, "issue": int(issue), "body": body["body"], "user": state.user or BOT, "created_at": state.now.isoformat()}
    return 201, state.comments[id]


def change_comment(state: GitHubState, body: Any, _: Any, __: str, id: str) -> Reply:
    state.comments[int(id)]["body"] = body["body"]
    return 200, state.comments[int(id)]


def drop_comment(state: GitHubState, _: Any, __: Any, ___: str, id: str) -> Reply:
    return (204, None) if state.comments.pop(int(id), None) else (404, {"message": "Not Found"})


def list_labels(state: GitHubState, _: Any, query: Any, path: str) -> Reply:
    return _list(state, [{"name": name, "color": color} for name, color in state.labels.items()], query, path)


def add_label(state: GitHubState, body: Any, _: Any, __: str) -> Reply:
    if body["name"] in state.labels:
        return 422, {"message": "Validation Failed", "errors": [{"resource": "Label", "code": "already_exists", "field": "name"}]}
    state.labels[body["name"]] = body["color"]
    return 201, body


def put_labels(state: GitHubState, body: Any, _: Any, __: str, issue: str) -> Reply:
    state.issues[int(issue)]["labels"] = [{"name": name} for name in (body or {"labels": ()})["labels"]]
    return 200, state.issues[int(issue)]["labels"]


def read_account(state: GitHubState, _: Any, __: Any, ___: str, account: str) -> Reply:
    return (200, state.find_user(int(account))) if int(account) in state.logins else (404, {"message": "Not Found"})


def read_permission(state: GitHubState, _: Any, __: Any, ___: str, login: str) -> Reply:
    account = next((id for id, name in state.logins.items() if name == login), None)
    if account is None:
        return 404, {"message": f"{login} is not a user"}
    return 200, {**state.roles.get(login, {"permission": "read", "role_name": "read"}), "user": state.find_user(account)}


def change_issue(state: GitHubState, body: Any, _: Any, __: str, issue: str) -> Reply:
    state.issues[int(issue)] |= body
    return 200, state.issues[int(issue)]


def list_pulls(state: GitHubState, _: Any, query: Any, path: str) -> Reply:
    head = query.get("head", [""])[0].removeprefix("wishlight-demo:")
    wanted = ("open", "closed") if query["state"] == ["all"] else query["state"]
    rows = [pull for pull in reversed(state.pulls.values()) if head in ("", pull["head"]["ref"]) and pull["state"] in wanted]
    return _list(state, rows, query, path)


def add_pull(state: GitHubState, body: Any, _: Any, __: str) -> Reply:
    if any(pull["head"]["ref"] == body["head"] and pull["state"] == "open" for pull in state.pulls.values()):
        return state.refuse(f"A pull request already exists for wishlight-demo:{body['head']}.")
    if body["head"] not in state.heads or body["base"] != "main":
        return state.refuse("head or base invalid")
    number = 500 + len(state.pulls)
    head, base = ({"ref": ref, "repo": {"id": 77}} for ref in (body["head"], body["base"]))
    new = {"number": number, "state": "open", "merged_at": None, "head": head, "base": base, "title": body["title"], "body": body["body"]}
    state.pulls[number] = new
    return 201, state.pulls[number]


def read_pull(state: GitHubState, _: Any, __: Any, ___: str, number: str) -> Reply:
    return (200, state.pulls[int(number)]) if int(number) in state.pulls else (404, {"message": "Not Found"})


def change_pull(state: GitHubState, body: Any, _: Any, __: str, number: str) -> Reply:
    state.pulls[int(number)] |= body
    return 200, state.pulls[int(number)]


def read_ref(state: GitHubState, _: Any, __: Any, ___: str, branch: str) -> Reply:
    head = state.heads.get(branch)
    return (200, {"object": {"sha": head}}) if head else (404, {"message": "Not Found"})


def add_ref(state: GitHubState, body: Any, _: Any, __: str) -> Reply:
    branch = body["ref"].removeprefix("refs/heads/")
    if branch in state.heads:
        return state.refuse("Reference already exists")
    state.heads[branch] = body["sha"]
    return 201, {"object": {"sha": body["sha"]}}


def move_ref(state: GitHubState, body: Any, _: Any, __: str, branch: str) -> Reply:
    if branch not in state.heads:
        return state.refuse("Reference does not exist")
    parents = [parent["sha"] for parent in state.commits[body["sha"]]["parents"]]
    if not body["force"] and state.heads[branch] not in parents:
        return state.refuse("Update is not a fast forward")
    state.heads[branch] = body["sha"]
    return 200, {"object": {"sha": body["sha"]}}


def drop_ref(state: GitHubState, _: Any, __: Any, ___: str, branch: str) -> Reply:
    return (204, None) if state.heads.pop(branch, None) else state.refuse("Reference does not exist")


def read_commit(state: GitHubState, _: Any, __: Any, ___: str, id: str) -> Reply:
    return (200, state.commits[id]) if id in state.commits else (404, {"message": "Not Found"})


def add_commit(state: GitHubState, body: Any, _: Any, __: str) -> Reply:
    return 201, state.commits[state.add_commit(body["tree"], body["parents"], body["message"])]


def read_tree(state: GitHubState, _: Any, query: Any, __: str, id: str) -> Reply:
    files, whole = state.trees[id], "recursive" in query
    below: dict[str, dict[str, str]] = {}
    for path, blob in files.items():
        first, _slash, rest = path.partition("/")
        below.setdefault(first, {})[rest] = blob
    folders = {name: state.write_tree(rest) for name, rest in below.items() if "" not in rest}
    rows = [{"path": path, "type": "blob", "sha": blob} for path, blob in files.items() if whole or "/" not in path]
    rows += [{"path": name, "type": "tree", "sha": tree} for name, tree in folders.items()]
    if whole and state.truncate and folders:
        return 200, {"tree": rows[:1], "truncated": True}
    return 200, {"tree": rows, "truncated": False}


def add_tree(state: GitHubState, body: Any, _: Any, __: str) -> Reply:
    files = dict(state.trees[body["base_tree"]])
    for entry in body["tree"]:
        data = entry["content"].encode()
        state.blobs[blob_id(data)] = data
        files[entry["path"]] = blob_id(data)
    return 201, {"sha": state.write_tree(files)}


def read_blob(state: GitHubState, _: Any, __: Any, ___: str, id: str) -> Reply:
    return 200, {"content": b64encode(state.blobs[id]).decode(), "encoding": "base64"}


def add_status(state: GitHubState, body: Any, _: Any, __: str, commit: str) -> Reply:
    state.statuses.append((commit, body["state"]))
    return 201, body


def read_user(state: GitHubState, *_: Any) -> Reply:
    return (200, state.user) if state.user else (403, {"message": "Resource not accessible by integration"})


ROUTES: list[tuple[str, str, Callable[..., Reply]]] = [
    ("GET", "/rate_limit", lambda *_: (200, {})),
    ("GET", "/user", read_user),
    ("GET", "{repo}/issues", list_issues),
    ("GET", "{repo}/issues/([0-9]+)/comments", list_comments),
    ("GET", "{repo}/issues/comments", list_all_comments),
    ("POST", "{repo}/issues/([0-9]+)/comments", add_comment),
    ("PATCH", "{repo}/issues/comments/([0-9]+)", change_comment),
    ("DELETE", "{repo}/issues/comments/([0-9]+)", drop_comment),
    ("PATCH", "{repo}/issues/([0-9]+)", change_issue),
    ("PUT|DELETE", "{repo}/issues/([0-9]+)/labels", put_labels),
    ("GET", "{repo}/labels", list_labels),
    ("POST", "{repo}/labels", add_label),
    ("GET", "/user/([0-9]+)", read_account),
    ("GET", "{repo}/collaborators/([^/]+)/permission", read_permission),
    ("GET", "{repo}/pulls", list_pulls),
    ("POST", "{repo}/pulls", add_pull),
    ("GET", "{repo}/pulls/([0-9]+)", read_pull),
    ("PATCH", "{repo}/pulls/([0-9]+)", change_pull),
    ("GET", "{repo}/git/ref/heads/(.+)", read_ref),
    ("POST", "{repo}/git/refs", add_ref),
    ("PATCH", "{repo}/git/refs/heads/(.+)", move_ref),
    ("DELETE", "{repo}/git/refs/heads/(.+)", drop_ref),
    ("GET", "{repo}/git/commits/([0-9a-f]{{40}})", read_commit),
    ("POST", "{repo}/git/commits", add_commit),
    ("GET", "{repo}/git/trees/([0-9a-f]{{40}})", read_tree),
    ("POST", "{repo}/git/trees", add_tree),
    ("GET", "{repo}/git/blobs/([0-9a-f]{{40}})", read_blob),
    ("POST", "{repo}/statuses/([0-9a-f]{{40}})", add_status),
]


def answer(state: GitHubState, method: str, address: str, body: Any) -> tuple[int, Any, Mapping[str, str]]:
    """The reply to a call, with the stumble that a test planned for it."""
    parts = urlsplit(address)
    stumble = next((s for s in state.stumbles if s.times and s.method == method and re.search(s.path, parts.path)), None)
    if stumble:
        stumble.times -= 1
        if stumble.after:
            route(state, method, parts.path, parse_qs(parts.query), body)
        if stumble.slow:
            state.end.wait(2)
        return stumble.status, stumble.body or {"message": "stumbled"}, stumble.headers
    status, data = route(state, method, parts.path, parse_qs(parts.query), body)
    link = data.pop("link", "") if isinstance(data, dict) and "rows" in data else ""
    return status, data["rows"] if isinstance(data, dict) and "rows" in data else data, {"Link": link} if link else {}


def route(state: GitHubState, method: str, path: str, query: Any, body: Any) -> Reply:
    for wanted, pattern, act in ROUTES:
        found = re.fullmatch(pattern.format(repo=f"/repos/{state.repository}"), unquote(path))
        if method in wanted.split("|") and found:
            return act(state, body, query, path, *found.groups())
    return 404, {"message": "Not Found"}
