"""Every call that our code can make to the forge, made once and more against the emulator, through the gate."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from contract.emulator import OWNER, token_of
from contract.gaps import MENDS, STAND_INS
from contract.ledger import GAPS, find_explanation, list_unexplained, name_of
from contract.operations import Operation, list_calls, match
from contract.people import Person
from contract.proxy import Exchange, Proxy
from wishlight.forge.access import ADDRESS, TOKEN, open_calls
from wishlight.forge.github import GitHub
from wishlight.forge.github_calls import Calls
from wishlight.forge.github_comments import FEW
from wishlight.forge.port import Forge, LostError
from wishlight.forge.pulls import find_open_pull
from wishlight.forge.setup import Wanted, inspect_repository

REPOSITORY = f"{OWNER}/workbench"
BRANCH = "form/1-ab"


class Witness(GitHub):
    """The adapter, and which of the port's calls were made on it."""

    def __init__(self, calls: Calls, seen: set[str]) -> None:
        super().__init__(calls, REPOSITORY, "form/")
        self._seen = seen

    def __getattribute__(self, name: str) -> object:
        if name in vars(Forge) and not name.startswith("_"):
            self._seen.add(name)
        return super().__getattribute__(name)


def person(proxy: Proxy, login: str) -> Person:
    return Person(proxy.address, REPOSITORY, login)


@pytest.mark.figure
def test_every_operation_keeps_to_the_description(proxy: Proxy, figure: Callable[..., None]) -> None:
    calls, seen = open_calls({**os.environ, TOKEN: token_of("lamp-bot"), ADDRESS: proxy.address}), set[str]()
    keeper = person(proxy, OWNER)
    for login, right in (("lamp-bot", "push"), ("gu", "triage")):
        keeper.call("PUT", f"/collaborators/{login}", {"permission": right}, 201)
    talk_below_issues(proxy, Witness(calls, seen))
    ask_who_may(proxy, Witness(calls, seen))
    commit = move_branches(Witness(calls, seen))
    propose(calls, Witness(calls, seen), commit)
    look_at_the_setup(calls)
    assert seen == {name for name in vars(Forge) if not name.startswith("_")}
    ours = [each for each in proxy.exchanges if each.ours]
    assert list_unused(proxy, ours) == []
    assert list_unexplained(proxy.exchanges) == []
    assert len(ours) >= 60
    odd = sum(bool(each.wrong) for each in ours)
    figure("contract", tried=len(ours), failed=0, note=f"every operation, each held against GitHub's description; {odd} exchanges with an explained difference")


def list_unused(proxy: Proxy, ours: list[Exchange]) -> list[tuple[str, str]]:
    """Calls of the code that no exchange was made by, and those that GitHub's description doesn't know."""
    used = {each.operation for each in ours}
    return [call for call in sorted(list_calls()) if match(proxy.description.paths, *call) not in used - {None}]


def test_what_gaps_yml_tells_is_what_the_proxy_does(proxy: Proxy) -> None:
    for part, done in (("mended", MENDS), ("stand_ins", STAND_INS)):
        assert sorted(each["operation"] for each in GAPS[part]) == sorted(" ".join(each) for each in done)
    for entry in GAPS["explained"]:
        method, _, path = entry["operation"].partition(" ")
        assert method in proxy.description.paths[path], entry
        assert find_explanation(Exchange(True, Operation(method, path), path, 404, (), ""), entry["says"]) == entry
        assert name_of(Operation(method, path)) == entry["operation"]


def talk_below_issues(proxy: Proxy, forge: GitHub) -> None:
    lin = person(proxy, "lin")
    first = lin.open_issue("点灯", "第一行\r\n第二行")
    assert [(issue.number, issue.body, issue.account) for issue in forge.list_issues()] == [(first, "第一行\r\n第二行", lin.number)]
    forge.create_comment(first, "收到")
    (comment,) = forge.list_comments(first)
    forge.edit_comment(comment.id, "收到，谢谢")
    assert [(each.body, each.ours) for each in forge.list_comments(first)] == [("收到，谢谢", True)]
    forge.delete_comment(comment.id)
    forge.delete_comment(comment.id)
    assert forge.list_comments(first) == []
    assert forge.list_labels() == []
    for _ in range(2):
        forge.create_label("claim", "1d76db", "认领")
    forge.set_labels(first, ["claim"])
    forge.set_labels(first, [])
    assert forge.list_issues()[0].labels == ()
    forge.set_labels(first, ["claim"])
    forge.edit_issue(first, "点灯", "已处理")
    (issue,) = forge.list_issues()
    assert (forge.list_labels(), issue.labels, issue.body) == (["claim"], ("claim",), "已处理")
    crowd = [lin.open_issue(f"愿望 {n}", "想要一盏灯") for n in range(FEW + 1)]
    for number in crowd:
        forge.create_comment(number, f"看到了 {number}")
    forge.list_issues()
    assert [forge.list_comments(number)[0].body for number in crowd] == [f"看到了 {number}" for number in crowd]
    for number in (first, *crowd):
        forge.close_issue(number, "not_planned")
    assert forge.list_issues() == []
    assert lin.read_issue(first)["state_reason"] == "not_planned"


def ask_who_may(proxy: Proxy, forge: GitHub) -> None:
    may = {login: forge.find_permission(person(proxy, login).number) for login in (OWNER, "lamp-bot", "gu", "lin")}
    assert may == {OWNER: "admin", "lamp-bot": "write", "gu": "triage", "lin": "read"}
    assert forge.find_permission(424242) == "none"
    assert forge.read_clock().tzinfo is not None


def move_branches(forge: GitHub) -> str:
    start = forge.find_head("main")
    assert start and forge.find_head("nowhere") is None
    first = forge.commit_files(start, {"wishes/wish/a.yml": "id: 一\n", "site_config/x.yml": "a: 1\n"}, "Intake")
    forge.post_status(first, True)
    forge.move_branch("main", first)
    assert forge.find_head("main") == first
    late = forge.commit_files(start, {"wishes/wish/b.yml": "id: 二\n"}, "Intake")
    with pytest.raises(LostError):
        forge.move_branch("main", late)
    forge.create_branch(BRANCH, first)
    with pytest.raises(LostError):
        forge.create_branch(BRANCH, late)
    next_one = forge.commit_files(first, {"wishes/wish/b.yml": "id: 二\n"}, "Intake")
    forge.move_branch(BRANCH, next_one)
    return next_one


def propose(calls: Calls, forge: GitHub, commit: str) -> None:
    assert dict(GitHub(calls, REPOSITORY, "form/").read_files(commit)) == dict(forge.read_files(commit))
    assert dict(forge.read_files(commit)) == {"wishes/wish/a.yml": "id: 一\n".encode(), "wishes/wish/b.yml": "id: 二\n".encode()}
    forge.create_pull(BRANCH, "点灯", "#1")
    with pytest.raises(LostError):
        forge.create_pull(BRANCH, "点灯", "#1")
    (pull,) = forge.list_pulls()
    assert pull.branch == BRANCH and find_open_pull(calls, REPOSITORY, "main", commit) == pull.number
    forge.close_pull(pull.number)
    assert [each.state for each in forge.list_pulls()] == ["withdrawn"]
    for _ in range(2):
        forge.delete_branch(BRANCH)
    assert forge.find_head(BRANCH) is None


def look_at_the_setup(calls: Calls) -> None:
    wanted = Wanted(REPOSITORY, "main", "", "wishlight", ("wish",), {".github/ISSUE_TEMPLATE/wish.yml": "1"}, {}, ("WISHLIGHT_PROGRAM",))
    rules = [missing.rule for missing in inspect_repository(calls, wanted)]
    assert {"forge-label", "forge-form-missing", "forge-check", "forge-program", "forge-pages", "forge-bypass"} <= set(rules)
    assert not {"forge-deletion", "forge-no-branch", "forge-actions"} & set(rules)
