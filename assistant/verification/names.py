"""Names: each that a sentence names must be named by what it cites."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Verdict
from assistant.demonyms import relatives
from assistant.dictionary import place_names
from assistant.names import (
    GENERIC_NAME_WORDS,
    acronyms_in,
    is_known,
    is_spelled_out,
    names_in,
)
from assistant.spelling import english_words
from assistant.verification.claim import Claim
from assistant.verification.finding import Finding, absent, quoted
from ingest.terms import is_stop_word
from ingest.words import folded, folded_words, lexicon

# What a name may be called without its text calling it so.
_TITLES = lexicon("president minister mayor governor secretary chancellor leader chief head party")

_OPENING_NAME = re.compile(r"^[\"“‘'(]*((?:[A-ZÀ-Þ][\w’'-]+\s?)+)")
# Of peoples and months: they are capitals that other checks look at, or nobody's name.
_NO_NAME = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|i)$"
)


def check_names(
    claim: Claim, sources: Sequence[Claim], *, nearby: Sequence[str] = ()
) -> Iterator[Finding]:
    """Yield each name of a sentence that no source has in this or another form.

    Args:
        claim: the sentence.
        sources: what it cites.
        nearby: other sentences; that a name stands there is part of the reason.

    """
    texts = [source.text for source in sources]
    vocabulary = frozenset(word for text in texts for word in folded_words(text))
    elsewhere = frozenset(word for text in nearby for word in folded_words(text))
    for name in _names(claim.text):
        if _is_named(name, vocabulary, texts):
            continue
        if _is_named(name, elsewhere, nearby):
            reason = f"{quoted(name)} stands in another sentence than those cited"
            yield Finding(Verdict.UNSUPPORTED, reason)
        else:
            yield absent(name)


def _names(text: str) -> Iterator[str]:
    """Yield the names of a sentence; one that opens it too, if it is not an ordinary word."""
    opening = _OPENING_NAME.match(text)
    found = [_without_opening_word(name.text, name.start) for name in names_in(text)]
    if opening and not any(name.startswith(opening[1].split()[0]) for name in found):
        first = opening[1].split()[0].removesuffix("'s").removesuffix("’s")
        if _opens_as_name(first):
            found.insert(0, first)
    for name in dict.fromkeys((*found, *acronyms_in(text))):
        if not _NO_NAME.match(folded(name)):
            yield name


def _without_opening_word(name: str, start: int) -> str:
    """Return a name without the ordinary word that only opens the sentence: "Only Hungary"."""
    first, _, rest = name.partition(" ")
    is_ordinary = folded(first) in english_words() and folded(first) not in place_names()
    return rest if start == 0 and rest[:1].isupper() and is_ordinary else name


def _opens_as_name(word: str) -> bool:
    """Tell whether the first word of a sentence would have its capital elsewhere, too."""
    plain = folded(word)
    if len(plain) < 3 or is_stop_word(plain):
        return False
    return plain in place_names() or plain not in english_words()


def _is_named(name: str, vocabulary: frozenset[str], texts: Sequence[str]) -> bool:
    """Tell whether texts have each telling word of a name, its initials or what they stand for."""
    bare = re.sub(r"[’']s$", "", name)
    if bare.isupper() and bare.isalpha() and len(bare) > 1:
        return folded(bare) in vocabulary or is_spelled_out(bare, texts)
    if _initials(bare) in vocabulary:
        return True
    words = [word for word in folded_words(bare) if word not in GENERIC_NAME_WORDS | _TITLES]
    return all(
        word in vocabulary
        or word.isdigit()
        or is_stop_word(word)
        or relatives(word, vocabulary)
        or is_known(word, vocabulary=vocabulary, name_words=vocabulary)
        for word in words
    )


def _initials(name: str) -> str:
    """Return the folded initials of a name of several words: "united nations" for UN."""
    words = [word for word in name.split() if word[0].isupper()]
    return folded("".join(word[0] for word in words)) if len(words) > 1 else "\0"
