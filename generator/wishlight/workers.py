"""Work shared among the processor's cores where the system can fork; anywhere else one part is done after the other, with the same results."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

ASIDE = 5
"""How far work that is done aside gives way to everything else."""

_shared: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What a forked worker finds in its copy of this process: the task and its parts, which so need not be sent."""


def share_out(task: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Result]:
    """`task` of each part, in the order of the parts. What a task changes stays in its worker: only its result comes back.

    An exception of a task is raised here.
    """
    with sharing(task, parts) as results:
        yield from results


def sharing(task: Callable[[Part], Result], parts: Sequence[Part]) -> AbstractContextManager[Iterator[Result]]:
    """The same for whoever has something else to do until the results are asked for."""
    return _share(task, parts, aside=False)


def doing_aside(task: Callable[[Part], Result], parts: Sequence[Part]) -> AbstractContextManager[Iterator[Result]]:
    """The same for work that is begun long before all its results are asked for: whatever else there is to do goes first, and may be shared out itself."""
    return _share(task, parts, aside=True)


@contextmanager
def _share(task: Callable[[Part], Result], parts: Sequence[Part], *, aside: bool) -> Iterator[Iterator[Result]]:
    workers = min(count_workers(), len(parts))
    if workers < 2 or _shared:
        yield map(task, parts)
        return
    _shared.append((task, parts))
    gc.freeze()  # a collection in a worker would copy every page that it walks over
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), _begin, (aside,)) as pool:
            with warnings.catch_warnings():  # all workers are started by the first part
                warnings.simplefilter("ignore", DeprecationWarning)  # other threads are those of the database, which no worker asks for anything
                results = pool.map(_work, range(len(parts)))
            if aside:
                _forget()  # each worker has a copy of it
            try:
                yield results
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        _forget()


def _forget() -> None:
    gc.unfreeze()
    _shared.clear()


def split_evenly(items: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """The items in runs of `size`, the last one shorter."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def count_workers() -> int:
    """How many processes may work at once: the cores this process may use on Linux, one elsewhere."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _begin(aside: bool) -> None:
    """A worker whose parent was killed would wait for the next part for ever. Ctrl-C reaches all of a terminal's processes: the parent alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if aside:
        os.nice(ASIDE)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(n: int) -> Any:
    task, parts = _shared[-1]
    return task(parts[n])
