"""`python -m tests.browser.markup SITE`: the pages whose markup is validated, one of each kind and language, a line each."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.gallery import list_pages


def list_files(site: Path) -> list[Path]:
    """The files of the gallery's pages, the page for lost addresses, and what is pasted into other sites."""
    pages = [site / path / "index.html" for path in list_pages(site)]
    pasted = [file for top in ("", "en") for file in sorted((site / top / "digest").glob("*.html"))[:1]]
    lists = [file for top in ("", "en") for file in sorted((site / top / "wishes").glob("*/*/index.html"))[:1]]
    return [*pages, *pasted, *lists, site / "404.html"]


if __name__ == "__main__":
    print(*list_files(Path(sys.argv[1])), sep="\n")
