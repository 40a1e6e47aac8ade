"""Dates as texts write them, in English, Spanish and Portuguese, with a form that sorts."""

import re
from dataclasses import dataclass

from ingest.words import folded

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january enero janeiro jan",
            "february febrero fevereiro feb",
            "march marzo marco mar",
            "april abril apr",
            "may mayo maio",
            "june junio junho jun",
            "july julio julho jul",
            "august agosto aug",
            "september septiembre setiembre setembro sept sep",
            "october octubre outubro oct",
            "november noviembre novembro nov",
            "december diciembre dezembro dec",
        ),
        start=1,
    )
    for name in names.split()
}
# Of the northern summer; a season sorts by the month that it begins in.
_SEASONS = {
    "early": 1, "beginning": 1, "start": 1, "principios": 1, "inicio": 1,
    "spring": 3, "primavera": 3, "mid": 6, "middle": 6, "mediados": 6, "meados": 6,
    "summer": 6, "verano": 6, "verao": 6, "autumn": 9, "fall": 9, "otono": 9, "outono": 9,
    "late": 10, "end": 12, "finales": 11, "fins": 11, "winter": 12, "invierno": 12, "inverno": 12,
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|enero|febrero|marzo|abril|"
    r"mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|"
    r"junho|julho|setembro|outubro|novembro|dezembro)"
)
# "2003–04" is no year of the calendar.
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,–-]\d)"
_MONTH_YEAR = rf"{_MONTH}(?:,? | of | de | del )(?:the year )?{_YEAR}"
_SEASON = (
    r"(?:the )?(?:early|mid|late|spring|summer|autumn|fall|winter|beginning|start|middle|end|"
    r"principios|inicio|início|mediados|meados|finales|fins|primavera|verano|verão|otoño|outono|"
    r"invierno|inverno)(?:[- ]| of | de | del )"
)
_DAY = (
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|"
    rf"\d{{1,2}}º? (?:of |de )?{_MONTH}(?: de| del)? {_YEAR})"
)
_ONE = rf"(?:{_DAY}|{_MONTH_YEAR}|{_SEASON}{_YEAR}|{_YEAR})"
_IN = (
    r"(?:in|since|by|during|until|after|before|around|throughout|through|en|desde|durante|hasta|"
    r"em|até|ate|no ano de|el año|o ano)"
)
# An election has its year before it; other things with a year are mostly compared with. "Since
# 1971's Last Ferry" names a work.
_DATE = re.compile(
    rf"(?<![\w.,])(?:"
    rf"(?:from|between|desde|entre|de) (?P<first>{_ONE}) "
    rf"(?:to|and|until|hasta|a|y|e) (?P<last>{_ONE})|"
    rf"(?P<day>{_DAY})|(?P<month>{_MONTH_YEAR})|(?P<season>{_SEASON}{_YEAR})|"
    rf"{_IN} (?P<year>{_YEAR})(?![’']s\b)|"
    rf"{_IN} the (?P<attribute>{_YEAR})"
    rf"(?= (?:\w+ )?(?:elections?|vote|referendum|campaign|summit|coup)\b)"
    rf")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date at its place in a text."""

    text: str
    start: int
    end: int
    date: str
    """For sorting: "2020-03-21", "2020-03" or "2020"; of a range the beginning."""


def dates_in(text: str) -> list[DateInText]:
    """Return the dates of a text in order; a bare year counts behind a preposition only."""
    found = []
    for match in _DATE.finditer(text):
        groups = [name for name, value in match.groupdict().items() if value]
        first = groups[0]
        start, end = match.span() if first == "first" else match.span(first)
        found.append(
            DateInText(" ".join(text[start:end].split()), start, end, _sortable(match[first]))
        )
    return found


def _sortable(written: str) -> str:
    plain = folded(written)
    words = re.findall(r"[a-z]+|\d+", plain)
    year = next(word for word in words if len(word) == 4 and word.isdigit())
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    if month is None:
        season = next((_SEASONS[word] for word in words if word in _SEASONS), None)
        return f"{year}-{season:02}" if season else year
    day = next((int(word) for word in words if len(word) < 3 and word.isdigit()), None)
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
