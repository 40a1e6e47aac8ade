"""How much of what a sentence says its sources say at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reader.near_words import nearness
from assistant.verification.claim import Claim, means_the_same, stem_of

# Of two words: from this cosine on one may stand for the other ("jail", "prison": 0.68).
NEAR = 0.5

# Words that share so long a beginning are forms of one: corrupt, corruption.
SHARED_BEGINNING = 5


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a sentence's content stands in its sources."""

    share: float
    """0 to 1; a near word counts in part."""
    missing: tuple[str, ...]
    """Words of the sentence that nothing in the sources comes near to."""


def coverage_of(claim: Claim, sources: Sequence[Claim]) -> Coverage:
    """Return which content words of a sentence its sources have, in any form or nearly."""
    theirs = list(dict.fromkeys(word for source in sources for word in source.content))
    stems = frozenset(stem_of(word) for word in theirs) | frozenset().union(
        *(source.stems for source in sources)
    )
    beginnings = {word[:SHARED_BEGINNING] for word in theirs if len(word) >= SHARED_BEGINNING}
    found, missing = 0.0, []
    for word in claim.content:
        if stem_of(word) in stems or word[:SHARED_BEGINNING] in beginnings:
            found += 1
            continue
        if any(means_the_same(word, other) for other in theirs):
            found += 1
            continue
        nearest = float(nearness(word, theirs).max()) if theirs else 0.0
        if nearest >= NEAR:
            found += nearest
        else:
            missing.append(word)
    total = len(claim.content)
    return Coverage(found / total if total else 1.0, tuple(missing))
