"""A country and its people: Honduras, Honduran; words that search must not take for strangers.

No stemmer brings them together, and a question about "the Honduran jail" shares no word with a
paragraph on Honduras. The candidates are many and mostly nonsense ("hondure"); only those that the
documents write with a capital count.
"""

from collections.abc import Collection

# What a people's name adds to its country's, or to what is left of it without its last letters.
_ENDINGS = ("an", "n", "ian", "ean", "vian", "nian", "ese", "i", "ish", "ine")

# What a country's name has behind the part that both share.
_PLACE_ENDINGS = ("", "a", "e", "o", "y", "ia", "as", "ina", "os")

# Letters of a country's name that its people's may lose: Mexico, Colombia, Honduras.
_MOST_LOST = 2

# Fewer letters in common are no relation.
_SHORTEST_ROOT = 4

_IRREGULAR = {
    "american": "states",
    "british": "britain",
    "chinese": "china",
    "cuban": "cuba",
    "czech": "czechia",
    "danish": "denmark",
    "dutch": "netherlands",
    "english": "england",
    "filipino": "philippines",
    "finnish": "finland",
    "french": "france",
    "german": "germany",
    "greek": "greece",
    "irish": "ireland",
    "iraqi": "iraq",
    "norwegian": "norway",
    "polish": "poland",
    "portuguese": "portugal",
    "scottish": "scotland",
    "spanish": "spain",
    "swedish": "sweden",
    "swede": "sweden",
    "swiss": "switzerland",
    "thai": "thailand",
    "turkish": "turkey",
    "welsh": "wales",
}
_PEOPLES = {place: people for people, place in _IRREGULAR.items()}


def country_of(people: str) -> str:
    """Return the folded country of a people whose name is formed irregularly, or nothing."""
    return _IRREGULAR.get(people) or _IRREGULAR.get(people.removesuffix("s"), "")


def relatives(word: str, names: Collection[str]) -> frozenset[str]:
    """Return the place of a people, or the people of a place, among the names of some texts.

    Args:
        word: folded.
        names: the folded words that those texts write with a capital.

    """
    single = word.removesuffix("s")
    found = {country_of(word), _PEOPLES.get(word, "")}
    for base in {word, single}:
        for lost in range(_MOST_LOST + 1):
            root = base[: len(base) - lost]
            if len(root) >= _SHORTEST_ROOT:
                found |= {root + ending for ending in _ENDINGS}
        for ending in _ENDINGS:
            root = base.removesuffix(ending)
            if root != base and len(root) >= _SHORTEST_ROOT:
                found |= {root + one for one in _PLACE_ENDINGS}
    found |= {f"{one}s" for one in found if one}
    return frozenset(found & set(names)) - {word, single, f"{word}s"}
