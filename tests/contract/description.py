"""GitHub's own description of its API, cut down to some operations, and calls held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from openapi_core import Config, OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from contract.operations import METHODS, Operation, match, split_path

SERVER = "https://api.github.com"
LONGEST = 300


class Call(NamedTuple):
    """A request as it was sent: `path` without what stands behind the question mark, which is in `query`."""

    method: str
    path: str
    query: Mapping[str, str]
    body: bytes


class Description:
    """What GitHub says of its operations, and whether calls keep to it."""

    def __init__(self, file: Path) -> None:
        whole = msgspec.json.decode(file.read_bytes())
        self.version: str = whole["info"]["version"]
        self.paths: Mapping[str, Mapping[str, Any]] = whole["paths"]
        self._whole, self._parts = whole, dict[Operation, OpenAPI]()

    def find(self, method: str, path: str) -> Operation | None:
        """The operation of a call."""
        return match(self.paths, method, path)

    def check_request(self, operation: Operation, call: Call) -> list[str]:
        """What is wrong with a request."""
        return _explain(self._part(operation).iter_request_errors(_as_request(operation, call)))

    def check_response(self, operation: Operation, call: Call, status: int, body: bytes) -> list[str]:
        """What is wrong with the answer to a request."""
        response = MockResponse(body, status, content_type="application/json" if body else "")
        return _explain(self._part(operation).iter_response_errors(_as_request(operation, call), response))

    def _part(self, operation: Operation) -> OpenAPI:
        """The description of one operation, made when it is first needed: the whole one takes ten seconds."""
        if operation not in self._parts:
            self._parts[operation] = OpenAPI.from_dict(cut(self._whole, operation), config=Config(spec_validator_cls=None))
        return self._parts[operation]


def cut(whole: Mapping[str, Any], operation: Operation) -> dict[str, Any]:
    """One operation of a description with everything that it refers to."""
    item = whole["paths"][operation.path]
    kept = {key: value for key, value in item.items() if key not in METHODS or key == operation.method}
    part: dict[str, Any] = {key: whole[key] for key in ("openapi", "info")} | {"servers": [{"url": SERVER}], "paths": {operation.path: _clean(kept)}, "components": {}}
    waiting = list(_list_references(part["paths"]))
    while waiting:
        kind, name = waiting.pop().removeprefix("#/components/").split("/")
        if name not in part["components"].setdefault(kind, {}):
            part["components"][kind][name] = found = _clean(whole["components"][kind][name])
            waiting += _list_references(found)
    return part


def _clean(node: Any) -> Any:
    """Without examples; and where a choice may be null, null is one of the choices, which the description forgets in places."""
    if isinstance(node, list):
        return [_clean(each) for each in node]
    if not isinstance(node, dict):
        return node
    fresh = {key: _clean(value) for key, value in node.items() if not (key == "examples" and "schema" in node)}
    if fresh.get("nullable") is True and isinstance(fresh.get("enum"), list) and None not in fresh["enum"]:
        fresh["enum"] = [*fresh["enum"], None]
    return fresh


def _list_references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    for each in node if isinstance(node, list) else ():
        yield from _list_references(each)


def _as_request(operation: Operation, call: Call) -> MockRequest:
    """What the validator takes for a request. It knows no parameter with slashes in it, so they are written as %2F."""
    path = "/".join(quote(part, safe="%") for part in split_path(operation, call.path))
    return MockRequest(SERVER, call.method, path, args=dict(call.query), data=call.body)


def _explain(errors: Iterable[Exception]) -> list[str]:
    return [text[:LONGEST] for error in errors for text in _list_texts(error)]


def _list_texts(error: Exception) -> list[str]:
    cause: BaseException | None = error
    while cause is not None:
        if found := getattr(cause, "schema_errors", None):
            return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]
        cause = cause.__cause__
    return [f"{type(error).__name__}: {error}"]
