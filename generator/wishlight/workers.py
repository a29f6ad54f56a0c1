"""Work shared among the processor's cores where the system can fork; anywhere else one part is done after the other, with the same results."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
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


@contextmanager
def sharing(task: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Iterator[Result]]:
    """The same for whoever has something else to do until the results are asked for."""
    workers = _find_workers(parts)
    if workers < 2:
        yield map(task, parts)
        return
    with _starting(task, parts, workers, lambda: None) as results:
        yield results


@contextmanager
def doing_aside(task: Callable[[Part], Result], parts: Sequence[Part]) -> Iterator[Iterator[Result]]:
    """The same for work that is begun long before all its results are asked for: whatever else there is to do goes first, and may be shared out itself."""
    workers = _find_workers(parts)
    if workers < 2:
        yield map(task, parts)
        return
    with _starting(task, parts, workers, _give_way) as results:
        _forget()  # the workers have been started, each with a copy of this
        yield results


@contextmanager
def _starting(task: Callable[[Part], Result], parts: Sequence[Part], workers: int, begin: Callable[[], object]) -> Iterator[Iterator[Result]]:
    _shared.append((task, parts))
    gc.freeze()  # a collection in a worker would copy every page that it walks over
    try:
        with ProcessPoolExecutor(workers, multiprocessing.get_context("fork"), partial(_end_with_parent, begin)) as pool:
            with warnings.catch_warnings():  # all workers are started by the first part
                warnings.simplefilter("ignore", DeprecationWarning)  # other threads are those of the database, which no worker asks for anything
                results = pool.map(_work, range(len(parts)))
            try:
                yield results
            finally:
                pool.shutdown(cancel_futures=True)
    finally:
        _forget()


def _forget() -> None:
    gc.unfreeze()
    _shared.clear()


def _find_workers(parts: Sequence[object]) -> int:
    """How many processes work on some parts; none besides this one where it is a worker itself."""
    return 1 if _shared else min(count_workers(), len(parts))


def split_evenly(items: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """The items in runs of `size`, the last one shorter."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def count_workers() -> int:
    """How many processes may work at once: the cores this process may use on Linux, one elsewhere."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _give_way() -> None:
    os.nice(ASIDE)


def _end_with_parent(begin: Callable[[], object]) -> None:
    """A worker whose parent was killed would wait for the next part for ever."""
    begin()
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _work(n: int) -> Any:
    task, parts = _shared[-1]
    return task(parts[n])
