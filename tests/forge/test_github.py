"""The port's calls as GitHub answers them: what exists already or is gone is done, what someone else moved is lost, who is who goes by number."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from forge.github_server import serve
from forge.github_state import GitHubState, Stumble
from wishlight.forge.github import GitHub
from wishlight.forge.github_calls import Calls, Pace, open_session
from wishlight.forge.github_json import parse_comment, parse_issue, parse_pull
from wishlight.forge.port import LostError, Pull, RefusedError
from wishlight.records.gitdata import Blobs
from wishlight.records.store import blob_id

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=8)))
FILES = {"wishes/people/p-4td9.yml": b"a\n", "wishes/wish/2026-03/02/W-260302-7K3FQX.yml": b"b\n", "README.md": b"c\n"}
RECORDS = {path: data for path, data in FILES.items() if path.startswith("wishes/")}


@pytest.fixture
def state() -> Iterator[GitHubState]:
    with serve(GitHubState(NOW)) as state:
        state.commit(FILES)
        yield state


@pytest.fixture
def told() -> list[tuple[str, object]]:
    return []


@pytest.fixture
def github(state: GitHubState, told: list[tuple[str, object]]) -> GitHub:
    calls = Calls(open_session(state.token, state.address), Pace(lambda: 0, lambda _: None, 0))
    return GitHub(calls, state.repository, "form/", tell=lambda what, which: told.append((what, which)))


@pytest.mark.parametrize(
    ("role", "means"),
    [
        ({"permission": "admin", "role_name": "admin"}, "admin"),
        ({"permission": "write", "role_name": "maintain"}, "maintain"),
        ({"permission": "write", "role_name": "grid workers"}, "write"),
        ({"permission": "read", "role_name": "triage"}, "triage"),
        ({"permission": "read", "role_name": "read"}, "read"),
        ({"permission": "none", "role_name": "none"}, "none"),
        ({}, "none"),
    ],
)
def test_a_permission_is_the_most_that_the_answer_says(state: GitHubState, github: GitHub, role: dict[str, str], means: str) -> None:
    state.roles[state.find_user(22)["login"]] = role
    assert github.find_permission(22) == means


def test_a_stranger_may_read_and_who_is_gone_may_nothing(state: GitHubState, github: GitHub) -> None:
    state.find_user(22)
    assert (github.find_permission(22), github.find_permission(404)) == ("read", "none")


def test_a_renamed_account_is_followed_and_whoever_took_its_old_name_gets_nothing_by_it(state: GitHubState, github: GitHub) -> None:
    state.logins[22], state.roles["grid13"] = "grid13", {"permission": "write"}
    state.open_issue(1, "", 22)
    assert github.list_issues()
    state.logins[22], state.logins[66] = "grid13-new", "grid13"
    assert github.find_permission(22) == "none"
    state.roles["grid13-new"] = {"permission": "write"}
    assert github.list_issues()[0].account == 22
    state.issues[1]["user"]["login"] = "grid13-new"
    assert github.list_issues()
    assert github.find_permission(22) == "write"


def test_a_permission_of_an_author_takes_one_call(state: GitHubState, github: GitHub) -> None:
    state.open_issue(1, "", 22)
    github.list_issues()
    state.log.clear()
    github.find_permission(22)
    assert [path for _, path, _ in state.log] == ["/repos/wishlight-demo/yunxi/collaborators/user22/permission"]


def test_a_permission_that_can_not_be_asked_for_is_not_taken_for_a_no(state: GitHubState, github: GitHub) -> None:
    state.find_user(22)
    state.stumbles.append(Stumble("GET", "/permission$", 403))
    with pytest.raises(RefusedError):
        github.find_permission(22)


def test_pull_requests_are_listed_newest_first_with_what_became_of_them(state: GitHubState, github: GitHub) -> None:
    for branch in ("form/1-aa", "form/2-bb"):
        github.create_branch(branch, state.heads["main"])
        github.create_pull(branch, "t", "b")
    github.close_pull(501)
    github.create_pull("form/2-bb", "t", "b")
    assert github.list_pulls() == [Pull(502, "form/2-bb", "open"), Pull(501, "form/2-bb", "withdrawn"), Pull(500, "form/1-aa", "open")]


def test_of_the_finished_pull_requests_only_the_newer_are_listed_and_older_pages_are_left_unread(state: GitHubState, github: GitHub) -> None:
    for n in range(12):
        github.create_branch(f"form/{n}-aa", state.heads["main"])
        github.create_pull(f"form/{n}-aa", "t", "b")
        if n != 2:
            state.pulls[500 + n]["state"] = "closed"
    state.log.clear()
    assert [pull.number for pull in github.list_pulls(since=509)] == [511, 510, 509, 502]
    assert len(state.log) == 3
    assert [pull.number for pull in github.list_pulls()] == list(range(511, 499, -1))


def test_what_was_just_written_is_not_fetched_again(state: GitHubState, github: GitHub) -> None:
    made = github.commit_files(state.heads["main"], {"wishes/people/p-4td9.yml": "中文\n"}, "ours")
    state.log.clear()
    assert github.read_files(made)["wishes/people/p-4td9.yml"] == "中文\n".encode()
    assert len([path for _, path, _ in state.log if "/git/blobs/" in path]) == 1


def test_a_pull_request_that_we_withdrew_differs_from_one_that_a_person_closed(state: GitHubState, github: GitHub) -> None:
    for branch in ("form/1-aa", "form/2-bb"):
        github.create_branch(branch, state.heads["main"])
        github.create_pull(branch, "t", "the change")
    state.pulls[500]["state"] = "closed"
    for number in (500, 501, 501, 999):
        github.close_pull(number)
    assert [pull.state for pull in github.list_pulls()] == ["withdrawn", "closed"]
    assert state.pulls[501]["body"].startswith("the change\n\n<!--")
    assert [call[1].rpartition("/")[2] for call in state.writes() if call[0] == "PATCH"] == ["501"]


def test_what_exists_already_is_lost_or_done_and_told_only_once(state: GitHubState, github: GitHub, told: list[tuple[str, object]]) -> None:
    github.create_branch("form/1-aa", state.heads["main"])
    with pytest.raises(LostError):
        github.create_branch("form/1-aa", state.heads["main"])
    github.create_pull("form/1-aa", "t", "b")
    with pytest.raises(LostError):
        github.create_pull("form/1-aa", "t", "b")
    for _ in range(2):
        github.create_label("心愿", "ffcc00", "")
    assert github.list_labels() == ["心愿"]
    assert told == [("branched", "form/1-aa"), ("proposed", "form/1-aa"), ("labelled", "心愿")]


def test_any_other_422_is_refused_in_githubs_words(state: GitHubState, github: GitHub) -> None:
    with pytest.raises(RefusedError, match="head or base invalid"):
        github.create_pull("form/9-zz", "t", "b")
    state.stumbles.append(Stumble("DELETE", "/git/refs/", 422, body={"message": "Cannot delete this branch"}))
    with pytest.raises(RefusedError, match="Cannot delete"):
        github.delete_branch("form/9-zz")
    state.stumbles.append(Stumble("POST", "/labels$", 422, body={"message": "Validation Failed", "errors": [{"code": "invalid", "field": "color"}]}))
    with pytest.raises(RefusedError, match="Validation Failed; invalid"):
        github.create_label("心愿", "yellow", "")


def test_a_branch_moves_only_from_where_it_was(state: GitHubState, github: GitHub) -> None:
    head = state.heads["main"]
    ours = github.commit_files(head, {"wishes/people/p-4td9.yml": "d\n"}, "ours")
    theirs = state.commit({**FILES, "README.md": b"theirs\n"})
    with pytest.raises(LostError):
        github.move_branch("main", ours)
    assert state.heads["main"] == theirs
    with pytest.raises(LostError):
        github.move_branch("form/gone", ours)


def test_a_commit_names_the_very_files_it_holds(state: GitHubState, github: GitHub) -> None:
    head = state.heads["main"]
    made = state.commits[github.commit_files(head, {"wishes/people/p-4td9.yml": "d\n"}, "ours")]
    assert made["message"] == f"ours\n\nWishlight-Tree: {made['tree']['sha']}"
    assert [parent["sha"] for parent in made["parents"]] == [head]


def test_what_is_gone_or_was_moved_elsewhere_is_done(state: GitHubState, github: GitHub, told: list[tuple[str, object]]) -> None:
    state.moved.add(7)
    assert github.list_comments(7) == github.list_comments(8) == []
    for issue in (7, 8):
        github.create_comment(issue, "x")
    github.delete_comment(1)
    github.delete_branch("form/1-aa")
    state.stumbles += [Stumble("PATCH", "/issues/9$", 410), Stumble("PUT", "/labels$", 404)]
    github.close_issue(9, "completed")
    github.set_labels(9, ["x"])
    assert told == []
    assert state.comments == {}


def test_an_issue_is_blanked_marked_and_closed_without_touching_anything_else(state: GitHubState, github: GitHub) -> None:
    state.open_issue(1, "电话 13800000000", 11)
    github.edit_issue(1, "标题", "（已遮去）")
    github.set_labels(1, ["a", "b"])
    (issue,) = github.list_issues()
    assert (issue.body, issue.labels, issue.account, issue.created) == ("（已遮去）", ("a", "b"), 11, NOW)
    github.close_issue(1, "not_planned")
    assert github.list_issues() == []
    assert state.issues[1]["state_reason"] == "not_planned"
    assert [call["name"] for call in state.issues[1]["labels"]] == ["a", "b"]


def test_files_that_are_here_already_are_not_fetched(state: GitHubState, github: GitHub, tmp_path: Path) -> None:
    assert github.read_files(state.heads["main"]) == RECORDS
    fetched = [path.rpartition("/")[2] for _, path, _ in state.log if "/git/blobs/" in path]
    assert sorted(fetched) == sorted(map(blob_id, RECORDS.values()))
    github.read_files(state.heads["main"])
    assert len([path for _, path, _ in state.log if "/git/blobs/" in path]) == len(RECORDS)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for path in RECORDS:
        subprocess.run(["git", "-C", str(tmp_path), "hash-object", "-w", "--stdin"], input=FILES[path], check=True, capture_output=True)
    state.log.clear()
    with Blobs(tmp_path) as blobs:
        other = GitHub(github._calls, state.repository, "form/", read_blob=blobs.read)
        assert other.read_files(state.heads["main"]) == RECORDS
    assert not [path for _, path, _ in state.log if "/git/blobs/" in path]


def test_a_list_of_files_that_is_cut_off_is_walked_folder_by_folder(state: GitHubState, github: GitHub) -> None:
    state.truncate = True
    assert github.read_files(state.heads["main"]) == RECORDS
    assert len([path for _, path, _ in state.log if "/git/trees/" in path]) > 5


def test_a_board_without_records_has_no_files(state: GitHubState, github: GitHub) -> None:
    assert github.read_files(state.commit({"README.md": b"new\n"}, "empty")) == {}


@pytest.mark.parametrize(
    "data",
    [{}, {"number": None, "created_at": "2026-03-09"}, {"number": 1}, {"number": 1, "created_at": "yesterday"}, {"number": 1, "created_at": None}],
)
def test_an_odd_issue_is_left_out_and_stops_nobody(data: dict[str, object]) -> None:
    assert parse_issue(data) is None


@pytest.mark.parametrize("user", [None, "x", {}, {"id": None}, {"id": 10137, "login": "ghost"}])
def test_a_deleted_account_is_nobody(user: object) -> None:
    issue = parse_issue({"number": 1, "created_at": "2026-03-09T01:00:00Z", "user": user, "labels": ["x", {"name": "y"}, {}, None]})
    assert issue
    assert (issue.account, issue.bot, issue.labels, issue.body) == (None, False, ("x", "y"), "")
    assert parse_comment({"id": 5, "user": user}, us=22) == (5, "", False)
    assert parse_comment({"id": 5, "user": user}, us=None) == (5, "", False)


@pytest.mark.parametrize(
    ("head", "base"), [({"ref": "form/1-aa", "repo": {"id": 2}}, {"repo": {"id": 1}}), ({"ref": "form/1-aa", "repo": None}, {"repo": {"id": 1}}), (None, None)]
)
def test_a_forks_branch_with_our_name_is_not_ours(head: object, base: object) -> None:
    assert parse_pull({"number": 1, "head": head, "base": base, "state": "open"}, "form/") is None
