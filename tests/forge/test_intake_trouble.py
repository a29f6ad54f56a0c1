"""The command when the forge loses answers, asks for patience, says no, or is not there at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from forge.github_state import Stumble
from forge.town import NOW, TEXTS, Town


@pytest.mark.parametrize("path", ["/comments$", "/git/refs/heads/main$", "/git/refs$", "/pulls$", "/git/commits$", "/statuses/", "/issues/[0-9]+$"])
@pytest.mark.parametrize("after", [False, True])
def test_an_answer_lost_on_any_write_leaves_nothing_twice(town: Town, waits: list[float], path: str, after: bool) -> None:
    wish = town.open_wish()
    town.send(32, "claim", "wang", record=wish)
    town.send(33, "wish", "zhao", **TEXTS | {"title": "楼下长椅松了"})
    method = "PATCH" if path.startswith(("/git/refs/", "/issues")) else "POST"
    stumble = Stumble(method, path, 502, after=after)
    town.forge.stumbles.append(stumble)
    assert town.run() == 0
    assert stumble.times == 0
    assert 60 in waits
    assert [e.event for e in town.history(wish)] == ["submitted", "published", "claimed"]
    assert [len(town.forge.answers(number)) for number in (31, 32, 33)] == [1, 1, 1]
    assert [pull["state"] for pull in town.forge.pulls.values()] == ["closed", "open"]
    assert [issue["state"] for issue in town.forge.issues.values()] == ["closed", "closed", "open"]


def test_a_rate_limit_is_waited_out_as_long_as_the_forge_says(town: Town, waits: list[float]) -> None:
    town.send(31, "wish", "lin", **TEXTS)
    reset = str(int((NOW + timedelta(seconds=200)).timestamp()))
    town.forge.stumbles += [
        Stumble("GET", "/issues$", 429, {"Retry-After": "7"}),
        Stumble("POST", "/git/trees$", 403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}),
    ]
    assert town.run() == 0
    assert [seconds for seconds in waits if seconds > 1] == [7, 201]
    assert len(town.forge.pulls) == 1


def test_a_forge_that_stays_busy_ends_the_run_with_two_and_says_when_to_come_again(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.forge.stumbles.append(Stumble("GET", "/issues$", 429, {"Retry-After": "3600"}, times=9))
    assert town.run() == 2
    assert "3600 秒" in capsys.readouterr().err


def test_a_read_that_stumbles_is_repeated_at_once(town: Town, waits: list[float]) -> None:
    town.forge.stumbles.append(Stumble("GET", "/issues$", 502))
    assert town.run() == 0
    assert waits == [0.5]


@pytest.mark.parametrize(("status", "path"), [(403, "/git/trees$"), (404, "/git/trees$"), (422, "/git/refs$")])
def test_a_no_that_stays_a_no_is_told_in_the_forges_words_and_is_no_fault_of_ours(
    town: Town, capsys: pytest.CaptureFixture[str], status: int, path: str
) -> None:
    town.send(31, "wish", "lin", **TEXTS)
    town.forge.stumbles.append(Stumble("POST", path, status))
    assert town.run() == 2
    said = capsys.readouterr().err
    assert "stumbled" in said and str(status) in said


def test_a_wrong_token_is_told_and_never_printed(town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "hidden-in-plain-sight")
    assert town.run() == 2
    out, err = capsys.readouterr()
    assert "Bad credentials" in err
    assert "hidden-in-plain-sight" not in out + err


def test_a_fault_of_ours_leaves_a_report_without_the_token(town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("wishlight.intake.reconcile.take_look", break_down)
    assert town.run() == 3
    (report,) = town.root.glob("wishlight-report-*.txt")
    said = "".join(capsys.readouterr())
    assert "RuntimeError: broken" in report.read_text("utf-8")
    assert town.forge.token not in report.read_text("utf-8") + said


def test_a_busy_forge_is_waited_for_a_quarter_of_an_hour_in_all(town: Town, waits: list[float]) -> None:
    town.forge.stumbles.append(Stumble("GET", "/issues$", 429, {"Retry-After": "400"}, times=9))
    assert town.run() == 2
    assert waits == [400, 400]


def test_without_a_main_branch_the_run_says_so(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.forge.heads.clear()
    assert town.run() == 2
    assert "没有 main 分支" in capsys.readouterr().err
