"""How sure and how binding: may, should, must, plans to, likely, only some, all."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from assistant.answer import Verdict
from assistant.verification.claim import Claim, stem_of
from assistant.verification.finding import Finding, stretched


class Force(IntEnum):
    """How much a clause commits to; a sentence must not have more than its source."""

    POSSIBLE = 1
    """May, could, might, possibly."""
    LIKELY = 2
    """Likely, reportedly, seems, estimated."""
    INTENDED = 2
    """Plans to, promised, proposes, would."""
    ADVISED = 3
    """Should, ought to, recommends."""
    REQUIRED = 4
    """Must, has to, is required to."""
    PLAIN = 5
    """It is so."""


_HEDGES: tuple[tuple[Force, re.Pattern[str]], ...] = (
    (
        Force.POSSIBLE,
        re.compile(
            r"\b(?:may|might|could|perhaps|possibly|possible|possibility|potential(?:ly)?|risks?|"
            r"threaten(?:s|ed)? to|unclear|not clear|whether|unknown|open question|undecided|"
            r"allow(?:s|ed)?|permit(?:s|ted)?|lets)\b"
        ),
    ),
    (
        Force.LIKELY,
        re.compile(
            r"\b(?:likely|unlikely|likelihood|probabl[ey]|presumabl[ey]|reported(?:ly)?|"
            r"alleged(?:ly)?|apparent(?:ly)?|"
            r"supposed(?:ly)?|purported(?:ly)?|seem(?:s|ed|ingly)?|appears?|appeared|"
            r"tend(?:s|ed)? to|"
            r"expect(?:s|ed)?|estimat\w+|suspected|in part|partly|so-called|ostensibl[ey]|"
            r"forecasts?|projected|suggest(?:s|ed)?)\b"
        ),
    ),
    (
        Force.INTENDED,
        re.compile(
            r"\b(?:plan(?:s|ned|ning)? (?:to|for)|intend(?:s|ed)?|aim(?:s|ed)?|want(?:s|ed)?|"
            r"hope(?:s|d)?|"
            r"wish(?:es|ed)?|promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed)?|"
            r"propos(?:e|es|ed|al|als|ing)|seek(?:s|ing)?|sought|tr(?:y|ies|ied|ying) to|would|"
            r"consider(?:s|ed|ing)?|announc(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on)|"
            r"demand(?:s|ed)?|"
            r"ask(?:s|ed)? for|intention|goal|is to|are to|meant to|attempt(?:s|ed)?)\b"
        ),
    ),
    (
        Force.ADVISED,
        re.compile(
            r"\b(?:should|ought to|recommend(?:s|ed|ation|ations)?|advis(?:e|es|ed)|urge[sd]?|"
            r"had better|is to be|are to be|deben?|deberian?|devem?|deveriam?)\b"
        ),
    ),
    (
        Force.REQUIRED,
        re.compile(
            r"\b(?:must|ha(?:s|ve|d) to|need(?:s|ed)? to|required?|requires|requirement|oblig\w+|"
            r"mandat\w+|compulsory|forced? to|necessary|essential)\b"
        ),
    ),
)
_REACH = 5

_CLAUSE_END = re.compile(r"[,;:]|\b(?:by|unless|if|because|after|before|until|when|while|but)\b")

# The month, which nothing else tells from the verb once capitals are gone.
_MAY = re.compile(r"(?<=[\w,] )May\b")

# What is said of all is not said by a source that says it of some.
_QUANTIFIERS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "all",
        re.compile(r"\b(?:(?<!in )(?<!at )(?<!above )(?<!after )all|every|everyone|everybody|"
        r"any(?! other)|always|invariably|wherever)\b"),
        re.compile(
            r"\b(?:(?<!third of )(?<!half of )(?<!percent of )(?<!quarter of )all|every|everyone|"
            r"everybody|each|any|always|invariably|wherever|both|whole|"
            r"entire|100 percent|total|nationwide|countrywide|none|across|throughout)\b"
        ),
    ),
    (
        "wholly",
        re.compile(r"\b(?:entire(?:ly)?|whole|completely|fully|universal(?:ly)?)\b"),
        re.compile(
            r"\b(?:entire(?:ly)?|whole|complete(?:ly)?|full(?:y)?|universal(?:ly)?|all|every|"
            r"total)\b"
        ),
    ),
    (
        "most",
        re.compile(
            r"\b(?:most (?:of|\w+s)|mostly|(?:the|a) (?:vast |large |clear )?majority|mainly|"
            r"predominantly|largely|primarily|chiefly|usually|generally)\b"
        ),
        re.compile(
            r"\b(?:most|mostly|majority|mainly|predominantly|largely|primarily|chiefly|usually|"
            r"generally|all|every|principal\w*|main|typical\w*|normally|often|"
            r"(?:[5-9]\d|100)(?:\.\d+)? ?(?:percent|per cent|%)|two.thirds|three.quarters|"
            r"nearly|almost|above all)\b"
        ),
    ),
)  # fmt: skip
_NONE = re.compile(r"\b(?:none|nobody|no one|not a single|not one)\b")
_DENIES_ALL = re.compile(r"\b(?:none|nobody|no one|not|no|neither|nor|never|without|zero|all)\b")
# "Half of them have no clinic" denies it of half.
_OF_A_PART = re.compile(
    r"\b(?:half|most|many|some|several|few|majority|percent|thirds?|quarters?) (?:of )?[^,;.]*"
)
_PART = re.compile(
    r"\b(?:some|several|many|certain|a few|few|a number of|part of|parts of|various)\b"
)


def check_modality(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield where a sentence is surer, or more binding, than the source of its clause."""
    if claim.closeness(sources) < NEARLY_COPIED:
        return
    ours = [force for force, _, _ in _hedged(claim)]
    for source in sources:
        for force, cue, stems in _hedged(source):
            shared = len(stems & claim.stems)
            if (
                force is Force.REQUIRED
                or not stems
                or shared < max(1, round(len(stems) * CLAUSE_SHARE))
            ):
                continue
            if any(one <= force for one in ours):
                continue
            yield stretched(_said(claim, stems), cue)
            return
    yield from _loosened(claim, sources)
    theirs = [force for source in sources for force, _, _ in _hedged(source)]
    for force, cue, _ in _hedged(claim):
        binding = force in (Force.ADVISED, Force.REQUIRED)
        if not binding or any(_BINDS.search(source.folded) for source in sources):
            continue
        if not any(other >= force and other is not Force.PLAIN for other in theirs):
            yield Finding(Verdict.PARTLY, f"says “{cue}”, which the cited source does not")
            return


# Rules bind whom they apply to.
_BINDS = re.compile(
    r"\b(?:appl(?:y|ies|ied) to|binding|forbid\w*|prohibit\w*|bann?(?:s|ed)?|condition(?:al)?|"
    r"duty|subject to|not allowed|may not|cannot)\b"
)


def _loosened(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield "may" for what a source says must or should be."""
    theirs = [one for source in sources for one in _hedged(source)]
    if any(force is Force.POSSIBLE for force, _, _ in theirs):
        return
    for force, cue, stems in _hedged(claim):
        for other, their_cue, their_stems in theirs:
            binding = other in (Force.ADVISED, Force.REQUIRED)
            if force is Force.POSSIBLE and binding and stems & their_stems:
                yield stretched(cue, their_cue)
                return


# A sentence in words of its own hedges in ways of its own.
NEARLY_COPIED = 0.7

# Of the words that a hedge is about: as many must a sentence have to speak of the same thing.
CLAUSE_SHARE = 0.6


def check_quantifiers(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield "all", "most" and "only" that no source says."""
    both = " ".join(source.folded for source in sources)
    for _, said, backed in _QUANTIFIERS:
        found = said.search(claim.folded)
        if found and not backed.search(both):
            part = _PART.search(both)
            if part:
                yield stretched(found.group(), part.group())
            else:
                yield Finding(Verdict.PARTLY, f"says “{found.group()}”, the cited source does not")
    found = _NONE.search(claim.folded)
    part = _OF_A_PART.search(both)
    if found and part and not _DENIES_ALL.search(_OF_A_PART.sub("", both)):
        yield stretched(found.group(), part.group())


def _hedged(claim: Claim) -> list[tuple[Force, str, frozenset[str]]]:
    """Return each hedge of a sentence with its force and the stems of what it is about."""
    text = Claim(_MAY.sub("month", claim.text)).folded
    found = []
    for force, pattern in _HEDGES:
        for match in pattern.finditer(text):
            clause = _CLAUSE_END.split(text[match.end() :], maxsplit=1)[0]
            words = re.findall(r"[a-z]{2,}", clause)
            content = Claim(" ".join(words[: 2 * _REACH])).content[:_REACH]
            found.append((force, match.group(), frozenset(stem_of(word) for word in content)))
    return found


def _said(claim: Claim, stems: frozenset[str]) -> str:
    """Return how a sentence puts what its source hedges: its own hedge, or the bare word."""
    stronger = next((cue for _, cue, own in _hedged(claim) if own & stems), None)
    word = next((word for word in claim.words if stem_of(word) in stems), "it")
    return stronger or f"{word} flatly"
