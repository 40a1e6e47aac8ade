"""The answer to why and how: the best sentence and those around it that give the reason."""

import re
from collections.abc import Iterator

from assistant.answer import Evidence
from assistant.composer import Statement
from assistant.expected import gives_reason
from assistant.material import Material
from assistant.quoting.fact import compose_fact
from assistant.quoting.surroundings import Place, evidence_at, place_of
from ingest.words import folded

# A sentence behind the best one that opens like this says what it means or comes from.
_GOES_ON = re.compile(
    r"\W*(?:(?:this|that|it|these|the|such|his|her|their|its) (?:\w+ ){0,3}?(?:means?|meant|"
    r"allow\w*|enabl\w*|le[dt]s?|leads|mak(?:es|ing)|made|g[ai]ves?|help\w*|caus\w*|result\w*|"
    r"is why|is because|was because|reasons?|aims?|purpose|goal|stem\w*|reflect\w*|explain\w*)|"
    r"because|since|as a result|therefore|thus|hence|consequently|for this reason|that is why|"
    r"by \w+ing|in this way|in doing so|so that|instead|one reason|another reason|"
    r"esto|eso|por (?:eso|ello|lo tanto|esta razon|isso|este motivo)|porque|debido a|"
    r"como resultado|de este modo|asi|en consecuencia|ya que|la razon|isto|isso|portanto|"
    r"devido a|assim|dessa forma|desse modo|em consequencia|como consequencia|a razao)\b"
)
# Sentences behind the best one that are looked at; a reason that comes later is another matter's.
REACH = 2


def compose_reason(material: Material) -> Iterator[Statement]:
    """Yield the best sentence, its neighbours that give the reason, and what else is worth it."""
    yield from compose_fact(material, beside=reasons_near(material.evidence[0], material))


def reasons_near(best: Evidence, material: Material) -> list[Evidence]:
    """Return the sentences of the best one's paragraph that go on to give its reason, in order."""
    place = place_of(best, material.snapshot)
    found: list[Place] = []
    following: Place | None = place
    for _ in range(REACH):
        following = following.after() if following else None
        if following is None or following.paragraph != place.paragraph or not _goes_on(following):
            break
        found.append(following)
    before = place.before()
    if not found and not gives_reason(place.text) and before and gives_reason(before.text):
        found = [before] if before.paragraph == place.paragraph else []
    return [evidence_at(one, material.snapshot, like=best) for one in found]


def _goes_on(place: Place) -> bool:
    return _GOES_ON.match(folded(place.text)) is not None
