"""Which of the languages we know a text is in, told by its commonest words."""

from collections import Counter

from ingest.words import lexicon, surface_words

# Words are counted in the opening of a text: more does not change the verdict.
_OPENING = 20_000
# Fewer than this many common words is no evidence (a table of figures, a list of names).
_MIN_HITS = 5

# Words that are common in one language; those that Spanish and Portuguese share are left out, as
# they cannot decide between the two.
COMMON_WORDS = {
    "en": lexicon(
        "the of and to in is was for that it as with on by at from are this be were which has "
        "have an or not but their his her its they he she we these those who"
    ),
    "es": lexicon(
        "el los las y en del una con es su lo al más pero fue sus ha son también según desde "
        "están ser sin sobre donde muy hay este esta ellos ella él "
        "qué quién quien quiénes cuál cual cuáles cuánto cuantos cuántos cuánta cuántas cuantas "
        "cómo cuándo cuando dónde"
    ),
    "pt": lexicon(
        "o os as e em do da dos das uma um com é seu sua no na nos nas ao mais mas foi não são "
        "também pelo pela até à ou isso ele ela eles "
        "quem qual quais quanto quantos quanta quantas quando onde"
    ),
}


def detect_language(text: str, *, min_hits: int = _MIN_HITS) -> str:
    """Return `en`, `es` or `pt`; `en` when fewer than `min_hits` common words tell."""
    counts = Counter(word.casefold() for word in surface_words(text[:_OPENING]))
    hits = {
        language: sum(counts[word] for word in words) for language, words in COMMON_WORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= min_hits else "en"
