"""Several questions asked in one, told apart by their question words."""

import re

from assistant.answer import Turn
from assistant.conversation import make_standalone
from assistant.names import names_in
from assistant.wording import AUXILIARY, QUESTION_WORDS
from ingest.terms import is_stop_word
from ingest.words import folded

# Fewer words are no question of their own: "Did it rise, and why?".
MIN_WORDS = 3

# Behind a question mark two may be: "And Peru?".
MIN_WORDS_AFTER_MARK = 2

# More than these are a questionnaire; what is beyond stays with the last.
MAX_QUESTIONS = 4

_AUXILIARY = rf"{AUXILIARY}(?:n[’']t)?"
_ASKING = (
    r"(?:who|whom|whose|what|which|when|where|why|how|(?:since|until|by|in|to|for|at|of|on) "
    r"(?:what|which|whom|when))"
)
# Without their accents most of these words join clauses ("y que", "e como") and ask nothing.
_ASKING_ES = (
    r"(?:(?:en |de |a |por |con |para |desde )?"
    r"(?:qué|quién(?:es)?|cuándo|cuánt[oa]s?|dónde|cómo|cuál(?:es)?)|por que)"
)
_ASKING_PT = (
    r"(?:(?:em |de |a |por |com |para |desde )?(?:quem|quando|quant[oa]s?|onde|qual|quais)|"
    r"por que|por quê|o que|em que)"
)
_BOUNDARY = re.compile(
    # A question mark, then another question; what stands between them belongs to the second.
    r"(?<=\?)\s+(?=\S)|"
    # "..., and do the authors agree?": the comma keeps out "is it legal and is known".
    rf",?\s+(?:and|but)\s+(?:also\s+)?(?={_ASKING}\s)|,\s+(?:and|but|or)\s+(?={_AUXILIARY}\s)|"
    rf",?\s+(?:y|e|pero)\s+(?={_ASKING_ES}\s)|,?\s+(?:e|mas)\s+(?={_ASKING_PT}\s)",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(r"^[\s,;¿¡]*(?:(?:and|but|also|or|y|e|pero|mas)\s+(?=\w+\s))?", re.IGNORECASE)
_POINTING = re.compile(
    r"\b(?:he|she|they|him|her|them|his|hers|their|theirs|it|its|this|that|these|those|ella|ellos|"
    r"ellas|eso|esto|sus?|ele|ela|eles|elas|isso|isto|seus?|suas?)\b"
)
_WORD = re.compile(r"[^\W_]+")


def questions_in(text: str) -> tuple[str, ...]:
    """Return the questions of a text, two or more that each stand alone, or none.

    What a later question points back to, or leaves out, is added from the first one in brackets,
    as `make_standalone` does for a conversation.
    """
    pieces = [_as_question(_LEAD_IN.sub("", piece)) for piece in _pieces(text)]
    if len(pieces) < 2:
        return ()
    return (pieces[0], *(_standalone(piece, pieces[0]) for piece in pieces[1:]))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    begin = 0
    for match in _BOUNDARY.finditer(text):
        if len(pieces) < MAX_QUESTIONS - 1 and _separates(text, begin, match):
            pieces.append(text[begin : match.start()])
            begin = match.end()
    return [*pieces, text[begin:]]


def _separates(text: str, begin: int, boundary: re.Match[str]) -> bool:
    """Tell whether two questions meet here, rather than two clauses of one."""
    following = _BOUNDARY.search(text, boundary.end() + 1)
    end = following.start() if following else len(text)
    before = _WORD.findall(folded(text[begin : boundary.start()]))
    after = _WORD.findall(folded(_LEAD_IN.sub("", text[boundary.end() : end])))
    marked = boundary.group().isspace()
    if len(before) < MIN_WORDS or len(after) < (MIN_WORDS_AFTER_MARK if marked else MIN_WORDS):
        return False
    # "where and how people live": nothing was asked yet.
    if not marked and before[-1] in QUESTION_WORDS:
        return False
    # A second clause may hang on the same word as the first: "people who left and who stayed".
    return marked or not (after[0] in QUESTION_WORDS and after[0] in before[1:])


def _as_question(piece: str) -> str:
    piece = piece.strip(" ,;").rstrip("?.! ")
    return f"{piece[:1].upper()}{piece[1:]}?"


def _standalone(question: str, first: str) -> str:
    led_in = f"And {question[:1].lower()}{question[1:]}"
    exchanged = make_standalone(led_in, [Turn("user", first)])
    if led_in.rstrip("?") not in exchanged.question:
        return exchanged.text
    if names_in(question) and not _POINTING.search(folded(question)):
        return question
    said = set(_WORD.findall(folded(question)))
    words = (
        word
        for word in _WORD.findall(first)
        if folded(word) not in said and not is_stop_word(folded(word))
    )
    context = " ".join(dict.fromkeys(words))
    return f"{question} ({context})" if context else question
