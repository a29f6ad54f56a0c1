"""A look at the site while it is written: serves it on this machine, rebuilds on a change, and tells the browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import Change, DefaultFilter, watch

LIVE_SCRIPT = "/-/live.js"
LIVE_NUMBER = "/-/number"
"""Two addresses that exist while serving only: the script asks for the number, and reloads the page when it moved."""

_SCRIPT = """\
(function () {
  var known = null;
  function ask() {
    fetch("/-/number", {cache: "no-store"}).then(function (answer) { return answer.text(); }).then(function (number) {
      if (known !== null && known !== number) { location.reload(); }
      known = number;
    }).catch(function () { /* the server stopped: ask again later */ });
  }
  ask();
  setInterval(ask, 300);
})();
"""


class Board:
    """The number of the site that is shown now: it moves with every build that changed something."""

    def __init__(self) -> None:
        self.number = 0


def open_server(out: Path, board: Board, port: int) -> ThreadingHTTPServer:
    """A server of a site's folder on 127.0.0.1; port 0 takes a free one. Raises OSError when the port is taken."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, board=board, directory=str(out)))


def serve(
    build: Callable[[], bool],
    out: Path,
    watched: Iterable[Path],
    *,
    port: int,
    say: Callable[[str, Sequence[str]], None],
    show: Callable[[list[str]], bool] = lambda paths: False,
    stop: threading.Event | None = None,
) -> None:
    """Build, serve and rebuild until interrupted.

    `build` says whether the site changed and shows its own problems; a refused build leaves the old site in view. `show` is told which files
    changed and says whether it could show some of it at once.
    `say` is told `ready` with the address, and `changed` with the paths. Raises OSError when the port is taken.
    """
    board = Board()
    with open_server(out, board, port) as server:
        build()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say("ready", [f"http://127.0.0.1:{server.server_port}/"])
        try:
            for changes in watch(
                *(p for p in watched if p.exists()),
                watch_filter=_Filter(),
                stop_event=stop,
                debounce=200,
                raise_interrupt=True,
            ):
                paths = sorted({path for _, path in changes})
                say("changed", paths)
                board.number += show(paths)
                board.number += bool(build())
        finally:
            server.shutdown()


class _Filter(DefaultFilter):
    ignore_dirs = (*DefaultFilter.ignore_dirs, ".cache", "site")

    def __call__(self, change: Change, path: str) -> bool:
        return super().__call__(change, path) and not path.endswith(".tmp")


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, board: Board, directory: str) -> None:
        self.board = board
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        if self.path == LIVE_NUMBER:
            self._answer(200, "text/plain", str(self.board.number).encode())
        elif self.path == LIVE_SCRIPT:
            self._answer(200, "text/javascript", _SCRIPT.encode())
        elif (page := self._find_page()) is not None:
            status = 404 if page.name == "404.html" else 200
            tag = f'<script src="{LIVE_SCRIPT}"></script></body>'.encode()
            self._answer(status, "text/html; charset=utf-8", page.read_bytes().replace(b"</body>", tag))
        else:
            super().do_GET()

    def _find_page(self) -> Path | None:
        """The HTML file of the address; the page for lost visitors where there is nothing; None for other files."""
        place = Path(self.translate_path(self.path))
        if place.is_dir() and not self.path.partition("?")[0].endswith("/"):
            return None  # the parent class redirects to the address with a slash
        if place.is_dir():
            place /= "index.html"
        if place.is_file():
            return place if place.suffix == ".html" else None
        lost = Path(self.directory) / "404.html"
        return lost if lost.is_file() else None

    def _answer(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: the terminal is for builds and their problems."""
