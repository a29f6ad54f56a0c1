"""The emulator and the proxy before it, once for each process that runs tests."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from contract.description import Description
from contract.emulator import run_emulator
from contract.fetch import MissingError, Tools, find_tools
from contract.proxy import Proxy, serve


@pytest.fixture(scope="session")
def tools() -> Tools:
    try:
        return find_tools()
    except MissingError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(f"on the server this may not be skipped: {missing}")
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def running(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with run_emulator(tools, tmp_path_factory.mktemp("emulator")) as address, serve(Proxy(Description(tools.description), address)) as proxy:
        yield proxy


@pytest.fixture
def proxy(running: Proxy) -> Proxy:
    """The proxy with nothing remembered yet."""
    running.exchanges.clear()
    return running
