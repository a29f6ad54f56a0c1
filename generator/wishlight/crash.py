"""A fault of ours: a short report, ready to paste, instead of a traceback on a neighbour's screen."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from wishlight import __version__

TOLD = ("click", "duckdb", "jinja2", "jsonschema-rs", "mkdocs", "mkdocs-material", "pyyaml")
"""Packages whose versions matter for most faults."""


def write_report(error: BaseException, argv: Sequence[str], folder: Path) -> Path:
    """Write what we need to mend the fault and return where.

    Values typed on the command line stay out, since they may be about people; the home folder's name too.
    Goes to the system's folder for temporary files where `folder` can't be written.
    """
    text = _describe(error, argv)
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / f"wishlight-report-{abs(hash(text)) % 10**8:08d}.txt"
        try:
            path.write_text(text, "utf-8", "backslashreplace")
        except OSError:
            continue
        return path
    return Path("-")


def _describe(error: BaseException, argv: Sequence[str]) -> str:
    words = [word.partition("=")[0] if word.startswith("-") else "…" for word in argv]
    words[:1] = argv[:1]
    versions = "\n".join(f"{name} {_find_version(name)}" for name in TOLD)
    trace = "".join(traceback.format_exception(error)).replace(str(Path.home()), "~")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"wishlight {__version__}\nPython {sys.version.split()[0]}\n{system}\n{versions}\n\nwishlight {' '.join(words)}\n\n{trace}"


def _find_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"
