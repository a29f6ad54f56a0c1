"""`wishlight claim`: a claim on a wish, by a volunteer or for one."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

claim = make_command("claim", "claim")
