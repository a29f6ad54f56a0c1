"""What holds for every test: on the server nothing that needs a browser may be skipped; `--bless` accepts new pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept what the example board shows now as what it should show")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.name}: on the server this may not be skipped ({report.longrepr[2]})"
    return report


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Publish what a test tried: `figure("claim-races", tried=3000, failed=0, slowest=0.4, note="…")`, after its asserts. Mark such tests `figure`."""

    def publish(name: str, *, tried: int, failed: int, lost: int = 0, slowest: float | None = None, note: str = "") -> None:
        record_property("figure", {"name": name, "tried": tried, "failed": failed, "lost": lost, "slowest": slowest, "note": note})

    return publish
