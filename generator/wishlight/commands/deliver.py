"""`wishlight deliver`: a wish delivered."""

from __future__ import annotations

from wishlight.intake.terminal import make_command

deliver = make_command("deliver", "deliver")
