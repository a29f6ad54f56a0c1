"""The doctor looks at a repository on GitHub and names each thing that is missing, with its mend; it never writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from wishlight import cli
from wishlight.forge.github import CHECK
from wishlight.intake.labels import name_labels
from wishlight.intake.template import list_languages_of, write_templates
from wishlight.records.board import load_board
from wishlight.records.store import blob_id
from wishlight.words import load_words

ROOT = Path(__file__).parents[2]
HOME = "/repos/wishlight-demo/yunxi"
WORKFLOWS = ("check", "comment", "intake", "publish")
Reply = tuple[int, Any]


class Repository:
    """What a GitHub answers about one repository: a path below it and its reply; and every call that was made."""

    def __init__(self, replies: dict[str, Reply]) -> None:
        self.replies, self.calls = replies, []

    def change(self, path: str, **values: Any) -> None:
        status, data = self.replies[path]
        self.replies[path] = (status, {**data, **values})


def list_folder(files: dict[str, str]) -> list[dict[str, str]]:
    return [{"type": "file", "path": path, "sha": sha} for path, sha in files.items()]


def rules(*kinds: str, strict: bool = True) -> list[dict[str, Any]]:
    checks = {"strict_required_status_checks_policy": strict, "required_status_checks": [{"context": CHECK}]}
    return [{"type": kind, **({"parameters": checks} if kind == "required_status_checks" else {})} for kind in kinds]


def whole(root: Path) -> Repository:
    """A repository that lacks nothing."""
    board, _ = load_board(root, load_words("zh"))
    forms = {path: blob_id(text.encode()) for path, text in write_templates(board).items()}
    flows = {f".github/workflows/{name}.yml": "0" * 40 for name in WORKFLOWS}
    return Repository({
        "": (200, {"has_issues": True, "default_branch": "main", "private": False, "archived": False, "permissions": {"admin": True, "push": True}}),
        "/labels": (200, [{"name": label.name.upper()} for label in name_labels(list_languages_of(board)).values()]),
        "/contents/.github/ISSUE_TEMPLATE": (200, list_folder(forms)),
        "/contents/.github/workflows": (200, list_folder(flows)),
        "/actions/workflows": (200, {"workflows": [{"path": path, "state": "active"} for path in flows]}),
        "/branches/main": (200, {"name": "main", "protected": False}),
        "/rules/branches/main": (200, rules("non_fast_forward", "deletion", "required_status_checks")),
        "/branches/main/protection": (404, {"message": "Branch not protected"}),
        "/actions/permissions": (200, {"enabled": True, "allowed_actions": "all"}),
        "/actions/permissions/workflow": (200, {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": True}),
        "/pages": (200, {"build_type": "workflow", "html_url": "https://wishlight-demo.github.io/yunxi/"}),
    })  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    board = tmp_path / "board"
    shutil.copytree(ROOT / "site_config", board / "site_config", ignore=shutil.ignore_patterns("theme"))
    return board


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    there = whole(root)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.removeprefix(HOME).split("?")[0]
            there.calls.append((self.command, path))
            status, data = there.replies.get(path, (404, {"message": "Not Found"}))
            out = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    monkeypatch.setenv("GITHUB_API_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("GITHUB_TOKEN", "t")
    yield there
    server.shutdown()
    server.server_close()


@pytest.fixture
def look(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], dict[str, Any]]:
    """Run the doctor; what it says about the forge, by rule."""

    def run() -> dict[str, Any]:
        code = cli.run(["doctor", "--format", "json", "--lang", "en"], root)
        found = {p["rule"]: p for p in json.loads(capsys.readouterr().out) if p["rule"].startswith("forge-")}
        assert all(p["says"] and p["mend"] and "{" not in p["says"] + p["mend"] for p in found.values())
        assert code == (1 if any(p["level"] == "refuse" for p in found.values()) else 0)
        return found

    return run


def test_a_repository_that_lacks_nothing_is_fine_and_only_looked_at(repository: Repository, look: Callable[[], dict[str, Any]]):
    assert look() == {}
    assert len(repository.calls) >= 9
    assert {method for method, _ in repository.calls} == {"GET"}


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("", {"archived": True}, "forge-archived"),
    ("", {"has_issues": False}, "forge-issues"),
    ("", {"default_branch": "master"}, "forge-branch"),
    ("", {"private": True}, "forge-private"),
    ("", {"permissions": {"push": False}}, "forge-token"),
    ("/actions/permissions", {"enabled": False}, "forge-actions"),
    ("/actions/permissions/workflow", {"default_workflow_permissions": "write"}, "forge-token-write"),
    ("/actions/permissions/workflow", {"can_approve_pull_request_reviews": False}, "forge-pulls"),
    ("/pages", {"build_type": "legacy"}, "forge-pages-branch"),
    ("/pages", {"html_url": "https://wishlight.example/"}, "forge-address"),
    ("/actions/workflows", {"workflows": [{"path": ".github/workflows/intake.yml", "state": "disabled_inactivity"}]}, "forge-workflow-off"),
]


@pytest.mark.parametrize(("path", "values", "rule"), FAULTS, ids=[rule for *_, rule in FAULTS])
def test_one_wrong_setting_is_named_and_nothing_else(path: str, values: dict[str, Any], rule: str, repository: Repository, look: Callable[[], dict[str, Any]]):
    repository.change(path, **values)
    assert list(look()) == [rule]


@pytest.mark.parametrize(
    ("kinds", "strict", "wrong"),
    [
        (("deletion", "required_status_checks"), True, ["forge-force-push"]),
        (("non_fast_forward", "required_status_checks"), True, ["forge-deletion"]),
        (("non_fast_forward", "deletion"), True, ["forge-check", "forge-up-to-date"]),
        (("non_fast_forward", "deletion", "required_status_checks"), False, ["forge-up-to-date"]),
        (("non_fast_forward", "deletion", "required_status_checks", "merge_queue"), False, []),
        ((), True, ["forge-force-push", "forge-deletion", "forge-check", "forge-up-to-date"]),
    ],
)
def test_the_branchs_rules_are_held_against_what_keeps_the_history(kinds: tuple[str, ...], strict: bool, wrong: list[str], repository: Repository, look: Callable[[], dict[str, Any]]):
    repository.replies["/rules/branches/main"] = (200, rules(*kinds, strict=strict))
    assert sorted(look()) == sorted(wrong)


def test_another_check_than_ours_does_not_count(repository: Repository, look: Callable[[], dict[str, Any]]):
    _, found = repository.replies["/rules/branches/main"]
    found[-1]["parameters"]["required_status_checks"][0]["context"] = "lint"
    assert sorted(look()) == ["forge-check", "forge-up-to-date"]


def test_the_older_branch_protection_does_as_well(repository: Repository, look: Callable[[], dict[str, Any]]):
    repository.replies["/rules/branches/main"] = (200, [])
    required = {"strict": True, "contexts": [CHECK], "checks": []}
    protection: dict[str, Any] = {"required_status_checks": required, "enforce_admins": {"enabled": True}, "allow_force_pushes": {"enabled": False}, "allow_deletions": {"enabled": False}}
    repository.replies["/branches/main/protection"] = (200, protection)
    assert look() == {}
    protection["allow_force_pushes"] = {"enabled": True}
    assert list(look()) == ["forge-force-push"]
    protection |= {"allow_force_pushes": {"enabled": False}, "enforce_admins": {"enabled": False}}
    assert sorted(look()) == ["forge-deletion", "forge-force-push"]


def test_whoever_may_pass_over_the_rule_is_counted(repository: Repository, look: Callable[[], dict[str, Any]]):
    _, found = repository.replies["/rules/branches/main"]
    found[0]["ruleset_id"] = 42
    repository.replies["/rulesets/42"] = (200, {"name": "wishlight", "bypass_actors": []})
    assert look() == {}
    repository.replies["/rulesets/42"] = (200, {"name": "wishlight", "bypass_actors": [{"actor_type": "OrganizationAdmin", "bypass_mode": "always"}]})
    assert "wishlight" in look()["forge-bypass"]["says"]


def test_what_a_token_may_not_see_is_said_to_be_unseen_and_not_to_be_missing(repository: Repository, look: Callable[[], dict[str, Any]]):
    for path in ("/actions/permissions", "/actions/permissions/workflow", "/pages", "/branches/main/protection"):
        repository.replies[path] = (403, {"message": "Resource not accessible"})
    repository.replies["/rules/branches/main"] = (200, [])
    found = look()
    assert list(found) == ["forge-unseen"]
    assert all(word in found["forge-unseen"]["says"] for word in ("Pages", "branch protection", "Actions", "token's rights"))


def test_files_on_the_default_branch_are_held_against_what_they_must_be(repository: Repository, look: Callable[[], dict[str, Any]]):
    _, forms = repository.replies["/contents/.github/ISSUE_TEMPLATE"]
    forms[0]["sha"] = "1" * 40
    gone = forms.pop(1)["path"]
    del repository.replies["/contents/.github/workflows"]
    found = look()
    assert set(found) == {"forge-form-stale", "forge-form-missing", "forge-workflow-missing"}
    assert gone in found["forge-form-missing"]["says"]


def test_a_label_that_is_not_there_yet_is_a_note(repository: Repository, look: Callable[[], dict[str, Any]]):
    gone = repository.replies["/labels"][1].pop()["name"]
    found = look()
    assert list(found) == ["forge-label"]
    assert found["forge-label"]["level"] == "note"
    assert gone.casefold() in found["forge-label"]["says"].casefold()


def test_a_workflow_that_differs_from_the_one_here_is_named(root: Path, repository: Repository, look: Callable[[], dict[str, Any]]):
    (root / ".github" / "workflows").mkdir(parents=True)
    (root / ".github" / "workflows" / "intake.yml").write_text("name: intake\n")
    found = look()
    assert list(found) == ["forge-workflow-stale"]
    assert "intake.yml" in found["forge-workflow-stale"]["says"]


def test_a_board_whose_workflows_fetch_the_program_must_say_from_where(root: Path, repository: Repository, look: Callable[[], dict[str, Any]]):
    text = "repository: ${{ vars.WISHLIGHT_PROGRAM }} # owner/name\n"
    (root / ".github" / "workflows").mkdir(parents=True)
    (root / ".github" / "workflows" / "intake.yml").write_text(text)
    _, flows = repository.replies["/contents/.github/workflows"]
    flows[2]["sha"] = blob_id(text.encode())
    assert list(look()) == ["forge-program"]
    repository.replies["/actions/variables/WISHLIGHT_PROGRAM"] = (200, {"name": "WISHLIGHT_PROGRAM", "value": "wishlight-demo/wishlight"})
    assert look() == {}


@pytest.mark.parametrize(("path", "rule"), [("", "forge-repository"), ("/branches/main", "forge-no-branch"), ("/pages", "forge-pages")])
def test_what_is_not_there_at_all_is_named(path: str, rule: str, repository: Repository, look: Callable[[], dict[str, Any]]):
    repository.replies[path] = (404, {"message": "Not Found"})
    assert list(look()) == [rule]


def test_without_a_token_it_says_what_it_did_not_look_at(repository: Repository, look: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GITHUB_TOKEN")
    assert list(look()) == ["forge-no-token"]
    assert repository.calls == []


def test_a_forge_out_of_reach_stops_nothing_else(repository: Repository, look: Callable[[], dict[str, Any]], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GITHUB_API_URL", "http://wishlight.example")
    assert list(look()) == ["forge-silent"]
    assert repository.calls == []


def test_a_wrong_token_is_said_to_be_refused(repository: Repository, look: Callable[[], dict[str, Any]]):
    repository.replies[""] = (401, {"message": "Bad credentials"})
    assert "Bad credentials" in look()["forge-silent"]["says"]


def test_a_board_without_a_forge_is_asked_nothing(root: Path, repository: Repository, look: Callable[[], dict[str, Any]]):
    file = root / "site_config" / "board.yml"
    file.write_text(file.read_text("utf-8").replace("forge: github", "forge: none"), "utf-8")
    assert look() == {}
    assert repository.calls == []


def test_the_ruleset_that_is_imported_is_what_the_doctor_asks_for(repository: Repository, look: Callable[[], dict[str, Any]]):
    ruleset = json.loads((ROOT / ".github" / "ruleset.json").read_text("utf-8"))
    assert (ruleset["target"], ruleset["enforcement"], ruleset["bypass_actors"]) == ("branch", "active", [])
    repository.replies["/rules/branches/main"] = (200, ruleset["rules"])
    assert look() == {}
