"""The gate itself catches what leaves GitHub's description, and reads from the code what has to pass it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contract.description import Call, Description
from contract.fetch import Tools
from contract.operations import HOME, Operation, UnknownCallError, list_calls

ISSUES = Operation("post", "/repos/{owner}/{repo}/issues")
COMMENTS = Operation("get", "/repos/{owner}/{repo}/issues/{issue_number}/comments")


@pytest.fixture(scope="module")
def description(tools: Tools) -> Description:
    return Description(tools.description)


def send(body: object) -> Call:
    return Call("POST", "/repos/a/b/issues", {}, json.dumps(body).encode())


def test_a_right_request_passes(description: Description) -> None:
    assert description.check_request(ISSUES, send({"title": "愿望"})) == []


@pytest.mark.parametrize("body", [{"body": "no title"}, {"title": "x", "labels": "one"}, ["title"]])
def test_a_wrong_request_is_caught(description: Description, body: object) -> None:
    assert description.check_request(ISSUES, send(body))


def test_a_wrong_number_in_the_address_is_caught(description: Description) -> None:
    assert description.check_request(COMMENTS, Call("GET", "/repos/a/b/issues/x/comments", {}, b""))


@pytest.mark.parametrize(("status", "body"), [(200, [{"id": 1}]), (200, {}), (299, []), (200, "<html>")])
def test_a_wrong_answer_is_caught(description: Description, status: int, body: object) -> None:
    call = Call("GET", "/repos/a/b/issues/1/comments", {}, b"")
    assert description.check_response(COMMENTS, call, 200, b"[]") == []
    assert description.check_response(COMMENTS, call, status, json.dumps(body).encode())


@pytest.mark.parametrize(
    ("path", "operation"),
    [
        ("/repos/a/b/git/refs/heads/form/7-ab", "/repos/{owner}/{repo}/git/refs/{ref}"),
        ("/repos/a/b/issues/comments/5", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
        ("/repos/a/b/issues/5", "/repos/{owner}/{repo}/issues/{issue_number}"),
    ],
)
def test_a_path_belongs_to_the_operation_with_the_most_fixed_words(description: Description, path: str, operation: str) -> None:
    assert description.find("PATCH", path) == Operation("patch", operation)


def test_no_call_of_the_adapter_goes_unseen() -> None:
    calls = list_calls()
    assert ("PATCH", f"{HOME}/git/refs/heads/{{}}") in calls and ("GET", "/user/{}") in calls
    assert len(calls) >= 35


def test_a_call_whose_address_can_not_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("def go(calls, where):\n    calls.send('GET', where)\n", "utf-8")
    with pytest.raises(UnknownCallError):
        list_calls(tmp_path)
