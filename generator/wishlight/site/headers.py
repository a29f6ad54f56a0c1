"""What a host of its own should say with every page, in the forms that common hosts read; where headers can't be set, each page's own `<meta>` holds."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.site.settings import Asset
from wishlight.site.theme import POLICY

HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that don't know frame-ancestors
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""By name. The policy is the one that stands in every page, and what a `<meta>` can't say: no other site may frame ours."""


def make_headers() -> Iterator[Asset]:
    """`_headers` is read by Netlify and Cloudflare Pages, `.htaccess` by Apache; `nginx-headers.conf` is included in an nginx `server`."""
    yield Asset("_headers", ("/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())).encode())
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    yield Asset(".htaccess", f"<IfModule mod_headers.c>\n{apache}</IfModule>\n".encode())
    yield Asset("nginx-headers.conf", "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items()).encode())
