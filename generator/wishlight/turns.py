"""One run at a time, of those that would take away each other's unfinished files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def taking_turns(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Be the only one that holds `lock`. `wait` is called once where somebody else does, and then they are waited for.

    The system lets go of it when a run is killed; the file itself stays and says nothing. Raises OSError where it can't be written.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        wait()
        held.acquire()
    try:
        yield
    finally:
        held.release()
