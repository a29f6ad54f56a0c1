"""The operations of GitHub's API that our code uses, read from the code itself, and the description's name for each."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

FORGE = Path(__file__).parents[2] / "generator" / "wishlight" / "forge"
HOME = "/repos/{}/{}"
FORWARDS = ("_pages", "_write", "_look", "get", "get_pages", "send", "_send")
"""Functions of the adapter that hand a path on: who calls them is looked at instead."""

METHODS = ("get", "put", "post", "delete", "patch")
SEVERAL = ("{ref}", "{path}", "{branch}")
"""Parameters that may hold slashes."""


class Operation(NamedTuple):
    """One operation of the description."""

    method: str
    path: str


class UnknownCallError(Exception):
    """A call of which can't be read where it goes."""


def list_calls(folder: Path = FORGE) -> set[tuple[str, str]]:
    """Method and path of every call below a folder; what is filled in at run time stands there as `{}`. Raises UnknownCallError."""
    found: set[tuple[str, str]] = set()
    for file in sorted(folder.glob("*.py")):
        for function in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef) and function.name not in FORWARDS:
                found |= set(_read_calls(function, file.name))
    return found


def match(paths: Mapping[str, Mapping[str, Any]], method: str, path: str) -> Operation | None:
    """The operation that a method and a path belong to: of several the one with most fixed words."""
    fitting = [known for known, item in paths.items() if method.lower() in item and _fits(known.split("/"), path.split("/"))]
    best = max(fitting, key=lambda known: sum(part[:1] != "{" for part in known.split("/")), default=None)
    return Operation(method.lower(), best) if best else None


def split_path(operation: Operation, path: str) -> list[str]:
    """A path's parts, as many as the operation's has."""
    return path.split("/", operation.path.count("/"))


def _fits(known: list[str], parts: list[str]) -> bool:
    if known[-1] in SEVERAL and len(parts) > len(known):
        parts = [*parts[: len(known) - 1], "/".join(parts[len(known) - 1 :])]
    return len(known) == len(parts) and all(a == b or (a[:1] == "{" and b) for a, b in zip(known, parts, strict=True))


def _read_calls(function: ast.FunctionDef, file: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(function):
        name, arguments = _read_name(node) if isinstance(node, ast.Call) else ("", [])
        if not name:
            continue
        method = "GET"
        if name in ("send", "_write"):
            if not isinstance(arguments[0], ast.Constant):
                raise UnknownCallError(f"{file}:{node.lineno}")
            method, arguments = str(arguments[0].value), arguments[1:]
        yield method, _read_path(arguments[0], f"{file}:{node.lineno}", below_home=name in ("_pages", "_write"))


def _read_name(call: ast.Call) -> tuple[str, list[ast.expr]]:
    """The forwarding function that is called, and its arguments from the method or path on."""
    target = call.func
    if isinstance(target, ast.Name) and target.id == "_look":
        return "_look", call.args[1:]
    if isinstance(target, ast.Name) and target.id == "pages":
        return "_pages", call.args  # the adapter's own method, handed on by that name
    if isinstance(target, ast.Attribute) and target.attr in FORWARDS and ast.unparse(target.value) in ("self", "calls", "self._calls"):
        return target.attr, call.args
    return "", []


def _read_path(node: ast.expr, where: str, *, below_home: bool) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    texts = []
    for part in parts:
        if isinstance(part, ast.Constant):
            texts.append(str(part.value))
        else:
            inside = part.value if isinstance(part, ast.FormattedValue) else part
            texts.append(HOME if ast.unparse(inside) in ("home", "self._home") else "{}")
    path = "".join(texts).split("?")[0].replace("{}{}", "{}")
    if below_home:
        path = HOME + path
    elif path.startswith("/repos/{}/") and not path.startswith(HOME):
        path = HOME + path.removeprefix("/repos/{}")
    if not path.startswith("/") or (path.startswith("/repos/{}") and not path.startswith(HOME)):
        raise UnknownCallError(f"{where}: {path}")
    return path
