"""How long a reader wants a summary to be."""

import re
from dataclasses import dataclass

from ingest.words import folded

_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "one a an un una uno um uma",
            "two dos dois duas",
            "three tres",
            "four cuatro quatro",
            "five cinco",
            "six seis",
            "seven siete sete",
            "eight ocho oito",
            "nine nueve nove",
            "ten diez dez",
        ),
        start=1,
    )
    for word in words.split()
}
# "A few sentences", "in brief lines".
A_FEW = 4

_COUNT = (
    rf"(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)}|(?:a )?few|a couple of|pocas|poucas|unas|algumas)"
)
_SENTENCES = re.compile(
    rf"\b{_COUNT} (?!few|couple)(?:\w+ )?(?:sentences?|lines?|points?|bullets?|bullet points?|"
    r"frases?|oraciones|oracion|lineas?|linhas?|puntos?|pontos?)\b"
)
_WORDS = re.compile(r"\b(?P<count>\d{1,4}) (?:words?|palabras?|palavras?)\b")
_NO_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class WishedLength:
    """Upper limits; far beyond any answer where the question sets none."""

    words: int = _NO_LIMIT
    sentences: int = _NO_LIMIT


def wished_length(question: str) -> WishedLength:
    """Return how many words and sentences a question asks for, as "in three sentences" does."""
    asked = folded(question)
    words, sentences = _WORDS.search(asked), _SENTENCES.search(asked)
    return WishedLength(
        words=max(1, int(words.group("count"))) if words else _NO_LIMIT,
        sentences=max(1, _number(sentences.group("count"))) if sentences else _NO_LIMIT,
    )


def _number(count: str) -> int:
    return int(count) if count.isdigit() else _COUNTS.get(count, A_FEW)
