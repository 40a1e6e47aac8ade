"""How surely two sentences contradict each other."""

import re

from assistant.answer import Evidence
from assistant.names import names_in, years_in
from assistant.quoting.figures import YEAR, clashing_units
from assistant.quoting.likeness import says_the_same, shared, terms
from ingest.words import folded, lexicon

# Of the shorter sentence's terms: as many must be the other's too for both to say something of the
# same thing. Two terms are shared by chance.
SAME_THING = 0.45
FEWEST_SHARED = 3

# How surely two sentences contradict each other: figures can be compared, opposites can be meant of
# two things, and "however" may only turn to something else.
FIGURES_DIFFER = 0.8
OPPOSED = 0.5
CONTRASTED = 0.3

_CONTRAST = re.compile(
    r"\b(?:however|but|yet|although|though|whereas|while|despite|in contrast|by contrast|"
    r"on the other hand|critics?|opponents?|others? (?:say|argue|claim|believe|think)|disput\w*|"
    r"den(?:y|ies|ied)|disagree\w*|reject\w*|question(?:s|ed)?|sin embargo|pero|aunque|"
    r"no obstante|criticos?|niega\w*|en cambio|porem|mas|embora|no entanto|contudo|nega\w*)\b"
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|without|nobody|none|cannot|\w+n[’']t|fail(?:s|ed)? to|nunca|"
    r"jamas|ningun\w*|sin|nao|sem|nenhum\w*)\b"
)
_OPPOSITES = tuple(
    (lexicon(one), lexicon(other))
    for one, other in (
        (
            "rise rises rose risen increase increases increased grew grown growing higher",
            "fall falls fell fallen decrease decreases decreased decline declines declined lower",
        ),
        ("more", "less fewer"),
        ("success successful succeeded effective", "failure failed unsuccessful ineffective"),
        ("support supports supported supporters favor favour", "oppose opposes opposed opponents"),
        ("legal lawful constitutional", "illegal unlawful unconstitutional"),
        ("better improved improves improve", "worse worsened worsens deteriorated"),
        ("allow allows allowed permitted permits", "forbid forbids forbade forbidden banned"),
        ("strong stronger strengthened", "weak weaker weakened"),
        ("safe safer", "dangerous unsafe"),
        ("win won wins", "lose lost loses"),
        ("possible likely", "impossible unlikely"),
        ("first oldest earliest", "last youngest latest"),
        ("always", "never rarely"),
        ("true correct", "false incorrect wrong"),
    )
)


def strength(left: Evidence, right: Evidence) -> float:
    """Return how surely two sentences contradict each other, 0 for not at all."""
    if _figures_differ(left, right):
        return FIGURES_DIFFER
    if not _same_thing(left, right):
        return 0.0
    if _opposed(left.text, right.text):
        return OPPOSED
    if says_the_same(left.text, right.text):
        return 0.0
    contrast = _CONTRAST.search(folded(left.text)) or _CONTRAST.search(folded(right.text))
    return CONTRASTED if contrast else 0.0


def _figures_differ(left: Evidence, right: Evidence) -> bool:
    units = clashing_units(left.text, right.text)
    if not units or not _same_thing(left, right):
        return False
    # Figures of two years, and what is said of two names, differ rightly.
    years, others = set(years_in(left.text)), set(years_in(right.text))
    return units == {YEAR} if years and others and not years & others else bool(units - {YEAR})


def _same_thing(left: Evidence, right: Evidence) -> bool:
    one, other = terms(left.text), terms(right.text)
    if len(one & other) < FEWEST_SHARED or shared(one, other) < SAME_THING:
        return False
    mine = {folded(name.text) for name in names_in(left.text)}
    yours = {folded(name.text) for name in names_in(right.text)}
    return not (mine - yours and yours - mine)


def _opposed(left: str, right: str) -> bool:
    one, other = (set(re.findall(r"\w+", folded(text))) for text in (left, right))
    for these, those in _OPPOSITES:
        if (one & these and other & those) or (one & those and other & these):
            return True
    return bool(_NEGATION.search(folded(left))) != bool(_NEGATION.search(folded(right)))
