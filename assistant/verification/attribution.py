"""Who says it: what a source lets somebody say must not become a plain fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Verdict
from assistant.verification.claim import Claim, stem_of
from assistant.verification.finding import Finding, different, quoted

_SAYS = (
    r"(?:say|says|said|argue[sd]?|claim(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)?|assert(?:s|"
    r"ed)?|"
    r"believe[sd]?|think(?:s)?|thought|warn(?:s|ed)?|insist(?:s|ed)?|conclude[sd]?|infer(?:s|red)?|"
    r"suggest(?:s|ed)?|allege[sd]?|accuse[sd]?|attribute[sd]?|credit(?:s|ed)?|blame[sd]?|"
    r"estimate[sd]?|report(?:s|ed)?|note[sd]?|state[sd]?|stress(?:es|ed)?|acknowledge[sd]?|"
    r"admit(?:s|ted)?|den(?:y|ies|ied)|declare[sd]?|call(?:s|ed)|describe[sd]?|explain(?:s|ed)?|"
    r"consider(?:s|ed)?|judge[sd]?|see[sn]?|regard(?:s|ed)?|view(?:s|ed)?|caution(?:s|ed)?|"
    r"announce[sd]?|"
    r"promise[sd]?|calculate[sd]?|want(?:s|ed)?|fear(?:s|ed)?|hope(?:s|d)?|find(?:s)?|found|object(?:s|ed)?|complain(?:s|ed)?|predict(?:s|"
    r"ed)?|recommend(?:s|ed)?|"
    r"urge[sd]?|propose[sd]?|advise[sd]?|call(?:s|ed)? for)"
)
# Of these verbs what follows is opinion or hearsay, not what everybody can look up.
_ATTRIBUTES = re.compile(
    r"\b(?P<who>(?:[\w'’.-]+ ){0,4}[\w'’.-]+)[\s,]+"
    r"(?:\w+ly |also |have |has |had |still |in turn |once )?(?P<verb>say|says|said|argue[sd]?|"
    r"claim(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)?|"
    r"assert(?:s|ed)?|believe[sd]?|think(?:s)?|warn(?:s|ed)?|insist(?:s|ed)?|conclude[sd]?|"
    r"infer(?:s|red)?|suggest(?:s|ed)?|allege[sd]?|attribute[sd]?|credit(?:s|ed)|"
    r"report(?:s|ed)|deny|denies|denied|predict(?:s|ed)?|object(?:s|ed)?|complain(?:s|ed)?|"
    r"caution(?:s|ed)?|accuse[sd]?|blame[sd]?|call(?:s|ed)(?! \w+ (?:to|for|on|in)\b)|judge[sd]?|"
    r"regard(?:s|ed)?|describe[sd]?(?= [^.;]{1,80} as\b)|"
    r"tell(?:s)?(?: \w+){1,3} that|told(?: \w+){1,6} that|f(?:inds|ound) that|"
    r"doubt(?:s|ed)?|recommend(?:s|ed)|propose[sd]|(?:estimate|note|admit|acknowledge|stresse?|"
    r"announce|reveal|emphasise|emphasize|declare)(?:s|d|ted|ed)? that|fear(?:s|ed)?|hope[sd]?|"
    r"advise[sd]?|urge[sd]?|alleg(?:e|es|ed)|"
    r"expect(?:s|ed)?|consider(?:s|ed)?)\b"
)
_ACCORDING = re.compile(
    r"\b(?:according to|in the (?:view|words|opinion|judgment|judgement) of|segun|"
    r"de acuerdo con|segundo) (?P<who>[\w'’.-]+(?: [\w'’.-]+){0,4})"
)
_ANY = re.compile(
    rf"\b{_SAYS}\b|\baccording to\b|\bin the (?:view|words|opinion|judgm?ent)\b|"
    r"\bin (?:his|her|their|its|the authors'?) (?:view|words|opinion|judgm?ent)\b|"
    r"\b(?:alleged|reported|purported|supposed|self-described|so-called)(?:ly)?\b|"
    r"\b(?:interviewed|surveyed|polled|respondents?|critics?|supporters?|opponents?|proponents?|"
    r"observers?|analysts?)\b|"
    r"\bfor (?:the authors|critics)\b|(?:'s|s'|\btheir|\bhis|\bher|\bits) (?:\w+ )?(?:accusation|"
    r"allegation|claim|argument|view|denial|announcement|complaint|recommendation|promise|warning|"
    r"criticism|proposal|estimate)s?\b|\b(?:accusation|allegation|claim|argument|view|denial|"
    r"announcement|complaint|recommendation|promise|warning|criticism|proposal|estimate)s? "
    r"(?:that|of|by|to)\b|"
    r"\b(?:segun|dice[n]?|afirma[n]?|sostiene[n]?|segundo|diz(?:em)?|argumenta[mn]?)\b"
)

_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
_BY = re.compile(r"\s?(?:[\w ]{0,20}?)\bby ((?:the |an? )?[a-z'’.-]+(?: [a-z'’.-]+)?)")

# Behind these somebody else may go on, or the text itself.
_CLAUSE_END = re.compile(
    r"[;:]|, (?:and|but|which|who|while|though|although)\b|\b(?:and|but) (?:has|have|is|are|was|"
    r"were)\b"
)

# "..., the developer says": behind what is said.
_BEHIND = re.compile(rf", (?P<who>[\w'’. -]{{2,40}}?) {_SAYS}(?=[.,]|$)")

# Of the words that say who speaks: as many must a sentence have for naming the speaker.
NAMED_SHARE = 0.5

# "The ministry says that it has": naming the ministry does not tell that it says so.
_OF_THE_SPEAKER = re.compile(r"(?: that)? (?:it|its|he|his|she|her|they|their)\b")

# Of what is attributed: as many of its words must a sentence have for saying the same.
SAID_SHARE = 0.5


def check_attribution(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield where a sentence says flatly what its source lets somebody say, or lets another say."""
    said = [one for source in sources for one in _said(source) if _is_the_same(one, claim)]
    if not said:
        return
    ours = _said(claim)
    if not ours and not _ANY.search(claim.folded):
        if any(one.is_named_in(claim) for one in said):
            return
        yield Finding(Verdict.PARTLY, f"leaves out who says it: {quoted(said[0].opening)}")
    elif ours and not any(one.speaker & other.speaker for one in ours for other in said):
        others = [other for other in said if other.speaker and ours[0].speaker]
        everyone = frozenset().union(*(source.stems for source in sources))
        # "The authors" and "he" are whoever is meant.
        if others and ours[0].speaker <= everyone:
            yield different(ours[0].opening, others[0].opening)
        elif others and not any(one.is_named_in(claim) for one in others):
            # Another word for the speaker, or somebody else: that cannot be told apart here.
            yield Finding(
                Verdict.PARTLY,
                f"says {quoted(ours[0].opening)}, the cited source {quoted(others[0].opening)}",
            )


def is_attributed(claim: Claim) -> bool:
    """Tell whether a sentence lets somebody say what it says."""
    return bool(_said(claim))


@dataclass(frozen=True, slots=True)
class _Said:
    """Something that a sentence lets somebody say."""

    opening: str
    """Who and the verb, as they stand."""
    speaker: frozenset[str]
    """Stems of who it is; empty for a pronoun."""
    content: frozenset[str]
    """Stems of what is said."""
    is_of_the_speaker: bool = False
    """Whether what is said goes on about the speaker: "says it has"."""

    def is_named_in(self, claim: Claim) -> bool:
        """Tell whether a sentence names the speaker, who is not also what it speaks of."""
        named = len(self.speaker & claim.stems)
        return (
            not self.is_of_the_speaker
            and bool(self.speaker)
            and named >= len(self.speaker) * NAMED_SHARE
            and not self.speaker & self.content
        )


def _said(claim: Claim) -> list[_Said]:
    found = []
    for match in _BEHIND.finditer(claim.folded):
        clause = claim.folded[: match.start()].rpartition(", ")[2]
        found.append(
            _Said(
                match.group().strip(" ,"),
                frozenset(stem_of(word) for word in Claim(match["who"]).content),
                frozenset(stem_of(word) for word in Claim(clause).content[:10]),
            )
        )
    for pattern in (_ATTRIBUTES, _ACCORDING):
        for match in pattern.finditer(claim.folded):
            by = _PASSIVE.search(match["who"]) and _BY.match(claim.folded, match.end())
            if _PASSIVE.search(match["who"]) and not by:
                continue
            who = Claim(by[1] if by else _before_relative(match, claim.folded)).content
            clause = _CLAUSE_END.split(claim.folded[match.end() :], maxsplit=1)[0]
            what = Claim(clause).content[:10]
            found.append(
                _Said(
                    match.group().strip(" ,"),
                    frozenset(stem_of(word) for word in who),
                    frozenset(stem_of(word) for word in what),
                    _OF_THE_SPEAKER.match(claim.folded, match.end()) is not None,
                )
            )
    return found


def _before_relative(match: re.Match[str], text: str) -> str:
    """Return who speaks; before "who led the inquiry" it is what stands there."""
    if not match["who"].startswith("who "):
        return match["who"]
    return " ".join(text[: match.start()].split()[-3:])


def _is_the_same(said: _Said, claim: Claim) -> bool:
    shared = len(said.content & claim.stems)
    return bool(said.content) and shared >= max(2, round(len(said.content) * SAID_SHARE))
