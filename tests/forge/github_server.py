"""A GitHub on this machine: it keeps state, speaks the endpoints that intake uses, and stumbles where a test tells it to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from forge.github_routes import answer
from forge.github_state import GitHubState


@contextmanager
def serve(state: GitHubState) -> Iterator[GitHubState]:
    """The server at `state.address`, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            state.seen.append({name.lower(): value for name, value in self.headers.items()})
            known = self.headers.get("authorization") == f"token {state.token}"
            status, data, headers = answer(state, self.command, self.path, body) if known else (401, {"message": "Bad credentials"}, {})
            state.log.append((self.command, self.path, status))
            out = b"" if data is None else data.encode() if isinstance(data, str) else json.dumps(data).encode()
            self.send_response_only(status)
            for name, value in {"Date": format_datetime(state.now), "Content-Length": str(len(out)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # the other end may have hung up
                self.wfile.write(out)

        do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any  # noqa: N815 - names that http.server looks for

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield state
    finally:
        state.end.set()
        server.shutdown()
        server.server_close()
