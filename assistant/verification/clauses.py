"""The clauses of sentences, so that what is said of one thing is not taken for another's."""

import re
from collections.abc import Sequence

from assistant.verification.claim import Claim, stem_of

_BORDER = re.compile(r"[,;:](?!\d)|\b(?:while|whereas|but|although|and(?! \d))\b")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")

# Of a clause's own words: as many must a sentence have for speaking of the same thing.
ABOUT_THE_SAME = 0.5

# Words that share so long a beginning are forms of one: world, worldwide.
SHARED_BEGINNING = 5


def clauses_of(claim: Claim) -> list[Claim]:
    """Return the clauses of a sentence in order; the whole where it has one only."""
    parts = [part for part in _BORDER.split(claim.text) if part.strip()]
    return [Claim(part) for part in parts] or [claim]


def clauses_about(claim: Claim, sources: Sequence[Claim]) -> list[Claim]:
    """Return the clauses of sources that speak of what a sentence speaks of.

    "The poorest spend 38 percent, the richest 14": of 38 only the first clause says anything. A
    clause whose figures are all others is about something else.
    """
    figures = set(_FIGURE.findall(claim.text))
    found: list[tuple[float, Claim]] = []
    for source in sources:
        for part in clauses_of(source):
            own = set(_FIGURE.findall(part.text))
            if own & figures or not part.content:
                found.append((1.0, part))
            elif not own or not figures:
                shared = sum(stem_of(word) in claim.stems for word in part.content)
                found.append((shared / len(part.content), part))
    most = max((share for share, _ in found), default=0.0)
    return [part for share, part in found if share >= min(ABOUT_THE_SAME, most)]


def is_of_another(figure: str, claim: Claim, source: Claim) -> bool:
    """Tell whether a source gives a figure of something else than a sentence does.

    Both in several clauses: "pay rose by 3 percent, prices by 7" does not say that pay rose by 7.
    """
    parts = clauses_of(source)
    own = next((part for part in clauses_of(claim) if figure in part.folded), None)
    place = next((part for part in parts if figure in part.folded), None)
    if own is None or place is None or len(parts) < 2:
        return False
    if _is_bound_elsewhere(figure, own, place, [part for part in parts if part is not place]):
        return True
    common = frozenset.intersection(*(part.stems for part in parts))
    words = [word for word in own.content if stem_of(word) not in common]
    of_place = [word for word in place.content if stem_of(word) not in common]
    here = sum(_is_in(word, place) for word in words)
    # A clause without a figure of its own, such as an apposition, may well be what this one is of.
    rivals = [part for part in parts if part is not place and _FIGURE.search(part.text)]
    there = max((sum(_is_in(word, part) for word in words) for part in rivals), default=0)
    return len(of_place) >= FEWEST_OWN and here == 0 and there >= FEWEST_OWN


# A clause that says less of its own says nothing of whose figure it gives.
FEWEST_OWN = 2


def _is_in(word: str, part: Claim) -> bool:
    beginning = word[:SHARED_BEGINNING]
    return stem_of(word) in part.stems or (
        len(beginning) == SHARED_BEGINNING and any(one.startswith(beginning) for one in part.words)
    )


def _is_bound_elsewhere(figure: str, own: Claim, place: Claim, rivals: Sequence[Claim]) -> bool:
    """Tell whether a figure stands beside others than in its source: 31 percent, over 65."""
    mine, theirs = (set(_FIGURE.findall(part.text)) - {figure} for part in (own, place))
    mine = {one for one in mine if one not in figure}
    theirs = {one for one in theirs if one not in figure}
    others = {one for part in rivals for one in _FIGURE.findall(part.text)}
    return bool(mine & others) and not mine & theirs and bool(theirs - mine)
