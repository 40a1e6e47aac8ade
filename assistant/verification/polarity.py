"""Negation, opposites and direction: not, never; rose against fell."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer import Verdict
from assistant.verification.claim import Claim, stem_of
from assistant.verification.clauses import SHARED_BEGINNING, clauses_about
from assistant.verification.finding import Finding, different
from ingest.words import lexicon

_NEGATION = re.compile(
    r"\b(?:not|never|no longer|no(?! (?:more|less|fewer|later) than| doubt)|nor|neither|none|"
    r"nobody|nothing|without|cannot|\w+n't|"
    r"fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to|declin(?:e|es|ed) to|lack(?:s|ed|ing)?|"
    r"unable to|absence of|hardly|scarcely|barely|den(?:y|ies|ied)|reject(?:s|ed)?|"
    r"rather than|instead of|far from|stop(?:s|ped)? short|unlikely|oppos(?:e|es|ed)|"
    r"avoid(?:s|ed)?|prevent(?:s|ed)?|prohibit(?:s|ed)?|ban(?:s|ned)?|little|few|free of|"
    r"withh(?:old|eld)|depriv\w+|un(?:successful|able|clear|known|explained|affected)|"
    r"ineffective|impossible|excluding|except|doubt(?:s|ed)?|dismiss(?:es|ed)?|absent|missing)\b"
)
# "No country hosts more than Turkey" says that Turkey hosts the most.
_SUPERLATIVE = re.compile(r"\bno (?:other )?\w+ \w+ (?:more|less|fewer|\w+er)\b.*\bthan\b")
_PLAIN = re.compile(
    r"not|never|no longer|no|nor|neither|none|nobody|nothing|without|cannot|\w+n't|fail(?:s|ed)? to"
)
# What ends or undoes a thing says that it is no longer so.
_UNDOES = re.compile(
    r"\b(?:abolish\w*|repeal\w*|cancel\w*|scrap\w*|end(?:s|ed)?|stop(?:s|ped)?|lift(?:s|ed)?|"
    r"void|invalid|prohibit\w*|forbid\w*|avoid\w*|clos(?:es|ed)|shut|"
    r"bar(?:s|red)|block\w*|restrict\w*|miss(?:es|ed)|los(?:es|t)|den(?:y|ies|ied)|refus\w+|"
    r"reject\w*|dismiss\w*|against|oppos\w+|leav\w+ open|open question|unclear|unknown|silent|"
    r"secret|"
    r"contrary|free|away|absent|unless|boycott\w*|bann?(?:s|ed)?|exempt\w*|lack\w*)\b"
)
_NEGATIVE_PREFIXES = ("de", "un", "dis", "in", "im", "ir", "il", "non")
# Of the word behind a negative prefix and another: so many letters make them one word's forms.
_SAME_ROOT = 4
# Telling words behind a negation that it may deny.
_REACH = 5
_SEPARATES = re.compile(r"[,;:.]|\b(?:but|although|though|while|whereas|because|since|and)\b")


def check_negation(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield where one side denies what the other says.

    In a sentence of its own words a model may say by "not" what the source says without.
    """
    if claim.closeness(sources) < CLOSE and claim.order_likeness(sources) < IN_ORDER:
        return
    ours = _denials(claim)
    theirs = [one for source in sources for one in _denials(source)]
    said_by_them = frozenset().union(*(source.stems for source in sources))
    if _opposed(claim, sources):
        # "Did not fall" for "rose": the opposites settle it.
        return
    for one in _without_partner(ours, theirs):
        meant = any(_undoes(part, claim) for part in clauses_about(claim, sources))
        if one.is_plain and _is_said(one, said_by_them) and not meant:
            yield Finding(Verdict.CONTRADICTED, f"says “{one.cue}”, the cited source does not")
            return
    for one in _without_partner(theirs, ours):
        meant = any(_undoes(claim, source) for source in sources)
        if one.is_plain and _is_said(one, claim.stems) and not meant:
            yield Finding(Verdict.CONTRADICTED, f"leaves out the cited source's “{one.cue}”")
            return


@dataclass(frozen=True, slots=True)
class _Denial:
    """A negation with what it may deny."""

    cue: str
    stems: frozenset[str]
    is_plain: bool
    """Whether it is a negation by itself, not a word that can stand for one."""

    @property
    def root(self) -> str:
        """Return what its forms share: "denies" and "deny", "doesn't" and "not"."""
        return "not" if self.cue.endswith("n't") else stem_of(self.cue.split()[0])


def _without_partner(ones: Sequence[_Denial], others: Sequence[_Denial]) -> list[_Denial]:
    """Return the denials that no other of the same cue, or of the same words, answers to."""
    left = list(others)
    rest = []
    for one in ones:
        partner = next(
            (other for other in left if other.root == one.root and _meets(one, other)), None
        )
        if partner is None:
            rest.append(one)
        else:
            left.remove(partner)
    alone = []
    for one in rest:
        partner = next((other for other in left if _answers(one, other)), None)
        if partner is None:
            alone.append(one)
        else:
            left.remove(partner)
    return alone


def _meets(one: _Denial, other: _Denial) -> bool:
    return _shares_root(one.stems, other.stems) or not one.stems or not other.stems


def _shares_root(ones: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two sets share a stem, or have two that begin alike: north, northern."""
    if ones & others:
        return True
    roots = {stem[:SHARED_BEGINNING] for stem in ones if len(stem) >= SHARED_BEGINNING}
    return any(stem[:SHARED_BEGINNING] in roots for stem in others)


def _answers(one: _Denial, other: _Denial) -> bool:
    """Tell whether two denials may deny the same."""
    if one.stems and other.stems:
        return _shares_root(one.stems, other.stems)
    return one.root == other.root or not other.is_plain or one.is_plain


def _is_said(denial: _Denial, stems: frozenset[str]) -> bool:
    shared = len(denial.stems & stems)
    return bool(denial.stems) and shared >= max(1, round(len(denial.stems) * DENIED_SHARE))


def _undoes(one: Claim, other: Claim) -> bool:
    """Tell whether a sentence says by a word what another says by "not": abolished, undecided."""
    if any(stem_of(word) not in other.stems for word in _UNDOES.findall(one.folded)):
        return True
    roots = {word[:_SAME_ROOT] for word in other.content}
    return any(
        len(word) > len(prefix) + _SAME_ROOT
        and word.startswith(prefix)
        and word[len(prefix) :][:_SAME_ROOT] in roots
        for word in one.content
        for prefix in _NEGATIVE_PREFIXES
    )


# Of a sentence's content words and of its words in order: one of these must its sources have for
# its "not" to be held against theirs.
CLOSE = 0.85
IN_ORDER = 0.68

NEARLY_COPIED = 0.7

# "X before Y" is "Y after X": only where nothing else moved is one of them wrong.
_ORDER = lexicon("before after earlier later previously subsequently prior following preceding")

# Of the words that a source denies: as many must a sentence have for denying them, too.
DENIED_SHARE = 0.66


def check_opposites(claim: Claim, sources: Sequence[Claim]) -> Iterator[Finding]:
    """Yield a word whose opposite the sources say instead."""
    ours_denied = {stem for one in _denials(claim) if one.is_plain for stem in one.stems}
    theirs_denied = {
        stem for source in sources for one in _denials(source) if one.is_plain for stem in one.stems
    }
    for ours, theirs in _opposed(claim, sources):
        # "Did not fall" for "rose".
        if ours in _ORDER and claim.order_likeness(sources) < NEARLY_COPIED:
            continue
        if (stem_of(ours) in ours_denied) is (stem_of(theirs) in theirs_denied):
            yield different(ours, theirs)


def _prefixed(claim: Claim, said: set[str]) -> tuple[str, str] | None:
    """Return a word with its opposite by a prefix: criminalised, decriminalised."""
    own = set(claim.words)
    for word in claim.content:
        if word in said:
            continue
        for prefix in _NEGATIVE_PREFIXES:
            for other in (prefix + word, word.removeprefix(prefix)):
                if len(other) > _SAME_ROOT and other in said - own:
                    return word, other
    return None


def _opposed(claim: Claim, sources: Sequence[Claim]) -> list[tuple[str, str]]:
    """Return the words of a sentence with the opposites that its sources have instead."""
    said = {word for part in clauses_about(claim, sources) for word in part.words}
    found = []
    for one, other in _opposites():
        for ours, theirs in ((one, other), (other, one)):
            words = [word for word in claim.words if word in ours]
            opposite = sorted(said & theirs)
            if words and opposite and not said & ours and not theirs & set(claim.words):
                found.append((words[0], opposite[0]))
    prefixed = _prefixed(claim, said)
    return [*found, prefixed] if prefixed else found


def _denials(claim: Claim) -> list[_Denial]:
    """Return each negation of a sentence with the stems of the words that it may deny."""
    found: list[_Denial] = []
    if _SUPERLATIVE.search(claim.folded):
        return found
    for match in _NEGATION.finditer(claim.folded):
        if match.group() == "nor" and found:
            continue
        behind = _SEPARATES.split(claim.folded[match.end() :], maxsplit=1)[0]
        words = re.findall(r"[a-z]{3,}", behind)[: 2 * _REACH]
        # "Not included" denies a word that says nothing elsewhere.
        content = Claim(" ".join(words)).content[:_REACH] or words[:3]
        stems = frozenset(stem_of(word) for word in content)
        is_plain = _PLAIN.fullmatch(match.group()) is not None
        found.append(_Denial(match.group(), stems, is_plain))
    return found


@cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Return the pairs of words that say the opposite of each other."""
    text = files("assistant.verification").joinpath("opposites.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    pairs = (line.split("|") for line in lines)
    return tuple((lexicon(one), lexicon(other)) for one, other in pairs)
