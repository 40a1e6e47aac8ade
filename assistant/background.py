"""Places that a document is about: it says "the population", and means that of its country.

Who asks has not read it, and names the place. To a reader of one passage a place that is not named
there is another one; so it is asked without it where the document leaves it unsaid.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from assistant.demonyms import relatives
from assistant.names import Name, names_in
from ingest.terms import is_stop_word, terms_of
from ingest.words import folded, folded_words, lexicon, surface_words

# Of a document's passages that name a place, from which on the others may leave it unsaid.
PERVADING = 0.3

# Of few passages so many must name it.
FEWEST_PASSAGES = 2

# Sentences of a passage that name another place where it is about that one.
OPENING = 2

# Characters of "throughout the ".
LONGEST_LEAD = 16

# Terms besides its places of which a question must still consist.
FEWEST_TERMS = 2


_PEOPLES_PLURAL = ("ns", "rs", "ds", "is", "os", "as")
_PREPOSITION = re.compile(r"^(?:In|Across|Throughout|Within) ")
_INSIDE = re.compile(r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin)( the)? $")
# "In Bukele's government", "in Bukele-style", "in Prell announced reforms" tell of no place.
_NOT_INSIDE = re.compile(r"-|[’']| \w+ed\b")
_TIMES = lexicon(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter"
)
_POSSESSIVE = re.compile(r"[’']s?(?!\w)")
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_THERE_BEFORE = re.compile(r"\bthere\W*$")
_WITHIN = re.compile(r"\b(?:in|at|within|across|throughout)(?: the)?\s+$", re.IGNORECASE)
# Behind these a place's name says of which sort something is: "the Vardin metro".
_SORTS = re.compile(r"\b(?:the|an?|many|which|what|most|all|few)\s+$", re.IGNORECASE)
_NEXT = re.compile(r"\s+([a-z]\w+)")
_NO_NOUN = lexicon(
    "have has had are were is was do did does who that which can could will would in of to and or "
    "on by at for with from as than when after before during since under be still now not get got "
    "make made"
)


class Background:
    """The places that a document is about.

    Args:
        text: all of it.
        passages: the texts of its passages.

    """

    def __init__(self, text: str, passages: Sequence[str]) -> None:
        self._text = text
        self._passages = [frozenset(folded_words(one)) for one in passages]
        words = surface_words(text)
        small = {folded(word) for word in words if word[0].islower()}
        self._names = frozenset(folded(word) for word in words) - small

    def places_in(self, question: str) -> list[Name]:
        """Return the places that a question in English names and many passages do."""
        return [name for name in names_in(question) if self._is_background(name.text)]

    def leaves_unsaid(
        self, places: Sequence[Name], sentences: Sequence[str], headings: Sequence[str] = ()
    ) -> bool:
        """Tell whether a passage with these sentences names none of some places, nor is of others.

        It is of another place that stands in its first sentences or its headings.
        """
        own = [self._forms(name.text) for name in places]
        if any(_has(forms, _words(" ".join(sentences))) for forms in own):
            return False
        opening = _words(" ".join((*headings, *sentences[:OPENING])))
        return opening.isdisjoint(
            self._places - {form for forms in own for one in forms for form in one}
        )

    def without(self, question: str, places: Sequence[Name]) -> str:
        """Return a question with "there", "it" or nothing in the place of the names of `places`.

        Empty where that leaves too little to ask.
        """
        for name in sorted(places, key=lambda one: -one.start):
            before, after = question[: name.start], question[name.end :]
            question = _replaced(before, after, name.text, is_people=self._is_people(name.text))
        return question if len(set(terms_of(question))) >= FEWEST_TERMS else ""

    def _is_background(self, name: str) -> bool:
        if not (self._is_people(name) or self._is_place(name)):
            return False
        forms = self._forms(name)
        named = sum(_has(forms, words) for words in self._passages)
        return named >= max(FEWEST_PASSAGES, PERVADING * len(self._passages))

    def _is_place(self, name: str) -> bool:
        last = folded_words(name)[-1]
        return last in self._places or bool(relatives(last, self._names))

    def _is_people(self, name: str) -> bool:
        """Tell whether a name is of a people, or an adjective: that of its place is shorter."""
        last = folded_words(name)[-1]
        return any(len(place) < len(last) for place in relatives(last, self._names))

    def _forms(self, name: str) -> list[frozenset[str]]:
        """Return, for each word of a name, the words that say it."""
        words = [word for word in folded_words(name) if not is_stop_word(word)]
        return [frozenset({word, *relatives(word, self._names)}) for word in words]

    @cached_property
    def _places(self) -> frozenset[str]:
        """Folded last words of the names that something is in, with the words for their people."""
        found: set[str] = set()
        for name in names_in(self._text):
            last = folded_words(name.text)[-1]
            if last not in _TIMES and self._has_inside(name):
                found |= {last, *relatives(last, self._names)}
        return frozenset(found & self._names)

    def _has_inside(self, name: Name) -> bool:
        """Tell whether the text says at a name that something is in what bears it."""
        # Below a heading a preposition passes for the name's first word.
        start = name.end - len(_PREPOSITION.sub("", name.text))
        inside = _INSIDE.search(self._text, max(0, start - LONGEST_LEAD), start)
        if inside is None or _NOT_INSIDE.match(self._text, name.end):
            return False
        # "In the Lindow plan": of what is behind it.
        following = _NEXT.match(self._text, name.end)
        return not (inside[1] and following and following[1] not in _NO_NOUN)


def _replaced(before: str, after: str, name: str, *, is_people: bool) -> str:
    """Return a question around a place's name with what can stand for the place."""
    following = _NEXT.match(after)
    noun_follows = following is not None and following[1] not in _NO_NOUN
    if possessive := _POSSESSIVE.match(after):
        return f"{_THE.sub('', before)}its{after[possessive.end() :]}"
    if is_people and (not noun_follows or folded(name).endswith(_PEOPLES_PLURAL)):
        return f"{before}people{after}"
    if noun_follows and (is_people or _SORTS.search(before)):
        return before + after.lstrip()
    if _WITHIN.search(before):
        outside = _WITHIN.sub("", before)
        return (
            outside.rstrip() + after if _THERE_BEFORE.search(outside) else f"{outside}there{after}"
        )
    return f"{_THE.sub('', before)}it{after}"


def _has(forms: Sequence[frozenset[str]], words: frozenset[str]) -> bool:
    return all(not form.isdisjoint(words) for form in forms)


# The passages of a shelf of briefs; a passage is looked at for many questions.
@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))
