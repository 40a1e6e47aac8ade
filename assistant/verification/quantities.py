"""The numbers of a sentence, in digits and in words, with what makes two of them the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.words import folded


class Measure(StrEnum):
    """What a number is of, as far as it makes 5 something other than 5."""

    PLAIN = "plain"
    PERCENT = "percent"
    DOLLARS = "$"
    EUROS = "€"
    POUNDS = "£"
    MINUTES = "minutes"
    DAYS = "days"
    MONTHS = "months"
    KILOMETRES = "kilometres"
    MILES = "miles"
    METRES = "metres"
    FEET = "feet"
    TONNES = "tonnes"
    HECTARES = "hectares"
    ACRES = "acres"
    DEGREES = "degrees"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text."""

    value: float
    """In the smallest unit of its measure: a week has seven days."""
    number: float
    """As it is written, without its unit."""
    measure: Measure
    step: float
    """What its last digit that is not a nought stands for: 0.1 for 20.9, 10,000 for 80,000."""
    text: str
    is_rough: bool
    """Whether it is called "about", "nearly" or "more than"."""
    is_share: bool = False
    """Written as a share in words: a third, half, one in five."""


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12} | {
    "mil": 1e3, "millones": 1e6, "millon": 1e6, "milhoes": 1e6, "milhao": 1e6, "bilhoes": 1e9,
    "m": 1e6, "bn": 1e9, "k": 1e3,
}  # fmt: skip
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_IN_ORDER = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 20 + 10 * number for number, word in enumerate(_TENS_IN_ORDER.split())
}
_TENS = "|".join(_TENS_IN_ORDER.split())
_SHARES = {
    "half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6,
    "tenth": 10.0, "two thirds": 200 / 3, "three quarters": 75.0, "two fifths": 40.0,
    "three fifths": 60.0, "four fifths": 80.0,
}  # fmt: skip
# By the beginning of the word: its measure, and how many of that it is.
_MEASURES: tuple[tuple[str, Measure, float], ...] = (
    ("%", Measure.PERCENT, 1),
    ("per", Measure.PERCENT, 1),
    ("por c", Measure.PERCENT, 1),
    ("dol", Measure.DOLLARS, 1),
    ("usd", Measure.DOLLARS, 1),
    ("euro", Measure.EUROS, 1),
    ("pound", Measure.POUNDS, 1),
    ("minut", Measure.MINUTES, 1),
    ("hour", Measure.MINUTES, 60),
    ("hora", Measure.MINUTES, 60),
    ("day", Measure.DAYS, 1),
    ("dia", Measure.DAYS, 1),
    ("week", Measure.DAYS, 7),
    ("semana", Measure.DAYS, 7),
    ("month", Measure.MONTHS, 1),
    ("mes", Measure.MONTHS, 1),
    ("year", Measure.MONTHS, 12),
    ("ano", Measure.MONTHS, 12),
    ("decad", Measure.MONTHS, 120),
    ("centur", Measure.MONTHS, 1200),
    ("kilom", Measure.KILOMETRES, 1),
    ("km", Measure.KILOMETRES, 1),
    ("mile", Measure.MILES, 1),
    ("met", Measure.METRES, 1),
    ("feet", Measure.FEET, 1),
    ("ton", Measure.TONNES, 1),
    ("hectare", Measure.HECTARES, 1),
    ("acre", Measure.ACRES, 1),
    ("degree", Measure.DEGREES, 1),
)
_UNITS = (
    r"percentage points?|per ?cent|por c[ie]+nto|dol+ar(?:e?s)?|usd|euros?|pounds?|minut(?:e|o)s?|"
    r"hours?|horas?|days?|dias?|weeks?|semanas?|months?|mes(?:es)?|years?|anos?|decad(?:e|a)s?|"
    r"centur(?:y|ies)|kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|feet|ton(?:ne)?s?|hectares?|"
    r"acres?|degrees?"
)
_MEASURE = re.compile(rf"[\s-]?(?:(%)|({_UNITS})\b)")
_ROUGH = re.compile(
    r"(?:about|around|nearly|almost|roughly|approximately|some|over|under|more than|less than|"
    r"fewer than|at least|up to|close to|just|well|an? estimated|an? average of|"
    r"unos|unas|cerca de|casi|mas de|aproximadamente|quase)\s+(?:[$€£])?$"
)
_DIGITS = re.compile(
    r"(?P<currency>(?:us)?[$€£])?\s?(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|"
    r"\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mil|millones|millon|milhoes|"
    r"milhao|bilhoes|bn|m|k)\b)?(?!\w)"
)
_WORDS = re.compile(
    rf"\b(?P<number>(?:{_TENS})(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|"
    rf"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|an?(?= (?:hundred|"
    rf"thousand|million|billion|dozen|decade|century))|"
    rf"one(?= (?:hundred|thousand|million|billion|{_UNITS})\b))"
    rf"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen))?\b(?![- ](?:third|"
    rf"quarter|fifth|tenth)s?\b)"
)
_PART = r"(?P<part>half|third|quarter|fifth|sixth|tenth)s?"
_SHARE = re.compile(
    rf"\b(?:(?P<many>two|three|four)[\s-]|(?:an?\s|one[\s-])?){_PART}\b"
    r"(?:(?<=two.thirds)|(?<=three.quarters)|(?<=by half)|(?<=in half)|(?<=than half)|"
    r"(?<=over half)|(?=\s(?:of|as|each|every|more|less|in|the|its|their|his|all)\b|[-.,;]|$))"
)
_IN_TEN = re.compile(
    r"\b(?P<some>one|two|three|four|five|six|seven|eight|nine|\d{1,2}) (?:\w+ )?(?:in|out of) "
    r"(?:every )?(?P<all>two|three|four|five|six|seven|eight|nine|ten|twenty|100|1[0-9]|[2-9])\b"
    r"(?! (?:years?|months?|days?|weeks?|hours?))"
)
_SCALE_OF_BOTH = re.compile(
    r"(?<![\d.,])(?!(?:1[5-9]|20)\d\d\b)(\d[\d.,]*)( (?:to|and|or|al?|y|e) |\s?[-–]\s?)"
    r"(\d[\d.,]*) (thousand|million|billion|percent|por ciento|por cento)\b"
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def quantities_in(text: str) -> list[Quantity]:
    """Return the numbers of a text in order, years left out."""
    # "From 3.1 to 4.4 million": the scale is that of both.
    plain = _SCALE_OF_BOTH.sub(r"\1 \4\2\3 \4", folded(text))
    shares = list(_shares(plain))
    inside = [(start, start + len(share.text)) for start, share in shares]
    found = [
        (start, quantity)
        for start, quantity in (*_in_digits(plain), *_in_words(plain))
        if not any(first <= start < last for first, last in inside)
    ]
    return [quantity for _, quantity in sorted((*found, *shares), key=lambda one: one[0])]


def _in_digits(text: str) -> Iterator[tuple[int, Quantity]]:
    for match in _DIGITS.finditer(text):
        number, scale_word = match["number"], match["scale"]
        is_name = match.start("number") >= 2 and re.search(
            r"[a-z]-$", text[: match.start("number")]
        )
        behind = _MEASURE.match(text, match.end())
        if is_name or (
            _YEAR.fullmatch(number) and not scale_word and not behind and not match["currency"]
        ):
            continue
        plain = re.sub(r"[\u00a0\u202f]", "", number)
        plain = (
            plain.replace(",", "") if re.search(r",\d{3}(?!\d)", plain) else plain.replace(",", ".")
        )
        yield _quantity(text, match, float(plain), plain, behind)


def _in_words(text: str) -> Iterator[tuple[int, Quantity]]:
    for match in _WORDS.finditer(text):
        number = match["number"]
        if number in ("a", "an"):
            value = 1
        else:
            parts = number.split("-")
            if any(part not in _SMALL for part in parts):
                continue
            value = sum(_SMALL[part] for part in parts)
        behind = _MEASURE.match(text, match.end())
        yield _quantity(text, match, float(value), str(value), behind)


def _quantity(
    text: str, match: re.Match[str], value: float, digits: str, behind: re.Match[str] | None
) -> tuple[int, Quantity]:
    scale = {"dozen": 12.0, **_SCALES}.get(match["scale"] or "", 1.0)
    decimals = len(digits.partition(".")[2])
    noughts = len(digits) - len(digits.rstrip("0")) if not decimals and value else 0
    measure, each = Measure.PLAIN, 1.0
    currency = match.groupdict().get("currency")
    if currency:
        measure = Measure(currency.removeprefix("us"))
    elif behind:
        word = behind[1] or behind[2]
        found = (row for row in _MEASURES if word.startswith(row[0]))
        _, measure, each = next(found, ("", Measure.PLAIN, 1.0))
    start = match.start("number")
    is_rough = _ROUGH.search(text[max(0, start - 24) : match.start()] + " ") is not None
    end = behind.end() if behind else match.end()
    return start, Quantity(
        value * scale * each,
        value * scale,
        measure,
        scale * each * 10.0 ** (noughts - decimals),
        text[match.start() : end].strip(),
        is_rough,
    )


def _shares(text: str) -> Iterator[tuple[int, Quantity]]:
    for match in _SHARE.finditer(text):
        many = {"two": 2, "three": 3, "four": 4}.get(match["many"] or "", 1)
        value = many * _SHARES[match["part"]]
        yield match.start(), _share(value, match.group())
    for match in _IN_TEN.finditer(text):
        some, every = (_SMALL.get(one) or float(one) for one in (match["some"], match["all"]))
        if some < every:
            yield match.start(), _share(100.0 * some / every, match.group())


def _share(value: float, text: str) -> Quantity:
    return Quantity(value, value, Measure.PERCENT, 1.0, text.strip(), is_rough=True, is_share=True)
