"""Numbers that name a person: told apart by length, checksum and date, not by looks."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def is_mobile(digits: str) -> bool:
    """A mainland mobile number, with or without its country code."""
    if len(digits) in (13, 15) and digits.startswith(("86", "0086")):
        digits = digits.removeprefix("00").removeprefix("86")
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789"


def is_id_number(text: str) -> bool:
    """A citizen's ID number by its birth date and check sign (GB 11643-1999); a disability certificate's number is one with two more digits."""
    if len(text) == 20 and text[18] in "1234567" and text[19] in "1234":
        text = text[:18]
    if len(text) != 18 or not text[:17].isdigit():
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(int(sign) * weight for sign, weight in zip(text, _WEIGHTS, strict=False))
    return born.year >= 1900 and _CHECKS[total % 11] == text[17].upper()


def is_old_id_number(digits: str) -> bool:
    """An ID number of fifteen digits, as they were until 1999: it has no check sign, so ask only where a word before it says what it is."""
    try:
        date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
    except ValueError:
        return False
    return len(digits) == 15


def is_bank_card(digits: str) -> bool:
    """A payment card by length, leading digits and the Luhn check (ISO/IEC 7812)."""
    if not 16 <= len(digits) <= 19 or digits[0] not in "34569" or len(set(digits)) < 4:
        return False
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def is_landline(digits: str) -> bool:
    """A landline with its area code."""
    return digits[0] == "0" and digits[1] != "0" and (len(digits) in (11, 12) if digits[1] > "2" else len(digits) in (10, 11))
