"""The default composer: an answer made of sentences of the documents, word for word.

Nothing leaves the machine and nothing can be misquoted; what remains to decide is which sentences,
how many, and in which order.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Evidence
from assistant.citation import shown
from assistant.composer import Statement
from assistant.material import Material
from ingest.document import SentenceKind
from ingest.words import folded, folded_words

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

_WIDE = re.compile(
    r"\b(?:summari[sz]\w*|summary|overview|brief me|main (?:points?|arguments?|findings?|claims?)|"
    r"list (?:the|all|every)|compare|comparison (?:of|between)|differences? between|differ|"
    r"recommend(?:s|ations?)?|resum(?:e|ir|en|o|a)|comparar?|diferencas? entre|diferencias? entre|"
    r"recomenda\w*|recomiend\w+)\b"
)


class QuotingComposer:
    """A `Composer` that quotes."""

    model_name = "quoting"

    def compose(self, material: Material) -> Iterator[Statement]:
        """Yield the best sentence first, then what else is worth it in the order of the text."""
        wide = is_wide(material.question.text)
        worth = WORTH_QUOTING_WIDE if wide else WORTH_QUOTING
        if material.evidence[0].passage.kind is SentenceKind.ABOUT:
            # What a document says of itself is little, and all of it may be what is meant.
            worth = 0.0
        limit = MAX_WORDS_WIDE if wide else MAX_WORDS
        for one in choose(material.evidence, max_words=limit, worth=worth):
            yield Statement(shown(one.text), (one,))


def is_wide(question: str) -> bool:
    """Tell whether a question asks for several things: a summary, a list, a comparison."""
    return _WIDE.search(folded(question)) is not None


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
    chosen = [best]
    left = max_words - len(best.text.split())
    for candidate in evidence[1:]:
        if candidate.score < worth * best.score:
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
