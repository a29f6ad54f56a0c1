"""One spelling for what people spell in many ways: full width, invisible signs, Chinese numerals, words for signs."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_BLANKS = re.compile(r"\s+")
_NUMERALS = str.maketrans("零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两", "00012345678912345678912")
_LOOKALIKES = str.maketrans("oOlI", "0011")
_LOOKALIKE_RUN = re.compile("[0-9][0-9oOlI]{6,}")
_NUMERAL_RUN = re.compile("[零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两0-9][零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺两0-9 .,、，-]{4,}")


def normalise(text: str) -> str:
    """The text folded to one spelling: NFKC, no invisible signs, single blanks, and digits for runs of five and more numerals
    and for letters that stand in a long row of digits.

    Shorter runs of Chinese numerals stay: 三四 is a word in a sentence, a number only in a row of them.
    """
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).replace("➕", "+")
    text = _LOOKALIKE_RUN.sub(lambda match: match[0].translate(_LOOKALIKES), text)
    return _NUMERAL_RUN.sub(lambda match: match[0].translate(_NUMERALS), text)


def spell_digits(text: str) -> str:
    """A normalised text, as long as it was, with a digit for every single numeral."""
    return text.translate(_NUMERALS)
