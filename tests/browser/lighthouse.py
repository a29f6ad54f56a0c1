"""`make lighthouse`: how Lighthouse rates the first pages that people open. The median of three counts, because its clock is noisy."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from statistics import median

from tests.browser.gallery import SITE
from tests.once import Quiet, serve_folder

TOOL = ["npx", "--yes", "lighthouse@12.8.2"]
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}
RUNS = 3


class Packed(Quiet):
    """Serves texts packed, as every host of static pages does."""

    def do_GET(self) -> None:  # noqa: N802 - so http.server calls it
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if file.suffix not in (".html", ".css", ".js") or not file.is_file():
            super().do_GET()
            return
        data = gzip.compress(file.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file.name))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def rate(url: str) -> dict[str, int]:
    """One run: each category in points of a hundred."""
    flags = ["--quiet", "--output=json", f"--only-categories={','.join(WANTED)}", "--chrome-flags=--headless=new --no-sandbox --disable-background-networking"]
    chromium = which("chromium") or which("google-chrome") or ""
    told = subprocess.run([*TOOL, url, *flags], capture_output=True, text=True, check=True, env={**os.environ, "CHROME_PATH": chromium})
    found = json.loads(told.stdout)["categories"]
    return {name: round(found[name]["score"] * 100) for name in WANTED}


def main() -> None:
    """Rate home, wall and the newest wish of the site that was built last; exit 1 where one is below what we promise."""
    if not which("npx") or not SITE.is_dir():
        sys.exit("lighthouse: needs npx, and a site: type 'make build' first")
    wish = sorted((SITE / "wish").rglob("index.html"))[-1].parent.relative_to(SITE).as_posix()
    missed = False
    with serve_folder(SITE, Packed) as address:
        for path in ("", "wishes/", f"{wish}/"):
            runs = [rate(address + path) for _ in range(RUNS)]
            points = {name: int(median(run[name] for run in runs)) for name in WANTED}
            missed = missed or any(points[name] < WANTED[name] for name in WANTED)
            print(path or "home", " ".join(f"{name} {n}" for name, n in points.items()))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
