"""What costs seconds to make, made by one worker and read by all; and how it is served."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest


def make_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that `make` filled; the first worker to ask for it does so while the others wait.

    Raises RuntimeError in the others where the first one failed, and TimeoutError after ten minutes.
    """
    here = factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / name
    try:
        folder.mkdir()
    except FileExistsError:
        return _wait_for(folder / "done").parent
    try:
        make(folder)
    except BaseException:
        (folder / "failed").touch()
        raise
    (folder / "done").touch()
    return folder


def _wait_for(file: Path) -> Path:
    for _ in range(1200):
        if file.exists():
            return file
        if file.with_name("failed").exists():
            raise RuntimeError(f"another worker could not make {file.parent.name}")
        sleep(0.5)
    raise TimeoutError(file)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing for each request."""


@contextmanager
def serve_folder(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of a folder's files on this machine while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
