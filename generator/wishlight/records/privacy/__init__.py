"""Personal data in people's text: what kind, where, and how sure. Findings never carry the value itself."""

from __future__ import annotations

from wishlight.records.privacy.detect import MAX_LENGTH, PersonalData, find_personal_data

__all__ = ["MAX_LENGTH", "PersonalData", "find_personal_data"]
