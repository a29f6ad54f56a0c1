"""What every page of a language is made from besides its own values, as one short name."""

from __future__ import annotations

from hashlib import blake2b

from wishlight.records.board.model import Board
from wishlight.records.program import name_program
from wishlight.words import Words


def name_seed(board: Board, words: Words) -> str:
    """The short name of the program with its templates and words, and of those settings of a board that templates see by themselves."""
    own = [words.lang, board.languages, board.info, board.lists, board.words]
    return blake2b(f"{name_program()} {own!r}".encode(), digest_size=16).hexdigest()
