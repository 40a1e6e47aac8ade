"""A list that a sentence announces by number and noun: "appeals to three main groups. The first".

The members may share no word with "Which three groups are there?"; what is counted is enough.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Evidence
from assistant.quoting.enumeration import Enumeration, enumeration_at
from assistant.quoting.surroundings import place_of
from assistant.wording import COUNT, PLURAL
from ingest.snapshot import Snapshot
from ingest.terms import terms_of
from ingest.words import folded

# "three main groups", "tres grandes grupos", "dos grupos principales".
_COUNTED = re.compile(rf"\b({COUNT}) (?:[\w-]+ ){{0,2}}?({PLURAL})")

_WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    *("dois", "tres", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez"),
)
_NUMBERS = {word: 2 + place % 9 for place, word in enumerate(_WORDS)} | {"duas": 2}


def announced_list(
    question: str, evidence: Sequence[Evidence], snapshot: Snapshot
) -> Enumeration | None:
    """Return the list with the number of members that a question asks for, if one announces it.

    Args:
        question: its number and noun are looked for: "Which three groups ...?".
        evidence: the sentences that may announce it, best first.
        snapshot: the documents.

    """
    asked = set(_counted(question))
    if not asked:
        return None
    for one in evidence:
        if not asked & set(_counted(one.text)):
            continue
        place = place_of(one, snapshot)
        found = enumeration_at(place)
        if found and found.lead == place.index and len(found.members) in {n for n, _ in asked}:
            return found
    return None


def _counted(text: str) -> Iterator[tuple[int, str]]:
    """Yield each number that counts something, with what it counts."""
    for number, noun in _COUNTED.findall(folded(text)):
        for term in terms_of(noun, language="en"):
            yield _NUMBERS.get(number) or int(number), term
