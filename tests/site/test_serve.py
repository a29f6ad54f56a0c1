"""What `serve` shows: pages with the live script, the page for lost visitors, and a number that moves."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from wishlight.site.serve import LIVE_NUMBER, LIVE_SCRIPT, Board, open_server, serve


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for path, text in {
        "index.html": "<body>home</body>",
        "404.html": "<body>lost</body>",
        "a/index.html": "<body>a</body>",
        "a.css": "p{}",
    }.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def address(out: Path) -> Iterator[str]:
    server = open_server(out, Board(), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "text"), [("/", "home"), ("/a/", "a"), ("/a", "a"), ("/a/?elder", "a")])
def test_a_page_is_served_with_the_live_script(address: str, path: str, text: str) -> None:
    assert _get(address + path) == f'<body>{text}<script src="{LIVE_SCRIPT}"></script></body>'


def test_other_files_are_served_as_they_are(address: str) -> None:
    assert _get(f"{address}/a.css") == "p{}"
    assert "location.reload" in _get(address + LIVE_SCRIPT)


def test_a_lost_visitor_gets_the_sites_own_page(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as lost:
        _get(f"{address}/nowhere/")
    assert lost.value.code == 404
    assert "lost" in lost.value.read().decode()


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/a/..%2f..%2fsecret.txt"])
def test_nothing_outside_the_site_is_served(address: str, out: Path, path: str) -> None:
    (out.parent / "secret.txt").write_text("secret", "utf-8")
    with pytest.raises(urllib.error.HTTPError):
        _get(address + path)


def test_a_change_builds_again_and_moves_the_number(out: Path, tmp_path: Path) -> None:
    said: dict[str, list[str]] = {}
    ready, stop, builds = threading.Event(), threading.Event(), []
    (tmp_path / "wishes").mkdir()

    def say(what: str, values: list[str]) -> None:
        said[what] = values
        ready.set()

    def build() -> bool:
        builds.append(1)
        return True

    runner = threading.Thread(
        target=serve, args=(build, out, [tmp_path / "wishes"]), kwargs={"port": 0, "say": say, "stop": stop}
    )
    runner.start()
    try:
        assert ready.wait(10)
        number = said["ready"][0] + LIVE_NUMBER.removeprefix("/")
        assert _get(number) == "0"
        deadline = time.monotonic() + 20
        while _get(number) == "0" and time.monotonic() < deadline:
            (tmp_path / "wishes" / "a.yml").write_text(str(time.monotonic()), "utf-8")
            time.sleep(0.3)
        assert _get(number) != "0"
        assert len(builds) >= 2
        assert said["changed"] == [str(tmp_path / "wishes" / "a.yml")]
    finally:
        stop.set()
        runner.join(10)


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - this machine
        return answer.read().decode()
