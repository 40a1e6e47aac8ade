"""How much a sentence is worth to a summary by itself."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.material import Material
from assistant.names import numbers_in
from assistant.quoting.dangling import missing_subject
from assistant.quoting.likeness import terms
from assistant.quoting.pool import Pooled
from assistant.quoting.scope import Scope
from assistant.topic import is_sentence_about, wants_gist
from ingest.words import folded

# The likeness of a sentence to the middle of the whole text and to that of its part; a cosine
# differs by about 0.3 between the usual and the best sentence.
WHOLE_WEIGHT = 0.5
PART_WEIGHT = 0.5

# What places add: a text says what it is about at its beginning, what follows from it at its end
# and under such headings, and what a paragraph is about in the first sentence.
OPENING = 0.10
CLOSING = 0.06
CONCLUDING = 0.08
OPENS_PARAGRAPH = 0.06
# Where the gist is asked for and not the whole: what the introduction adds, which is no longer than
# this share of the paragraphs, and by as much a concluding heading adds more.
INTRODUCING = 0.18
INTRODUCTION = 0.15
GIST_FACTOR = 3
# The words in which texts announce their gist (Edmundson 1969).
ANNOUNCES = 0.12

# What a cut out sentence loses where it needs what stood before it, and where it is a question, an
# example or a quotation. Another that is about as good is taken instead.
DEPENDS = 0.20
LEADS_ON = 0.10
ASIDE = 0.12
LONG = 0.10
SHORT = 0.15

# For each number up to two: a figure is a detail of what is summed up.
DETAILED = 0.06

# A longer sentence fills a quarter of a summary; a shorter one seldom says a thing whole.
LONG_WORDS = 45
SHORT_WORDS = 9

# For a topic: what the search says of a sentence, what its words say, where it stands.
FOUND_WEIGHT = 0.4
NAMED_WEIGHT = 0.35
SECTION_WEIGHT = 0.35

# The evidence at this rank is as near to a topic as any sentence of its field.
USUAL_RANK = 40

# Below these a sentence is not about the topic.
LEAST_FOUND = 0.3
LEAST_NAMED = 0.99

_CONCLUDING = re.compile(
    r"\b(?:conclu\w+|summary|recommend\w*|findings?|takeaways?|lessons?|implications?|outlook|"
    r"recomend\w*|recomiend\w*|resumen|resumo|hallazgos|achados|lecciones|licoes)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:(?:this|the) (?:brief|paper|report|article|study|authors?|analysis) (?:\w+ )?(?:argue|"
    r"conclude|find|examine|show|offer|warn|recommend|discuss|explore|explain|analy[sz]e|infer|"
    r"maintain|contend|hold|believe|stress|insist)\w*|"
    r"in the authors['’] (?:view|judge?ment|opinion)|"
    r"we (?:argue|conclude|find|recommend|show)|in (?:conclusion|sum|short|summary)|overall|"
    r"(?:main|key|central|most important|biggest) (?:\w+ )?(?:is|are|was|were|lesson|"
    r"finding|argument|conclusion)|en (?:conclusion|resumen)|em (?:conclusao|"
    r"resumo)|(?:este|o|el) (?:informe|documento|estudio|estudo|relatorio) \w+)\b"
)
# A text that speaks of its own layout is of no use outside it.
_LAYOUT = re.compile(
    r"\b(?:(?:next|following|previous|preceding|last|earlier|later) (?:paragraph|section|chapter|"
    r"table|figure|page|passage|sentence)|(?:see|shown in|in) (?:figure|table|box|appendix)|"
    r"(?:as )?(?:mentioned|noted|discussed|described) (?:above|below|earlier))\b"
)
_LEADS_ON = re.compile(
    r"(?:however|but|and|yet|also|then|thus|so|indeed|instead|moreover|furthermore|nevertheless|"
    r"nonetheless|meanwhile|consequently|therefore|afterwards?|in addition|as a result|in fact|"
    r"in turn|similarly|finally|likewise|additionally|besides|still|hence|by contrast|in contrast|"
    r"on the other hand|another|other|the same|the second|sin embargo|pero|ademas|tambien|entonces|"
    r"por eso|por lo tanto|asimismo|no obstante|no entanto|contudo|porem|todavia|mas|alem disso|"
    r"tambem|portanto|assim)\b"
)
_ASIDE = re.compile(
    r"[“\"«]|.*[“\"«][^”\"»]{40,}[”\"»]|"
    r"(?:for (?:example|instance)|por ejemplo|por exemplo)\b|.*\?\W*$"
)


def worth_of(
    sentences: Sequence[Pooled], parts: Sequence[str], scope: Scope, material: Material
) -> NDArray[np.float64]:
    """Return what each sentence is worth; minus infinity where it is outside what is covered.

    Args:
        sentences: of whole documents.
        parts: the part of its document that each is in.
        scope: what is to be covered.
        material: what the search found.

    """
    if not sentences:
        return np.zeros(0)
    standing = np.array([_standing(one) for one in sentences])
    if not scope.topic:
        everything = np.ones(len(sentences))
        whole: NDArray[np.float64] = (
            _centrality(sentences, parts, everything)
            + _place(sentences, gist=wants_gist(material.question.text))
            + standing
        )
        if scope.heading_path is None:
            return whole
        return np.where([scope.holds(one) for one in sentences], whole, -np.inf)
    relevance, about = _relevance(sentences, scope, material)
    worth = relevance + _centrality(sentences, parts, about) + standing
    return np.where(about > 0, worth, -np.inf)


def _centrality(
    sentences: Sequence[Pooled], parts: Sequence[str], about: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return how near sentences are to the middle of what is covered, and of their part of it.

    Args:
        sentences: of whole documents.
        parts: the part that each is in.
        about: how much each counts for the middle, 0 or more.

    """
    vectors = np.stack([one.vector for one in sentences]).astype(np.float64)
    whole = vectors @ _middle(vectors, about)
    labels = np.array(parts)
    own = np.zeros(len(sentences))
    for part in set(parts):
        here = labels == part
        own[here] = vectors[here] @ _middle(vectors[here], about[here])
    values: NDArray[np.float64] = WHOLE_WEIGHT * whole + PART_WEIGHT * own
    return values


def _middle(vectors: NDArray[np.float64], about: NDArray[np.float64]) -> NDArray[np.float64]:
    mean = about @ vectors if about.any() else vectors.sum(axis=0)
    unit: NDArray[np.float64] = mean / (np.linalg.norm(mean) or 1.0)
    return unit


def _place(sentences: Sequence[Pooled], *, gist: bool) -> NDArray[np.float64]:
    """Return what the places of sentences in their documents add, and what they announce."""
    first, last = sentences[0], sentences[-1]
    factor = GIST_FACTOR if gist else 1
    introduction = first.paragraph + INTRODUCTION * (last.paragraph - first.paragraph)

    def introduces(one: Pooled) -> bool:
        return one.paragraph <= introduction and one.heading_path == first.heading_path

    added = []
    for one in sentences:
        concluding = any(_CONCLUDING.search(folded(heading)) for heading in one.heading_path)
        added.append(
            OPENING * (one.paragraph == first.paragraph)
            + INTRODUCING * gist * introduces(one)
            + CLOSING * (one.paragraph == last.paragraph)
            + CONCLUDING * factor * concluding
            + OPENS_PARAGRAPH * one.opens_paragraph
            + ANNOUNCES * (_ANNOUNCES.search(folded(one.evidence.text)) is not None)
        )
    return np.array(added)


def _standing(one: Pooled) -> float:
    """Return what a sentence loses by being cut out, 0 or less."""
    text = " ".join(one.evidence.text.split())
    opening = folded(text)
    return -(
        DEPENDS * (missing_subject(text) is not None)
        + LEADS_ON * (_LEADS_ON.match(opening) is not None)
        + LEADS_ON * (_LAYOUT.search(opening) is not None)
        + ASIDE * (_ASIDE.match(opening) is not None)
        + LONG * (one.words > LONG_WORDS)
        + SHORT * (one.words < SHORT_WORDS)
        + DETAILED * min(2, len(numbers_in(text)))
    )


def _relevance(
    sentences: Sequence[Pooled], scope: Scope, material: Material
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how much sentences are about the topic, and how much they tell what it is.

    The second is 0 for those that are not about it at all.
    """
    asked = terms(scope.topic)
    scores = np.array([one.evidence.score for one in sentences])
    best = material.evidence[0].score
    usual = material.evidence[min(USUAL_RANK, len(material.evidence)) - 1].score
    found = np.clip((scores - usual) / ((best - usual) or 1.0), 0, 1)
    named = np.array(
        [len(asked & terms(one.evidence.text)) / (len(asked) or 1) for one in sentences]
    )
    within = np.array([scope.holds(one) for one in sentences])
    # What a part of a section is about stands at its beginning.
    opening = OPENS_PARAGRAPH * np.array([one.opens_paragraph for one in sentences]) * within
    if scope.only_section:
        return FOUND_WEIGHT * found + opening, within.astype(float)
    # Elsewhere it may be one of many that are listed.
    near = np.array([is_sentence_about(scope.topic, one.evidence.text) for one in sentences])
    if not within.any() and not near.any():
        near = (found >= LEAST_FOUND) | (named >= LEAST_NAMED)
    about = np.where(within | near, found + 0.1, 0)
    relevance = FOUND_WEIGHT * found + NAMED_WEIGHT * named + SECTION_WEIGHT * within + opening
    return relevance, about
