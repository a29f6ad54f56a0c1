"""One comment below a pull request: found by its commit, edited and never repeated, and nothing alive in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from forge.github_server import serve
from forge.github_state import BOT, GitHubState, Stumble
from wishlight import cli
from wishlight.commands import comment as command
from wishlight.review.pen import MARK
from wishlight.review.write import LENGTH

COMMIT = "a1" * 20
TEXT = f"{MARK}\n### 这份改动会带来什么\n\n- **W** 一 → 二\n"


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[GitHubState]:
    """A forge with pull request 7 from a fork, and others around it."""
    with serve(GitHubState(datetime(2026, 3, 9, tzinfo=UTC))) as state:
        for number, (sha, base, status) in {4: ("b2" * 20, "main", "open"), 5: (COMMIT, "main", "closed"), 6: (COMMIT, "other", "open"), 7: (COMMIT, "main", "open"), 8: ("c3" * 20, "main", "open")}.items():
            state.pulls[number] = {"number": number, "state": status, "head": {"sha": sha, "ref": "x", "repo": None}, "base": {"ref": base}}
            state.issues[number] = {"number": number, "state": "closed"}
        monkeypatch.setenv("GITHUB_API_URL", state.address)
        monkeypatch.setenv("GITHUB_TOKEN", state.token)
        yield state


@pytest.fixture
def root(tmp_path: Path, forge: GitHubState) -> Path:
    (tmp_path / "site_config").mkdir()
    (tmp_path / "site_config" / "board.yml").write_text(f"languages: [zh]\nforge: github\nrepository: {forge.repository}\n")
    return tmp_path


def post(root: Path, text: str | bytes | None = TEXT, commit: str = COMMIT) -> int:
    if text is None:
        return cli.run(["comment", "--commit", commit], root)
    (root / "review.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    return cli.run(["comment", str(root / "review.md"), "--commit", commit], root)


def writes(forge: GitHubState) -> list[tuple[Any, ...]]:
    return [(method, path.removeprefix(f"/repos/{forge.repository}")) for method, path, _ in forge.log if method != "GET"]


def test_the_review_is_written_once_then_edited_then_left_alone(root: Path, forge: GitHubState):
    assert post(root) == 0
    assert post(root) == 0
    assert writes(forge) == [("POST", "/issues/7/comments")]
    assert post(root, TEXT.replace("二", "三")) == 0
    assert writes(forge)[1:] == [("PATCH", "/issues/comments/9001")]
    assert forge.answers(7) == [TEXT.replace("二", "三")]


def test_someone_elses_comment_with_the_mark_is_left_alone_and_a_second_one_of_ours_goes(root: Path, forge: GitHubState):
    users = ({"id": 5, "login": "someone", "type": "User"}, BOT, BOT)
    for id, user in enumerate(users, 1):
        forge.comments[id] = {"id": id, "issue": 7, "body": f"{MARK}\nold", "user": user}
    assert post(root) == 0
    assert [(row["id"], row["body"]) for row in forge.comments.values()] == [(1, f"{MARK}\nold"), (2, TEXT)]


def test_the_number_is_found_by_the_commit_among_all_open_pull_requests_to_the_branch(root: Path, forge: GitHubState, capsys: pytest.CaptureFixture[str]):
    assert post(root, None) == 0
    assert capsys.readouterr().out == "7\n"
    assert writes(forge) == []


@pytest.mark.parametrize("text", [None, TEXT])
def test_a_pull_request_that_moved_on_is_left_to_its_newer_check(text: str | None, root: Path, forge: GitHubState, capsys: pytest.CaptureFixture[str]):
    forge.pulls[7]["head"]["sha"] = "d4" * 20
    assert post(root, text) == 0
    assert capsys.readouterr().out == ""
    assert writes(forge) == []


@pytest.mark.parametrize(
    "text",
    ["", "hello", MARK, f"x{TEXT}", TEXT + MARK, TEXT + "@someone", TEXT + "<b>", TEXT + "[x](y)", TEXT + "#12", TEXT + "http://x", b"\xff" + TEXT.encode(), TEXT + "a" * LENGTH],
)
def test_a_text_that_no_review_can_be_is_not_posted(text: str | bytes, root: Path, forge: GitHubState):
    assert post(root, text) == 1
    assert forge.log == []


def test_a_commit_that_is_no_commit_and_a_missing_token_are_wrong_use(root: Path, forge: GitHubState, monkeypatch: pytest.MonkeyPatch):
    assert post(root, TEXT, "main") == 2
    monkeypatch.setenv("GITHUB_TOKEN", "")
    assert post(root) == 2
    monkeypatch.delenv("GITHUB_TOKEN")
    assert post(root) == 2
    assert forge.log == []


def test_a_forge_that_asks_for_patience_is_asked_again_and_gets_one_comment(root: Path, forge: GitHubState, monkeypatch: pytest.MonkeyPatch):
    waits: list[float] = []
    monkeypatch.setattr(command, "wait", waits.append)
    forge.stumbles.append(Stumble("POST", "/issues/7/comments", 502, after=True))
    assert post(root) == 0
    assert forge.answers(7) == [TEXT]
    assert waits == [60]


def test_a_forge_that_refuses_is_said_to(root: Path, forge: GitHubState, capsys: pytest.CaptureFixture[str]):
    forge.stumbles.append(Stumble("POST", "/issues/7/comments", 403))
    assert post(root) == 2
    assert "403" in capsys.readouterr().err
