"""Figures and years: each that a sentence gives must stand in what it cites."""

import math
import re
from collections.abc import Iterator, Sequence

from assistant.answer import Verdict
from assistant.verification.claim import Claim, stem_of
from assistant.verification.clauses import is_of_another
from assistant.verification.finding import Finding, absent, different, quoted
from assistant.verification.quantities import Measure, Quantity, quantities_in
from assistant.verification.rounding import SHARE_ROUNDING, is_borne_out

_YEAR = re.compile(r"(?<![\w.,$€£-])(?:1[5-9]|20)\d\d(?:s\b)?(?![\w%]|[.,]\d)")
_MONTH = re.compile(
    r"\b(?:january|february|april|june|july|august|september|october|november|december)\b"
)
# "May" and "march" are months where a number or a preposition says so.
_UNSURE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|from|during|early|late|mid|last|on)\s(may|march)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)? (may|march)\b"
    r"|\b(may|march)\s(?:\d{1,2}\b|(?:1[5-9]|20)\d\d\b)"
)
_YEAR_BEFORE = re.compile(r"\b(?:(?:the )?year (?:before|earlier)|(?:previous|last|prior) year)\b")
_YEAR_AFTER = re.compile(r"\b(?:(?:the )?year (?:after|later)|(?:next|following) year)\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
# Behind a figure that is the difference of two others.
_MORE_THAN = re.compile(
    r"(?: \w+){0,2} (?:more|less|fewer|longer|shorter|higher|lower|earlier|later|points)\b"
)
_GROWN_BY = re.compile(r"\b(?:by|a) (?:\w+ )?$")
_COUNTED_OUT = re.compile(r" (?:of|times|in|out of|percent)\b")
_HALVED = re.compile(r"\b(?:halv(?:e|es|ed|ing)|half as)\b")
_HALF = re.compile(r"\b(?:halv(?:e|es|ed|ing)|half|50 percent)\b")
_DOUBLED = re.compile(r"\b(?:doubl(?:e|es|ed|ing)|twofold|twice)\b")
_TRIPLED = re.compile(r"\b(?:tripl(?:e|es|ed|ing)|threefold|three times)\b")

# "By a year", which a sentence may call one year.
_ONE_OF = re.compile(r"\b(?:an?|another|per|each) (?:hour|day|week|month|year|decade|kilomet)")
# "Up from 14", where the source says by how much it rose.
_COMPARED_WITH = re.compile(r"\b(?:from|against|compared (?:with|to)|instead of) $")
# A ratio is called three times by whoever rounds it there.
MULTIPLE_ROUNDING = 0.25

NUMBER_WORDS = r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)"

EXACT = 1e-9

# Counts so small are made by looking: "both" of two that are named, "three" of a list.
COUNTED_BY_LOOKING = 10


def check_figures(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield each number of a sentence that no source has, or has otherwise."""
    theirs = [quantity for source in sources for quantity in quantities_in(source.text)]
    for ours in quantities_in(claim.text):
        if any(is_borne_out(ours, other) for other in theirs):
            if len(sources) == 1 and is_of_another(ours.text, claim, sources[0]):
                yield Finding(Verdict.CONTRADICTED, f"{quoted(ours.text)} is of something else")
            continue
        is_half = ours.is_share and ours.value == 50
        if is_half and _is_turned_round(0.5, claim, sources):
            continue
        if (ours.is_share and _is_ratio(ours, theirs)) or _is_span(ours, sources):
            continue
        if _is_computed(ours, theirs, claim) or _is_multiple(ours, theirs, claim):
            continue
        if ours.number == 1 and any(_ONE_OF.search(source.folded) for source in sources):
            continue
        if _is_counted(ours, claim, sources) or _is_in_a_name(ours, claim, sources):
            continue
        rivals = [other for other in theirs if _is_rival(ours, other)]
        nearest = min(rivals, key=lambda other: _distance(ours, other), default=None)
        yield different(ours.text, nearest.text) if nearest else absent(ours.text)
    yield from _check_multiples(claim, sources, theirs)


def check_dates(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield each year and month of a sentence that no source has, or has otherwise."""
    for found_in in (_years, _months, _WEEKDAY.findall):
        theirs = [date for source in sources for date in found_in(source.folded)]
        for ours in found_in(claim.folded):
            if ours not in theirs and not _is_next_to(ours, claim, sources):
                yield different(ours, theirs[0]) if theirs else absent(ours)


def _is_next_to(date: str, claim: Claim, sources: Sequence[Claim]) -> bool:
    """Tell whether a year is told by another: "in 2024, four times the year before"."""
    if not date.isdigit():
        return False
    told = set(_years(claim.folded))
    for source in sources:
        years = [int(one[:4]) for one in _years(source.folded) if one in told]
        if _YEAR_BEFORE.search(source.folded) and int(date) + 1 in years:
            return True
        if _YEAR_AFTER.search(source.folded) and int(date) - 1 in years:
            return True
    return False


def _years(text: str) -> list[str]:
    return [match.group() for match in _YEAR.finditer(text)]


def _months(text: str) -> list[str]:
    unsure = [match[1] or match[2] or match[3] for match in _UNSURE_MONTH.finditer(text)]
    return [match.group() for match in _MONTH.finditer(text)] + unsure


def _is_counted(ours: Quantity, claim: Claim, sources: Sequence[Claim]) -> bool:
    """Tell whether a number may count what the sources name one by one, and do not count."""
    counted = re.match(r" ([a-z]{3,})", claim.folded.partition(ours.text)[2])
    if counted and any(
        re.search(rf"(?:\d|{NUMBER_WORDS}) {re.escape(counted[1][:5])}", source.folded)
        for source in sources
    ):
        return False
    in_words = not any(letter.isdigit() for letter in ours.text)
    return (
        in_words
        and not ours.is_share
        and ours.measure is Measure.PLAIN
        and ours.value <= COUNTED_BY_LOOKING
        and not _COUNTED_OUT.match(claim.folded.partition(ours.text)[2])
    )


def _is_ratio(ours: Quantity, theirs: Sequence[Quantity]) -> bool:
    """Tell whether a share in words is that of two numbers of the sources: half, 158 of 298."""
    return any(
        abs(100 * one.value / other.value - ours.value) <= SHARE_ROUNDING
        for one in theirs
        for other in theirs
        if one.measure is other.measure and 0 < one.value < other.value
    )


def _is_computed(ours: Quantity, theirs: Sequence[Quantity], claim: Claim) -> bool:
    """Tell whether a figure is given as the difference of two of the sources', and is."""
    before, _, behind = claim.folded.partition(ours.text)
    pairs = [
        (one, other)
        for one in theirs
        for other in theirs
        if one.measure is other.measure and one.value > other.value > 0
    ]
    if (_MORE_THAN.match(behind) or "point" in ours.text) and any(
        abs(one.number - other.number - ours.number) <= min(one.step, other.step) / 2
        or abs(one.value - other.value - ours.value) <= min(one.step, other.step) / 2
        for one, other in pairs
    ):
        return True
    if _COMPARED_WITH.search(before) and any(
        abs(abs(one.number + sign * other.number) - ours.number) < EXACT
        for one, other in pairs
        for sign in (1, -1)
    ):
        return True
    in_percent = ours.measure is Measure.PERCENT and _GROWN_BY.search(before)
    return bool(in_percent) and any(
        abs(100 * (one.value / other.value - 1) - ours.value) <= SHARE_ROUNDING
        for one, other in pairs
    )


def _is_multiple(ours: Quantity, theirs: Sequence[Quantity], claim: Claim) -> bool:
    """Tell whether "three times" turns round a share of the sources, or is a ratio of theirs."""
    if not re.match(r" times\b", claim.folded.partition(ours.text)[2]):
        return False
    ratios = [100 / one.value for one in theirs if one.is_share]
    ratios += [
        one.number / other.number
        for one in theirs
        for other in theirs
        if one.number > other.number > 0 and Measure.PERCENT not in (one.measure, other.measure)
    ]
    return any(abs(ratio - ours.number) <= MULTIPLE_ROUNDING for ratio in ratios)


def _is_span(ours: Quantity, sources: Sequence[Claim]) -> bool:
    """Tell whether a time is that between two years of the sources: two decades, 2000 to 2020."""
    years = [int(year[:4]) for source in sources for year in _years(source.folded)]
    return ours.measure is Measure.MONTHS and any(
        abs(12 * (one - other) - ours.value) <= 12
        for one in years
        for other in years
        if one > other
    )


def _is_in_a_name(ours: Quantity, claim: Claim, sources: Sequence[Claim]) -> bool:
    """Tell whether a number belongs to a name that the sources have: Barrio 18, Article 52."""
    name = re.search(rf"([A-Z][\w-]*)\s{re.escape(ours.text)}(?!\w)", claim.text)
    written = f"{name[1]} {ours.text}" if name else None
    return written is not None and any(written in source.text for source in sources)


def _distance(ours: Quantity, theirs: Quantity) -> float:
    """Return how many orders of magnitude lie between two numbers."""
    return abs(math.log10((ours.value + 1) / (theirs.value + 1)))


def _is_rival(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether the other number may be what this one should have been."""
    return ours.measure is theirs.measure or ours.value == theirs.value


def _is_turned_round(factor: float, claim: Claim, sources: Sequence[Claim]) -> bool:
    """Tell whether the sources say it from the other end: half of one is twice the other."""
    for source in sources:
        shares = [one for one in quantities_in(source.text) if one.is_share]
        if factor > 1 and any(abs(100 / one.value - factor) <= MULTIPLE_ROUNDING for one in shares):
            return True
        theirs, ours = _DOUBLED.search(source.folded), _HALF.search(claim.folded)
        if factor < 1 and theirs and ours:
            first = Claim(source.folded[: theirs.start()]).content
            own = Claim(claim.folded[: ours.start()]).stems
            return 2 * sum(stem_of(word) in own for word in first) <= len(first)
    return False


def _check_multiples(
    claim: Claim, sources: Sequence[Claim], theirs: Sequence[Quantity]
) -> Iterator[Finding]:
    """Yield what is called doubled or tripled and is not, by word or by number, in the sources."""
    for pattern, factor in ((_HALVED, 0.5), (_DOUBLED, 2.0), (_TRIPLED, 3.0)):
        found = pattern.search(claim.folded)
        if found is None or any(pattern.search(source.folded) for source in sources):
            continue
        by_number = any(
            abs(later.value / earlier.value - factor) <= 0.1 * factor
            for place, earlier in enumerate(theirs)
            for later in theirs[place + 1 :]
            if earlier.value
        )
        by_percent = any(
            one.measure is Measure.PERCENT and abs(one.value - 100 * abs(factor - 1)) <= 10
            for one in theirs
        )
        if not (by_number or by_percent or _is_turned_round(factor, claim, sources)):
            yield absent(found.group())
