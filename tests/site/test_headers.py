"""Headers for hosts: the same policy as in every page, in each host's own form."""

from __future__ import annotations

import re

from wishlight.site.bundle import LEFT_OUT
from wishlight.site.headers import HEADERS, make_headers
from wishlight.site.theme import POLICY

FILES = {asset.path: asset.data.decode() for asset in make_headers()}
FORMS = {"_headers": r"  ([\w-]+): (.+)", ".htaccess": r'  Header always set ([\w-]+) "([^"]+)"', "nginx-headers.conf": r'add_header ([\w-]+) "([^"]+)" always;'}


def test_every_host_says_the_same() -> None:
    assert FILES.keys() == FORMS.keys()
    for path, form in FORMS.items():
        assert dict(re.findall(f"^{form}$", FILES[path], re.MULTILINE)) == HEADERS, path


def test_the_policy_is_the_pages_own_and_no_other_site_may_frame_it() -> None:
    assert HEADERS["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert {"default-src 'none'", "base-uri 'none'", "form-action 'none'"} <= {part.strip() for part in POLICY.split(";")}
    assert HEADERS["Referrer-Policy"] == "no-referrer"


def test_what_only_a_host_needs_is_not_in_the_zip() -> None:
    assert FILES.keys() <= set(LEFT_OUT)
