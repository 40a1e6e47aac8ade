"""What a summary covers: which documents, which section, which topic."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.material import Material
from assistant.quoting.likeness import terms
from assistant.quoting.pool import Pooled
from assistant.topic import asks_for_conclusion, is_across, is_sentence_about
from ingest.words import folded

# Best sentences found that tell which document is meant.
LOOKED_AT = 12

# Of a title's words in the question, from which on the document is meant by it.
TITLE_SHARE = 0.5

# Of a heading's words: "the recommendations" mean "What the authors recommend", not a heading of
# ten words in which the word happens to stand.
HEADING_SHARE = 0.3

# Of a document's passages: a term of so many is no section's own.
PERVADING = 0.3

# Headings are told apart down to this depth.
DEEPEST = 4

# Sentences that name the topic, from which on a paragraph is about it though another opens it.
NAMED_OFTEN = 2

# Parts that a text without headings is cut into.
PARTS = 6

_SECTION = re.compile(r"\b(?:section|chapter|part|seccion|capitulo|apartado|parte|secao)\b")

# What follows from a text; what should be done about it is another question.
_CONCLUDES = re.compile(
    r"\b(?:conclu\w+|takeaways?|lessons?|outlook|looking ahead|final (?:thoughts|remarks)|"
    r"lecciones|licoes|(?:reflexiones|consideraciones|consideracoes) fina(?:les|is))\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be covered."""

    doc_ids: tuple[str, ...]
    topic: str = ""
    """Empty for all that the documents say."""
    heading_path: tuple[str, ...] | None = None
    """Of the section that is about the topic; without a topic, of all that is to be covered."""
    only_section: bool = False
    """Whether nothing outside that section, or those paragraphs, is wanted."""
    paragraphs: frozenset[tuple[str, int]] = frozenset()
    """Document and number of each paragraph about the topic, where no section is."""

    def holds(self, one: Pooled) -> bool:
        """Tell whether a sentence stands in the section, or a paragraph, about the topic."""
        path = self.heading_path
        if path is None:
            return (one.evidence.passage.doc_id, one.paragraph) in self.paragraphs
        return one.heading_path[: len(path)] == path

    def within(self, sentences: Sequence[Pooled]) -> "Scope":
        """Return the scope with the paragraphs about its topic, where no section is about it."""
        if not self.topic or self.heading_path is not None:
            return self
        paragraphs = frozenset(
            (members[0].evidence.passage.doc_id, members[0].paragraph)
            for members in _paragraphs(sentences)
            if _is_about(self.topic, members)
        )
        return replace(
            self, paragraphs=paragraphs, only_section=self.only_section and bool(paragraphs)
        )


def scope_of(material: Material) -> Scope:
    """Return what a question for a summary is about.

    A document is meant by its title or, failing that, by what most of the evidence is from.
    """
    question = material.question
    named = None if is_across(question.text) else _named_document(material)
    if not question.topic or (named and _is_title(question.topic, named, material)):
        doc_id = named or _likeliest(material)
        concluding = asks_for_conclusion(question.text)
        return Scope((doc_id,), heading_path=_conclusion(doc_id, material) if concluding else None)
    doc_ids = (named,) if named else _found(material)
    path = _section(question.topic, doc_ids, material)
    return Scope(
        doc_ids,
        topic=question.topic,
        heading_path=path,
        only_section=_SECTION.search(folded(question.text)) is not None,
    )


def parts_of(sentences: Sequence[Pooled], scope: Scope) -> list[str]:
    """Return the part of its document that each sentence is in.

    That is its outermost heading, the next one where there is but one such or a section is what is
    to be covered, or a stretch of the text where there are no headings.
    """
    within = [one for one in sentences if scope.holds(one)] or sentences
    depth = 1
    while depth < DEEPEST and len({one.heading_path[:depth] for one in within}) == 1:
        depth += 1
    paths = [(one.evidence.passage.doc_id, *one.heading_path[:depth]) for one in sentences]
    if len({one.heading_path[:depth] for one in within}) > 1:
        return ["/".join(path) for path in paths]
    return [str(number * PARTS // len(sentences)) for number in range(len(sentences))]


def _paragraphs(sentences: Sequence[Pooled]) -> list[list[Pooled]]:
    """Return the sentences of documents, given in their order, by paragraph."""
    keyed = groupby(sentences, key=lambda one: (one.evidence.passage.doc_id, one.paragraph))
    return [list(members) for _, members in keyed]


def _is_about(topic: str, paragraph: Sequence[Pooled]) -> bool:
    """Tell whether a paragraph is about a topic: it opens with its name or names it often."""
    naming = [is_sentence_about(topic, one.evidence.text) for one in paragraph]
    return naming[0] or sum(naming) >= NAMED_OFTEN


def _found(material: Material) -> tuple[str, ...]:
    """Return the documents that evidence is from, those with the best first."""
    best = material.evidence[:LOOKED_AT]
    return tuple(dict.fromkeys(one.passage.doc_id for one in best))


def _likeliest(material: Material) -> str:
    counts = Counter(one.passage.doc_id for one in material.evidence[:LOOKED_AT])
    return counts.most_common(1)[0][0]


def _named_document(material: Material) -> str | None:
    """Return the document whose title the question names best, if it does at all."""
    asked = terms(material.question.text)
    shares = {
        entry.doc_id: _share(terms(entry.title), asked) for entry in material.snapshot.entries
    }
    best = max(shares, key=lambda doc_id: shares[doc_id], default=None)
    return best if best is not None and shares[best] >= TITLE_SHARE else None


def _is_title(topic: str, doc_id: str, material: Material) -> bool:
    """Tell whether the topic is nothing but the title of a document."""
    title = material.snapshot.document(doc_id).document.title
    return terms(topic) <= terms(title)


def _conclusion(doc_id: str, material: Material) -> tuple[str, ...] | None:
    """Return the headings down to the last one that says it concludes, or None."""
    paths = [section.heading_path for section in material.snapshot.document(doc_id).sections]
    return next((path for path in reversed(paths) if _CONCLUDES.search(folded(path[-1]))), None)


def _section(topic: str, doc_ids: Sequence[str], material: Material) -> tuple[str, ...] | None:
    """Return the headings down to the one that names the topic best, or None.

    Failing that, the one that names what is left of the topic without the words that stand all
    over its document: "mass imprisonment in El Salvador" in a brief about El Salvador.
    """
    asked = terms(topic)
    headings = [
        (section.heading_path, terms(section.heading_path[-1]), doc_id)
        for doc_id in doc_ids
        for section in material.snapshot.document(doc_id).sections
    ]
    found = _best_named([(path, heading, asked) for path, heading, _ in headings])
    if found is not None:
        return found
    common = {doc_id: _pervading(doc_id, asked, material) for doc_id in doc_ids}
    return _best_named([(path, heading, asked - common[doc]) for path, heading, doc in headings])


def _best_named(
    headings: Sequence[tuple[tuple[str, ...], frozenset[str], frozenset[str]]],
) -> tuple[str, ...] | None:
    """Return the path of which the heading has all that is asked, and little beside it."""
    shares = {
        path: _share(heading, asked)
        for path, heading, asked in headings
        if asked and asked <= heading
    }
    best = max(shares, key=lambda path: shares[path], default=None)
    return best if best is not None and shares[best] >= HEADING_SHARE else None


def _pervading(doc_id: str, asked: frozenset[str], material: Material) -> frozenset[str]:
    """Return those of some terms that so many passages have that they tell no section."""
    passages = material.snapshot.passages(doc_id)
    counts = Counter(term for one in passages for term in asked & terms(one.text))
    return frozenset(term for term in asked if counts[term] >= PERVADING * len(passages))


def _share(members: frozenset[str], of: frozenset[str]) -> float:
    return len(members & of) / len(members) if members else 0.0
