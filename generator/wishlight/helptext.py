"""Which language a person reads, and the few sentences of the command line that must not wait for a YAML parser.

`wishlight --help` answers in a tenth of a second because it reads two flat sections of a words file (`help`, `cli`)
line by line. tests/test_helptext.py holds this reading equal to the full one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

WORDS = Path(__file__).parent / "words"
FIRST = "zh"
FALLBACK = "en"


def list_languages() -> list[str]:
    """The codes that have a words file."""
    return sorted(path.stem for path in WORDS.glob("*.yml"))


def choose_language(argv: Sequence[str], environ: Mapping[str, str], folder: Path) -> str:
    """The language to speak: `--lang`, else the environment's, else the board's first, else Chinese."""
    known = list_languages()
    named = [following for word, following in pairwise(argv) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in argv if word.startswith("--lang=")]
    variables = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # gettext's order
    wanted = [*named, *(code for name in variables for code in environ.get(name, "").split(":")), _read_first_language(folder)]
    return next((code for code in (re.split(r"[_.@-]", text)[0].lower() for text in wanted) if code in known), FIRST)


def read_sentences(section: str, lang: str) -> dict[str, str]:
    """The sentences of one flat section; the fallback's where the language lacks one."""
    found: dict[str, str] = {}
    for code in (FALLBACK, lang):
        inside = False
        for line in (WORDS / f"{code}.yml").read_text("utf-8").splitlines():
            if line[:1] not in ("", " ", "#"):
                inside = line.rstrip() == f"{section}:"
            elif inside and ': "' in line:
                key, _, value = line.strip().partition(": ")
                found[key] = json.loads(value)
    return found


def _read_first_language(folder: Path) -> str:
    try:
        place = folder / "site_config" / "board.yml"
        text = place.read_text("utf-8", "replace") if place.is_file() else ""  # a pipe would be waited for without end
    except OSError:
        return ""
    found = re.search(r"^languages:\s*(?:\[|\n\s*-)\s*[\"']?(\w+)", text, re.MULTILINE)
    return found.group(1) if found else ""
