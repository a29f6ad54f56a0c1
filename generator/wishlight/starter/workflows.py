"""The workflows of a new board on GitHub: those of this repository, with the program fetched from where it is kept.

Here one repository holds both the program and a board, there only the board. So each job fetches the program first, at the
version that made the board; which repository keeps it is said once, in the board's variable WISHLIGHT_PROGRAM on GitHub.
"""

from __future__ import annotations

import re
from pathlib import Path

from wishlight import __version__

FOLDER = ".github/workflows"
NAMES = ("check", "comment", "intake", "publish")
AS_THEY_ARE = (".github/SETUP.md", ".github/SETUP.zh.md", ".github/ruleset.json")
"""The guide for setting up the repository, and the rule of its branch, ready to be imported."""

FETCH = """\
      - name: Fetch the program
        uses: {checkout}
        with:
          repository: ${{{{ vars.WISHLIGHT_PROGRAM }}}} # owner/name of the repository that keeps the program
          ref: v{version}
          path: program
          persist-credentials: false
"""
BEFORE = "      - name: Set up Python\n"
"""Each job that runs the program sets up Python, after it has fetched what it reads."""


def make_workflows(shared: Path) -> dict[str, str]:
    """The files by their path in the board."""
    texts = {path: (shared / path).read_text("utf-8") for path in list_paths()}
    return {path: text if path in AS_THEY_ARE else _fetch_program(text) for path, text in texts.items()}


def list_paths() -> list[str]:
    """The files that a board takes over, which the wheel carries too."""
    return [*(f"{FOLDER}/{name}.yml" for name in NAMES), *AS_THEY_ARE]


def _fetch_program(text: str) -> str:
    (checkout,) = set(re.findall(r"uses: (actions/checkout@.+)", text))
    text = text.replace(BEFORE, FETCH.format(checkout=checkout, version=__version__) + BEFORE)
    text = re.sub(r"PYTHONPATH: (?:code/)?generator\b", "PYTHONPATH: program/generator", text)
    return re.sub(r"-r (?:code/)?requirements/", "-r program/requirements/", text)
