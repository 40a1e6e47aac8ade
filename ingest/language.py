"""Which of the languages we know a text is in, told by its commonest words."""

import re
from collections import Counter

from ingest.words import folded, lexicon, surface_words

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

# Folded words of questions, also those that two languages share: what only one of them has decides.
# "As", "do", "no" and "me" are English too, "a" is all three.
_QUESTION_WORDS = {
    "en": lexicon(
        "the of and to in is was for that it as with on by at from are this be were which has had "
        "have an or not but their his her its they he she we you i these those who whom whose what "
        "when where why how do does did done can could should would will may must a no me my your "
        "many much long often far about between after before during since until than then more "
        "most less least never ever any some there if so into over under against without within "
        "because only also other others say says said tell give list explain describe name compare "
        "summarize summarise brief mean means happen happened"
    ),
    "es": lexicon(
        "a el la los las y en del de una un unos unas con es su lo al mas pero fue sus ha han "
        "son tambien segun desde estan ser sin sobre donde muy hay este esta estos estas ese esa "
        "ellos ella que quien quienes cual cuales cuanto cuantos cuanta cuantas como cuando se "
        "por para le les era eran fueron entre hasta hacia si no mi tu porque contra esto eso "
        "hizo dice dicen dijo tiene tienen tuvo hubo pasa paso ocurrio puede pueden debe deben "
        "resume explica compara describe cuentame dime"
    ),
    "pt": lexicon(
        "a o os as e em do da dos das de uma um uns umas com seu sua seus suas no na nos nas ao "
        "aos mais mas foi foram nao sao tambem pelo pela pelos pelas ate ou isso isto ele ela eles "
        "elas que quem qual quais quanto quantos quanta quantas quando onde como se por para lhe "
        "era eram entre sem sobre segundo desde ser estao esta este essa esse ha ja so porque "
        "contra fez diz dizem disse tem teve houve acontece aconteceu pode podem deve devem "
        "resuma explique compare descreva"
    ),
}
# Spellings that only one of them has, in words whose accents are there or were left out.
_SPELLINGS = {
    "es": re.compile(r"[¿¡ñ]|ll|ci[oó]n(?:es)?\b|dad\b|[iu]e(?=[nrstcdlb])|[áéíóú]n\b"),
    "pt": re.compile(r"[ãõçâêôà]|[ln]h[aeo]|ss|cao\b|coes\b|dade\b|[eo]ir[oa]"),
}
# A spelling says less than a word.
_SPELLING_WEIGHT = 0.4
# Articles and prepositions of names are no words of the question: Rio de Janeiro, Los Angeles.
_NAME = re.compile(
    r"(?<=[\w,;] )[^\W\d_a-zß-öø-ÿ][\w’'-]*(?:(?: (?:de|del|da|do|dos|la|las|los|y|e|of|the))*"
    r" [^\W\d_a-zß-öø-ÿ][\w’'-]*)*"
)


def detect_language(text: str, *, min_hits: int = _MIN_HITS) -> str:
    """Return `en`, `es` or `pt`; `en` when fewer than `min_hits` common words tell."""
    counts = Counter(word.casefold() for word in surface_words(text[:_OPENING]))
    hits = {
        language: sum(counts[word] for word in words) for language, words in COMMON_WORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= min_hits else "en"


def detect_question_language(question: str) -> str:
    """Return `en`, `es` or `pt` for one line; `en` where nothing tells.

    Names say nothing (a question about Los Angeles is not Spanish), and accents may be missing.
    """
    said = question if question.isupper() else _NAME.sub(" ", question)
    words = [folded(word) for word in surface_words(re.sub(r"[’']s\b", "", said))]
    scores: dict[str, float] = {
        language: sum(word in known for word in words)
        for language, known in _QUESTION_WORDS.items()
    }
    for language, spelling in _SPELLINGS.items():
        scores[language] += _SPELLING_WEIGHT * len(spelling.findall(said.casefold()))
    return max(scores, key=lambda language: scores[language])
