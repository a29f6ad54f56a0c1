"""The offline edition: the whole site as one zip file that opens from a folder or a USB stick, without a server."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wishlight.records.replace import name_draft

LEFT_OUT = (".htaccess", "404.html", "_headers", "nginx-headers.conf", "robots.txt", "sw.js", "sitemap.xml", "sitemap/")
"""What only a server has a use for."""

DATE = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name: the same site gives the same bytes on any day."""

_LINK = re.compile(rb'( (?:href|data-wall)=")(?![a-z][a-z0-9+.-]*:|#)([^"]*)"')
_MANIFEST = re.compile(rb'<link rel="manifest"[^>]*>\n?')


def write_bundle(out: Path, target: Path) -> int:
    """Pack the site in `out` into `target` and return how many files it holds; an older file there is replaced at once.

    Raises OSError where the target can't be written.
    """
    draft = name_draft(target)
    draft.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    try:
        with ZipFile(draft, "w", ZIP_DEFLATED, compresslevel=9) as made:
            for path, data in _list_files(out, {target, draft}):
                made.writestr(_describe(path), data)
                count += 1
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return count


def name_files(page: bytes) -> bytes:
    """A page whose links name the files themselves: without a server nobody adds `index.html` to a folder's address.

    The web manifest is left out, because a page from a disk can't be installed and a browser complains.
    """
    return _LINK.sub(lambda found: found[1] + _name_file(found[2]) + b'"', _MANIFEST.sub(b"", page))


def _name_file(link: bytes) -> bytes:
    cut = re.search(rb"[?#]", link)
    path, rest = (link[: cut.start()], link[cut.start() :]) if cut else (link, b"")
    folder = path.endswith(b"/") or path in (b".", b"..")
    return path + (b"" if path.endswith(b"/") else b"/") + b"index.html" + rest if folder else link


def _list_files(out: Path, besides: Collection[Path]) -> Iterator[tuple[str, bytes]]:
    files = {file.relative_to(out).as_posix(): file for file in out.rglob("*") if file.is_file()}
    for path, file in sorted(files.items()):
        if not path.startswith((*LEFT_OUT, ".")) and "/." not in path and file not in besides:
            data = file.read_bytes()
            yield path, name_files(data) if path.endswith(".html") else data


def _describe(path: str) -> ZipInfo:
    info = ZipInfo(path, DATE)
    info.compress_type = ZIP_DEFLATED
    info.create_system = 3  # the same on every system
    info.external_attr = 0o644 << 16
    return info
