"""Does a text say an accepted answer? Compared word by word, never character by character.

Both sides are cut into tokens (words, numbers, `$`, `percent`) and the accepted tokens must stand
side by side in the text. That gives word and digit boundaries for nothing: "264 percent" does not
say "64 percent", and 6.35 does not say 6.3, since each is one token and another.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# The no-break, figure, thin and narrow no-break spaces that typesetters put between thousands. An
# ordinary space is left alone: "in 20 300 people" may be two numbers.
_SPACED_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")

# U.S. and D.C. are written as often without their full stops.
_ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}")

_PERCENT = re.compile(r"%|\b(?:per cent|pct|por ciento|por cento)\b")

_REPLACED = str.maketrans(
    {
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # no-break hyphen
        "\u2212": "-",  # minus sign
        "½": ".5",
        "¼": ".25",
        "¾": ".75",
    }
)

_TOKEN = re.compile(
    r"""
    [^\W\d_]+-?\d{1,3}(?![\d.,]*\d)       # MS-13 is a name, not the number 13; mid-2019 is no name
    | (?<![\w.,%)])-?                      # a minus sign, not a hyphen or the dash of a range
      (?:\d+(?:[.,]\d+)*|\.\d+)[^\W\d_]*  # 1,234.5 or .5 or 1990s
    | (?:\d+(?:[.,]\d+)*|\.\d+)[^\W\d_]*  # the same after a hyphen or dash
    | [^\W\d_]+                            # a word
    | [$€£]
    """,
    re.VERBOSE,
)

_NUMBER = re.compile(r"(-?)(\d*(?:[.,]\d+)*)(\D*)")
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_COMMA_DECIMAL = re.compile(r"\d+,\d{1,2}")


# One answer is compared with every accepted string of its case: a few dozen texts at most.
@lru_cache(maxsize=64)
def normalised(text: str) -> str:
    """Return the tokens of a text, one space between them; empty where it holds none.

    Case, accents, quotation marks, dashes, white space, other punctuation, thousands separators,
    trailing zeros of decimals and the spelling of percent make no difference. Letters with up to
    three digits are one name: MS-13 is `ms13`, and does not hold the number 13.
    """
    plain = _without_accents(_SPACED_THOUSANDS.sub("", text.translate(_REPLACED))).casefold()
    plain = " ".join(plain.split())
    plain = _ACRONYM.sub(lambda found: found.group().replace(".", "") + " ", plain)
    plain = _PERCENT.sub(" percent ", plain)
    return " ".join(
        token for found in _TOKEN.finditer(plain) for token in _canonical(found.group())
    )


def says(text: str, accepted: str) -> bool:
    """Return whether a text holds an accepted string, word for word after normalisation."""
    return first_said(text, (accepted,)) is not None


def first_said(text: str, accepted: Sequence[str]) -> str | None:
    """Return the first of the accepted strings that a text holds, or None.

    An accepted string without a word or number is never held: else it would be held by all.
    """
    within = f" {normalised(text)} "
    for candidate in accepted:
        sought = normalised(candidate)
        if sought and f" {sought} " in within:
            return candidate
    return None


def unsaid(text: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """Return the groups of which a text holds no string, each in words: `'a' or 'b'`."""
    return [
        " or ".join(repr(accepted) for accepted in group)
        for group in groups
        if first_said(text, group) is None
    ]


def _without_accents(text: str) -> str:
    # Canonical decomposition only: the compatible one would turn 10² into 102.
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _canonical(token: str) -> list[str]:
    found = _NUMBER.fullmatch(token)
    if found is None or not found.group(2):
        return [token.replace("-", "")]
    sign, digits, letters = found.groups()
    *first, last = _numbers(digits)
    return [*(f"{sign}{number}" for number in first), f"{sign}{last}{letters}"]


def _numbers(digits: str) -> list[str]:
    """Return the number that digits with separators write, or several that a comma parts."""
    if _COMMA_THOUSANDS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _POINT_THOUSANDS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA_DECIMAL.fullmatch(digits):
        digits = digits.replace(",", ".")
    return [_shortest(part) for part in digits.split(",")]


def _shortest(number: str) -> str:
    if number.count(".") != 1:
        return number
    whole, decimals = number.split(".")
    # Three decimals may be a Spanish thousand: 100.000 must not become 100.
    decimals = decimals if len(decimals) == 3 else decimals.rstrip("0")
    return f"{whole or '0'}.{decimals}" if decimals else whole or "0"
