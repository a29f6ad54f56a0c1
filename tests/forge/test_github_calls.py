"""One call at a time: the pace, patience, stumbles, and where the token may go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest

from forge.github_server import serve
from forge.github_state import GitHubState, Stumble
from wishlight.forge import github_calls
from wishlight.forge.github_calls import AGAIN, API, Calls, Pace, find_pause, need, open_session
from wishlight.forge.port import BusyError, RefusedError

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=8)))
PATH = "/repos/wishlight-demo/yunxi/issues"


class Watch:
    """A clock that moves only when someone waits."""

    def __init__(self) -> None:
        self.at, self.waits = 0.0, list[float]()

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds


@pytest.fixture
def forge() -> Iterator[GitHubState]:
    with serve(GitHubState(NOW)) as forge:
        forge.open_issue(1, "", 11)
        yield forge


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def calls(forge: GitHubState, watch: Watch) -> Calls:
    return Calls(open_session(forge.token, forge.address), Pace(lambda: watch.at, watch.sleep))


def test_every_call_names_the_version_of_the_api_and_carries_the_token(forge: GitHubState, calls: Calls) -> None:
    assert calls.send("GET", PATH).status == 200
    assert calls.send("POST", f"{PATH}/1/comments", {"body": "x"}).status == 201
    assert {(seen["x-github-api-version"], seen["authorization"]) for seen in forge.seen} == {("2022-11-28", "token test-token")}
    assert (calls.count, calls.now) == (2, NOW)


def test_writes_keep_a_second_apart_and_reads_wait_for_nothing(calls: Calls, watch: Watch) -> None:
    for _ in range(3):
        calls.send("GET", PATH)
        calls.send("POST", f"{PATH}/1/comments", {"body": "x"})
        watch.at += 0.25
    assert watch.waits == [0.75, 0.75]


def test_only_a_server_on_this_machine_is_written_to_without_a_pause() -> None:
    assert [find_pause(api) for api in (API, "https://forge.example/api/v3", "http://127.0.0.1:4010", "http://localhost:1")] == [1, 1, 0, 0]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_read_is_repeated_while_the_server_stumbles_and_a_write_never_is(forge: GitHubState, calls: Calls, watch: Watch, status: int) -> None:
    forge.stumbles += [Stumble("GET", "", status, times=len(AGAIN)), Stumble("POST", "", status)]
    assert calls.send("GET", PATH).status == 200
    assert watch.waits == list(AGAIN)
    with pytest.raises(BusyError) as busy:
        calls.send("POST", f"{PATH}/1/comments", {"body": "x"})
    assert busy.value.wait is None
    assert len(forge.writes()) == 1


def test_a_read_that_stumbles_again_and_again_is_given_up(forge: GitHubState, calls: Calls) -> None:
    forge.stumbles.append(Stumble("GET", "", 502, times=99))
    with pytest.raises(BusyError):
        calls.send("GET", PATH)
    assert len(forge.log) == len(AGAIN) + 1


RESET = str(int(NOW.timestamp()) + 200)


@pytest.mark.parametrize(
    ("status", "headers", "body", "wait"),
    [
        (429, {"Retry-After": "7"}, None, 7),
        (403, {"Retry-After": "30"}, None, 30),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": RESET}, None, 201),
        (429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}, None, 1),
        (429, {}, None, 60),
        (429, {"Retry-After": "soon"}, None, 60),
        (403, {}, {"message": "You have exceeded a secondary rate limit. Please wait"}, 60),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_limit_is_told_with_its_wait_and_not_run_against(
    forge: GitHubState, calls: Calls, watch: Watch, method: str, status: int, headers: dict[str, str], body: object, wait: int
) -> None:
    forge.stumbles.append(Stumble(method, "", status, headers, body=body))
    with pytest.raises(BusyError) as busy:
        calls.send(method, PATH, {} if method == "POST" else None)
    assert busy.value.wait == wait
    assert (len(forge.log), watch.waits) == (1, [])


def test_a_right_that_is_missing_is_no_limit(forge: GitHubState, calls: Calls) -> None:
    forge.stumbles.append(Stumble("GET", "", 403, {"X-RateLimit-Remaining": "4999"}, body={"message": "Resource not accessible by integration"}))
    with pytest.raises(RefusedError) as refused:
        need(calls.send("GET", PATH))
    assert (refused.value.status, refused.value.why) == (403, "Resource not accessible by integration")


def test_an_answer_that_never_comes_is_asked_for_again_by_a_read_alone(
    forge: GitHubState, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(github_calls, "TIMEOUTS", {"default_connect_timeout": 1, "default_read_timeout": 0.1})
    calls = Calls(open_session(forge.token, forge.address), Pace(lambda: watch.at, watch.sleep))
    forge.stumbles += [Stumble("GET", "", 200, slow=True), Stumble("POST", "", 201, after=True, slow=True)]
    assert calls.send("GET", PATH).data[0]["number"] == 1
    with pytest.raises(BusyError):
        calls.send("POST", f"{PATH}/1/comments", {"body": "x"})
    assert calls.count >= 3  # a busy machine may be late for a read more than once
    assert forge.answers(1) == ["x"]


def test_nobody_at_home_and_a_proxys_page_count_as_busy(forge: GitHubState, calls: Calls, watch: Watch) -> None:
    forge.stumbles.append(Stumble("GET", "", 200, body="<html>Please log in</html>", times=99))
    with pytest.raises(BusyError):
        calls.send("GET", PATH)
    nobody = Calls(open_session(forge.token, "http://127.0.0.1:9"), Pace(lambda: watch.at, watch.sleep))
    with pytest.raises(BusyError):
        nobody.send("GET", PATH)


def test_a_list_is_read_to_its_last_page(forge: GitHubState, calls: Calls) -> None:
    for number in range(2, 9):
        forge.open_issue(number, "", 11)
    assert [data["number"] for data in calls.get_pages(f"{PATH}?state=open")] == list(range(1, 9))
    assert calls.count == 3


@pytest.mark.parametrize("kind", ["link", "redirect"])
def test_the_token_goes_to_one_host_only_whatever_an_answer_says(forge: GitHubState, calls: Calls, kind: str) -> None:
    with serve(GitHubState(NOW)) as other:
        elsewhere = f"{other.address}{PATH}"
        link = Stumble("GET", "", 200, {"Link": f'<{elsewhere}>; rel="next"'}, body=[1])
        forge.stumbles.append(link if kind == "link" else Stumble("GET", "", 302, {"Location": elsewhere}))
        with pytest.raises(RefusedError):
            list(calls.get_pages(PATH))
        assert other.log == []


@pytest.mark.parametrize("api", ["http://api.github.example", "ftp://127.0.0.1", "api.github.com", "", "http://127.0.0.1.example", "http://10.0.0.1"])
def test_a_token_is_never_sent_in_the_clear_to_another_machine(api: str) -> None:
    with pytest.raises(ValueError, match=f"^{api}$"):
        open_session("secret", api)


@pytest.mark.parametrize("date", ["Mon, 02 Mar 2026 01:00:00 GMT", "Mon, 02 Mar 2026 01:00:00 GMT, Mon, 02 Mar 2026 01:00:00 GMT", "Mon, 02 Mar 2026 01:00:00 -0000"])
def test_the_hosts_clock_is_of_greenwich_however_it_is_written(date: str) -> None:
    assert github_calls.read_date({"date": date}) == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
