"""Runs the site generator that renders the frame: MkDocs, or one of its two successors that read the same tree."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from wishlight.site.settings import SiteSettings, refuse

PACKAGES = {
    "mkdocs": ("mkdocs", "mkdocs-material"),
    "properdocs": ("properdocs", "mkdocs-material"),
    "zensical": ("zensical",),
}
"""Engines and the packages whose versions decide what comes out."""


def read_versions(engine: str) -> dict[str, str]:
    """The versions of an engine's packages; empty text for one that is not installed."""
    return {name: _version(name) for name in PACKAGES[engine]}


def run_engine(settings: SiteSettings, config: Path) -> None:
    """Renders the tree that `config` describes into its own `site_dir`.

    Raises SiteError, with what the engine said, when it is not installed or does not succeed.
    """
    if find_spec(settings.engine) is None:
        raise refuse(settings, "engine-missing", "mkdocs.yml", engine=settings.engine)
    done = subprocess.run(
        [sys.executable, "-m", settings.engine, "build", "-f", str(config)],
        cwd=config.parent,
        env=_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode or not (config.parent / "site" / "index.html").exists():
        raise refuse(
            settings,
            "engine-failed",
            "mkdocs.yml",
            engine=settings.engine,
            output=_last_lines(done.stdout + done.stderr),
        )


def _environment() -> dict[str, str]:
    # The frame says nothing about time, place or machine; these hold the engine to it.
    fixed = {
        "SOURCE_DATE_EPOCH": "0",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return {**os.environ, **fixed}


def _last_lines(output: str, count: int = 12) -> str:
    """The end of what an engine said, without the inside of a traceback: whoever wrote a page can do nothing with it."""
    lines = (line for line in output.splitlines() if line.strip() and not line.startswith((" ", "\t", "Traceback ")))
    return "\n".join([*lines][-count:])


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
