"""Key figures: numbers with what they count, where and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.glance.body import BodySentence, merged
from assistant.glance.counting import ABOUT, NUMBER, counted_by
from assistant.glance.dates import DateInText, dates_in
from assistant.glance.glance import Figure
from assistant.glance.places import place_in
from assistant.names import years_in
from assistant.quoting.likeness import terms
from ingest.words import folded

# More cards than a screen holds at once are no glance.
MOST_FIGURES = 16

_SUBORDINATE = re.compile(r"\b(?:which|who|while|whereas|but|although|mientras|enquanto)\s|;")
_PART_ENDS = re.compile(rf"{_SUBORDINATE.pattern}|[,:()]|\b(?:and|y|e)\s")
# "In May they said that 300 had left": a date before the "that" is of the saying.
_SAID = re.compile(r"\b(?:that|que)\b")
# "El Salvador used to have 262": a figure of the past that would be read as today's.
_NO_LONGER = re.compile(r"\b(?:used to|formerly|no longer|instead of|sol[íi]a|costumava)\b")


@dataclass(frozen=True, slots=True)
class _Counted:
    figure: Figure
    weight: float


def figures_of(body: Sequence[BodySentence]) -> tuple[Figure, ...]:
    """Return the key figures, most telling first; the same figure restated is one."""
    found: list[_Counted] = []
    for one in (counted for sentence in body for counted in _figures_in(sentence)):
        twin = next((other for other in found if _is_same(other.figure, one.figure)), None)
        if twin is None:
            found.append(one)
            continue
        places = merged((*twin.figure.places, *one.figure.places))
        joined = _Counted(replace(twin.figure, places=places), twin.weight + 1)
        found[found.index(twin)] = joined
    ranked = sorted(found, key=lambda counted: -counted.weight)
    return tuple(counted.figure for counted in ranked[:MOST_FIGURES])


def _figures_in(sentence: BodySentence) -> Iterator[_Counted]:
    if sentence.is_about_a_text:
        return
    text = sentence.text
    dates = dates_in(text)
    matches = [
        match
        for match in NUMBER.finditer(text)
        if not any(date.start <= match.start() < date.end for date in dates)
    ]
    # A further clause may have the date to itself.
    is_dated = len(dates) == 1 and not _SUBORDINATE.search(text)
    when = dates[0].text if is_dated and not _names_another_year(text, dates[0]) else ""
    for match in matches:
        counts = counted_by(text, match)
        if not counts or _NO_LONGER.search(text[: match.start()]):
            continue
        where = place_in(_main_clause(text, match))
        about = ABOUT.search(text[: match.start()])
        number = " ".join(((about.group() if about else "") + match.group()).split())
        is_of_saying = bool(when) and _SAID.search(text, dates[0].end, match.start()) is not None
        place = "" if folded(where) in folded(counts) else where
        figure = Figure(number, counts, place, "" if is_of_saying else when, (sentence.place,))
        yield _Counted(figure, _weight(match, figure, several=len(matches) > 1))


def _names_another_year(text: str, date: DateInText) -> bool:
    """Tell whether a sentence names years beside its date: the number may belong to either."""
    return bool(years_in(f"{text[: date.start]} {text[date.end :]}"))


def _main_clause(text: str, match: re.Match[str]) -> str:
    """Return the part of a sentence around a number that no other clause or bracket cuts off."""
    before = [found.end() for found in _SUBORDINATE.finditer(text, 0, match.start())]
    behind = _PART_ENDS.search(text, match.end())
    return text[before[-1] if before else 0 : behind.start() if behind else len(text)]


def _weight(match: re.Match[str], figure: Figure, *, several: bool) -> float:
    """Return how telling a figure is: measured with a unit, large, placed and dated."""
    unit = 1.0 * bool(match["money"] or match["share"] or match["rate"])
    large = 0.5 * bool(match["scale"] or "," in match["value"])
    return unit + large + 0.5 * bool(figure.where) + 0.5 * bool(figure.when) - 0.25 * several


def _is_same(one: Figure, other: Figure) -> bool:
    if folded(one.number) != folded(other.number):
        return False
    first, second = terms(one.counts), terms(other.counts)
    return bool(first & second) or first == second
