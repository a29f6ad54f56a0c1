"""Only one run at a time, and nobody waits for one that was killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest

from wishlight.turns import taking_turns

HOLD = """
import sys
from pathlib import Path
from wishlight.turns import taking_turns
with taking_turns(Path(sys.argv[1]), list):
    print("held", flush=True)
    sys.stdin.read()
"""


def hold(lock: Path, wait: Callable[[], None], then: Callable[[], None]) -> None:
    with taking_turns(lock, wait):
        then()


def test_the_second_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    lock, waits, told = tmp_path / "cache" / "build.lock", Event(), list[str]()
    with taking_turns(lock, pytest.fail):
        second = Thread(target=hold, args=(lock, waits.set, lambda: told.append("second")))
        second.start()
        assert waits.wait(60)
        second.join(0.5)
        told.append("first")
    second.join(60)
    assert told == ["first", "second"]


def test_a_run_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "build.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        other.kill()
        other.wait()
        with taking_turns(lock, pytest.fail):
            pass


def test_a_run_that_fails_lets_go(tmp_path: Path) -> None:
    def fail() -> None:
        raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        hold(tmp_path / "build.lock", pytest.fail, fail)
    with taking_turns(tmp_path / "build.lock", pytest.fail):
        pass
