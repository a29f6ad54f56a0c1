"""`wishlight confirm`: a delivery confirmed by a post for the resident."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

confirm = make_command("confirm", "confirm")
