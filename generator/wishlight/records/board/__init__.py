"""What a community decides for itself, read from `site_config/`: one frozen value that everything else is given."""

from __future__ import annotations

from wishlight.records.board.load import load_board, load_named
from wishlight.records.board.model import Area, Board, Choice, Holder, Post, Setting, Settings

__all__ = ["Area", "Board", "Choice", "Holder", "Post", "Setting", "Settings", "load_board", "load_named"]
