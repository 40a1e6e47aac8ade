"""Which of the sentences found are worth quoting."""

from collections.abc import Sequence
from itertools import takewhile

from assistant.answer import Evidence
from assistant.material import Material
from ingest.document import SentenceKind
from ingest.words import folded_words

# An answer that is read at a glance; our evaluation takes 90 words as its limit.
MAX_WORDS = 85

# A summary, a list or a comparison needs more; the limit there is 220 words.
MAX_WORDS_WIDE = 200

# Below this share of the best sentence's score a sentence rarely adds to the answer. On the `tune`
# split 0.7 against 0.5 takes citation precision from 0.23 to 0.37 and accuracy from 0.68 to 0.65.
WORTH_QUOTING = 0.7

# Where several things are asked for, the later ones are less like the question.
WORTH_QUOTING_WIDE = 0.5

# Two sentences that share so many of their words say the same (two briefs on one event, say).
SAME_SENTENCE = 0.8


def choose(evidence: Sequence[Evidence], *, max_words: int, worth: float) -> list[Evidence]:
    """Return the sentences to quote: as many good ones as fit, none twice.

    The first is the best, whatever its length; the others stand in the order of their documents.

    Args:
        evidence: best first.
        max_words: of all sentences together.
        worth: share of the best score that a sentence needs, 0 to 1.

    """
    if not evidence:
        return []
    best = evidence[0]
    good = takewhile(lambda one: one.score >= worth * best.score, evidence[1:])
    return fill(best, list(good), max_words=max_words)


def fill(best: Evidence, others: Sequence[Evidence], *, max_words: int) -> list[Evidence]:
    """Return the best sentence and those of the others that fit, in the order of their documents.

    Args:
        best: stands first, whatever its length.
        others: what is wanted most comes first.
        max_words: of all sentences together.

    """
    kept: list[Evidence] = []
    left = max_words - len(best.text.split())
    for one in others:
        words = len(one.text.split())
        if words <= left and not any(says_the_same(one, other) for other in (best, *kept)):
            kept.append(one)
            left -= words
    return [best, *in_order(kept, first=best.passage.doc_id)]


def in_order(evidence: Sequence[Evidence], *, first: str) -> list[Evidence]:
    """Return sentences in the order of their documents, those of the document `first` before."""
    return sorted(
        evidence, key=lambda one: (one.passage.doc_id != first, one.passage.doc_id, one.start)
    )


def says_the_same(left: Evidence, right: Evidence) -> bool:
    """Tell whether two sentences share so many of their words that one of them is enough."""
    one, other = set(folded_words(left.text)), set(folded_words(right.text))
    return len(one & other) >= SAME_SENTENCE * max(1, min(len(one), len(other)))


def worth_quoting(material: Material, *, wide: bool) -> float:
    """Return the share of the best score that a further sentence needs for being quoted."""
    if material.evidence[0].passage.kind is SentenceKind.ABOUT:
        # What a document says of itself is little, and all of it may be what is meant.
        return 0.0
    return WORTH_QUOTING_WIDE if wide else WORTH_QUOTING
