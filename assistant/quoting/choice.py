"""Which of the sentences found are worth quoting."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

from assistant.answer import Evidence
from assistant.material import Material
from assistant.quoting.figures import clashing_units
from assistant.quoting.likeness import says_the_same
from ingest.document import SentenceKind

# An answer that is read at a glance; our evaluation takes 90 words as its limit.
MAX_WORDS = 85

# A summary, a list or a comparison needs more; the limit there is 220 words.
MAX_WORDS_WIDE = 200

# Below this share of the best sentence's score a sentence rarely adds to the answer. On the tuning
# questions, of both languages, in other words, about briefs and ours, 0.75 against 0.7 takes the
# share of quoted sentences that answer from 53 to 58 %, and the questions of which one is quoted
# from 87 to 86 %.
WORTH_QUOTING = 0.75

# Of the reader's probability for the best sentence's passage: what is only on the subject has less.
# A fourth instead of a tenth loses 1 % of the answers.
READ_SHARE = 0.1

# Where several things are asked for, the later ones are less like the question.
WORTH_QUOTING_WIDE = 0.5


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
    kept = unsaid(others, (best,), max_words=max_words - word_count(best))
    return [best, *in_order(kept, first=best.passage.doc_id)]


def unsaid(
    wanted: Iterable[Evidence], said: Sequence[Evidence], *, max_words: int
) -> list[Evidence]:
    """Return the sentences, in their order, that add to what is said, as many as fit.

    Args:
        wanted: what is wanted most comes first.
        said: sentences that are quoted in any case.
        max_words: of the sentences returned, together.

    """
    kept: list[Evidence] = []
    left = max_words
    for one in wanted:
        words = word_count(one)
        if words <= left and is_new(one, (*said, *kept)):
            kept.append(one)
            left -= words
    return kept


def is_new(one: Evidence, said: Sequence[Evidence]) -> bool:
    """Tell whether none of the other sentences says the same: in other figures it is new."""
    return not any(
        says_the_same(one.text, other.text) and not clashing_units(one.text, other.text)
        for other in said
    )


def word_count(one: Evidence) -> int:
    """Return the length of a sentence in words, as all limits are counted."""
    return len(one.text.split())


def in_order(evidence: Sequence[Evidence], *, first: str) -> list[Evidence]:
    """Return sentences in the order of their documents, those of the document `first` before."""
    return sorted(
        evidence, key=lambda one: (one.passage.doc_id != first, one.passage.doc_id, one.start)
    )


def worth_quoting(material: Material, *, wide: bool) -> float:
    """Return the share of the best score that a further sentence needs for being quoted."""
    if material.evidence[0].passage.kind is SentenceKind.ABOUT:
        # What a document says of itself is little, and all of it may be what is meant.
        return 0.0
    return WORTH_QUOTING_WIDE if wide else WORTH_QUOTING


def is_read_as_well(one: Evidence, best: Evidence) -> bool:
    """Tell whether a reader finds a sentence's passage as likely to answer as the best one's.

    A sentence of the same passage always is, and every sentence where no reader says.
    """
    if one.probability is None or best.probability is None or one.passage == best.passage:
        return True
    return one.probability >= READ_SHARE * best.probability
