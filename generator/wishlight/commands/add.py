"""`wishlight add`: a wish, written down for a resident or for the neighbours."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

add = make_command("add", "wish")
