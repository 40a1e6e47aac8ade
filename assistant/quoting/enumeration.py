"""The members of a list, told by the structure of the text around a sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.quoting.surroundings import Place
from ingest.document import ParsedDocument, Section, SentenceKind
from ingest.words import folded

# The marker of a list item stands before its sentence, on the same line.
_ITEM_MARKER = re.compile(r"[\s>]*(?:[-*+•‣▪◦–]|\d{1,3}[.)]|[a-zA-Z][.)]|\(\w{1,3}\))[ \t]+\Z")

_OPENING = r"\W*(?:(?:the|a|an|el|la|los|las|o|a|os|as|en|em|in) )?"
_ORDINALS = tuple(
    re.compile(rf"{_OPENING}(?:{words})\b")
    for words in (
        r"first(?:ly)?|one (?:of|\w+ (?:is|was|are|were))|primer[ao]?s?|una? de|primeir[ao]s?|"
        r"uma? d[aeo]s?",
        r"second(?:ly)?|segund[ao]s?",
        r"third(?:ly)?|tercer[ao]?s?|terceir[ao]s?",
        r"fourth(?:ly)?|cuart[ao]s?|quart[ao]s?",
        r"fifth(?:ly)?|quint[ao]s?",
        r"sixth(?:ly)?|sext[ao]s?",
        r"seventh(?:ly)?|septim[ao]s?|setim[ao]s?",
        r"eighth(?:ly)?|octav[ao]s?|oitav[ao]s?",
    )
)
_FURTHER = re.compile(
    r"\W*(?:and )?(?:another|others?|also|in addition|additionally|moreover|furthermore|besides|"
    r"finally|last(?:ly)?|a further|the (?:last|final|other)|otr[ao]s?|ademas|tambien|asimismo|"
    r"finalmente|por ultimo|(?:el|la) ultim[ao]|outr[ao]s?|alem disso|tambem|por fim|"
    r"(?:o|a) ultim[ao])\b"
)

# Between one "first" and its "second" an author may explain; further apart they count two things.
LONGEST_MEMBER = 8

# A title that is run in as a paragraph's first sentence: "Invest in rehabilitation."
LONGEST_TITLE = 12

# Three paragraphs in a row that open with a short sentence are titled so; two may be so by chance.
FEWEST_TITLED = 3


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a list."""

    sentences: tuple[int, ...]
    """Indices, in the document's sentences, in order; the first says what the member is."""
    heading: Section | None = None
    """The heading that names it, where it has one."""


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list in a document, its members in the order of the text."""

    parsed: ParsedDocument
    lead: int | None
    """Index of the sentence that announces the list."""
    members: tuple[Member, ...]


def enumeration_at(place: Place) -> Enumeration | None:
    """Return the list that a sentence is a member of or announces: items, or first and second."""
    return items_at(place) or ordinals_at(place)


def items_at(place: Place) -> Enumeration | None:
    """Return the list items that a sentence stands among, or that follow it after a colon."""
    start = place
    if not _is_item(place):
        following = place.after()
        if following is None or not _is_item(following) or following.paragraph == place.paragraph:
            return None
        start = following
    items = [*_item_run(start, forward=False), start.index, *_item_run(start, forward=True)]
    before = start.at(items[0]).before()
    lead = before.index if before and _announces(before.text) else None
    if lead is None and start is not place:
        return None
    sentences = place.parsed.sentences
    members = tuple(
        Member(tuple(group))
        for _, group in groupby(items, key=lambda index: sentences[index].paragraph)
    )
    return Enumeration(place.parsed, lead, members) if len(members) > 1 else None


def _item_run(place: Place, *, forward: bool) -> list[int]:
    run: list[int] = []
    step = Place.after if forward else Place.before
    current = step(place)
    while current and _is_item(current):
        run.append(current.index)
        current = step(current)
    return run if forward else run[::-1]


def _is_item(place: Place) -> bool:
    """Tell whether the paragraph of a sentence opens with the marker of a list item."""
    sentences = place.parsed.sentences
    index = place.index
    while index > 0 and sentences[index - 1].paragraph == place.paragraph:
        index -= 1
    text, start = place.parsed.document.text, sentences[index].start
    line = text.rfind("\n", 0, start) + 1
    return _ITEM_MARKER.match(text[line:start]) is not None


def _announces(sentence: str) -> bool:
    return sentence.rstrip("*_ ").endswith(":")


def ordinals_at(place: Place) -> Enumeration | None:
    """Return the sentences "First ... Second ... Another" that a sentence is one of or announces.

    They may stand paragraphs apart, under the same headings.
    """
    section = _section_around(place)
    ranks = {one.index: _rank(one.text) for one in section}
    order = list(ranks)
    for position, index in enumerate(order):
        if ranks[index] != 1:
            continue
        marked = _chain(place, order[position:], ranks)
        if len(marked) < 2:
            continue
        lead = order[position - 1] if position else None
        members = _members_between(place, order, marked)
        if place.index == lead or any(place.index in one.sentences for one in members):
            return Enumeration(place.parsed, lead, members)
    return None


def _section_around(place: Place) -> list[Place]:
    """Return the sentences under the same headings, in order."""
    around = [place]
    while before := around[0].before():
        around.insert(0, before)
    while after := around[-1].after():
        around.append(after)
    return around


def _chain(place: Place, order: Sequence[int], ranks: Mapping[int, int | None]) -> list[int]:
    """Return the indices of first, second and so on, from the first of `order` on.

    "Another" goes on with a numbered list only in its paragraph, and with "one" in the next too.
    """
    sentences = place.parsed.sentences
    marked = [order[0]]
    numbered, gap = 1, 0
    for index in order[1:]:
        gap += 1
        rank = ranks[index]
        apart = sentences[index].paragraph - sentences[marked[-1]].paragraph
        if rank == numbered + 1 or (rank == 0 and apart <= (1 if numbered == 1 else 0)):
            marked.append(index)
            numbered, gap = rank or numbered, 0
        elif rank == 1 or gap > LONGEST_MEMBER:
            break
    return marked


def _members_between(
    place: Place, order: Sequence[int], marked: Sequence[int]
) -> tuple[Member, ...]:
    """Return a member from each marked sentence to the next; the last ends with its paragraph."""
    sentences = place.parsed.sentences
    end = order.index(marked[-1]) + 1
    while end < len(order) and sentences[order[end]].paragraph == sentences[marked[-1]].paragraph:
        end += 1
    bounds = [order.index(index) for index in marked] + [end]
    return tuple(Member(tuple(order[first:last])) for first, last in pairwise(bounds))


def _rank(sentence: str) -> int | None:
    """Return which member a sentence opens: 1 for the first, 0 for a further one, or None."""
    text = folded(sentence)
    for rank, pattern in enumerate(_ORDINALS, start=1):
        if pattern.match(text):
            return rank
    return 0 if opens_further(sentence) else None


def opens_further(sentence: str) -> bool:
    """Tell whether a sentence adds to what the one before it says ("In addition", "Another")."""
    return _FURTHER.match(folded(sentence)) is not None


def under_heading(parsed: ParsedDocument, section: Section) -> Enumeration | None:
    """Return the list that a section is: its subsections, titled paragraphs or list items."""
    return (
        _subsections(parsed, section)
        or titled_paragraphs(parsed, section)
        or next(
            (
                items
                for index in _body_of(parsed, section)
                if _is_item(Place(parsed, index)) and (items := items_at(Place(parsed, index)))
            ),
            None,
        )
    )


def _subsections(parsed: ParsedDocument, section: Section) -> Enumeration | None:
    members = tuple(
        Member(tuple(_body_of(parsed, child)), child)
        for child in parsed.sections
        if child.heading_path[:-1] == section.heading_path
        and section.start < child.start < section.end
    )
    members = tuple(member for member in members if member.sentences)
    return Enumeration(parsed, None, members) if len(members) > 1 else None


def titled_paragraphs(parsed: ParsedDocument, section: Section) -> Enumeration | None:
    """Return the paragraphs that open with a short sentence, as many as stand in a row."""
    runs: list[list[Member]] = [[]]
    body = _body_of(parsed, section)
    for _, group in groupby(body, key=lambda index: parsed.sentences[index].paragraph):
        paragraph = tuple(group)
        if _is_titled(parsed, paragraph):
            runs[-1].append(Member(paragraph))
        else:
            runs.append([])
    longest = max(runs, key=len)
    return Enumeration(parsed, None, tuple(longest)) if len(longest) >= FEWEST_TITLED else None


def _is_titled(parsed: ParsedDocument, paragraph: Sequence[int]) -> bool:
    first = parsed.sentence_text(paragraph[0])
    if len(paragraph) == 1:
        label = re.match(r"\W*([^:.]{1,80})(?::|\.)\W", first)
        return label is not None and len(label.group(1).split()) <= LONGEST_TITLE // 2
    return len(first.split()) <= LONGEST_TITLE


def _body_of(parsed: ParsedDocument, section: Section) -> list[int]:
    return [
        index
        for index, sentence in enumerate(parsed.sentences)
        if section.start <= sentence.start < section.end and sentence.kind is SentenceKind.BODY
    ]
