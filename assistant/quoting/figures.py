"""The figures of a sentence with what they count, and whether two sentences give different ones."""

import re
from dataclasses import dataclass

from ingest.terms import is_stop_word, terms_of
from ingest.words import folded

_FIGURE = re.compile(
    r"(?P<currency>[$€£])?(?<![\w.,-])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<percent>\s?%|\s(?:percent|per cent|por ciento|por cento|percentage points)\b)?"
    r"(?:[\s-](?P<scale>thousand|million|billion|trillion|mil|millones|milhoes|milh[oõ]es|"
    r"bilh[oõ]es)\b)?(?![\w-])"
)
_SCALES = {
    "thousand": 1e3,
    "mil": 1e3,
    "million": 1e6,
    "millones": 1e6,
    "milhoes": 1e6,
    "billion": 1e9,
    "bilhoes": 1e9,
    "trillion": 1e12,
}
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_NEXT_WORDS = re.compile(r"\W{1,2}(?:(?:of|the|de|los|las|os|as)\s)?([^\W\d_]+)(?:\s([^\W\d_]+))?")

# Units that no word behind the number gives.
PERCENT, YEAR = "%", "year"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it is a number of."""

    value: float
    unit: str
    """`%`, `year`, a currency sign, or the stem of the word behind it; empty where none is."""
    step: float
    """What the last digit stands for: 0.1 for 20.9, 100,000 for 6.3 million."""

    def agrees_with(self, other: "Figure") -> bool:
        """Tell whether one of two figures is the other, or the other rounded."""
        return abs(self.value - other.value) <= max(self.step, other.step) / 2


def figures_in(text: str) -> list[Figure]:
    """Return the figures of a text in order, those without a unit left out."""
    figures = [_figure(match, text) for match in _FIGURE.finditer(text)]
    return [figure for figure in figures if figure.unit]


def clashing_units(left: str, right: str) -> set[str]:
    """Return the units in which two texts give figures of which none agree."""
    ours, theirs = figures_in(left), figures_in(right)
    clashes = set()
    for unit in {one.unit for one in ours} & {one.unit for one in theirs}:
        pairs = ((one, other) for one in ours for other in theirs if one.unit == other.unit == unit)
        if not any(one.agrees_with(other) for one, other in pairs):
            clashes.add(unit)
    return clashes


def _figure(match: re.Match[str], text: str) -> Figure:
    number = match.group("number")
    scale = _SCALES.get(folded(match.group("scale") or ""), 1.0)
    plain = number.replace(",", "") if re.search(r",\d{3}", number) else number.replace(",", ".")
    decimals = len(plain.partition(".")[2])
    return Figure(float(plain) * scale, _unit(match, text), scale * 10.0**-decimals)


def _unit(match: re.Match[str], text: str) -> str:
    if match.group("percent"):
        return PERCENT
    if match.group("currency"):
        return str(match.group("currency"))
    if _YEAR.fullmatch(match.group("number")) and not match.group("scale"):
        return YEAR
    following = _NEXT_WORDS.match(text, match.end())
    words = [word for word in following.groups() if word] if following else []
    if not words or is_stop_word(folded(words[0])):
        return ""
    return "".join(terms_of(words[0])[:1])
