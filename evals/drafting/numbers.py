"""The strings that say a number: as it is written, and as a person may write it."""

import re

from assistant.glance.counting import ABOUT

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

_PER = re.compile(r" (?:a|an|per|al|por|para cada|por cada) \w.*$")


def hedge(number: str) -> str:
    """Return the words that make a number a rough one; empty where it has none."""
    text = number.lower()
    for end in range(len(text), 0, -1):
        if ABOUT.search(text[:end]):
            return text[:end].strip()
    return ""


def accepted_numbers(number: str, *, language: str) -> tuple[str, ...]:
    """Return what an answer may say for a number; "percent" and "%" are the same to a match."""
    plain = re.sub(rf"^{re.escape(hedge(number))}\s*", "", number, flags=re.IGNORECASE)
    short = _PER.sub("", plain)
    digits = re.fullmatch(r"\d{1,2}", short)
    spelt = (_spelt(int(short)),) if digits and language == "en" else ()
    return tuple(dict.fromkeys((short, *spelt)))


def _spelt(number: int) -> str:
    """Return an English number below 100 in words."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
