"""Questions that a document may answer, made from its rows at a glance, sentences and headings."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.glance.body import body_of
from assistant.glance.glance import Figure, Glance, Place
from assistant.glance.places import is_place
from assistant.suggesting import wording
from assistant.suggesting.suggestion import Sort, Suggestion
from ingest.document import ParsedDocument, Section
from ingest.words import folded

# Headings that say which part of a document they open rather than what it is about.
_PLAIN_PART = re.compile(
    r"^(?:introduc\w+|conclu\w+|summary|background|overview|abstract|references|notes|about|"
    r"what|who|how|why|where|when|resumen|resumo|antecedentes|metodo\w+|method\w*|annex|appendix|"
    r"anexo)\b"
)
# Longer headings are sentences, which do not fit behind "brief me on".
LONGEST_TOPIC = 6


def candidates_of(parsed: ParsedDocument, glance: Glance) -> Iterator[Suggestion]:
    """Yield questions sort by sort, the more telling of a sort first; none is checked yet."""
    maker = _Maker(parsed, glance)
    yield from maker.who()
    yield from maker.briefings()
    yield from maker.comparisons()
    yield from maker.advice()
    yield from maker.definitions()
    yield from maker.happenings()
    if parsed.document.language == "en":
        yield from maker.numbers()
        yield from maker.from_sentences()


class _Maker:
    """The candidates of one document."""

    def __init__(self, parsed: ParsedDocument, glance: Glance) -> None:
        self._parsed = parsed
        self._glance = glance
        self._language = parsed.document.language
        self._body = body_of(parsed)
        self._by_start = {sentence.start: sentence for sentence in self._body}

    def who(self) -> Iterator[Suggestion]:
        for person in self._glance.people:
            if person.role:
                question = wording.who_is(person.name, language=self._language)
                yield self._at(question, person.places[0], Sort.WHO)

    def definitions(self) -> Iterator[Suggestion]:
        for one in self._glance.organisations:
            if len(one.description.split()) > 2:
                question = wording.what_is(one.name, language=self._language)
                yield self._at(question, one.places[0], Sort.DEFINITION)

    def happenings(self) -> Iterator[Suggestion]:
        for event in sorted(self._glance.events, key=lambda event: -len(event.date)):
            opens = event.what.find(event.when)
            if 0 <= opens <= len("Em ") and re.fullmatch(r"[^–-]*\d{4}", event.when):
                question = wording.what_happened(event.when, language=self._language)
                yield self._at(question, event.places[0], Sort.WHEN)

    def numbers(self) -> Iterator[Suggestion]:
        for figure in self._glance.figures:
            sentence = self._by_start[figure.places[0].start]
            if question := question_for(figure, sentence.line):
                yield self._at(question, figure.places[0], Sort.NUMBER)

    def from_sentences(self) -> Iterator[Suggestion]:
        dates = {event.places[0]: event.when for event in self._glance.events}
        for sentence in self._body:
            if sentence.is_about_a_text:
                continue
            when = dates.get(sentence.place, "")
            for sort, question in (
                (Sort.SAYING, wording.what_was_said(sentence.line, when=when)),
                (Sort.LIST, wording.which_ones(sentence.line)),
                (Sort.WHY, wording.why(sentence.line)),
            ):
                if question:
                    yield self._at(question, sentence.place, sort)

    def briefings(self) -> Iterator[Suggestion]:
        advising = {row.title for row in self._glance.recommendations}
        for section in sorted(self._parsed.sections, key=lambda one: one.start - one.end):
            heading = section.heading_path[-1]
            plain = folded(heading)
            is_topic = len(heading.split()) <= LONGEST_TOPIC and not re.search(r"[:?!.]", heading)
            if is_topic and heading not in advising and not _PLAIN_PART.match(plain):
                question = wording.brief_me_on(self._topic(heading), language=self._language)
                yield self._about(question, section, Sort.BRIEFING)

    def comparisons(self) -> Iterator[Suggestion]:
        placed = [one for one in self._parsed.sections if is_place(one.heading_path[-1])]
        for one, other in pairwise(placed):
            if one.heading_path[:-1] == other.heading_path[:-1]:
                names = (one.heading_path[-1], other.heading_path[-1])
                question = wording.compare(*names, language=self._language)
                yield self._about(question, one, Sort.COMPARISON)

    def advice(self) -> Iterator[Suggestion]:
        if self._glance.recommendations:
            question = wording.what_is_recommended(language=self._language)
            first, last = (self._glance.recommendations[end].places[0] for end in (0, -1))
            yield self._at(question, Place(first.start, last.end), Sort.ADVICE)

    def _topic(self, heading: str) -> str:
        """Return a heading as it stands inside a sentence: names keep their capital."""
        first = heading.split()[0]
        small = first.lower()
        text = self._parsed.document.text
        is_common = re.search(rf"\b{re.escape(small)}\b", text) or small in ("the", "a", "an")
        return heading.replace(first, small, 1) if is_common and not is_place(heading) else heading

    def _at(self, question: str, place: Place, sort: Sort) -> Suggestion:
        sentence = self._by_start.get(place.start)
        path = sentence.heading_path if sentence else ()
        return Suggestion(
            question, self._parsed.document.doc_id, place.start, place.end, path, sort
        )

    def _about(self, question: str, section: Section, sort: Sort) -> Suggestion:
        return Suggestion(
            question,
            self._parsed.document.doc_id,
            section.heading_end,
            section.end,
            section.heading_path,
            sort,
        )


def question_for(figure: Figure, line: str) -> str:
    """Return the question for a figure, in English; empty where its sentence gives no plain one.

    `line` is the sentence that it stands in, in one line.
    """
    before, number, behind = line.partition(figure.number)
    noun = figure.counts
    if not behind.startswith(f" {noun}"):
        # "people killed" is counted where the sentence has "people were killed".
        noun = noun.rpartition(" ")[0]
    if not number or not noun or not behind.startswith(f" {noun}"):
        return ""
    return wording.how_many(
        noun,
        before=before,
        behind=behind.removeprefix(f" {noun}"),
        where=figure.where,
        when=figure.when,
    )


def by_turns(candidates: Sequence[Suggestion]) -> list[Suggestion]:
    """Return candidates so that each sort has its turn before any has a second one."""
    ordered: list[Suggestion] = []
    rows = [[one for one in candidates if one.sort is sort] for sort in Sort]
    while any(rows):
        ordered.extend(row.pop(0) for row in rows if row)
    return ordered
