"""One word put for another in what is else the source's own sentence, or two that changed places.

A model that paraphrases changes much at once. Where nearly all is word for word, a word that stands
where the source has another is no paraphrase but a claim of its own.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from assistant.answer import Verdict
from assistant.reader.near_words import nearness
from assistant.verification.claim import Claim, means_the_same, stem_of
from assistant.verification.finding import Finding, different
from ingest.words import lexicon

# Of the words of both together: so much must be alike and in the same order.
NEARLY_THE_SAME = 0.7

# Cosine from which one word may stand for another in the same place ("jail", "prison").
SYNONYM = 0.6

# Words that carry no content of their own and still may not be exchanged.
UNITS = tuple(
    f"{unit}{ending}"
    for unit in ("hour", "day", "week", "month", "year", "decade")
    for ending in ("", "s")
)

NUMBER_WORDS = lexicon(
    "one two three four five six seven eight nine ten eleven twelve half third quarter thirds "
    "quarters"
)

# Words replaced at once; more is rewriting.
MOST_REPLACED = 2

# Rewriting moves words about; only where all else is the same have two changed places.
SAME_BUT_SWAPPED = 0.85

# How much more alike two sentences become when two of their words change places.
PLAINLY_SWAPPED = 0.08


def check_exchanged(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield words that stand in the place of others, and words that changed places."""
    for source in sources:
        matcher = SequenceMatcher(None, _stems(source.tokens), _stems(claim.tokens), autojunk=False)
        yield from _swapped(claim, source, _likeness(matcher, claim))
        if claim.order_likeness([source]) >= NEARLY_THE_SAME:
            yield from _replaced(claim, source)


def _likeness(matcher: "SequenceMatcher[str]", claim: Claim) -> float:
    """Return the share of a sentence's words and figures that its source has in the same order."""
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(1, len(claim.tokens))


def _replaced(claim: Claim, source: Claim) -> Iterator[Finding]:
    """Yield the one word that stands where the source has another, if all else is the source's."""
    matcher = SequenceMatcher(None, _stems(source.words), _stems(claim.words), autojunk=False)
    edits = []
    for operation, start, end, own_start, own_end in matcher.get_opcodes():
        theirs = [word for word in source.words[start:end] if word in source.content + UNITS]
        ours = [
            word
            for word in claim.words[own_start:own_end]
            if word in claim.content + UNITS and stem_of(word) not in source.stems
        ]
        # What is left out, moved, or a small word may be.
        if operation != "equal" and ours:
            edits.append((ours, theirs if end - start <= MOST_REPLACED else []))
    if len(edits) != 1:
        return
    ours, theirs = edits[0]
    if not theirs or len(ours) > MOST_REPLACED:
        return
    if any(means_the_same(word, other) for word in ours for other in theirs):
        return
    is_unit = any(word in UNITS for word in (*ours, *theirs))
    if is_unit or all(float(nearness(word, theirs).max()) < SYNONYM for word in ours):
        yield different(" ".join(ours), " ".join(theirs))


def _swapped(claim: Claim, source: Claim, likeness: float) -> Iterator[Finding]:
    """Yield two words of both sentences that stand in each other's place."""
    ours = {word: place for place, word in enumerate(claim.tokens)}
    places = {word: place for place, word in enumerate(source.tokens)}
    shared = [word for word in places if word in ours and _may_move(word, source)]
    for first, second in combinations(shared, 2):
        if ours[first] < ours[second] or places[first] > places[second]:
            continue
        if ours[first] - ours[second] == places[second] - places[first] == 1:
            # "The women interviewed" and "interviewed women".
            continue
        exchanged = [{first: second, second: first}.get(word, word) for word in source.tokens]
        matcher = SequenceMatcher(None, _stems(exchanged), _stems(claim.tokens), autojunk=False)
        if _likeness(matcher, claim) >= max(SAME_BUT_SWAPPED, likeness + PLAINLY_SWAPPED):
            reason = f"“{first}” and “{second}” have changed places"
            yield Finding(Verdict.CONTRADICTED, reason)
            return


def _may_move(word: str, source: Claim) -> bool:
    """Tell whether a word or figure says something by where it stands."""
    return word[0].isdigit() or word in NUMBER_WORDS or word in source.content


def _stems(words: Sequence[str]) -> list[str]:
    return [stem_of(word) for word in words]
