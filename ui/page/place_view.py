"""Places in the documents as HTML: markers, sources and the nearest passages of a refusal.

Whatever carries `data-doc`, `data-start` and `data-end` opens the source at that place when it is
chosen; `page.js` knows nothing else about it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType

from assistant.answer import Citation, Evidence
from ui.history.soundness import Moved, place_of
from ui.history.soundness import Place as CitedPlace
from ui.page.icons import icon_button

NOTHING_MOVED: Mapping[CitedPlace, Moved] = MappingProxyType({})

# A reader compares a handful of passages at most before asking differently.
NEAREST_SHOWN = 5

# More sources than this are folded away: what they say stands in the answer already.
SOURCES_UNFOLDED = 6

EARLIER = "in an earlier version"
LOST = "no longer in the library as it was quoted"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which document something is said, and what it says."""

    doc_id: str
    start: int
    end: int
    quote: str
    heading_path: tuple[str, ...]
    page: int | None = None
    """Of the file, from 1; None where it has no pages."""
    opens: bool = True
    """Whether the library still has these words at this place."""
    version: str = ""
    """Hash of the earlier file that it is in; empty for the document as it stands."""

    @property
    def opened_as(self) -> str:
        """Return the name under which the reader opens its document."""
        return version_name(self.doc_id, self.version) if self.version else self.doc_id


def version_name(doc_id: str, sha256: str) -> str:
    """Return the name of an earlier text of a document: no document's id holds such a sign."""
    return f"{doc_id}@{sha256}"


def cited_place(citation: Citation, moved: Mapping[CitedPlace, Moved] = NOTHING_MOVED) -> Place:
    """Return where a citation points; `moved` are places that documents no longer have."""
    became = moved.get(place_of(citation))
    return Place(
        citation.doc_id,
        citation.start,
        citation.end,
        citation.quote,
        citation.heading_path,
        citation.page,
        opens=became is not Moved.LOST,
        version=citation.sha256 if became is Moved.EARLIER else "",
    )


def nearest_places(evidence: Sequence[Evidence]) -> list[Place]:
    """Return the first few places of `evidence`, each once."""
    places = dict.fromkeys(
        Place(found.passage.doc_id, found.start, found.end, found.text, found.passage.heading_path)
        for found in evidence
    )
    return list(places)[:NEAREST_SHOWN]


def pointer(place: Place) -> str:
    """Return the attributes by which the page finds a place; a lost one has none of them."""
    if not place.opens:
        return 'data-lost=""'
    return f'data-doc="{escape(place.opened_as)}" data-start="{place.start}" data-end="{place.end}"'


def where(place: Place, titles: Mapping[str, str]) -> str:
    """Return section and document in words; the section alone where there is one document.

    A document without a title is named by its id.
    """
    if not place.opens:
        return f"{' › '.join(place.heading_path)} · {LOST}".removeprefix(" · ")
    section = " › ".join(place.heading_path)
    title = titles.get(place.doc_id, place.doc_id)
    only_section = section and list(titles) == [place.doc_id]
    stands = section if only_section else " · ".join(filter(None, (section, title)))
    paged = stands if place.page is None else f"{stands}, p. {place.page}"
    return f"{paged} · {EARLIER}" if place.version else paged


def marker_html(number: int, place: Place, titles: Mapping[str, str]) -> str:
    """Return a citation's number as a button that shows its quote."""
    stands = where(place, titles)
    return (
        f'<button type="button" class="marker" {pointer(place)}'
        f' data-quote="{escape(place.quote)}" data-where="{escape(stands)}"'
        f' aria-label="Source {number}: {escape(stands)}">{number}</button>'
    )


def sources_html(
    places: Mapping[int, Place], titles: Mapping[str, str], *, said: Collection[int]
) -> str:
    """Return the list of what is cited, in one line each.

    The quote of a number among `said` is not repeated: the answer has it word for word.
    """
    if not places:
        return ""
    items = "".join(
        _source_html(place, titles, number=number, with_quote=number not in said)
        for number, place in places.items()
    )
    fold = "" if len(places) > SOURCES_UNFOLDED else " open"
    return (
        f'<details class="folded"{fold}><summary>Sources <span class="count">{len(places)}'
        f'</span></summary><ol class="sources">{items}</ol></details>'
    )


def nearest_html(evidence: Sequence[Evidence], titles: Mapping[str, str]) -> str:
    """Return the passages that came nearest to a question which was refused."""
    places = nearest_places(evidence)
    if not places:
        return ""
    items = "".join(_source_html(place, titles, with_quote=True) for place in places)
    return f'<h3>Nearest passages</h3><ol class="sources nearest">{items}</ol>'


def _source_html(
    place: Place, titles: Mapping[str, str], *, with_quote: bool, number: int | None = None
) -> str:
    shown_number = f'<span class="number">{number}</span>' if number is not None else ""
    quote = f'<span class="quote">{escape(place.quote)}</span>' if with_quote else ""
    link = icon_button(
        "link",
        "Copy a link to this sentence",
        copy_link=place.opened_as,
        at=f"{place.start}-{place.end}",
    )
    return (
        f'<li><button type="button" class="source" {pointer(place)}>{shown_number}{quote}'
        f'<span class="where">{escape(where(place, titles))}</span></button>{link}</li>'
    )
