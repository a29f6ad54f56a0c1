"""Work on all cores: the same results in the same order, an error told as if it had happened here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wishlight import workers
from wishlight.problems import Problem
from wishlight.site.settings import SiteError
from wishlight.workers import doing_aside, share_out, sharing, split_evenly


@pytest.fixture(params=[1, 2, 3])
def cores(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(workers, "count_workers", lambda: request.param)
    return int(request.param)


def test_results_come_in_the_order_of_the_parts(cores: int) -> None:
    assert list(share_out(lambda part: sum(part), split_evenly(range(100), 7))) == [sum(part) for part in split_evenly(range(100), 7)]
    assert list(share_out(str, [])) == []


def test_more_than_one_process_works_where_there_is_more_than_one_core(cores: int) -> None:
    found = set(share_out(lambda part: os.getpid(), range(50)))
    assert (os.getpid() in found) is (cores == 1) and len(found) <= cores


def test_what_a_task_does_not_return_stays_where_it_was_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: 2)
    seen: list[int] = []
    assert list(share_out(lambda part: seen.append(part), range(4))) == [None] * 4
    assert seen == []


def test_only_this_process_answers_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: 2)
    before = signal.getsignal(signal.SIGINT)
    assert set(share_out(lambda part: signal.getsignal(signal.SIGINT) == signal.SIG_IGN, range(4))) == {True}
    assert signal.getsignal(signal.SIGINT) == before


def test_an_error_is_raised_here_with_all_that_it_says(cores: int) -> None:
    problem = Problem("a.yml", 1, 1, "rule", "refuse", "", "says", "mend")

    def refuse(part: int) -> int:
        raise SiteError([problem])

    with pytest.raises(SiteError) as caught:
        list(share_out(refuse, range(4)))
    assert caught.value.problems == [problem]
    assert list(share_out(abs, [-1, -2])) == [1, 2], "the next work is not disturbed"


def test_something_else_can_be_done_meanwhile_and_work_within_work_is_done_in_place(cores: int) -> None:
    with sharing(lambda part: list(share_out(abs, [part, -part])), [1, 2]) as results:
        mine = sum(range(10))
        assert list(results) == [[1, 1], [2, 2]] and mine == 45


def test_while_work_is_done_aside_other_work_is_shared_out_as_ever(cores: int) -> None:
    with doing_aside(lambda part: (part, os.getpid()), range(20)) as aside:
        assert next(aside)[0] == 0
        meanwhile = list(share_out(lambda part: (part, os.getpid()), range(20)))
        rest = list(aside)
    assert [part for part, _ in meanwhile] == [*range(20)] and [part for part, _ in rest] == [*range(1, 20)]
    mine = {pid for _, pid in meanwhile}
    assert (os.getpid() in mine) is (cores == 1)
    assert cores == 1 or mine.isdisjoint(pid for _, pid in rest)


@pytest.mark.skipif(sys.platform != "linux", reason="work is shared by forking")
def test_work_that_is_done_aside_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: 2)
    with doing_aside(lambda part: os.nice(0), range(2)) as aside:
        assert set(aside) == {os.nice(0) + workers.ASIDE}


def test_whoever_gives_up_does_not_wait_for_work_that_nobody_has_begun(cores: int, tmp_path: Path) -> None:
    def do(part: int) -> None:
        time.sleep(0.05)
        (tmp_path / str(part)).touch()

    with pytest.raises(KeyError), doing_aside(do, range(200)):
        raise KeyError
    assert len(list(tmp_path.iterdir())) < 100
    assert list(share_out(abs, [-1, -2])) == [1, 2], "the next work is not disturbed"


SHARING = """
import os, time
from wishlight import workers
workers.count_workers = lambda: 2
with workers.sharing(lambda part: os.getpid() if part < 2 else time.sleep(600), range(4)) as results:
    print(next(results), next(results), flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="work is shared by forking")
def test_workers_end_with_a_parent_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SHARING], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        workers_ = {int(pid) for pid in parent.stdout.readline().split()}
        parent.kill()
    waited = time.monotonic() + 30
    while any(map(is_running, workers_)) and time.monotonic() < waited:
        time.sleep(0.05)
    assert not any(map(is_running, workers_))


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()  # whoever ended, but was not asked about yet, is a zombie
    except FileNotFoundError:
        return False
