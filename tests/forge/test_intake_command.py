"""The real command line against a GitHub on this machine: forms in, records, answers and pull requests out."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta

import pytest

from forge.town import TEXTS, Town
from intake.story import WORDS


def test_a_wish_by_form_is_reviewed_claimed_twice_released_and_offered_to_who_waits(town: Town) -> None:
    wish = town.open_wish()
    town.send(32, "claim", "wang", record=wish)
    town.send(33, "claim", "zhao", record=wish[-6:])
    assert town.run() == 0
    assert [(e.event, e.data.get("source_issue")) for e in town.history(wish)[2:]] == [("claimed", 32), ("queued", 33)]
    assert {n: issue.get("state_reason") for n, issue in town.forge.issues.items()} == dict.fromkeys((31, 32, 33), "completed")
    assert "由您认领了" in town.forge.answers(32)[0] and "排在后面" in town.forge.answers(33)[0]
    town.forge.now += timedelta(days=1)
    town.send(34, "release", "wang", what="claim", record=wish)
    assert town.run() == 0
    town.forge.now += timedelta(days=1)
    assert town.run() == 0
    assert [e.event for e in town.history(wish)[4:]] == ["released", "offered"]
    assert all(state == "success" for _, state in town.forge.statuses)


def test_running_again_writes_nothing(town: Town) -> None:
    town.send(41, "claim", "wang", record="W-260302-AAAAAA")
    town.send(42, "wish", "lin", **TEXTS)
    assert town.run() == 0
    before = len(town.forge.writes())
    assert town.run() == 0
    assert len(town.forge.writes()) == before > 0


def test_a_dry_run_tells_what_a_run_would_do_and_writes_nothing(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.send(31, "wish", "lin", **TEXTS)
    assert town.run("--dry-run") == 0
    said = capsys.readouterr().out
    assert re.findall("会写 (wishes/wish/.*)|(form/31-.*：会提合并请求)|(#31：会回复)", said)
    assert town.forge.writes() == []
    assert town.run() == 0
    capsys.readouterr()
    assert town.run("--dry-run") == 0
    assert "以上是会做的事：涉及 0 份表单" in capsys.readouterr().out.splitlines()[0]


def read_steps(said: str, mood: str) -> list[tuple[str, str]]:
    """The steps that a run printed: what was done, and to which."""
    patterns = {key: re.escape(WORDS(key, which="@")).replace("@", "(.+)") for key in WORDS.keys(f"intake.run.{mood}.")}
    found = [(key.rpartition(".")[2], match[1]) for line in said.splitlines() for key, p in patterns.items() if (match := re.fullmatch(p, line))]
    return [step for step in found if step[0] not in ("written", "judged")]


def test_a_dry_run_tells_the_very_steps_of_the_run_that_follows(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    wish = town.open_wish()
    town.send(32, "claim", "wang", record=wish)
    town.send(33, "claim", "zhao", record=wish)
    town.send(34, "wish", "lin", **TEXTS | {"title": "楼下长椅松了"})
    town.forge.open_issue(35, "你好", 13)
    capsys.readouterr()
    assert town.run("--dry-run") == 0
    told = read_steps(capsys.readouterr().out, "would")
    assert town.run() == 0
    assert told == read_steps(capsys.readouterr().out, "done")
    assert {what for what, _ in told} == {"moved", "commented", "edited", "closed", "branched", "proposed", "marked"}


def test_up_to_one_form_the_earlier_keep_their_turn_and_the_later_wait(town: Town) -> None:
    for number in (51, 52, 53):
        town.send(number, "claim", "wang", record="W-260302-AAAAAA")
    assert town.run("--issue", "52") == 0
    assert [bool(town.forge.answers(number)) for number in (51, 52, 53)] == [True, True, False]


def test_deleted_accounts_and_programs_stop_nobody(town: Town) -> None:
    town.forge.open_issue(61, "你好", None)
    town.forge.open_issue(62, "from a program", 7, "Bot")
    town.forge.open_issue(63, "你好", 10137)
    town.send(64, "wish", "lin", **TEXTS)
    assert town.run() == 0
    assert [len(town.forge.answers(number)) for number in (61, 62, 63, 64)] == [1, 0, 1, 1]


def test_a_fork_s_branch_with_our_name_is_not_taken_for_ours(town: Town) -> None:
    town.send(31, "wish", "lin", **TEXTS)
    assert town.run() == 0
    (pull,) = town.forge.pulls.values()
    town.forge.pulls = {499: {**pull, "number": 499, "state": "closed", "head": {**pull["head"], "repo": {"id": 1}}}, **town.forge.pulls}
    town.forge.pulls[500]["state"] = "open"
    assert town.run() == 0
    assert town.forge.issues[31]["state"] == "open"


def test_a_commit_that_a_maintainer_amended_is_never_overwritten(town: Town) -> None:
    town.send(31, "wish", "lin", **TEXTS)
    assert town.run() == 0
    branch = town.forge.pulls[500]["head"]["ref"]
    message = town.forge.commits[town.forge.heads[branch]]["message"]
    theirs = town.forge.commit({**town.forge.files(branch), "note.md": b"mine\n"}, branch, message)
    town.forge.commit({**town.forge.files(), "other.md": b"moved\n"})
    assert town.run() == 0
    assert town.forge.heads[branch] == theirs


def test_a_person_s_own_token_knows_its_comments_by_the_account_s_number(town: Town) -> None:
    town.forge.user = {"id": 21, "login": "m1", "type": "User"}
    town.send(41, "claim", "wang", record="W-260302-AAAAAA")
    assert town.run() == 0
    assert town.run() == 0
    assert len(town.forge.answers(41)) == 1


def test_files_that_are_here_already_are_not_fetched_and_a_cut_off_list_is_walked(town: Town) -> None:
    town.forge.truncate = True
    assert town.run() == 0
    fetched = [path for _, path, _ in town.forge.log if "/git/blobs/" in path]
    records = [path for path in town.forge.files() if path.startswith("wishes/")]
    assert len(fetched) == len(records) == 7
    town.forge.log.clear()
    for line in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", "-C", str(town.root), *line], check=True)
    assert town.run() == 0
    assert not [path for _, path, _ in town.forge.log if "/git/blobs/" in path]


def test_a_board_without_a_forge_is_told_kindly_that_there_is_nothing_to_read(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    path = town.root / "site_config" / "board.yml"
    path.write_text(path.read_text("utf-8").replace("forge: github", "forge: none"), "utf-8")
    assert town.run() == 0
    assert "wishlight add" in capsys.readouterr().out
    assert town.forge.log == []


@pytest.mark.parametrize(("name", "value"), [("GITHUB_TOKEN", ""), ("GITHUB_API_URL", "http://api.github.example"), ("GITHUB_API_URL", "ftp://x")])
def test_without_a_token_or_a_safe_address_nothing_is_sent(town: Town, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert town.run() == 2
    assert town.forge.log == []


def test_a_grid_worker_confirms_by_form_only_while_github_allows_the_account_what_a_post_needs(town: Town) -> None:
    wish = town.open_wish()
    town.send(32, "claim", "wang", record=wish)
    assert town.run() == 0
    town.send(33, "deliver", "wang", record=wish, minutes="60")
    assert town.run() == 0
    town.forge.merge(max(town.forge.pulls))
    town.send(34, "confirm", "g13", record=wish, done="yes", minutes="60")
    assert town.run() == 0
    assert "权限现在是 read，岗位至少要 triage" in town.forge.answers(34)[0]
    town.forge.roles["user22"] = {"permission": "read", "role_name": "triage"}
    assert town.run() == 0
    assert "审核岗看过就合并" in town.forge.answers(34)[0]
    town.forge.merge(max(town.forge.pulls))
    assert town.run() == 0
    assert [(e.event, e.by) for e in town.history(wish)[3:]] == [("delivered", town.history(wish)[2].by), ("confirmed", "post:g13")]
