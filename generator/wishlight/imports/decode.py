"""Files of text as people save them: UTF-8 with or without its mark, or GB18030."""

from __future__ import annotations

ENCODINGS = ("utf-8-sig", "gb18030")
"""What Chinese Excel, form tools and chat programs write; UTF-8 goes first because GB18030 reads almost anything."""


def decode(data: bytes) -> str | None:
    """The text in a file's bytes, None where they are no text."""
    if b"\x00" in data:
        return None
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
