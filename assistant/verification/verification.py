"""Whether the sentences that a sentence cites bear it out: rules, no language model.

A model's prose is checked for what readers are misled by: another figure, date or name, a "not" too
many or too few, "may" become "is", an opinion become a fact, and what no source says at all. Each
check is blunt by itself; a sentence is supported if none of them has anything against it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Verdict
from assistant.gloss import language_of
from assistant.query import READ_LANGUAGE
from assistant.verification.attribution import check_attribution
from assistant.verification.claim import Claim
from assistant.verification.clauses import clauses_of
from assistant.verification.comparing import check_compared
from assistant.verification.coverage import Coverage, coverage_of
from assistant.verification.exchange import check_exchanged
from assistant.verification.figures import check_dates, check_figures
from assistant.verification.finding import Finding
from assistant.verification.modality import check_modality, check_quantifiers
from assistant.verification.names import check_names
from assistant.verification.polarity import check_negation, check_opposites

# Of a sentence's content words: below the first, its sources do not say it; below the second, they
# do not say all of it.
UNSUPPORTED_BELOW = 0.35
PARTLY_BELOW = 0.5

# A clause of fewer words of its own is a turn of phrase.
FEWEST_WORDS = 3

# Words that a reason names.
MOST_NAMED = 5

# Of a second opinion that is configured.
SCORED_UNSUPPORTED_BELOW = 0.2

_WORST_FIRST = (Verdict.CONTRADICTED, Verdict.UNSUPPORTED, Verdict.PARTLY)


class SupportScorer(Protocol):
    """A second opinion, such as a cross-encoder for natural language inference."""

    def support(self, sentence: str, sources: str) -> float:
        """Return how likely the sources bear a sentence out, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a sentence came to."""

    verdict: Verdict
    reason: str
    """Empty only where it is supported."""


def verify(
    sentence: str,
    cited: Sequence[str],
    *,
    nearby: Sequence[str] = (),
    scorer: SupportScorer | None = None,
) -> Verified:
    """Return whether a sentence is borne out by the sentences that it cites.

    Args:
        sentence: without its markers.
        cited: the sentences that it cites, word for word.
        nearby: other sentences of the same sources, named in a reason where they say it.
        scorer: a second opinion, asked only where the rules have nothing against the sentence.

    """
    if not cited:
        return Verified(Verdict.UNSUPPORTED, "cites no source")
    claim, sources = Claim(sentence), [Claim(text) for text in cited]
    findings = list(_findings(claim, sources, nearby))
    for verdict in _WORST_FIRST:
        found = next((one for one in findings if one.verdict is verdict), None)
        if found is not None:
            return Verified(verdict, found.reason)
    if scorer is not None and scorer.support(sentence, " ".join(cited)) < SCORED_UNSUPPORTED_BELOW:
        return Verified(Verdict.UNSUPPORTED, "the configured model finds no support for it")
    return Verified(Verdict.SUPPORTED, "")


def _findings(claim: Claim, sources: Sequence[Claim], nearby: Sequence[str]) -> Iterator[Finding]:
    yield from check_figures(claim, sources)
    yield from check_dates(claim, sources)
    yield from check_names(claim, sources, nearby=nearby)
    if any(language_of(one.text) != READ_LANGUAGE for one in (claim, *sources)):
        # The other checks know the words of one language.
        return
    yield from check_exchanged(claim, sources)
    yield from check_compared(claim, sources)
    yield from check_negation(claim, sources)
    yield from check_opposites(claim, sources)
    yield from check_modality(claim, sources)
    yield from check_quantifiers(claim, sources)
    yield from check_attribution(claim, sources)
    yield from _uncovered(claim, sources)


def _uncovered(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    coverage = coverage_of(claim, sources)
    if coverage.share < PARTLY_BELOW:
        unsupported = coverage.share < UNSUPPORTED_BELOW
        yield _unsaid(Verdict.UNSUPPORTED if unsupported else Verdict.PARTLY, coverage)
        return
    for clause in clauses_of(claim):
        own = coverage_of(clause, sources)
        if len(clause.content) >= FEWEST_WORDS and own.share < UNSUPPORTED_BELOW:
            yield _unsaid(Verdict.PARTLY, own)


def _unsaid(verdict: Verdict, coverage: Coverage) -> Finding:
    return Finding(verdict, f"no cited source says: {', '.join(coverage.missing[:MOST_NAMED])}")
