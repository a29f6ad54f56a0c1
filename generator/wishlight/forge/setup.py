"""How a repository on GitHub is set up, held against what a board needs of it. Looks only: nothing is changed.

What each setting must be, and how to mend it, is told by `.github/SETUP.md`. A token that may not see something is told apart from
something that is missing: GitHub answers both with 403 or 404.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from wishlight.forge.github_calls import Calls, need
from wishlight.problems import Level

HIDDEN = (401, 403, 404)
INACTIVE = ("disabled_inactivity", "disabled_manually", "disabled_fork")
"""How a workflow stands that will not run: GitHub stops schedules where nothing happened for 60 days, and all in a fresh fork."""

CLOSED = {"force-push": "force_pushes", "deletion": "deletions"}
"""What the older branch protection must not allow, and what it calls it."""


class Wanted(NamedTuple):
    """What a board needs. `forms` and `workflows` map paths to the git ids they must have; an empty id stands for any."""

    repository: str
    branch: str
    site_url: str
    check: str
    labels: tuple[str, ...]
    forms: Mapping[str, str]
    workflows: Mapping[str, str]
    variables: tuple[str, ...]


class Missing(NamedTuple):
    """One thing that is not as it must be: the key of its words, what they speak of, and whether the board can work without it."""

    rule: str
    values: Mapping[str, Any]
    level: Level = "refuse"


def inspect_repository(calls: Calls, wanted: Wanted) -> list[Missing]:
    """Everything that is missing, in the order in which it is set up. Raises BusyError and RefusedError."""
    home = f"/repos/{quote(wanted.repository)}"
    answer = calls.send("GET", home)
    if answer.status in HIDDEN or (300 <= answer.status < 400):
        return [Missing("forge-repository", {})]
    repository = need(answer).data
    unseen: list[str] = []
    found = [
        *_check_repository(repository, wanted),
        *_check_labels(calls, home, wanted),
        *_check_files(calls, home, wanted),
        *_check_workflows(calls, home, wanted, unseen),
        *_check_branch(calls, home, wanted, unseen),
        *_check_actions(calls, home, unseen),
        *_check_variables(calls, home, wanted, unseen),
        *_check_pages(calls, home, wanted, unseen),
    ]
    may = repository.get("permissions") or {}
    if may and not may.get("push"):
        found.append(Missing("forge-token", {}, "note"))
    return found + [Missing("forge-unseen", {"what": unseen}, "note") for _ in unseen[:1]]


def _check_repository(repository: Mapping[str, Any], wanted: Wanted) -> Iterator[Missing]:
    if repository.get("archived"):
        yield Missing("forge-archived", {})
    if not repository.get("has_issues"):
        yield Missing("forge-issues", {})
    if repository.get("default_branch") != wanted.branch:
        yield Missing("forge-branch", {"there": repository.get("default_branch")})
    if repository.get("private"):
        yield Missing("forge-private", {}, "ask")


def _check_labels(calls: Calls, home: str, wanted: Wanted) -> Iterator[Missing]:
    there = {str(row.get("name", "")).casefold() for row in calls.get_pages(f"{home}/labels?per_page=100")}
    for label in wanted.labels:
        if label.casefold() not in there:
            yield Missing("forge-label", {"label": label}, "note")


def _check_files(calls: Calls, home: str, wanted: Wanted) -> Iterator[Missing]:
    files = {**wanted.forms, **wanted.workflows}
    there: dict[str, str] = {}
    for folder in sorted({path.rpartition("/")[0] for path in files}):
        rows = calls.get(f"{home}/contents/{quote(folder)}?ref={quote(wanted.branch, safe='')}") or []
        there.update({row["path"]: row["sha"] for row in rows if row.get("type") == "file"})
    for path, id in files.items():
        kind = "form" if path in wanted.forms else "workflow"
        if path not in there:
            yield Missing(f"forge-{kind}-missing", {"path": path})
        elif id and there[path] != id:
            yield Missing(f"forge-{kind}-stale", {"path": path})


def _check_workflows(calls: Calls, home: str, wanted: Wanted, unseen: list[str]) -> Iterator[Missing]:
    found = _look(calls, f"{home}/actions/workflows?per_page=100", "workflows", unseen)
    for row in (found or {}).get("workflows", ()):
        if row.get("path") in wanted.workflows and row.get("state") in INACTIVE:
            yield Missing("forge-workflow-off", {"path": row["path"], "name": row["path"].rpartition("/")[2]})


def _check_branch(calls: Calls, home: str, wanted: Wanted, unseen: list[str]) -> Iterator[Missing]:
    """A ruleset is seen by anyone; the older branch protection only by an admin, so it is asked for where rules alone do not do."""
    branch = quote(wanted.branch, safe="")
    if calls.send("GET", f"{home}/branches/{branch}").status in HIDDEN:
        yield Missing("forge-no-branch", {})
        return
    rules = [row for row in calls.get_pages(f"{home}/rules/branches/{branch}?per_page=100") if isinstance(row, dict)]
    yield from _check_bypasses(calls, home, {int(row["ruleset_id"]) for row in rules if str(row.get("ruleset_id", "")).isdigit()})
    kept = _read_rules(rules, wanted.check)
    if not all(kept.values()):
        answer = calls.send("GET", f"{home}/branches/{branch}/protection")
        if answer.status in (401, 403):
            unseen.append("protection")
            return
        older = _read_protection(answer.data, wanted.check) if answer.status == 200 else {}
        kept = {name: good or older.get(name, False) for name, good in kept.items()}
    for name, good in kept.items():
        if not good:
            yield Missing(f"forge-{name}", {})


def _check_bypasses(calls: Calls, home: str, rulesets: set[int]) -> Iterator[Missing]:
    """Who may pass over a ruleset is shown only to those who may write; a rule of the whole organisation is not shown here."""
    for id in sorted(rulesets):
        answer = calls.send("GET", f"{home}/rulesets/{id}")
        if answer.status == 200 and answer.data.get("bypass_actors"):
            yield Missing("forge-bypass", {"name": answer.data.get("name"), "n": len(answer.data["bypass_actors"])}, "ask")


def _read_rules(rules: list[dict[str, Any]], check: str) -> dict[str, bool]:
    kinds = {str(rule.get("type")) for rule in rules}
    checks = [rule.get("parameters") or {} for rule in rules if rule.get("type") == "required_status_checks"]
    ours = [each for each in checks if any(one.get("context") == check for one in each.get("required_status_checks") or ())]
    current = "merge_queue" in kinds or any(each.get("strict_required_status_checks_policy") for each in ours)
    return {"force-push": "non_fast_forward" in kinds, "deletion": "deletion" in kinds, "check": bool(ours), "up-to-date": current}


def _read_protection(protection: Mapping[str, Any], check: str) -> dict[str, bool]:
    required = protection.get("required_status_checks") or {}
    asked = {*(required.get("contexts") or ()), *(str(one.get("context")) for one in required.get("checks") or ())}
    admins = bool((protection.get("enforce_admins") or {}).get("enabled"))
    closed = {name: admins and not (protection.get(f"allow_{key}") or {}).get("enabled") for name, key in CLOSED.items()}
    return {**closed, "check": check in asked, "up-to-date": check in asked and bool(required.get("strict"))}


def _check_actions(calls: Calls, home: str, unseen: list[str]) -> Iterator[Missing]:
    allowed = _look(calls, f"{home}/actions/permissions", "actions", unseen)
    if allowed is not None and not allowed.get("enabled"):
        yield Missing("forge-actions", {})
        return
    token = _look(calls, f"{home}/actions/permissions/workflow", "workflow-token", unseen)
    if token is None:
        return
    if token.get("default_workflow_permissions") != "read":
        yield Missing("forge-token-write", {}, "ask")
    if not token.get("can_approve_pull_request_reviews"):
        yield Missing("forge-pulls", {})


def _check_variables(calls: Calls, home: str, wanted: Wanted, unseen: list[str]) -> Iterator[Missing]:
    for name in wanted.variables:
        status = calls.send("GET", f"{home}/actions/variables/{name}").status
        if status in (401, 403):
            unseen.append("variables")
        elif status != 200:
            yield Missing("forge-program", {"name": name})


def _check_pages(calls: Calls, home: str, wanted: Wanted, unseen: list[str]) -> Iterator[Missing]:
    answer = calls.send("GET", f"{home}/pages")
    if answer.status in (401, 403):
        unseen.append("pages")
        return
    if answer.status == 404:
        yield Missing("forge-pages", {})
        return
    pages = need(answer).data
    if pages.get("build_type") != "workflow":
        yield Missing("forge-pages-branch", {})
    there = str(pages.get("html_url") or "")
    if wanted.site_url and there and there.rstrip("/") != wanted.site_url.rstrip("/"):
        yield Missing("forge-address", {"there": there, "here": wanted.site_url}, "ask")


def _look(calls: Calls, path: str, what: str, unseen: list[str]) -> Any:
    """What stands at a path; None, remembered in `unseen`, where the token may not see it."""
    answer = calls.send("GET", path)
    if answer.status in HIDDEN:
        unseen.append(what)
        return None
    return need(answer).data
