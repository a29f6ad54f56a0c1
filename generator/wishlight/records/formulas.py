"""What a spreadsheet would take for a formula, and the sign that stops it."""

from __future__ import annotations

PREFIX = "'"
"""Stands before a text cell that begins with one of FORMULA_SIGNS, blanks before it or not, or with itself; a reader takes one away."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# https://owasp.org/www-community/attacks/CSV_Injection; a spreadsheet skips blanks, and some fold full width to half.

BLANKS = " \u00a0\u2003\u3000\u200b\ufeff"


def defuse(cell: str) -> str:
    """A text cell that no spreadsheet takes for a formula."""
    return f"{PREFIX}{cell}" if cell.lstrip(BLANKS).startswith((*FORMULA_SIGNS, PREFIX)) else cell
