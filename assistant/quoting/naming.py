"""Whether a text names what a label stands for, in another form or spelling of the word."""

from rapidfuzz import fuzz

from assistant.names import LONGEST_ENDING, SHARED_BEGINNING
from assistant.quoting.likeness import terms
from ingest.terms import is_stop_word
from ingest.words import folded, surface_words

# Likeness of two spellings of one name, in percent: "Brasil" and "Brazil" have 83.
SAME_SPELLING = 83
SHORTEST_NAME = 4

# Of a phrase's terms that a text has when it is about the same; of two terms it needs both.
PHRASE_SHARE = 0.6


def is_name(label: str) -> bool:
    """Tell whether a label is a proper name: its first and last word have capitals.

    Articles and the like do not count: "the Supreme Court" is one.
    """
    words = [word for word in surface_words(label) if not is_stop_word(folded(word))]
    return bool(words) and words[0][0].isupper() and words[-1][0].isupper()


def names_side(text: str, label: str) -> bool:
    """Tell whether a text has the words of a name, or most of those of any other phrase.

    A country is named by its people too: "Chileans" names Chile.
    """
    if not is_name(label):
        sought = terms(label)
        return bool(sought) and len(sought & terms(text)) >= PHRASE_SHARE * len(sought)
    capitalised = [folded(word) for word in surface_words(text) if word[0].isupper()]
    words = [folded(word) for word in surface_words(label) if word[0].isupper()]
    return all(any(_is_form_of(other, word) for other in capitalised) for word in words)


def _is_form_of(word: str, name: str) -> bool:
    if word == name:
        return True
    if min(len(word), len(name)) < SHORTEST_NAME or abs(len(word) - len(name)) > LONGEST_ENDING:
        return False
    beginning = min(SHARED_BEGINNING, len(word), len(name))
    if word[:beginning] == name[:beginning]:
        return True
    return word[0] == name[0] and fuzz.ratio(word, name) >= SAME_SPELLING
