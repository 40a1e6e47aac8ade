"""A question as the searches and the reader take it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assistant.aliases import OtherName, other_names, with_other_names
from assistant.conversation import Standalone
from assistant.demonyms import relatives
from assistant.gloss import PlaceName, gloss, is_glossed, language_of
from assistant.names import names_in
from ingest.document import Passage
from ingest.embedding import Embedder, Vectors
from ingest.snapshot import Snapshot
from ingest.words import folded_words

# Words of earlier turns help to find the subject; at full weight they would bring back the earlier
# answer. Set on the follow-ups of the `tune` split (0.25, 0.5 and 1 tried).
CONTEXT_WEIGHT = 0.5

# "Honduran" for "Honduras": the same place, but the word asked for goes first.
RELATED_WEIGHT = 0.5

# The language that the embedding model and the reader know.
READ_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A question without the places that documents at hand are about."""

    text: str
    """In English, with its other names."""
    vector: Vectors
    """Unit vector, shape (dimension,)."""
    places: tuple[str, ...]
    """Their names, as the question has them."""
    place_terms: frozenset[str]
    """The terms of these, and of their peoples."""
    about_ids: frozenset[str]
    """Passages about them: those that name them and those that leave them unsaid."""
    passage_ids: frozenset[str]
    """Passages that leave the places unsaid."""


@dataclass(frozen=True, slots=True)
class Query:
    """A standalone question, embedded and cut into weighted terms."""

    text: str
    """As it was asked."""
    vector: Vectors
    """Unit vector, shape (dimension,)."""
    terms: Mapping[str, float]
    """Each term's factor: 1 for a word of the question, less for one of its context."""
    language: str = READ_LANGUAGE
    """Of the question: `en`, `es` or `pt`."""
    english_text: str = ""
    """The question in English words; empty where there are none."""
    other_names: tuple[OtherName, ...] = ()
    """In short what it names in full, and in full what it names in short."""
    places: tuple[PlaceName, ...] = ()
    """Places named in a question that was put into English words."""
    unsaid: Unsaid | None = None
    """How it is put to passages that leave its places unsaid, where there are such."""

    def leaves_unsaid(self, passage: Passage) -> bool:
        """Tell whether a passage is about the question's places without naming them."""
        return self.unsaid is not None and passage.passage_id in self.unsaid.passage_ids

    @property
    def compared_text(self) -> str:
        """Return the question in the words that documents are compared with: English if it can."""
        return self.english_text or self.text

    @property
    def reading_text(self) -> str:
        """Return the question for a reader of English, with its other names; empty for none."""
        return with_other_names(self.english_text, self.other_names)

    @property
    def is_glossed(self) -> bool:
        """Tell whether the question was put into English words, which are `english_text`."""
        return self.english_text not in ("", self.text)


def make_query(
    standalone: Standalone, *, snapshot: Snapshot, embedder: Embedder, language: str | None = None
) -> Query:
    """Embed a question and cut it into terms as the documents of `snapshot` are cut.

    A question in Spanish or Portuguese is put into English words where there are English documents,
    and searched for in both languages where there are documents in its own besides. Its language is
    told from its words unless it is given.
    """
    language = language or language_of(standalone.question)
    languages = snapshot.lexical.languages
    terms = _terms(standalone, snapshot)
    aliases = snapshot.vocabulary.aliases
    if not is_glossed(language) or READ_LANGUAGE not in languages:
        others = other_names(standalone.text, aliases)
        vector = embedder.encode([with_other_names(standalone.text, others)])[0]
        english_text = standalone.text if language == READ_LANGUAGE else ""
        return Query(standalone.text, vector, terms, language, english_text, others)
    vocabulary = snapshot.vocabulary.english
    asked, context, wording = (
        gloss(text, language=language, vocabulary=vocabulary)
        for text in (standalone.question, standalone.context, standalone.wording)
    )
    english = Standalone(asked.text, context.text, wording.text)
    # "Mano dura" may stand in an English text as it is.
    held = {term: factor for term, factor in terms.items() if snapshot.lexical.frequency(term)}
    others = other_names(english.text, aliases)
    vector = embedder.encode([with_other_names(english.text, others)])[0]
    if language in languages:
        both = vector + embedder.encode([standalone.text])[0]
        vector = both / np.linalg.norm(both)
    terms = {**held, **_terms(english, snapshot)}
    return Query(standalone.text, vector, terms, language, english.text, others, asked.places)


def _terms(standalone: Standalone, snapshot: Snapshot) -> dict[str, float]:
    """Return the terms of a question and, lighter, those of its context."""
    terms = dict.fromkeys(snapshot.lexical.terms(standalone.context), CONTEXT_WEIGHT)
    terms.update(dict.fromkeys(snapshot.lexical.terms(standalone.question), 1.0))
    related = _related_names(standalone.question, snapshot)
    return {**dict.fromkeys(snapshot.lexical.terms(related), RELATED_WEIGHT), **terms}


def _related_names(question: str, snapshot: Snapshot) -> str:
    """Return the places of peoples, the peoples of places and the other forms of its names."""
    words = (word for name in names_in(question) for word in folded_words(name.text))
    peoples = (one for word in words for one in relatives(word, snapshot.vocabulary.names))
    others = (one.other for one in other_names(question, snapshot.vocabulary.aliases))
    return " ".join((*peoples, *others))
