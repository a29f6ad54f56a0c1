"""A stateful GitHub of this machine: the emulator, seeded with accounts and empty repositories."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import requests

from contract.fetch import Tools

OWNER = "lamp-town"
PEOPLE = (OWNER, "lamp-bot", "lin", "wang", "zhao", "gu")
"""The maintainer who owns the repositories, the program's account, three neighbours and a grid worker."""

REPOSITORIES = ("board-zh", "board-en", "workbench")
STARTS_IN = 30
"""Seconds in which the emulator must have answered."""


def token_of(login: str) -> str:
    """The token of an account."""
    return f"token-of-{login}"


@contextmanager
def run_emulator(tools: Tools, folder: Path) -> Iterator[str]:
    """The emulator's address while it runs. Raises RuntimeError, with what it printed, where it doesn't start."""
    seed, said = folder / "seed.yaml", folder / "said.txt"
    users = [{"login": login} for login in PEOPLE]
    repos = [{"owner": OWNER, "name": name, "auto_init": True} for name in REPOSITORIES]
    tokens = {token_of(login): {"login": login, "scopes": ["repo", "user"]} for login in PEOPLE}
    seed.write_text(json.dumps({"tokens": tokens, "github": {"users": users, "repos": repos}}), "utf-8")
    port = _find_port()
    call = [str(tools.node), str(tools.emulator), "start", "--service", "github", "--port", str(port), "--seed", str(seed)]
    with said.open("w") as out, subprocess.Popen(call, stdout=out, stderr=subprocess.STDOUT, cwd=folder) as process:
        try:
            _wait(process, f"http://localhost:{port}", said)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


def _find_port() -> int:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, said: Path) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(f"{address}/rate_limit", timeout=2)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(said.read_text("utf-8"))
