"""The way in: what a machine that runs us says about the forge (the names are those that GitHub's runners set)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

from wishlight.forge.github_calls import API, Calls, Pace, find_pause, open_session

TOKEN, ADDRESS = "GITHUB_TOKEN", "GITHUB_API_URL"


def open_calls(environ: Mapping[str, str], sleep: Callable[[float], None] = time.sleep) -> Calls:
    """Calls with the token that the environment holds. Raises KeyError without one, ValueError for an address that can't be trusted with it."""
    api = environ.get(ADDRESS) or API
    if not environ.get(TOKEN):
        raise KeyError(TOKEN)
    return Calls(open_session(environ[TOKEN], api), Pace(time.monotonic, sleep, find_pause(api)))
