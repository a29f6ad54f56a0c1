"""Comments of many issues come in few calls, and are the same as if each issue had been asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from forge.github_server import serve
from forge.github_state import GitHubState
from wishlight.forge.github import GitHub
from wishlight.forge.github_calls import Calls, Pace, open_session
from wishlight.forge.github_comments import PAGE, gather_comments

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=8)))
CROWD = range(100, 130)


@pytest.fixture
def state() -> Iterator[GitHubState]:
    """Old and closed talk, then a crowd of open issues with an answer each, three of them with more."""
    with serve(GitHubState(NOW)) as state:
        for number in (7, 8, 9):
            state.comments[number] = {"id": number, "issue": number, "body": "old", "user": None, "created_at": "2024-01-01T00:00:00Z"}
        for number in CROWD:
            state.open_issue(number, "", 11)
        yield state


@pytest.fixture
def github(state: GitHubState) -> GitHub:
    github = GitHub(Calls(open_session(state.token, state.address), Pace(lambda: 0, lambda _: None, 0)), state.repository, "form/")
    for number in [*CROWD, 101, 102, 101]:
        github.create_comment(number, f"answer to {number}")
    state.log.clear()
    return github


def ask_each(state: GitHubState) -> dict[int, list[str]]:
    return {number: state.answers(number) for number in CROWD}


def count(state: GitHubState, path: str) -> int:
    return len([call for call in state.log if call[0] == "GET" and path in call[1]])


def test_a_crowds_comments_are_read_page_by_page_and_not_issue_by_issue(state: GitHubState, github: GitHub) -> None:
    github.list_issues()
    assert {number: [comment.body for comment in github.list_comments(number)] for number in CROWD} == ask_each(state)
    assert all(comment.ours for comment in github.list_comments(101))
    assert count(state, "/issues/comments") == 12  # three to a page on this server, and none of the old talk beyond
    assert not [path for _, path, _ in state.log if "/1" in path.partition("?")[0].removeprefix("/repos")]


def test_what_was_written_to_is_read_afresh(state: GitHubState, github: GitHub) -> None:
    github.list_issues()
    first, second, third = github.list_comments(101)
    github.edit_comment(first.id, "better")
    assert github.list_comments(101)[0].body == "better"
    github.delete_comment(third.id)
    github.create_comment(103, "more")
    assert [comment.id for comment in github.list_comments(101)] == [first.id, second.id]
    assert [comment.body for comment in github.list_comments(103)] == ["answer to 103", "more"]


def test_an_issue_of_which_a_comment_is_missing_is_asked_about_by_itself(state: GitHubState, github: GitHub) -> None:
    issues = github.list_issues()
    lost = next(comment for comment in state.comments.values() if comment["issue"] == 110)
    lost["created_at"] = "2020-01-01T00:00:00Z"
    state.comments = {lost["id"]: lost, **{id: comment for id, comment in state.comments.items() if id > 9}}
    assert len(issues) == len(CROWD)
    assert [comment.body for comment in github.list_comments(110)] == ["answer to 110"]
    assert count(state, "/issues/110/comments") == 1


def test_the_next_look_forgets_what_the_last_one_saw(state: GitHubState, github: GitHub) -> None:
    github.list_issues()
    github.list_comments(101)
    state.comments[next(id for id, comment in state.comments.items() if comment["issue"] == 105)]["body"] = "changed by hand"
    github.list_issues()
    assert github.list_comments(105)[0].body == "changed by hand"


def test_a_few_issues_are_asked_about_one_by_one(state: GitHubState, github: GitHub) -> None:
    for number in CROWD[10:]:
        state.issues[number]["state"] = "closed"
    github.list_issues()
    assert [comment.body for comment in github.list_comments(105)] == ["answer to 105"]
    assert (count(state, "/issues/comments"), count(state, "/issues/105/comments")) == (0, 1)


def test_more_talk_elsewhere_than_pages_are_worth_ends_the_reading() -> None:
    read: list[int] = []

    def talk() -> Iterator[Any]:
        for n in range(10 * PAGE):
            read.append(n)
            yield {"id": n, "body": "", "user": None, "created_at": "2026-03-09T09:00:00Z", "issue_url": "https://x/issues/1"}

    assert gather_comments(talk(), {5: NOW, 6: NOW}, None) == {}
    assert len(read) == 2 * PAGE + 1
