"""Whether a sentence, cut out of its text, has lost what its opening words point back to."""

import re
from enum import StrEnum

from ingest.words import folded


class Missing(StrEnum):
    """What the opening of a sentence points back to."""

    PERSON = "person"
    """He, she, his: somebody who was named before."""
    THING = "thing"
    """It, its: what was named before, no person."""
    MANY = "many"
    """They, both, the former: several, seldom in one name."""
    SAID = "said"
    """This, such, that: what was said before."""


# Words that may stand before the pronoun without giving it a subject.
_LEAD_EN = (
    r"(?:(?:however|but|and|yet|still|also|then|thus|so|indeed|instead|moreover|furthermore|"
    r"nevertheless|nonetheless|meanwhile|consequently|therefore|later|afterwards?|in addition|"
    r"as a result|for example|for instance|in fact|in turn|at the same time|at first|"
    r"in response|on the other hand|at that time|by then|even so|similarly|finally|"
    r"in (?:\w+ )?\d{4}|on \w+ \d{1,2}(?:, \d{4})?|(?:after|before|when|while|although|because|"
    r"since|once|if|as)(?= (?:he|she|it|they|his|her|its|their)\b)),? )?"
)
_LEAD_ES = (
    r"(?:(?:sin embargo|pero|y|ademas|tambien|entonces|asi|por (?:eso|ello|tanto|ejemplo)|"
    r"no obstante|mas tarde|despues|luego|finalmente|en consecuencia|en \d{4}|cuando|aunque),? )?"
)
_LEAD_PT = (
    r"(?:(?:no entanto|contudo|porem|todavia|mas|e|alem disso|tambem|entao|assim|por isso|"
    r"portanto|por exemplo|mais tarde|depois|finalmente|em \d{4}|quando|embora),? )?"
)
_THAT_TIME = (
    r"(?:that|the same) (?:very )?(?:day|night|week|weekend|month|year|summer|winter|spring|"
    r"autumn|decade|period|occasion)|that (?:time|moment|point)"
)
_OPENINGS: dict[str, tuple[tuple[Missing, str], ...]] = {
    "en": (
        (Missing.PERSON, rf"{_LEAD_EN}(?:he|she|his|her|hers|him)\b"),
        (
            Missing.MANY,
            rf"{_LEAD_EN}(?:they|their|theirs|both|neither|the (?:former|latter|two))\b",
        ),
        (Missing.THING, rf"{_LEAD_EN}(?:it|its)\b"),
        (
            Missing.SAID,
            rf"{_LEAD_EN}(?:this|these|those|that|such|here|"
            rf"(?:in|on|at|by|during|since|from|until|after|before) (?:{_THAT_TIME})|"
            r"the (?:same|following|next) (?:day|night|week|month|year|summer|winter))\b",
        ),
    ),
    "es": (
        (Missing.PERSON, rf"{_LEAD_ES}(?:él|ella)\b"),
        (Missing.MANY, rf"{_LEAD_ES}(?:ellos|ellas|ambos|ambas)\b"),
        (
            Missing.SAID,
            rf"{_LEAD_ES}(?:est[aeo]s?|es[aeo]s?|dich[ao]s?|tal|tales|sus?|"
            r"(?:en|desde|hasta|durante) (?:es[ae]|aquel(?:la)?|(?:el|la) mism[oa]) "
            r"(?:día|noche|semana|mes|año|década|época|momento))\b",
        ),
    ),
    "pt": (
        (Missing.PERSON, rf"{_LEAD_PT}(?:ele|ela)\b"),
        (Missing.MANY, rf"{_LEAD_PT}(?:eles|elas|ambos|ambas)\b"),
        (
            Missing.SAID,
            rf"{_LEAD_PT}(?:is[ts]o|est[ae]s?|ess[ae]s?|tal|tais|seus?|suas?|"
            r"(?:n|desde |ate |durante )(?:ess[ae]|aquel[ea]|[oa] mesm[oa]) "
            r"(?:dia|noite|semana|mes|ano|decada|epoca|momento))\b",
        ),
    ),
}
_PATTERNS = {
    language: tuple((missing, re.compile(pattern)) for missing, pattern in openings)
    for language, openings in _OPENINGS.items()
}

# It stands for nothing ("It is likely that"), or the text speaks of itself and its own day.
_COMPLETE = re.compile(
    rf"{_LEAD_EN}(?:it (?:(?:is|was|would be|will be|has been|may be|might be|seems?|appears?|"
    r"remains?|became|becomes|takes|took)(?: \w+){0,3}? (?:that|to|whether|who|how|when|if|since|"
    r"because|for)\b|(?:is|was|seems|remains) (?:\w+ )?(?:(?:un)?(?:likely|clear|certain)|possible|"
    r"impossible|important|essential|crucial|critical|vital|necessary|true|evident|obvious|hard|"
    r"difficult|easy|worth|time)\b|rain(?:s|ed)\b|follows that\b)|"
    r"(?:this|these) (?:year|month|week|decade|century|time|section|report|brief|briefing|document|"
    r"paper|article|study|analysis|chapter|edition|text)s?\b|"
    r"that (?:is why|said)\b(?!,)|those (?:who|that|of|in|with)\b|"
    r"both [^,.]{1,60}? and\b|neither [^,.]{1,60}? nor\b|its? own\b)|"
    r"(?:este|esta|esse|essa) (?:ano|informe|documento|estudio|texto|relatorio|estudo|artigo)\b"
)
# A sentence that opens so goes on from the one before it, or turns against it.
_GOES_ON = re.compile(
    r"(?:however|but|yet|also|moreover|furthermore|nevertheless|nonetheless|instead|"
    r"in addition|additionally|besides|similarly|likewise|conversely|by contrast|in contrast|"
    r"on the (?:other hand|contrary)|as a result|consequently|therefore|thus|hence|in turn|"
    r"sin embargo|pero|ademas|tambien|no obstante|en cambio|por (?:eso|ello|lo tanto)|asimismo|"
    r"no entanto|contudo|porem|todavia|mas|alem disso|tambem|por isso|portanto|assim)\b"
)
_OPENING_MARKS = " \t\n\"“”‘’'«»(*_>"


def missing_subject(sentence: str, *, language: str = "en") -> Missing | None:
    """Return what the sentence's opening points back to, or None where it stands alone.

    Args:
        sentence: as it stands in its document.
        language: of the document; English patterns are used for one that we do not know.

    """
    opening = " ".join(sentence.lstrip(_OPENING_MARKS).split())[:200]
    # Accents tell the Spanish "él" (he) from "el" (the).
    text = opening.casefold() if language == "es" else folded(opening)
    if _COMPLETE.match(folded(opening)):
        return None
    patterns = _PATTERNS.get(language, _PATTERNS["en"])
    return next((missing for missing, pattern in patterns if pattern.match(text)), None)


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence goes on from the one before it: "However, ...", "Also ..."."""
    return _GOES_ON.match(folded(sentence.lstrip(_OPENING_MARKS))) is not None
