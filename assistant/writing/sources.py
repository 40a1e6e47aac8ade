"""The numbered sentences that a chat model is given to write from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assistant.answer import Account, Evidence
from assistant.composer import Statement
from assistant.material import Material
from assistant.quoting.surroundings import evidence_at, place_of

# The best sentences found, besides those that quoting would show. More cost tokens and distract
# (arXiv 2307.03172), fewer leave out what the second-best passage says.
BEST = 10

# Of all sentences together: what a small local model can hold besides the rules and its answer.
MOST_WORDS = 900


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence as the model is given it."""

    number: int
    """From 1, in the order of the documents."""
    evidence: Evidence
    title: str
    """Of its document."""


def sources_of(material: Material, quoted: Iterable[Statement | Account]) -> tuple[Source, ...]:
    """Return what quoting would show, the best that was found and what stands before each.

    Args:
        material: what was found.
        quoted: the answer in quotes: it covers lists and summaries as the search alone does not.

    """
    supports = [support for one in quoted if isinstance(one, Statement) for support in one.supports]
    chosen: dict[tuple[str, int], Evidence] = {}
    words = 0
    for one in _in_order_of_worth(material, supports):
        place = (one.passage.doc_id, one.start)
        words += 0 if place in chosen else len(one.text.split())
        if words > MOST_WORDS and chosen:
            break
        chosen.setdefault(place, one)
    ordered = sorted(chosen.values(), key=lambda one: (one.passage.doc_id, one.start))
    return tuple(
        Source(number, one, material.snapshot.document(one.passage.doc_id).document.title)
        for number, one in enumerate(ordered, start=1)
    )


def _in_order_of_worth(material: Material, supports: list[Evidence]) -> Iterator[Evidence]:
    yield from supports
    best = material.evidence[:BEST]
    yield from best
    for part in material.parts:
        yield from part.evidence[: BEST // 2]
    # A pronoun or "however" is understood from the sentence before.
    for one in (*supports, *best):
        before = place_of(one, material.snapshot).before()
        if before is not None:
            yield replace(evidence_at(before, material.snapshot, like=one), probability=None)
