"""Terms: the words of a text as search compares them, folded, stemmed and without stop words."""

import re
import threading
from collections.abc import Collection, Iterable
from typing import Any

from ingest.language import detect_question_language
from ingest.words import folded, lexicon

# Numbers keep their decimals and thousands: 6.3 is one term and shares nothing with 3.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")

_STEMMERS = {"en": "english", "es": "spanish", "pt": "portuguese"}

# Words that say nothing about a topic; question words among them, since they name the kind of
# answer and not its subject.
STOP_WORDS: dict[str, frozenset[str]] = {
    "en": lexicon(
        "a about all also am an and any are as at be been being but by can could did do does doing "
        "each for from had has have he her hers him his how i if in into is it its just me more "
        "most my no nor not of on or our ours out over own s same she should so some such t than "
        "that the their them then there these they this those through to too under up us very was "
        "we were what when where which while who whom whose why will with would you your yours "
        "tell say says said according much many"
    ),
    "es": lexicon(
        "a al algo ante antes aquel como con cual cuales cuando cuanta cuantas cuanto cuantos de "
        "del desde donde dos el ella ellos en entre era es esa ese eso esta estan este esto estos "
        "fue fueron ha habia han hasta hay la las le les lo los mas me mi mientras muy no nos o "
        "para pero por porque que quien quienes se segun ser si sin sobre son su sus tambien "
        "tiene todo un una unas uno unos y ya yo"
    ),
    "pt": lexicon(
        "a ao aos as ate com como da das de dela dele do dos e ela elas ele eles em entre era essa "
        "esse esta este eu foi foram ha isso isto ja mais mas mesmo muito na nas nem no nos o onde "
        "os ou para pela pelas pelo pelos por porque qual quais quando quanta quantas quanto "
        "quantos que quem se segundo sem ser seu seus so sobre sua suas tambem tem um uma uns umas "
        "voce"
    ),
}


def terms_of(text: str, *, language: str = "en", without: Collection[str] = ()) -> list[str]:
    """Return the stemmed words of a text, in order, without stop words and the words given."""
    stop = STOP_WORDS.get(language, STOP_WORDS["en"])
    words = _WORD.findall(folded(text))
    kept = [word for word in words if word not in stop and word not in without]
    return _stemmers.stem(kept, language=language)


def stem(word: str, *, language: str) -> str:
    """Return the Snowball stem of a casefolded word, in a language of `STOP_WORDS`."""
    return _stemmers.stem([word], language=language)[0]


def is_stop_word(word: str) -> bool:
    """Tell whether a folded word is a stop word in any language that we know."""
    return any(word in words for words in STOP_WORDS.values())


def query_terms(text: str, *, languages: Iterable[str]) -> list[str]:
    """Return the terms of a question, once each, stemmed as documents in these languages are.

    Stop words of the question's own language go too: the "el" of a Spanish question is not that of
    El Salvador.
    """
    own = STOP_WORDS.get(detect_question_language(text), frozenset())
    terms = (
        term for language in languages for term in terms_of(text, language=language, without=own)
    )
    return list(dict.fromkeys(terms))


class _Stemmers(threading.local):
    """Snowball stemmers of one thread: they keep state and may not be shared."""

    def __init__(self) -> None:
        self._by_name: dict[str, Any] = {}

    def stem(self, words: list[str], *, language: str) -> list[str]:
        name = _STEMMERS.get(language, "english")
        if name not in self._by_name:
            import Stemmer

            self._by_name[name] = Stemmer.Stemmer(name)
        stems: list[str] = self._by_name[name].stemWords(words)
        return stems


_stemmers = _Stemmers()
