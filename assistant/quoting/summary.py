"""A document, a section or a topic in brief: its own sentences, chosen for what they cover.

Which sentences: those near the middle of what the document and their section say (centroids of
sentence vectors), at places where texts say what matters, and each unlike those chosen before it
(maximal marginal relevance, Carbonell and Goldstein 1998), no section taking more than its share.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answer import Evidence
from assistant.composer import Statement
from assistant.material import Material
from assistant.question import Question
from assistant.quoting.choice import is_new
from assistant.quoting.pool import Pooled, pool
from assistant.quoting.scope import Scope, parts_of, scope_of
from assistant.quoting.speaking import led_by_titles
from assistant.quoting.subject import with_subjects
from assistant.quoting.surroundings import evidence_for
from assistant.quoting.weight import worth_of
from assistant.quoting.wished import wished_length
from assistant.topic import is_open, wants_gist
from ingest.words import plain_line

# An answer of more is no summary; our evaluation takes 220 words as its limit.
MAX_WORDS = 200

# "What does it say about Chile?" does not ask for a summary.
OPEN_WORDS = 150

# Nor does "What is the main argument?" ask for the whole.
GIST_WORDS = 120

# A sentence's own worth against its likeness to those already chosen.
OWN_WORTH = 0.7

# What a section loses when it has taken all of the room again that is its due.
OVER_SHARE = 0.4

# Words from which on a heading says something by itself; "Costs" only names its section.
TELLING_HEADING = 3

# Left over words that no good sentence fits into.
FEWEST_WORDS = 12


def compose_summary(material: Material) -> Iterator[Statement]:
    """Yield the sentences that together cover a document, a section or a topic, in its order.

    The first sentence from under each heading inside a section is led by that heading, where it
    says something by itself ("Put money into rehabilitation"); both are cited.
    """
    asked = material.question
    wished = wished_length(asked.text)
    limit = min(_limit(asked), wished.words)
    scope = scope_of(material)
    sentences = pool(material, scope.doc_ids)
    scope = scope.within(sentences)
    parts = parts_of(sentences, scope)
    worth = worth_of(sentences, parts, scope, material)
    leads = _leads(sentences, scope, material)
    room = max(limit // 2, limit - sum(len(one.text.split()) for one in leads.values()))
    chosen = cover(sentences, worth, parts, max_words=room, max_sentences=wished.sentences)
    ordered: Sequence[Evidence] = [sentences[number].evidence for number in sorted(chosen)]
    quoted = ordered or material.evidence[:1]
    said = _led(with_subjects(quoted, material.snapshot, max_words=room), leads)
    several = len({one.passage.doc_id for one in quoted}) > 1
    yield from led_by_titles(said, material.snapshot) if several else said


def _limit(asked: Question) -> int:
    if is_open(asked.text, asked.topic):
        return OPEN_WORDS
    return GIST_WORDS if wants_gist(asked.text) else MAX_WORDS


def _led(
    statements: Iterable[Statement], leads: dict[tuple[str, ...], Evidence]
) -> Iterator[Statement]:
    """Yield statements, the first from under each of the telling headings led by it."""
    for statement in statements:
        lead = leads.pop(statement.supports[-1].passage.heading_path, None)
        if lead is None:
            yield statement
        else:
            heading = plain_line(lead.text).rstrip(".:")
            yield Statement(f"{heading}: {statement.text}", (lead, *statement.supports))


def _leads(
    sentences: Sequence[Pooled], scope: Scope, material: Material
) -> dict[tuple[str, ...], Evidence]:
    """Return the telling headings inside the section that is summarised, by their paths."""
    if scope.heading_path is None:
        return {}
    inside = {one.heading_path: one.evidence for one in sentences if scope.holds(one)}
    leads = {}
    for path, like in inside.items():
        parsed = material.snapshot.document(like.passage.doc_id)
        section = next((one for one in parsed.sections if one.heading_path == path), None)
        telling = len(path[-1].split()) >= TELLING_HEADING
        if section and telling and path != scope.heading_path:
            leads[path] = evidence_for(
                parsed, section.start, section.heading_end, material.snapshot, like=like
            )
    return leads


def cover(
    sentences: Sequence[Pooled],
    worth: NDArray[np.float64],
    parts: Sequence[str],
    *,
    max_words: int,
    max_sentences: int,
) -> list[int]:
    """Return the numbers of the sentences to quote, in the order in which they were chosen.

    Args:
        sentences: all that may be quoted.
        worth: of each by itself; those of minus infinity are never chosen.
        parts: the part of the text that each is in.
        max_words: of all together.
        max_sentences: of all together.

    """
    if not sentences:
        return []
    vectors = np.stack([one.vector for one in sentences])
    due = max_words * _shares(sentences, worth, parts)
    labels = np.array(parts)
    words = np.array([one.words for one in sentences])
    taken = np.zeros(len(sentences))
    likeness = np.zeros(len(sentences))
    waiting = np.isfinite(worth)
    chosen: list[int] = []
    left = max_words
    while left >= FEWEST_WORDS and len(chosen) < max_sentences:
        fits = waiting & (words <= left)
        if not fits.any():
            break
        value = OWN_WORTH * worth - (1 - OWN_WORTH) * likeness - OVER_SHARE * taken / due
        best = int(np.argmax(np.where(fits, value, -np.inf)))
        waiting[best] = False
        if is_new(sentences[best].evidence, [sentences[number].evidence for number in chosen]):
            chosen.append(best)
            left -= sentences[best].words
            taken[labels == parts[best]] += sentences[best].words
            likeness = np.maximum(likeness, vectors @ vectors[best])
    return chosen


def _shares(
    sentences: Sequence[Pooled], worth: NDArray[np.float64], parts: Sequence[str]
) -> NDArray[np.float64]:
    """Return, for each sentence, the share of a summary that is the due of its part.

    Dues go by the roots of the parts' lengths, so that a long section does not silence a short one.
    """
    lengths: Counter[str] = Counter()
    for one, value, part in zip(sentences, worth, parts, strict=True):
        if np.isfinite(value):
            lengths[part] += one.words
    roots = {part: words**0.5 for part, words in lengths.items()}
    total = sum(roots.values())
    # Nothing is taken from a part of which nothing may be quoted: its due is never asked for.
    return np.array([roots[part] / total if part in roots else 1.0 for part in parts])
