"""Who says something, and what somebody says of it: quotes that keep their speaker."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Evidence
from assistant.composer import Statement
from assistant.material import Material
from assistant.names import acronyms_in, names_in, names_in_phrase
from assistant.quoting.choice import MAX_WORDS, WORTH_QUOTING, choose, in_order, word_count
from assistant.quoting.dangling import missing_subject
from assistant.quoting.likeness import terms
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import evidence_at, place_of
from ingest.words import folded

# Shares of the best score that are added: for a sentence that says who says it; for one that says
# what the speaker asked for says, for one that is about this speaker, and for one that goes on
# about the speaker of the sentence before.
ATTRIBUTED = 0.25
SAID_BY_SPEAKER = 0.35
ABOUT_SPEAKER = 0.25
GOES_ON = 0.2

_REPORTING = re.compile(
    r"\b(?:according to|in the (?:words|view|opinion|judge?ment|eyes) of|sa(?:y|ys|id)|"
    r"t(?:ell|ells|old)|argu(?:e|es|ed|ing)|claim(?:s|ed)?|stat(?:e|es|ed)|call(?:s|ed)|"
    r"warn(?:s|ed)?|not(?:e|es|ed) that|explain(?:s|ed)?|believ(?:e|es|ed)|thinks?|thought|"
    r"conclud(?:e|es|ed)|suggest(?:s|ed)?|report(?:s|ed)|announc(?:e|es|ed)|insist(?:s|ed)?|"
    r"den(?:y|ies|ied)|accus(?:e|es|ed)|critici[sz](?:e|es|ed)|prais(?:e|es|ed)|"
    r"describ(?:e|es|ed)|assert(?:s|ed)?|contend(?:s|ed)?|maintain(?:s|ed)?|declar(?:e|es|ed)|"
    r"wr(?:ite|ites|ote)|ask(?:s|ed)|repl(?:y|ies|ied)|add(?:s|ed) that|credit(?:s|ed)?|"
    r"denounc(?:e|es|ed)|promis(?:e|es|ed)|quot(?:e|es|ed)|ruled|found that|finds? that|"
    r"segun|segundo|de acordo com|dij\w+|dic(?:e|en)|afirm\w+|sostien\w+|sostuv\w+|asegur\w+|"
    r"declar\w+|advert\w+|advirt\w+|explic\w+|consider\w+|cree[n]?|escrib\w+|denunci\w+|"
    r"diz(?:em)?|disse\w*|defend\w+|alert\w+|acredit\w+|escrev\w+)\b"
)
# Those who speak without a name.
_SPEAKERS = re.compile(
    r"\b(?:authors?|experts?|critics?|officials?|analysts?|economists?|scholars?|researchers?|"
    r"activists?|organi[sz]ations?|government|ministers?|president|court|judges?|police|reports?|"
    r"stud(?:y|ies)|survey|polls?|supporters?|opponents?|historians?|scientists?|observers?|"
    r"journalists?|newspapers?|spokes\w+|residents?|witnesses|autor\w*|expert\w+|critic\w+|"
    r"analist\w+|gobierno|governo|ministr\w+|president\w*|organiza\w+|estudio|estudo|informe|"
    r"relatorio)\b"
)
_WHAT_SAYS = re.compile(
    r"^\W*(?:what|how|which \w+|why|o que|que)\s+(?:(?:do|does|did|has|have|had)\s+)?"
    r"(?P<speaker>.+?)\s+(?:say|said|think|thought|argue|argued|claim|claimed|believe|believed|"
    r"call|called|warn|write|wrote|state|conclude|describe|described|respond\w*|explain|suggest|"
    r"view|see|told|tell)\b",
    re.IGNORECASE,
)
# In Spanish and Portuguese the speaker follows: "¿Qué dice Rosal sobre ...?".
_SAYS_WHAT = re.compile(
    r"^\W*(?:o\s+)?qu[eé]\s+(?:dicen?|dij\w+|opinan?|piensan?|afirman?|sostienen?|diz|dizem|"
    r"disse\w*|pensam?|acham?)\s+(?P<speaker>.+?)(?:\s+(?:sobre|de|del|acerca|do|da|a respeito)\b|"
    r"\W*$)",
    re.IGNORECASE,
)

_OPENS_QUOTE = re.compile(r"\s*[\"“«‘']")


def compose_attribution(material: Material) -> Iterator[Statement]:
    """Yield the nearest sentences that say who says it, or that the one who is asked about says.

    Where the speaker is named only in the sentence before, that one is quoted too.
    """
    speaker = speaker_of(material.question.text)
    weighed = sorted(
        (_weighed(one, speaker, material) for one in material.evidence),
        key=lambda one: -one.score,
    )
    chosen = choose(weighed, max_words=MAX_WORDS, worth=WORTH_QUOTING)
    if not speaker:
        chosen = _with_speaker(chosen, material)
    yield from with_subjects(chosen, material.snapshot, max_words=MAX_WORDS)


def speaker_of(question: str) -> str:
    """Return whose words are asked for, empty where the question is who says something."""
    for pattern in (_WHAT_SAYS, _SAYS_WHAT):
        if match := pattern.match(question):
            return match.group("speaker").strip()
    return ""


def is_attributed(text: str) -> bool:
    """Tell whether a sentence says who says it: a verb of saying and a name or kind of speaker."""
    plain = folded(text)
    if not _REPORTING.search(plain):
        return False
    return bool(names_in(text) or acronyms_in(text) or _SPEAKERS.search(plain))


def _weighed(one: Evidence, speaker: str, material: Material) -> Evidence:
    """Return evidence with its score raised for what it tells of its speaker."""
    best = abs(material.evidence[0].score)
    if not speaker:
        return replace(one, score=one.score + ATTRIBUTED * best * is_attributed(one.text))
    bonus = 0.0
    if _names(one.text, speaker):
        reports = _REPORTING.search(folded(one.text)) is not None
        bonus = SAID_BY_SPEAKER if reports else ABOUT_SPEAKER
    elif missing_subject(one.text):
        before = place_of(one, material.snapshot).before()
        bonus = GOES_ON if before and _names(before.text, speaker) else 0.0
    return replace(one, score=one.score + bonus * best)


def _names(text: str, speaker: str) -> bool:
    """Tell whether a text names a speaker, by the last word of the name at least."""
    named = names_in_phrase(speaker)
    sought = terms(named[-1].text.split()[-1] if named else speaker)
    return bool(sought) and sought <= terms(text)


def _with_speaker(chosen: Sequence[Evidence], material: Material) -> list[Evidence]:
    """Return the sentences, the first with the one beside it that holds the other half.

    That is the sentence before where only it names the speaker, or the words behind one that does.
    """
    best = chosen[0]
    place = place_of(best, material.snapshot)
    names_speaker = is_attributed(best.text)
    other = place.after() if names_speaker else place.before()
    if other is None or other.paragraph != place.paragraph:
        return list(chosen)
    if not (_OPENS_QUOTE.match(other.text) if names_speaker else is_attributed(other.text)):
        return list(chosen)
    added = evidence_at(other, material.snapshot, like=best)
    pair = [best, added] if names_speaker else [added, best]
    # The last gives way to the sentence that was added.
    rest = [one for one in chosen[1:] if one.start != added.start]
    while rest and sum(map(word_count, (*pair, *rest))) > MAX_WORDS:
        rest.pop()
    return [*pair, *in_order(rest, first=best.passage.doc_id)]
