"""Calls to GitHub's API over github3.py's session: to one host only, with timeouts, at the pace that GitHub asks for.

A read is repeated by itself when the server stumbles. A write never is: it may have happened. It raises BusyError, and whoever
called reads again before writing again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from github3.session import GitHubSession
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidSchema, RequestException

from wishlight.forge.port import BusyError, RefusedError

API = "https://api.github.com"
VERSION = "2022-11-28"
"""The version of the API that this adapter was written against; without it the host may answer in a newer one's words."""

READS = ("GET", "HEAD")
TIMEOUTS = {"default_connect_timeout": 5, "default_read_timeout": 30}
"""Seconds."""

AGAIN = (0.5, 1.0, 2.0, 4.0)
"""Seconds before a read is tried again, each time that the server stumbled."""

PAUSE = 1.0
"""Seconds from one write to the next (GitHub's best practices for its API; it takes about 80 a minute)."""

SECONDARY_WAIT = 60
"""Seconds to wait where GitHub asks for patience without saying for how long (its documentation of rate limits)."""


class Answer(NamedTuple):
    """An answer that was not about the pace: its HTTP status, its JSON (None where it has none), and the next page's address."""

    status: int
    data: Any
    next: str | None


class Pace(NamedTuple):
    """A clock that only goes forward, how to wait, and the least time from one write to the next, all in seconds."""

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    pause: float = PAUSE


def find_pause(api: str) -> float:
    """How far apart writes must be: a server on this machine asks for nothing."""
    return 0 if _is_loopback(urlsplit(api).hostname or "") else PAUSE


def open_session(token: str, api: str = API) -> Any:
    """A session that sends the token to the API's host and to no other. Raises ValueError for an address without TLS that is not this machine."""
    parts = urlsplit(api)
    local = _is_loopback(parts.hostname or "")
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
        raise ValueError(api)
    session = GitHubSession(**TIMEOUTS)
    session.base_url = api.rstrip("/")
    session.trust_env = not local
    session.token_auth(token)
    session.headers.update({"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": VERSION, "User-Agent": "wishlight-intake"})
    session.adapters.clear()  # without an adapter for it, no other address can be spoken to, whatever a link in an answer says
    session.mount(f"{session.base_url}/", HTTPAdapter())
    return session


class Calls:
    """The calls of one run. `now` is the host's clock as of its last answer."""

    def __init__(self, session: Any, pace: Pace) -> None:
        self._session, self._pace = session, pace
        self._wrote: float | None = None
        self.now: datetime | None = None
        self.count = 0

    def send(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Answer:
        """One call. `path` stands below the API's address, or is a whole address that it gave. Raises BusyError and RefusedError."""
        if method not in READS:
            self._keep_pace()
            return self._send(method, path, body)
        for rest in AGAIN:
            try:
                return self._send(method, path, body)
            except BusyError as busy:
                if busy.wait is not None:
                    raise
                self._pace.sleep(rest)
        return self._send(method, path, body)

    def _send(self, method: str, path: str, body: Mapping[str, object] | None) -> Answer:
        url = path if "://" in path else f"{self._session.base_url}{path}"
        self.count += 1
        try:
            response = self._session.request(method, url, json=body, allow_redirects=False)
        except InvalidSchema:
            raise RefusedError(0, url) from None
        except RequestException as error:
            raise BusyError from error
        self.now = read_date(response.headers) or self.now
        if response.status_code >= 500:
            raise BusyError
        if is_limited(response.status_code, response.headers, response.text):
            raise BusyError(read_wait(response.headers, self.now or datetime.now(UTC)))
        if response.status_code == 401:
            raise RefusedError(401, say_why(_read_json(response)))
        return Answer(response.status_code, _read_json(response), (response.links.get("next") or {}).get("url"))

    def get(self, path: str) -> Any:
        """The JSON at a path; None where there is nothing (404, 410). Raises BusyError and RefusedError."""
        answer = self.send("GET", path)
        return None if answer.status in (404, 410) else need(answer).data

    def get_pages(self, path: str) -> Iterator[Any]:
        """The items of a list, all pages. Raises BusyError and RefusedError."""
        page: str | None = path
        while page:
            answer = need(self.send("GET", page))
            yield from answer.data if isinstance(answer.data, list) else []
            page = answer.next

    def _keep_pace(self) -> None:
        if self._wrote is not None and (rest := self._wrote + self._pace.pause - self._pace.clock()) > 0:
            self._pace.sleep(rest)
        self._wrote = self._pace.clock()


def need(answer: Answer, *also: int) -> Answer:
    """An answer that says yes, or one of the statuses that are as good. Raises RefusedError."""
    if 200 <= answer.status < 300 or answer.status in also:
        return answer
    raise RefusedError(answer.status, say_why(answer.data))


def say_why(data: Any) -> str:
    """The host's own words for why not."""
    if not isinstance(data, dict):
        return "-"
    errors = [str(e.get("message") or e.get("code") or "") if isinstance(e, dict) else str(e) for e in data.get("errors") or []]
    return "; ".join(filter(None, [str(data.get("message") or ""), *errors])) or "-"


def is_limited(status: int, headers: Mapping[str, str], text: str) -> bool:
    """Whether an answer asks for patience. GitHub says so by 429, or by 403 with a hint; 403 without one is a missing right."""
    if status != 403:
        return status == 429
    return "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0" or "secondary rate limit" in text.lower()


def read_wait(headers: Mapping[str, str], now: datetime) -> int:
    """How many seconds to wait: as told, else until the limit is lifted, else a minute."""
    told, lifted = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if told.isdigit():
        return int(told)
    if headers.get("x-ratelimit-remaining") == "0" and lifted.isdigit():
        return max(1, int(lifted) - int(now.timestamp()) + 1)
    return SECONDARY_WAIT


def read_date(headers: Mapping[str, str]) -> datetime | None:
    """The moment at which the host answered. HTTP's dates are of Greenwich, also where a proxy's second one hides that they say so."""
    try:
        found = parsedate_to_datetime(headers["date"])
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return None


def _read_json(response: Any) -> Any:
    try:
        return response.json() if response.content else None
    except ValueError:
        raise BusyError from None  # a proxy's page instead of an answer


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
