"""What documents say against each other: pairs of sentences, one from each of two documents."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from assistant.answer import Evidence, Verdict
from assistant.material import Material
from assistant.names import names_in
from assistant.nearby import ids_nearby
from assistant.quoting.clash import OPPOSED, strength
from assistant.quoting.pool import Pooled, pool
from assistant.topic import is_sentence_about
from assistant.verification.verification import verify
from ingest.words import folded

# Pairs that are told; more are no answer any more.
MOST_PAIRS = 3

# Sentences of two documents less alike than that are about different things.
LEAST_ALIKE = 0.45
# Of the pairs that are most alike: as many are looked at closely.
LOOKED_AT = 400
# Sentences of a document that are compared with those of others, the first ones of its text.
MOST_SENTENCES = 3_000


def disagreements(material: Material) -> list[tuple[Evidence, Evidence]]:
    """Return the pairs that most surely contradict each other, the surest first.

    About the topic of the question, where it names one. None where there is only one document.
    """
    doc_ids = ids_nearby(material.evidence, material.snapshot)
    sentences = [_about(material, doc_id) for doc_id in doc_ids]
    pairs = sorted(_alike(sentences), key=lambda pair: -pair[0])[:LOOKED_AT]
    valued = [
        (alike * surely, left.evidence, right.evidence)
        for alike, left, right in pairs
        if (surely := strength(left.evidence, right.evidence)) >= OPPOSED
        and _contradict(left.evidence.text, right.evidence.text)
    ]
    chosen: list[tuple[Evidence, Evidence]] = []
    for _, left, right in sorted(valued, key=lambda one: -one[0]):
        told = [one for pair in chosen for one in pair]
        if left not in told and right not in told and len(chosen) < MOST_PAIRS:
            chosen.append((left, right))
    return chosen


def _contradict(left: str, right: str) -> bool:
    """Tell whether two sentences cannot both be right.

    Two texts on one subject say most things in other words, one with a "not" and one without: what
    checks a chat model's sentences knows these better than signs of a contradiction do.
    """
    if not _of_the_same(left, right):
        return False
    verdicts = (verify(left, [right]), verify(right, [left]))
    return all(one.verdict is Verdict.CONTRADICTED for one in verdicts)


def _of_the_same(left: str, right: str) -> bool:
    """Tell whether two sentences name somebody or something in common, or nobody at all."""
    ours, theirs = ({folded(name.text) for name in names_in(text)} for text in (left, right))
    return not ours ^ theirs or bool(ours & theirs)


def _about(material: Material, doc_id: str) -> list[Pooled]:
    """Return a document's sentences about the topic, or all of them."""
    sentences = pool(material, [doc_id])[:MOST_SENTENCES]
    topic = material.question.topic
    if not topic:
        return sentences
    headed = [is_sentence_about(topic, " ".join(one.heading_path)) for one in sentences]
    return [
        one
        for one, under in zip(sentences, headed, strict=True)
        if under or is_sentence_about(topic, one.evidence.text)
    ]


def _alike(documents: Sequence[Sequence[Pooled]]) -> Iterator[tuple[float, Pooled, Pooled]]:
    """Yield the pairs of sentences from two documents whose vectors are near, with how near."""
    for ours, theirs in combinations([one for one in documents if one], 2):
        likeness = (
            np.stack([one.vector for one in ours]) @ np.stack([one.vector for one in theirs]).T
        )
        for left, right in np.argwhere(likeness >= LEAST_ALIKE):
            yield float(likeness[left, right]), ours[left], theirs[right]
