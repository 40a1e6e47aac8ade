"""Cognates: the English word that a Spanish or Portuguese word is spelt like."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from ingest.snapshot import RESTRICTIONS_KEPT
from ingest.terms import stem
from ingest.words import folded

# Likeness of a respelt word and a word of the documents, in percent: "transatlantico", respelt
# "transatlantic", needs none of it, "arquitectonic" and "architectonic" (92) do.
LIKE_ENOUGH = 88

# A short word is like many others by chance.
MIN_LENGTH = 5

# Endings, of words without accents and plural, that English has in another form. Where it must be
# one of the documents' words, `sure` is no.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"(?:cion|cao)", ("tion", "ction", "cion")),
    (r"(?:xion|xao)", ("xion", "ction")),
    (r"(?:sion|sao|ssao)", ("sion", "ssion")),
    (r"(?:idad|edad|idade|edade)", ("ity", "ety")),
    (r"(?:dad|tad|dade|tade)", ("ty",)),
    (r"(?:amente|mente)", ("ly", "ally", "ely")),
    (r"ismo", ("ism",)),
    (r"ista", ("ist", "istic")),
    (r"(?:logia|loxia)", ("logy",)),
    (r"(?:grafia)", ("graphy",)),
    (r"(?:logo)", ("logist", "logue")),
    (r"ncial", ("ntial", "ncial")),
    (r"(?:encia)", ("ence", "ency")),
    (r"(?:ancia)", ("ance", "ancy")),
    (r"ic[oa]", ("ic", "ical", "ics")),
    (r"iv[oa]", ("ive",)),
    (r"os[oa]", ("ous", "ose")),
    (r"ari[oa]", ("ary", "arian", "ar")),
    (r"ori[oa]", ("ory",)),
    (r"(?:mento|miento)", ("ment",)),
    (r"(?:izacion|izacao)", ("ization", "isation")),
    (r"(?:izar|izad[oa]|izo|izaron|izou)", ("ize", "ise", "ized")),
    (r"(?:ificar|ificad[oa]|ifico|ificou)", ("ify", "ified")),
    (r"ud[eo]?", ("ude",)),
    (r"ura", ("ure",)),
    (r"ador", ("ator", "er")),
    (r"dor", ("tor", "der", "er")),
    (r"(?:gia|fia|nia|ria|sia|tia|mia|pia)", ("gy", "phy", "ny", "ry", "sy", "ty", "my", "py")),
    (r"(?:eo|eu)", ("ean", "eum")),
    (r"i[oa]", ("y", "ium", "e")),
    (r"an[oa]", ("an", "ane")),
    (r"(?:ense|ês|es)", ("ese", "ian")),
    (r"(?:ente|ante)", ("ent", "ant")),
    (r"(?:[oae])", ("", "e", "um", "us")),
)
# Endings that English has in this one form: right even where the documents lack the word.
_SURE = re.compile(r"(?:cion|cao|idad|idade|mente|ismo|logia|grafia|ncial)$")
# What a verb's stem may end in, in English.
_VERB_ENDINGS = ("", "e", "ate", "y")
_RESPELT = (
    (r"^es(?=[ptcfmqln])", "s"),
    (r"f", "ph"),
    (r"qu(?=[ei])", "ch"),
    (r"cu(?=[aeio])", "qu"),
    (r"t", "th"),
)


@dataclass(frozen=True, slots=True)
class EnglishVocabulary:
    """The words of the English documents, folded, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]
    by_initial: Mapping[str, Sequence[str]]
    """The words without digits, by their first letter."""

    def has(self, text: str) -> bool:
        """Tell whether the documents have each word of a text, in any of its forms."""
        return all(
            word in self.words or stem(word, language="en") in self.stems
            for word in folded(text).split()
        )


# One for each selection of documents in use.
@lru_cache(maxsize=RESTRICTIONS_KEPT + 2)
def english_vocabulary(words: frozenset[str]) -> EnglishVocabulary:
    """Return a vocabulary with its stems; the same set of words is stemmed once."""
    by_initial: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if word.isalpha():
            by_initial[word[0]].append(word)
    stems = frozenset(stem(word, language="en") for word in words)
    return EnglishVocabulary(words, stems, dict(by_initial))


def cognate(word: str, *, language: str, vocabulary: EnglishVocabulary) -> str | None:
    """Return the English word that a word is the cognate of, or None where none is near.

    A word of the documents is preferred: by rules of spelling first, then by likeness.
    """
    plain = folded(word)
    if len(plain) < MIN_LENGTH or not plain.isalpha():
        return None
    singular = _singular(plain)
    attempts = list(dict.fromkeys(_respelt(singular, language)))
    for attempt in attempts:
        if vocabulary.has(attempt):
            return attempt
    return _alike(attempts, vocabulary) or (attempts[0] if _SURE.search(singular) else None)


def _singular(word: str) -> str:
    word = re.sub(r"(?:ciones|coes)$", "cion", word)
    word = re.sub(r"(?:siones|soes)$", "sion", word)
    word = re.sub(r"(?<=dad|tad|dor|tor|sor)es$", "", word)
    word = re.sub(r"ces$", "z", word)
    word = re.sub(r"(?:ais|ales)$", "al", word)
    return re.sub(r"(?<=[aeio])s$", "", word)


def _respelt(word: str, language: str) -> Iterator[str]:
    spellings = [word]
    for pattern, english in _RESPELT:
        spellings += [re.sub(pattern, english, one) for one in spellings if re.search(pattern, one)]
    for spelling in spellings:
        for ending, replacements in _ENDINGS:
            match = re.search(rf"{ending}$", spelling)
            if match and match.start() > 1:
                yield from (spelling[: match.start()] + new for new in replacements)
        yield spelling
        root = stem(spelling, language=language)
        yield from (root + ending for ending in _VERB_ENDINGS if len(root) >= MIN_LENGTH - 1)


def _alike(attempts: list[str], vocabulary: EnglishVocabulary) -> str | None:
    """Return the documents' word that is most like one of the respelt ones."""
    best, best_score = None, float(LIKE_ENOUGH)
    for attempt in attempts:
        near = vocabulary.by_initial.get(attempt[0], [])
        found = process.extractOne(attempt, near, scorer=fuzz.ratio, score_cutoff=best_score)
        if found and len(attempt) > MIN_LENGTH and found[1] > best_score:
            best, best_score = found[0], found[1]
    return best
