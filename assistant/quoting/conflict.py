"""Both sides of a contradiction: what a text says, and what it or another says against it."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.answer import Evidence
from assistant.composer import Statement
from assistant.material import Material
from assistant.quoting.choice import (
    MAX_WORDS_WIDE,
    WORTH_QUOTING,
    choose,
    in_order,
    unsaid,
)
from assistant.quoting.clash import strength
from assistant.quoting.speaking import led_by_titles
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import evidence_at, place_of
from ingest.words import folded

# Sentences looked at for contradictions; further down they are about something else.
NEAR = 24

# A sentence that speaks of a contradiction says more than two that may contradict: it is taken
# unless it fits the question less than half as well as they do.
SAYS_SO_WORTH = 0.5

_SAYS_SO = re.compile(
    r"\b(?:contradict\w*|inconsisten\w*|discrepan\w*|incompatible|at odds with|misprint|"
    r"does not (?:follow|match|agree|say whether|reconcile|explain)|without (?:reconciling|"
    r"explaining|saying|drawing a distinction)|(?:in|some) tension|sits uneasily|elsewhere|"
    r"contradi(?:ce|z|ccion|cao|torio)\w*|discrepancia|inconsistencia)\b"
)


def compose_conflict(material: Material) -> Iterator[Statement]:
    """Yield both sides of what contradicts itself, in the order of the documents.

    Asked about several documents, what these say against each other is set side by side. Where no
    two sentences contradict each other the nearest are quoted.
    """
    if material.against:
        words = MAX_WORDS_WIDE // len(material.against)
        for pair in material.against:
            said = with_subjects(pair, material.snapshot, max_words=words)
            yield from led_by_titles(said, material.snapshot)
        return
    near = material.evidence[:NEAR]
    chosen = _contradiction(near, material) or choose(
        near, max_words=MAX_WORDS_WIDE, worth=WORTH_QUOTING
    )
    ordered = in_order(chosen, first=chosen[0].passage.doc_id)
    yield from with_subjects(ordered, material.snapshot, max_words=MAX_WORDS_WIDE)


def _contradiction(near: Sequence[Evidence], material: Material) -> list[Evidence]:
    """Return the sentences of the strongest contradiction, or none."""
    # Asked about a topic, what is said of other contradictions is of no use.
    floor = WORTH_QUOTING * near[0].score if material.question.topic else -math.inf
    told = [one for one in near if one.score >= floor and _SAYS_SO.search(folded(one.text))]
    found: tuple[Evidence, ...] = ()
    surest = 0.0
    best = near[0].score or 1.0
    for left, right in combinations(near, 2):
        value = strength(left, right) * (left.score + right.score) / (2 * best)
        if value > surest:
            found, surest = (left, right), value
    if told and told[0].score >= SAYS_SO_WORTH * surest * best:
        return _told(told, near, material)
    return list(found)


def _told(told: Sequence[Evidence], near: Sequence[Evidence], material: Material) -> list[Evidence]:
    """Return what speaks of a contradiction, with what it speaks of: the sentence before it."""
    chosen: list[Evidence] = []
    for one in (near[0], *told[:2]):
        before = place_of(one, material.snapshot).before() if one in told else None
        if before:
            chosen.append(evidence_at(before, material.snapshot, like=one))
        chosen.append(one)
    return unsaid(dict.fromkeys(chosen), (), max_words=MAX_WORDS_WIDE)
