"""A title that is run in as a paragraph's first sentence: "Invest in rehabilitation."."""

from assistant.answer import Evidence
from assistant.material import Material
from assistant.quoting.enumeration import LONGEST_TITLE, titled_paragraphs
from assistant.quoting.surroundings import Place, evidence_at, place_of


def headed_by(best: Evidence, material: Material) -> list[Evidence]:
    """Return the best sentence of the paragraph whose title the best one is, none for no title.

    A title says what its paragraph is about, and seldom what was asked.
    """
    place = place_of(best, material.snapshot)
    following = place.after()
    if following is None or not _is_title(place):
        return []
    others = (one for one in material.evidence[1:] if _shares_paragraph(one, place, material))
    return [next(others, None) or evidence_at(following, material.snapshot, like=best)]


def _is_title(place: Place) -> bool:
    if len(place.text.split()) > LONGEST_TITLE:
        return False
    parsed, sentence = place.parsed, place.parsed.sentences[place.index]
    sections = [one for one in parsed.sections if one.start <= sentence.start < one.end]
    found = titled_paragraphs(parsed, sections[-1]) if sections else None
    return found is not None and any(
        place.index == member.sentences[0] and len(member.sentences) > 1 for member in found.members
    )


def _shares_paragraph(one: Evidence, place: Place, material: Material) -> bool:
    if one.passage.doc_id != place.parsed.document.doc_id:
        return False
    return place_of(one, material.snapshot).paragraph == place.paragraph
