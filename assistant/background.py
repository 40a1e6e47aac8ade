"""Places that a document is about: it says "the population", and means that of its country.

Who asks has not read it, and names the place. To a reader of one passage a place that is not named
there is another one; so it is asked without it where the document leaves it unsaid.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from assistant.demonyms import country_of, relatives
from assistant.names import Name, names_in
from ingest.terms import is_stop_word, terms_of
from ingest.words import folded, folded_words, lexicon, surface_words

# Of a document's passages that name a place, from which on the others may leave it unsaid.
PERVADING = 0.3

# Of few passages so many must name it.
FEWEST_PASSAGES = 2

# Sentences of a passage that name another place where it is about that one.
OPENING = 2

# Terms besides its places of which a question must still consist.
FEWEST_TERMS = 2

# The ends of the names of peoples, without a plural's s, and of languages.
_PEOPLES = ("n", "ese", "i", "ish", "ine", "er", "ic")
_TONGUES = ("ish", "ese")
_PREPOSITION = re.compile(r"^(?:In|Across|Throughout|Within) ")
_INSIDE = re.compile(r"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout|[Ww]ithin)( the)? $")
# "In Bukele's government", "in Bukele-style", "in Prell announced reforms" tell of no place.
_NOT_INSIDE = re.compile(r"-|[’']| \w+ed\b")
_TRUST = re.compile(
    r"\b(?:confiden\w+|trust\w*|faith|interest\w*|invest\w+|belie\w+) in(?: the)? $", re.IGNORECASE
)
_TIMES = lexicon(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter"
)
_POSSESSIVE = re.compile(r"[’']s?(?!\w)")
_ARTICLE = re.compile(r"\b(?:the|el|la|los|las)\s+$", re.IGNORECASE)
_THERE_BEFORE = re.compile(r"\bthere(?: \w+)?\W*$")
_WITHIN = re.compile(
    r"\b(?:in|at|within|across|throughout)(?: (?:the|el|la|los|las))?\s+$", re.IGNORECASE
)
_AUXILIARY = r"\b(?:do|does|did|has|have|had|will|would|can|could|should)"
_DOES = re.compile(rf"{_AUXILIARY}(?: (?:the|el|la|los|las))?\s+$", re.IGNORECASE)
_DOES_THE = re.compile(rf"{_AUXILIARY} the\s+$", re.IGNORECASE)
# Of two places neither can be left out.
_JOINED_BEHIND = re.compile(r",? (?:and|or|y|e|o) (?:the )?[A-Z]|, [A-Z]")
_JOINED_BEFORE = re.compile(r"[A-Z][\w’'-]+,? (?:and|or|y|e|o) (?:the )?$")
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

    def are_named(self, places: Sequence[Name], sentences: Sequence[str]) -> bool:
        """Tell whether sentences name one of some places, or its people."""
        words = _words(" ".join(sentences))
        return any(_has(self._forms(name.text), words) for name in places)

    def leaves_unsaid(
        self, places: Sequence[Name], sentences: Sequence[str], headings: Sequence[str] = ()
    ) -> bool:
        """Tell whether a passage with these sentences names none of some places, nor is of others.

        It is of another place that stands in its first sentences or its headings.
        """
        if self.are_named(places, sentences):
            return False
        own = {form for name in places for forms in self._forms(name.text) for form in forms}
        return _words(" ".join((*headings, *sentences[:OPENING]))).isdisjoint(self._places - own)

    def without(self, question: str, places: Sequence[Name]) -> str:
        """Return a question with "there", "it", "its", "people" or nothing in the place of names.

        Empty where that leaves too little to ask, or where it is not clear how.
        """
        for name in sorted(places, key=lambda one: -one.start):
            before, after = question[: name.start], question[name.end :]
            question = _replaced(before, after, name.text, is_people=self._is_people(name.text))
            if not question:
                return ""
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
        related = relatives(last, self._names)
        if country_of(last) in related:
            return True
        is_country = any(country_of(one) == last for one in related)
        ends = last.removesuffix("s").endswith(_PEOPLES)
        return ends and not is_country and any(len(place) < len(last) for place in related)

    def _forms(self, name: str) -> list[frozenset[str]]:
        """Return, for each word of a name, the words that say it."""
        every = folded_words(name)
        # "EU" and "US" are small words of other languages.
        words = [word for word in every if not is_stop_word(word)] or every
        return [frozenset({word, *relatives(word, self._names)}) for word in words]

    @cached_property
    def _places(self) -> frozenset[str]:
        """Folded last words of the names that something is in, with the words for their people."""
        found: set[str] = set()
        # By the line: the names of a whole book at once take a time that grows with its square.
        for line in self._text.splitlines():
            for name in names_in(line):
                last = folded_words(name.text)[-1]
                if last not in _TIMES and not last.endswith(_TONGUES) and _has_inside(name, line):
                    found |= {last, *relatives(last, self._names)}
        return frozenset(found & self._names)


def _has_inside(name: Name, line: str) -> bool:
    """Tell whether a line says at a name that something is in what bears it."""
    # At the beginning a preposition passes for the name's first word.
    start = name.end - len(_PREPOSITION.sub("", name.text))
    inside = _INSIDE.search(line, 0, start)
    if inside is None or _NOT_INSIDE.match(line, name.end) or _TRUST.search(line, 0, start):
        return False
    # "In the Lindow plan": of what is behind it.
    following = _NEXT.match(line, name.end)
    return not (inside[1] and following and following[1] not in _NO_NOUN)


def _replaced(before: str, after: str, name: str, *, is_people: bool) -> str:
    """Return a question around a place's name with what can stand for the place.

    Empty where it is not clear what the name does there.
    """
    following = _NEXT.match(after)
    noun_follows = following is not None and following[1] not in _NO_NOUN
    if _JOINED_BEHIND.match(after) or _JOINED_BEFORE.search(before):
        return ""
    if possessive := _POSSESSIVE.match(after):
        return f"{_ARTICLE.sub('', before)}its{after[possessive.end() :]}"
    if is_people and (not noun_follows or name.endswith("s")):
        return f"{before}people{after}"
    if is_people:
        return "" if _DOES_THE.search(before) else before + after.lstrip()
    if _WITHIN.search(before):
        outside = _WITHIN.sub("", before)
        said = _THERE_BEFORE.search(outside)
        return f"{outside.rstrip()}{after}" if said else f"{outside}there{after}"
    if noun_follows and not _DOES.search(before):
        return ""
    return f"{_ARTICLE.sub('', before)}it{after}"


def _has(forms: Sequence[frozenset[str]], words: frozenset[str]) -> bool:
    return all(not form.isdisjoint(words) for form in forms)


# The passages of a shelf of briefs; a passage is looked at for many questions.
@lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(folded_words(text))
