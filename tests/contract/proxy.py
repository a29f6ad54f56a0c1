"""What stands between our code and the emulator: every request and every answer is held against GitHub's own description.

The emulator's answers are first completed where gaps.yml says that it lacks something, and what it doesn't know at all is answered by a
stand-in; the completed answer is what the description is held against and what our code gets to see.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec
import requests
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from contract.description import Call, Description
from contract.gaps import Upstream, mend, stand_in
from contract.operations import Operation

OURS = "wishlight-intake"
"""How our code names itself; whoever else calls is a person of the story."""

PASSED = ("authorization", "content-type")


class Exchange(NamedTuple):
    """One request and its answer. `wrong` says where they leave the description; `side` is whose answer it was."""

    ours: bool
    operation: Operation | None
    path: str
    status: int
    wrong: tuple[str, ...]
    side: str


class Proxy:
    """A WSGI application that remembers what went through it."""

    def __init__(self, description: Description, emulator: str) -> None:
        self.description, self.address, self.exchanges = description, "", list[Exchange]()
        self._emulator, self._session = emulator, requests.Session()
        self._session.trust_env = False

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        request = Request(environ)
        call = Call(request.method, request.path, request.args.to_dict(), request.get_data())
        operation = self.description.find(call.method, call.path)
        ours = request.headers.get("User-Agent", "").startswith(OURS)
        wrong = [f"request {text}" for text in self.description.check_request(operation, call)] if operation else ["request: no such operation"]
        status, body, headers, side = self._answer(request, call, operation)
        if operation:
            wrong += [f"response {status} {text}" for text in self.description.check_response(operation, call, status, body)]
        self.exchanges.append(Exchange(ours, operation, call.path, status, tuple(wrong), side))
        return Response(body, status, headers)(environ, start)

    def _answer(self, request: Request, call: Call, operation: Operation | None) -> tuple[int, bytes, dict[str, str], str]:
        upstream = self._open(request)
        made = stand_in(operation, call, upstream) if operation else None
        if made is not None:
            body = msgspec.json.encode(made.data)
            return made.status, self._rename(body), {"Content-Type": "application/json"}, "stand-in"
        answer = upstream(call.method, request.full_path.rstrip("?"), call.body)
        body = answer.content
        if operation and body:
            body = msgspec.json.encode(mend(operation, answer.status_code, msgspec.json.decode(body)))
        headers = {name: answer.headers[name] for name in ("Content-Type", "Link") if name in answer.headers}
        if "Link" in headers:
            headers["Link"] = self._rename(headers["Link"].encode()).decode()
        return answer.status_code, self._rename(body), headers, "emulator"

    def _open(self, request: Request) -> Upstream:
        """Calls to the emulator as whoever sent this request."""
        headers = {name: request.headers[name] for name in PASSED if name in request.headers}

        def send(method: str, path: str, body: bytes | None = None) -> requests.Response:
            return self._session.request(method, f"{self._emulator}{path}", data=body or None, headers=headers, timeout=30)

        return send

    def _rename(self, body: bytes) -> bytes:
        """The emulator's address, wherever it stands, is ours."""
        return body.replace(self._emulator.encode(), self.address.encode())


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: what went through is remembered by the proxy itself."""


@contextmanager
def serve(proxy: Proxy) -> Iterator[Proxy]:
    """The proxy on a free port of this machine."""
    server = make_server("127.0.0.1", 0, proxy, threaded=True, request_handler=_Quiet)
    proxy.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield proxy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
