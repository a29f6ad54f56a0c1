"""In a real browser no payload runs, none asks another host for anything, and none breaks a page's policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from once import serve_folder
from trust.payloads import LOOSE

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
KINDS = ("wish", "action", "deed", "team", "person")
EACH = 4
"""Sheets of each kind that are opened."""

NO_WORKER = "Service Worker registration blocked"
"""What the browser says because the test told it to ask the server for every page."""

WATCH = """
window.__broken = [];
document.addEventListener('securitypolicyviolation', event => window.__broken.push(`${event.violatedDirective} ${event.blockedURI}`));
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) window[name] = () => { window.__hit = name; };
"""
POKE = """() => {
  for (const part of document.querySelectorAll('[autofocus], [tabindex], details, summary, input, button:not([type=submit])')) {
    part.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
    part.dispatchEvent(new FocusEvent('focus'));
  }
  for (const part of document.querySelectorAll('details')) part.open = true;
  return [window.__hit ?? null, window.__broken, document.body.textContent];
}"""


class Watched:
    """A page of a browser, and all that it did which nobody asked for."""

    def __init__(self, browser: Any, home: str) -> None:
        self.context = browser.new_context(service_workers="block")
        self.context.add_init_script(WATCH)
        self.page, self.home = self.context.new_page(), home
        self.ran: list[str] = []
        self.broken: list[str] = []
        self.said: list[str] = []
        self.asked: list[str] = []
        self.shown = ""
        self.page.on("dialog", lambda dialog: (self.ran.append(f"{self.page.url} {dialog.type}"), dialog.dismiss()))
        self.page.on("console", lambda message: self.said.append(f"{self.page.url} {message.text}") if NO_WORKER not in message.text else None)
        self.page.on("pageerror", lambda error: self.said.append(f"{self.page.url} {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, address: str) -> None:
        """Open a page, touch all that can be touched, and note what came of it."""
        self.page.goto(self.home + address)
        self.note()

    def note(self) -> None:
        """Note what the page did so far."""
        hit, broken, text = self.page.evaluate(POKE)
        self.shown += " ".join(text.split()) + "\n"
        self.ran += [f"{self.page.url} {hit}"] if hit is not None else []
        self.broken += [f"{self.page.url} {what}" for what in broken]

    @property
    def elsewhere(self) -> list[str]:
        """Requests that left this site."""
        return [url for url in self.asked if not url.startswith((self.home, "data:"))]


@pytest.fixture(scope="module")
def home(hostile: Path) -> Iterator[str]:
    with serve_folder(hostile) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with ExitStack() as stack:
        started = stack.enter_context(playwright.sync_playwright())
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        stack.callback(opened.close)
        yield opened


def choose_pages(site: Path) -> list[str]:
    """Pages of every kind in both languages, each record's with another payload."""
    chosen = []
    for top, most in (("", 4), ("en/", 2)):
        for folder in sorted(path for path in (site / top).iterdir() if path.is_dir() and path.name not in ("en", "digest")):
            found = sorted(folder.rglob("index.html"))
            many = most if folder.name in (*KINDS, "wishes", "area") else 1
            chosen += [path.relative_to(site).parent.as_posix() + "/" for path in found[:: max(1, len(found) // many)][:many]]
        chosen.append(top)
    return chosen


@pytest.mark.figure
def test_no_payload_runs_and_no_page_breaks_its_policy(browser: Any, home: str, hostile: Path, figure: Callable[..., None]) -> None:
    watched = Watched(browser, home)
    pages = choose_pages(hostile / "site")
    for path in pages:
        watched.open(f"site/{path}")
    assert len(pages) > 60
    assert [payload for payload in LOOSE if " ".join(payload.split()) not in watched.shown] == []
    assert (watched.ran, watched.broken, watched.said, watched.elsewhere) == ([], [], [], [])
    figure("csp", tried=len(pages), failed=0, note="pages of every kind full of payloads, opened in Chromium")
    figure("third-party", tried=len(watched.asked), failed=0, note=f"requests while {len(pages)} pages full of payloads were opened")


@pytest.mark.figure
def test_the_browsers_own_parser_finds_no_handler_and_no_script(browser: Any, home: str, hostile: Path, figure: Callable[..., None]) -> None:
    """Every third Chinese page of a record and every third sheet, parsed as Chromium parses them; what would run is looked for in the tree that it makes."""
    files = [path.relative_to(hostile).as_posix() for kind in KINDS for path in sorted((hostile / "site" / kind).rglob("*.html"))]
    files += [path.relative_to(hostile).as_posix() for path in sorted((hostile / "sheets").rglob("*.html"))]
    files = files[::3]
    watched = Watched(browser, home)
    watched.page.goto(f"{home}site/404.html")
    found = watched.page.evaluate(PARSE, [f"/{path}" for path in files])
    assert found["read"] == len(files) > 2 * len(LOOSE)
    assert found["live"] == []
    figure("payloads", tried=len(LOOSE), failed=0, note=f"{len(files):,} pages and sheets read by Chromium's parser")


PARSE = """async paths => {
  const live = [], scheme = /^(?!https:|webcal:)[a-z][a-z0-9+.-]*:/;
  let read = 0;
  for (const path of paths) {
    const text = await (await fetch(path)).text();
    const tree = new DOMParser().parseFromString(text, 'text/html');
    read += 1;
    for (const part of tree.querySelectorAll('*')) {
      for (const {name, value} of part.attributes) {
        const bare = value.replace(/[\\u0000-\\u0020]/g, '').toLowerCase();
        const leads = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcset'].includes(name);
        if (name.startsWith('on') || name === 'srcdoc' || (leads && (scheme.test(bare) || bare.split('?')[0].includes('evil.example')))) live.push(`${path} <${part.tagName} ${name}>`);
      }
      const held = part.tagName === 'SCRIPT' && part.type !== 'application/ld+json' && part.textContent.includes('__hit');
      if (held || ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'MARQUEE', 'TEMPLATE', 'PLAINTEXT'].includes(part.tagName)) live.push(`${path} <${part.tagName}>`);
    }
  }
  return {read, live};
}"""


@pytest.mark.parametrize("part", ["sheets", "digest"])
def test_no_payload_runs_on_paper_and_in_what_is_pasted(browser: Any, home: str, hostile: Path, part: str) -> None:
    """Sheets and rich text are opened from a disk or pasted, where no policy of ours stands in the way."""
    watched = Watched(browser, home)
    folder = hostile / part if part == "sheets" else hostile / "site" / part
    kinds = [sorted(kind.glob("*.html"), key=lambda path: int(path.stem.split("-")[0])) for kind in sorted(folder.iterdir())] if part == "sheets" else [sorted(folder.glob("*.html"))]
    for files in kinds:
        for path in files[:2] + files[2 :: len(files) // EACH + 1]:
            watched.open(path.relative_to(hostile).as_posix())
    assert (watched.ran, watched.elsewhere) == ([], [])
    assert watched.asked


def test_what_is_searched_for_is_shown_as_text(browser: Any, home: str) -> None:
    """Results mark what was found within people's own words."""
    watched = Watched(browser, home)
    tried = cycle(["site/search/", "site/en/search/"])
    shown = 0
    for words in ("onerror", "<img", "svg", "</title>", "{{", "window"):
        watched.open(next(tried))
        watched.page.fill("input[type=search]", words)
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_selector("mark", timeout=30_000)
        watched.note()
        shown += watched.page.locator("mark").count()
    assert shown > 20
    assert (watched.ran, watched.broken, watched.elsewhere) == ([], [], [])


def test_the_watch_sees_a_page_that_is_live(browser: Any, home: str, hostile: Path) -> None:
    (hostile / "live.html").write_text("<meta http-equiv=Content-Security-Policy content=\"img-src 'none'\"><p autofocus onfocus=window.__hit=1><img src=//evil.example/x>", "utf-8")
    watched = Watched(browser, home)
    watched.open("live.html")
    assert len(watched.ran) == 1
    assert len(watched.broken) == 1
