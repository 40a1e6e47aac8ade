"""What "how many ..." counts, and whether the documents have such things at all."""

import re

from assistant.reader.near_words import nearness
from assistant.wording import AUXILIARY, PLURAL
from ingest.snapshot import Snapshot
from ingest.terms import is_stop_word, stem
from ingest.words import folded, lexicon

# Of 496 questions that have an answer ("how many", "how much"; SQuAD and SquadShifts), the
# documents had no word so near to the noun for five: two misspelt it, three counted "CDs" or
# "divisions".
NEAR = 0.4

_COUNTED = re.compile(r"\bhow many ((?:[\w'-]+\s?){1,5})")

# A measure may be converted, and people go by many names.
NOT_TOLD_APART = lexicon(
    "people persons individuals humans times things ones others kinds types sorts ways percent "
    "years months weeks days hours minutes seconds decades centuries miles kilometers kilometres "
    "meters metres feet inches yards centimeters centimetres acres hectares pounds kilos kilograms "
    "grams tons tonnes liters litres gallons barrels degrees watts megawatts dollars euros pesos"
)


def counted_thing(question: str) -> str | None:
    """Return the plural noun that an English question counts, folded: "journalists".

    None where nothing is counted, or something that may go by any name, as people and miles do.
    """
    found = _COUNTED.search(folded(question))
    if found is None:
        return None
    words = []
    for word in found[1].split():
        if is_stop_word(word) or re.fullmatch(AUXILIARY, word):
            break
        words.append(word)
    plurals = [word for word in words if re.fullmatch(PLURAL, word)]
    return plurals[-1] if plurals and plurals[-1] not in NOT_TOLD_APART else None


def has_anything_like(noun: str, snapshot: Snapshot) -> bool:
    """Tell whether the documents have this noun, a form of it, or a word near to it in meaning."""
    words = snapshot.vocabulary.words
    if noun in words:
        return True
    meant = stem(noun, language="en")
    others = [word for word in words if word.isalpha() and not is_stop_word(word)]
    if any(stem(word, language="en") == meant for word in others):
        return True
    return bool((nearness(noun, others) >= NEAR).any())
