"""The default composer: an answer made of sentences of the documents, word for word.

Nothing leaves the machine and nothing can be misquoted; what remains to decide is which sentences,
how many, and in which order.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Evidence
from assistant.composer import Statement
from ingest.words import folded, folded_words

# An answer that is read at a glance; our evaluation takes 90 words as its limit.
MAX_WORDS = 85

# A summary, a list or a comparison needs more; the limit there is 220 words.
MAX_WORDS_WIDE = 200

# Below this share of the best sentence's score a sentence rarely adds to the answer.
WORTH_QUOTING = 0.55

# Two sentences that share so many of their words say the same (two briefs on one event, say).
SAME_SENTENCE = 0.8

_WIDE = re.compile(
    r"\b(?:summari[sz]\w*|summary|overview|brief me|main (?:points?|arguments?|findings?)|list|"
    r"which (?:countries|politicians|leaders|parties|groups|measures|recommendations)|"
    r"what are|what were|compare\w*|comparison|differ\w*|versus|both|all the|recommend\w*|"
    r"resum\w+|cuales son|compar\w+|diferenci\w+|recomend\w+|quais sao|diferenc\w+)\b"
)


class QuotingComposer:
    """A `Composer` that quotes."""

    model_name = "quoting"

    def compose(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Statement]:
        """Yield the best sentence first, then what else is worth it in the order of the text."""
        for chosen in choose(evidence, max_words=word_limit(question)):
            yield Statement(" ".join(chosen.text.split()), (chosen,))


def word_limit(question: str) -> int:
    """Return how many words an answer to this question may have."""
    return MAX_WORDS_WIDE if _WIDE.search(folded(question)) else MAX_WORDS


def choose(evidence: Sequence[Evidence], *, max_words: int) -> list[Evidence]:
    """Return the sentences to quote: as many good ones as fit, none twice.

    The first is the best, whatever its length; the others stand in the order of their documents.
    """
    if not evidence:
        return []
    best = evidence[0]
    chosen = [best]
    left = max_words - len(best.text.split())
    for candidate in evidence[1:]:
        if candidate.score < WORTH_QUOTING * best.score:
            break
        words = len(candidate.text.split())
        if words <= left and not any(_says_the_same(candidate, one) for one in chosen):
            chosen.append(candidate)
            left -= words
    rest = sorted(
        chosen[1:],
        key=lambda one: (one.passage.doc_id != best.passage.doc_id, one.passage.doc_id, one.start),
    )
    return [best, *rest]


def _says_the_same(left: Evidence, right: Evidence) -> bool:
    one, other = set(folded_words(left.text)), set(folded_words(right.text))
    return len(one & other) >= SAME_SENTENCE * max(1, min(len(one), len(other)))
