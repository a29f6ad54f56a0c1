"""`wishlight join`: a volunteer written down by a post, or a team."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

join = make_command("join", "join")
