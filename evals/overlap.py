"""How much of the text that was found is gold, word by word.

Definitions: B. Smith and A. Troynikov, "Evaluating Chunking Strategies for Retrieval", Chroma
technical report, 2024: with E the words of the gold and R those retrieved, recall is |E and R| /
|E|, precision |E and R| / |R|, and IoU |E and R| / |E or R|. A word found twice counts once.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from assistant.answer import Answer
from evals.case import Case
from evals.score import Score

# As many sentences as a reader is likely to look at.
FIRST = 5

_WORD = re.compile(r"\S+")

Word = tuple[str, int]
"""A document and where in it a word begins."""

Place = tuple[str, int, int]
"""A document, and offsets into its text, end exclusive."""


class Overlap(StrEnum):
    """What the words that both have are a share of."""

    RECALL = "recall"
    PRECISION = "precision"
    IOU = "iou"


def evidence_words(
    case: Case, answer: Answer, texts: Mapping[str, str], *, share: Overlap
) -> Score:
    """Return a share of the words of gold and of the first five sentences of evidence.

    Unscored for a case without gold.
    """
    name = f"evidence_word_{share}"
    if not case.gold:
        return Score(name, None, "the case has no gold to find")
    gold = _words(((one.document, one.start, one.end) for one in case.gold), texts)
    places = ((one.passage.doc_id, one.start, one.end) for one in answer.evidence[:FIRST])
    found = _words(places, texts)
    both = len(gold & found)
    whole = {
        Overlap.RECALL: len(gold),
        Overlap.PRECISION: len(found),
        Overlap.IOU: len(gold | found),
    }[share]
    value = both / whole if whole else 0.0
    return Score(name, value, f"{both} words of {whole}")


def _words(places: Iterable[Place], texts: Mapping[str, str]) -> set[Word]:
    """Return the words that lie in a place, or half in it."""
    words: set[Word] = set()
    for doc_id, start, end in places:
        text = texts.get(doc_id, "")
        begin = start
        while begin > 0 and not text[begin - 1].isspace():
            begin -= 1
        words |= {(doc_id, found.start()) for found in _WORD.finditer(text, begin, end)}
    return words
