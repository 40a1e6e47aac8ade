"""What a document recommends: under headings that say so, and where its authors say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.glance.body import BodySentence, merged
from assistant.glance.glance import Modality, Recommendation
from assistant.quoting.enumeration import under_heading
from assistant.quoting.likeness import says_the_same
from ingest.document import ParsedDocument, Section
from ingest.words import folded

# A brief that recommends more than this has sections to jump to.
MOST_RECOMMENDATIONS = 15

# What is recommended under one heading: the main point, and one more that says "must" or "should".
MOST_OF_A_TITLE = 2

_HEADING = re.compile(
    r"\b(?:recommend\w*|what (?:should|must|needs to|can) be done|next steps|policy (?:options|"
    r"proposals|responses)|proposals?|calls? to action|the way forward|recom[ei]nda\w*|propuestas?|"
    r"propostas?|que hacer|o que fazer)\b"
)
_MODAL: tuple[tuple[Modality, re.Pattern[str]], ...] = (
    (
        Modality.MUST,
        re.compile(
            r"\b(?:must(?! (?:have|be (?:that|said)))|ha(?:s|ve) to|needs? to|need more|cannot|"
            r"(?:is|are|be) (?:vital|critical|crucial|essential|imperative|urgent|indispensable)|"
            r"depends? on|deben?|debera\w*|tiene[n]? que|hay que|es (?:vital|esencial|urgente|"
            r"necesario|imprescindible)|devem?|devera\w*|precisam?|tem que|e (?:preciso|vital|"
            r"essencial|urgente|necessario))\b"
        ),
    ),
    (
        Modality.SHOULD,
        re.compile(
            r"\b(?:should|ought to|recommends?|we urge|call for|deberian?|conviene|recomiendan?|"
            r"recomendamos|proponemos|deveriam?|convem|recomendam?|propomos)\b"
        ),
    ),
    (Modality.MAY, re.compile(r"\b(?:could|may consider|might consider|podrian?|poderiam?)\b")),
)
_BY_AUTHORS = re.compile(
    r"\b(?:we|(?:the|these) authors?|this (?:brief|report|paper)|the report|los autores|"
    r"las autoras|este informe|os autores|as autoras|este relatorio|nosotros)\b"
    r"(?: (?:also|therefore|further|thus|strongly|tambien|tambem))* (?:recommend\w*|"
    r"calls? (?:for|on)|urges?|advises?|proposes?|advocates?|recomiendan?|recomendamos|"
    r"proponen?|piden?|instan?|recomendam|propoem)\b|"
    r"\b(?:recomendamos|proponemos|propomos)\b"
)
_WHO = re.compile(
    r"^(?P<who>(?:[A-Z][\w’'-]*|Los|Las|El|La|Os|As|O|A)(?: [\w’'-]+){0,5}?) "
    r"(?:should|must|ought to|need to|needs to|have to|has to|deben?|deber[íi]an?|deber[áa]n?|"
    r"devem?|dever[ií]am?|precisam?)\b(?! be\b)"
)
_AGENTS = re.compile(
    r"\b(?:governments?|authorit(?:y|ies)|policymakers?|policy-makers|countr(?:y|ies)|states?|"
    r"congress|parliament|legislat\w+|lawmakers|donors?|minist(?:er|ers|ry|ries)|courts?|judges|"
    r"police|agenc(?:y|ies)|institutions?|organi[sz]ations?|leaders?|cities|mayors?|companies|"
    r"employers|schools|universities|banks?|citizens|people|communit(?:y|ies)|partners?|"
    r"administration|committee|commission|council|union|nations?|gobiernos?|autoridades|paises|"
    r"estados?|congreso|ministerios?|jueces|policia|instituciones|organizaciones|alcaldes|"
    r"governos?|congresso|juizes|instituicoes|organizacoes|prefeit\w+)\b"
)


def recommendations_of(
    parsed: ParsedDocument, body: Sequence[BodySentence]
) -> tuple[Recommendation, ...]:
    """Return what a document recommends, in the order of the text."""
    sections = _recommending(parsed.sections)
    inside = [row for section in sections for row in _of_section(parsed, body, section)]
    outside = [
        _row("", sentence)
        for sentence in body
        if not any(one.start <= sentence.start < one.end for one in sections)
        and not sentence.is_about_a_text
        and _BY_AUTHORS.search(folded(sentence.text))
    ]
    rows: list[Recommendation] = []
    for row in sorted([*inside, *outside], key=lambda row: row.places[0].start):
        twin = next((one for one in rows if says_the_same(one.text, row.text)), None)
        if twin is None:
            rows.append(row)
        else:
            rows[rows.index(twin)] = replace(twin, places=merged((*twin.places, *row.places)))
    return tuple(rows[:MOST_RECOMMENDATIONS])


def _recommending(sections: Sequence[Section]) -> list[Section]:
    """Return the outermost sections whose heading says that they recommend."""
    found: list[Section] = []
    for section in sections:
        within = any(outer.start < section.start < outer.end for outer in found)
        if not within and _HEADING.search(folded(section.heading_path[-1])):
            found.append(section)
    return found


def _of_section(
    parsed: ParsedDocument, body: Sequence[BodySentence], section: Section
) -> Iterator[Recommendation]:
    """Yield what a section recommends: by its members, if it is a list, else by paragraph."""
    by_start = {sentence.start: sentence for sentence in body}
    listed = under_heading(parsed, section)
    if listed is None:
        own = [one for one in body if section.start <= one.start < section.end]
        for _, paragraph in groupby(own, key=lambda one: one.paragraph):
            yield from _strongest("", list(paragraph))
        return
    for member in listed.members:
        starts = (parsed.sentences[index].start for index in member.sentences)
        sentences = [by_start[start] for start in starts if start in by_start]
        if member.heading is not None:
            yield from _of_title(member.heading.heading_path[-1], sentences)
        elif len(sentences) > 1:
            yield from _of_title(sentences[0].line.strip(" *_.:"), sentences[1:] or sentences)
        else:
            yield from _of_title("", sentences)


def _of_title(title: str, sentences: Sequence[BodySentence]) -> Iterator[Recommendation]:
    """Yield what is recommended under a title: strongest sentences, or else the first."""
    rows = list(_strongest(title, sentences))
    if not rows and sentences:
        rows = [_row(title, sentences[0])]
    yield from rows


def _strongest(title: str, sentences: Sequence[BodySentence]) -> Iterator[Recommendation]:
    rows = [_row(title, one) for one in sentences if not one.is_about_a_text]
    recommending = [row for row in rows if row.modality in (Modality.MUST, Modality.SHOULD)]
    yield from recommending[:MOST_OF_A_TITLE]


def _row(title: str, sentence: BodySentence) -> Recommendation:
    plain = folded(sentence.text)
    modality = next((kind for kind, pattern in _MODAL if pattern.search(plain)), Modality.PLAIN)
    match = _WHO.match(sentence.line)
    who = match["who"] if match and _AGENTS.search(folded(match["who"])) else ""
    return Recommendation(title, sentence.line, modality, who, (sentence.place,))
