"""Which of two is more: "exports more to China than to Europe" turned round."""

import re
from collections.abc import Iterator, Sequence

from assistant.answer import Verdict
from assistant.verification.claim import Claim, stem_of
from assistant.verification.finding import Finding

# "More than 300" counts; it compares nothing.
_COMPARES = re.compile(
    r"\b(?P<more>more|less|fewer|\w{3,}er)\b(?P<what>[^,;:]{0,60}?)\bthan\b(?! \d)"
    r"(?P<other>[^,;:]+)"
)
# "More than any other", "no country more than Turkey": the sides are one and all.
_SUPERLATIVE = re.compile(r"\b(?:than (?:any|all|every)|no (?:other )?\w+ \w+)\b")


def check_compared(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a comparison whose two sides stand in each other's place in the sources."""
    for ours in _COMPARES.finditer(claim.folded):
        for source in sources:
            if _SUPERLATIVE.search(claim.folded) or _SUPERLATIVE.search(source.folded):
                continue
            for theirs in _COMPARES.finditer(source.folded):
                if ours["more"] == theirs["more"] and _is_turned(claim, ours, source, theirs):
                    reason = "the two sides of the comparison have changed places"
                    yield Finding(Verdict.CONTRADICTED, reason)
                    return


def _is_turned(claim: Claim, ours: re.Match[str], source: Claim, theirs: re.Match[str]) -> bool:
    own_first, own_second = _sides(claim, ours)
    first, second = _sides(source, theirs)
    # What both sides of the source share tells them apart no more.
    only_first, only_second = first - second, second - first
    turned = bool(own_first & only_second) and bool(own_second & only_first)
    return turned and not own_second & only_second


def _sides(claim: Claim, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what is said before "than", and of what behind."""
    before = claim.folded[: match.start()] + match["what"]
    return _stems(before), _stems(match["other"])


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem_of(word) for word in Claim(text).content)
