"""The answer to a question for one thing: the exact words first, then their sentence."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.answer import Evidence
from assistant.citation import shown
from assistant.composer import Statement
from assistant.glance.counting import ABOUT, NUMBER
from assistant.material import ExactAnswer, Material
from assistant.names import is_known, is_mentioned, names_in, numbers_in
from assistant.question import QuestionKind
from assistant.quoting.choice import MAX_WORDS, fill, is_read_as_well, worth_quoting
from assistant.quoting.dangling import goes_on, missing_subject
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import place_of, stands_at
from assistant.quoting.title import headed_by
from assistant.wording import AUXILIARY, QUESTION_WORDS
from ingest.words import folded, folded_words, lexicon

# A longer answer is read as fast in its sentence.
LONGEST_SHORT_ANSWER = 12

# A sentence of so many words is read at a glance itself.
SHORT_SENTENCE = 8

# An answer that is most of its sentence would be said twice.
MOST_OF_SENTENCE = 0.6

# Of a list the exact answer is one member, of a reason or a definition a part.
ANSWERED_SHORTLY = frozenset({QuestionKind.FACT})

# "How popular is he?" asks for a measure, and the adjective alone is none.
_ASKS_DEGREE = re.compile(
    rf"\bhow (?!{AUXILIARY}\b|(?:many|much|long|often|come|exactly|else|to)\b)\w+ {AUXILIARY}\b"
)
# "What did she do?" asks for a deed, and the words that a reader marks are seldom one.
_ASKS_DEED = re.compile(rf"\bwhat {AUXILIARY} .*\b(?:do|done|doing)\W*$")
# Of two that are named together one figure would tell but half.
_TOGETHER = re.compile(r"\s(?:and|y|e)\s(?:the\s|in\s|el\s|la\s|o\s|a\s|en\s|em\s)?")
_OPENS_YES_NO = re.compile(rf"\W*(?:(?:and|but|so) )?{AUXILIARY}(?:n['’]t)?\b")
_ALTERNATIVE = re.compile(r"\b(?:or|o|ou)\b")
# A sentence with such a word may speak of somebody who was named before it.
_STANDS_IN = lexicon("he she him her his hers ella ele ela dele dela")
_CLOSED_BY = {")": "(", "]": "[", "”": "“", "»": "«"}


def compose_fact(material: Material, *, beside: Sequence[Evidence] = ()) -> Iterator[Statement]:
    """Yield the exact answer where there is one, its sentence, and what else is worth quoting.

    Sentences `beside` the best one come before others where there is not room for all.
    """
    short = short_answer(material)
    if short is not None:
        yield short
    left = MAX_WORDS - (len(short.text.split()) if short else 0)
    best = material.evidence[0]
    worth = worth_quoting(material, wide=False) * best.score
    good = takewhile(lambda one: one.score >= worth, material.evidence[1:])
    others = [one for one in good if is_read_as_well(one, best)]
    first = [*headed_by(best, material), *beside]
    chosen = fill(best, [*first, *_following(others, best, material)], max_words=left)
    yield from with_subjects(chosen, material.snapshot, max_words=left)


def _following(
    others: Sequence[Evidence], best: Evidence, material: Material
) -> Iterator[Evidence]:
    """Yield the sentences that stand alone or go on from one that is quoted before them."""
    quoted = [best]
    for one in others:
        if goes_on(one.text):
            before = place_of(one, material.snapshot).before()
            if before is None or not any(stands_at(other, before) for other in quoted):
                continue
        quoted.append(one)
        yield one


def short_answer(material: Material) -> Statement | None:
    """Return the exact answer as a statement, or None where its sentence had better stand alone.

    It is what the document says, word for word, but for a capital and a full stop.
    """
    exact = material.exact
    asked = material.question
    if exact is None or asked.kind not in ANSWERED_SHORTLY or is_yes_no(asked.text):
        return None
    words = _trimmed(shown(_with_measure(exact)))
    length = len(words.split())
    of_sentence = len(exact.evidence.text.split())
    if not words or length > min(LONGEST_SHORT_ANSWER, MOST_OF_SENTENCE * of_sentence):
        return None
    if of_sentence <= SHORT_SENTENCE or _says_nothing(words, exact, asked.text):
        return None
    if _names_two_together(asked.text):
        return None
    if _is_of_another(exact.evidence, material):
        return None
    return Statement(f"{words[0].upper()}{words[1:]}.", (exact.evidence,))


def _with_measure(exact: ExactAnswer) -> str:
    """Return the exact words with the unit of their number, and how exact it is.

    The "92" of "over 92 people" and the "147" of "147 percent" would say something else.
    """
    sentence = exact.evidence.text
    start, end = (at - exact.evidence.start for at in (exact.start, exact.end))
    for number in NUMBER.finditer(sentence):
        if number.start() < end and start < number.end():
            start, end = min(start, number.start()), max(end, number.end())
    about = ABOUT.search(sentence[:start]) if NUMBER.match(sentence, start) else None
    return sentence[about.start() if about else start : end]


def _names_two_together(question: str) -> bool:
    """Tell whether a question asks the same of two that it names: "in Brazil and Bolivia"."""
    names = names_in(question)
    return any(
        _TOGETHER.fullmatch(question[one.end : other.start]) for one, other in pairwise(names)
    )


def _says_nothing(words: str, exact: ExactAnswer, question: str) -> bool:
    """Tell whether words are no answer by themselves.

    They are none where they only spell out an acronym of the question, no deed, and no degree
    where they hold no number.
    """
    if _ASKS_DEED.search(folded(question)):
        return True
    spelled_out = re.match(r"\W{1,2}([A-Z]{2,8})\)", exact.evidence.text.partition(words)[2])
    if spelled_out and spelled_out[1] in question:
        return True
    return _ASKS_DEGREE.search(folded(question)) is not None and not numbers_in(words)


def _is_of_another(evidence: Evidence, material: Material) -> bool:
    """Tell whether a sentence names none of what the question is about, nor stands in for it.

    "Judges aged 60 or over had to retire" does not tell how old the president is. Names that the
    documents do not write, as those of another language, are no reason.
    """
    snapshot = material.snapshot
    asked = [
        name.text
        for name in names_in(material.question.text)
        if is_mentioned(name.text, snapshot.vocabulary)
    ]
    said = folded_words(evidence.text)
    language = snapshot.document(evidence.passage.doc_id).document.language
    points_back = missing_subject(evidence.text, language=language) is not None
    if not asked or points_back or not _STANDS_IN.isdisjoint(said):
        return False
    return not any(is_known(name, vocabulary=set(said), name_words=()) for name in asked)


def is_yes_no(question: str) -> bool:
    """Tell whether a question asks only whether something is so, in English, Spanish, Portuguese.

    "Is it Mexico or Chile?" asks for more. Without an auxiliary verb at its beginning only a mark
    tells a question of the other languages from a search for words ("number of hitmen").
    """
    text = folded(question)
    if _ALTERNATIVE.search(text):
        return False
    if _OPENS_YES_NO.match(text):
        return True
    return text.rstrip().endswith("?") and QUESTION_WORDS.isdisjoint(folded_words(question))


def _trimmed(words: str) -> str:
    """Return words without the punctuation around them; brackets and quotes go only in pairs."""
    words = words.strip(" \t,;:.!?*_—–-")
    if words[:1] in ('"', "'", "‘", "“") and words.count(words[0]) == 1 and words[-1] not in "”’":
        words = words[1:]
    last = words[-1:]
    opening = _CLOSED_BY.get(last)
    if (opening and opening not in words) or (last == '"' and words.count('"') == 1):
        words = words[:-1]
    return words.rstrip(" ,;:.")
